//! A page as what happens from its beginning to its end: elements open and close, words come.

use html5ever::{Attribute, LocalName};

use super::corrections;

/// Takes a page in from its beginning to its end.
pub(super) trait Listener {
    /// Does it want to hear of this element, and of what is in it?
    fn wants(&self, _element: &Element<'_>) -> bool {
        true
    }

    /// An element opens. One that is always empty does not close.
    fn open(&mut self, element: &Element<'_>);

    /// An element closes.
    fn close(&mut self, name: &str);

    /// Words come, as they stand in the source.
    fn words(&mut self, words: &str);

    /// A comment comes.
    fn comment(&mut self, _words: &str) {}
}

/// An element that opens.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    pub name: &'a LocalName,
    pub attributes: &'a [Attribute],
    /// Does this table only put its contents in their places?
    pub is_layout: bool,
}

impl Element<'_> {
    /// Returns the value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|one| &*one.name.local == name);
        found.map(|one| &*one.value)
    }

    /// Is one of the element's classes one of these?
    pub fn has_class(&self, is_wanted: impl Fn(&str) -> bool) -> bool {
        self.value("class").is_some_and(|names| names.split_whitespace().any(is_wanted))
    }

    /// Is the element with all that is in it no part of what a person reads?
    pub fn is_out_of_sight(&self) -> bool {
        self.is_never_read() || self.is_hidden()
    }

    /// Does the element hold what is no words of the page?
    pub fn is_never_read(&self) -> bool {
        NEVER_READ.contains(&&**self.name)
    }

    /// Does its markup say that it is not shown?
    pub fn is_put_away(&self) -> bool {
        let is_hidden = |value: &str| !value.eq_ignore_ascii_case("until-found");
        self.value("hidden").is_some_and(is_hidden) || self.value("style").is_some_and(hides)
    }

    fn is_hidden(&self) -> bool {
        self.is_put_away()
            || corrections::is_replaced(self)
            || (&**self.name == "dialog" && self.value("open").is_none())
            || (self.value("aria-hidden").is_some_and(|value| value.trim() == "true")
                // Wikipedia's formulas are hidden from screen readers in favour of their markup.
                && !self.has_class(|class| class.contains("fallback-image")))
            || self.has_class(|class| FOR_SCREEN_READERS.contains(&class))
    }
}

/// Elements whose contents are not shown, or are no words of the page.
const NEVER_READ: [&str; 24] = [
    "annotation",
    "annotation-xml",
    "applet",
    "audio",
    "canvas",
    "datalist",
    "embed",
    "frameset",
    "iframe",
    "map",
    "meter",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "progress",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// Classes of what only screen readers are to read, by the names that the large frameworks gave them.
pub(super) const FOR_SCREEN_READERS: [&str; 6] = [
    "screen-reader-only",
    "screen-reader-text",
    "sr-only",
    "u-visually-hidden",
    "visually-hidden",
    "visuallyhidden",
];

/// Does a style hide its element?
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim();
        let value = value.split(['!', ' ']).next().unwrap_or_default();
        let is = |name: &str| property.trim().eq_ignore_ascii_case(name);
        (is("display") && value.eq_ignore_ascii_case("none"))
            || (is("visibility")
                && (value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse")))
    })
}

/// Elements that stand apart from what is before and after them.
pub(super) const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "frameset",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "listing",
    "main",
    "menu",
    "nav",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "ol",
    "li",
    "xmp",
];

/// Elements that stand in a line, but never close up with the words beside them.
pub(super) const APART: [&str; 4] = ["button", "img", "input", "label"];
