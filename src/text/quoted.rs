//! Words of a text in a message.

use std::borrow::Cow;

use super::characters::is_quotation_mark;

/// Returns words in quotation marks; as they are, where they begin with one themselves.
pub fn quoted(words: &str) -> Cow<'_, str> {
    if words.starts_with(is_quotation_mark) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(format!("“{words}”"))
}

/// Returns the first `most` characters of words, with `…` for the rest.
pub fn shortened(words: &str, most: usize) -> Cow<'_, str> {
    match words.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", words.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_get_marks_once() {
        assert_eq!(quoted("a door"), "“a door”");
        assert_eq!(quoted("“a door,” he said"), "“a door,” he said");
        assert_eq!(quoted("「扉」"), "「扉」");
        assert_eq!(quoted("\"a door\""), "\"a door\"");
        assert_eq!(quoted(""), "“”");
    }

    #[test]
    fn what_is_left_out_shows() {
        assert_eq!(shortened("北京 e\u{301}", 3), "北京 …");
        assert_eq!(shortened("北京", 2), "北京");
    }
}
