//! The words of an article as JSON lines, with positions counted here, by other means than the
//! program's.

use serde_json::{Value, json};

/// A span of `article` over the first place where `words` stand in `text`.
pub fn span(text: &str, article: &str, tag: &str, words: &str) -> Value {
    fragments(text, article, tag, &[words])
}

/// A span of several fragments, each at the first place where its words stand.
pub fn fragments(text: &str, article: &str, tag: &str, words: &[&str]) -> Value {
    let at: Vec<(usize, usize)> = words.iter().map(|words| bytes(text, words)).collect();
    let scalars = |byte: usize| text[..byte].chars().count();
    let utf16 = |byte: usize| text[..byte].encode_utf16().count();
    let (start, end) = (at[0].0, at[at.len() - 1].1);
    let pairs: Vec<_> = at.iter().map(|(start, end)| (scalars(*start), scalars(*end))).collect();
    json!({
        "article": article, "tag": tag,
        "start": scalars(start), "end": scalars(end), "fragments": pairs,
        "text": words.join(" "), "texts": words,
        "start_utf16": utf16(start), "end_utf16": utf16(end),
    })
}

fn bytes(text: &str, words: &str) -> (usize, usize) {
    let start = text.find(words).unwrap_or_else(|| panic!("{words} is not in the text"));
    (start, start + words.len())
}

/// Values as JSON lines.
pub fn lines(values: &[Value]) -> String {
    values.iter().flat_map(|value| [value.to_string(), "\n".to_owned()]).collect()
}

/// JSON lines as values.
pub fn values(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
