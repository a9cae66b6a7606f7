//! What a paragraph's style says that it is.

use super::{Paragraph, Piece, for_each_paragraph};
use crate::{
    articles::roles,
    model::{BlockKind, Fact},
};

/// The level of a title among the levels of headings, which begin at 1.
const TITLE: u32 = 0;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::articles) enum Role {
    #[default]
    Body,
    /// A heading, with its level: 0 for the title of the whole, else from 1.
    Heading(u32),
    /// Who wrote it, or when.
    Byline,
    Caption,
    Quotation,
    Preformatted,
}

impl Role {
    /// What the title of the whole is.
    pub const TITLE: Self = Self::Heading(TITLE);

    /// Returns what an outline level (from 0; 9 for none) says.
    pub fn of_outline(level: u32) -> Self {
        if level < 9 { Self::Heading(level + 1) } else { Self::Body }
    }

    /// Returns what a style's name says. Programs write the names of their own styles in English,
    /// whatever language they speak.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let role = match name.as_str() {
            "title" => Self::TITLE,
            "author" | "byline" | "date" => Self::Byline,
            "caption" => Self::Caption,
            "quote" | "intense quote" | "block text" | "quotations" | "block quotation" => {
                Self::Quotation
            }
            "html preformatted" | "preformatted text" | "source code" | "macro text" => {
                Self::Preformatted
            }
            _ => {
                let level = name.strip_prefix("heading ")?.parse().ok();
                Self::Heading(level.filter(|level| (1..=9).contains(level))?)
            }
        };
        Some(role)
    }

    /// Makes a paragraph what this is.
    pub fn give(self, paragraph: &mut Paragraph) {
        paragraph.kind = match self {
            Self::Body => BlockKind::Paragraph,
            Self::Heading(_) => BlockKind::Heading,
            Self::Byline => BlockKind::Byline,
            Self::Caption => BlockKind::Caption,
            Self::Quotation => BlockKind::Quotation,
            Self::Preformatted => BlockKind::Preformatted,
        };
        paragraph.level = if let Self::Heading(level) = self { level } else { 0 };
    }
}

/// Gives the headings their levels, which begin below a title where there is one. Returns the title, or
/// the heading that the text begins with.
pub(in crate::articles) fn name_headings(pieces: &mut [Piece]) -> Option<Fact> {
    let (mut title, mut first) = (None, None);
    for_each_paragraph(pieces, &mut |paragraph| {
        if paragraph.is_blank() {
            return;
        }
        let words = || roles::new_title(&paragraph.words, roles::HEADLINE);
        let level = (paragraph.kind == BlockKind::Heading).then_some(paragraph.level);
        first.get_or_insert_with(|| level.filter(|level| *level == 1).and_then(|_| words()));
        if level == Some(TITLE) && title.is_none() {
            title = words();
        }
    });
    let below = u32::from(title.is_some());
    for_each_paragraph(pieces, &mut |paragraph| {
        if paragraph.kind == BlockKind::Heading {
            paragraph.level = (paragraph.level + below).max(1);
        }
    });
    title.or(first.flatten())
}
