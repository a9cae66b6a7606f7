//! Why a job could not be done.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    articles::ArticleError,
    exchange::jsonl::ImportError,
    model::{BadId, LayerId, edit::Refused},
    store::{StoreError, reason},
};

use super::walk::article_endings;

/// Why a job could not be done.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    BadId(#[from] BadId),
    #[error("{}", named(error, path))]
    Article { path: PathBuf, error: ArticleError },
    #[error("{}", of_import(error, path).join("\n"))]
    Import { path: PathBuf, error: ImportError },
    #[error("The file holds no spans: {}", path.display())]
    NoSpans { path: PathBuf },
    #[error("Cannot {doing} ({}): {}", reason(source), path.display())]
    Io { doing: &'static str, path: PathBuf, source: io::Error },
    #[error("There is no such file or folder: {}", path.display())]
    NoSuchPath { path: PathBuf },
    #[error("The source file is not the one that was opened: {}", path.display())]
    OtherSource { path: PathBuf },
    #[error("It is neither a file nor a folder: {}", path.display())]
    NotAFile { path: PathBuf },
    #[error("The folder holds no article files: {}", path.display())]
    NoArticles { path: PathBuf },
    #[error("A project is opened by itself, not among other paths: {}", path.display())]
    ProjectAmongOthers { path: PathBuf },
    #[error("There is no {noun} `{id}` in the project")]
    Unknown { noun: &'static str, id: String, known: Vec<String> },
    #[error("The layer {layer} has a file that can’t be read, which would be written over")]
    DamagedLayer { layer: LayerId },
    #[error("A project keeps its own files there, and an export is none: {}", path.display())]
    WithinProject { path: PathBuf },
    #[error("There is a file at this place: {}", path.display())]
    FileInPlace { path: PathBuf },
    #[error("{what} needs a name with at least one letter")]
    NoName { what: &'static str },
    #[error("This system says of no folder where programs may keep their files")]
    NoDataFolder,
}

/// What kind of failure it was: the command line's exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorKind {
    /// What was read has problems.
    Problem,
    /// It was asked for in a wrong way.
    Usage,
    /// A file or folder can't be read or written.
    Io,
}

impl ErrorKind {
    /// Returns the exit code of the command line.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Problem => 1,
            Self::Usage => 2,
            Self::Io => 3,
        }
    }
}

impl JobError {
    /// Returns what kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Store(error) => store_kind(error),
            Self::Import { error: ImportError::Read(_), .. }
            | Self::Io { .. }
            | Self::NoSuchPath { .. }
            | Self::NotAFile { .. }
            | Self::OtherSource { .. }
            | Self::FileInPlace { .. }
            | Self::NoDataFolder => ErrorKind::Io,
            Self::Refused(_)
            | Self::Article { .. }
            | Self::Import { .. }
            | Self::NoSpans { .. }
            | Self::DamagedLayer { .. }
            | Self::NoArticles { .. } => ErrorKind::Problem,
            Self::BadId(_)
            | Self::ProjectAmongOthers { .. }
            | Self::WithinProject { .. }
            | Self::Unknown { .. }
            | Self::NoName { .. } => ErrorKind::Usage,
        }
    }

    /// Returns what to do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused(_) | Self::BadId(_) | Self::NotAFile { .. } | Self::NoName { .. } => None,
            Self::Store(error) => error.hint(),
            Self::Article { error, .. } => Some(error.hint().to_owned()),
            Self::Import { error, .. } => Some(error.hint().to_owned()),
            Self::NoSpans { .. } => {
                Some("Each line holds one JSON object with article, tag, start and end".into())
            }
            Self::Io { source, .. } => io_hint(source.kind()).map(str::to_owned),
            Self::NoSuchPath { .. } => {
                Some("Check how it is spelled, and from which folder".into())
            }
            Self::NoArticles { .. } => Some(format!(
                "Files that end in {} are taken from folders; name others one by one",
                article_endings().join(", ")
            )),
            Self::ProjectAmongOthers { .. } => Some(
                "Open the project alone, then add articles to it; two projects are merged".into(),
            ),
            Self::Unknown { known, .. } if known.is_empty() => Some("The project has none".into()),
            Self::Unknown { known, .. } => Some(format!("It has {}", known.join(", "))),
            Self::DamagedLayer { .. } => {
                Some("`postil check` says what is wrong with it; nothing was changed".into())
            }
            Self::WithinProject { .. } => {
                Some("Name a file outside of the project's folder; nothing was written".into())
            }
            Self::OtherSource { .. } => {
                Some("If the article was corrected, update it from that file".into())
            }
            Self::FileInPlace { .. } => Some("Choose a new name or an empty folder".into()),
            Self::NoDataFolder => Some("Set POSTIL_DATA_DIR to a folder".into()),
        }
    }

    /// Returns the message, in parts where several things are wrong: one for each bad line, one for
    /// each file that was not saved.
    pub fn messages(&self) -> Vec<String> {
        match self {
            Self::Import { path, error } => of_import(error, path),
            Self::Store(error) => error.messages(),
            _ => vec![self.to_string()],
        }
    }

    /// Returns the error of reading a file or folder.
    pub(super) fn reading(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        if source.kind() == io::ErrorKind::NotFound {
            return Self::NoSuchPath { path };
        }
        Self::Io { doing: "read this", path, source }
    }

    /// Returns the error of writing a file or folder.
    pub(super) fn writing(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::Io { doing: "write this", path: path.into(), source }
    }
}

fn of_import(error: &ImportError, path: &Path) -> Vec<String> {
    match error {
        ImportError::Read(source) => {
            vec![format!("Cannot read this ({}): {}", reason(source), path.display())]
        }
        ImportError::NoText(_) => vec![format!("{error}: {}", path.display())],
        ImportError::Lines(lines) => {
            lines.iter().map(|line| format!("{line}: {}", path.display())).collect()
        }
    }
}

fn store_kind(error: &StoreError) -> ErrorKind {
    match error {
        StoreError::Flawed { .. }
        | StoreError::NoHeader { .. }
        | StoreError::LeftAlone { .. }
        | StoreError::NoText { .. }
        | StoreError::OutsideText { .. } => ErrorKind::Problem,
        _ => ErrorKind::Io,
    }
}

/// Returns an article error's message, with the whole path for the file's name at its end.
fn named(error: &ArticleError, path: &Path) -> String {
    let message = error.to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let start = message.strip_suffix(name.as_ref()).unwrap_or(&message);
    format!("{start}{}", path.display())
}

fn io_hint(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::PermissionDenied => Some("Check who may read and write there"),
        io::ErrorKind::StorageFull => Some("Free some space on the disk, then try again"),
        io::ErrorKind::ReadOnlyFilesystem => Some("Choose a place that can be written to"),
        io::ErrorKind::NotFound => Some("Check that the folder above it exists"),
        io::ErrorKind::IsADirectory => Some("This is a folder: name a file"),
        _ => None,
    }
}
