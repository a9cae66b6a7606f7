//! What can go wrong between a project and the disk.

use std::{io, path::PathBuf};

use super::{Flaw, reason};
use crate::model::{LayerId, SpanId};

/// How many files a message names that were not saved.
const NAMED: usize = 5;

/// A project that could not be opened, made or saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no `project.ron`.
    #[error("This is not a Postil project: {}", .path.display())]
    NotAProject {
        /// What was to be opened.
        path: PathBuf,
    },
    /// A new project needs a folder of its own.
    #[error("This folder is not empty: {}", .path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// One of the files that the whole project rests on cannot be understood.
    #[error("{flaw}: {}", .path.display())]
    Flawed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// The system refused to read.
    #[error("Cannot read this ({}): {}", reason(.source), .path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The system refused to write; what stood there still stands.
    #[error("Cannot write this ({}): {}", reason(.source), .path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Someone made the file read-only.
    #[error("This file is read-only: {}", .path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file is no longer as it was last read or written here.
    #[error("This file was changed by another program: {}", .path.display())]
    ChangedOutside {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be read when the project was opened: what it holds is not known here.
    #[error("This file can’t be read and is not written over: {}", .path.display())]
    LeftAlone {
        /// The file.
        path: PathBuf,
    },
    /// A link on the way leads out of the project: what is written through it would land elsewhere.
    #[error("A link leads out of the project: {}", .path.display())]
    LeadsOut {
        /// What was to be written.
        path: PathBuf,
    },
    /// A layer is about a text that the project does not have.
    #[error("The layer {layer} is about a text that is not in the project")]
    NoText {
        /// The layer.
        layer: LayerId,
    },
    /// A span lies outside its text, so that its words cannot be written.
    #[error("The span {span} of the layer {layer} lies outside its text")]
    OutsideText {
        /// The layer.
        layer: LayerId,
        /// The span.
        span: SpanId,
    },
    /// Some files were saved and some were not.
    #[error("{}. {}", not_saved(.failed.len(), *.written), listed(.failed))]
    NotAllSaved {
        /// One error a file.
        failed: Vec<StoreError>,
        /// How many files were written or removed.
        written: usize,
    },
    /// The person changed their mind.
    #[error("Opening was cancelled")]
    Cancelled,
}

impl StoreError {
    /// Returns the message, in parts where several files were not saved: one for each of them.
    pub fn messages(&self) -> Vec<String> {
        let Self::NotAllSaved { failed, written } = self else { return vec![self.to_string()] };
        let head = not_saved(failed.len(), *written);
        std::iter::once(head).chain(failed.iter().map(ToString::to_string)).collect()
    }

    /// Returns what to do about it, where that is known.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NotAProject { .. } => "Open a folder with a project.ron in it",
            Self::NotEmpty { .. } => "Choose a new name or an empty folder",
            Self::Flawed { flaw, .. } => return Some(flaw.hint().to_owned()),
            Self::Read { .. } => "Check that it is there and that you may read it",
            Self::Write { source, .. } => write_hint(source.kind()),
            Self::ReadOnly { .. } => "Allow writing to it, then try again",
            Self::ChangedOutside { .. } => {
                "Nothing was overwritten. Open the project again to see what changed"
            }
            Self::LeftAlone { .. } => {
                "Repair it or put a copy from a backup in its place, then open the project again"
            }
            Self::LeadsOut { .. } => {
                "Put the folder itself in the place of the link, then try again"
            }
            Self::NotAllSaved { failed, .. } => return failed.first().and_then(Self::hint),
            Self::NoText { .. } | Self::OutsideText { .. } | Self::Cancelled => return None,
        };
        Some(hint.to_owned())
    }
}

fn write_hint(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::PermissionDenied => "Check that you may write to its folder, then try again",
        io::ErrorKind::ReadOnlyFilesystem => "Nothing can be written there: choose another place",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Free some space on the disk, then try again"
        }
        _ => "Check that the disk has room and that you may write there, then try again",
    }
}

fn not_saved(failed: usize, written: usize) -> String {
    let files = if failed == 1 { "file was" } else { "files were" };
    let others = match written {
        0 => "none was",
        1 => "1 was",
        _ => return format!("{failed} {files} not saved, {written} were"),
    };
    format!("{failed} {files} not saved, {others}")
}

/// Returns the messages in one, those beyond [`NAMED`] as a number.
fn listed(failed: &[StoreError]) -> String {
    let mut parts: Vec<String> = failed.iter().take(NAMED).map(ToString::to_string).collect();
    if failed.len() > NAMED {
        parts.push(format!("and {} more", failed.len() - NAMED));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_was_not_saved_is_named() {
        let failed = |count: usize| StoreError::NotAllSaved {
            failed: (1..=count)
                .map(|number| StoreError::ReadOnly { path: format!("{number}.ron").into() })
                .collect(),
            written: 3,
        };
        assert_eq!(
            failed(2).to_string(),
            "2 files were not saved, 3 were. This file is read-only: 1.ron; \
             This file is read-only: 2.ron"
        );
        assert!(failed(7).to_string().ends_with("; This file is read-only: 5.ron; and 2 more"));
        let messages = failed(7).messages();
        assert_eq!(messages.len(), 8);
        assert_eq!(messages[0], "7 files were not saved, 3 were");
        assert_eq!(messages[7], "This file is read-only: 7.ron");
    }
}
