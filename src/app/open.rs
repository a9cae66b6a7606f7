//! The project that is open, and where it is kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{
    desk::next_number,
    keeping::{HeldBy, Keeping},
    view::{SpanRef, View},
    work::Ticket,
};
use crate::{
    model::{
        AnalystId, ArticleId, LayerId, Project, Span, Time, Version,
        edit::{Edit, History},
    },
    store::{self, Folder, Problem, ProblemKind},
    text::Text,
};

/// Where the open project is kept.
#[derive(Debug)]
pub enum Home {
    /// Nowhere yet.
    Untitled,
    /// In a folder.
    Folder(Box<Folder>),
    /// In a folder that a worker is writing to.
    Saving(PathBuf),
    /// In a folder that a worker is reading again, since others may have changed it.
    Reading(PathBuf),
}

/// The project that is open.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the project")]
pub struct Open {
    /// The project as it is now.
    pub project: Project,
    /// What was done, for undo and redo.
    pub history: History,
    /// The project as it was last read or saved.
    pub saved: Project,
    /// Where it is kept.
    pub home: Home,
    /// What was wrong in its files.
    pub problems: Vec<Problem>,
    /// When it was last saved here.
    pub saved_at: Option<Time>,
    /// Who annotates; `None` until a person said so.
    pub analyst: Option<AnalystId>,
    /// Is there work that no file holds? Kept up to date after each change.
    pub is_unsaved: bool,
    /// Since when there is such work, for saving by itself.
    pub unsaved_since: Option<Time>,
    /// Only the first article is there yet: reading, no changing.
    pub is_partial: bool,
    /// Another number for each state of each project, so that what is computed from one can be
    /// kept.
    pub revision: u64,
    /// This project's own number among all that were ever open.
    pub ticket: Ticket,
    /// Names of articles that are not free, though no article of the project has them.
    pub taken: BTreeSet<String>,
    /// Layers whose files are there and could not be read.
    pub unread: BTreeSet<LayerId>,
    /// Shared files that are there and could not be read: nothing is to be written over them.
    pub left_alone: BTreeSet<PathBuf>,
    /// Shared files that were once read whole.
    pub once_read: BTreeSet<PathBuf>,
    /// Files that the last save did not write, since they, or what they need, can't be read.
    pub held_up: BTreeSet<PathBuf>,
    /// How many conflicts wait for the one who annotates. Kept up to date after each change.
    pub conflicts: usize,
    /// The layers of the one who annotates, while another program holds them: they can only be read.
    pub held: Option<HeldBy>,
    /// Files that articles came from and that hold something else now.
    pub changed_sources: BTreeMap<ArticleId, PathBuf>,
    /// Where it is to be saved as soon as the folder is back.
    pub save_to_later: Option<PathBuf>,
    /// When the lock on these layers was last asked for.
    pub asked_lock: Time,
    /// Is its folder not where it was any more?
    pub is_gone: bool,
    /// What keeps the work on it.
    pub keeping: Keeping,
    /// Was a save asked for while one was under way?
    pub save_again: bool,
}

impl Open {
    /// Opens a project that is kept in `home` as it is now.
    pub fn new(project: Project, home: Home) -> Self {
        Self {
            saved: project.clone(),
            project,
            history: History::default(),
            home,
            problems: Vec::new(),
            saved_at: None,
            analyst: None,
            is_unsaved: false,
            unsaved_since: None,
            is_partial: false,
            revision: next_number(),
            ticket: next_number(),
            taken: BTreeSet::new(),
            unread: BTreeSet::new(),
            left_alone: BTreeSet::new(),
            held_up: BTreeSet::new(),
            once_read: BTreeSet::new(),
            conflicts: 0,
            held: None,
            save_to_later: None,
            asked_lock: Time::default(),
            is_gone: false,
            keeping: Keeping::default(),
            changed_sources: BTreeMap::new(),
            save_again: false,
        }
    }

    /// Lends the project's folder to a worker that saves; returns what it is to save.
    pub fn begin_saving(&mut self, path: PathBuf) -> (Project, Ticket) {
        self.home = Home::Saving(path);
        self.save_again = false;
        self.lend();
        self.touch();
        (self.project.clone(), self.ticket)
    }

    /// Puts the project in its folder, as a worker hands it back.
    pub fn settle(&mut self, folder: Box<Folder>) {
        self.taken.clone_from(folder.taken());
        self.unread.clone_from(folder.unread());
        self.left_alone.clone_from(folder.left_alone());
        self.once_read = folder.once_read();
        self.saved.clone_from(folder.saved());
        self.home = Home::Folder(folder);
        self.touch();
    }

    /// Notes that the project has changed.
    pub fn touch(&mut self) {
        self.revision = next_number();
        self.count_conflicts();
        self.is_unsaved = match &self.home {
            Home::Untitled | Home::Reading(_) => {
                !self.project.changes_since(&self.saved).is_empty()
            }
            Home::Folder(folder) => {
                self.is_gone || !folder.is_saved(&self.project) || self.only_here().next().is_some()
            }
            // Until the worker says so, no file holds the work for certain.
            Home::Saving(_) => true,
        };
        if !self.is_unsaved {
            self.unsaved_since = None;
        }
    }

    /// Returns the folder's path, `None` for a project that is nowhere yet.
    pub fn path(&self) -> Option<PathBuf> {
        match &self.home {
            Home::Untitled => None,
            Home::Folder(folder) => Some(folder.path().to_owned()),
            Home::Saving(path) | Home::Reading(path) => Some(path.clone()),
        }
    }

    /// Returns who holds layers that an edit would change, `None` where it may be made.
    pub fn holder(&self, edit: &Edit) -> Option<&HeldBy> {
        let held = self.held.as_ref()?;
        edit.analysts().contains(&held.analyst).then_some(held)
    }

    /// Returns the shared file that could not be read and that an edit would be written over.
    pub fn refused_file(&self, edit: &Edit) -> Option<PathBuf> {
        if self.left_alone.is_empty() {
            return None;
        }
        let mut tried = self.project.clone();
        tried.apply(edit.clone()).ok()?;
        store::refused(&self.left_alone, &tried.changes_since(&self.project))
    }

    /// May the one who annotates decide a conflict that this layer keeps, or (`None`) the project?
    pub fn decides(&self, layer: Option<&LayerId>) -> bool {
        layer.is_none_or(|layer| self.analyst.as_ref() == Some(&layer.analyst))
    }

    /// Counts the conflicts that wait for the one who annotates.
    pub fn count_conflicts(&mut self) {
        let own = self.project.layers().filter(|layer| self.decides(Some(&layer.id)));
        let own: usize = own.map(|layer| layer.conflicts.len()).sum();
        self.conflicts = own + self.project.conflicts().len();
    }

    /// Is a file whole here, a layer's or one that all share, though it can't be read any more?
    pub fn is_whole_here(&self, file: &Path) -> bool {
        self.only_here().any(|one| one == file)
    }

    /// Returns the files of layers, and those that all share, that are whole here and can't be read.
    pub fn only_here(&self) -> impl Iterator<Item = PathBuf> {
        let layers = self.unread.iter().filter(|layer| self.is_only_here(layer));
        let is_damaged = |file: &&PathBuf| {
            let mut problems = self.problems.iter();
            problems
                .any(|one| one.path == **file && one.leaves_out() && one.kind != ProblemKind::Newer)
        };
        let shared = self.once_read.iter().filter(is_damaged).cloned();
        layers.map(store::layer_file).chain(shared)
    }

    /// Is a layer whole here, though its file can't be read any more?
    pub fn is_only_here(&self, layer: &LayerId) -> bool {
        let here = self.project.layer(layer).is_some_and(|layer| !layer.is_blank());
        here && self.unread.contains(layer)
    }

    /// Returns whose spans of an article can't be read: they are not in the project, though their files
    /// are there.
    pub fn unreadable<'a>(&'a self, article: &ArticleId) -> impl Iterator<Item = &'a AnalystId> {
        let unread = self.unread.iter().filter(|layer| !self.is_only_here(layer));
        unread.filter(move |layer| layer.article == *article).map(|layer| &layer.analyst)
    }

    /// May this layer be begun? Not where its file is there and could not be read.
    pub fn takes_layer(&self, layer: &LayerId) -> bool {
        !self.unread.contains(layer)
    }

    /// Returns a span and the text that it is about.
    pub fn span(&self, at: &SpanRef) -> Option<(&Span, &Text)> {
        let layer = self.project.layer(&at.layer)?;
        let article = self.project.article(&at.layer.article)?;
        Some((layer.span(&at.span)?, &article.version(layer.version)?.text))
    }

    /// Returns the version that is shown of the article in view: the one that a person chose, else the
    /// one that the spans of the one who annotates are about, else the newest.
    pub fn shown(&self, view: &View) -> Option<&Version> {
        let article = self.project.article(view.article.as_ref()?)?;
        let chosen = view.versions.get(&article.id).and_then(|chosen| article.version(*chosen));
        let own = || {
            let layer = self.project.layer(&self.own_layer(&article.id)?)?;
            article.version(layer.version).filter(|_| !layer.is_blank())
        };
        chosen.or_else(own).or_else(|| article.newest())
    }

    /// Returns the layer of the one who annotates about an article.
    pub fn own_layer(&self, article: &ArticleId) -> Option<LayerId> {
        let analyst = self.analyst.clone()?;
        Some(LayerId { article: article.clone(), analyst })
    }
}
