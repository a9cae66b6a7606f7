//! The blocks of a plain text: which lines belong together.

use super::Stretch;
use super::bylines::is_header_line;
use super::characters::{is_blank, is_closing_mark, is_final_mark};

/// So many groups of lines may hold the header: the headline, a standfirst and the lines below.
const HEADER: usize = 3;

/// The longest line that hard-wrapped text is taken to have, in characters.
const WRAP: usize = 90;

/// One paragraph, headline or entry of a list, without the white space around it.
pub(super) struct Block<'a> {
    pub at: Stretch,
    pub words: &'a str,
    /// Does it begin with the bullet or number of a list?
    pub is_item: bool,
}

impl Block<'_> {
    pub fn is_one_line(&self) -> bool {
        !self.words.contains('\n')
    }

    /// Has it at most `limit` characters?
    pub fn is_within(&self, limit: usize) -> bool {
        self.words.chars().nth(limit).is_none()
    }
}

/// A line without the white space around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    words: &'a str,
}

/// Cuts a text at blank lines; where it has none, at every line.
///
/// Lines between two blank lines stay together where they are hard-wrapped: short, and mostly ending
/// in the middle of a sentence. The lines of a header each stand by themselves.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let lines: Vec<Line> = lines(text).collect();
    let groups: Vec<&[Line]> =
        lines.split(|line| line.words.is_empty()).filter(|group| !group.is_empty()).collect();
    match groups.as_slice() {
        [only] => only.iter().map(|line| block(text, &[*line])).collect(),
        _ => groups
            .iter()
            .enumerate()
            .flat_map(|(at, group)| match group {
                [first, rest @ ..] if at < HEADER && is_header(at, first, rest) => {
                    group.iter().map(|line| block(text, &[*line])).collect()
                }
                _ => group_blocks(text, group),
            })
            .collect(),
    }
}

/// Is a group of lines a header? All its lines are such as stand there; of the first group its first
/// line may be the headline.
fn is_header(group: usize, first: &Line, rest: &[Line]) -> bool {
    let starts = is_header_line(first.words) || (group == 0 && !is_complete(first.words));
    starts && !rest.is_empty() && rest.iter().all(|line| is_header_line(line.words))
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let head = line.trim_start_matches(is_blank);
        let start = next + (line.len() - head.len());
        next += line.len() + 1;
        Line { start, words: head.trim_end_matches(is_blank) }
    })
}

fn group_blocks<'a>(text: &'a str, group: &[Line<'a>]) -> Vec<Block<'a>> {
    let mut blocks = Vec::new();
    for part in item_parts(group) {
        let is_whole = is_item(part[0].words) || is_wrapped(part);
        let size = if is_whole { part.len() } else { 1 };
        blocks.extend(part.chunks(size).map(|lines| block(text, lines)));
    }
    blocks
}

/// Cuts a group before each entry of a list. A list begins the group or follows a colon: anywhere
/// else a line that begins with a dash is a wrapped line.
fn item_parts<'b, 'a>(group: &'b [Line<'a>]) -> Vec<&'b [Line<'a>]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for index in 1..group.len() {
        let in_list = is_item(group[start].words) || group[index - 1].words.ends_with(':');
        if in_list && is_item(group[index].words) {
            parts.push(&group[start..index]);
            start = index;
        }
    }
    parts.push(&group[start..]);
    parts
}

/// Does the line begin with a bullet, or with a number of up to two digits and a full stop?
fn is_item(line: &str) -> bool {
    let Some((mark, rest)) = line.split_once(is_blank) else { return false };
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = matches!(number.len(), 1 | 2) && number.bytes().all(|b| b.is_ascii_digit());
    let is_bullet = matches!(mark, "-" | "*" | "+" | "•" | "‣" | "◦" | "▪" | "·");
    (is_number || is_bullet) && rest.chars().any(char::is_alphanumeric)
}

fn is_wrapped(lines: &[Line]) -> bool {
    let is_short = |line: &Line| {
        line.words.chars().nth(WRAP).is_none() || !line.words.contains(char::is_whitespace)
    };
    let Some((_, inner)) = lines.split_last() else { return true };
    let complete = inner.iter().filter(|line| is_complete(line.words)).count();
    lines.iter().all(is_short) && complete * 2 <= inner.len()
}

/// Does the line end as a sentence does?
fn is_complete(line: &str) -> bool {
    line.trim_end_matches(is_closing_mark)
        .ends_with(|c| is_final_mark(c) && !matches!(c, ',' | ';'))
}

fn block<'a>(text: &'a str, lines: &[Line<'a>]) -> Block<'a> {
    let start = lines[0].start;
    let end = lines.last().map_or(start, |line| line.start + line.words.len());
    let words = text.get(start..end).unwrap_or_default();
    Block { at: Stretch::new(start, end), words, is_item: is_item(words) }
}

#[cfg(test)]
mod tests {
    use super::super::marked::{bracketed, marked};
    use super::*;

    #[track_caller]
    fn check(literal: &str) {
        let given = marked(literal);
        let found: Vec<_> = blocks(given.text.as_str()).iter().map(|block| block.at).collect();
        assert_eq!(bracketed(&given.text, &found), literal);
    }

    #[test]
    fn blank_lines_part_blocks() {
        check("[One.]\n\n[Two.]\n \u{A0}\n\n[Three.]\n");
        check("\n  [One.] ");
        check(" \n\n");
    }

    #[test]
    fn without_a_blank_line_each_line_is_a_block() {
        check("[A headline]\n[The first line that]\n [goes on.]");
    }

    #[test]
    fn wrapped_lines_stay_together() {
        check("[Headline]\n\n[The first line that\nwraps here. And so\ndoes this.]\n\n[Last.]");
        check("[Roses are red,\nviolets are blue]\n\n[Last.]");
    }

    #[test]
    fn long_or_complete_lines_are_blocks_of_their_own() {
        let long = "word ".repeat(30);
        let long = long.trim_end();
        check(&format!("[Headline]\n\n[{long}]\n[{long}]"));
        check("[Headline]\n\n[One is here.]\n[Two is “there.”]\n[Three]");
        check(
            "[Head]\n\n[See the address\nhttps://example.org/a/very/long/address/that/goes/on/and/on/and/on/and/on/and/on/and/on/and/on/and/on\nfor more]",
        );
    }

    #[test]
    fn each_entry_of_a_list_is_a_block() {
        check("[Head]\n\n[Three points:]\n[- one\nwrapped]\n[- two]\n\n[1. First]\n[2) Second]");
        check("[Head]\n\n[He came at a quarter\n- to nobody’s surprise]");
    }
}
