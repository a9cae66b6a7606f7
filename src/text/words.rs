//! Words, by the rules of Unicode Standard Annex 29, read from a bounded window around a position.
//!
//! A word holds a letter or a digit; apostrophes, soft hyphens and joiners inside it do not break
//! it. An ideograph is a word of its own, a run of katakana is one word.

use unicode_segmentation::UnicodeSegmentation;

use super::characters::is_blank;
use super::graphemes::{is_grapheme_boundary, next_grapheme, previous_grapheme, snap_to_grapheme};
use super::window::{clamp_offset, window};
use super::{Offset, Stretch, Text};

/// Bytes read either way of a position. Nearer words do not depend on what is beyond: a rule looks at
/// the neighbours of a letter, never past a word. A longer word is cut there.
const REACH: usize = 1024;

/// French typesetting's space before `?` and between thousands, which UAX 29 counts as part of a word.
const NARROW_SPACE: char = '\u{202F}';

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Space,
    Mark,
}

/// A word, a run of white space or a run of punctuation.
#[derive(Clone, Copy)]
struct Piece {
    at: Stretch,
    kind: Kind,
}

/// Returns the word at `offset`, or the one that ends there; where there is none, the run of white
/// space or of punctuation at `offset`.
pub fn word_at(text: &Text, offset: Offset) -> Stretch {
    let offset = clamp_offset(text, text.whole(), offset);
    let pieces = pieces(text, offset);
    let under = pieces.iter().position(|piece| piece.at.contains(offset));
    let before = pieces.iter().rfind(|piece| piece.at.end == offset);
    match (under.map(|index| pieces[index]), before) {
        (Some(piece), Some(word)) if piece.kind != Kind::Word && word.kind == Kind::Word => word.at,
        (Some(piece), _) => piece.at,
        (None, Some(last)) => last.at,
        (None, None) => Stretch::empty(offset),
    }
}

/// Returns where the word at `offset` or the next one ends; the text's end, or about a kilobyte on,
/// where no word follows.
pub fn next_word_edge(text: &Text, offset: Offset) -> Offset {
    let offset = clamp_offset(text, text.whole(), offset);
    let pieces = pieces(text, offset);
    let word = pieces.iter().find(|piece| piece.kind == Kind::Word && piece.at.end > offset);
    word.or(pieces.last()).map_or(offset, |piece| piece.at.end.max(offset))
}

/// Returns where the word at `offset` or the one before it starts; the text's start, or about a
/// kilobyte back, where no word precedes.
pub fn previous_word_edge(text: &Text, offset: Offset) -> Offset {
    let offset = clamp_offset(text, text.whole(), offset);
    let pieces = pieces(text, offset);
    let word = pieces.iter().rfind(|piece| piece.kind == Kind::Word && piece.at.start < offset);
    word.or(pieces.first()).map_or(offset, |piece| piece.at.start.min(offset))
}

/// Returns what a drag over `stretch` means: each end inside a word is moved out to that word's
/// edge, then white space is trimmed. An empty stretch is a caret and stays where it is.
pub fn snap_to_words(text: &Text, stretch: Stretch) -> Stretch {
    if stretch.is_empty() {
        return stretch;
    }
    let mut snapped = snap_to_grapheme(text, stretch);
    if let Some(word) = word_across(text, snapped.start) {
        snapped.start = word.start;
    }
    if let Some(word) = word_across(text, snapped.end) {
        snapped.end = word.end;
    }
    trim(text, snapped)
}

/// Returns the stretch without white space at either end, no-break and zero-width spaces included;
/// where it holds nothing else, the empty stretch at its start.
pub fn trim(text: &Text, stretch: Stretch) -> Stretch {
    let words = text.slice(stretch);
    let head = words.trim_start_matches(is_blank);
    if head.is_empty() {
        return Stretch::empty(stretch.start);
    }
    let start = stretch.start.to_usize() + (words.len() - head.len());
    let end = start + head.trim_end_matches(is_blank).len();
    let trimmed = Stretch::new(start, end);
    // An accent can sit on a space: then that space is part of what is seen.
    Stretch {
        start: snap_moved(text, stretch.start, trimmed.start, previous_grapheme),
        end: snap_moved(text, stretch.end, trimmed.end, next_grapheme),
    }
}

/// Is `offset` inside a word, not at its edge? Beside white space and between plain letters it answers
/// without looking around.
pub(super) fn cuts_word(text: &Text, offset: Offset) -> bool {
    let bytes = text.as_str().as_bytes();
    let after = bytes.get(offset.to_usize()).copied();
    let before = offset.to_usize().checked_sub(1).and_then(|at| bytes.get(at).copied());
    let (Some(before), Some(after)) = (before, after) else { return false };
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
        return true;
    }
    let parts = |byte: u8| matches!(byte, b' ' | b'\n' | b'(' | b')' | b'!' | b'?' | b'-');
    // An accent can sit on the sign before it.
    let is_between = after.is_ascii() && (parts(before) || parts(after));
    !is_between && word_across(text, offset).is_some()
}

/// Counts the words.
pub fn words(text: &str) -> usize {
    text.unicode_words().count()
}

/// Returns `moved`, or the grapheme boundary beyond it where the move from `given` cut a grapheme.
fn snap_moved(
    text: &Text,
    given: Offset,
    moved: Offset,
    outward: impl Fn(&Text, Offset) -> Offset,
) -> Offset {
    if moved == given || is_grapheme_boundary(text, moved) { moved } else { outward(text, moved) }
}

/// Returns the word that has `offset` inside it, not at its edge.
fn word_across(text: &Text, offset: Offset) -> Option<Stretch> {
    let word = pieces(text, offset).into_iter().find(|piece| piece.at.contains(offset))?;
    (word.kind == Kind::Word && word.at.start < offset).then_some(word.at)
}

/// Cuts the text around `around` into words and runs.
fn pieces(text: &Text, around: Offset) -> Vec<Piece> {
    let window = snap_to_grapheme(text, window(text, text.whole(), around, REACH));
    let mut pieces: Vec<Piece> = Vec::new();
    for segment in text.slice(window).split_word_bounds().flat_map(split_at_narrow_spaces) {
        let start = pieces.last().map_or(window.start, |piece| piece.at.end);
        let end = Offset::new(start.to_usize() + segment.len());
        let piece = Piece { at: Stretch { start, end }, kind: kind(segment) };
        match pieces.last_mut() {
            Some(last) if belongs_to(text, *last, piece) => last.append(piece),
            _ => pieces.push(piece),
        }
    }
    pieces
}

/// Is `piece` more of the run before it, or the rest of a grapheme that began there?
fn belongs_to(text: &Text, last: Piece, piece: Piece) -> bool {
    let same_run = last.kind == piece.kind && piece.kind != Kind::Word;
    same_run || !is_grapheme_boundary(text, piece.at.start)
}

impl Piece {
    fn append(&mut self, other: Self) {
        self.at = self.at.union(other.at);
        if other.kind == Kind::Word {
            self.kind = Kind::Word;
        }
    }
}

fn kind(segment: &str) -> Kind {
    if segment.chars().any(char::is_alphanumeric) {
        Kind::Word
    } else if segment.chars().all(is_blank) {
        Kind::Space
    } else {
        Kind::Mark
    }
}

/// Cuts a segment at narrow no-break spaces, except inside a number.
fn split_at_narrow_spaces(segment: &str) -> impl Iterator<Item = &str> {
    let is_number = segment.chars().all(|c| c.is_numeric() || c == NARROW_SPACE)
        && !segment.starts_with(NARROW_SPACE)
        && !segment.ends_with(NARROW_SPACE);
    let mut rest = segment;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = if is_number {
            rest.len()
        } else if first == NARROW_SPACE {
            first.len_utf8()
        } else {
            rest.find(NARROW_SPACE).unwrap_or(rest.len())
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::marked::{bracketed, marked};
    use super::*;

    #[track_caller]
    fn check_word(literal: &str) {
        let given = marked(literal);
        let found = word_at(&given.text, given.caret);
        assert_eq!(bracketed(&given.text, &[found]), bracketed(&given.text, &given.stretches));
    }

    #[test]
    fn the_word_is_under_the_caret_or_ends_there() {
        check_word("He [s|aid] so");
        check_word("He [said|] so");
        check_word("He [|said] so");
        check_word("He [said|], twice");
        check_word("[end|]");
        check_word("[|]");
    }

    #[test]
    fn apostrophes_soft_hyphens_and_joiners_stay_inside() {
        check_word("they [don’|t] know");
        check_word("the [minis|ter's] plan");
        check_word("an [ex\u{AD}cha|nge] of");
        check_word("می [نمی\u{200D}|خواهم] که");
        check_word("paid [1,00|0.50] in");
    }

    #[test]
    fn elsewhere_it_is_the_run() {
        check_word("He said:[ | ]“Go.”");
        check_word("He said: [|“]Go");
        check_word("Go[.|..”] He");
        check_word("one.[\n|\n]Two");
        check_word("so [👍🏽|🇻🇪] it");
    }

    #[test]
    fn east_asian_words_and_thai_vowels() {
        check_word("[|总]统说");
        check_word("彼は[コンピ|ューター]を");
        check_word("[น\u{E33}|\u{E49}]");
    }

    #[test]
    fn narrow_spaces_part_words_but_not_numbers() {
        check_word("[Qu|oi]\u{202F}?");
        check_word("les [10\u{202F}0|00] voix");
    }

    #[track_caller]
    fn check_stops(literal: &str) {
        let stops: Vec<usize> =
            literal.match_indices('|').enumerate().map(|(n, (at, _))| at - n).collect();
        let text = Text::new(literal.replace('|', ""));
        let (mut at, mut forward) = (Offset::START, Vec::new());
        while at < text.end() {
            at = next_word_edge(&text, at);
            forward.push(at.to_usize());
        }
        assert_eq!(forward, stops);
    }

    #[test]
    fn the_keys_stop_at_word_ends_forward_and_starts_backward() {
        check_stops("“We| don’t| know|,” she| said|.|");
        let text = Text::new("“We don’t know,” she");
        let mut stops = vec![text.end()];
        while let Some(at) = stops.last().filter(|at| **at > Offset::START) {
            stops.push(previous_word_edge(&text, *at));
        }
        let stops: Vec<usize> = stops.into_iter().map(Offset::to_usize).collect();
        assert_eq!(stops, [26, 23, 14, 6, 3, 0]);
    }

    #[track_caller]
    fn check_cuts(content: &str) {
        let text = Text::new(content);
        for at in (0..=content.len()).map(Offset::new).filter(|at| text.is_boundary(*at)) {
            assert_eq!(cuts_word(&text, at), word_across(&text, at).is_some(), "{at} in {content}");
        }
    }

    #[test]
    fn the_quick_answer_is_the_slow_one() {
        check_cuts("“We don’t,” (she) said: 1,000.50 - o'clock!? a_b e\u{301} x \u{301}y \n end");
        check_cuts("Qu’est-ce 10\u{202F}000 总统 -\u{301}- a\u{AD}b");
    }

    #[track_caller]
    fn check_snap(drag: &str, expected: &str) {
        let (given, expected) = (marked(drag), marked(expected));
        let found = snap_to_words(&given.text, given.stretches[0]);
        assert_eq!(
            bracketed(&given.text, &[found]),
            bracketed(&expected.text, &expected.stretches)
        );
    }

    #[test]
    fn a_drag_takes_whole_words_and_no_space() {
        check_snap("the pr[esident sa]id no", "the [president said] no");
        check_snap("the[ president ]said", "the [president] said");
        check_snap("“W[e go,]” she", "“[We go,]” she");
        check_snap("“W[e go,”] she", "“[We go,”] she");
        check_snap("a[ \u{A0}]b", "a[] \u{A0}b");
        check_snap("a b[]c", "a b[]c");
        check_snap("go 👍[\u{1F3FD}] now", "go [👍\u{1F3FD}] now");
    }

    #[test]
    fn trimming_keeps_a_space_that_carries_an_accent() {
        let text = Text::new("a \u{301}b ");
        assert_eq!(trim(&text, Stretch::new(1, 6)), Stretch::new(1, 5));
    }

    #[test]
    fn counting_leaves_punctuation_out() {
        assert_eq!(words("“Don’t,” he said — twice."), 4);
        assert_eq!(words("…"), 0);
    }

    #[test]
    fn a_giant_word_is_cut_and_the_keys_still_move() {
        let text = Text::new("x".repeat(10_000_000));
        let middle = Offset(5_000_000);
        assert_eq!(word_at(&text, middle), Stretch::new(5_000_000 - REACH, 5_000_000 + REACH));
        assert!(next_word_edge(&text, middle) > middle);
        assert!(previous_word_edge(&text, middle) < middle);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn the_window_changes_no_word(
            tail in "([a-z’'.,“”é]{1,9}[ \\n]){300,400}", at in 0..2000_usize,
        ) {
            let text = Text::new(tail.as_str());
            let at = clamp_offset(&text, text.whole(), Offset::new(at));
            let found = word_at(&text, at);
            let mut bounds = tail.split_word_bound_indices().map(|(start, word)| (start, start + word.len()));
            if kind(text.slice(found)) == Kind::Word {
                prop_assert!(bounds.any(|bound| Stretch::new(bound.0, bound.1) == found));
            }
        }
    }

    proptest! {
        #[test]
        fn the_keys_always_move_and_stay_on_graphemes(content in "\\PC{1,60}") {
            let text = Text::new(content);
            for at in (0..=text.as_str().len()).map(Offset::new).filter(|at| text.is_boundary(*at)) {
                let (next, before) = (next_word_edge(&text, at), previous_word_edge(&text, at));
                prop_assert!(next > at || at == text.end());
                prop_assert!(before < at || at == Offset::START);
                prop_assert!(is_grapheme_boundary(&text, next) && is_grapheme_boundary(&text, before));
                let snapped = snap_to_words(&text, Stretch { start: before, end: at });
                prop_assert!(text.holds(snapped));
            }
        }
    }
}
