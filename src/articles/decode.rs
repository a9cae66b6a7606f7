//! Bytes to text: UTF-8 alone, without a byte order mark, with `\n` line ends. All else is refused
//! by name.

use std::borrow::Cow;

use super::{ArticleError, foreign};

/// The largest file that is opened, in bytes.
pub const MOST_BYTES: usize = 1 << 30;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Returns the text of a file: its CRLF and CR folded to LF, leading byte order marks dropped, and
/// nothing else changed.
pub(super) fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<Cow<'a, str>, ArticleError> {
    let (most, name) = (MOST_BYTES, name.to_owned());
    if bytes.len() > most {
        return Err(ArticleError::TooLarge { name, bytes: bytes.len(), most });
    }
    if let Some(encoding) = foreign::encoding(bytes) {
        return Err(ArticleError::OtherEncoding { name, encoding });
    }
    if let Some(format) = foreign::format(bytes, &name) {
        return Err(ArticleError::OtherFormat { name, format });
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        return Err(ArticleError::Binary { name, at });
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches(BYTE_ORDER_MARK),
        Err(error) => return Err(ArticleError::NotUtf8 { name, at: error.valid_up_to() }),
    };
    if is_blank(text) {
        return Err(ArticleError::Empty { name });
    }
    Ok(fold_newlines(text))
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
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_marks_go_and_nothing_else() {
        let bytes = "\u{feff}one\r\ntwo\rthree\n\r\nfour\u{a0}e\u{301}\u{200b}\u{feff}".as_bytes();
        assert_eq!(
            decode(bytes, "a.txt").unwrap(),
            "one\ntwo\nthree\n\nfour\u{a0}e\u{301}\u{200b}\u{feff}"
        );
        let twice = "\u{feff}\u{feff}x";
        assert_eq!(
            decode(twice.as_bytes(), "a.txt").unwrap(),
            "x",
            "a text never begins with a mark"
        );
        assert!(matches!(decode(b"as it is\n", "a.txt").unwrap(), Cow::Borrowed("as it is\n")));
    }

    #[test]
    fn what_is_no_utf8_text_is_refused_by_name() {
        fn check(bytes: &[u8], name: &str, message: &str) {
            let error = decode(bytes, name).unwrap_err();
            assert_eq!(error.to_string(), message);
            assert!(!error.hint().is_empty());
        }
        check(b"", "a.txt", "The file holds no words: a.txt");
        check("\u{feff} \n\u{2003}".as_bytes(), "a.txt", "The file holds no words: a.txt");
        check(b"caf\xe9", "a.txt", "The file is not UTF-8 text, from byte 3 on: a.txt");
        check(
            b"\xff\xfeh\0i\0",
            "a.txt",
            "The file is UTF-16 text, which can’t be read yet: a.txt",
        );
        check(b"\xfe\xff\0h", "a.txt", "The file is UTF-16 text, which can’t be read yet: a.txt");
        check(
            b"\xff\xfe\0\0h\0\0\0",
            "a.txt",
            "The file is UTF-32 text, which can’t be read yet: a.txt",
        );
        check(b"\0\0\xfe\xff", "a.txt", "The file is UTF-32 text, which can’t be read yet: a.txt");
        check(b"ab\0c", "a.txt", "The file is not text: it has a zero byte at 2: a.txt");
        check(b"%PDF-1.7", "a.txt", "The file is a PDF, which can’t be read yet: a.txt");
        check(
            b"PK\x03\x04",
            "a.docx",
            "The file is a Word document, which can’t be read yet: a.docx",
        );
        check(
            b" <!DOCTYPE html>\n<p>",
            "a",
            "The file is a web page (HTML), which can’t be read yet: a",
        );
        check(b"<p>bare", "a.HTM", "The file is a web page (HTML), which can’t be read yet: a.HTM");
    }
}
