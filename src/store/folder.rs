//! A project's folder: what was last read from it and written to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{
    StoreError, commit::Pending, create::create_on, disk::Disk, known::KnownFiles, names,
    session::SessionId, shared, system,
};
use crate::model::{ArticleId, Changes, LayerId, Project, VersionNumber};

/// A project's folder, and the state in which the project was last read from it or saved to it.
#[derive(Debug)]
pub struct Folder {
    pub(super) disk: Disk,
    pub(super) saved: Project,
    /// The files that were read or written here, with the hashes of what they held.
    pub(super) known: KnownFiles,
    /// Files that hold what is not in memory: copied before they are written over.
    pub(super) copy_first: BTreeSet<PathBuf>,
    /// Names in `articles`, in lower case, with those of layers about articles that are not there.
    pub(super) taken: BTreeSet<String>,
    /// Layers with a file that is left alone.
    pub(super) unread: BTreeSet<LayerId>,
    /// Files at the top that are there and could not be read.
    pub(super) left_alone: BTreeSet<PathBuf>,
    /// Tells the files of this program's saves from those of others.
    pub(super) session: SessionId,
    /// A save that could be neither finished nor taken back.
    pub(super) pending: Option<Box<Pending>>,
}

/// What a save did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Relative to the project's folder, in the order in which they were written.
    pub written: Vec<PathBuf>,
    /// Relative to the project's folder: layers, articles and versions that were put aside.
    pub removed: Vec<PathBuf>,
    /// Every file of the project that is another now, with the hash of what it holds; `None` where
    /// it is gone.
    pub files: BTreeMap<PathBuf, Option<blake3::Hash>>,
    /// The number of the generation that keeps what these files held; `None` where nothing changed.
    pub generation: Option<u64>,
}

/// Returns the id of a session that writes nothing but saves.
pub(super) fn new_session() -> SessionId {
    // Without randomness the process id still tells programs apart that run at the same time.
    SessionId::from_bits(getrandom::u64().unwrap_or_else(|_| std::process::id().into()))
}

impl Folder {
    /// Returns where the folder is, from the root of the file system on.
    pub fn path(&self) -> &Path {
        self.disk.root()
    }

    /// Is the project where it was last read or saved? What is gone as a whole was moved, or is on a
    /// disk that was taken out: nobody removed its articles one by one.
    pub fn is_there(&self) -> bool {
        let has = |name: &str| fs::symlink_metadata(self.disk.path(Path::new(name))).is_ok();
        has(names::PROJECT) && (self.saved.articles().len() == 0 || has(names::ARTICLES))
    }

    /// Is `project.ron` missing, and the rest where it was? Nobody removes that on purpose.
    pub fn lacks_header(&self) -> bool {
        let has = |name: &str| fs::symlink_metadata(self.disk.path(Path::new(name))).is_ok();
        !has(names::PROJECT) && (has(names::ARTICLES) || has(names::CODEBOOK))
    }

    /// Returns what is wrong where the project [is not there](Self::is_there).
    pub fn gone(&self) -> StoreError {
        let path = self.path().to_owned();
        if self.lacks_header() {
            StoreError::HeaderGone { path }
        } else {
            StoreError::Gone { path }
        }
    }

    /// Returns the project as it was last read or saved.
    pub fn saved(&self) -> &Project {
        &self.saved
    }

    /// Is the project as it was last read or saved?
    pub fn is_saved(&self, project: &Project) -> bool {
        self.pending.is_none() && project.changes_since(&self.saved).is_empty()
    }

    /// Makes a copy of the project in a folder that is not there yet, or empty, with the files that
    /// its texts came from, and with what could not be read, as it is.
    pub fn save_as(&self, path: &Path, project: &Project) -> Result<Self, StoreError> {
        create_on(&system::real(), path, project, Some(self))
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
        let path = self.disk.place(&folder.join(entry.name)).ok()?;
        // A link may lead to any file of the computer, which a copy of the project would take along.
        (!path.is_symlink() || self.disk.is_inside(&path)).then_some(path)
    }
}
