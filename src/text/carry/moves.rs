//! Passages that stand elsewhere in the new text: words of the gaps that the search in order left,
//! found again in other gaps.

use std::collections::HashMap;

use super::{
    diff::{Gap, Same},
    token::Tokens,
    words::Taken,
};

/// So many words in a row, the same in both texts, make a passage worth following.
const SEED: u32 = 4;

/// In so many places the first words of a passage are looked at.
const MOST_PLACES: usize = 32;

/// A passage that moved: runs of the same words, ascending in both texts and close to each other.
#[derive(Clone, Debug)]
pub(super) struct Move {
    pub same: Vec<Same>,
    /// The gap of the old text that it was in, and of the new one that it is in.
    pub gap: Gap,
}

/// Words at both ends of a passage that may belong to it though some were changed.
const EDGE: u32 = 8;

impl Move {
    /// Returns what lies between its runs, and a few free words before and after them.
    pub fn gaps(&self, taken: &Taken) -> Vec<Gap> {
        let inner = self.same.windows(2).map(|pair| Gap {
            old: (pair[0].old + pair[0].len, pair[1].old),
            new: (pair[0].new + pair[0].len, pair[1].new),
        });
        let mut gaps: Vec<Gap> = inner.collect();
        let (Some(first), Some(last)) = (self.same.first(), self.same.last()) else { return gaps };
        let (old, new) = (last.old + last.len, last.new + last.len);
        let before = |at: u32, from: u32, is_taken: &[bool]| {
            let free =
                (from..at).rev().take(EDGE as usize).take_while(|at| !is_taken[*at as usize]);
            (free.last().unwrap_or(at), at)
        };
        let after = |at: u32, to: u32, is_taken: &[bool]| {
            let free = (at..to).take(EDGE as usize).take_while(|at| !is_taken[*at as usize]);
            (at, free.last().map_or(at, |last| last + 1))
        };
        gaps.push(Gap {
            old: before(first.old, self.gap.old.0, &taken.old),
            new: before(first.new, self.gap.new.0, &taken.new),
        });
        gaps.push(Gap {
            old: after(old, self.gap.old.1, &taken.old),
            new: after(new, self.gap.new.1, &taken.new),
        });
        gaps
    }
}

/// Returns the passages that moved, by their place in the old text; none shares a word with another.
pub(super) fn moves(gaps: &[Gap], tokens: &Tokens, taken: &mut Taken) -> Vec<Move> {
    let places = seeds(gaps, tokens);
    let mut moves: Vec<Move> = Vec::new();
    for gap in gaps {
        let mut at = gap.old.0;
        while at + SEED <= gap.old.1 {
            let key = key(&tokens.old.words, at);
            let candidates = places.get(&key).map_or(&[][..], Vec::as_slice);
            let reach = |place: &Place| {
                let most = (gap.old.1 - at).min(place.gap.1 - place.at);
                (0..most)
                    .take_while(|by| {
                        let new = place.at + by;
                        !taken.new[new as usize] && tokens.new.word(new) == tokens.old.word(at + by)
                    })
                    .count()
            };
            let goes_on = |place: &Place| {
                moves.last().and_then(|last| last.same.last()).is_some_and(|last| {
                    last.old + last.len <= at
                        && last.new + last.len <= place.at
                        && place.at - (last.new + last.len) < 32
                })
            };
            let best = candidates
                .iter()
                .map(|place| {
                    (reach(place), goes_on(place), std::cmp::Reverse(place.at.abs_diff(at)), place)
                })
                .max_by_key(|one| (one.0, one.1, one.2));
            let Some((len, _, _, place)) = best.filter(|one| one.0 >= SEED as usize) else {
                at += 1;
                continue;
            };
            let one = Same { old: at, new: place.at, len: super::fold::narrow(len) };
            taken.take(one);
            add(&mut moves, one, Gap { old: gap.old, new: place.gap });
            at += one.len;
        }
    }
    moves
}

/// Where some words stand in the new text.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: u32,
    gap: (u32, u32),
}

/// Returns where each few words in a row stand in the gaps of the new text.
fn seeds(gaps: &[Gap], tokens: &Tokens) -> HashMap<u64, Vec<Place>> {
    let mut places: HashMap<u64, Vec<Place>> = HashMap::new();
    for gap in gaps {
        for at in gap.new.0..(gap.new.1 + 1).saturating_sub(SEED).max(gap.new.0) {
            let found = places.entry(key(&tokens.new.words, at)).or_default();
            if found.len() < MOST_PLACES {
                found.push(Place { at, gap: gap.new });
            }
        }
    }
    places
}

/// Returns a number for the words from `at` on; other words with the same number are told apart when
/// they are compared.
fn key(words: &[imara_diff::Token], at: u32) -> u64 {
    let words = words.iter().skip(at as usize).take(SEED as usize);
    words.fold(0, |key, word| {
        (key ^ u64::from(word.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
    })
}

/// Adds a run to the passage before it where it goes on with it, or begins a passage.
fn add(moves: &mut Vec<Move>, one: Same, gap: Gap) {
    if let Some(last) = moves.last_mut()
        && let Some(before) = last.same.last()
        && last.gap == gap
    {
        let (old, new) = (before.old + before.len, before.new + before.len);
        if one.new >= new && one.new - new <= 32 && one.old - old <= 32 {
            last.same.push(one);
            return;
        }
    }
    moves.push(Move { same: vec![one], gap });
}
