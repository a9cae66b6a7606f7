//! What of a page is running text: its words outside links, menus and comments.

use std::collections::HashSet;

use super::event::{Element, Listener};
use crate::articles::roles;

/// Counts the letters of running text in a tree.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub letters: usize,
    /// The headings that lead nowhere, each on one line.
    pub headings: HashSet<String>,
    /// The words of the open heading; `None` where some of them lead elsewhere.
    heading: Option<String>,
    /// Whether each open element leads elsewhere.
    open: Vec<bool>,
    /// How many of them do.
    leading: usize,
}

/// Elements whose words lead elsewhere.
const LEADING: [&str; 6] = ["a", "button", "footer", "form", "label", "nav"];

impl Listener for Prose {
    fn wants(&self, element: &Element<'_>) -> bool {
        !element.is_out_of_sight()
    }

    fn open(&mut self, element: &Element<'_>) {
        let is_leading = is_leading(element);
        if is_heading(element.name) {
            self.heading = Some(String::new());
        }
        self.open.push(is_leading);
        self.leading += usize::from(is_leading);
    }

    fn close(&mut self, name: &str) {
        if is_heading(name) {
            let words = self.heading.take().map(|words| roles::on_one_line(&words));
            self.headings.extend(words);
        }
        self.leading -= usize::from(self.open.pop().unwrap_or_default());
    }

    fn words(&mut self, words: &str) {
        if self.leading > 0 && !words.trim().is_empty() {
            self.heading = None;
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(words);
        }
        if self.leading == 0 {
            self.letters += words.chars().filter(|c| c.is_alphanumeric()).count();
        }
    }
}

/// Do the words of an element lead elsewhere, or are they readers' comments?
pub(super) fn is_leading(element: &Element<'_>) -> bool {
    LEADING.contains(&&**element.name) || is_comments(element)
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Are these readers' comments, by their class or id?
fn is_comments(element: &Element<'_>) -> bool {
    let is_page = matches!(&**element.name, "html" | "body" | "main" | "article");
    let names = [element.value("class"), element.value("id")];
    let is_said = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.contains("comment") || name.contains("disqus")
    };
    !is_page && names.into_iter().flatten().any(is_said)
}
