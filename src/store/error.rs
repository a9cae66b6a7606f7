//! What can go wrong between a project and the disk.

use std::{io, path::PathBuf};

use super::{Flaw, reason};
use crate::model::{LayerId, SpanId};

/// What is said first where a save came to nothing.
const NOTHING: &str = "Nothing was saved";

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
    /// There is no `project.ron`, but what only a project has.
    #[error("The project.ron of this project is missing: {}", .path.display())]
    NoHeader {
        /// The project's folder.
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
    /// Files are no longer as they were last read or written here. Nothing was saved.
    #[error("{}", changed(.paths))]
    ChangedOutside {
        /// All of them.
        paths: Vec<PathBuf>,
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
    /// The whole project is not where it was: moved, deleted, or on a disk that was taken out.
    #[error("The project’s folder is not there any more: {}", .path.display())]
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// `project.ron` alone is not there any more.
    #[error("The project.ron of this project is not there any more: {}", .path.display())]
    HeaderGone {
        /// The project's folder.
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
    /// Nothing was saved: everything is as it was before.
    #[error("{NOTHING}. {}", listed(.failed))]
    NotSaved {
        /// What stood in the way: one error a file.
        failed: Vec<StoreError>,
    },
    /// A save was cut short and could not be taken back either.
    #[error(
        "The save was cut short ({cause}), and will be finished or taken back as a whole when the \
         project is next saved or opened: {}",
        .path.display()
    )]
    Unfinished {
        /// The project's folder.
        path: PathBuf,
        /// What failed.
        cause: Box<StoreError>,
    },
    /// Another program writes to the project, for longer than that takes.
    #[error("The project is being saved by {holder}: {}", .path.display())]
    Busy {
        /// The project's folder.
        path: PathBuf,
        /// Who it is.
        holder: String,
    },
    /// There is no such generation.
    #[error("There is no earlier state {number} of the project: {}", .path.display())]
    NoGeneration {
        /// The number that was asked for.
        number: u64,
        /// The project's folder.
        path: PathBuf,
    },
    /// The person changed their mind.
    #[error("Opening was cancelled")]
    Cancelled,
}

impl StoreError {
    /// Returns the message, in parts where several files stood in the way: one for each of them.
    pub fn messages(&self) -> Vec<String> {
        match self {
            Self::NotSaved { failed } => {
                let failed = failed.iter().flat_map(Self::causes);
                std::iter::once(NOTHING.to_owned()).chain(failed).collect()
            }
            Self::ChangedOutside { .. } => {
                std::iter::once(NOTHING.to_owned()).chain(self.causes()).collect()
            }
            _ => vec![self.to_string()],
        }
    }

    fn causes(&self) -> Vec<String> {
        match self {
            Self::ChangedOutside { paths } => {
                paths.iter().map(|path| changed(std::slice::from_ref(path))).collect()
            }
            _ => vec![self.to_string()],
        }
    }

    /// Returns the error of a save that this one stood in the way of.
    #[must_use]
    pub fn nothing_saved(self) -> Self {
        match self {
            Self::NotSaved { .. }
            | Self::ChangedOutside { .. }
            | Self::NotEmpty { .. }
            | Self::Unfinished { .. } => self,
            cause => Self::NotSaved { failed: vec![cause] },
        }
    }

    /// Returns what to do about it, where that is known.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NotAProject { .. } => "Open a folder with a project.ron in it",
            Self::NoHeader { .. } => {
                "`postil repair` makes a new one; its articles and annotations are all there"
            }
            Self::NotEmpty { .. } => "Choose a new name or an empty folder",
            Self::Flawed { flaw, .. } => return Some(flaw.hint().to_owned()),
            Self::Read { .. } => "Check that it is there and that you may read it",
            Self::Write { source, .. } => write_hint(source.kind()),
            Self::ReadOnly { .. } => "Allow writing to it, then try again",
            Self::ChangedOutside { .. } => {
                "Nothing was overwritten. Save again to take in what they hold now"
            }
            Self::LeftAlone { .. } => {
                "Mend it (Review, Problems in the files; or `postil repair`) or put a copy from a \
                 backup in its place, then save again"
            }
            Self::Gone { .. } => "Put it back, or save the project in another place",
            Self::HeaderGone { .. } => {
                "All else is there. Write it again above the articles, or put it back; then save"
            }
            Self::LeadsOut { .. } => {
                "Put the folder itself in the place of the link, then try again"
            }
            Self::NotSaved { failed } => return failed.first().and_then(Self::hint),
            Self::Unfinished { cause, .. } => return cause.hint(),
            Self::Busy { .. } => "Wait until it is done, then try again",
            Self::NoGeneration { .. } => "`postil restore PROJECT` lists those that are kept",
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

fn changed(paths: &[PathBuf]) -> String {
    match paths {
        [path] => format!("This file was changed by another program: {}", path.display()),
        paths => {
            let named = paths.iter().take(NAMED).map(|path| path.display().to_string());
            let mut named: Vec<String> = named.collect();
            if paths.len() > NAMED {
                named.push(format!("and {} more", paths.len() - NAMED));
            }
            format!("These files were changed by another program: {}", named.join(", "))
        }
    }
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
    fn every_file_that_stood_in_the_way_is_named() {
        let path = |number: usize| PathBuf::from(format!("{number}.ron"));
        let failed = |count: usize| StoreError::NotSaved {
            failed: (1..=count).map(|number| StoreError::ReadOnly { path: path(number) }).collect(),
        };
        assert_eq!(
            failed(2).to_string(),
            "Nothing was saved. This file is read-only: 1.ron; This file is read-only: 2.ron"
        );
        assert!(failed(7).to_string().ends_with("; This file is read-only: 5.ron; and 2 more"));
        let messages = failed(7).messages();
        assert_eq!(messages.len(), 8);
        assert_eq!(messages[0], "Nothing was saved");
        assert_eq!(messages[7], "This file is read-only: 7.ron");
        let changed =
            |count: usize| StoreError::ChangedOutside { paths: (1..=count).map(path).collect() };
        assert_eq!(changed(1).to_string(), "This file was changed by another program: 1.ron");
        assert_eq!(
            changed(6).to_string(),
            "These files were changed by another program: 1.ron, 2.ron, 3.ron, 4.ron, 5.ron, and 1 more"
        );
        assert_eq!(changed(6).messages().len(), 7);
    }
}
