//! Notes: two changed copies of a text into one, by paragraphs.
//!
//! The three-way merge of `diff3` (Khanna, Kunal and Pierce, "A formal investigation of diff3",
//! 2007), whose lines are paragraphs here.

/// The most pairs of paragraphs that are compared: a longer note is one thing.
const MOST_PAIRS: usize = 1 << 20;

/// What two copies come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// With ours where both changed one paragraph.
    pub(super) ours: String,
    /// With theirs there; `None` where nothing had to be decided.
    pub(super) theirs: Option<String>,
}

/// Merges two notes that were both changed.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> Note {
    let merged = once(base, ours, theirs);
    // Paragraphs that repeat can be matched in several ways. Where that would make a second merge
    // come to something else, the note is one thing.
    let is_settled = |theirs, merged: &Note| once(base, &merged.ours, theirs) == *merged;
    if is_settled(theirs, &merged) && is_settled(ours, &once(base, theirs, ours)) {
        return merged;
    }
    Note { ours: ours.to_owned(), theirs: Some(theirs.to_owned()) }
}

fn once(base: &str, ours: &str, theirs: &str) -> Note {
    let whole = || {
        let theirs = (ours != theirs).then(|| theirs.to_owned());
        Note { ours: ours.to_owned(), theirs }
    };
    let [old, our, their] = [base, ours, theirs].map(|note| note.split('\n').collect::<Vec<_>>());
    let (Some(in_ours), Some(in_theirs)) = (matches(&old, &our), matches(&old, &their)) else {
        return whole();
    };
    let mut out = Out::default();
    let (mut old_at, mut our_at, mut their_at) = (0, 0, 0);
    for (at, paragraph) in old.iter().enumerate() {
        let (Some(in_ours), Some(in_theirs)) = (in_ours[at], in_theirs[at]) else { continue };
        out.part(&old[old_at..at], &our[our_at..in_ours], &their[their_at..in_theirs]);
        out.both(&[*paragraph]);
        (old_at, our_at, their_at) = (at + 1, in_ours + 1, in_theirs + 1);
    }
    out.part(&old[old_at..], &our[our_at..], &their[their_at..]);
    let theirs = (out.ours != out.theirs).then(|| out.theirs.join("\n"));
    Note { ours: out.ours.join("\n"), theirs }
}

/// The paragraphs of a merged note, as they are with our side of each clash, and with theirs.
#[derive(Default)]
struct Out<'a> {
    ours: Vec<&'a str>,
    theirs: Vec<&'a str>,
}

impl<'a> Out<'a> {
    fn both(&mut self, paragraphs: &[&'a str]) {
        self.ours.extend(paragraphs);
        self.theirs.extend(paragraphs);
    }

    /// Adds what stands between two paragraphs that all three have.
    fn part(&mut self, old: &[&'a str], our: &[&'a str], their: &[&'a str]) {
        if our == their || old == their {
            self.both(our);
        } else if old == our {
            self.both(their);
        } else if old.is_empty() {
            self.inserted(our, their);
        } else if old.len() == our.len() && old.len() == their.len() {
            for at in 0..old.len() {
                self.paragraph(old[at], our[at], their[at]);
            }
        } else {
            self.ours.extend(our);
            self.theirs.extend(their);
        }
    }

    fn paragraph(&mut self, old: &'a str, our: &'a str, their: &'a str) {
        if our == their || old == their {
            self.both(&[our]);
        } else if old == our {
            self.both(&[their]);
        } else {
            self.ours.push(our);
            self.theirs.push(their);
        }
    }

    /// Both sides wrote something new at one place: both stay.
    fn inserted(&mut self, our: &[&'a str], their: &[&'a str]) {
        let holds = |long: &[&str], short: &[&str]| {
            !short.is_empty() && long.windows(short.len()).any(|part| part == short)
        };
        if !holds(our, their) && !holds(their, our) {
            self.both(our);
            self.both(their);
        } else {
            self.both(if holds(our, their) { our } else { their });
        }
    }
}

/// Returns where each paragraph of `old` is in `new`, by a longest common subsequence; `None` where
/// the two are too long to look.
fn matches(old: &[&str], new: &[&str]) -> Option<Vec<Option<usize>>> {
    let mut found = vec![None; old.len()];
    let same = |(a, b): &(&&str, &&str)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let (old_rest, new_rest) =
        (&old_rest[..old_rest.len() - tail], &new_rest[..new_rest.len() - tail]);
    for (at, one) in found.iter_mut().enumerate().take(head) {
        *one = Some(at);
    }
    for back in 1..=tail {
        found[old.len() - back] = Some(new.len() - back);
    }
    let width = new_rest.len() + 1;
    if (old_rest.len() + 1).saturating_mul(width) > MOST_PAIRS {
        return None;
    }
    // The length of the longest common rest from each pair on.
    let mut longest = vec![0_u32; (old_rest.len() + 1) * width];
    for i in (0..old_rest.len()).rev() {
        for j in (0..new_rest.len()).rev() {
            longest[i * width + j] = if old_rest[i] == new_rest[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old_rest.len() && j < new_rest.len() {
        if old_rest[i] == new_rest[j] {
            found[head + i] = Some(head + j);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        let merged = merge(base, ours, theirs);
        assert_eq!(merged, Note { ours: expected.to_owned(), theirs: None });
    }

    #[test]
    fn paragraphs_are_merged_one_by_one() {
        check("a\n\nb", "A\n\nb", "a\n\nB", "A\n\nB");
        check("a\nb", "A\nb", "a\nB", "A\nB");
        check("a", "a\n\nc", "a\n\nd", "a\n\nc\n\nd");
        check("a\nb\nc", "b\nc", "a\nb\nc\nd", "b\nc\nd");
        check("a\nb", "a\nx\nb", "a\nx\nb\ny", "a\nx\nb\ny");
    }

    #[test]
    fn one_paragraph_that_both_changed_is_a_clash() {
        let merged = merge("a\n\nb\n\nc", "A\n\nb\n\nC", "x\n\nb\n\nc");
        assert_eq!(merged.ours, "A\n\nb\n\nC");
        assert_eq!(merged.theirs.as_deref(), Some("x\n\nb\n\nC"));
        let merged = merge("", "Ask Bo", "Ask Ana");
        assert_eq!((merged.ours.as_str(), merged.theirs.as_deref()), ("Ask Bo", Some("Ask Ana")));
    }

    fn note() -> impl Strategy<Value = String> {
        proptest::collection::vec("[abc]?", 0..7).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn a_second_merge_changes_nothing(base in note(), ours in note(), theirs in note()) {
            let merged = merge(&base, &ours, &theirs);
            let again = merge(&base, &merged.ours, &theirs);
            prop_assert_eq!(&again.ours, &merged.ours);
            prop_assert_eq!(again.theirs.is_some(), merged.theirs.is_some());
            let swapped = merge(&base, &theirs, &ours);
            prop_assert_eq!(swapped.theirs.is_some(), merged.theirs.is_some());
        }
    }
}
