//! What a save is going to write and put aside: only what differs, never over what somebody else
//! changed.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Folder, StoreError, atomic,
    manifest::{HeldFile, Manifest, Move, Write},
    names,
    saving::{Order, hash_of},
    trash,
};
use crate::model::{ArticleId, LayerId};

/// Collects what is to be done in a folder, and what stands in the way.
pub(super) struct Plan<'f, 'a> {
    pub(super) folder: &'f Folder,
    pub(super) writes: Vec<(Write, Content<'a>)>,
    pub(super) moves: Vec<Move>,
    /// Files that hold already what they are to hold.
    pub(super) as_they_are: Vec<(PathBuf, blake3::Hash)>,
    /// Names of articles that become free.
    pub(super) freed: Vec<ArticleId>,
    pub(super) failed: Vec<StoreError>,
    /// Where in the trash this save puts what it takes out of an article.
    trash: BTreeMap<String, PathBuf>,
}

/// What stands in nobody's way.
pub(super) struct Planned<'a> {
    pub(super) order: Order<'a>,
    pub(super) as_they_are: Vec<(PathBuf, blake3::Hash)>,
    pub(super) freed: Vec<ArticleId>,
}

/// What becomes of the old content of a file, beside that the last few saves keep it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Old {
    /// It is kept for as long as any other.
    Kept,
    /// It holds what is in memory nowhere, and goes to the trash.
    ToTrash,
}

/// Bytes of a file that are in memory already, or made for the save.
pub(super) type Content<'a> = Cow<'a, [u8]>;

impl<'f, 'a> Plan<'f, 'a> {
    /// Returns a plan for `folder` that does nothing yet.
    pub(super) fn new(folder: &'f Folder) -> Self {
        Self {
            folder,
            writes: Vec::new(),
            moves: Vec::new(),
            as_they_are: Vec::new(),
            freed: Vec::new(),
            failed: Vec::new(),
            trash: BTreeMap::new(),
        }
    }

    /// Plans to write a text that was rendered, if that changes its file.
    pub(super) fn put_text(&mut self, file: &Path, text: String) {
        self.put(file, Cow::Owned(text.into_bytes()));
    }

    /// Plans to write a file, if that changes it and nobody else has changed it.
    pub(super) fn put(&mut self, file: &Path, content: Content<'a>) {
        let old = if self.folder.copy_first.contains(file) { Old::ToTrash } else { Old::Kept };
        self.put_over(file, content, old);
    }

    /// Plans to write a file in the place of another that people may want back.
    pub(super) fn put_in_place(&mut self, file: &Path, content: Content<'a>) {
        self.put_over(file, content, Old::ToTrash);
    }

    fn put_over(&mut self, file: &Path, content: Content<'a>, old: Old) {
        if let Err(error) = self.try_put(file, content, old) {
            self.failed.push(error);
        }
    }

    fn try_put(&mut self, file: &Path, content: Content<'a>, old: Old) -> Result<(), StoreError> {
        let new = blake3::hash(&content);
        if self.folder.known.get(file) == Some(&new) {
            return Ok(());
        }
        let path = self.folder.disk.path(file);
        if self.folder.left_alone.contains(file) {
            return Err(StoreError::LeftAlone { path });
        }
        if self.folder.disk.leads_out(file) {
            return Err(StoreError::LeadsOut { path });
        }
        let on_disk = self.look(file, &path, Some(new))?;
        let hash = on_disk.as_ref().map(|found| blake3::hash(found));
        if hash == Some(new) {
            self.as_they_are.push((file.to_owned(), new));
            return Ok(());
        }
        if atomic::is_read_only(&path) {
            return Err(StoreError::ReadOnly { path });
        }
        if let Some(found) = on_disk.filter(|_| old == Old::ToTrash) {
            self.keep_in_trash(file, found);
        }
        self.write(file.to_owned(), hash, content);
        Ok(())
    }

    fn write(&mut self, file: PathBuf, old: Option<blake3::Hash>, content: Content<'a>) {
        let new = Some(blake3::hash(&content));
        self.writes.push((Write { file, old, new }, content));
    }

    fn keep_in_trash(&mut self, file: &Path, content: Vec<u8>) {
        let article = file.parent().and_then(Path::file_name).unwrap_or_default();
        let folder = self.trash_of(&article.to_string_lossy());
        self.write(folder.join(file.file_name().unwrap_or_default()), None, content.into());
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
        Err(StoreError::ChangedOutside { paths: vec![path.to_owned()] })
    }

    /// Plans to put a layer's file aside, if it was read or written here and nobody else has changed
    /// it.
    pub(super) fn put_layer_aside(&mut self, layer: &LayerId) {
        let file = names::layer_file(layer);
        if !self.folder.known.contains_key(&file) {
            return;
        }
        match self.check_unchanged(&file) {
            Ok(()) => self.put_aside_as(&layer.article, &file, &names::layer_in_trash(layer)),
            Err(error) => self.failed.push(error),
        }
    }

    fn check_unchanged(&self, file: &Path) -> Result<(), StoreError> {
        let path = self.folder.disk.path(file);
        if self.folder.disk.leads_out(file) {
            return Err(StoreError::LeadsOut { path });
        }
        self.look(file, &path, None).map(|_| ())
    }

    /// Plans to put a file of an article aside.
    pub(super) fn put_aside(&mut self, article: &ArticleId, file: &Path) {
        self.put_aside_as(article, file, Path::new(file.file_name().unwrap_or_default()));
    }

    /// Plans to put an article's folder aside, so that its name is free.
    pub(super) fn put_article_aside(&mut self, article: &ArticleId) {
        self.put_aside(article, &names::article_folder(article));
        self.freed.push(article.clone());
    }

    fn put_aside_as(&mut self, article: &ArticleId, from: &Path, to: &Path) {
        let path = self.folder.disk.path(from);
        if fs::symlink_metadata(&path).is_err() {
            return;
        }
        match held(&path, from) {
            Ok(files) => {
                let to = self.trash_of(article.as_str()).join(to);
                self.moves.push(Move { from: from.to_owned(), to, files });
            }
            Err(source) => self.failed.push(StoreError::Read { path, source }),
        }
    }

    fn trash_of(&mut self, article: &str) -> PathBuf {
        let disk = &self.folder.disk;
        let folder = self.trash.entry(article.to_owned());
        folder.or_insert_with(|| trash::free_folder(disk, article)).clone()
    }

    /// Returns what stands in the way of the save, if anything does: every file.
    pub(super) fn check(&mut self) -> Result<(), StoreError> {
        let failed = std::mem::take(&mut self.failed);
        let mut paths = Vec::new();
        let mut others = Vec::new();
        for error in failed {
            match error {
                StoreError::ChangedOutside { paths: more } => paths.extend(more),
                other => others.push(other),
            }
        }
        if !others.is_empty() {
            let changed = (!paths.is_empty()).then_some(StoreError::ChangedOutside { paths });
            return Err(StoreError::NotSaved {
                failed: others.into_iter().chain(changed).collect(),
            });
        }
        if paths.is_empty() { Ok(()) } else { Err(StoreError::ChangedOutside { paths }) }
    }

    /// Returns what is to be done, for one who makes it so.
    pub(super) fn into_order(self, mut manifest: Manifest) -> Planned<'a> {
        let (writes, contents) = self.writes.into_iter().unzip();
        manifest.writes = writes;
        manifest.moves = self.moves;
        let order = Order { manifest, contents };
        Planned { order, as_they_are: self.as_they_are, freed: self.freed }
    }

    /// Returns every file that is to be written, as it is called.
    pub(super) fn files(&self) -> BTreeSet<&Path> {
        self.writes.iter().map(|(write, _)| write.file.as_path()).collect()
    }
}

/// Returns a file, or those of a folder, with what they hold.
pub(super) fn held(path: &Path, file: &Path) -> io::Result<Vec<HeldFile>> {
    if !path.is_dir() {
        return Ok(vec![HeldFile { file: file.to_owned(), hash: hash_of(path)? }]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        files.extend(held(&entry.path(), &file.join(entry.file_name()))?);
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(files)
}
