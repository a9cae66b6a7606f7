//! Test texts with their expectations in one literal: `"One. [Tw|o.] Three."`.

use super::{Offset, Stretch, Text};

/// A text, the stretches that were in brackets in it, and the place of `|`.
pub(super) struct Marked {
    pub text: Text,
    /// In order of their starts, an outer one before those inside it.
    pub stretches: Vec<Stretch>,
    pub caret: Offset,
}

/// Reads a literal in which `[`, `]` and `|` are marks; without a caret it is at the start.
pub(super) fn marked(literal: &str) -> Marked {
    let mut plain = String::new();
    let (mut open, mut stretches) = (Vec::new(), Vec::new());
    let mut caret = Offset::START;
    for c in literal.chars() {
        let here = Offset::new(plain.len());
        match c {
            '[' => open.push(here),
            ']' => {
                let start = open.pop().expect("a bracket that closes was opened");
                stretches.push(Stretch { start, end: here });
            }
            '|' => caret = here,
            _ => plain.push(c),
        }
    }
    assert!(open.is_empty(), "each bracket that opens is closed");
    stretches.sort_by_key(|at| (at.start, std::cmp::Reverse(at.end)));
    Marked { text: Text::new(plain), stretches, caret }
}

/// Puts the brackets back, so that a failed test shows what was found.
pub(super) fn bracketed(text: &Text, stretches: &[Stretch]) -> String {
    let mut shown = String::new();
    for (at, c) in text.as_str().char_indices().chain([(text.as_str().len(), '\0')]) {
        let here = Offset::new(at);
        let ending = stretches.iter().filter(|found| found.end == here && !found.is_empty());
        ending.for_each(|_| shown.push(']'));
        for found in stretches.iter().filter(|found| found.start == here) {
            shown.push_str(if found.is_empty() { "[]" } else { "[" });
        }
        shown.push(c);
    }
    shown.pop();
    shown
}
