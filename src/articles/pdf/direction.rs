//! The letters of a line, from left to right as seen, in the order in which they are read.
//!
//! Turns round what the bidirectional algorithm (UAX 9) did for display: runs of right-to-left letters
//! are reversed, and so is the whole line where most of its letters run that way.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_bidi_mirroring::get_mirrored;

use super::lines::{Gap, Placed, Space};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    Left,
    Right,
    Neutral,
}

/// Returns the text of a line, its wide gaps, and whether it runs from right to left.
pub(super) fn text(letters: &[Placed<'_>]) -> (String, Vec<Gap>, bool) {
    let mut runs: Vec<Run> = letters.iter().map(|placed| run(&placed.letter.text)).collect();
    let right = runs.iter().filter(|&&run| run == Run::Right).count();
    let left = runs.iter().filter(|&&run| run == Run::Left).count();
    if right == 0 {
        let order: Vec<usize> = (0..letters.len()).collect();
        let (text, gaps) = write(letters, &order, &[]);
        return (text, gaps, false);
    }
    let is_rtl = right > left;
    settle(&mut runs, if is_rtl { Run::Right } else { Run::Left });
    let mut order: Vec<usize> = (0..letters.len()).collect();
    if is_rtl {
        order.reverse();
    }
    // What runs against the line is turned back.
    let against = if is_rtl { Run::Left } else { Run::Right };
    for stretch in order.chunk_by_mut(|&a, &b| runs.get(a) == runs.get(b)) {
        if stretch.first().and_then(|&at| runs.get(at)) == Some(&against) {
            stretch.reverse();
        }
    }
    let (text, gaps) = write(letters, &order, &runs);
    (text, gaps, is_rtl)
}

fn run(text: &str) -> Run {
    text.chars()
        .find_map(|c| match bidi_class(c) {
            BidiClass::R | BidiClass::AL => Some(Run::Right),
            BidiClass::L | BidiClass::EN | BidiClass::AN => Some(Run::Left),
            _ => None,
        })
        .unwrap_or(Run::Neutral)
}

/// Gives what has no direction that of its neighbours on both sides, else the line's.
fn settle(runs: &mut [Run], base: Run) {
    let mut at = 0;
    while let Some(&here) = runs.get(at) {
        if here != Run::Neutral {
            at += 1;
            continue;
        }
        let length = runs.iter().skip(at).take_while(|&&run| run == Run::Neutral).count();
        let before = at.checked_sub(1).and_then(|at| runs.get(at)).copied().unwrap_or(base);
        let after = runs.get(at + length).copied().unwrap_or(base);
        let settled = if before == after { before } else { base };
        for run in runs.iter_mut().skip(at).take(length) {
            *run = settled;
        }
        at += length;
    }
}

fn write(letters: &[Placed<'_>], order: &[usize], runs: &[Run]) -> (String, Vec<Gap>) {
    let mut text = String::new();
    let mut gaps = Vec::new();
    let starts = starts(runs);
    let mut before: Option<usize> = None;
    for &at in order {
        let Some(placed) = letters.get(at) else { continue };
        // The space between two letters is kept with the one that stands to the right; that between
        // two runs, with the first letter of the right one.
        let space = before.map_or(Space::None, |before| {
            let right = before.max(at);
            let is_one_run = runs.get(before) == runs.get(at);
            let right =
                if is_one_run { right } else { starts.get(right).copied().unwrap_or(right) };
            letters.get(right).map_or(Space::None, |placed| placed.space)
        });
        if space != Space::None && !text.is_empty() {
            if space == Space::Wide {
                let beside = before
                    .and_then(|at| letters.get(at))
                    .map_or(placed.letter, |placed| placed.letter);
                let (left, right) = if beside.left < placed.letter.left {
                    (beside, placed.letter)
                } else {
                    (placed.letter, beside)
                };
                gaps.push(Gap { at: text.len(), left: left.right, right: right.left });
            }
            text.push(' ');
        }
        if runs.get(at) == Some(&Run::Right) {
            text.extend(placed.letter.text.chars().map(|c| get_mirrored(c).unwrap_or(c)));
        } else {
            text.push_str(&placed.letter.text);
        }
        before = Some(at);
    }
    (text, gaps)
}

/// Returns for each letter where the run begins that it is in.
fn starts(runs: &[Run]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(runs.len());
    for run in runs.chunk_by(|a, b| a == b) {
        starts.extend(std::iter::repeat_n(starts.len(), run.len()));
    }
    starts
}
