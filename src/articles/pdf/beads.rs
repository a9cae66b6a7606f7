//! Article threads: the parts of a page in the order in which the document itself says they are read
//! (ISO 32000-2, 12.4.3).

use hayro_syntax::{
    object::{Array, Dict, Rect},
    page::Page,
};

use super::words::Word;

/// How many parts of a page are taken; a page that names more is read by its layout alone.
const MOST_BEADS: usize = 200;

/// One part of a page, upright, with y downwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bead {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

/// Returns the parts that a page names, in reading order; none for a page that is shown turned.
pub(super) fn beads(page: &Page<'_>) -> Vec<Bead> {
    let [wide, b, c, high, right, down] = page.initial_transform(true).as_coeffs();
    let Some(all) = page.raw().get::<Array<'_>>("B") else { return Vec::new() };
    if b != 0.0 || c != 0.0 {
        return Vec::new();
    }
    let rects =
        all.iter::<Dict<'_>>().take(MOST_BEADS + 1).filter_map(|bead| bead.get::<Rect>("R"));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "points on a page need no more than 24 bits"
    )]
    let bead = |rect: Rect| {
        let (x0, x1) = (wide * rect.x0 + right, wide * rect.x1 + right);
        let (y0, y1) = (high * rect.y0 + down, high * rect.y1 + down);
        Bead {
            left: x0.min(x1) as f32,
            right: x0.max(x1) as f32,
            top: y0.min(y1) as f32,
            bottom: y0.max(y1) as f32,
        }
    };
    let beads: Vec<Bead> = rects.map(bead).collect();
    if (2..=MOST_BEADS).contains(&beads.len()) { beads } else { Vec::new() }
}

impl Bead {
    fn holds(&self, word: &Word) -> bool {
        let middle = f32::midpoint(word.left, word.right);
        (self.left..=self.right).contains(&middle)
            && (self.top..=self.bottom).contains(&word.middle())
    }
}

/// Returns the words of a page by its beads: what is above them all first, all else that is in none last.
pub(super) fn part(words: Vec<Word>, beads: &[Bead]) -> Vec<Vec<Word>> {
    if beads.is_empty() {
        return vec![words];
    }
    let top = beads.iter().map(|bead| bead.top).fold(f32::MAX, f32::min);
    let mut parts: Vec<Vec<Word>> = vec![Vec::new(); beads.len() + 2];
    for word in words {
        let at = match beads.iter().position(|bead| bead.holds(&word)) {
            Some(at) => at + 1,
            None if word.middle() < top => 0,
            None => beads.len() + 1,
        };
        if let Some(part) = parts.get_mut(at) {
            part.push(word);
        }
    }
    parts
}
