//! Saving: what changed, in an order in which a crash between two files leaves a project that opens.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::{
    Folder, Saved, StoreError,
    files::{
        render_analysts, render_article, render_cards, render_codebook, render_layer,
        render_project,
    },
    names,
    put::Put,
    shared, trash,
};
use crate::model::{Article, ArticleId, Changes, Layer, Original, Place, Project, Version};

/// One save on its way.
pub(super) struct Save<'a> {
    put: Put<'a>,
    project: &'a Project,
    originals: Option<&'a Folder>,
    /// Articles whose texts could not be written: their layers would be about nothing.
    held_back: BTreeSet<ArticleId>,
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

/// Returns both changes as one: what an earlier save left unfinished, and what came since.
fn both(project: &Project, a: &Changes, b: &Changes) -> Changes {
    let (articles, articles_gone) =
        parted([&a.articles, &a.articles_gone, &b.articles, &b.articles_gone], |id| {
            project.article(id).is_some()
        });
    let (layers, layers_gone) =
        parted([&a.layers, &a.layers_gone, &b.layers, &b.layers_gone], |id| {
            project.layer(id).is_some()
        });
    Changes {
        header: a.header || b.header,
        codebook: a.codebook || b.codebook,
        cards: a.cards || b.cards,
        analysts: a.analysts || b.analysts,
        articles,
        articles_gone,
        layers,
        layers_gone,
    }
}

fn parted<T: Ord + Clone>(lists: [&Vec<T>; 4], is_there: impl Fn(&T) -> bool) -> (Vec<T>, Vec<T>) {
    let all: BTreeSet<&T> = lists.into_iter().flatten().collect();
    all.into_iter().cloned().partition(is_there)
}

impl<'a> Save<'a> {
    /// Prepares to save `project` to `folder`.
    pub(super) fn new(folder: &'a mut Folder, project: &'a Project) -> Self {
        Self { put: Put::new(folder), project, originals: None, held_back: BTreeSet::new() }
    }

    /// Takes the files that texts came from out of another folder.
    pub(super) fn originals_from(&mut self, folder: Option<&'a Folder>) {
        self.originals = folder;
    }

    /// Writes what changed: texts, articles, shared files, layers; then takes out what is gone.
    pub(super) fn run(mut self, changes: &Changes) -> Result<Saved, StoreError> {
        let changes = both(self.project, &self.put.folder.unfinished, changes);
        self.put_articles(&changes);
        self.put.sync();
        self.put_shared(&changes);
        if changes.header {
            self.put.put(Path::new(names::PROJECT), render_project(self.project));
        }
        self.put_layers(&changes);
        self.remove_gone(&changes);
        self.finish(changes)
    }

    /// Writes a new project: `.gitattributes` before all else, `project.ron` after. What was written
    /// is deleted again where one file fails.
    pub(super) fn run_whole(mut self) -> Result<Saved, StoreError> {
        let mut changes = whole(self.project);
        shared::spare(&mut changes, &self.put.folder.left_alone);
        self.put.put(Path::new(names::GITATTRIBUTES), names::GITATTRIBUTES_TEXT);
        self.put_articles(&changes);
        self.put_shared(&changes);
        self.put_layers(&changes);
        self.put.sync();
        if self.put.failed.is_empty() && changes.header {
            self.put.put(Path::new(names::PROJECT), render_project(self.project));
        }
        if !self.put.failed.is_empty() {
            self.put.take_back();
        }
        self.finish(changes)
    }

    fn put_articles(&mut self, changes: &Changes) {
        for id in &changes.articles {
            let Some(article) = self.project.article(id) else { continue };
            let failures = self.put.failed.len();
            self.put_versions(article);
            if self.put.failed.len() == failures {
                self.put.put(&names::article_file(id), render_article(article));
            }
            if self.put.failed.len() > failures {
                self.held_back.insert(id.clone());
            } else {
                self.put_aside_versions(article);
            }
        }
    }

    fn put_versions(&mut self, article: &Article) {
        for version in &article.versions {
            if self.is_new(article, version) {
                let file = names::text_file(&article.id, version.number);
                // One with this number was undone: it makes way, but is kept.
                self.put.folder.copy_first.insert(file.clone());
                self.put.put(&file, version.text.as_str());
            }
            self.put_original(article, version);
        }
    }

    /// A text is written once: one that was read stays, whatever line ends it came with.
    fn is_new(&self, article: &Article, version: &Version) -> bool {
        let folder = &self.put.folder;
        let old = folder.saved.article(&article.id).and_then(|old| old.version(version.number));
        let is_known = folder.known.contains_key(&names::text_file(&article.id, version.number));
        !is_known || old.is_none_or(|old| old.text != version.text)
    }

    fn put_original(&mut self, article: &Article, version: &Version) {
        let file = names::original_file(&article.id, version);
        match &version.original {
            Original::IsText => {}
            Original::InMemory(bytes) => self.put.put(&file, bytes),
            Original::InFolder
                if self.put.folder.original(&article.id, version.number).is_some() => {}
            Original::InFolder => match self.fetch_original(article, version) {
                Ok(Some(bytes)) => self.put.put(&file, bytes),
                Ok(None) => {}
                Err(error) => self.put.failed.push(error),
            },
        }
    }

    /// Returns an original from the folder that this one is a copy of, or from where an undone edit
    /// put it. There is none where it was missing already when the project was opened.
    fn fetch_original(
        &self,
        article: &Article,
        version: &Version,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(from) = self.originals else {
            return Ok(trash::find_original(&self.put.folder.disk, &article.id, version));
        };
        let Some(path) = from.original(&article.id, version.number) else { return Ok(None) };
        fs::read(&path).map(Some).map_err(|source| StoreError::Read { path, source })
    }

    fn put_shared(&mut self, changes: &Changes) {
        if changes.codebook {
            self.put.put(Path::new(names::CODEBOOK), render_codebook(self.project.codebook()));
        }
        if changes.cards {
            self.put.put(Path::new(names::ACTORS), render_cards(self.project));
        }
        if changes.analysts {
            self.put.put(Path::new(names::ANALYSTS), render_analysts(self.project));
        }
    }

    fn put_layers(&mut self, changes: &Changes) {
        for id in &changes.layers {
            let Some(layer) = self.project.layer(id) else { continue };
            if self.held_back.contains(&id.article) {
                continue;
            }
            if layer.is_blank() {
                self.put.put_layer_aside(id);
                continue;
            }
            match rendered(self.project, layer) {
                Ok(text) => self.put.put(&names::layer_file(id), text),
                Err(error) => self.put.failed.push(error),
            }
        }
    }

    fn remove_gone(&mut self, changes: &Changes) {
        for id in &changes.layers_gone {
            self.put.put_layer_aside(id);
        }
        for id in &changes.articles_gone {
            self.put.put_aside(id, &names::article_folder(id));
            self.put.folder.taken.remove(id.as_str());
        }
    }

    /// Puts the files of versions aside that an undo took out.
    fn put_aside_versions(&mut self, article: &Article) {
        let Some(before) = self.put.folder.saved.article(&article.id) else { return };
        let gone = before.versions.iter().filter(|old| article.version(old.number).is_none());
        let files = |old: &Version| {
            [names::text_file(&article.id, old.number), names::original_file(&article.id, old)]
        };
        let files: Vec<PathBuf> = gone.flat_map(files).collect();
        for file in files {
            self.put.put_aside(&article.id, &file);
        }
    }

    fn finish(mut self, changes: Changes) -> Result<Saved, StoreError> {
        self.put.sync();
        let Put { folder, done, mut failed, .. } = self.put;
        let mut changes = changes;
        shared::spare(&mut changes, &folder.left_alone);
        if failed.is_empty() {
            folder.saved = self.project.clone();
            folder.unfinished = Changes::default();
            return Ok(done);
        }
        // Some of these files are written: should the project go back to what it was, so must they.
        folder.unfinished = changes;
        let written = done.written.len() + done.removed.len();
        if failed.len() == 1 && written == 0 {
            return Err(failed.remove(0));
        }
        Err(StoreError::NotAllSaved { failed, written })
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
