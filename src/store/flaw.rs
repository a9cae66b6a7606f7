//! What can be wrong with a file's content.

/// Why a file cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Nothing is in it: often what a full disk or a crash of another program leaves.
    #[error("This file is empty")]
    Empty,
    /// It holds bytes that no text has.
    #[error("This file is not text")]
    Binary,
    /// It is text in another encoding, or not text.
    #[error("This file is not UTF-8 (line {line})")]
    NotUtf8 {
        /// Where that shows first.
        line: u32,
    },
    /// Git left both sides of a conflict in it.
    #[error("This file holds an unresolved git conflict (line {line})")]
    Markers {
        /// The first marker.
        line: u32,
    },
    /// It does not say its format, or not as a number.
    #[error("This file does not say which format it has")]
    NoFormat,
    /// It was written by a newer program, which means other things by the same words.
    #[error("This file was written by a newer Postil (format {format})")]
    Newer {
        /// Its format.
        format: u64,
    },
    /// Its place and what it says of itself do not agree.
    #[error("This file says that it is {says}, which its place does not agree with")]
    Misplaced {
        /// What it says.
        says: String,
    },
    /// One of the two sides that git left in it does not follow the format.
    #[error("The {side} in this file is damaged at line {line}, column {column}: {message}")]
    Side {
        /// Which, by its place and what git calls it.
        side: String,
        /// Counts from 1, in the file.
        line: u32,
        /// Counts from 1, in characters.
        column: u32,
        /// What was expected or found.
        message: String,
    },
    /// It does not follow the format.
    #[error("This file is damaged at line {line}, column {column}: {message}")]
    Syntax {
        /// Counts from 1.
        line: u32,
        /// Counts from 1, in characters.
        column: u32,
        /// What was expected or found.
        message: String,
    },
}

impl Flaw {
    /// Returns where it is, line and column from 1, where that is known.
    pub fn line(&self) -> Option<(u32, u32)> {
        match self {
            Self::NotUtf8 { line } | Self::Markers { line } => Some((*line, 1)),
            Self::Syntax { line, column, .. } | Self::Side { line, column, .. } => {
                Some((*line, *column))
            }
            Self::Empty
            | Self::Binary
            | Self::NoFormat
            | Self::Newer { .. }
            | Self::Misplaced { .. } => None,
        }
    }

    /// Returns what to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty | Self::Binary | Self::NotUtf8 { .. } => {
                "The file was left as it is. `postil restore PROJECT` lists the earlier states that are kept, \
                 which may have it whole; or put a copy from a backup in its place"
            }
            Self::Markers { .. } => {
                "The file was left as it is. Merge its two sides, in the window or by `postil merge`, or \
                 resolve the conflict with git"
            }
            Self::Side { .. } => {
                "The file was left as it is. Take the other side with git (git checkout --ours or --theirs) or \
                 a text editor; `postil restore PROJECT` may have an earlier state"
            }
            Self::Misplaced { .. } => {
                "The file was left as it is. Move or rename it, or correct what it says"
            }
            Self::NoFormat => "The file was left as it is. It should begin with (format: 1,",
            Self::Newer { .. } => "The file was left as it is. Update Postil to open it",
            Self::Syntax { .. } => {
                "The file was left as it is. `postil repair` saves what is whole in it, and `postil restore \
                 PROJECT` may have an earlier state; or correct it with a text editor"
            }
        }
    }
}
