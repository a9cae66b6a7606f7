//! What keeps the work on the open project: its journal, the lock on the analyst's layers, the watch on
//! its files.

use std::{collections::BTreeSet, path::PathBuf};

use crate::{
    model::{AnalystId, Project, Time},
    store::{
        self, Kept, Watch,
        journal::{Journal, Recovered},
    },
};

/// What keeps the work on a project.
#[derive(Debug, Default)]
pub struct Keeping {
    /// What was done, on disk as it is done; `None` where nobody keeps any.
    pub journal: Option<Journal>,
    /// The lock on the layers of the one who annotates.
    pub lock: Option<store::Held>,
    /// Tells of files that others change.
    pub watch: Option<Watch>,
    /// Files that may be others now, and have not been looked at yet.
    pub touched: BTreeSet<PathBuf>,
    /// What was lent to a worker along with the folder.
    pub lent: Option<Lent>,
    /// What a crash had left, until the analyst has seen it.
    pub recovered: Option<Box<Recovered>>,
    /// When it was last looked whether the folder is there, while it was not or nothing could be kept
    /// in it.
    pub looked: Time,
    /// Why undo reaches back no further, where something is in its way.
    pub undo_ends: Option<String>,
}

/// The project as it was when a worker took its folder.
#[derive(Clone, Debug)]
pub struct Lent {
    /// The project then.
    pub project: Project,
    /// The number of the journal's last record then.
    pub upto: u64,
    /// Is it to be saved where it has not been before?
    pub is_new_place: bool,
}

/// Layers that another program holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBy {
    /// Whose they are.
    pub analyst: AnalystId,
    /// Who holds them, as people read it: `process 4711 on quay, since 10:02`.
    pub by: String,
}

impl Keeping {
    /// Returns why the journal can't be written at present.
    pub fn trouble(&self) -> Option<String> {
        self.journal.as_ref().and_then(|journal| journal.status().trouble)
    }

    /// Returns why nothing can be saved in the project's folder, where that is so.
    pub fn read_only(&self) -> Option<String> {
        match self.journal.as_ref()?.status().kept? {
            Kept::Aside(why) => Some(why),
            Kept::InProject | Kept::Untitled => None,
        }
    }
}
