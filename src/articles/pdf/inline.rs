//! Pictures that stand in the middle of what a page draws, between `BI` and `EI` (ISO 32000-2, 8.9.7).
//!
//! They are taken out before the operators are read: where the data of such a picture ends is a guess, and
//! the guess of the library takes time that doubles with each further picture of a hostile page.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

/// How far the dictionary of a picture reaches.
const DICTIONARY: usize = 2_000;
/// How much of what follows a picture must look like operators.
const AFTER: usize = 16;

/// Returns what a page draws without such pictures, and how many it had.
pub(super) fn without_pictures(content: &[u8]) -> (Cow<'_, [u8]>, usize) {
    if memmem::find(content, b"BI").is_none() {
        return (Cow::Borrowed(content), 0);
    }
    let mut rest = Vec::with_capacity(content.len());
    let (mut at, mut from, mut pictures) = (0, 0, 0);
    let mut has_ends = true;
    while let Some(&byte) = content.get(at) {
        match byte {
            b'(' => at = string_end(content, at),
            b'%' => at = find_from(content, at, |rest| memchr2(b'\r', b'\n', rest)),
            b'<' if content.get(at + 1) != Some(&b'<') => {
                at = find_from(content, at, |rest| memchr(b'>', rest));
            }
            b'<' => at += 2,
            b'/' => at += 1 + word(content, at + 1),
            byte if is_regular(byte) => {
                let length = word(content, at);
                let name = content.get(at..at + length);
                at += length;
                if name != Some(b"BI") {
                    continue;
                }
                rest.extend_from_slice(content.get(from..at - length).unwrap_or_default());
                if let Some(data) = data(content, at) {
                    pictures += 1;
                    at = data;
                    let end = if has_ends { end(content, data) } else { None };
                    has_ends = end.is_some();
                    at = end.unwrap_or(at);
                }
                rest.push(b' ');
                from = at;
            }
            _ => at += 1,
        }
    }
    rest.extend_from_slice(content.get(from..).unwrap_or_default());
    (Cow::Owned(rest), pictures)
}

/// Returns where the data of a picture begins whose `BI` ends here.
fn data(content: &[u8], at: usize) -> Option<usize> {
    let near = content.get(at..content.len().min(at + DICTIONARY))?;
    memmem::find_iter(near, b"ID").map(|found| at + found).find_map(|found| {
        let is_alone = content.get(found - 1).is_some_and(|&byte| !is_regular(byte))
            && content.get(found + 2).is_none_or(u8::is_ascii_whitespace);
        is_alone.then_some(found + 3)
    })
}

/// Returns where a picture ends, behind its `EI`: where operators may follow.
fn end(content: &[u8], data: usize) -> Option<usize> {
    let rest = content.get(data..)?;
    memmem::find_iter(rest, b"EI").map(|found| found + 2).find_map(|end| {
        let after = rest.get(end..rest.len().min(end + AFTER))?;
        let is_end = after.first().is_none_or(|&byte| byte == 0 || byte.is_ascii_whitespace())
            && after.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
        is_end.then_some(data + end)
    })
}

/// Returns where a string in brackets ends that begins here.
fn string_end(content: &[u8], from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_usize);
    while let Some(&byte) = content.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn find_from(content: &[u8], at: usize, find: impl Fn(&[u8]) -> Option<usize>) -> usize {
    content.get(at..).and_then(find).map_or(content.len(), |found| at + found + 1)
}

/// Returns how many bytes of a name or an operator stand here.
fn word(content: &[u8], at: usize) -> usize {
    content.get(at..).unwrap_or_default().iter().take_while(|&&byte| is_regular(byte)).count()
}

fn is_regular(byte: u8) -> bool {
    !byte.is_ascii_whitespace()
        && !matches!(byte, 0 | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
