//! The files of a project that were read or written here, and what each held then.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{Folder, files::FileHashes};

/// What the files held. What is learned is kept apart until it was told, so that nothing of it can be
/// forgotten, whoever learned it.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownFiles {
    files: BTreeMap<PathBuf, blake3::Hash>,
    untold: FileHashes,
}

impl From<BTreeMap<PathBuf, blake3::Hash>> for KnownFiles {
    fn from(files: BTreeMap<PathBuf, blake3::Hash>) -> Self {
        Self { files, untold: FileHashes::new() }
    }
}

impl KnownFiles {
    pub(super) fn get(&self, file: &Path) -> Option<&blake3::Hash> {
        self.files.get(file)
    }

    pub(super) fn contains_key(&self, file: &Path) -> bool {
        self.files.contains_key(file)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.keys()
    }

    pub(super) fn insert(&mut self, file: PathBuf, hash: blake3::Hash) {
        self.untold.insert(file.clone(), Some(hash));
        self.files.insert(file, hash);
    }

    pub(super) fn remove(&mut self, file: &Path) {
        if self.files.remove(file).is_some() {
            self.untold.insert(file.to_owned(), None);
        }
    }

    /// Removes a file, or all that are in a folder.
    pub(super) fn remove_all(&mut self, place: &Path) {
        let within = self.files.keys().filter(|file| file.starts_with(place));
        let within: Vec<PathBuf> = within.cloned().collect();
        for file in within {
            self.remove(&file);
        }
    }
}

impl Folder {
    /// Returns what all files held when they were last read or written here, for a journal.
    pub fn all_hashes(&self) -> FileHashes {
        self.known.files.iter().map(|(file, hash)| (file.clone(), Some(*hash))).collect()
    }

    /// Returns the files that were found or made another since this was last asked, with what they hold
    /// now, for a journal.
    pub fn take_hashes(&mut self) -> FileHashes {
        std::mem::take(&mut self.known.untold)
    }
}
