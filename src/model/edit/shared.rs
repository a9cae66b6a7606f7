//! Edits of what the shared files hold beside the title and their records.

use std::{mem, sync::Arc};

use crate::model::{Conflict, Project, Time, Unknown};

/// A change to what the shared files hold beside the title and their records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedEdit {
    /// Sets when the project was made.
    Created(Time),
    /// Sets what merges left open of the shared records.
    Conflicts(Vec<Conflict>),
    /// Sets the fields of newer versions that one of the files holds.
    Unknown(SharedFile, Unknown),
}

/// One of the files that all analysts share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedFile {
    /// Title, and when the project was made.
    Project,
    /// Tags, link kinds, attributes.
    Codebook,
    /// Actor cards.
    Cards,
    /// Analysts.
    Analysts,
}

impl SharedFile {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Project, Self::Codebook, Self::Cards, Self::Analysts];

    /// Returns the fields of newer versions that the file holds.
    pub(in crate::model) fn unknown(self, project: &Project) -> &Unknown {
        match self {
            Self::Project => &project.unknown,
            Self::Codebook => &project.codebook.unknown,
            Self::Cards => &project.cards_unknown,
            Self::Analysts => &project.analysts_unknown,
        }
    }

    /// Returns the same to be changed.
    pub(in crate::model) fn unknown_mut(self, project: &mut Project) -> &mut Unknown {
        match self {
            Self::Project => &mut project.unknown,
            Self::Codebook => &mut Arc::make_mut(&mut project.codebook).unknown,
            Self::Cards => &mut project.cards_unknown,
            Self::Analysts => &mut project.analysts_unknown,
        }
    }
}

/// Applies an edit, which always fits, and returns its inverse.
pub(super) fn apply(project: &mut Project, edit: SharedEdit) -> SharedEdit {
    match edit {
        SharedEdit::Created(time) => SharedEdit::Created(mem::replace(&mut project.created, time)),
        SharedEdit::Conflicts(conflicts) => {
            SharedEdit::Conflicts(mem::replace(&mut project.conflicts, conflicts))
        }
        SharedEdit::Unknown(file, unknown) => {
            let old = mem::replace(file.unknown_mut(project), unknown);
            SharedEdit::Unknown(file, old)
        }
    }
}
