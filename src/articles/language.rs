//! The language of a text whose metadata does not name it.

use isolang::Language;

use super::roles;
use crate::model::Fact;

/// So many bytes tell the language; more take longer and tell no more.
const SAMPLE: usize = 20_000;

/// With fewer letters the words of two languages look alike.
const LEAST_LETTERS: usize = 300;

/// Adds the language of a text to facts that do not have it, where it is certain.
pub(super) fn add(facts: &mut Vec<Fact>, text: &str) {
    if facts.iter().any(|fact| fact.name == "language") {
        return;
    }
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LEAST_LETTERS {
        return;
    }
    let Some(found) = whatlang::detect(sample).filter(|found| found.is_reliable()) else { return };
    let Some(language) = Language::from_639_3(found.lang().code()) else { return };
    let tag = language.to_639_1().unwrap_or(found.lang().code());
    facts.push(roles::new_fact("language", tag, "its words"));
}
