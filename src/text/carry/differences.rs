//! Which words differ between two texts, for a reader who has both side by side.

use super::{
    super::{Offset, Stretch, Text},
    diff::{gaps, same_words},
    fold::Folded,
    token::{Side, Tokens},
};

/// Returns the words of each text that the other does not have at their place, by place. Words that
/// differ in capitals or the form of marks alone are among them; blanks are not.
pub fn differences(old: &Text, new: &Text) -> (Vec<Stretch>, Vec<Stretch>) {
    let (folded_old, folded_new) = (Folded::new(old.as_str()), Folded::new(new.as_str()));
    let tokens = Tokens::new(&folded_old, &folded_new);
    let same = same_words(&tokens, &folded_old, &folded_new);
    let gaps = gaps(&same, &tokens);
    let mut was: Vec<(u32, u32)> = gaps.iter().map(|gap| gap.old).collect();
    let mut is: Vec<(u32, u32)> = gaps.iter().map(|gap| gap.new).collect();
    for (old_at, new_at) in same.iter().flat_map(|one| one.pairs()) {
        let (was_one, is_one) = ((old_at, old_at + 1), (new_at, new_at + 1));
        let old_word = old.slice(raw(&folded_old, &tokens.old, was_one));
        if old_word != new.slice(raw(&folded_new, &tokens.new, is_one)) {
            was.push(was_one);
            is.push(is_one);
        }
    }
    (stretches(was, &folded_old, &tokens.old), stretches(is, &folded_new, &tokens.new))
}

/// Joins ranges of words that touch, and returns where they stand.
fn stretches(mut ranges: Vec<(u32, u32)>, text: &Folded, side: &Side) -> Vec<Stretch> {
    ranges.retain(|(from, to)| from < to);
    ranges.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for (from, to) in ranges {
        match joined.last_mut() {
            Some(last) if last.1 >= from => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined.into_iter().map(|range| raw(text, side, range)).collect()
}

fn raw(text: &Folded, side: &Side, (from, to): (u32, u32)) -> Stretch {
    let start = text.raw_start(side.token(from).start);
    Stretch { start: Offset(start), end: Offset(text.raw_end(side.token(to - 1).end).max(start)) }
}
