//! Laid-out lines: every grapheme is where it is drawn.

use egui::text::{LayoutJob, TextFormat};

use super::line::Laid;
use crate::{
    app::{fonts, theme},
    text::{Offset, Text, next_grapheme},
};

/// Lays a text out in a column, with the bundled fonts.
fn laid(text: &str, width: f32) -> Laid {
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    theme::install(&ctx);
    let mut laid = None;
    let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
        let format = TextFormat::simple(theme::font::quote(), egui::Color32::BLACK);
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap.max_width = width;
        laid = Some(Laid::new(ui.painter().layout_job(job), text, Offset::START));
    });
    output.textures_delta.clear();
    laid.unwrap()
}

/// Clicks the middle of every grapheme of a text that runs from left to right.
fn check(text: &str, width: f32) {
    let laid = laid(text, width);
    let whole = Text::new(text);
    let mut at = Offset::START;
    while at < whole.end() {
        let next = next_grapheme(&whole, at);
        let line = laid.line_at(at).unwrap();
        let (left, right) = (line.x(at), line.x(next));
        if next <= line.at.end && right > left {
            let middle = left.midpoint(right);
            assert_eq!(
                line.grapheme(middle),
                at,
                "{:?} in {text:?}",
                whole.slice(crate::text::Stretch { start: at, end: next })
            );
            assert_eq!(line.offset(left + (right - left) * 0.2), at);
            if next < line.at.end {
                assert_eq!(line.offset(right - (right - left) * 0.2), next);
            }
        }
        at = next;
    }
}

#[test]
fn a_click_on_a_grapheme_gives_that_grapheme() {
    for text in [
        "What the shipping accord leaves out",
        "The office filed an affidavit; efficient, fluffy",
        "cafe\u{301} o\u{308}de Zu\u{308}rich e\u{301}\u{323}",
        "a family 👨‍👩‍👧 and a flag 🇪🇹 and 👍🏽 thumbs",
        "हिन्दी में क्षत्रिय लिखा है",
        "ภาษาไทยไม่มีช่องว่าง",
        "東京で「はい」と言った。",
    ] {
        check(text, f32::INFINITY);
        check(text, 120.0);
    }
}

#[test]
fn lines_cover_the_text_without_a_gap() {
    let text = "one two three four five six\nseven eight nine\n\nten";
    let laid = laid(text, 70.0);
    assert!(laid.lines.len() > 5);
    let mut end = Offset::START;
    for line in &laid.lines {
        assert_eq!(line.at.start, end);
        end = line.at.end;
    }
    assert_eq!(end, Offset::new(text.len()));
}
