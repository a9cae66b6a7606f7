//! Bytes to text, whatever the encoding: without a byte order mark, with `\n` line ends, and with
//! nothing else changed.

mod ebcdic;

use std::borrow::Cow;

use super::{
    ArticleError, ArticleFile, Encoding, foreign,
    guess::{self, Guess},
};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of a file, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub encoded: Encoded,
    /// What an analyst should know of it, one sentence each.
    pub warnings: Vec<String>,
}

/// The encoding of a file, and why that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Encoded {
    /// Such as `windows-1252`; empty for a file that is no text.
    pub name: String,
    /// Such as `byte order mark`.
    pub from: String,
}

/// An encoding that a header or the file itself names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declared {
    /// As it stands there, such as `latin1`.
    pub label: String,
    /// Where it stands, such as `meta charset`.
    pub from: &'static str,
}

/// Returns the text of a file: in the encoding that the analyst chose, else that of its byte order
/// mark, else the first that is declared, else UTF-8 if it is that, else the likeliest.
pub(super) fn decode(
    file: &ArticleFile<'_>,
    declared: &[Declared],
) -> Result<Decoded, ArticleError> {
    let (bytes, name, most) = (file.bytes, file.name.to_owned(), file.options.limits.file_bytes);
    if bytes.len() > most {
        return Err(ArticleError::TooLarge { name, bytes: bytes.len(), most });
    }
    let found = find(file, declared);
    let (text, undecodable) = found.encoding.decode(found.bytes);
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    if is_blank(text) {
        return Err(ArticleError::Empty { name });
    }
    let controls = count_controls(text);
    // What decodes as UTF-8 is no picture by chance; any bytes decode as windows-1252.
    let is_sound = found.encoding == Encoding::utf_8() && undecodable == 0;
    let most = text.len() / if is_sound { 2 } else { 64 };
    if file.options.encoding.is_none() && controls > most {
        let format = foreign::format(bytes, file.name).unwrap_or("not text");
        return Err(ArticleError::NoReader { name, format });
    }
    if file.options.encoding.is_none() && ebcdic::is_ebcdic(found.bytes) {
        return Err(ArticleError::NoReader { name, format: "text in EBCDIC" });
    }
    let controls = controls + text.chars().filter(|c| is_odd_beyond_ascii(*c)).count();
    let text = fold_newlines(text).into_owned();
    let mut warnings = warnings(controls, undecodable, found.encoding);
    warnings.extend(found.doubt);
    let encoded = Encoded { name: found.encoding.name().to_owned(), from: found.from };
    Ok(Decoded { text, encoded, warnings })
}

/// How the bytes are to be read.
struct Found<'a> {
    encoding: Encoding,
    /// Those after a byte order mark.
    bytes: &'a [u8],
    from: String,
    doubt: Option<String>,
}

fn find<'a>(file: &ArticleFile<'a>, declared: &[Declared]) -> Found<'a> {
    let bytes = file.bytes;
    let found =
        |encoding, from: &str| Found { encoding, bytes, from: from.to_owned(), doubt: None };
    let mark = byte_order_mark(bytes);
    if let Some(encoding) = file.options.encoding {
        // `utf-16` names no order: a mark knows better.
        let family = |one: Encoding| one.name().trim_end_matches(['L', 'B', 'E']);
        let marked = mark.map(|(marked, _)| marked).filter(|one| family(*one) == family(encoding));
        let encoding = marked.unwrap_or(encoding);
        // The mark of this encoding is no part of the text; that of another is.
        let after =
            mark.filter(|(marked, _)| *marked == encoding).map_or(bytes, |(_, after)| after);
        return Found { bytes: after, ..found(encoding, Encoding::CHOSEN) };
    }
    if let Some((encoding, after)) = mark {
        return Found { bytes: after, ..found(encoding, "byte order mark") };
    }
    for one in declared {
        let Some(encoding) = Encoding::named(&one.label) else { continue };
        if encoding == Encoding::utf_8() && std::str::from_utf8(bytes).is_err() {
            // Many pages say so and are not.
            continue;
        }
        return found(encoding, one.from);
    }
    let Guess { encoding, from, doubt } = guess::guess(bytes);
    Found { doubt, ..found(encoding, from) }
}

/// Returns the encoding that a byte order mark announces, and what follows the mark.
fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, &[u8])> {
    // UTF-32 in little-endian order begins with the mark of UTF-16: it has to be asked first.
    let marks: [(&[u8], Encoding); 5] = [
        (b"\xff\xfe\0\0", Encoding::UTF_32LE),
        (b"\0\0\xfe\xff", Encoding::UTF_32BE),
        (b"\xef\xbb\xbf", Encoding::utf_8()),
        (b"\xff\xfe", Encoding::utf_16le()),
        (b"\xfe\xff", Encoding::utf_16be()),
    ];
    marks.into_iter().find_map(|(mark, encoding)| Some((encoding, bytes.strip_prefix(mark)?)))
}

fn warnings(controls: usize, undecodable: usize, encoding: Encoding) -> Vec<String> {
    let mut warnings = Vec::new();
    if undecodable > 0 {
        let (count, are) = counted(undecodable, "byte");
        let name = encoding.name();
        warnings.push(format!("{count} {are} no text in {name}: � stands in their place"));
    }
    if controls > 0 {
        let (count, are) = counted(controls, "control character");
        warnings.push(format!("{count} {are} kept in the text, though nothing shows them"));
    }
    warnings
}

fn counted(count: usize, noun: &str) -> (String, &'static str) {
    match count {
        1 => (format!("1 {noun}"), "is"),
        _ => (format!("{count} {noun}s"), "are"),
    }
}

/// Counts the control characters that no text has.
fn count_controls(text: &str) -> usize {
    let is_odd = |byte: &&u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    text.as_bytes().iter().filter(is_odd).count()
}

/// Is it a control character that no ASCII has? One of them ends lines.
fn is_odd_beyond_ascii(c: char) -> bool {
    c.is_control() && !c.is_ascii() && c != '\u{85}'
}

/// Is there nothing that a reader sees?
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == BYTE_ORDER_MARK)
}

/// Returns the text with CRLF and CR as LF; as it stands where it has neither.
pub(super) fn fold_newlines(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests;
