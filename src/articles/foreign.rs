//! What a file is that no reader takes, told by its first bytes, so that it can be refused by name.

/// Returns the name of a format that is not plain text, by its first bytes.
pub(super) fn format(bytes: &[u8], name: &str) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let begins = |mark: &&[u8]| bytes.starts_with(mark);
    let known = MARKS.iter().find(|(marks, _)| marks.iter().any(begins));
    let by_mark = known.map(|(_, format)| *format);
    by_mark.or_else(|| is_page(bytes, &extension(name)).then_some("a web page (HTML)"))
}

/// Returns a file name's ending in lower case, without the dot; empty where it has none.
pub(super) fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// What formats begin with.
const MARKS: &[(&[&[u8]], &str)] = &[
    (&[b"%PDF"], "a PDF"),
    (&[b"PK\x03\x04", b"PK\x05\x06"], "a zip archive"),
    (&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"], "an old Office document"),
    (&[b"{\\rtf"], "a rich text document (RTF)"),
    (&[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"], "a picture"),
    (&[b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ", b"BZh"], "a packed archive"),
    (&[b"ID3", b"OggS", b"RIFF", b"\0\0\0\x18ftyp", b"\0\0\0\x20ftyp"], "a sound or a film"),
    (&[b"SQLite format 3"], "a database"),
    (&[b"bplist00"], "a property list (such as a web archive of Safari)"),
];

/// Is it a web page, by its first tag or else by its ending?
fn is_page(bytes: &[u8], ending: &str) -> bool {
    let begins = |tag: &[u8]| {
        let head = bytes.trim_ascii_start().get(..tag.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    begins(b"<html") || begins(b"<!doctype html") || matches!(ending, "htm" | "html" | "xhtml")
}
