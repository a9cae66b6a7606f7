//! An article: its facts, and the versions of its text with their blocks and pages.

use std::{fmt, sync::Arc};

use super::{ArticleId, Attributes, Time, Unknown, word::words};
use crate::text::{Offset, Stretch, Text};

words! {
    /// What a block of text is.
    BlockKind {
        /// A headline or subhead, with a level.
        Heading = "heading",
        /// Running text.
        Paragraph = "paragraph",
        /// Who wrote it, where and when.
        Byline = "byline",
        /// Where it was published.
        Source = "source",
        /// One item of a list.
        ListItem = "list-item",
        /// A quotation set apart.
        Quotation = "quotation",
        /// Text under a picture or table.
        Caption = "caption",
        /// One cell of a table.
        TableCell = "table-cell",
        /// A note at the foot of a page, or at the end of the text.
        Footnote = "footnote",
        /// Text set as it stands: code, verse.
        Preformatted = "preformatted",
    }
}

/// A version's number: 1 is the text as first opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionNumber(pub u32);

impl VersionNumber {
    /// The text as first opened.
    pub const FIRST: Self = Self(1);
}

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A stretch of text with one role on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it is, without the white space around it.
    pub at: Stretch,
    /// What it is.
    pub kind: BlockKind,
    /// A heading's level, 1 for the headline; a list item's depth; 0 for all else.
    pub level: u32,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

/// A page of the file that the text came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its text.
    pub at: Stretch,
    /// Its number as printed.
    pub label: String,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

/// Something known about an article: byline, published, url…
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is: `byline`, `publisher`, `published`, `url`, `place`…
    pub name: String,
    /// As found, or as the analyst put it.
    pub value: String,
    /// Where it was found.
    pub from: String,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

/// Where the file that a version came from is, byte for byte as it was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Original {
    /// It equals the text: there is no second copy.
    #[default]
    IsText,
    /// In the project's folder, beside the text.
    InFolder,
    /// In memory, until a save puts it into the folder.
    InMemory(Arc<[u8]>),
}

/// One text of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counts from 1.
    pub number: VersionNumber,
    /// When it was opened.
    pub added: Time,
    /// `blake3:` and the hash of the text in hex.
    pub hash: String,
    /// The name of the file it came from, without its folder.
    pub source: String,
    /// `blake3:` and the hash of that file in hex; empty where the file is the text.
    pub source_hash: String,
    /// How many bytes that file has; 0 where that is not known.
    pub source_bytes: u64,
    /// Such as `text/plain`.
    pub media_type: String,
    /// Such as `UTF-8`; empty where the file is no text.
    pub encoding: String,
    /// Why that encoding was taken, such as `byte order mark`.
    pub encoding_from: String,
    /// What of a page the text is, `article` or `whole`; empty where there was no choice.
    pub extent: String,
    /// The reader's name and version, such as `text 1`.
    pub reader: String,
    /// What the reader could not keep or was not sure of, one sentence each.
    pub warnings: Vec<String>,
    /// The text itself.
    pub text: Text,
    /// The file it came from.
    pub original: Original,
    /// By place.
    pub blocks: Vec<Block>,
    /// By place; none where the file had no pages.
    pub pages: Vec<Page>,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Version {
    /// Returns where the block is that holds an offset, or the last one before it.
    pub fn block_at(&self, at: Offset) -> Option<Stretch> {
        let next = self.blocks.partition_point(|block| block.at.start <= at);
        self.blocks.get(next.checked_sub(1)?).map(|block| block.at)
    }

    /// Returns the labels of the pages that a stretch is on, such as `3` or `3–4`; empty where the file
    /// had no pages. What stands between two pages counts to the first.
    pub fn pages_of(&self, at: Stretch) -> String {
        let page_at = |offset: Offset| {
            let next = self.pages.partition_point(|page| page.at.start <= offset);
            let page = self.pages.get(next.saturating_sub(1))?;
            Some(page.label.as_str())
        };
        // The end is excluded: a span that ends where a page begins is not on it.
        let last = Offset::new(at.end.to_usize().saturating_sub(1).max(at.start.to_usize()));
        match (page_at(at.start), page_at(last)) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (Some(only), _) => only.to_owned(),
            (None, _) => String::new(),
        }
    }
}

/// A text that was opened from a file, with what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Names the article in files and folders.
    pub id: ArticleId,
    /// As people call it.
    pub title: String,
    /// When it came into the project.
    pub added: Time,
    /// Orders and gathers articles.
    pub group: String,
    /// Free text.
    pub note: String,
    /// Attributes on the article.
    pub labels: Attributes,
    /// By name.
    pub facts: Vec<Fact>,
    /// By number; never empty.
    pub versions: Vec<Version>,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Article {
    /// Returns a version, `None` where the article has no such one.
    pub fn version(&self, number: VersionNumber) -> Option<&Version> {
        let at = self.versions.binary_search_by_key(&number, |version| version.number).ok()?;
        self.versions.get(at)
    }

    /// Returns the newest version, which new layers are about; `None` only for an article that is
    /// still being put together.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// Returns a fact's value, empty where it is not known.
    pub fn fact(&self, name: &str) -> &str {
        self.facts.iter().find(|fact| fact.name == name).map_or("", |fact| fact.value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        model::{Page, Unknown},
        testing,
        text::Stretch,
    };

    #[test]
    fn a_stretch_knows_its_pages() {
        let mut article = testing::article(&"tide".parse().unwrap(), "One two.\n\nThree four.\n");
        let page = |start, end, label: &str| Page {
            at: Stretch::new(start, end),
            label: label.to_owned(),
            unknown: Unknown::default(),
        };
        let version = &mut article.versions[0];
        assert_eq!(version.pages_of(Stretch::new(0, 3)), "");
        version.pages = vec![page(0, 8, "iv"), page(10, 15, "1"), page(16, 21, "2")];
        let check = |start, end, pages| {
            assert_eq!(version.pages_of(Stretch::new(start, end)), pages, "{start}–{end}");
        };
        check(0, 3, "iv");
        check(4, 10, "iv");
        check(4, 11, "iv–1");
        check(10, 15, "1");
        check(0, 21, "iv–2");
        check(16, 16, "2");
    }
}
