//! Saving: which files a change of the project changes, and what they are to hold.

use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
};

use super::{
    Folder, StoreError,
    files::{
        render_analysts, render_article, render_cards, render_codebook, render_layer,
        render_project,
    },
    names,
    plan::Plan,
    shared, trash,
};
use crate::model::{Article, Changes, Layer, Original, Place, Project, Version};

/// One save on its way.
pub(super) struct Save<'f, 'a> {
    pub(super) plan: Plan<'f, 'a>,
    project: &'a Project,
    originals: Option<&'f Folder>,
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

impl<'f, 'a> Save<'f, 'a> {
    /// Prepares to save `project` to `folder`.
    pub(super) fn new(folder: &'f Folder, project: &'a Project) -> Self {
        Self { plan: Plan::new(folder), project, originals: None }
    }

    /// Takes the files that texts came from out of another folder.
    pub(super) fn originals_from(&mut self, folder: Option<&'f Folder>) {
        self.originals = folder;
    }

    /// Plans what changed: texts, articles, shared files, layers; then what is gone.
    pub(super) fn plan(&mut self, changes: &Changes) {
        self.put_articles(changes);
        self.put_shared(changes);
        if changes.header {
            self.plan.put_text(Path::new(names::PROJECT), render_project(self.project));
        }
        self.put_layers(changes);
        self.remove_gone(changes);
    }

    /// Plans a new project: `.gitattributes` before all else, `project.ron` after.
    pub(super) fn plan_whole(&mut self) {
        let mut changes = whole(self.project);
        if let Some(from) = self.originals {
            shared::spare(&mut changes, &from.left_alone);
        }
        let attributes = names::GITATTRIBUTES_TEXT.as_bytes();
        self.plan.put(Path::new(names::GITATTRIBUTES), Cow::Borrowed(attributes));
        self.put_articles(&changes);
        self.put_shared(&changes);
        self.put_layers(&changes);
    }

    /// Plans `project.ron`.
    pub(super) fn plan_header(&mut self) {
        self.plan.put_text(Path::new(names::PROJECT), render_project(self.project));
    }

    fn put_articles(&mut self, changes: &Changes) {
        for id in &changes.articles {
            let Some(article) = self.project.article(id) else { continue };
            self.put_versions(article);
            self.plan.put_text(&names::article_file(id), render_article(article));
            self.put_aside_versions(article);
        }
    }

    fn put_versions(&mut self, article: &'a Article) {
        for version in &article.versions {
            if self.is_new(article, version) {
                let file = names::text_file(&article.id, version.number);
                // One with this number was undone: it makes way, but is kept.
                self.plan.put_in_place(&file, Cow::Borrowed(version.text.as_str().as_bytes()));
            }
            self.put_original(article, version);
        }
    }

    /// A text is written once: one that was read stays, whatever line ends it came with.
    fn is_new(&self, article: &Article, version: &Version) -> bool {
        let folder = &self.plan.folder;
        let old = folder.saved.article(&article.id).and_then(|old| old.version(version.number));
        let is_known = folder.known.contains_key(&names::text_file(&article.id, version.number));
        !is_known || old.is_none_or(|old| old.text != version.text)
    }

    fn put_original(&mut self, article: &Article, version: &'a Version) {
        let file = names::original_file(&article.id, version);
        match &version.original {
            Original::IsText => {}
            Original::InMemory(bytes) => self.plan.put(&file, Cow::Borrowed(bytes)),
            Original::InFolder
                if self.plan.folder.original(&article.id, version.number).is_some() => {}
            Original::InFolder => match self.fetch_original(article, version) {
                Ok(Some(bytes)) => self.plan.put(&file, Cow::Owned(bytes)),
                Ok(None) => {}
                Err(error) => self.plan.failed.push(error),
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
            return Ok(trash::find_original(&self.plan.folder.disk, &article.id, version));
        };
        let Some(path) = from.original(&article.id, version.number) else { return Ok(None) };
        fs::read(&path).map(Some).map_err(|source| StoreError::Read { path, source })
    }

    fn put_shared(&mut self, changes: &Changes) {
        if changes.codebook {
            self.plan
                .put_text(Path::new(names::CODEBOOK), render_codebook(self.project.codebook()));
        }
        if changes.cards {
            self.plan.put_text(Path::new(names::ACTORS), render_cards(self.project));
        }
        if changes.analysts {
            self.plan.put_text(Path::new(names::ANALYSTS), render_analysts(self.project));
        }
    }

    fn put_layers(&mut self, changes: &Changes) {
        for id in &changes.layers {
            let Some(layer) = self.project.layer(id) else { continue };
            if layer.is_blank() {
                self.plan.put_layer_aside(id);
                continue;
            }
            match rendered(self.project, layer) {
                Ok(text) => self.plan.put_text(&names::layer_file(id), text),
                Err(error) => self.plan.failed.push(error),
            }
        }
    }

    fn remove_gone(&mut self, changes: &Changes) {
        for id in &changes.layers_gone {
            self.plan.put_layer_aside(id);
        }
        for id in &changes.articles_gone {
            self.plan.put_article_aside(id);
        }
    }

    /// Puts the files of versions aside that an undo took out.
    fn put_aside_versions(&mut self, article: &Article) {
        let Some(before) = self.plan.folder.saved.article(&article.id) else { return };
        let gone = before.versions.iter().filter(|old| article.version(old.number).is_none());
        let files = |old: &Version| {
            [names::text_file(&article.id, old.number), names::original_file(&article.id, old)]
        };
        let files: Vec<PathBuf> = gone.flat_map(files).collect();
        for file in files {
            self.plan.put_aside(&article.id, &file);
        }
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
