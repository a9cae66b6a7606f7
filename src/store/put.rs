//! Writing and taking out one file at a time, never over what somebody else changed.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{Folder, Saved, StoreError, atomic, trash};
use crate::model::ArticleId;

/// Writes to a folder and keeps account of what was done and what was not.
pub(super) struct Put<'a> {
    pub(super) folder: &'a mut Folder,
    pub(super) done: Saved,
    pub(super) failed: Vec<StoreError>,
    /// Folders with new names in them.
    unsynced: BTreeSet<PathBuf>,
}

impl<'a> Put<'a> {
    /// Prepares to write to `folder`.
    pub(super) fn new(folder: &'a mut Folder) -> Self {
        let (done, failed, unsynced) = (Saved::default(), Vec::new(), BTreeSet::new());
        Self { folder, done, failed, unsynced }
    }

    /// Writes a file, if that changes it and nobody else has changed it.
    pub(super) fn put(&mut self, file: &Path, bytes: impl AsRef<[u8]>) {
        if let Err(error) = self.try_put(file, bytes.as_ref()) {
            self.failed.push(error);
        }
    }

    fn try_put(&mut self, file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let hash = blake3::hash(bytes);
        if self.folder.known.get(file) == Some(&hash) {
            return Ok(());
        }
        let path = self.folder.disk.path(file);
        if self.folder.disk.leads_out(file) {
            return Err(StoreError::LeadsOut { path });
        }
        let on_disk = self.look(file, &path, Some(hash))?;
        if on_disk.as_ref().map(|found| blake3::hash(found)) != Some(hash) {
            if atomic::is_read_only(&path) {
                return Err(StoreError::ReadOnly { path });
            }
            if let Some(old) = on_disk.filter(|_| self.folder.copy_first.contains(file)) {
                trash::keep_copy(&self.folder.disk, file, &old)?;
                self.folder.copy_first.remove(file);
            }
            atomic::write(&path, bytes)
                .map_err(|source| StoreError::Write { path: path.clone(), source })?;
            self.touched(&path);
            self.done.written.push(file.to_owned());
        }
        self.folder.known.insert(file.to_owned(), hash);
        Ok(())
    }

    /// Returns what a file holds now, `None` where it is not there; an error where that is not what
    /// was last read or written, nor what is to be written.
    fn look(
        &self,
        file: &Path,
        path: &Path,
        new: Option<blake3::Hash>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found = match fs::read(path) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(StoreError::Read { path: path.to_owned(), source }),
        };
        let hash = blake3::hash(&found);
        if self.folder.known.get(file) == Some(&hash) || new == Some(hash) {
            return Ok(Some(found));
        }
        Err(StoreError::ChangedOutside { path: path.to_owned() })
    }

    /// Deletes a file, if it was read or written here and nobody else has changed it.
    pub(super) fn remove(&mut self, file: &Path) {
        if !self.folder.known.contains_key(file) {
            return;
        }
        let path = self.folder.disk.path(file);
        let removed = self.look(file, &path, None).and_then(|found| match found {
            Some(_) => fs::remove_file(&path)
                .map_err(|source| StoreError::Write { path: path.clone(), source }),
            None => Ok(()),
        });
        match removed {
            Ok(()) => {
                self.folder.known.remove(file);
                self.touched(&path);
                self.done.removed.push(file.to_owned());
            }
            Err(error) => self.failed.push(error),
        }
    }

    /// Moves a file or folder of an article to where nothing looks for it and everyone finds it.
    pub(super) fn put_aside(&mut self, article: &ArticleId, from: &Path) {
        let path = self.folder.disk.path(from);
        if fs::symlink_metadata(&path).is_ok() {
            if let Err(error) = trash::put_aside(&self.folder.disk, article, &path) {
                self.failed.push(error);
                return;
            }
            self.touched(&path);
            self.done.removed.push(from.to_owned());
        }
        self.folder.known.retain(|file, _| !file.starts_with(from));
    }

    /// Makes new names survive a power cut, before anything that rests on them is written.
    pub(super) fn sync(&mut self) {
        for path in std::mem::take(&mut self.unsynced) {
            match atomic::sync_folder(&path) {
                // A folder that was put aside since.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(source) => self.failed.push(StoreError::Write { path, source }),
                Ok(()) => {}
            }
        }
    }

    /// Deletes what was written, and the folders left empty.
    pub(super) fn take_back(&mut self) {
        let root = self.folder.disk.root();
        for file in std::mem::take(&mut self.done.written) {
            // What cannot be deleted stays: the error that is shown says why.
            fs::remove_file(root.join(&file)).unwrap_or_default();
            for folder in file.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
                fs::remove_dir(root.join(folder)).unwrap_or_default();
            }
        }
    }

    fn touched(&mut self, path: &Path) {
        self.unsynced.extend(path.parent().map(Path::to_owned));
    }
}
