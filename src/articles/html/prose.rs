//! How much running text a page has: its words outside links, menus and comments.

use super::event::{Element, Listener};

/// Counts the letters of running text in a tree.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub letters: usize,
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
        let is_leading = LEADING.contains(&&**element.name) || is_comments(element);
        self.open.push(is_leading);
        self.leading += usize::from(is_leading);
    }

    fn close(&mut self, _name: &str) {
        self.leading -= usize::from(self.open.pop().unwrap_or_default());
    }

    fn words(&mut self, words: &str) {
        if self.leading == 0 {
            self.letters += words.chars().filter(|c| c.is_alphanumeric()).count();
        }
    }
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
