//! Text that runs from right to left, or both ways: which text does, and how the interface's short
//! texts are given to egui, which places all runs from left to right.
//!
//! The article itself is set by `reading/mixed.rs`.

use std::{borrow::Cow, ops::Range};

use egui::{FontId, Ui};
use unicode_bidi::{BidiClass, Level, ParagraphBidiInfo, bidi_class};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation as _;

/// Between two runs that egui would take for one: has no width, and is in a font of its own.
const APART: char = '\u{200b}';

/// Which way a paragraph is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// As English is.
    #[default]
    LeftToRight,
    /// As Arabic and Hebrew are.
    RightToLeft,
}

impl Direction {
    /// Returns the level of embedding, by UAX 9, of a paragraph that is read this way.
    pub fn level(self) -> Level {
        match self {
            Self::LeftToRight => Level::ltr(),
            Self::RightToLeft => Level::rtl(),
        }
    }
}

/// Returns whether a text has letters or signs that turn the direction of reading.
pub fn turns_direction(text: &str) -> bool {
    // Hebrew is the first of these scripts: what comes before it takes two bytes that are smaller.
    text.bytes().any(|byte| byte >= 0xd6) && text.chars().any(|c| c >= '\u{590}' && turns(c))
}

fn turns(c: char) -> bool {
    use BidiClass::{AL, AN, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO};
    matches!(bidi_class(c), R | AL | AN | FSI | LRE | LRI | LRO | PDF | PDI | RLE | RLI | RLO)
}

/// Returns the direction of a paragraph: that of the first letter that has one (UAX 9, P2 and P3).
pub fn first_direction(text: &str) -> Option<Direction> {
    match unicode_bidi::get_base_direction(text) {
        unicode_bidi::Direction::Ltr => Some(Direction::LeftToRight),
        unicode_bidi::Direction::Rtl => Some(Direction::RightToLeft),
        unicode_bidi::Direction::Mixed => None,
    }
}

/// Is a grapheme of letters that are read from right to left?
pub fn is_rtl_letter(grapheme: &str) -> bool {
    let letter = grapheme.chars().next().unwrap_or_default();
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// Is it one of the marks, embeddings and isolates of UAX 9, which are not seen themselves?
pub fn is_sign_of_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Returns a text as it looks in a mirror, sign by sign: brackets that stand from right to left.
pub fn mirrored(text: &str) -> String {
    text.chars().map(|c| get_mirrored(c).unwrap_or(c)).collect()
}

/// Returns a line of text in the order in which it is seen, for egui to lay out; a text that has only
/// one direction as it is.
pub fn in_order_of_sight(text: &str) -> Cow<'_, str> {
    if !turns_direction(text) {
        return Cow::Borrowed(text);
    }
    let level = first_direction(text).unwrap_or_default().level();
    let bidi = ParagraphBidiInfo::new(text, Some(level));
    let (levels, runs) = bidi.visual_runs(0..text.len());
    let mut shown = String::with_capacity(text.len());
    for run in runs {
        let is_rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
        let run = text.get(run).unwrap_or_default();
        if !is_rtl {
            shown.push_str(run);
            continue;
        }
        for unit in units(run).into_iter().rev() {
            let unit = run.get(unit).unwrap_or_default();
            shown.push(APART);
            if is_rtl_letter(unit) {
                shown.push_str(unit);
            } else {
                shown.push_str(&mirrored(unit));
            }
        }
        shown.push(APART);
    }
    shown.retain(|c| !is_sign_of_direction(c));
    Cow::Owned(shown)
}

/// Returns a text in lines of at most `width` points, each in the order in which it is seen.
pub fn lines_of_sight<'a>(ui: &Ui, text: &'a str, font: &FontId, width: f32) -> Cow<'a, str> {
    if !turns_direction(text) {
        return Cow::Borrowed(text);
    }
    let room = |line: &str| {
        let job = egui::text::LayoutJob::simple_singleline(
            in_order_of_sight(line).into_owned(),
            font.clone(),
            egui::Color32::PLACEHOLDER,
        );
        ui.painter().layout_job(job).size().x <= width
    };
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}")).filter(|line| room(line));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    let lines: Vec<Cow<'_, str>> = lines.iter().map(|line| in_order_of_sight(line)).collect();
    Cow::Owned(lines.join("\n"))
}

/// Returns what egui lays out as one of a run that is read from right to left: words, and each other
/// sign alone.
fn units(run: &str) -> Vec<Range<usize>> {
    let mut units: Vec<(Range<usize>, bool)> = Vec::new();
    for (at, grapheme) in run.grapheme_indices(true) {
        let (end, is_letter) = (at + grapheme.len(), is_rtl_letter(grapheme));
        match units.last_mut() {
            Some((last, true)) if is_letter => last.end = end,
            _ => units.push((at..end, is_letter)),
        }
    }
    units.into_iter().map(|(unit, _)| unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the text in the order of sight, each word written from left to right as egui will.
    fn seen(text: &str) -> String {
        let words = in_order_of_sight(text);
        words
            .split(APART)
            .map(|word| {
                let mut graphemes: Vec<&str> = word.graphemes(true).collect();
                if is_rtl_letter(word) {
                    graphemes.reverse();
                }
                graphemes.concat()
            })
            .collect()
    }

    #[test]
    fn a_label_is_in_the_order_of_sight() {
        assert_eq!(seen("plain words"), "plain words");
        assert_eq!(seen("אבג דהו"), "והד גבא");
        assert_eq!(seen("אבג (דהו) 123."), ".123 (והד) גבא");
        assert_eq!(seen("said by אבג דהו, twice"), "said by והד גבא, twice");
    }

    #[test]
    fn text_of_one_direction_is_not_copied() {
        assert!(matches!(in_order_of_sight("Zürich, 東京, हिन्दी"), Cow::Borrowed(_)));
    }
}
