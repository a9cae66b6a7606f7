//! Strings as the project's files write them: readable in every script, with nothing hidden.

/// Writes a string in quotes. Only the quote, the backslash, controls, bidi controls and characters
/// that nobody sees are escaped: ron's own writer would turn हिन्दी into `हिन\u{94d}दी`.
pub(super) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    if text.chars().any(is_escaped) {
        for c in text.chars() {
            push_char(out, c);
        }
    } else {
        out.push_str(text);
    }
    out.push('"');
}

fn push_char(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if is_escaped(c) => out.extend(c.escape_unicode()),
        c => out.push(c),
    }
}

fn is_escaped(c: char) -> bool {
    matches!(c, '"' | '\\') || c.is_control() || is_bidi_control(c) || is_invisible(c)
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        push_string(&mut out, text);
        out
    }

    #[test]
    fn every_script_stays_readable() {
        for text in
            ["हम हर नाम गिनेंगे", "المُتَحَدِّث", "โฆษก", "הַדּוֹבֵר", "森田 恵", "a\u{a0}b", "👍🏽", "naïve"]
        {
            assert_eq!(written(text), format!("\"{text}\""));
        }
    }

    #[test]
    fn what_nobody_sees_is_escaped() {
        assert_eq!(written("a\"b\\c\n\t\r"), r#""a\"b\\c\n\t\r""#);
        assert_eq!(written("\u{0}\u{7f}\u{85}"), r#""\u{0}\u{7f}\u{85}""#);
        assert_eq!(written("👩\u{200d}🔧\u{ad}\u{feff}"), "\"👩\\u{200d}🔧\\u{ad}\\u{feff}\"");
        assert_eq!(written("\u{202e}\u{61c}\u{2028}"), r#""\u{202e}\u{61c}\u{2028}""#);
    }

    proptest! {
        #[test]
        fn a_string_is_read_as_it_was_written(text in "(\\PC|[\\x00-\\x1f\"\\\\]|\u{200b}|\u{202e}|\\p{any}){0,60}") {
            let read: String = ron::from_str(&written(&text)).unwrap();
            prop_assert_eq!(read, text);
        }
    }
}
