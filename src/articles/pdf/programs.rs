//! Letters by the font programs within a document: which letter each of a program's shapes is.
//!
//! The last resort for fonts whose codes are mere numbers of shapes, and which say of them nothing more.

use std::collections::HashMap;

use skrifa_of_pdf::{FontRef, MetadataProvider};

/// How many letters of one program are looked at.
const MOST_LETTERS: usize = 200_000;

/// The letters of a font program, by number of shape.
#[derive(Debug, Default)]
pub(super) struct Letters(HashMap<u32, char>);

impl Letters {
    /// Returns what a program's own table says; nothing where it has none.
    pub fn new(program: &[u8]) -> Self {
        let mut letters = HashMap::new();
        let Ok(font) = FontRef::new(program) else { return Self(letters) };
        for (code, shape) in font.charmap().mappings().take(MOST_LETTERS) {
            let Some(letter) = char::from_u32(code) else { continue };
            // Letters for private use mean something to one font alone.
            if matches!(letter, '\u{e000}'..='\u{f8ff}') || letter.is_control() {
                continue;
            }
            // Of several letters with one shape the first is the plain one: a hyphen and not a soft one.
            letters
                .entry(shape.to_u32())
                .and_modify(|known: &mut char| *known = letter.min(*known))
                .or_insert(letter);
        }
        Self(letters)
    }

    /// Returns the letter that a shape is.
    pub fn letter(&self, shape: u32) -> Option<char> {
        self.0.get(&shape).copied()
    }
}
