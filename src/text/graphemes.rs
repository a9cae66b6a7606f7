//! Graphemes: what a reader takes for one character, found without scanning from the text's start.
//!
//! Boundaries are those of extended grapheme clusters in Unicode Standard Annex 29. An emoji
//! family, a flag, an accented letter and a Devanagari conjunct are one grapheme each.

use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete};

use super::window::{ceil, floor};
use super::{Offset, Stretch, Text};

/// Bytes that the first look at the text covers; each look that does not find an answer doubles it.
const WINDOW: usize = 256;

/// Bytes that no scan exceeds. Only a text of nothing but flags, or of thousands of accents on one
/// letter, needs more; there the place reached counts as a boundary.
const LIMIT: usize = 16 * 1024;

/// Returns the first grapheme boundary after `offset`, or the text's end.
pub fn next_grapheme(text: &Text, offset: Offset) -> Offset {
    next_by(text, offset, WINDOW)
}

/// Returns the last grapheme boundary before `offset`, or the text's start.
pub fn previous_grapheme(text: &Text, offset: Offset) -> Offset {
    previous_by(text, offset, WINDOW)
}

/// Is `offset` in the text (or its end) and not inside a grapheme?
pub fn is_grapheme_boundary(text: &Text, offset: Offset) -> bool {
    is_boundary_by(text, offset, WINDOW)
}

/// Returns the stretch with both ends moved outward to grapheme boundaries.
pub fn snap_to_grapheme(text: &Text, stretch: Stretch) -> Stretch {
    let Stretch { start, end } = stretch;
    Stretch {
        start: if is_grapheme_boundary(text, start) {
            start
        } else {
            previous_grapheme(text, start)
        },
        end: if is_grapheme_boundary(text, end) { end } else { next_grapheme(text, end) },
    }
}

/// Is `offset` inside a grapheme? Answers at once between two plain letters, which no text of millions
/// of hits can do without.
pub(super) fn cuts_grapheme(text: &Text, offset: Offset) -> bool {
    let bytes = text.as_str().as_bytes();
    let at = offset.to_usize();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
    let is_plain = at == 0 || byte(at - 1).is_ascii() && byte(at).is_ascii() && byte(at) != b'\n';
    !is_plain && !is_grapheme_boundary(text, offset)
}

fn next_by(text: &Text, offset: Offset, window: usize) -> Offset {
    let at = floor(text, offset);
    let chunks = widths(window).map(|width| chunk_after(text, at, width));
    let answer = first_answer(text, at, chunks, GraphemeCursor::next_boundary);
    answer.map_or(chunk_after(text, at, LIMIT).end, |found| found.map_or(at, Offset::new))
}

fn previous_by(text: &Text, offset: Offset, window: usize) -> Offset {
    let at = ceil(text, offset);
    let chunks = widths(window).map(|width| chunk_before(text, at, width));
    let answer = first_answer(text, at, chunks, GraphemeCursor::prev_boundary);
    answer.map_or(chunk_before(text, at, LIMIT).start, |found| found.map_or(at, Offset::new))
}

fn is_boundary_by(text: &Text, offset: Offset, window: usize) -> bool {
    let chunk = chunk_before(text, offset, window).union(chunk_after(text, offset, window));
    text.is_boundary(offset)
        && first_answer(text, offset, [chunk], GraphemeCursor::is_boundary).unwrap_or(true)
}

/// Asks with one chunk after another until one is wide enough. A cursor that goes on into a second
/// chunk counts flags twice (in unicode-segmentation 1.13), so each chunk gets a new one.
fn first_answer<Answer>(
    text: &Text,
    at: Offset,
    chunks: impl IntoIterator<Item = Stretch>,
    question: impl Fn(&mut GraphemeCursor, &str, usize) -> Result<Answer, GraphemeIncomplete>,
) -> Option<Answer> {
    for chunk in chunks {
        let mut cursor = GraphemeCursor::new(at.to_usize(), text.end().to_usize(), true);
        let mut context_seen = 0;
        while context_seen <= LIMIT {
            match question(&mut cursor, text.slice(chunk), chunk.start.to_usize()) {
                Ok(answer) => return Some(answer),
                Err(GraphemeIncomplete::PreContext(end)) => {
                    let context = chunk_before(text, Offset::new(end), WINDOW);
                    cursor.provide_context(text.slice(context), context.start.to_usize());
                    context_seen += context.len();
                }
                Err(_) => break,
            }
        }
    }
    None
}

fn widths(first: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(first), |width| Some(width * 2)).take_while(|width| *width <= LIMIT)
}

/// Returns at least one character from `start` on, where there is one.
fn chunk_after(text: &Text, start: Offset, window: usize) -> Stretch {
    Stretch { start, end: ceil(text, Offset::new(start.to_usize() + window)) }
}

/// Returns at least one character before `end`, where there is one.
fn chunk_before(text: &Text, end: Offset, window: usize) -> Stretch {
    Stretch { start: floor(text, Offset::new(end.to_usize().saturating_sub(window))), end }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    const FAMILY: &str = "👨‍👩‍👧";

    #[test]
    fn one_emoji_family_is_one_step() {
        let text = Text::new(format!("a{FAMILY}b"));
        let after = Offset::new(1 + FAMILY.len());
        assert_eq!(next_grapheme(&text, Offset(1)), after);
        assert_eq!(previous_grapheme(&text, after), Offset(1));
        assert!(!is_grapheme_boundary(&text, Offset(5)), "between the man and the joiner");
        assert_eq!(next_grapheme(&text, text.end()), text.end());
        assert_eq!(previous_grapheme(&text, Offset::START), Offset::START);
    }

    #[test]
    fn snapping_widens_outward() {
        let text = Text::new("cafe\u{301}s 🇫🇷🇻🇪");
        let accent = Stretch::new(4, 5);
        assert_eq!(text.slice(snap_to_grapheme(&text, accent)), "e\u{301}");
        let half_flags = Stretch::new(12, 20);
        assert_eq!(text.slice(snap_to_grapheme(&text, half_flags)), "🇫🇷🇻🇪");
        let nothing = Stretch::empty(Offset(3));
        assert_eq!(snap_to_grapheme(&text, nothing), nothing);
    }

    #[test]
    fn a_place_beyond_the_text_counts_as_its_end() {
        let text = Text::new("né");
        assert_eq!(next_grapheme(&text, Offset(99)), text.end());
        assert_eq!(previous_grapheme(&text, Offset(99)), Offset(1));
        assert!(!is_grapheme_boundary(&text, Offset(4)));
    }

    #[test]
    fn a_giant_run_of_flags_is_not_read_to_its_start() {
        let text = Text::new("🇻🇪".repeat(LIMIT));
        let inside_a_flag = Offset::new(text.as_str().len() - 4);
        assert!(is_grapheme_boundary(&text, inside_a_flag), "as far as a bounded look can say");
    }

    #[test]
    fn flags_pair_up_across_many_looks() {
        let text = Text::new("🇻🇪".repeat(500));
        assert!(is_grapheme_boundary(&text, Offset(3200)));
        assert!(!is_grapheme_boundary(&text, Offset(3204)));
        assert_eq!(next_grapheme(&text, Offset(3204)), Offset(3208));
        assert_eq!(previous_grapheme(&text, Offset(3204)), Offset(3200));
    }

    fn tricky() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[a-z \\n]",
            "\\PC",
            Just("🇻".to_owned()),
            Just("🇪".to_owned()),
            Just("👍🏽".to_owned()),
            Just("\u{200D}".to_owned()),
            Just("👩".to_owned()),
            Just("\u{301}".to_owned()),
            Just("क".to_owned()),
            Just("्".to_owned()),
            Just("ำ".to_owned()),
            Just("한".to_owned()),
            Just("\u{1100}".to_owned()),
            Just("\u{1161}".to_owned()),
            Just("\u{600}".to_owned()),
        ];
        prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn small_windows_agree_with_the_whole_text(content in tricky(), window in 1..9_usize) {
            let text = Text::new(content.as_str());
            let starts = content.grapheme_indices(true).map(|(at, _)| at);
            let bounds: Vec<Offset> = starts.chain([content.len()]).map(Offset::new).collect();
            for at in (0..=content.len()).map(Offset::new) {
                let next = bounds.iter().find(|bound| **bound > at).copied().unwrap_or(text.end());
                let before = bounds.iter().rfind(|bound| **bound < at).copied();
                prop_assert_eq!(next_by(&text, at, window), next);
                prop_assert_eq!(previous_by(&text, at, window), before.unwrap_or_default());
                prop_assert_eq!(is_boundary_by(&text, at, window), bounds.contains(&at));
            }
        }
    }
}
