//! Carries spans over from one version of a text to another.
//!
//! Both texts are folded with a map back, and compared word by word; a span goes where its words
//! went. What the comparison in order leaves over is looked for elsewhere, for a passage may have
//! moved. The comparison is made once for two texts; each span then costs a few searches by halves.

mod anchored;
mod diff;
mod differences;
mod fold;
mod moves;
mod runs;
#[cfg(test)]
mod tests;
mod token;
mod words;

use std::{fmt, str::FromStr};

pub use anchored::find_anchored;

use super::{Offset, Stretch, Text, snap_to_grapheme};
use diff::{gaps, same_words};
pub use differences::differences;
use fold::Folded;
use moves::Move;
use runs::{Landing, Run, Runs, count_letters};
use token::Tokens;
use words::{Common, Taken, add_changed_words};

/// What became of a span in another version of its text. The later ones are the less certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The same words, where the words around them are.
    Same,
    /// The same words, elsewhere.
    Moved,
    /// Words that were changed.
    Changed,
    /// Its words are gone.
    Orphan,
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Orphan => "orphan",
        })
    }
}

impl FromStr for How {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        let all = [Self::Same, Self::Moved, Self::Changed, Self::Orphan];
        all.into_iter().find(|how| how.to_string() == word).ok_or(())
    }
}

/// Where a span is in another version of its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// Its fragments there, ascending; none for an orphan.
    pub to: Vec<Stretch>,
    /// What became of it.
    pub how: How,
    /// How sure that is, from 0 to 1; of an orphan, how much of it is left at most.
    pub score: f32,
}

/// Two versions of a text, compared.
#[derive(Debug)]
pub struct Carrier<'a> {
    old: &'a Text,
    new: &'a Text,
    folded_old: Folded,
    folded_new: Folded,
    /// Where words are that stayed in order.
    in_order: Runs,
    /// Passages that moved, by their place in the old text.
    moved: Vec<Moved>,
}

/// A passage that moved.
#[derive(Debug)]
struct Moved {
    start: u32,
    end: u32,
    runs: Runs,
}

/// How much of a fragment has to be left.
const LEFT: f32 = 0.5;

impl<'a> Carrier<'a> {
    /// Compares two versions of a text.
    pub fn new(old: &'a Text, new: &'a Text) -> Self {
        let (folded_old, folded_new) = (Folded::new(old.as_str()), Folded::new(new.as_str()));
        let tokens = Tokens::new(&folded_old, &folded_new);
        let same = same_words(&tokens, &folded_old, &folded_new);
        let gaps = gaps(&same, &tokens);
        let mut taken = Taken::new(&tokens, &same);
        let moved = moves::moves(&gaps, &tokens, &mut taken)
            .iter()
            .map(|one| Moved::new(one, &tokens, &mut taken, &folded_old, &folded_new))
            .collect();
        let mut common = Common { runs: runs_of(&same, &tokens), changed: Vec::new() };
        for gap in &gaps {
            add_changed_words(&mut common, &mut taken, *gap, &tokens, &folded_old, &folded_new);
        }
        let in_order = with_blanks(common, &folded_old, &folded_new);
        Self { old, new, folded_old, folded_new, in_order, moved }
    }

    /// Returns where a span is in the new version, by its fragments in the old one.
    pub fn carry(&self, fragments: &[Stretch]) -> Carried {
        if fragments.is_empty() {
            return Carried { to: Vec::new(), how: How::Orphan, score: 0.0 };
        }
        let each: Vec<Carried> = fragments.iter().map(|one| self.carry_one(*one)).collect();
        let how = each.iter().map(|one| one.how).max().unwrap_or(How::Orphan);
        let score = each.iter().map(|one| one.score).fold(1.0, f32::min);
        let to: Vec<Stretch> = each.iter().flat_map(|one| one.to.iter().copied()).collect();
        let are_apart = to.windows(2).all(|pair| pair[0].end <= pair[1].start);
        if how == How::Orphan || !are_apart {
            return Carried { to: Vec::new(), how: How::Orphan, score: score.min(LEFT) };
        }
        Carried { to, how, score }
    }

    fn carry_one(&self, stretch: Stretch) -> Carried {
        let (start, end) = self.folded_old.place_of(stretch.start.0, stretch.end.0);
        if start >= end {
            return Carried { to: Vec::new(), how: How::Orphan, score: 0.0 };
        }
        let old = self.folded_old.as_str();
        let letters = count_letters(old, start, end).max(1);
        let share = |landing: &Landing| ratio(landing.kept, letters);
        let stays = self.in_order.carry(start, end, old);
        let left = stays.as_ref().map_or(0.0, share);
        if let Some(landing) = stays.filter(|_| left >= LEFT) {
            return self.found(stretch, landing, letters, How::Same);
        }
        let first = self.moved.partition_point(|one| one.end <= start);
        let within = self.moved[first..].iter().take_while(|one| one.start < end).take(64);
        let moved = within.filter_map(|one| one.runs.carry(start, end, old));
        let best = moved.max_by_key(|landing| landing.kept);
        let elsewhere = best.as_ref().map_or(0.0, share);
        match best.filter(|_| elsewhere >= LEFT) {
            Some(landing) => self.found(stretch, landing, letters, How::Moved),
            None => Carried { to: Vec::new(), how: How::Orphan, score: left.max(elsewhere) },
        }
    }

    fn found(&self, was: Stretch, landing: Landing, len: u32, how: How) -> Carried {
        let start = self.folded_new.raw_start(landing.start);
        let end = self.folded_new.raw_end(landing.end);
        let is = Stretch { start: Offset(start), end: Offset(end.max(start)) };
        let is = snap_to_grapheme(self.new, is);
        let is_exact = self.old.slice(was) == self.new.slice(is);
        let how = if is_exact { how } else { How::Changed };
        let letters = count_letters(self.folded_new.as_str(), landing.start, landing.end);
        let score = (2.0 * ratio(landing.kept, len + letters)).min(1.0);
        Carried { to: vec![is], how, score }
    }
}

impl Moved {
    fn new(passage: &Move, tokens: &Tokens, taken: &mut Taken, old: &Folded, new: &Folded) -> Self {
        let mut common = Common { runs: runs_of(&passage.same, tokens), changed: Vec::new() };
        for gap in passage.gaps(taken) {
            add_changed_words(&mut common, taken, gap, tokens, old, new);
        }
        let start = common.runs.iter().map(|run| run.old).min().unwrap_or(0);
        let end = common.runs.iter().map(|run| run.old + run.len).max().unwrap_or(0);
        Self { start, end, runs: with_blanks(common, old, new) }
    }
}

/// Returns the bytes of words that are the same.
fn runs_of(same: &[diff::Same], tokens: &Tokens) -> Vec<Run> {
    let words = same.iter().flat_map(|one| one.pairs());
    words
        .map(|(old, new)| {
            let (old, new) = (tokens.old.token(old), tokens.new.token(new));
            Run { old: old.start, new: new.start, len: old.end - old.start }
        })
        .collect()
}

/// Joins runs over the one blank that stands between them in both texts.
fn with_blanks(common: Common, old: &Folded, new: &Folded) -> Runs {
    let Common { mut runs, changed } = common;
    runs.sort_unstable_by_key(|run| run.old);
    let is_blank =
        |text: &Folded, at: u32| text.as_str().as_bytes().get(at as usize) == Some(&b' ');
    let mut blanks = Vec::new();
    for pair in runs.windows(2) {
        let (old_end, new_end) = (pair[0].old + pair[0].len, pair[0].new + pair[0].len);
        if pair[1].old == old_end + 1
            && pair[1].new == new_end + 1
            && is_blank(old, old_end)
            && is_blank(new, new_end)
        {
            blanks.push(Run { old: old_end, new: new_end, len: 1 });
        }
    }
    runs.extend(blanks);
    Runs::new(runs, changed, old.as_str())
}

fn ratio(part: u32, whole: u32) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a share of a span needs no more digits")]
    let (part, whole) = (part as f32, whole.max(1) as f32);
    part / whole
}
