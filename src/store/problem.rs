//! What is odd in a project that opens all the same.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use super::{Flaw, names};

/// What to do about a span that has a proposed place.
pub(super) const WAITS: &str = "In the window: Review, Proposed places of spans";
/// What to do about a span that has none.
pub(super) const KEPT_ADRIFT: &str = "Each is kept as it is; look for a new place for it";

/// What a problem is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// A span's words are not at its position.
    Adrift,
    /// A file cannot be understood; it is left alone.
    Damaged,
    /// A file holds both sides of a git conflict; it is left alone.
    Conflict,
    /// A program that syncs files made a copy of one; it is left alone.
    ConflictCopy,
    /// A file was written by a newer Postil; it is left alone.
    Newer,
    /// A file's path and what it says of itself do not agree; it is left alone.
    Mismatch,
    /// A text is not the one that its article was made with.
    TextChanged,
    /// A text's line ends were rewritten; otherwise it is what it was.
    LineEnds,
    /// Blocks or pages lie outside their text.
    Outside,
    /// Something that should be there is not.
    Missing,
    /// The system refused to read a file.
    Unreadable,
    /// Layers of someone whom `analysts.ron` does not name.
    UnknownAnalyst,
    /// A name that nothing in a project has; it is left alone.
    Stray,
    /// A link that leads out of the project; it is not followed.
    LeadsOut,
}

/// Something odd in a project that opens all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Relative to the project's folder.
    pub path: PathBuf,
    /// Line and column, from 1, where known.
    pub line: Option<(u32, u32)>,
    /// What it is about.
    pub kind: ProblemKind,
    /// What is the case.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Problem {
    pub(super) fn new(
        kind: ProblemKind,
        path: impl Into<PathBuf>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self { path: path.into(), line: None, kind, message: message.into(), hint: hint.into() }
    }

    /// Returns the problem of a project whose `project.ron` is not there any more.
    pub fn of_header() -> Self {
        let hint = "All else is there. Write it again as it is in this window, or put it back";
        Self::new(ProblemKind::Missing, names::PROJECT, "This file is not there any more", hint)
    }

    /// Is it that of a project whose `project.ron` is not there any more?
    pub fn is_of_header(&self) -> bool {
        self.kind == ProblemKind::Missing && self.path == Path::new(names::PROJECT)
    }

    pub(super) fn flawed(path: impl Into<PathBuf>, flaw: &Flaw) -> Self {
        let kind = match flaw {
            Flaw::Markers { .. } => ProblemKind::Conflict,
            Flaw::Newer { .. } => ProblemKind::Newer,
            Flaw::Misplaced { .. } => ProblemKind::Mismatch,
            _ => ProblemKind::Damaged,
        };
        Self { line: flaw.line(), ..Self::new(kind, path, flaw.to_string(), flaw.hint()) }
    }

    /// Returns what is said in one line of so many spans that have no place and about which the same is
    /// to be done; `None` for a problem that is told by itself.
    pub fn of_spans(&self, count: usize) -> Option<String> {
        let is_one = count == 1;
        match (self.kind, self.hint == WAITS) {
            (ProblemKind::Adrift, true) if is_one => {
                Some("1 span waits for its analyst’s yes to a proposed place".to_owned())
            }
            (ProblemKind::Adrift, true) => {
                Some(format!("{count} spans wait for their analyst’s yes to a proposed place"))
            }
            (ProblemKind::Adrift, false) if is_one => {
                Some("The words of 1 span are not at its place".to_owned())
            }
            (ProblemKind::Adrift, false) => {
                Some(format!("The words of {count} spans are not at their places"))
            }
            _ => None,
        }
    }

    /// Is a file left alone because of it, so that what it holds is not in the project?
    pub fn leaves_out(&self) -> bool {
        !matches!(
            self.kind,
            ProblemKind::Adrift
                | ProblemKind::TextChanged
                | ProblemKind::LineEnds
                | ProblemKind::Outside
                | ProblemKind::UnknownAnalyst
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.path.display())
    }
}
