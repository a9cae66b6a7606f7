//! The project's tags, link kinds and attributes, each with its definition.

use std::{collections::BTreeMap, fmt, str::FromStr};

use super::{AttributeId, KindId, TagId, Unknown, word::words};

words! {
    /// The line under a tag's spans, so that colour is never the only signal.
    Underline {
        /// One line.
        Solid = "solid",
        /// Two lines.
        Double = "double",
        /// Dots.
        Dotted = "dotted",
        /// Dashes.
        Dashed = "dashed",
        /// A wave.
        Wavy = "wavy",
    }
}

words! {
    /// What values an attribute takes.
    AttributeKind {
        /// One of its values.
        Choice = "choice",
        /// Any of its values.
        Choices = "choices",
        /// Free text.
        Text = "text",
        /// A number.
        Number = "number",
        /// A date, perhaps partial.
        Date = "date",
        /// `yes` or `no`.
        YesNo = "yes-no",
    }
}

/// A colour, `#RRGGBB` in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

/// Text that is not `#RRGGBB`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a colour of the form #RRGGBB")]
pub struct BadColor(pub String);

impl Color {
    /// What a tag has that nobody gave a colour.
    pub const GREY: Self = Self([0x76; 3]);
}

impl FromStr for Color {
    type Err = BadColor;

    fn from_str(text: &str) -> Result<Self, BadColor> {
        let number = text
            .strip_prefix('#')
            .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .ok_or_else(|| BadColor(text.to_owned()))?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// What a span is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Names the tag in files.
    pub id: TagId,
    /// As people read it.
    pub name: String,
    /// The key that gives it to a selection: one character, or none.
    pub key: String,
    /// On light paper.
    pub color: Color,
    /// On dark paper.
    pub color_dark: Color,
    /// The line under its spans.
    pub underline: Underline,
    /// The tag above it in a hierarchy.
    pub parent: Option<TagId>,
    /// When to use it.
    pub definition: String,
    /// Words that carry it.
    pub examples: Vec<String>,
    /// Free text.
    pub note: String,
    /// No longer offered; its spans stay.
    pub retired: bool,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Tag {
    /// Returns a tag of which nothing is known but its id, which is its name.
    pub fn plain(id: TagId) -> Self {
        Self {
            name: id.as_str().to_owned(),
            id,
            key: String::new(),
            color: Color::GREY,
            color_dark: Color::GREY,
            underline: Underline::Solid,
            parent: None,
            definition: String::new(),
            examples: Vec::new(),
            note: String::new(),
            retired: false,
            unknown: Unknown::default(),
        }
    }
}

/// What a link says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkKind {
    /// Names the kind in files.
    pub id: KindId,
    /// As people read it: a verb from one end to the other.
    pub name: String,
    /// Tags that it may start from; any where empty.
    pub from: Vec<TagId>,
    /// Tags that it may end at; any where empty. A card counts as `actor`.
    pub to: Vec<TagId>,
    /// When to use it.
    pub definition: String,
    /// Cases.
    pub examples: Vec<String>,
    /// Free text.
    pub note: String,
    /// No longer offered; its links stay.
    pub retired: bool,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl LinkKind {
    /// Returns a kind of which nothing is known but its id, which is its name.
    pub fn plain(id: KindId) -> Self {
        Self {
            name: id.as_str().to_owned(),
            id,
            from: Vec::new(),
            to: Vec::new(),
            definition: String::new(),
            examples: Vec::new(),
            note: String::new(),
            retired: false,
            unknown: Unknown::default(),
        }
    }

    /// May it start from a span with this tag?
    pub fn may_start_from(&self, tag: &TagId) -> bool {
        self.from.is_empty() || self.from.contains(tag)
    }

    /// May it end at a span with this tag?
    pub fn may_end_at(&self, tag: &TagId) -> bool {
        self.to.is_empty() || self.to.contains(tag)
    }

    /// May it end at an actor card?
    pub fn may_end_at_card(&self) -> bool {
        self.to.is_empty() || self.to.iter().any(|tag| tag.as_str() == Codebook::ACTOR)
    }
}

/// A typed extra that spans, links or articles may carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Names the attribute in files.
    pub id: AttributeId,
    /// As people read it.
    pub name: String,
    /// What values it takes.
    pub kind: AttributeKind,
    /// Ids of tags and link kinds that it is for, or `article`; all spans where empty.
    pub on: Vec<String>,
    /// The values to choose from.
    pub values: Vec<String>,
    /// When to use it.
    pub definition: String,
    /// Free text.
    pub note: String,
    /// No longer offered; its values stay.
    pub retired: bool,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Attribute {
    /// Is it for spans with this tag?
    pub fn is_on_tag(&self, tag: &TagId) -> bool {
        self.on.is_empty() || self.on.iter().any(|id| id == tag.as_str())
    }
}

/// The project's tags, link kinds and attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    /// By id.
    pub tags: BTreeMap<TagId, Tag>,
    /// By id.
    pub links: BTreeMap<KindId, LinkKind>,
    /// By id.
    pub attributes: BTreeMap<AttributeId, Attribute>,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Codebook {
    /// The id of the tag whose spans point to actor cards.
    pub const ACTOR: &str = "actor";

    /// Returns the codebook that a new project begins with: claim, quote, actor and skepticism,
    /// said by and doubts, and how certain a claim is.
    pub fn starter() -> Self {
        starter::codebook()
    }

    /// Returns the tags in the order in which people see them: by key, those without one last, then
    /// by name.
    pub fn tags_in_order(&self) -> Vec<&Tag> {
        let mut tags: Vec<&Tag> = self.tags.values().collect();
        tags.sort_by(|a, b| {
            (a.key.is_empty(), &a.key, &a.name).cmp(&(b.key.is_empty(), &b.key, &b.name))
        });
        tags
    }

    /// Returns the tags that are offered: in order, without the retired.
    pub fn offered_tags(&self) -> Vec<&Tag> {
        let mut tags = self.tags_in_order();
        tags.retain(|tag| !tag.retired);
        tags
    }

    /// Returns a tag's name, its id where the codebook does not know it.
    pub fn tag_name<'a>(&'a self, tag: &'a TagId) -> &'a str {
        self.tags.get(tag).map_or(tag.as_str(), |tag| tag.name.as_str())
    }

    /// Returns a link kind's name, its id where the codebook does not know it.
    pub fn kind_name<'a>(&'a self, kind: &'a KindId) -> &'a str {
        self.links.get(kind).map_or(kind.as_str(), |kind| kind.name.as_str())
    }

    /// Returns the offered link kinds that may start from a span with this tag.
    pub fn kinds_from(&self, tag: &TagId) -> impl Iterator<Item = &LinkKind> {
        self.links.values().filter(move |kind| !kind.retired && kind.may_start_from(tag))
    }
}

mod starter;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        let color: Color = "#0072b2".parse().unwrap();
        assert_eq!(color.to_string(), "#0072B2");
        for bad in ["0072B2", "#0072B", "#0072BG", "#+072B2", ""] {
            assert!(bad.parse::<Color>().is_err(), "{bad}");
        }
    }

    #[test]
    fn the_starter_codebook_is_consistent() {
        let codebook = Codebook::starter();
        let keys: Vec<&str> = codebook.tags_in_order().iter().map(|tag| tag.key.as_str()).collect();
        assert_eq!(keys, ["1", "2", "3", "4"]);
        for kind in codebook.links.values() {
            for tag in kind.from.iter().chain(&kind.to) {
                assert!(codebook.tags.contains_key(tag), "{} names {tag}", kind.id);
            }
        }
    }
}
