//! Where in a damaged text something begins and ends: a record, a field, its value.

use ron::value::RawValue;
use serde::Deserialize as _;

/// Returns where something may begin anew after what is broken: at the next line, or at a
/// parenthesis that opens no field's value.
pub(super) fn next_beginning(rest: &str) -> usize {
    let mut before = ',';
    for (at, c) in rest.char_indices() {
        match c {
            '\n' => return at + 1,
            '(' if before != ':' => return at,
            c if c.is_whitespace() => {}
            c => before = c,
        }
    }
    rest.len()
}

/// Returns the length of the white space, commas and comments at the start.
pub(super) fn blank(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest =
            rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '\u{feff}'));
        let comment = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(0, |end| end + 2)
        } else {
            0
        };
        match rest.get(comment..) {
            Some(after) if comment > 0 => rest = after,
            _ => return text.len() - rest.len(),
        }
    }
}

/// Returns a field's name and what follows its colon.
pub(super) fn named(text: &str) -> Option<(&str, &str)> {
    let plain = text.strip_prefix("r#").unwrap_or(text);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
    let end = plain.find(|c| !is_name(c)).filter(|end| *end > 0)?;
    let (_, after) = plain.split_at_checked(end)?;
    let name = text.get(..text.len() - after.len())?;
    Some((name, after.trim_start().strip_prefix(':')?.trim_start()))
}

/// Returns the value at the start of a text, if it is whole.
pub(super) fn value_of(text: &str) -> Option<&str> {
    let mut from = ron::Deserializer::from_str(text).ok()?;
    let raw = <&RawValue>::deserialize(&mut from).ok()?.get_ron();
    let value = raw.trim();
    let end = text.find(value)? + value.len();
    let after = text.get(end..)?;
    let after = after.get(blank_but_commas(after)..)?;
    let is_whole = match after.chars().next() {
        Some(c) => matches!(c, ',' | ')'),
        None => value.ends_with(['"', ']', '}', ')']),
    };
    is_whole.then_some(value)
}

fn blank_but_commas(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
