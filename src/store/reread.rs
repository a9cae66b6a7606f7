//! Reading again what others changed in an open project, and nothing else.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    Flaw, Folder, Problem, StoreError,
    files::{read_analysts, read_cards, read_codebook, read_project},
    load::{Loaded, load},
    names,
    writing::{PATIENCE, keep_out},
};
use crate::model::{AnalystId, Article, ArticleId, LayerId, Original, Project};

/// A project as its files have it now, where they were read again.
#[derive(Debug)]
pub struct Reread {
    /// As last read or saved, with what changed on disk since.
    pub project: Project,
    /// What could not be read again, and stays as it was last read.
    pub problems: Vec<Problem>,
    /// What the files held that were read, `None` where one is gone.
    known: BTreeMap<PathBuf, Option<blake3::Hash>>,
    incomplete: Vec<PathBuf>,
    /// Layers with a file that can't be read, and layers that can again.
    unread: BTreeSet<LayerId>,
    readable: BTreeSet<LayerId>,
}

impl Folder {
    /// Reads the shared files and these others again where they are not as they were last read or
    /// written here. A file of an article or layer stands for the article with all its layers. The
    /// paths are whole, or relative to the folder; others than the project's are passed over.
    ///
    /// Where another program is writing, and does not come to an end, nothing is read: half of what it
    /// writes would be taken for all of it.
    pub fn reread<'a>(
        &self,
        files: impl IntoIterator<Item = &'a PathBuf>,
    ) -> Result<Reread, StoreError> {
        self.reread_within(PATIENCE, files)
    }

    pub(super) fn reread_within<'a>(
        &self,
        patience: Duration,
        files: impl IntoIterator<Item = &'a PathBuf>,
    ) -> Result<Reread, StoreError> {
        let _no_one_writes = keep_out(&self.disk, patience)?;
        let mut reread = Reread {
            project: self.saved.clone(),
            problems: Vec::new(),
            known: BTreeMap::new(),
            incomplete: Vec::new(),
            unread: BTreeSet::new(),
            readable: BTreeSet::new(),
        };
        reread.read_shared(self);
        let articles: BTreeSet<ArticleId> =
            files.into_iter().filter_map(|file| self.article_of(file)).collect();
        for article in articles {
            reread.read_article(self, &article);
        }
        Ok(reread)
    }

    /// Returns what to merge what was read again over: what was last read or saved, but for what a damaged
    /// file has lost. Whoever mended it has not taken that out.
    pub fn base_of(&self, reread: &Reread) -> Project {
        let mut base = self.saved.clone();
        for id in reread.readable.intersection(&self.unread) {
            let (Some(old), Some(new)) = (self.saved.layer(id), reread.project.layer(id)) else {
                continue;
            };
            let spans = old.spans().filter(|span| new.span(&span.id).is_some()).cloned();
            let links = old.links().filter(|link| new.link(&link.id).is_some()).cloned();
            base.put_layer(old.clone().with(spans.collect(), links.collect()));
        }
        base
    }

    /// Takes over what was read again as the state that was last read: what differs from it is what
    /// is unsaved.
    pub fn take_over(&mut self, reread: &Reread) {
        self.saved = reread.project.clone();
        for (file, hash) in &reread.known {
            match hash {
                Some(hash) => self.known.insert(file.clone(), *hash),
                None => self.known.remove(file),
            }
        }
        self.copy_first.extend(reread.incomplete.iter().cloned());
        // A shared file that was mended can be written again.
        self.left_alone.retain(|file| !reread.known.contains_key(file));
        self.unread.retain(|layer| !reread.readable.contains(layer));
        self.unread.extend(reread.unread.iter().cloned());
    }

    /// Returns those of these files that are the project's, and not as they were last read or written
    /// here.
    pub fn changed_outside<'a>(
        &self,
        files: impl IntoIterator<Item = &'a PathBuf>,
    ) -> BTreeSet<PathBuf> {
        let named = files.into_iter().filter_map(|file| self.own(file));
        named.filter(|file| self.is_changed(file)).collect()
    }

    /// Returns the shared files that are not as they were last read or written here.
    pub fn shared_changed_outside(&self) -> BTreeSet<PathBuf> {
        self.changed_outside(&names::SHARED.map(PathBuf::from))
    }

    /// Returns all files of the project that are not as they were last read or written here, but for
    /// new ones. It reads every one.
    pub fn known_changed_outside(&self) -> BTreeSet<PathBuf> {
        self.changed_outside(self.known.keys())
    }

    /// Returns a path of the project relative to its folder.
    pub fn relative(&self, file: &Path) -> PathBuf {
        self.own(file).unwrap_or_else(|| file.to_owned())
    }

    fn is_changed(&self, file: &Path) -> bool {
        let is_file = names::SHARED.iter().any(|shared| file == Path::new(shared))
            || self.article_of(file).is_some();
        let path = self.disk.path(file);
        if !is_file || path.is_dir() {
            return false;
        }
        let hash = fs::read(path).ok().map(|bytes| blake3::hash(&bytes));
        hash.as_ref() != self.known.get(file)
    }

    /// Returns a path relative to the folder, `None` where it leads elsewhere.
    pub(super) fn own(&self, file: &Path) -> Option<PathBuf> {
        let own = if file.is_absolute() { file.strip_prefix(self.disk.root()).ok()? } else { file };
        Some(own.to_owned())
    }

    /// Returns the article that a file belongs to: as its own, or as a layer about it.
    pub(super) fn article_of(&self, file: &Path) -> Option<ArticleId> {
        let own = self.own(file)?;
        let mut parts = own.iter().map(|part| part.to_str());
        let (top, next) = (parts.next()??, parts.next()??);
        match top {
            names::ARTICLES => ArticleId::new(next).ok(),
            names::ANNOTATIONS => ArticleId::new(parts.next()??.strip_suffix(".ron")?).ok(),
            _ => None,
        }
    }
}

impl Reread {
    fn read_shared(&mut self, folder: &Folder) {
        let mut changed: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
        for name in names::SHARED {
            match folder.disk.read_shared(name) {
                Ok(bytes) => {
                    let hash = blake3::hash(&bytes);
                    if folder.known.get(Path::new(name)) != Some(&hash) {
                        changed.insert(name, bytes);
                    }
                }
                Err(error) if error.is_missing() && !folder.known.contains_key(Path::new(name)) => {
                }
                Err(error) => self.problems.push(error.into_problem(Path::new(name))),
            }
        }
        for (name, bytes) in changed {
            match with_file(&self.project, name, &bytes) {
                Ok(project) => {
                    self.project = project;
                    self.known.insert(name.into(), Some(blake3::hash(&bytes)));
                }
                Err(flaw) => self.problems.push(Problem::flawed(name, &flaw)),
            }
        }
    }

    fn read_article(&mut self, folder: &Folder, id: &ArticleId) {
        let path = folder.disk.path(&names::article_folder(id));
        let is_gone =
            fs::symlink_metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        if is_gone {
            self.project.drop_article(id);
            self.forget(folder, id, &BTreeSet::new());
            return;
        }
        let analysts = self.analysts_on(folder, id);
        let list: Vec<AnalystId> = analysts.iter().cloned().collect();
        let mut loaded = load(&folder.disk, id, &list, |_| {});
        let Some(article) = loaded.article.take() else {
            self.problems.append(&mut loaded.problems);
            return;
        };
        let article = with_originals(article, folder.saved.article(id));
        if folder.saved.article(id) != Some(&article) {
            self.project.put_article(article);
        }
        self.forget(folder, id, &analysts);
        self.take_layers(folder, id, &analysts, loaded);
    }

    fn take_layers(
        &mut self,
        folder: &Folder,
        article: &ArticleId,
        analysts: &BTreeSet<AnalystId>,
        loaded: Loaded,
    ) {
        let layer_id =
            |analyst: &AnalystId| LayerId { article: article.clone(), analyst: analyst.clone() };
        let read: BTreeSet<LayerId> = loaded.layers.iter().map(|layer| layer.id.clone()).collect();
        for id in analysts.iter().map(layer_id) {
            let set = if read.contains(&id) { &mut self.readable } else { &mut self.unread };
            set.insert(id);
        }
        for layer in loaded.layers {
            if folder.saved.layer(&layer.id) != Some(&layer) {
                self.project.put_layer(layer);
            }
        }
        // A layer without anything has no file; it is there all the same.
        let saved = folder.saved.layers_of(article).filter(|layer| !layer.is_blank());
        let gone = saved.filter(|layer| !analysts.contains(&layer.id.analyst));
        for layer in gone {
            self.project.drop_layer(&layer.id);
        }
        self.problems.extend(loaded.problems);
        self.incomplete.extend(loaded.incomplete);
        self.known.extend(loaded.known.into_iter().map(|(file, hash)| (file, Some(hash))));
    }

    /// Marks the files of an article as gone that are; those that are there are read after.
    fn forget(&mut self, folder: &Folder, id: &ArticleId, analysts: &BTreeSet<AnalystId>) {
        let within = names::article_folder(id);
        let is_layer = |file: &Path| {
            folder.article_of(file).as_ref() == Some(id) && !file.starts_with(&within)
        };
        let is_there = |file: &Path| {
            let mut layers = analysts.iter().map(|analyst| {
                names::layer_file(&LayerId { article: id.clone(), analyst: analyst.clone() })
            });
            layers.any(|layer| layer == file) || folder.disk.path(file).exists()
        };
        let known = folder.known.keys().filter(|file| file.starts_with(&within) || is_layer(file));
        let gone = known.filter(|file| !is_there(file));
        self.known.extend(gone.map(|file| (file.clone(), None)));
    }

    /// Returns the analysts who have a file about an article.
    fn analysts_on(&mut self, folder: &Folder, article: &ArticleId) -> BTreeSet<AnalystId> {
        let entries = match folder.disk.entries(Path::new(names::ANNOTATIONS)) {
            Ok(entries) => entries,
            Err(error) => {
                self.problems.push(error.into_problem(Path::new(names::ANNOTATIONS)));
                return folder.saved.layers_of(article).map(|one| one.id.analyst.clone()).collect();
            }
        };
        let analysts = entries.into_iter().filter_map(|entry| AnalystId::new(entry.name).ok());
        let has_file = |analyst: &AnalystId| {
            let id = LayerId { article: article.clone(), analyst: analyst.clone() };
            fs::symlink_metadata(folder.disk.path(&names::layer_file(&id))).is_ok()
        };
        analysts.filter(has_file).collect()
    }
}

/// Returns the project with what one shared file holds.
pub(super) fn with_file(project: &Project, name: &str, bytes: &[u8]) -> Result<Project, Flaw> {
    let header = |codebook| {
        Project::new(project.title(), project.created(), codebook)
            .with_conflicts(project.conflicts().to_vec())
            .with_unknown(project.unknown().clone())
    };
    let with_people = |other: Project| {
        let cards = project.cards().values().cloned().collect();
        let analysts = project.analysts().values().cloned().collect();
        other
            .with_cards(cards, project.cards_unknown().clone())
            .with_analysts(analysts, project.analysts_unknown().clone())
    };
    let other = match name {
        names::PROJECT => with_people(read_project(bytes, project.codebook().clone())?),
        names::CODEBOOK => with_people(header(read_codebook(bytes)?)),
        names::ACTORS => read_cards(bytes, project.clone())?,
        _ => read_analysts(bytes, project.clone())?,
    };
    Ok(project.with_shared_of(&other))
}

/// Returns an article with the files that its texts came from as they were known: in memory, those
/// that were added here are still there.
pub(super) fn with_originals(mut article: Article, saved: Option<&Article>) -> Article {
    let Some(saved) = saved else { return article };
    for version in &mut article.versions {
        let old = saved.version(version.number).filter(|old| old.text == version.text);
        if let Some(old) = old.filter(|old| old.source_hash == version.source_hash)
            && matches!(old.original, Original::InMemory(_))
        {
            version.original = old.original.clone();
        }
    }
    article
}
