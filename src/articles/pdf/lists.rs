//! Marks and numbers that begin the items of a list.

use super::{lines::Line, words::Word};

/// What begins an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    Dash,
    Number,
}

/// Returns what a text begins with, and how many bytes of it that takes with the space behind.
pub(super) fn mark(text: &str) -> Option<(Mark, usize)> {
    let head = text.split_whitespace().next()?;
    let length = head.len()
        + text.get(head.len()..)?.chars().next().filter(|c| c.is_whitespace())?.len_utf8();
    let mut chars = head.chars();
    let first = chars.next()?;
    let mark = match first {
        _ if is_bullet(first) && chars.next().is_none() => Mark::Bullet,
        '-' | '–' | '—' | '*' | '·' if chars.next().is_none() => Mark::Dash,
        _ if is_number(head) => Mark::Number,
        _ => return None,
    };
    text.get(length..).filter(|rest| !rest.trim().is_empty()).map(|_| (mark, length))
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '▪'
            | '‣'
            | '▫'
            | '●'
            | '○'
            | '■'
            | '□'
            | '◆'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0d8}'
    )
}

/// Is a word the bullet of an item that begins in a row, a little higher or lower than its words?
pub(super) fn is_bullet_of(word: &Word, row: &[Word]) -> bool {
    let [letter] = word.letters.as_slice() else { return false };
    let left = row.iter().map(|word| word.left).fold(f32::MAX, f32::min);
    row.first().is_some_and(|host| {
        let rise = (host.baseline - word.baseline) / host.size;
        let gap = (left - word.right) / host.size;
        letter.text.chars().all(is_bullet)
            && (-0.75..0.4).contains(&rise)
            && (0.0..4.0).contains(&gap)
    })
}

/// Is it such as `1.`, `12)`, `(a)` or `iv.`?
fn is_number(head: &str) -> bool {
    let Some(bare) = head.strip_suffix(['.', ')']) else { return false };
    let bare = bare.strip_prefix('(').unwrap_or(bare);
    let is_digits = bare.len() <= 3 && bare.chars().all(|c| c.is_ascii_digit());
    let is_letter = bare.len() == 1 && bare.chars().all(|c| c.is_ascii_lowercase());
    let is_roman = bare.len() <= 5 && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    !bare.is_empty() && (is_digits || is_letter || is_roman)
}

/// How many lines before and behind an item another one is looked for.
const REACH: usize = 100;

/// Returns which of a column's lines begin an item. A dash or number does so only if another line of the
/// column begins likewise at the same place, or the line after it stands further in.
pub(super) fn items(lines: &[Line]) -> Vec<Option<(Mark, usize)>> {
    let marks: Vec<Option<(Mark, usize)>> = lines.iter().map(|line| mark(&line.text)).collect();
    let is_one_of_several = |at: usize, mark: Mark| {
        let Some(line) = lines.get(at) else { return false };
        let from = at.saturating_sub(REACH);
        // Each cut by itself: a pair of both would be counted from the first line on.
        let near = lines.iter().skip(from).zip(marks.iter().skip(from)).take(REACH * 2);
        let alike = near.filter(|(other, other_mark)| {
            other_mark.is_some_and(|(other, _)| other == mark)
                && (other.start() - line.start()).abs() < line.size * 0.7
        });
        alike.count() > 1
    };
    let hangs = |at: usize| {
        lines.get(at).zip(lines.get(at + 1)).is_some_and(|(line, next)| {
            next.start() - line.start() > line.size * 0.7
                && next.is_like(line)
                && next.baseline - line.baseline < line.size * 1.7
        })
    };
    let is_item =
        |at: usize, mark: Mark| mark == Mark::Bullet || is_one_of_several(at, mark) || hangs(at);
    marks
        .iter()
        .enumerate()
        .map(|(at, found)| found.filter(|&(mark, _)| is_item(at, mark)))
        .collect()
}

/// Returns a line's mark as items of lists have it, and the rest of its words.
pub(super) fn split(text: String, mark: Option<(Mark, usize)>) -> (String, String) {
    let Some((head, rest)) = mark.and_then(|(_, length)| text.split_at_checked(length)) else {
        return (String::new(), text);
    };
    let is_number = mark.is_some_and(|(mark, _)| mark == Mark::Number);
    let marker = if is_number { format!("{} ", head.trim()) } else { "• ".to_owned() };
    (marker, rest.trim_start().to_owned())
}
