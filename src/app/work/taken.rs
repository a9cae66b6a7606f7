//! What a worker read again of the open project, since its files are others than they were.

use std::path::PathBuf;

use crate::{model::merge::Merged, store::Problem};

/// What others had changed.
#[derive(Debug)]
pub struct Taken {
    /// Theirs and ours in one.
    pub merged: Merged,
    /// What could not be read.
    pub problems: Problems,
    /// The files that were others.
    pub files: Vec<PathBuf>,
    /// How they came to be others.
    pub from: TakenFrom,
}

/// What could not be read when files were read again.
#[derive(Debug)]
pub enum Problems {
    /// In these files alone.
    InFiles(Vec<Problem>),
    /// In the whole project.
    All(Vec<Problem>),
}

/// How files came to be others than they were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenFrom {
    /// Somebody else changed them.
    Others,
    /// They went back to an earlier state.
    Earlier,
    /// They were repaired, or their two sides merged.
    Mended,
}

impl TakenFrom {
    /// Returns what a journal calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Others => "take in what others changed",
            Self::Earlier => "go back to an earlier state",
            Self::Mended => "repair files",
        }
    }
}
