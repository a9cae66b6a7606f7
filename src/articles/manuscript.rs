//! The text that a file of any format renders to, block by block.
//!
//! A block is written when its first word comes, so that an empty one leaves no blank lines.

use crate::{
    articles::{decode, roles},
    model::{self, Block, BlockKind, Unknown},
    text::Stretch,
};

/// Lists nested deeper than this are indented no further, and are of this level: the text would grow
/// with the square of the file.
pub(super) const DEEPEST_LIST: u32 = 8;

/// What stands between two list items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    /// The next item begins on the next line.
    Line,
    /// One blank line.
    #[default]
    Blank,
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    level: u32,
    /// Where it begins; `None` until its first word.
    start: Option<usize>,
}

/// A text being rendered.
#[derive(Debug, Default)]
pub(super) struct Manuscript {
    text: String,
    blocks: Vec<Block>,
    open: Option<Open>,
    /// Where each page begins, with its label.
    pages: Vec<(usize, String)>,
    /// What stands before the next list item.
    pub gap: Gap,
    /// What the next block begins with: `• `, `1. `.
    pub marker: String,
    /// What could not be kept.
    pub warning: Option<String>,
}

impl Manuscript {
    /// Begins a block; the one before it ends.
    pub fn begin(&mut self, kind: BlockKind, level: u32) {
        self.end();
        let level = if kind == BlockKind::ListItem { level.min(DEEPEST_LIST) } else { level };
        self.open = Some(Open { kind, level, start: None });
    }

    /// Returns how many blocks have words so far.
    #[cfg(feature = "html")]
    pub fn count(&self) -> usize {
        let is_begun = self.open.as_ref().is_some_and(|open| open.start.is_some());
        self.blocks.len() + usize::from(is_begun)
    }

    /// Is a block begun and not ended?
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Is the open block a cell of a table?
    pub fn is_cell(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.kind == BlockKind::TableCell)
    }

    /// Changes what the open block is.
    pub fn rename(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Returns the last letter of the open block.
    #[cfg(feature = "html")]
    pub fn last(&self) -> Option<char> {
        let start = self.open.as_ref()?.start?;
        self.text.get(start..)?.chars().next_back()
    }

    /// Adds words to the open block.
    pub fn push(&mut self, words: &str) {
        let words = decode::fold_newlines(words);
        let Some(open) = &mut self.open else { return };
        if open.start.is_some() {
            self.text.push_str(&words);
            return;
        }
        let is_first = self.text.is_empty();
        let words = words.trim_start_matches(|c: char| {
            let is_blank =
                if open.kind == BlockKind::Preformatted { c == '\n' } else { c.is_whitespace() };
            is_blank || (is_first && c == '\u{feff}')
        });
        if words.is_empty() {
            return;
        }
        let separator = match (&open.kind, self.gap) {
            _ if is_first => "",
            (BlockKind::TableCell, _) => "",
            (BlockKind::ListItem, Gap::Line) => "\n",
            _ => "\n\n",
        };
        self.text.push_str(separator);
        if !self.marker.is_empty() {
            let depth = usize::try_from(open.level).unwrap_or_default();
            self.text.extend(std::iter::repeat_n("  ", depth.saturating_sub(1)));
        }
        open.start = Some(self.text.len());
        self.text.push_str(&self.marker);
        self.marker.clear();
        self.text.push_str(words);
    }

    /// Adds what stands between the cells and rows of a table.
    pub fn push_between(&mut self, separator: &str) {
        if !self.text.is_empty() {
            self.text.push_str(separator);
        }
    }

    /// Ends the open block, if one is.
    pub fn end(&mut self) {
        let Some(Open { kind, level, start }) = self.open.take() else { return };
        self.gap = Gap::Blank;
        let Some(start) = start else { return };
        self.text.truncate(self.text.trim_end().len().max(start));
        let at = Stretch::new(start, self.text.len());
        if !at.is_empty() {
            self.blocks.push(roles::new_block(at, kind, level));
        }
    }

    /// Begins a page of the file: what is pushed from here on stands on it. A block may run on from
    /// the page before.
    #[cfg(any(feature = "html", feature = "office", feature = "pdf"))]
    pub fn begin_page(&mut self, label: &str) {
        self.pages.push((self.text.len(), label.to_owned()));
    }

    /// Returns the text, which ends with one newline, its blocks, and its pages without those that
    /// have no words.
    pub fn finish(mut self) -> (String, Vec<Block>, Vec<model::Page>) {
        self.end();
        let mut text = self.text;
        text.truncate(text.trim_end_matches(['\n', '\t', ' ']).len());
        let ends = self.pages.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
        let stretches = self.pages.iter().zip(ends).map(|((start, label), end)| {
            let words = text.get(*start..end.min(text.len())).unwrap_or_default();
            let start = start + (words.len() - words.trim_start().len());
            let at = Stretch::new(start, start + words.trim().len());
            model::Page { at, label: label.clone(), unknown: Unknown::default() }
        });
        let pages = stretches.filter(|page| !page.at.is_empty()).collect();
        text.push('\n');
        (text, self.blocks, pages)
    }
}
