//! What a file is that no reader takes, told by its first bytes, so that it can be refused by name.

/// Returns the name of a format that is not plain text, by its first bytes.
pub(super) fn format(bytes: &[u8], name: &str) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let begins = |mark: &&[u8]| bytes.starts_with(mark);
    let known = DOCUMENTS.iter().find(|(marks, _)| marks.iter().any(begins));
    // A text may begin with the letters of these marks, but not go on as such files do.
    let others = || {
        let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
        let is_text = !head.iter().any(|byte| *byte < 9) && !is_broken(head);
        OTHERS.iter().find(|(marks, _)| !is_text && marks.iter().any(begins))
    };
    let by_mark = known.or_else(others).map(|(_, format)| *format);
    by_mark.or_else(|| is_page(bytes, &extension(name)).then_some("a web page (HTML)"))
}

/// Returns a file name's ending in lower case, without the dot; empty where it has none.
pub(super) fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

/// Are there bytes that no UTF-8 has? The end may cut a letter in two.
fn is_broken(head: &[u8]) -> bool {
    std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some())
}

/// What documents begin with.
const DOCUMENTS: &[(&[&[u8]], &str)] = &[
    (&[b"%PDF"], "a PDF"),
    (&[b"PK\x03\x04", b"PK\x05\x06"], "a zip archive"),
    (&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"], "an old Office document"),
    (&[b"{\\rtf"], "a rich text document (RTF)"),
];

/// What other files begin with.
const OTHERS: &[(&[&[u8]], &str)] = &[
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
    let is_named = matches!(ending, "htm" | "html" | "xhtml") && has_tag(bytes);
    begins(b"<html") || begins(b"<!doctype html") || is_named
}

/// Is there a tag in the bytes? Without one they are plain text, whatever their name.
pub(super) fn has_tag(bytes: &[u8]) -> bool {
    let begins_tag = |at: usize| {
        // Of UTF-16 every other byte is zero, of UTF-32 three of four.
        let after = bytes.get(at + 1..).unwrap_or_default().iter().take(4);
        let first = after.copied().find(|byte| *byte != 0);
        first.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, b'/' | b'!'))
    };
    // The last end of one is enough to know: looking for each beginning's own would take the square of a file.
    let Some(last) = memchr::memrchr(b'>', bytes) else { return false };
    memchr::memchr_iter(b'<', bytes).take_while(|at| *at < last).any(begins_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_a_beginning_and_an_end() {
        assert!(has_tag(b"a <p>b") && has_tag(b"<\0p\0>\0") && has_tag(b"1 < 2 </p>"));
        assert!(!has_tag(b"1 < 2 > 1") && !has_tag(b"<p") && !has_tag(b"p> <b"));
        // Where no tag ends, each beginning is looked at once: else this would take hours.
        assert!(!has_tag(&b"<a".repeat(4 << 20)));
        assert!(!has_tag(&[b">".to_vec(), b"<a".repeat(4 << 20)].concat()));
    }

    #[test]
    fn letters_alone_make_no_sound() {
        assert_eq!(format(b"RIFF\x24\x08\0\0WAVEfmt ", "a.txt"), Some("a sound or a film"));
        assert_eq!(format(b"ID3\x04\0\0\0", "a.txt"), Some("a sound or a film"));
        let text =
            "RIFFRAFF in the harbour, by day and by night, says the “Quay Post” – and so on…";
        assert_eq!(format(text.as_bytes(), "a.txt"), None);
        assert_eq!(format(b"ID3 tags are in every song", "a.txt"), None);
        assert_eq!(format(b"{\\rtf1 x}", "a.txt"), Some("a rich text document (RTF)"));
    }
}
