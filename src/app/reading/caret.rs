//! The caret in the article, moved by keys: character, word, sentence, line, paragraph, page.

use egui::{Event, Key, Modifiers, Pos2, Ui, pos2};

use super::{gesture::block_at, sheet::Sheet, spoken::spoken};
use crate::{
    app::{
        action::{Action, ViewAction},
        bidi::Direction,
        scene::Scene,
        shortcut::CARET_KEYS,
        view::Selection,
    },
    text::{self, Offset, Text},
};

/// The caret's own state.
#[derive(Debug, Default)]
pub struct Caret {
    /// The x that the caret keeps while it goes up and down.
    goal: Option<f32>,
    /// The page is being turned.
    turn: Option<Turn>,
}

/// A page that is being turned: once the view has scrolled, the caret stands where it stood in it.
#[derive(Debug)]
struct Turn {
    /// Where in the view the caret stands.
    at: Pos2,
    /// How far the page was scrolled before.
    from: f64,
    key: Key,
    modifiers: Modifiers,
}

/// What a key asks for.
pub enum Asked {
    /// Nothing of the reading view's.
    Nothing,
    /// The caret has moved: it is to be seen.
    Moved(Offset),
    /// Scroll by this many points: there is no caret yet.
    Scroll(f32),
}

impl Caret {
    /// Takes the keys that move the caret; Shift extends the selection.
    pub fn update(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        actions: &mut Vec<Action>,
    ) -> Asked {
        let mut asked = Asked::Nothing;
        let mut selection = scene.view.selection;
        let Some(version) = scene.version() else { return asked };
        if let (Some(turn), Some(now)) = (self.turn.take(), selection)
            && let Some(focus) = turned(sheet, &version.text, &turn)
        {
            let modifiers = turn.modifiers;
            let said = spoken(scene, sheet, now, focus, (turn.key, modifiers));
            actions.push(Action::View(ViewAction::Announce(said)));
            let anchor = if modifiers.shift { now.anchor } else { focus };
            selection = Some(Selection { anchor, focus });
        }
        for (key, modifiers) in keys(ui) {
            let Some(now) = selection else {
                match without_caret(sheet, key) {
                    Some(Asked::Moved(at)) => {
                        selection = Some(Selection::caret(at));
                        asked = Asked::Moved(at);
                    }
                    Some(other) => asked = other,
                    None => {}
                }
                continue;
            };
            if let Key::PageUp | Key::PageDown = key {
                let at = self.place(sheet, now.focus);
                let page = page_height(sheet);
                asked = Asked::Scroll(if key == Key::PageDown { page } else { -page });
                self.turn = Some(Turn { at, from: sheet.scroll, key, modifiers });
                continue;
            }
            let Some(focus) = self.moved(scene, sheet, &version.text, now, (key, modifiers)) else {
                continue;
            };
            let said = spoken(scene, sheet, now, focus, (key, modifiers));
            actions.push(Action::View(ViewAction::Announce(said)));
            let anchor = if modifiers.shift { now.anchor } else { focus };
            selection = Some(Selection { anchor, focus });
            asked = Asked::Moved(focus);
        }
        if selection != scene.view.selection {
            actions.push(Action::View(ViewAction::Select(selection)));
        }
        asked
    }

    fn moved(
        &mut self,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        text: &Text,
        now: Selection,
        (key, modifiers): (Key, Modifiers),
    ) -> Option<Offset> {
        let at = now.focus;
        let block = block_at(scene, text, at);
        let is_vertical =
            matches!(key, Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown);
        if !is_vertical || modifiers.command {
            self.goal = None;
        }
        // On goes to the left where reading does.
        let key = match (key, sheet.direction_at(at)) {
            (Key::ArrowLeft, Direction::RightToLeft) => Key::ArrowRight,
            (Key::ArrowRight, Direction::RightToLeft) => Key::ArrowLeft,
            (key, _) => key,
        };
        let to = match key {
            Key::ArrowLeft if !modifiers.shift && !now.is_caret() => now.stretch().start,
            Key::ArrowRight if !modifiers.shift && !now.is_caret() => now.stretch().end,
            Key::ArrowLeft if modifiers.command => text::previous_word_edge(text, at),
            Key::ArrowRight if modifiers.command => text::next_word_edge(text, at),
            Key::ArrowLeft if modifiers.alt => text::previous_sentence(text, block, at),
            Key::ArrowRight if modifiers.alt => text::next_sentence(text, block, at),
            Key::ArrowLeft => text::previous_grapheme(text, at),
            Key::ArrowRight => text::next_grapheme(text, at),
            Key::ArrowUp if modifiers.command => previous_block(scene, at),
            Key::ArrowDown if modifiers.command => next_block(scene, text, at),
            Key::ArrowUp => self.vertical(sheet, at, -1.0),
            Key::ArrowDown => self.vertical(sheet, at, 1.0),
            Key::Home if modifiers.command => Offset::START,
            Key::End if modifiers.command => text.end(),
            Key::Home => sheet.line_of(at)?.at.start,
            Key::End => sheet.end_of_line(at)?,
            _ => return None,
        };
        Some(to)
    }

    /// Returns where in the view a caret stands, at the x that it keeps: at an edge where it is beyond
    /// it, in the middle where it is far away.
    fn place(&mut self, sheet: &Sheet<'_>, at: Offset) -> Pos2 {
        let inner = sheet.view.shrink(8.0);
        let Some(caret) = sheet.caret(at) else { return pos2(sheet.left, inner.center().y) };
        let x = *self.goal.get_or_insert(caret.left());
        pos2(x, caret.center().y.clamp(inner.top(), inner.bottom()))
    }

    /// Moves by a line (one point either way), at the same x.
    fn vertical(&mut self, sheet: &Sheet<'_>, at: Offset, by: f32) -> Offset {
        let Some(caret) = sheet.caret(at) else { return at };
        let x = *self.goal.get_or_insert(caret.left());
        let mut y = if by > 0.0 { caret.bottom() + by } else { caret.top() + by };
        // Between paragraphs there is space without text: go on until the line is another one.
        for _ in 0..60 {
            let found = sheet.edge_at(pos2(x, y));
            if let Some(found) = found.filter(|found| is_beyond(sheet, *found, caret, by)) {
                return found;
            }
            y += if by > 0.0 { 4.0 } else { -4.0 };
        }
        at
    }
}

/// Returns how far a turned page scrolls: a view, less some lines to go on from.
fn page_height(sheet: &Sheet<'_>) -> f32 {
    sheet.view.height().max(100.0) - 60.0
}

/// Returns where the caret stands on the turned page: at the very end, or start, where there was
/// nothing more to scroll.
fn turned(sheet: &Sheet<'_>, text: &Text, turn: &Turn) -> Option<Offset> {
    // Estimated heights that turn out otherwise may move the end a little.
    if (sheet.scroll - turn.from).abs() > f64::from(page_height(sheet)) * 0.1 {
        return sheet.edge_at(turn.at);
    }
    Some(if turn.key == Key::PageDown { text.end() } else { Offset::START })
}

fn is_beyond(sheet: &Sheet<'_>, found: Offset, caret: egui::Rect, by: f32) -> bool {
    let Some(other) = sheet.caret(found) else { return false };
    if by > 0.0 { other.top() > caret.top() + 1.0 } else { other.top() < caret.top() - 1.0 }
}

/// Without a caret the keys scroll, and the first move to the side puts it on the first line.
fn without_caret(sheet: &Sheet<'_>, key: Key) -> Option<Asked> {
    let page = page_height(sheet);
    match key {
        Key::ArrowDown => Some(Asked::Scroll(60.0)),
        Key::ArrowUp => Some(Asked::Scroll(-60.0)),
        Key::PageDown => Some(Asked::Scroll(page)),
        Key::PageUp => Some(Asked::Scroll(-page)),
        Key::Home => Some(Asked::Scroll(f32::MIN)),
        Key::End => Some(Asked::Scroll(f32::MAX)),
        Key::ArrowLeft | Key::ArrowRight => {
            sheet.edge_at(pos2(sheet.left, sheet.view.top() + 8.0)).map(Asked::Moved)
        }
        _ => None,
    }
}

/// Takes the movement keys off the input.
fn keys(ui: &Ui) -> Vec<(Key, Modifiers)> {
    let mut found = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if CARET_KEYS.contains(key) => {
                found.push((*key, *modifiers));
                false
            }
            _ => true,
        });
    });
    found
}

fn previous_block(scene: &Scene<'_>, at: Offset) -> Offset {
    let blocks = scene.version().map(|version| version.blocks.as_slice()).unwrap_or_default();
    let next = blocks.partition_point(|block| block.at.start < at);
    let block = next.checked_sub(1).and_then(|number| blocks.get(number));
    block.map_or(Offset::START, |block| block.at.start)
}

fn next_block(scene: &Scene<'_>, text: &Text, at: Offset) -> Offset {
    let blocks = scene.version().map(|version| version.blocks.as_slice()).unwrap_or_default();
    let next = blocks.partition_point(|block| block.at.start <= at);
    blocks.get(next).map_or(text.end(), |block| block.at.start)
}
