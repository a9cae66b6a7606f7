//! Writing and taking out one file at a time, never over what somebody else changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use super::{Folder, Saved, StoreError, atomic, names, trash};
use crate::model::{ArticleId, LayerId};

/// Writes to a folder and keeps account of what was done and what was not.
pub(super) struct Put<'a> {
    pub(super) folder: &'a mut Folder,
    pub(super) done: Saved,
    pub(super) failed: Vec<StoreError>,
    /// Folders with new names in them.
    unsynced: BTreeSet<PathBuf>,
    /// Where in the trash this save puts what it takes out of an article.
    trash: BTreeMap<ArticleId, PathBuf>,
}

impl<'a> Put<'a> {
    /// Prepares to write to `folder`.
    pub(super) fn new(folder: &'a mut Folder) -> Self {
        let (done, failed, unsynced) = (Saved::default(), Vec::new(), BTreeSet::new());
        Self { folder, done, failed, unsynced, trash: BTreeMap::new() }
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
        if self.folder.left_alone.contains(file) {
            return Err(StoreError::LeftAlone { path });
        }
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

    /// Puts a layer's file aside, if it was read or written here and nobody else has changed it.
    pub(super) fn put_layer_aside(&mut self, layer: &LayerId) {
        let file = names::layer_file(layer);
        if !self.folder.known.contains_key(&file) {
            return;
        }
        let to = names::layer_in_trash(layer);
        if let Err(error) = self
            .check_unchanged(&file)
            .and_then(|()| self.try_put_aside(&layer.article, &file, &to))
        {
            self.failed.push(error);
        }
    }

    fn check_unchanged(&self, file: &Path) -> Result<(), StoreError> {
        let path = self.folder.disk.path(file);
        if self.folder.disk.leads_out(file) {
            return Err(StoreError::LeadsOut { path });
        }
        self.look(file, &path, None).map(|_| ())
    }

    /// Moves a file or folder of an article to where nothing looks for it and everyone finds it.
    pub(super) fn put_aside(&mut self, article: &ArticleId, from: &Path) {
        let to = Path::new(from.file_name().unwrap_or_default());
        if let Err(error) = self.try_put_aside(article, from, to) {
            self.failed.push(error);
        }
    }

    fn try_put_aside(
        &mut self,
        article: &ArticleId,
        from: &Path,
        to: &Path,
    ) -> Result<(), StoreError> {
        let path = self.folder.disk.path(from);
        if fs::symlink_metadata(&path).is_ok() {
            let to = self.trash_of(article)?.join(to);
            trash::put_aside(&path, &to)?;
            self.touched(&path);
            self.touched(&to);
            self.done.removed.push(from.to_owned());
        }
        self.folder.known.retain(|file, _| !file.starts_with(from));
        Ok(())
    }

    fn trash_of(&mut self, article: &ArticleId) -> Result<PathBuf, StoreError> {
        if let Some(folder) = self.trash.get(article) {
            return Ok(folder.clone());
        }
        let folder = trash::new_folder(&self.folder.disk, article.as_str())?;
        self.touched(&folder);
        self.trash.insert(article.clone(), folder.clone());
        Ok(folder)
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
