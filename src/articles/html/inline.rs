//! What stands in a line and would run together with the words beside it if only its letters were
//! kept: calls of notes, exponents, and corrections.

use super::event::Element;
use crate::articles::raised::superscript;

/// Words that a browser raises above the line, being taken.
#[derive(Debug)]
pub(super) struct Raised {
    /// The element that they are in.
    element: &'static str,
    /// Do they lead to a note?
    is_call: bool,
    pub words: String,
}

/// Elements that raised words may be in without being parted.
const INSIDE: [&str; 10] = ["a", "b", "em", "font", "i", "small", "span", "strong", "sup", "u"];

/// A call of a note has no more letters.
const LONGEST_CALL: usize = 4;

impl Raised {
    /// Returns what is raised by an element that opens. `leads` says whether a link is open that
    /// leads into a page.
    pub fn by(element: &Element<'_>, leads: bool) -> Option<Self> {
        let (element, is_call) = match &**element.name {
            "sup" => ("sup", leads),
            "a" if is_call(element) => ("a", true),
            _ => return None,
        };
        Some(Self { element, is_call, words: String::new() })
    }

    /// Takes in an element that opens inside. Does it belong there?
    pub fn open(&mut self, element: &Element<'_>) -> bool {
        self.is_call |= leads_into_page(element);
        INSIDE.contains(&&**element.name)
    }

    /// Does this end where an element of the name closes?
    pub fn ends_with(&self, name: &str) -> bool {
        self.element == name || !INSIDE.contains(&name)
    }

    /// Returns the words so that they stay apart from the letter that they follow.
    pub fn after(self, before: char) -> String {
        let call = self.words.trim();
        let is_number = !call.is_empty() && call.chars().all(|c| c.is_ascii_digit());
        let is_short = (1..=LONGEST_CALL).contains(&call.chars().count());
        let is_open = |c: char| !c.is_whitespace() && !"[](){}".contains(c);
        let apart = match () {
            () if self.is_call && is_short && call.chars().all(is_open) => format!("[{call}]"),
            () if !self.is_call && is_number && before.is_ascii_digit() => {
                call.chars().map(superscript).collect()
            }
            () => return self.words,
        };
        self.words.replacen(call, &apart, 1)
    }
}

/// Is this a link into a page, as those to notes are?
pub(super) fn leads_into_page(element: &Element<'_>) -> bool {
    &**element.name == "a" && element.value("href").is_some_and(|address| address.contains('#'))
}

/// Does the markup say that this is a call of a note?
fn is_call(element: &Element<'_>) -> bool {
    let is = |name: &str, value: &str| {
        element.value(name).is_some_and(|values| values.split_whitespace().any(|one| one == value))
    };
    is("epub:type", "noteref") || is("role", "doc-noteref")
}

/// A correction: what was taken out, or what was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Correction {
    Deleted,
    Inserted,
}

impl Correction {
    /// Returns what an element of this name is.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "del" | "s" | "strike" => Some(Self::Deleted),
            "ins" => Some(Self::Inserted),
            _ => None,
        }
    }
}
