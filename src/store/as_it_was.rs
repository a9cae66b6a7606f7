//! The project as its files were at another time, where what they held is kept.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::{Path, PathBuf},
};

use super::{
    Folder,
    load::load,
    manifest::{self, State},
    names,
    reread::{with_file, with_originals},
    saving::Saving,
};
use crate::model::{AnalystId, Article, ArticleId, Layer, LayerId, Project};

impl Folder {
    /// Returns the project as last read or saved, but with what these files held at another time: each as
    /// it is kept elsewhere, `None` where there was none.
    pub(super) fn as_it_was(&self, files: Vec<(PathBuf, Option<PathBuf>)>) -> Project {
        let mut disk = self.disk.clone();
        let was_there: BTreeMap<PathBuf, bool> =
            files.iter().map(|(file, kept)| (file.clone(), kept.is_some())).collect();
        for (file, kept) in files {
            disk.read_instead(file, kept);
        }
        let mut project = self.saved.clone();
        for name in names::SHARED.into_iter().filter(|name| was_there.contains_key(Path::new(name)))
        {
            let bytes =
                disk.read_shared(name).ok().filter(|_| !self.left_alone.contains(Path::new(name)));
            // What can't be read is as it is now.
            let was = bytes.and_then(|bytes| with_file(&project, name, &bytes).ok());
            project = was.unwrap_or(project);
        }
        let articles: BTreeSet<ArticleId> =
            was_there.keys().filter_map(|file| self.article_of(file)).collect();
        for article in articles {
            if was_there.get(&names::article_file(&article)) == Some(&false) {
                project.drop_article(&article);
                continue;
            }
            let (mut there, gone) = layers_then(&was_there, &article);
            for layer in &gone {
                project.drop_layer(layer);
            }
            there.extend(project.layers_of(&article).map(|layer| layer.id.analyst.clone()));
            let analysts: Vec<AnalystId> = there.into_iter().collect();
            let loaded = load(&disk, &article, &analysts, |_| {});
            let Some(read) = loaded.article else { continue };
            let read = with_originals(read, self.saved.article(&article));
            let as_now = project.layers_of(&article);
            let as_now = as_now.filter(|one| loaded.layers.iter().all(|read| read.id != one.id));
            let read = with_versions(read, as_now, self.saved.article(&article));
            if project.article(&article) != Some(&read) {
                project.put_article(read);
            }
            for layer in loaded.layers {
                if project.layer(&layer.id) != Some(&layer) {
                    project.put_layer(layer);
                }
            }
        }
        project
    }

    /// Is the file of an article that is there and can't be read, or of a layer about one?
    pub(super) fn is_of_unread_article(&self, file: &Path) -> bool {
        self.article_of(file).is_some_and(|article| {
            self.saved.article(&article).is_none() && self.taken.contains(article.as_str())
        })
    }

    /// Returns where the last saves keep what they wrote over, by its hash.
    pub(super) fn kept_by_saves(&self) -> HashMap<blake3::Hash, PathBuf> {
        let done = manifest::all(&self.disk).into_iter();
        let done = done.filter(|(_, state)| *state == Some(State::Done));
        let mut kept = HashMap::new();
        for (number, _) in done {
            let Some(manifest) = manifest::read(&self.disk, number, State::Done) else { continue };
            let saving = Saving { disk: &self.disk, number, manifest: &manifest };
            for (index, write) in manifest.writes.iter().enumerate() {
                kept.extend(write.old.map(|hash| (hash, saving.kept(index))));
            }
        }
        kept
    }
}

/// Returns an article of then with the versions of it that layers are about which are as they are now:
/// another text may get the number of one that is missing.
fn with_versions<'a>(
    mut article: Article,
    layers: impl Iterator<Item = &'a Layer>,
    now: Option<&Article>,
) -> Article {
    for layer in layers {
        if article.version(layer.version).is_none() {
            article.versions.extend(now.and_then(|now| now.version(layer.version)).cloned());
        }
    }
    article.versions.sort_by_key(|version| version.number);
    article
}

/// Returns the analysts who had a layer about an article among these files, and the layers that there were
/// not.
fn layers_then(
    was_there: &BTreeMap<PathBuf, bool>,
    article: &ArticleId,
) -> (BTreeSet<AnalystId>, Vec<LayerId>) {
    let (mut there, mut gone) = (BTreeSet::new(), Vec::new());
    for (file, was_there) in was_there {
        let analyst = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let Some(analyst) = analyst.and_then(|name| AnalystId::new(name).ok()) else { continue };
        let id = LayerId { article: article.clone(), analyst };
        if *file != names::layer_file(&id) {
            continue;
        }
        if *was_there {
            there.insert(id.analyst);
        } else {
            gone.push(id);
        }
    }
    (there, gone)
}
