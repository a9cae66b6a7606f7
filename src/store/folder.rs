//! A project's folder: what was last read from it and written to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{StoreError, atomic, carry::carry, disk::Disk, names, save::Save, shared};
use crate::model::{ArticleId, Changes, LayerId, Project, VersionNumber};

/// A project's folder, and the state in which the project was last read from it or saved to it.
#[derive(Debug)]
pub struct Folder {
    pub(super) disk: Disk,
    pub(super) saved: Project,
    /// The files that were read or written here, with the hashes of what they held.
    pub(super) known: BTreeMap<PathBuf, blake3::Hash>,
    /// Files that hold what is not in memory: copied before they are written over.
    pub(super) copy_first: BTreeSet<PathBuf>,
    /// What a save could not finish.
    pub(super) unfinished: Changes,
    /// Names in `articles`, in lower case, with those of layers about articles that are not there.
    pub(super) taken: BTreeSet<String>,
    /// Layers with a file that is left alone.
    pub(super) unread: BTreeSet<LayerId>,
    /// Files at the top that are there and could not be read.
    pub(super) left_alone: BTreeSet<PathBuf>,
}

/// What a save did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Relative to the project's folder, in the order in which they were written.
    pub written: Vec<PathBuf>,
    /// Relative to the project's folder: layers, articles and versions that were put aside.
    pub removed: Vec<PathBuf>,
}

/// Makes a new project in a folder that is not there yet, or empty. `project.ron` comes last, so
/// that half a project is none.
pub fn create(path: &Path, project: &Project) -> Result<Folder, StoreError> {
    create_from(path, project, None)
}

fn create_from(
    path: &Path,
    project: &Project,
    originals: Option<&Folder>,
) -> Result<Folder, StoreError> {
    let write = |source| StoreError::Write { path: path.to_owned(), source };
    if !is_free(path)? {
        return Err(StoreError::NotEmpty { path: path.to_owned() });
    }
    let path = std::path::absolute(path).map_err(write)?;
    atomic::make_folder(&path).map_err(write)?;
    let mut folder = Folder {
        disk: Disk::new(&path).map_err(write)?,
        saved: project.clone(),
        known: BTreeMap::new(),
        copy_first: BTreeSet::new(),
        unfinished: Changes::default(),
        taken: BTreeSet::new(),
        unread: BTreeSet::new(),
        left_alone: originals.map(|from| from.left_alone.clone()).unwrap_or_default(),
    };
    let mut save = Save::new(&mut folder, project);
    save.originals_from(originals);
    save.run_whole()?;
    Ok(folder)
}

fn is_free(path: &Path) -> Result<bool, StoreError> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(source) => Err(StoreError::Write { path: path.to_owned(), source }),
    }
}

impl Folder {
    /// Returns where the folder is, from the root of the file system on.
    pub fn path(&self) -> &Path {
        self.disk.root()
    }

    /// Returns the project as it was last read or saved.
    pub fn saved(&self) -> &Project {
        &self.saved
    }

    /// Is the project as it was last read or saved?
    pub fn is_saved(&self, project: &Project) -> bool {
        self.unfinished.is_empty() && project.changes_since(&self.saved).is_empty()
    }

    /// Writes what changed since the project was last read or saved, each file whole or not at all.
    ///
    /// Where some files cannot be written the others are, and saving again writes the rest.
    pub fn save(&mut self, project: &Project) -> Result<Saved, StoreError> {
        let changes = project.changes_since(&self.saved);
        Save::new(self, project).run(&changes)
    }

    /// Makes a copy of the project in a folder that is not there yet, or empty, with the files that
    /// its texts came from, and with what could not be read, as it is.
    pub fn save_as(&self, path: &Path, project: &Project) -> Result<Self, StoreError> {
        let mut copy = create_from(path, project, Some(self))?;
        carry(self, &mut copy)?;
        Ok(copy)
    }

    /// Is the name free for a new article? It is not while a folder on disk has it, readable or not.
    pub fn takes_article_id(&self, slug: &str) -> bool {
        let Ok(article) = ArticleId::new(slug) else { return false };
        self.saved.article(&article).is_none()
            && !self.taken.contains(slug)
            && fs::symlink_metadata(self.disk.path(&names::article_folder(&article))).is_err()
    }

    /// May this layer be begun? Not while its file is there and could not be read.
    pub fn takes_layer(&self, layer: &LayerId) -> bool {
        !self.unread.contains(layer)
    }

    /// Returns the file at the top that could not be read and that these changes would be written
    /// over, relative to the project's folder: an edit that makes them is not to be taken.
    pub fn refused(&self, changes: &Changes) -> Option<PathBuf> {
        shared::refused(&self.left_alone, changes)
    }

    /// Returns the files at the top that are there and could not be read.
    pub fn left_alone(&self) -> &BTreeSet<PathBuf> {
        &self.left_alone
    }

    /// Returns the names of articles that are not free, though no article of the project may have
    /// them.
    pub fn taken(&self) -> &BTreeSet<String> {
        &self.taken
    }

    /// Returns the layers whose files are there and could not be read.
    pub fn unread(&self) -> &BTreeSet<LayerId> {
        &self.unread
    }

    /// Returns the file that a version's text came from, `None` where that is the text itself.
    pub fn original(&self, article: &ArticleId, version: VersionNumber) -> Option<PathBuf> {
        let folder = names::article_folder(article);
        let start = names::original_start(version);
        let entries = self.disk.entries(&folder).ok()?;
        let entry = entries.into_iter().find(|entry| entry.name.starts_with(&start))?;
        Some(self.disk.path(&folder.join(entry.name)))
    }
}
