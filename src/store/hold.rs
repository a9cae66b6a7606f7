//! What can't be read now, and what of a project can be saved meanwhile.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{Folder, Mending, Problem, StoreError, files::Kind, names};
use crate::model::{Changes, LayerId, Project, merge::holding_back};

impl Folder {
    /// Returns those of the files which a save met and could not write that are the fault of these
    /// problems: nobody can say what is in them until somebody mends them.
    pub fn unreadable(&self, met: &[PathBuf], problems: &[Problem]) -> BTreeSet<PathBuf> {
        let left: Vec<&Path> = problems
            .iter()
            .filter(|problem| problem.leaves_out())
            .map(|problem| problem.path.as_path())
            .collect();
        let articles: Vec<_> = left
            .iter()
            .filter(|file| file.starts_with(names::ARTICLES))
            .filter_map(|file| self.article_of(file))
            .collect();
        let is_left = |file: &PathBuf| {
            // The layers of an article that can't be read are not read either.
            let article = self.article_of(file).filter(|_| !left.contains(&file.as_path()));
            left.contains(&file.as_path()) || article.is_some_and(|id| articles.contains(&id))
        };
        met.iter().filter_map(|file| self.own(file)).filter(is_left).collect()
    }

    /// Returns the files that an error of a save names, if it is only about files that can't be read.
    pub fn left_by(&self, error: &StoreError) -> BTreeSet<PathBuf> {
        let StoreError::NotSaved { failed } = error else { return BTreeSet::new() };
        let mut files = BTreeSet::new();
        for error in failed {
            match error {
                StoreError::LeftAlone { path } | StoreError::Read { path, .. } => {
                    files.extend(self.own(path));
                }
                StoreError::ChangedOutside { .. } => {}
                _ => return BTreeSet::new(),
            }
        }
        files
    }

    /// Returns what of a project can be saved while these files stay as they are: the project as it was
    /// last read or saved in all that they hold, and in what can't be without that.
    pub fn without(&self, project: &Project, files: &BTreeSet<PathBuf>) -> Project {
        if files.is_empty() {
            return project.clone();
        }
        holding_back(project, &self.saved, &self.parts_in(files))
    }

    /// Returns the files that a save of a part of the project has left as they are.
    pub fn held_up(&self, project: &Project) -> BTreeSet<PathBuf> {
        let changes = project.changes_since(&self.saved);
        let shared = [
            (names::PROJECT, changes.header),
            (names::CODEBOOK, changes.codebook),
            (names::ACTORS, changes.cards),
            (names::ANALYSTS, changes.analysts),
        ];
        let shared = shared.into_iter().filter(|(_, is_held)| *is_held);
        let articles = changes.articles.iter().chain(&changes.articles_gone);
        let layers = changes.layers.iter().chain(&changes.layers_gone);
        // One that holds nothing has no file.
        let is_blank = |one: &Project, layer| one.layer(layer).is_none_or(|layer| layer.is_blank());
        let layers = layers.filter(|id| !is_blank(project, id) || !is_blank(&self.saved, id));
        shared
            .map(|(name, _)| name.into())
            .chain(articles.map(names::article_file))
            .chain(layers.map(names::layer_file))
            .collect()
    }

    /// Returns the files at the top that were once read whole: what they held is known here, also where
    /// they can't be read any more.
    pub fn once_read(&self) -> BTreeSet<PathBuf> {
        let shared = [names::PROJECT, names::CODEBOOK, names::ACTORS, names::ANALYSTS];
        shared.map(PathBuf::from).into_iter().filter(|file| self.known.contains_key(file)).collect()
    }

    /// Writes a layer or a file at the top again as it was last read or saved, in the place of one that
    /// can't be read, which goes to the trash. One that somebody has mended meanwhile stays as it is.
    pub fn write_again(&mut self, file: &Path) -> Result<(), StoreError> {
        let kind = match Kind::of(file) {
            None | Some(Kind::Article(_)) => return Ok(()),
            Some(kind) => kind,
        };
        let mut mending = Mending::on(self.disk.clone());
        let old = mending.holds(file)?;
        let is_whole = old.as_ref().is_some_and(|old| kind.check(old).is_ok());
        if is_whole && self.can_be_read(file)? {
            return Ok(());
        }
        let is_new = matches!(&kind, Kind::Layer(id) if self.saved.layer(id).is_none());
        let text = (!is_new).then(|| kind.rendered(&self.saved)).transpose()?;
        match &text {
            None => mending.put_away(file)?,
            Some(text) => mending.put(file, old.as_deref(), text.clone().into_bytes())?,
        }
        mending.carry_out("writing again", &[file])?;
        match text {
            None => self.known.remove(file),
            Some(text) => self.known.insert(file.to_owned(), blake3::hash(text.as_bytes())),
        }
        if let Kind::Layer(id) = &kind {
            self.unread.remove(id);
        }
        Ok(())
    }

    /// Can a file be read as it is now?
    fn can_be_read(&self, file: &Path) -> Result<bool, StoreError> {
        let problems = self.reread([&file.to_owned()])?.problems;
        Ok(!problems.iter().any(|problem| problem.leaves_out() && problem.path == file))
    }

    fn parts_in(&self, files: &BTreeSet<PathBuf>) -> Changes {
        let has = |name: &str| files.contains(Path::new(name));
        let articles = files.iter().filter(|file| file.starts_with(names::ARTICLES));
        Changes {
            header: has(names::PROJECT),
            codebook: has(names::CODEBOOK),
            cards: has(names::ACTORS),
            analysts: has(names::ANALYSTS),
            articles: articles.filter_map(|file| self.article_of(file)).collect(),
            layers: files.iter().filter_map(|file| layer_of(file)).collect(),
            ..Changes::default()
        }
    }
}

fn layer_of(file: &Path) -> Option<LayerId> {
    match Kind::of(file)? {
        Kind::Layer(layer) => Some(layer),
        _ => None,
    }
}
