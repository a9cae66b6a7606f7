//! Verses: lines that a poet ended and not the margin.

use super::{hyphens::is_hyphen, lines::Line};

/// How many lines in succession make a stanza.
const FEWEST: usize = 4;

/// Returns which of a column's lines are verses: those of a stanza, of which each begins with a capital, and
/// some would have had room for more or nearly all end with a stop. `is_one` says of two lines whether they may be of one paragraph,
/// `has_room` whether the first could have held more.
pub(super) fn verses(
    lines: &[Line],
    is_one: impl Fn(&Line, &Line) -> bool,
    has_room: impl Fn(&Line, &Line) -> bool,
) -> Vec<bool> {
    let mut found = Vec::with_capacity(lines.len());
    for stanza in lines.chunk_by(is_one) {
        let is_verse = is_stanza(stanza, &has_room);
        found.extend(std::iter::repeat_n(is_verse, stanza.len()));
    }
    found
}

fn is_stanza(lines: &[Line], has_room: &impl Fn(&Line, &Line) -> bool) -> bool {
    let begins = |line: &&Line| {
        line.text.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase)
            && line.gaps.is_empty()
            && !line.text.ends_with(is_hyphen)
    };
    let written = || lines.iter().filter(|line| line.text.chars().any(char::is_alphabetic));
    let is_mixed = || written().all(|line| line.text.chars().any(char::is_lowercase));
    // Paragraphs of a line each end as sentences do, and are of any length.
    let is_ended = |line: &&Line| line.text.trim_end().ends_with(['.', '!', '?', ':']);
    let width = |line: &Line| line.right - line.left;
    let longest = written().map(width).fold(0.0, f32::max);
    let shortest = written().map(width).fold(f32::MAX, f32::min);
    let rooms = || lines.windows(2).filter(|pair| matches!(pair, [a, b] if has_room(a, b))).count();
    let stops = || {
        lines
            .iter()
            .filter(|line| {
                line.text.ends_with(|c: char| {
                    c.is_ascii_punctuation() || matches!(c, '…' | '—' | '–' | '”' | '“' | '»')
                })
            })
            .count()
    };
    written().count() >= FEWEST
        && lines.iter().filter(begins).count() == lines.len()
        && is_mixed()
        && !written().all(|line| is_ended(&line))
        && shortest > longest * 0.4
        && (rooms() * 5 >= lines.len() || stops() * 4 >= lines.len() * 3)
}

/// Does a line, as those of a stanza, begin a verse, and not go on with one that was too long?
pub(super) fn begins(line: &Line) -> bool {
    line.text.chars().any(char::is_alphabetic)
}
