//! The encoding that a page names itself, found in its bytes as the HTML standard finds it.

use crate::articles::decode::Declared;

/// So much of a page is looked through: the standard asks for 1,024 bytes, and many pages are late.
const SAMPLE: usize = 1 << 14;

/// Returns the encodings that a page names, the one to be believed first.
pub(in crate::articles) fn declared(bytes: &[u8]) -> Vec<Declared> {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let by_xml = xml_declaration(sample)
        .map(|label| Declared { label: readable(&label), from: "XML declaration" });
    let by_meta = meta(sample).map(|(label, from)| Declared { label: readable(&label), from });
    by_meta.into_iter().chain(by_xml).collect()
}

/// A page whose `meta` could be read as ASCII is in no encoding of two bytes a letter.
fn readable(label: &str) -> String {
    let label = label.trim().to_ascii_lowercase();
    match label.as_str() {
        "x-user-defined" => "windows-1252".to_owned(),
        _ if label.starts_with("utf-16") || label.starts_with("utf16") => "utf-8".to_owned(),
        _ => label,
    }
}

/// Returns the encoding of `<?xml version="1.0" encoding="…"?>`.
fn xml_declaration(bytes: &[u8]) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let inside = bytes.strip_prefix(b"<?xml")?;
    let inside = inside.get(..find(inside, b"?>")?)?;
    let attributes = Attributes { rest: inside };
    attributes.into_iter().find(|(name, _)| name == "encoding").map(|(_, value)| value)
}

/// Returns the encoding of the first `<meta>` that names one.
fn meta(bytes: &[u8]) -> Option<(String, &'static str)> {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'<', rest) {
        rest = rest.get(at + 1..)?;
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = comment.get(find(comment, b"-->")?..)?;
            continue;
        }
        let Some((name, after)) = rest.split_at_checked(4) else { break };
        if !name.eq_ignore_ascii_case(b"meta") || !after.first().copied().is_some_and(is_apart) {
            continue;
        }
        let mut attributes = Attributes { rest: after };
        let found = label_of(&mut attributes);
        rest = attributes.rest;
        if found.is_some() {
            return found;
        }
    }
    None
}

fn is_apart(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

fn label_of(attributes: &mut Attributes<'_>) -> Option<(String, &'static str)> {
    let (mut charset, mut content, mut is_pragma) = (None, None, false);
    for (name, value) in attributes {
        match name.as_str() {
            "charset" => charset = charset.or(Some(value)),
            "content" => content = content.or_else(|| charset_in(&value)),
            "http-equiv" => is_pragma |= value.eq_ignore_ascii_case("content-type"),
            _ => {}
        }
    }
    let by_pragma = content.filter(|_| is_pragma);
    charset
        .map(|label| (label, "meta charset"))
        .or(by_pragma.map(|label| (label, "meta http-equiv")))
}

/// Returns the encoding that `text/html; charset=…` names.
pub(in crate::articles) fn charset_in(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let label = match quoted {
        Some(quote) => value.trim_start_matches(quote).split(quote).next(),
        None => value.split([';', ' ', '\t', '"', '\'']).next(),
    }?;
    Some(label.trim().to_owned()).filter(|label| !label.is_empty())
}

/// The attributes of a tag, up to its end.
struct Attributes<'a> {
    rest: &'a [u8],
}

impl Iterator for Attributes<'_> {
    type Item = (String, String);

    fn next(&mut self) -> Option<(String, String)> {
        self.skip(|byte| is_apart(*byte));
        if matches!(self.rest.first(), None | Some(b'>' | b'?')) {
            return None;
        }
        let name = self.take(|byte| !is_apart(*byte) && !matches!(byte, b'=' | b'>'));
        self.skip(u8::is_ascii_whitespace);
        let Some(after) = self.rest.strip_prefix(b"=") else {
            // A stray sign is no reason to stand still.
            if name.is_empty() {
                self.rest = self.rest.get(1..).unwrap_or_default();
            }
            return Some((name, String::new()));
        };
        self.rest = after;
        self.skip(u8::is_ascii_whitespace);
        let value = match self.rest.first() {
            Some(&quote @ (b'"' | b'\'')) => {
                self.rest = self.rest.get(1..).unwrap_or_default();
                let value = self.take(|byte| *byte != quote);
                self.rest = self.rest.get(1..).unwrap_or_default();
                value
            }
            _ => self.take(|byte| !byte.is_ascii_whitespace() && *byte != b'>'),
        };
        Some((name, value))
    }
}

impl Attributes<'_> {
    fn skip(&mut self, is_skipped: impl Fn(&u8) -> bool) {
        let len = self.rest.iter().take_while(|byte| is_skipped(byte)).count();
        self.rest = self.rest.get(len..).unwrap_or_default();
    }

    /// Takes bytes as long as they are wanted, as text in lower case.
    fn take(&mut self, is_wanted: impl Fn(&u8) -> bool) -> String {
        let len = self.rest.iter().take_while(|byte| is_wanted(byte)).count();
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, &[]));
        self.rest = rest;
        String::from_utf8_lossy(taken).to_ascii_lowercase()
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}
