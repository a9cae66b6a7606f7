//! The parts of a page in reading order: columns from left to right, and what spans them above or below.
//!
//! A recursive cut in the manner of the XY-cut (G. Nagy and S. Seth, "Hierarchical representation of
//! optically scanned documents", ICPR 1984), but along white gutters of their own height, as T. Breuel
//! looks for them ("Two geometric algorithms for layout analysis", DAS 2002): a headline over two columns
//! ends their gutter, so it is read before both.

use std::cell::Cell;

use super::{
    bands::{self, Middle},
    words::Word,
};

/// How many cuts may lie in each other.
const DEEPEST_CUT: usize = 40;
/// How many words are parted: a page of more is a drawing.
const MOST_WORDS: usize = 8_000;
/// At how many places a gutter is looked for.
const MOST_EDGES: f32 = 1_500.0;

/// How many words are looked at for gutters, each time that they are: a page of more is a drawing.
const MOST_EFFORT: usize = 60_000_000;

/// What the search for gutters may still cost.
struct Effort<'a> {
    /// Is the caller's time up?
    stops: &'a dyn Fn() -> bool,
    left: Cell<usize>,
}

impl Effort<'_> {
    /// May so many words be looked at?
    fn allows(&self, words: usize) -> bool {
        let left = self.left.get().checked_sub(words).filter(|_| !(self.stops)());
        self.left.set(left.unwrap_or_default());
        left.is_some()
    }
}

/// White space between two columns.
#[derive(Clone, Copy, Debug)]
struct Gutter {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    score: f32,
}

/// Returns words in parts, each of one column, in reading order. `em` is the size of most letters.
pub(super) fn in_order(words: Vec<Word>, em: f32, stops: &dyn Fn() -> bool) -> Vec<Vec<Word>> {
    let mut parts = Vec::new();
    let effort = Effort { stops, left: Cell::new(MOST_EFFORT) };
    cut(words, em, 0, &effort, &mut parts);
    parts
}

fn cut(words: Vec<Word>, em: f32, depth: usize, effort: &Effort<'_>, parts: &mut Vec<Vec<Word>>) {
    if words.is_empty() {
        return;
    }
    let is_page = depth < DEEPEST_CUT && (6..=MOST_WORDS).contains(&words.len());
    let gutter = if is_page { widest(&words, em, effort) } else { None };
    let Some(gutter) = gutter else {
        parts.push(words);
        return;
    };
    if let Some(table) = table(&words, &gutter, em, effort) {
        for (part, words) in by_table(words, table) {
            match part {
                Part::Table => parts.push(words),
                Part::Text => cut(words, em, depth + 1, effort, parts),
            }
        }
        return;
    }
    let (mut above, mut left, mut right, mut below) = (vec![], vec![], vec![], vec![]);
    for word in words {
        let middle = word.middle();
        if middle < gutter.top {
            above.push(word);
        } else if middle > gutter.bottom {
            below.push(word);
        } else if word.left + word.right < gutter.left + gutter.right {
            left.push(word);
        } else {
            right.push(word);
        }
    }
    for part in [above, left, right, below] {
        cut(part, em, depth + 1, effort, parts);
    }
}

/// Returns from where to where a table lies across a gutter, if one does.
fn table(words: &[Word], gutter: &Gutter, em: f32, effort: &Effort<'_>) -> Option<(f32, f32)> {
    let Gutter { left, right, top, bottom, .. } = *gutter;
    let middle = Middle { left, right, top, bottom };
    effort.allows(words.len()).then(|| bands::table_across(words, middle, em))?
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Text,
    Table,
}

/// Returns the words above a table, the table's and those below.
fn by_table(words: Vec<Word>, (top, bottom): (f32, f32)) -> [(Part, Vec<Word>); 3] {
    let (above, rest): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|word| word.middle() < top);
    let (table, below) = rest.into_iter().partition(|word| word.middle() < bottom);
    [(Part::Text, above), (Part::Table, table), (Part::Text, below)]
}

/// Returns the gutter that parts most lines, if one does.
fn widest(words: &[Word], em: f32, effort: &Effort<'_>) -> Option<Gutter> {
    let width = (em * 0.75).max(5.0);
    let lines = lines(words.iter(), em);
    let mut edges: Vec<f32> = words.iter().map(|word| word.right).collect();
    // Of edges close together the one farthest right: all others stand in its way.
    edges.sort_by(|a, b| b.total_cmp(a));
    let span = edges.first().zip(edges.last()).map_or(0.0, |(last, first)| last - first);
    let near = (span / MOST_EDGES).max(1.0);
    edges.dedup_by(|a, b| (*a - *b).abs() < near);
    let mut best: Option<Gutter> = None;
    for left in edges {
        if !effort.allows(words.len()) {
            return None;
        }
        let crossing =
            words.iter().filter(|word| word.left < left + width && word.right > left + 0.01);
        let mut crossing: Vec<&Word> = crossing.collect();
        if crossing.len() + 3 > lines.max(4) {
            continue;
        }
        crossing.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let mut top = f32::MIN;
        for end in crossing.iter().map(Some).chain([None]) {
            let bottom = end.map_or(f32::MAX, |word| word.top());
            if bottom - top > em * 3.0
                && effort.allows(words.len() * 4)
                && let Some(gutter) = judge(words, left, width, (top, bottom), em)
                && best.is_none_or(|best| gutter.score > best.score)
            {
                best = Some(gutter);
            }
            top = top.max(end.map_or(f32::MAX, |word| word.bottom()));
        }
    }
    best
}

/// Counts the lines of words by their baselines.
fn lines<'a>(words: impl Iterator<Item = &'a Word>, em: f32) -> usize {
    let mut baselines: Vec<f32> = words.map(|word| word.baseline).collect();
    baselines.sort_by(f32::total_cmp);
    baselines.dedup_by(|a, b| (*a - *b).abs() < em * 0.4);
    baselines.len()
}

/// One side of a gutter.
struct Side<'a> {
    words: Vec<&'a Word>,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
}

impl<'a> Side<'a> {
    fn new(words: impl Iterator<Item = &'a Word>) -> Self {
        let mut side = Self {
            words: words.collect(),
            left: f32::MAX,
            right: f32::MIN,
            top: f32::MAX,
            bottom: f32::MIN,
        };
        for word in &side.words {
            side.left = side.left.min(word.left);
            side.right = side.right.max(word.right);
            side.top = side.top.min(word.top());
            side.bottom = side.bottom.max(word.bottom());
        }
        side
    }

    /// Returns how much of the side's lines is filled with words, from 0 to 1.
    fn fill(&self, lines: usize) -> f32 {
        let inked: f32 = self.words.iter().map(|word| word.right - word.left).sum();
        #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
        let room = (self.right - self.left) * lines as f32;
        inked / room.max(1.0)
    }
}

/// Returns the white space from `left` on between `top` and `bottom`, if it parts columns of text.
fn judge(
    words: &[Word],
    left: f32,
    width: f32,
    (top, bottom): (f32, f32),
    em: f32,
) -> Option<Gutter> {
    let within = || words.iter().filter(|word| word.middle() > top && word.middle() < bottom);
    let before = Side::new(within().filter(|word| word.right <= left + 0.01));
    let after = Side::new(within().filter(|word| word.left >= left + width));
    let counts = [lines(before.words.iter().copied(), em), lines(after.words.iter().copied(), em)];
    let fewest = counts[0].min(counts[1]);
    if fewest < 3 || before.words.len() < 4 || after.words.len() < 4 {
        return None;
    }
    // Marks and numbers before the items of a list are no column.
    let narrowest = (before.right - before.left).min(after.right - after.left);
    if narrowest < em * 5.0 {
        return None;
    }
    let both = before.top.max(after.top)..before.bottom.min(after.bottom);
    if both.end - both.start < em * 3.0 {
        return None;
    }
    let gap = after.left - before.right;
    if is_row_by_row(&before, &after, em, fewest) {
        let full = before.fill(counts[0]).min(after.fill(counts[1]));
        if gap < em * 1.2 || full < 0.55 || fewest < 5 {
            return None;
        }
    } else if before.fill(counts[0]).min(after.fill(counts[1])) < 0.2 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
    let score = fewest as f32 + (gap / em).min(4.0) * 0.1;
    Some(Gutter { left: before.right, right: after.left, top, bottom, score })
}

/// Does the page draw the words on both sides line by line across the gap, like the rows of a table?
fn is_row_by_row(before: &Side<'_>, after: &Side<'_>, em: f32, fewest: usize) -> bool {
    let mut drawn: Vec<(usize, f32, bool)> =
        before.words.iter().map(|w| (w.order, w.baseline, false)).collect();
    drawn.extend(after.words.iter().map(|w| (w.order, w.baseline, true)));
    drawn.sort_by_key(|&(order, ..)| order);
    let across = drawn.windows(2).filter(|pair| match pair {
        [(_, from, false), (_, to, true)] => (from - to).abs() < em * 0.3,
        _ => false,
    });
    across.count() * 3 > fewest
}
