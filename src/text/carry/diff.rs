//! Which words of the old text are which of the new one, in order.

use imara_diff::{Algorithm, Diff};

use super::{
    fold::{Folded, narrow},
    token::{Side, Tokens},
};

/// So many tokens from `old` on are those from `new` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Same {
    pub old: u32,
    pub new: u32,
    pub len: u32,
}

impl Same {
    /// Returns the tokens of the old text, each with its like in the new.
    pub fn pairs(self) -> impl Iterator<Item = (u32, u32)> {
        (0..self.len).map(move |by| (self.old + by, self.new + by))
    }
}

/// What lies between two runs of the same words: these of the old text against those of the new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub old: (u32, u32),
    pub new: (u32, u32),
}

/// How far an inserted or deleted passage is moved to begin and end between sentences.
const MOST_SLIDE: u32 = 100;

/// Returns the runs of words that both texts have, ascending in both.
pub(super) fn same_words(tokens: &Tokens, old: &Folded, new: &Folded) -> Vec<Same> {
    if is_monotonous(tokens) {
        return same_ends(tokens);
    }
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &tokens.old.words, &tokens.new.words, tokens.different);
    let mut same = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    for hunk in diff.hunks() {
        push(&mut same, at_old, at_new, hunk.before.start - at_old);
        (at_old, at_new) = (hunk.before.end, hunk.after.end);
    }
    push(&mut same, at_old, at_new, tokens.old.len() - at_old);
    slide(&mut same, tokens, old, new);
    same.retain(|one| one.len > 0);
    without_islands(same, tokens)
}

/// Returns what lies before, between and after the runs; gaps may be empty on one side, not on both.
pub(super) fn gaps(same: &[Same], tokens: &Tokens) -> Vec<Gap> {
    let end = Same { old: tokens.old.len(), new: tokens.new.len(), len: 0 };
    let (mut old, mut new) = (0, 0);
    let mut gaps = Vec::new();
    for one in same.iter().chain([&end]) {
        if one.old > old || one.new > new {
            gaps.push(Gap { old: (old, one.old), new: (new, one.new) });
        }
        (old, new) = (one.old + one.len, one.new + one.len);
    }
    gaps
}

/// Does a text go on and on in few words? The comparison in order would take the square of its length.
fn is_monotonous(tokens: &Tokens) -> bool {
    let mut counts = vec![0_usize; tokens.different as usize];
    let sides = [&tokens.old.words, &tokens.new.words];
    for word in sides.into_iter().flatten() {
        counts[word.0 as usize] += 1;
    }
    sides.into_iter().any(|words| {
        let often = words.len().isqrt().clamp(MOST_RUN, 1024);
        let mut run = 0;
        words.iter().any(|word| {
            run = if counts[word.0 as usize] >= often { run + 1 } else { 0 };
            run > MOST_RUN
        })
    })
}

/// How many frequent words in a row a text has that is worth comparing word by word.
const MOST_RUN: usize = 256;

/// Returns what both texts begin and end with.
fn same_ends(tokens: &Tokens) -> Vec<Same> {
    let (old, new) = (&tokens.old.words, &tokens.new.words);
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let mut same = Vec::new();
    push(&mut same, 0, 0, narrow(head));
    push(&mut same, narrow(old.len() - tail), narrow(new.len() - tail), narrow(tail));
    same
}

fn push(same: &mut Vec<Same>, old: u32, new: u32, len: u32) {
    if len > 0 {
        same.push(Same { old, new, len });
    }
}

/// Moves what was only inserted, or only deleted, to where it begins and ends between paragraphs,
/// sentences or at least blanks, where the words leave a choice.
fn slide(same: &mut [Same], tokens: &Tokens, old: &Folded, new: &Folded) {
    for next in 1..same.len() {
        let (head, tail) = same.split_at_mut(next);
        let (Some(before), Some(after)) = (head.last_mut(), tail.first_mut()) else { continue };
        let gap = Gap {
            old: (before.old + before.len, after.old),
            new: (before.new + before.len, after.new),
        };
        let shift = if gap.old.0 == gap.old.1 {
            best_slide(&tokens.new, new, gap.new, before.len, after.len)
        } else if gap.new.0 == gap.new.1 {
            best_slide(&tokens.old, old, gap.old, before.len, after.len)
        } else {
            0
        };
        before.len = before.len.saturating_add_signed(shift);
        after.old = after.old.saturating_add_signed(shift);
        after.new = after.new.saturating_add_signed(shift);
        after.len = after.len.saturating_add_signed(-shift);
    }
}

/// Returns by how many tokens a passage moves best; the words around it stay the same.
fn best_slide(side: &Side, text: &Folded, gap: (u32, u32), up: u32, down: u32) -> i32 {
    let (start, end) = gap;
    let up = (0..up.min(MOST_SLIDE))
        .take_while(|by| side.word(start - 1 - by) == side.word(end - 1 - by))
        .count();
    let down = (0..down.min(MOST_SLIDE))
        .take_while(|by| side.word(start + by) == side.word(end + by))
        .count();
    let (up, down) = (i32::try_from(up).unwrap_or(0), i32::try_from(down).unwrap_or(0));
    let worth = |by: i32| {
        let at = |edge: u32| break_before(side, text, edge.saturating_add_signed(by));
        at(start) + at(end)
    };
    // The first choice is where the search put it; then the later.
    (-up..=down).max_by_key(|by| (worth(*by), -by.abs(), *by)).unwrap_or(0)
}

/// Returns how much of a break there is before a token: 3 at the ends of the text, 2 after a sentence, 1 after a
/// blank.
fn break_before(side: &Side, text: &Folded, at: u32) -> u32 {
    let Some(before) = at.checked_sub(1).filter(|_| at < side.len()) else { return 4 };
    let (last, next) = (side.token(before), side.token(at));
    if last.end == next.start {
        return 0;
    }
    let ends = |token: super::token::Token| text.slice(token.start, token.end);
    let closes = |word: &str| matches!(word, "\"" | "'" | ")" | "]");
    let stops = |word: &str| matches!(word, "." | "!" | "?" | "。" | "।" | "؟");
    let word = ends(last);
    let is_end = stops(word)
        || closes(word) && before.checked_sub(1).is_some_and(|at| stops(ends(side.token(at))));
    if is_end { 3 } else { 1 + u32::from(matches!(word, "," | ";" | ":" | "-")) }
}

/// Drops the few words that two otherwise different passages have in common: they say nothing about
/// where anything is.
fn without_islands(mut same: Vec<Same>, tokens: &Tokens) -> Vec<Same> {
    let gap = |same: &[Same], at: usize| {
        let before = at.checked_sub(1).map_or(Same { old: 0, new: 0, len: 0 }, |at| same[at]);
        let end = Same { old: tokens.old.len(), new: tokens.new.len(), len: 0 };
        let after = same.get(at).copied().unwrap_or(end);
        let old = tokens.old.extent(before.old + before.len, after.old);
        old.max(tokens.new.extent(before.new + before.len, after.new))
    };
    // What is left of an island's neighbours may be one in turn.
    for _ in 0..3 {
        let is_island = |at: usize| {
            let one = same[at];
            let size = tokens.old.extent(one.old, one.old + one.len);
            let around = gap(&same, at).min(gap(&same, at + 1));
            one.len <= 8 && size.saturating_mul(ISLAND) < around
        };
        let kept: Vec<Same> =
            (0..same.len()).filter(|at| !is_island(*at)).map(|at| same[at]).collect();
        if kept.len() == same.len() {
            break;
        }
        same = kept;
    }
    same
}

/// How many times its own length the passages on both sides of an island have.
const ISLAND: u32 = 2;
