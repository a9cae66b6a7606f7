//! Formats and encodings that no reader takes yet, told by their first bytes and their ending, so
//! that they can be refused by name.

/// Returns the encoding that a byte order mark announces; UTF-8 needs no naming.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static str> {
    // UTF-32 in little-endian order begins with the mark of UTF-16: it has to be asked first.
    let is_utf32 = bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff");
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    match (is_utf32, is_utf16) {
        (true, _) => Some("UTF-32"),
        (_, true) => Some("UTF-16"),
        _ => None,
    }
}

/// Returns the name of a known format that is not plain text.
pub(super) fn format(bytes: &[u8], name: &str) -> Option<&'static str> {
    let ending = extension(name);
    by_contents(bytes, &ending).or_else(|| by_ending(&ending))
}

/// Returns a file name's ending in lower case, without the dot; empty where it has none.
pub(super) fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

fn by_contents(bytes: &[u8], ending: &str) -> Option<&'static str> {
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.starts_with(b"%PDF") {
        return Some("a PDF");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(by_ending(ending).unwrap_or("a zip archive"));
    }
    if bytes.starts_with(OLE) {
        return Some("an old or encrypted Office document");
    }
    if bytes.starts_with(b"{\\rtf") {
        return Some("a rich text document (RTF)");
    }
    let begins = |tag: &[u8]| {
        let head = bytes.trim_ascii_start().get(..tag.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    (begins(b"<html") || begins(b"<!doctype html")).then_some("a web page (HTML)")
}

fn by_ending(ending: &str) -> Option<&'static str> {
    match ending {
        "pdf" => Some("a PDF"),
        "docx" => Some("a Word document"),
        "doc" => Some("an old or encrypted Office document"),
        "odt" => Some("an OpenDocument text"),
        "epub" => Some("an e-book (EPUB)"),
        "rtf" => Some("a rich text document (RTF)"),
        "htm" | "html" | "xhtml" | "mhtml" => Some("a web page (HTML)"),
        _ => None,
    }
}
