//! Tables that lie across two columns: their rows are read whole, though the gutter above or below runs on
//! between their cells.

use std::ops::Range;

use super::words::Word;

/// How many rows make a table.
const FEWEST_ROWS: usize = 2;
/// How many lines above and below may belong to it: its head, its caption, its source.
const MOST_BESIDE: usize = 3;

/// The words of one baseline, over all columns.
struct Row<'a> {
    words: Vec<&'a Word>,
    /// Where each cell begins and ends: words without a wide gap between them.
    cells: Vec<(f32, f32)>,
    top: f32,
    bottom: f32,
}

/// A gutter between columns, and how far the words on both its sides reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Middle {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

/// Returns from where to where on the page the first table lies that crosses a gutter, if one does.
pub(super) fn table_across(words: &[Word], middle: Middle, em: f32) -> Option<(f32, f32)> {
    let within = words.iter().filter(|word| {
        let at = word.middle();
        at > middle.top && at < middle.bottom
    });
    let rows = rows(within.collect(), em);
    let left = rows.iter().filter_map(|row| row.cells.first()).fold(f32::MAX, |a, c| a.min(c.0));
    let right = rows.iter().filter_map(|row| row.cells.last()).fold(f32::MIN, |a, c| a.max(c.1));
    let width = right - left;
    let mut from = 0;
    while from < rows.len() {
        let length = rows.iter().skip(from).take_while(|row| row.is_tabular(middle, width)).count();
        let table = rows.get(from..from + length).unwrap_or_default();
        if length >= FEWEST_ROWS && is_table(table, middle, em) {
            let reach = reach(&rows, from..from + length, em);
            if reach.is_some() {
                return reach;
            }
        }
        from += length + 1;
    }
    None
}

/// Returns the rows of words, from top to bottom.
fn rows(mut words: Vec<&Word>, em: f32) -> Vec<Row<'_>> {
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let lines = words.chunk_by(|a, b| b.baseline - a.baseline < em * 0.25);
    lines.map(|line| Row::new(line.to_vec(), em)).collect()
}

impl<'a> Row<'a> {
    fn new(mut words: Vec<&'a Word>, em: f32) -> Self {
        words.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut cells: Vec<(f32, f32)> = Vec::new();
        for word in &words {
            match cells.last_mut() {
                Some(cell) if word.left - cell.1 < em * 1.2 => cell.1 = cell.1.max(word.right),
                _ => cells.push((word.left, word.right)),
            }
        }
        let top = words.iter().map(|word| word.top()).fold(f32::MAX, f32::min);
        let bottom = words.iter().map(|word| word.bottom()).fold(f32::MIN, f32::max);
        Self { words, cells, top, bottom }
    }

    /// Has it short cells on both sides of a gutter? Lines of two or three columns of prose have long
    /// ones.
    fn is_tabular(&self, middle: Middle, width: f32) -> bool {
        let is_across = self.cells.iter().any(|cell| cell.1 <= middle.left + 0.5)
            && self.cells.iter().any(|cell| cell.0 >= middle.right - 0.5);
        let widest = self.cells.iter().map(|cell| cell.1 - cell.0).fold(0.0, f32::max);
        let inked: f32 = self.cells.iter().map(|cell| cell.1 - cell.0).sum();
        is_across
            && widest < width * 0.4
            && inked < width * 0.75
            && (self.cells.len() > 2 || self.is_numeric_beside(middle))
    }

    /// Are there numbers alone on one side of a gutter?
    fn is_numeric_beside(&self, middle: Middle) -> bool {
        let (after, before): (Vec<&Word>, Vec<&Word>) =
            self.words.iter().partition(|word| word.left >= middle.right - 0.5);
        let is_numeric =
            |side: Vec<&Word>| !side.is_empty() && side.iter().all(|word| is_number(word));
        is_numeric(before) || is_numeric(after)
    }

    /// Does the page draw it from left to right across a gutter?
    fn is_drawn_across(&self, middle: Middle) -> bool {
        self.words.windows(2).any(|pair| match pair {
            [before, after] => {
                before.right <= middle.left + 0.5
                    && after.left >= middle.right - 0.5
                    && before.order < after.order
                    && after.order - before.order <= before.letters.len() + 2
            }
            _ => false,
        })
    }
}

/// Is it a number, an amount, or a sign for none?
fn is_number(word: &Word) -> bool {
    let count = |is: fn(char) -> bool| {
        word.letters.iter().flat_map(|letter| letter.text.chars()).filter(|&c| is(c)).count()
    };
    let letters = count(char::is_alphabetic);
    letters == 0 || count(|c| c.is_ascii_digit()) > letters
}

/// Do rows stand below each other like those of a table, and not like the items of two lists?
fn is_table(rows: &[Row<'_>], middle: Middle, em: f32) -> bool {
    let near = em * 0.7;
    let aligned = |pair: &[Row<'_>]| match pair {
        [row, next] => {
            row.cells.len() == next.cells.len()
                && next.top - row.bottom < em * 2.5
                && row.cells.iter().zip(&next.cells).all(|(a, b)| {
                    (a.0 - b.0).abs() < near
                        || (a.1 - b.1).abs() < near
                        || (a.0 + a.1 - b.0 - b.1).abs() < near * 2.0
                })
        }
        _ => false,
    };
    let pairs = rows.windows(2).filter(|pair| aligned(pair)).count();
    let drawn = rows.iter().filter(|row| row.is_drawn_across(middle)).count();
    let numeric = rows.iter().filter(|row| row.is_numeric_beside(middle)).count();
    pairs * 3 >= (rows.len() - 1) * 2 && (drawn * 2 > rows.len() || numeric * 2 > rows.len())
}

/// Returns how far a table reaches with the lines that belong to it: those up to the next band of white.
/// `None` if they are many, or others stand beside them: then where it begins and ends is not certain.
fn reach(rows: &[Row<'_>], table: Range<usize>, em: f32) -> Option<(f32, f32)> {
    let white = |above: usize| {
        rows.get(above).zip(rows.get(above + 1)).map_or(f32::MAX, |(a, b)| b.top - a.bottom)
    };
    let is_near = |above: usize| white(above) <= em * 0.8;
    let above = (0..table.start).rev().take_while(|&at| is_near(at)).count();
    let below = (table.end..rows.len()).take_while(|&at| is_near(at - 1)).count();
    let (from, to) = (table.start - above, table.end + below);
    let mut within = from.saturating_sub(1)..to;
    if above.max(below) > MOST_BESIDE || within.any(|at| white(at) < em * -0.1) {
        return None;
    }
    Some((rows.get(from)?.top, rows.get(to - 1)?.bottom))
}
