//! The words of raw HTML inside Markdown. Whole web pages have a reader of their own.

/// Returns the words of an HTML block: tags and comments become one space, scripts and styles go.
pub(super) fn words(html: &str) -> String {
    let lower = html.trim_start().to_ascii_lowercase();
    if lower.starts_with("<script") || lower.starts_with("<style") {
        return String::new();
    }
    let (mut words, mut rest) = (String::new(), html);
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let (ending, is_tag) = match tag.chars().next() {
            Some('!') if tag.starts_with("!--") => ("-->", true),
            Some(c) => (">", c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            None => (">", false),
        };
        // A `<` that opens no tag is a word of the text.
        words.push(if is_tag { ' ' } else { '<' });
        rest = match tag.split_once(ending) {
            Some((_, after)) if is_tag => after,
            None if is_tag => "",
            _ => tag,
        };
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Is this tag a line break?
pub(super) fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}
