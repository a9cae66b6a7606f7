//! Sentences, by the rules of Unicode Standard Annex 29 and what news writing adds to them.
//!
//! An abbreviation's full stop ends nothing ("Gen. Ruiz", "the U.S. embassy"), a closing quotation
//! mark belongs to the sentence that it closes, `“Stop!” she said` is one sentence, and a single
//! line break inside a block is no end. Every scan stays in the block that is given and, in a giant
//! block, within 64 KiB of the position.

use unicode_segmentation::UnicodeSegmentation;

use super::abbreviations::abbreviates;
use super::characters::{is_blank, is_closing_mark, is_end_mark};
use super::graphemes::snap_to_grapheme;
use super::window::{clamp, clamp_offset, window};
use super::words::trim;
use super::{Offset, Stretch, Text};

/// Bytes read either way of a position. A longer sentence is cut there.
const REACH: usize = 64 * 1024;

/// Characters without a letter or digit that always part two sentences: a rule of dashes, a gap of
/// spaces. Without this limit the rules of UAX 29 look ahead from each of them, in quadratic time.
const SILENCE: usize = 256;

/// Returns the sentence at `offset` in the block `within`, without white space around it; between
/// two sentences, the one before.
pub fn sentence_at(text: &Text, within: Stretch, offset: Offset) -> Stretch {
    let within = clamp(text, within);
    let offset = clamp_offset(text, within, offset);
    let sentences = sentences(text, within, offset);
    let after = sentences.partition_point(|sentence| sentence.start <= offset);
    sentences.get(after.saturating_sub(1)).copied().unwrap_or(Stretch::empty(offset))
}

/// Returns where the first sentence after `offset` starts, or the block's end.
pub fn next_sentence(text: &Text, within: Stretch, offset: Offset) -> Offset {
    let within = clamp(text, within);
    let offset = clamp_offset(text, within, offset);
    let sentences = sentences(text, within, offset);
    let next = sentences.iter().find(|sentence| sentence.start > offset);
    next.map_or_else(|| reach(text, within, offset).end, |sentence| sentence.start)
}

/// Returns where the last sentence before `offset` starts, or the block's start.
pub fn previous_sentence(text: &Text, within: Stretch, offset: Offset) -> Offset {
    let within = clamp(text, within);
    let offset = clamp_offset(text, within, offset);
    let sentences = sentences(text, within, offset);
    let previous = sentences.iter().rfind(|sentence| sentence.start < offset);
    previous.map_or_else(|| reach(text, within, offset).start, |sentence| sentence.start)
}

/// Returns the part of the block that is read for a question at `offset`.
fn reach(text: &Text, within: Stretch, offset: Offset) -> Stretch {
    let Stretch { start, end } = snap_to_grapheme(text, window(text, within, offset, REACH));
    Stretch { start: start.max(within.start), end: end.min(within.end) }
}

fn sentences(text: &Text, within: Stretch, offset: Offset) -> Vec<Stretch> {
    let reach = reach(text, within, offset);
    let at = |index: usize| Offset::new(reach.start.to_usize() + index);
    let mut start = reach.start;
    let mut found = Vec::new();
    for end in ends(text.slice(reach)).into_iter().map(at) {
        found.push(trim(text, Stretch { start, end }));
        start = end;
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Returns where each sentence ends, white space after it included.
fn ends(words: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for run in runs(words) {
        let mut at = run.start;
        let segments =
            words.get(run.start..run.silence).unwrap_or_default().split_sentence_bounds();
        for segment in segments {
            at += segment.len();
            let end = beside_marks(words, at);
            if end > start && ends_sentence(words, start, end) {
                ends.push(end);
                start = end;
            }
        }
        if run.end > start {
            ends.push(run.end);
            start = run.end;
        }
    }
    ends
}

/// Words up to the next long silence.
struct Run {
    start: usize,
    /// Where the silence has lasted for [`SILENCE`] characters; what follows belongs to the run's
    /// last sentence unseen.
    silence: usize,
    end: usize,
}

/// Cuts the words where a letter or digit follows a long silence.
fn runs(words: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run { start: 0, silence: words.len(), end: words.len() };
    let mut silent = 0;
    for (at, c) in words.char_indices() {
        if !c.is_alphanumeric() {
            silent += 1;
            if silent == SILENCE {
                run.silence = at;
            }
            continue;
        }
        if silent >= SILENCE {
            runs.push(Run { end: at, ..run });
            run = Run { start: at, silence: words.len(), end: words.len() };
        }
        silent = 0;
    }
    runs.push(run);
    runs
}

/// Moves a break so that marks that open stay with what they open, and marks that close with what
/// they close, where UAX 29 sees marks alone.
fn beside_marks(words: &str, at: usize) -> usize {
    let (before, after) = words.split_at(at);
    let opened = before.trim_end_matches(is_opening_mark);
    if opened.len() < before.len() && opened.ends_with(is_end_or_closing_mark) {
        return opened.len();
    }
    let rest = after.trim_start_matches(is_late_closing_mark);
    let closes =
        rest.len() < after.len() && rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    if closes { words.len() - rest.len() } else { at }
}

/// Does the sentence that starts at `start` end at `end`, where UAX 29 or a line break parts?
fn ends_sentence(words: &str, start: usize, end: usize) -> bool {
    let (before, after) = (words.get(start..end), words.get(end..));
    let before = before.unwrap_or_default().trim_end_matches(is_blank);
    let after = after.unwrap_or_default().trim_start_matches(is_blank);
    let gap = words.get(start + before.len()..words.len() - after.len()).unwrap_or_default();
    if gap.matches('\n').count() > 1 {
        return true;
    }
    // The number of a list's entry is no sentence.
    if !before.chars().any(char::is_alphabetic) {
        return false;
    }
    let core = before.trim_end_matches(|c| is_closing_mark(c) || is_blank(c));
    if !core.ends_with(is_end_mark) || after.starts_with(char::is_lowercase) {
        return false;
    }
    core.len() < before.len() || !abbreviates(core, after)
}

fn is_end_or_closing_mark(c: char) -> bool {
    is_end_mark(c) || is_closing_mark(c)
}

fn is_opening_mark(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '《' | '【' | '（' | '(' | '[')
}

/// Does this mark close what it follows even after a space, as in "Oui. » Il part"?
fn is_late_closing_mark(c: char) -> bool {
    matches!(c, '»' | '›' | '”' | '’' | '」' | '』' | ')' | ']' | '）')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::marked::{bracketed, marked};
    use super::*;

    /// Every sentence of the text is in brackets.
    #[track_caller]
    fn check(literal: &str) {
        let given = marked(literal);
        let found = sentences(&given.text, given.text.whole(), Offset::START);
        assert_eq!(bracketed(&given.text, &found), literal);
    }

    #[test]
    fn plain_sentences() {
        check("[It rained.] [Then what?] [Nothing!]  [The end]");
        check("");
        check("  [Alone.] ");
        check("[Prices rose 3.5 percent at example.com today.] [He left.]");
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        check("[Mr. Deane met Gen. Ruiz and Gov. Lee in St. Louis.] [They left.]");
        check("[The U.S. Embassy opened at 9 a.m. Friday.] [J. A. Rowling and J.R. Ewing came.]");
        check("[Resolution No. 5 passed on Jan. 13, 2026.] [No.] [He said no.] [It failed.]");
        check("[Prof. A. Smith of Acme Inc. Holdings, i.e. the firm, won.]");
    }

    #[test]
    fn an_abbreviation_can_be_the_end() {
        check("[He flew to the U.S.] [The visit ended at 5 p.m.] [It rained.]");
        check("[He works for Acme Corp.] [“We know,” he said.]");
        check("[So do I.] [They know.]");
        check("[She moved to “the U.S.”] [Nobody asked.]");
    }

    #[test]
    fn a_closing_mark_stays_with_its_sentence() {
        check("[“We will go.”] [He left.] [\"I see.\"] [She went.]");
        check("[(It was late.)] [He left.]");
        check("[« Oui.\u{A0}»] [Il part.] [« Non.\u{202F}» dit-il.] [« Si. »]");
        check("[„Nein.“] [Er ging.]");
    }

    #[test]
    fn a_question_in_quotation_marks_goes_on_in_small_letters() {
        check("[“Why?” she asked.] [“Stop!” he said, “please.”]");
        check("[Yahoo! is back.] [Go.]");
    }

    #[test]
    fn east_asian_sentences_need_no_space() {
        check("[他说：“我们走。”][“不，”她说。][完了！]");
        check("[「行こう。」][彼は言った。]");
    }

    #[test]
    fn a_line_break_is_a_space_but_a_blank_line_ends() {
        check("[He met Mr.\nDeane in the\nU.S. capital.]\n[They\ntalked.]");
        check("[A headline]\n\n[A paragraph.]");
        check("[1. First item.] [2. Second item.]");
    }

    #[test]
    fn a_long_silence_parts() {
        let (gap, rule) = (" ".repeat(300), "-".repeat(300));
        check(&format!("[one]{gap}[two.]{gap}[Three {rule} ][four]").replace(" ]", "] "));
        let pathological = format!("a.{}b", "(".repeat(200_000));
        let read: usize = runs(&pathological).iter().map(|run| run.silence - run.start).sum();
        assert!(read <= 2 * SILENCE, "{read} bytes are given to the rules of UAX 29");
    }

    #[track_caller]
    fn check_at(literal: &str) {
        let given = marked(literal);
        let found = sentence_at(&given.text, given.text.whole(), given.caret);
        assert_eq!(bracketed(&given.text, &[found]), bracketed(&given.text, &given.stretches));
    }

    #[test]
    fn the_sentence_is_around_the_caret_or_before_it() {
        check_at("One. [T|wo.] Three.");
        check_at("One. [|Two.] Three.");
        check_at("One. [Two.|] Three.");
        check_at("One. [Two.] | Three.");
        check_at("One. Two. [Three.] |");
        check_at("|  [One.] Two.");
        check_at(" |[] ");
    }

    #[test]
    fn the_keys_go_from_start_to_start() {
        let text = Text::new("One. Two. Three.");
        let (next, previous) = (
            |at| next_sentence(&text, text.whole(), Offset(at)).0,
            |at| previous_sentence(&text, text.whole(), Offset(at)).0,
        );
        assert_eq!([next(0), next(5), next(10), next(16)], [5, 10, 16, 16]);
        assert_eq!([previous(16), previous(10), previous(6), previous(0)], [10, 5, 5, 0]);
    }

    #[test]
    fn the_block_bounds_the_sentence() {
        let text = Text::new("one two three four");
        assert_eq!(sentence_at(&text, Stretch::new(4, 13), Offset(6)), Stretch::new(4, 13));
        assert_eq!(next_sentence(&text, Stretch::new(4, 13), Offset(6)), Offset(13));
    }

    #[test]
    fn a_giant_block_is_read_near_the_position_only() {
        let text = Text::new("One two. ".repeat(100_000));
        let found = sentence_at(&text, text.whole(), Offset(450_003));
        assert_eq!(found, Stretch::new(450_000, 450_008));
        let endless = Text::new("one two, ".repeat(100_000));
        let found = sentence_at(&endless, endless.whole(), Offset(450_003));
        assert!(found.contains(Offset(450_003)) && found.len() <= 2 * REACH, "{found:?}");
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_and_hold_every_letter(
            content in "([A-Za-z]{1,3}|[.?!…。“”«»\"’() \\n]){0,80}",
        ) {
            let text = Text::new(content.as_str());
            let found = sentences(&text, text.whole(), Offset::START);
            let held: String = found.iter().map(|at| text.slice(*at)).collect();
            let letters = |words: &str| words.chars().filter(|c| !is_blank(*c)).collect::<String>();
            prop_assert_eq!(letters(&held), letters(&content));
            prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
        }
    }
}
