//! What is in a project's folder, before any of it is read.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::{
    Problem, ProblemKind,
    disk::{Disk, Entry, copy_of, stray},
    files::StoredLayer,
    names,
};
use crate::model::{AnalystId, ArticleId, LayerId};

/// The articles and layers by their names on disk.
#[derive(Default)]
pub(super) struct Listing {
    /// Articles with a folder of their own, each with the analysts who have a layer about it.
    pub(super) articles: BTreeMap<ArticleId, Vec<AnalystId>>,
    /// Layers about articles without a folder.
    pub(super) astray: Vec<LayerId>,
    /// Every analyst with a folder.
    pub(super) analysts: BTreeSet<AnalystId>,
    /// Names that a new article may not have, in lower case.
    pub(super) taken: BTreeSet<String>,
    /// What was odd.
    pub(super) problems: Vec<Problem>,
}

impl Listing {
    /// Looks at the names of all files but those within articles.
    pub(super) fn new(disk: &Disk) -> Self {
        let mut listing = Self::default();
        for entry in listing.entries(disk, Path::new("")) {
            if names::copied(&entry.name).is_some() {
                listing.problems.push(stray(entry.name.clone().into(), &entry.name));
            }
        }
        listing.list_articles(disk);
        listing.list_annotations(disk);
        listing
    }

    /// Returns every layer with a file, in the order of their articles.
    pub(super) fn layers(&self) -> impl Iterator<Item = LayerId> {
        let listed = self.articles.iter().flat_map(|(article, analysts)| {
            let id = |analyst: &AnalystId| LayerId {
                article: article.clone(),
                analyst: analyst.clone(),
            };
            analysts.iter().map(id)
        });
        listed.chain(self.astray.iter().cloned())
    }

    fn list_articles(&mut self, disk: &Disk) {
        for entry in self.entries(disk, Path::new(names::ARTICLES)) {
            self.taken.insert(entry.name.to_lowercase());
            if !entry.is_folder {
                continue;
            }
            match ArticleId::new(&entry.name) {
                Ok(article) => {
                    self.articles.insert(article, Vec::new());
                }
                Err(_) => self.stray(Path::new(names::ARTICLES), &entry),
            }
        }
    }

    fn list_annotations(&mut self, disk: &Disk) {
        for entry in self.entries(disk, Path::new(names::ANNOTATIONS)) {
            match AnalystId::new(&entry.name) {
                Ok(analyst) if entry.is_folder => {
                    self.list_layers(disk, &analyst);
                    self.analysts.insert(analyst);
                }
                _ if entry.is_folder || is_ron(&entry.name) => {
                    self.stray(Path::new(names::ANNOTATIONS), &entry);
                }
                _ => {}
            }
        }
    }

    fn list_layers(&mut self, disk: &Disk, analyst: &AnalystId) {
        let folder = names::analyst_folder(analyst);
        for entry in self.entries(disk, &folder) {
            let Some(stem) = entry.name.strip_suffix(".ron") else {
                if names::copied(&entry.name).is_some() {
                    self.stray(&folder, &entry);
                }
                continue;
            };
            let Ok(article) = ArticleId::new(stem) else {
                self.stray(&folder, &entry);
                continue;
            };
            if let Some(analysts) = self.articles.get_mut(&article) {
                analysts.push(analyst.clone());
                continue;
            }
            let path = folder.join(&entry.name);
            if let Some(original) = layer_copied(disk, &path) {
                self.problems.push(copy_of(path, &original));
                continue;
            }
            let message =
                "This layer is about an article that is not in the project; it is not read";
            let hint = "Put the article’s folder back, or move this file away";
            self.problems.push(Problem::new(ProblemKind::Missing, path, message, hint));
            self.taken.insert(stem.to_owned());
            self.astray.push(LayerId { article, analyst: analyst.clone() });
        }
    }

    /// Returns what a folder holds but hidden files; says so where it cannot be read.
    fn entries(&mut self, disk: &Disk, folder: &Path) -> Vec<Entry> {
        match disk.entries(folder) {
            Ok(mut entries) => {
                entries.retain(|entry| !entry.name.starts_with('.'));
                entries
            }
            Err(error) => {
                self.problems.push(error.into_problem(folder));
                Vec::new()
            }
        }
    }

    fn stray(&mut self, folder: &Path, entry: &Entry) {
        self.problems.push(stray(folder.join(&entry.name), &entry.name));
    }
}

/// Returns the name of the layer's file that this one is a second copy of, where only what it says
/// tells: Microsoft's service adds a computer's name, which may look like the end of an article's.
pub(super) fn layer_copied(disk: &Disk, file: &Path) -> Option<String> {
    let name = file.file_name()?.to_str()?;
    let is_host = |stem: &str| name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('-'));
    if !name.contains('-') {
        return None;
    }
    let bytes = disk.read(file).ok()?;
    let says = StoredLayer::read_file(&bytes).ok()?.id.article;
    let original = format!("{says}.ron");
    let is_there = fs::symlink_metadata(disk.path(&file.with_file_name(&original))).is_ok();
    (is_host(says.as_str()) && is_there).then_some(original)
}

fn is_ron(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "ron")
}
