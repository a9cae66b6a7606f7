//! Why a file of JSON lines is refused.

use std::{fmt, io};

use crate::{
    model::{KindId, TagId},
    text::quoted,
};

/// Why a file of JSON lines is refused; the project is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read to its end.
    #[error("The lines could not be read: {0}")]
    Read(#[from] io::Error),
    /// It is no UTF-8 text.
    #[error("{0}")]
    NoText(NoText),
    /// Lines that do not fit, at most [`ImportError::MOST`] of them, in order.
    #[error("{}", display_lines(.0))]
    Lines(Vec<LineError>),
}

impl ImportError {
    /// After so many bad lines the rest of a file is not looked at.
    pub const MOST: usize = 20;

    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Read(_) => "Check that the file is there and may be read",
            Self::NoText(NoText::Binary) => "Name a file of JSON lines, saved as UTF-8 text",
            Self::NoText(NoText::LongLine { .. }) => {
                "Each line holds one JSON object with article, tag, start and end"
            }
            Self::NoText(_) => "Save the file as UTF-8 in a text editor, then import that",
            Self::Lines(lines) => lines.first().map_or("", |line| line.problem.hint()),
        }
    }
}

fn display_lines(lines: &[LineError]) -> String {
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// What a file is in place of UTF-8 text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum NoText {
    #[error("The file is UTF-16 or UTF-32 text, which can't be read yet")]
    Utf16,
    #[error("The file is not text: it holds zero bytes")]
    Binary,
    #[error("The file is not UTF-8 text, from line {line} on")]
    NotUtf8 { line: usize },
    #[error("Line {line} is longer than {most} bytes, which no span needs")]
    LongLine { line: usize, most: u64 },
}

/// What is wrong with one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// Counts from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {}: {}", self.line, self.problem)
    }
}

/// What may be wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Problem {
    #[error("This line is no JSON object{0}")]
    NoObject(String),
    #[error("`{field}` {wrong}")]
    BadField { field: String, wrong: String },
    #[error("There is no article `{0}`, by id or by title")]
    NoArticle(String),
    #[error("The article `{0}` is there, but damaged")]
    DamagedArticle(String),
    #[error("Several articles have the title “{0}”: name the one by its id")]
    ManyArticles(String),
    #[error("There is no tag `{0}`")]
    NoTag(String),
    #[error("There is neither a start and an end nor a list of fragments")]
    NoPosition,
    #[error("The fragments are empty, overlap or are out of order")]
    BadFragments,
    #[error("The start and end, {0} to {1}, are not those of the fragments")]
    EndsDiffer(u32, u32),
    #[error("The position {start} to {end} leaves the text, which has {length} characters")]
    OutsideText { start: u32, end: u32, length: u32 },
    #[error("The text at {start} to {end} is {}, not {}", quoted(there), quoted(given))]
    TextDiffers { start: u32, end: u32, there: String, given: String },
    #[error("There are {texts} texts for {fragments} fragments")]
    TextCount { texts: usize, fragments: usize },
    #[error("There is no attribute `{0}`")]
    NoAttribute(String),
    #[error("The attribute {0}")]
    BadValue(String),
    #[error("There is no actor card `{0}`")]
    NoCard(String),
    #[error("`{0}` is not a time such as 2026-01-13T10:02:40Z")]
    BadTime(String),
    #[error("The id `{id}` is that of line {first} already")]
    SameId { id: String, first: usize },
    #[error("There is no link kind `{0}`")]
    NoLinkKind(String),
    #[error("There is no span or actor card `{0}` for the link to end at")]
    NoLinkEnd(String),
    #[error("A link of the kind `{kind}` can’t start from a span tagged `{tag}`")]
    CannotStart { kind: KindId, tag: TagId },
    #[error("A link of the kind `{kind}` can’t end at a span tagged `{tag}`")]
    CannotEnd { kind: KindId, tag: TagId },
    #[error("A link of the kind `{0}` can’t end at an actor card")]
    CannotEndAtCard(KindId),
    #[error("A span can’t be linked to itself")]
    ToItself,
}

impl Problem {
    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoObject(_) | Self::BadField { .. } => {
                "Each line holds one JSON object with article, tag, start and end"
            }
            Self::DamagedArticle(_) => "`postil check` says what is wrong with its files",
            Self::NoArticle(_) | Self::ManyArticles(_) => {
                "Add the article first, or correct its name"
            }
            Self::NoTag(_) => "Add the tag to the codebook, or let the import add it",
            Self::NoPosition
            | Self::BadFragments
            | Self::EndsDiffer(..)
            | Self::OutsideText { .. }
            | Self::TextDiffers { .. }
            | Self::TextCount { .. } => {
                "Positions count Unicode characters from the start of the article’s text, the end excluded"
            }
            Self::NoAttribute(_) | Self::BadValue(_) => "See the attributes in the codebook",
            Self::NoCard(_) => "Add the actor card first, or leave `card` out",
            Self::BadTime(_) => "Write times as RFC 3339, or leave `created` out",
            Self::SameId { .. } => "Give each line an id of its own, or none",
            Self::NoLinkKind(_)
            | Self::NoLinkEnd(_)
            | Self::CannotStart { .. }
            | Self::CannotEnd { .. }
            | Self::CannotEndAtCard(_)
            | Self::ToItself => "See the link kinds in the codebook, and the ids of both ends",
        }
    }
}
