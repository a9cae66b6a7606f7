//! Lines that are stretched to the width of their column: however wide their spaces are, they are spaces.

use super::words::Word;

/// Are all spaces of a line as wide as each other, as those of a justified one are, though its words are not
/// as far apart as the cells of a table? The words are from left to right, `size` is their letters'.
pub(super) fn is_justified(row: &[Word], size: f32) -> bool {
    let mut gaps = Span::default();
    let mut pitches = Span::default();
    let mut start = row.first().map_or(0.0, |word| word.left);
    for pair in row.windows(2) {
        let [before, word] = pair else { continue };
        let gap = word.left - before.right;
        if gap < size * 0.15 {
            continue;
        }
        // Cells are set each at its place, with no space between.
        if !word.is_spaced || word.order < before.order {
            return false;
        }
        gaps.add(gap);
        pitches.add(word.left - start);
        start = word.left;
    }
    let is_word =
        |word: &&Word| word.letters.iter().any(|letter| letter.text.contains(char::is_alphabetic));
    let is_prose = row.iter().filter(is_word).count() * 4 >= row.len() * 3;
    gaps.count > 1
        && gaps.width() < size * 0.15
        && pitches.width() > size * 0.5
        && gaps.most < size * 8.0
        && is_prose
}

/// From where to where some lengths reach.
struct Span {
    least: f32,
    most: f32,
    count: usize,
}

impl Default for Span {
    fn default() -> Self {
        Self { least: f32::MAX, most: f32::MIN, count: 0 }
    }
}

impl Span {
    fn add(&mut self, length: f32) {
        self.least = self.least.min(length);
        self.most = self.most.max(length);
        self.count += 1;
    }

    fn width(&self) -> f32 {
        self.most - self.least
    }
}
