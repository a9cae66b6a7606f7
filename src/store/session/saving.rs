//! Where an untitled project is saved first. Until its journal has moved there, a crash leaves both: then
//! the session is that project's, and no untitled one's.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{ABOUT, About, Sessions, about, absolute};
use crate::{
    model::{Codebook, Project},
    store::{Covers, StoreError, files::read_project, names, own},
};

/// A first save, as it was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saving {
    /// The folder of the project.
    folder: PathBuf,
    /// When the project was made, as its file has it.
    created: String,
    /// The number of the last record of the journal that it holds.
    records: u64,
}

impl Saving {
    /// Is all of it written? `project.ron` comes after all else.
    fn is_done(&self) -> bool {
        let header = fs::read(self.folder.join(names::PROJECT)).ok();
        let header = header.and_then(|bytes| read_project(&bytes, Codebook::default()).ok());
        header.is_some_and(|header| header.created().to_string() == self.created)
    }
}

impl About {
    /// Returns the folder of the project that it is about.
    pub(super) fn of_project(self) -> Option<PathBuf> {
        self.saving.filter(Saving::is_done).map(|saving| saving.folder).or(self.project)
    }
}

impl Sessions {
    /// Notes that an untitled project is about to be saved in a folder, as it was when its journal was as
    /// far as `covers` says. That folder has to be free.
    pub fn note_saving(
        &self,
        covers: &Covers,
        folder: &Path,
        project: &Project,
    ) -> Result<(), StoreError> {
        let saving = Saving {
            folder: absolute(folder),
            created: project.created().to_string(),
            records: covers.records,
        };
        self.note(covers, Some(saving))
    }

    /// Takes back [`Sessions::note_saving`], where nothing came of it.
    pub fn forget_saving(&self, covers: &Covers) -> Result<(), StoreError> {
        self.note(covers, None)
    }

    fn note(&self, covers: &Covers, saving: Option<Saving>) -> Result<(), StoreError> {
        let Some(session) = self.aside().map(|sessions| sessions.join(&covers.session)) else {
            return Ok(());
        };
        let Some(about) = about(&session) else { return Ok(()) };
        own::write(&session.join(ABOUT), &About { saving, ..about })
    }
}

/// Returns up to which record an untitled project was saved, where a crash came before its journal was
/// in that project's folder.
pub(in crate::store) fn saved_first(session: &Path) -> Option<u64> {
    let saving = about(session)?.saving?;
    saving.is_done().then_some(saving.records)
}
