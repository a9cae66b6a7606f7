//! What a screen reader says when the caret moves: what it went over, or the line that it came to.

use egui::{Key, Modifiers};

use super::{gesture::block_at, sheet::Sheet};
use crate::{
    app::{scene::Scene, view::Selection},
    text::{Offset, Stretch, Text, next_grapheme, shortened},
};

/// So many characters are said at once.
const MOST: usize = 400;

/// Returns what is said of a move of the caret by a key, from `before` to `to`.
pub fn spoken(
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    before: Selection,
    to: Offset,
    (key, modifiers): (Key, Modifiers),
) -> String {
    let text = sheet.page.text();
    let from = before.focus;
    let over = Stretch::between(from, to);
    if from == to && (to == text.end() || to == Offset::START) {
        let end = if to == text.end() { "End" } else { "Start" };
        return format!("{end} of the article");
    }
    if modifiers.shift {
        let is_longer = distance(before.anchor, to) > distance(before.anchor, from);
        let what = if is_longer { "selected" } else { "unselected" };
        return format!("{} {what}", words(text, over));
    }
    let line = || sheet.line_of(to).map(|line| line.at);
    match key {
        Key::ArrowLeft | Key::ArrowRight => words(text, over),
        Key::Home if !modifiers.command => "Start of line".to_owned(),
        Key::End if !modifiers.command => "End of line".to_owned(),
        Key::ArrowUp | Key::ArrowDown if modifiers.command => {
            words(text, block_at(scene, text, to))
        }
        _ => words(text, line().unwrap_or_else(|| block_at(scene, text, to))),
    }
}

fn distance(a: Offset, b: Offset) -> u32 {
    a.0.abs_diff(b.0)
}

/// Returns words as they are said; blanks alone by their names.
fn words(text: &Text, at: Stretch) -> String {
    let said = text.slice(at);
    let is_one = next_grapheme(text, at.start) >= at.end;
    match said.trim() {
        "" if is_one && said.contains('\n') => "new line".to_owned(),
        "" if is_one => "space".to_owned(),
        "" => "blank".to_owned(),
        said => shortened(said, MOST).into_owned(),
    }
}
