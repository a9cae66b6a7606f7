//! How spans and counts read wherever people see them.

use crate::{
    model::{Place, Span},
    text::Text,
};

/// Returns a count with its noun: `1 span`, `18 spans`.
pub fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Returns a span's words, at most `most` characters of them, then `…`; builds no more of a long
/// one. What is adrift has the words that it had.
pub fn first_words(span: &Span, text: Option<&Text>, most: usize) -> String {
    let texts: Vec<&str> = match (&span.place, text) {
        (Place::At(fragments), Some(text)) => fragments.texts(text),
        (Place::Adrift(anchor), _) => anchor.texts.iter().map(String::as_str).collect(),
        (Place::At(_), None) => Vec::new(),
    };
    shortened(&texts, most)
}

/// Joins the texts of fragments with ` … `, since they do not stand together: at most `most` characters of them, then `…`; builds no more of long
/// ones.
pub fn shortened(texts: &[&str], most: usize) -> String {
    let mut short = String::new();
    let mut left = most;
    for text in texts {
        if !short.is_empty() {
            short.push_str(" … ");
        }
        let mut characters = text.chars();
        let before = short.len();
        short.extend(characters.by_ref().take(left));
        if characters.next().is_some() {
            short.push('…');
            break;
        }
        left -= short.get(before..).unwrap_or_default().chars().count();
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut() {
        for (texts, most, short) in [
            (&["one", "two"] as &[&str], 20, "one … two"),
            (&["one", "two"], 6, "one … two"),
            (&["one", "two"], 5, "one … tw…"),
            (&["Añó"], 2, "Añ…"),
            (&[], 2, ""),
        ] {
            assert_eq!(shortened(texts, most), short);
        }
    }

    #[test]
    fn one_is_no_plural() {
        assert_eq!(
            [count(0, "span"), count(1, "span"), count(2, "span")],
            ["0 spans", "1 span", "2 spans"]
        );
    }
}
