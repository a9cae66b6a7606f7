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
    let mut pictures = Pictures { content, count: 0, none_from: usize::MAX, letters_end: 0 };
    let (mut at, mut from) = (0, 0);
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
                let begin = at;
                at += word(content, at);
                if content.get(begin..at) == Some(b"BI") {
                    rest.extend_from_slice(content.get(from..begin).unwrap_or_default());
                    rest.push(b' ');
                    at = pictures.pass(at);
                    from = at;
                }
            }
            _ => at += 1,
        }
    }
    rest.extend_from_slice(content.get(from..).unwrap_or_default());
    (Cow::Owned(rest), pictures.count)
}

/// What was found out about the pictures of one page.
struct Pictures<'a> {
    content: &'a [u8],
    count: usize,
    /// From where on no picture ends: what was looked for in vain is not looked for again.
    none_from: usize,
    /// Where the next byte is that data written in letters does not use.
    letters_end: usize,
}

impl Pictures<'_> {
    /// Returns where the page goes on after a picture whose `BI` ends at `at`.
    fn pass(&mut self, at: usize) -> usize {
        let Some(data) = data(self.content, at) else { return at };
        self.count += 1;
        if is_text(self.content.get(at..data)) {
            if self.letters_end < data {
                self.letters_end = text_end(self.content, data);
            }
            let rest = self.content.get(self.letters_end..).unwrap_or_default();
            if rest.starts_with(b"~>")
                && let Some(end) = self.end(self.letters_end)
            {
                return end;
            }
        }
        self.end(data).unwrap_or(data)
    }

    /// Returns where the first picture ends whose data goes on at `at`.
    fn end(&mut self, at: usize) -> Option<usize> {
        let found = (at < self.none_from).then(|| end(self.content, at)).flatten();
        if found.is_none() {
            self.none_from = self.none_from.min(at);
        }
        found
    }
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

/// Is a picture's data written in letters (ASCII 85), by its dictionary?
fn is_text(dictionary: Option<&[u8]>) -> bool {
    let has = |name: &str| {
        dictionary.is_some_and(|dictionary| memmem::find(dictionary, name.as_bytes()).is_some())
    };
    has("/A85") || has("/ASCII85Decode")
}

/// Returns where from `at` on the first byte is that such letters do not use.
fn text_end(content: &[u8], at: usize) -> usize {
    let is_used = |byte: &u8| matches!(byte, b'!'..=b'u' | b'z') || byte.is_ascii_whitespace();
    let rest = content.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !is_used(byte)).unwrap_or(rest.len())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_picture_ends_with_is_looked_for_once() {
        // Looked for anew from each picture, this would take hours.
        let mut content = b"BI/A85 ID ".repeat(100_000);
        content.extend(b"~>");
        content.extend(b"EI\x80".repeat(400_000));
        assert_eq!(without_pictures(&content).1, 100_000);
    }
}
