//! Foot- and endnotes: where the markup says that they are, and what in them only leads back.

use super::event::Element;

/// Keeps count of the elements that hold notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The outermost one: its name, and how often that is open.
    open: Option<(String, usize)>,
}

/// What `epub:type` and `role` call notes, or lists of them.
const NOTES: [&str; 9] = [
    "doc-endnote",
    "doc-endnotes",
    "doc-footnote",
    "endnote",
    "endnotes",
    "footnote",
    "footnotes",
    "rearnote",
    "rearnotes",
];

/// What they and their classes call a link to where a note is called.
const BACK: [&str; 6] = [
    "backlink",
    "doc-backlink",
    "footnote-back",
    "footnote-backref",
    "referrer",
    "reversefootnote",
];

impl Notes {
    /// Takes in an element that opens. Do notes begin with it?
    pub fn open(&mut self, element: &Element<'_>) -> bool {
        match &mut self.open {
            Some((name, count)) if **name == **element.name => *count += 1,
            None if is_one(element, &["epub:type", "role"], &NOTES) => {
                self.open = Some((element.name.to_string(), 1));
                return true;
            }
            _ => {}
        }
        false
    }

    /// Takes in an element that closes. Do notes end with it?
    pub fn close(&mut self, closed: &str) -> bool {
        let Some((name, count)) = &mut self.open else { return false };
        *count -= usize::from(name == closed);
        let is_over = *count == 0;
        if is_over {
            self.open = None;
        }
        is_over
    }

    /// Are words to come those of a note?
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// Does a link only lead back to where a note is called?
pub(super) fn is_back_link(element: &Element<'_>) -> bool {
    &**element.name == "a" && is_one(element, &["epub:type", "role", "class", "rev"], &BACK)
}

/// Are these arrows, such as stand at the end of a note?
pub(super) fn is_arrow(words: &str) -> bool {
    let is_one = |c: char| matches!(c, '↩' | '↵' | '⏎' | '↑' | '⤴' | '\u{fe0e}' | '\u{fe0f}');
    let words = words.trim();
    !words.is_empty() && words.chars().all(is_one)
}

fn is_one(element: &Element<'_>, attributes: &[&str], names: &[&str]) -> bool {
    let values = attributes.iter().filter_map(|attribute| element.value(attribute));
    values.flat_map(str::split_whitespace).any(|value| names.contains(&value))
}
