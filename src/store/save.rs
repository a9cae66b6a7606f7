//! Saving: what changed, file by file, in an order in which a crash between two files leaves a
//! project that opens.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Folder, Saved, StoreError, atomic,
    files::{
        render_analysts, render_article, render_cards, render_codebook, render_layer,
        render_project,
    },
    names,
};
use crate::model::{Article, ArticleId, Changes, Layer, Original, Place, Project, Version};

/// One save on its way.
pub(super) struct Save<'a> {
    folder: &'a mut Folder,
    project: &'a Project,
    originals: Option<&'a Folder>,
    done: Saved,
    failed: Vec<StoreError>,
    /// Articles whose texts could not be written: their layers would be about nothing.
    held_back: BTreeSet<ArticleId>,
    /// Folders with new names in them.
    unsynced: BTreeSet<PathBuf>,
}

/// Returns the changes that write all of a project.
pub(super) fn whole(project: &Project) -> Changes {
    Changes {
        header: true,
        codebook: true,
        cards: true,
        analysts: true,
        articles: project.articles().map(|article| article.id.clone()).collect(),
        articles_gone: Vec::new(),
        layers: project.layers().map(|layer| layer.id.clone()).collect(),
        layers_gone: Vec::new(),
    }
}

impl<'a> Save<'a> {
    /// Prepares to save `project` to `folder`.
    pub(super) fn new(folder: &'a mut Folder, project: &'a Project) -> Self {
        Self {
            folder,
            project,
            originals: None,
            done: Saved::default(),
            failed: Vec::new(),
            held_back: BTreeSet::new(),
            unsynced: BTreeSet::new(),
        }
    }

    /// Takes the files that texts came from out of another folder.
    pub(super) fn originals_from(&mut self, folder: Option<&'a Folder>) {
        self.originals = folder;
    }

    /// Writes what changed: texts, articles, shared files, layers; then takes out what is gone.
    pub(super) fn run(mut self, changes: &Changes) -> Result<Saved, StoreError> {
        self.put_articles(changes);
        self.sync();
        self.put_shared(changes);
        if changes.header {
            self.put(Path::new(names::PROJECT), render_project(self.project));
        }
        self.put_layers(changes);
        self.remove_gone(changes);
        self.finish()
    }

    /// Writes a new project: `.gitattributes` before all else, `project.ron` after. What was written
    /// is deleted again where one file fails.
    pub(super) fn run_whole(mut self, changes: &Changes) -> Result<Saved, StoreError> {
        self.put(Path::new(names::GITATTRIBUTES), names::GITATTRIBUTES_TEXT);
        self.put_articles(changes);
        self.put_shared(changes);
        self.put_layers(changes);
        self.sync();
        if self.failed.is_empty() {
            self.put(Path::new(names::PROJECT), render_project(self.project));
        }
        if !self.failed.is_empty() {
            self.take_back();
        }
        self.finish()
    }

    fn put_articles(&mut self, changes: &Changes) {
        for id in &changes.articles {
            let Some(article) = self.project.article(id) else { continue };
            let failures = self.failed.len();
            self.put_versions(article);
            if self.failed.len() == failures {
                self.put(&names::article_file(id), render_article(article));
            }
            if self.failed.len() > failures {
                self.held_back.insert(id.clone());
            } else {
                self.put_aside_versions(article);
            }
        }
    }

    fn put_versions(&mut self, article: &Article) {
        for version in &article.versions {
            let file = names::text_file(&article.id, version.number);
            // A text is written once: one that was read stays, whatever line ends it came with.
            if !self.folder.known.contains_key(&file) {
                self.put(&file, version.text.as_str());
            }
            self.put_original(article, version);
        }
    }

    fn put_original(&mut self, article: &Article, version: &Version) {
        let file = names::original_file(&article.id, version);
        match &version.original {
            Original::InMemory(bytes) => self.put(&file, bytes),
            Original::InFolder => {
                let from =
                    self.originals.and_then(|from| from.original(&article.id, version.number));
                let Some(path) = from else { return };
                match fs::read(&path) {
                    Ok(bytes) => self.put(&file, bytes),
                    Err(source) => self.failed.push(StoreError::Read { path, source }),
                }
            }
            Original::IsText => {}
        }
    }

    fn put_shared(&mut self, changes: &Changes) {
        if changes.codebook {
            self.put(Path::new(names::CODEBOOK), render_codebook(self.project.codebook()));
        }
        if changes.cards {
            self.put(Path::new(names::ACTORS), render_cards(self.project));
        }
        if changes.analysts {
            self.put(Path::new(names::ANALYSTS), render_analysts(self.project));
        }
    }

    fn put_layers(&mut self, changes: &Changes) {
        for id in &changes.layers {
            let Some(layer) = self.project.layer(id) else { continue };
            if self.held_back.contains(&id.article) {
                continue;
            }
            if layer.is_blank() {
                self.remove(&names::layer_file(id));
                continue;
            }
            match rendered(self.project, layer) {
                Ok(text) => self.put(&names::layer_file(id), text),
                Err(error) => self.failed.push(error),
            }
        }
    }

    fn remove_gone(&mut self, changes: &Changes) {
        for id in &changes.layers_gone {
            self.remove(&names::layer_file(id));
        }
        for id in &changes.articles_gone {
            self.put_aside(id, &names::article_folder(id));
        }
    }

    /// Puts the texts of versions aside that an undo took out, so that their numbers are free.
    fn put_aside_versions(&mut self, article: &Article) {
        let Some(before) = self.folder.saved.article(&article.id) else { return };
        let gone = before.versions.iter().filter(|old| article.version(old.number).is_none());
        let mut files: Vec<PathBuf> = Vec::new();
        for version in gone {
            files.push(names::text_file(&article.id, version.number));
            files.push(names::original_file(&article.id, version));
        }
        for file in files {
            self.put_aside(&article.id, &file);
        }
    }

    /// Writes a file, if that changes it and nobody else has changed it.
    fn put(&mut self, file: &Path, bytes: impl AsRef<[u8]>) {
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
        let on_disk = self.look(file, &path, Some(hash))?;
        if on_disk.as_ref().map(|found| blake3::hash(found)) != Some(hash) {
            if atomic::is_read_only(&path) {
                return Err(StoreError::ReadOnly { path });
            }
            if let Some(old) = on_disk.filter(|_| self.folder.incomplete.contains(file)) {
                self.keep_copy(file, &old)?;
            }
            atomic::write(&path, bytes)
                .map_err(|source| StoreError::Write { path: path.clone(), source })?;
            self.unsynced.extend(path.parent().map(Path::to_owned));
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
    fn remove(&mut self, file: &Path) {
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
                self.unsynced.extend(path.parent().map(Path::to_owned));
                self.done.removed.push(file.to_owned());
            }
            Err(error) => self.failed.push(error),
        }
    }

    /// Moves a file or folder of an article to where nothing looks for it and everyone finds it.
    fn put_aside(&mut self, article: &ArticleId, from: &Path) {
        let path = self.folder.disk.path(from);
        if fs::symlink_metadata(&path).is_err() {
            self.folder.known.retain(|file, _| !file.starts_with(from));
            return;
        }
        let moved = self.trash(article.as_str()).and_then(|trash| {
            let to = trash.join(path.file_name().unwrap_or_default());
            fs::rename(&path, to).map_err(|source| StoreError::Write { path: path.clone(), source })
        });
        match moved {
            Ok(()) => {
                self.folder.known.retain(|file, _| !file.starts_with(from));
                self.folder.taken.remove(article.as_str());
                self.unsynced.extend(path.parent().map(Path::to_owned));
                self.done.removed.push(from.to_owned());
            }
            Err(error) => self.failed.push(error),
        }
    }

    fn keep_copy(&mut self, file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let article = file.parent().and_then(Path::file_name).unwrap_or_default();
        let path =
            self.trash(&article.to_string_lossy())?.join(file.file_name().unwrap_or_default());
        atomic::write(&path, bytes).map_err(|source| StoreError::Write { path, source })?;
        self.folder.incomplete.remove(file);
        Ok(())
    }

    /// Makes a new folder among what was taken out of the project.
    fn trash(&self, name: &str) -> Result<PathBuf, StoreError> {
        let postil = self.folder.disk.path(Path::new(names::POSTIL));
        let error = |source| StoreError::Write { path: postil.clone(), source };
        let ignored = postil.join(".gitignore");
        if fs::symlink_metadata(&ignored).is_err() {
            atomic::write(&ignored, b"*\n").map_err(error)?;
        }
        let trash = postil.join("trash");
        atomic::make_folder(&trash).map_err(error)?;
        let mut number = 1_u32;
        loop {
            let folder = trash.join(format!("{name}-{number}"));
            match fs::create_dir(&folder) {
                Ok(()) => return Ok(folder),
                Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(source) => return Err(error(source)),
            }
        }
    }

    /// Makes new names survive a power cut, before anything that rests on them is written.
    fn sync(&mut self) {
        for path in std::mem::take(&mut self.unsynced) {
            if let Err(source) = atomic::sync_folder(&path) {
                self.failed.push(StoreError::Write { path, source });
            }
        }
    }

    /// Deletes the files of a project that could not be made whole, and the folders left empty.
    fn take_back(&mut self) {
        let root = self.folder.disk.root();
        for file in std::mem::take(&mut self.done.written) {
            // What cannot be deleted stays: the error that is shown says why.
            fs::remove_file(root.join(&file)).unwrap_or_default();
            for folder in file.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
                fs::remove_dir(root.join(folder)).unwrap_or_default();
            }
        }
    }

    fn finish(mut self) -> Result<Saved, StoreError> {
        self.sync();
        if self.failed.is_empty() {
            self.folder.saved = self.project.clone();
            return Ok(self.done);
        }
        let written = self.done.written.len() + self.done.removed.len();
        if self.failed.len() == 1 && written == 0 {
            return Err(self.failed.remove(0));
        }
        Err(StoreError::NotAllSaved { failed: self.failed, written })
    }
}

/// Returns a layer's file, if its spans are where they say that they are.
fn rendered(project: &Project, layer: &Layer) -> Result<String, StoreError> {
    let no_text = || StoreError::NoText { layer: layer.id.clone() };
    let article = project.article(&layer.id.article).ok_or_else(no_text)?;
    let text = &article.version(layer.version).ok_or_else(no_text)?.text;
    let is_outside = |place: &Place| place.fragments().is_some_and(|at| !at.are_in(text));
    if let Some(span) = layer.spans().find(|span| is_outside(&span.place)) {
        return Err(StoreError::OutsideText { layer: layer.id.clone(), span: span.id.clone() });
    }
    Ok(render_layer(layer, text))
}
