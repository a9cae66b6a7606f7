//! Text from files, made harmless for a terminal or a line of a window.

use std::borrow::Cow;

/// Returns text in which no character moves the cursor, colours, clears or turns around what a
/// terminal shows: such characters stand as `\u{1b}`. Line ends count among them.
pub fn harmless(text: &str) -> Cow<'_, str> {
    escape(text, is_harmful)
}

/// Like [`harmless`], but keeps line ends and tabs: for a result of several lines.
pub fn harmless_lines(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_harmful(c) && c != '\n' && c != '\t')
}

fn escape(text: &str, is_harmful: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&is_harmful) {
        return Cow::Borrowed(text);
    }
    let escaped = text.chars().fold(String::with_capacity(text.len() + 16), |mut escaped, c| {
        if is_harmful(c) {
            escaped.extend(c.escape_unicode());
        } else {
            escaped.push(c);
        }
        escaped
    });
    Cow::Owned(escaped)
}

/// Is it a control (C0, DEL, C1), a line separator, or a mark that reorders text?
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_stand_as_their_codes() {
        assert_eq!(harmless("\u{1b}[31mred\u{7}\r\n"), "\\u{1b}[31mred\\u{7}\\u{d}\\u{a}");
        assert_eq!(harmless("a\u{9b}b\u{202e}c\u{2069}"), "a\\u{9b}b\\u{202e}c\\u{2069}");
        assert!(matches!(harmless("é 北京 👍🏽 שלום नमस्ते"), Cow::Borrowed(_)));
        assert_eq!(harmless_lines("a\tb\nc\u{1b}"), "a\tb\nc\\u{1b}");
    }
}
