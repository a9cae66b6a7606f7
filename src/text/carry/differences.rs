//! Which words differ between two texts, for a reader who has both side by side.

use super::{
    super::{Offset, Stretch, Text},
    diff::{gaps, same_words},
    fold::Folded,
    token::{Side, Tokens},
};

/// Returns the words of each text that the other does not have at their place: each stretch of the old
/// one with what stands in its place in the new, ascending in both. One of the two may be empty. Words
/// that differ in capitals or the form of marks alone are among them. Blanks are not: where a text has
/// other blanks, both stretches are empty, and say where the two go together again.
pub fn differences(old: &Text, new: &Text) -> Vec<(Stretch, Stretch)> {
    let (folded_old, folded_new) = (Folded::new(old.as_str()), Folded::new(new.as_str()));
    let tokens = Tokens::new(&folded_old, &folded_new);
    let same = same_words(&tokens, &folded_old, &folded_new);
    let gaps = gaps(&same, &tokens).into_iter().map(|gap| (gap.old, gap.new, true));
    let words = same.iter().flat_map(|one| one.pairs());
    let words = words.map(|(was, is)| ((was, was + 1), (is, is + 1), false));
    let mut all: Vec<_> = gaps.chain(words).collect();
    all.sort_unstable();
    let old = Words { text: old, folded: &folded_old, side: &tokens.old };
    let new = Words { text: new, folded: &folded_new, side: &tokens.new };
    let mut pairs = Pairs::default();
    for (was, is, is_gap) in all {
        let (was, is) = (old.stretch(was), new.stretch(is));
        if is_gap || old.text.slice(was) != new.text.slice(is) {
            pairs.differ(was, is);
        } else {
            pairs.agree(was, is);
        }
    }
    pairs.found
}

/// A text and where its words stand in it.
struct Words<'a> {
    text: &'a Text,
    folded: &'a Folded,
    side: &'a Side,
}

impl Words<'_> {
    /// Returns where words stand, by their numbers; no words stand before the next one.
    fn stretch(&self, (from, to): (u32, u32)) -> Stretch {
        let start = if from < self.side.len() {
            Offset(self.folded.raw_start(self.side.token(from).start))
        } else {
            self.text.end()
        };
        if from == to {
            return Stretch { start, end: start };
        }
        let end = Offset(self.folded.raw_end(self.side.token(to - 1).end));
        Stretch { start, end: end.max(start) }
    }
}

/// What differs so far.
#[derive(Default)]
struct Pairs {
    found: Vec<(Stretch, Stretch)>,
    /// Do the words that come next stand beside the last difference?
    is_open: bool,
}

impl Pairs {
    /// Takes words that differ: with those before, if they stand beside them.
    fn differ(&mut self, was: Stretch, is: Stretch) {
        let (was, is) = self.after_last(was, is);
        match self.found.last_mut().filter(|_| self.is_open) {
            Some((old, new)) => (*old, *new) = (joined(*old, was), joined(*new, is)),
            None => self.found.push((was, is)),
        }
        self.is_open = true;
    }

    /// Takes words that are the same.
    fn agree(&mut self, was: Stretch, is: Stretch) {
        self.is_open = false;
        let (was, is) = self.after_last(was, is);
        let start = (Stretch::default(), Stretch::default());
        let (old, new) = self.found.last().unwrap_or(&start);
        if was.start.0 - old.end.0 != is.start.0 - new.end.0 {
            self.found.push((Stretch::empty(was.start), Stretch::empty(is.start)));
        }
    }

    /// Returns two places, each no earlier than the last difference: a letter that is several letters
    /// when it is folded may have words in itself.
    fn after_last(&self, was: Stretch, is: Stretch) -> (Stretch, Stretch) {
        let Some((old, new)) = self.found.last() else { return (was, is) };
        let after = |at: Stretch, last: &Stretch| Stretch {
            start: at.start.max(last.end),
            end: at.end.max(last.end),
        };
        (after(was, old), after(is, new))
    }
}

/// Joins what stands beside each other. An empty stretch has no words: it adds nothing.
fn joined(first: Stretch, second: Stretch) -> Stretch {
    match (first.is_empty(), second.is_empty()) {
        (_, true) => first,
        (true, false) => second,
        (false, false) => first.union(second),
    }
}
