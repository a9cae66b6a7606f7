//! Letters into words: what a page draws one after the other, without a gap, on one baseline.

use compact_str::CompactString;

use super::{
    accents,
    glyph::{Glyph, Ink},
};

/// How many directions of lines a page may have: one of letters along a curve has hundreds.
const MOST_TURNS: usize = 24;

/// A letter in a word, in the frame in which its line is upright.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub text: CompactString,
    pub left: f32,
    pub right: f32,
}

/// Letters without a gap. Lengths are points; the line runs to the right, and y grows downwards.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub letters: Vec<Letter>,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    pub size: f32,
    pub is_bold: bool,
    pub is_folio: bool,
    /// Its place in the order in which the page draws.
    pub order: usize,
    /// Does the page draw a space before it?
    pub is_spaced: bool,
}

impl Word {
    /// Returns about where its letters end upwards.
    pub fn top(&self) -> f32 {
        self.baseline - self.size * 0.75
    }

    /// Returns about where its letters end downwards.
    pub fn bottom(&self) -> f32 {
        self.baseline + self.size * 0.2
    }

    pub fn middle(&self) -> f32 {
        self.baseline - self.size * 0.3
    }
}

/// The words of a page whose lines run in one direction.
#[derive(Debug)]
pub(super) struct Sheet {
    pub words: Vec<Word>,
    /// The direction of their lines on the page, in degrees.
    pub turn: u16,
    /// The height of the page, as it is seen when these lines are upright.
    pub height: f32,
}

/// Returns the words of a page, those in its main direction first. Vertical lines are turned like any
/// others: their columns go from right to left, which are lines from top to bottom then.
pub(super) fn sheets(ink: &Ink) -> Vec<Sheet> {
    let mut turns: Vec<(u16, usize)> = Vec::new();
    for glyph in ink.glyphs.iter().filter(|glyph| !glyph.is_blank()) {
        let turn = snap(glyph.turn);
        if let Some((_, count)) = turns.iter_mut().find(|(known, _)| *known == turn) {
            *count += 1;
        } else if turns.len() < MOST_TURNS {
            turns.push((turn, 1));
        }
    }
    turns.sort_by_key(|&(turn, count)| (std::cmp::Reverse(count), turn));
    turns.iter().map(|&(turn, _)| sheet(ink, turn)).collect()
}

/// Returns a direction, those near to upright ones as these: a scan may be askew.
fn snap(turn: u16) -> u16 {
    match turn {
        0..=6 | 354..=359 => 0,
        84..=96 => 90,
        174..=186 => 180,
        264..=276 => 270,
        other => other,
    }
}

fn sheet(ink: &Ink, turn: u16) -> Sheet {
    let (sin, cos) = f32::from(turn).to_radians().sin_cos();
    let height = if matches!(turn, 90 | 270) { ink.width } else { ink.height };
    let upright = |glyph: &Glyph| match turn {
        0 => (glyph.x, glyph.y),
        90 => (glyph.y, ink.width - glyph.x),
        180 => (ink.width - glyph.x, ink.height - glyph.y),
        270 => (ink.height - glyph.y, glyph.x),
        _ => (glyph.x * cos + glyph.y * sin, glyph.y * cos - glyph.x * sin),
    };
    let mut words: Vec<Word> = Vec::new();
    let mut is_spaced = true;
    for (order, glyph) in ink.glyphs.iter().enumerate() {
        if snap(glyph.turn) != turn {
            continue;
        }
        if glyph.is_blank() {
            is_spaced = true;
            continue;
        }
        let (x, baseline) = upright(glyph);
        let (left, right) = (x.min(x + glyph.advance), x.max(x + glyph.advance));
        let letter = Letter { text: glyph.text.clone(), left, right };
        if words.last_mut().is_some_and(|word| accents::join(word, &letter, baseline)) {
            continue;
        }
        match words.last_mut() {
            Some(word) if !is_spaced && continues(word, &letter, baseline, glyph) => {
                word.right = word.right.max(right);
                word.letters.push(letter);
            }
            _ => words.push(Word {
                letters: vec![letter],
                left,
                right,
                baseline,
                size: glyph.size,
                is_bold: glyph.is_bold,
                is_folio: glyph.is_folio,
                order,
                is_spaced,
            }),
        }
        is_spaced = false;
    }
    Sheet { words, turn, height }
}

/// Does a letter belong to the word before it?
fn continues(word: &Word, letter: &Letter, baseline: f32, glyph: &Glyph) -> bool {
    let size = word.size.max(glyph.size);
    let gap = letter.left - word.right;
    (baseline - word.baseline).abs() < size * 0.08
        && (glyph.size - word.size).abs() < size * 0.15
        && gap < size * 0.1
        && gap > -size * 0.4
        && word.is_bold == glyph.is_bold
        && word.is_folio == glyph.is_folio
        && word.letters.len() < 200
}
