//! What a page costs the reader view beyond its length. It writes its result as HTML, and looks
//! through the rest of a text for each sign in it that has to be escaped.

use super::event::{Element, Listener};

/// More is taken for a page that is made to cost time: some seconds of searching.
const MOST: usize = 1 << 34;

/// The cost of writing a page as HTML, in bytes looked at.
#[derive(Debug, Default)]
pub(super) struct Cost {
    bytes: usize,
}

impl Cost {
    /// Is it more than a page may cost?
    pub fn is_over(&self) -> bool {
        self.bytes > MOST
    }

    fn add(&mut self, words: &str) {
        let escaped = memchr::memchr2_iter(b'&', 0xc2, words.as_bytes()).count();
        self.bytes = self.bytes.saturating_add(escaped.saturating_mul(words.len()));
    }
}

impl Listener for Cost {
    fn open(&mut self, element: &Element<'_>) {
        for attribute in element.attributes {
            self.add(&attribute.value);
        }
    }

    fn close(&mut self, _name: &str) {}

    fn words(&mut self, words: &str) {
        self.add(words);
    }
}
