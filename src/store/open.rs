//! Opening a project: shared files first, then articles with their layers on all cores.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;

use super::{
    CutShort, Folder, Problem, ProblemKind, StoreError,
    disk::Disk,
    folder::new_session,
    list::Listing,
    load::{Loaded, load},
    names,
    recover::before_reading,
    shared::{Shared, read_shared},
    stand_ins::with_stand_ins,
    system::{self, System},
};
use crate::model::{AnalystId, ArticleId, Project};

/// A project as its folder has it.
#[derive(Debug)]
pub struct Opened {
    /// What could be read.
    pub project: Project,
    /// Where it is saved to.
    pub folder: Folder,
    /// What was odd, by path.
    pub problems: Vec<Problem>,
    /// Saves that a crash had cut short, and what became of them.
    pub recovered: Vec<CutShort>,
}

/// How far opening has come.
#[derive(Clone, Debug)]
pub enum Progress {
    /// The shared files and one article: enough to begin to read. It comes once without the
    /// article's layers, if there are any, and once with them.
    First(Project),
    /// So many of all articles are there.
    Count {
        /// Read so far.
        done: usize,
        /// To be read.
        total: usize,
    },
}

/// Opens a project by its folder or its `project.ron`.
pub fn open(path: &Path) -> Result<Opened, StoreError> {
    open_with(path, None, &|_| {}, &AtomicBool::new(false))
}

/// Opens a project, the article `first` before all others, and says how far it has come. Gives up
/// soon after `cancelled` is set.
pub fn open_with(
    path: &Path,
    first: Option<&ArticleId>,
    on: &(dyn Fn(Progress) + Sync),
    cancelled: &AtomicBool,
) -> Result<Opened, StoreError> {
    open_on(system::real(), path, first, on, cancelled)
}

/// Does the work of [`open_with`], and finishes through `system` what a save left unfinished.
pub(super) fn open_on(
    system: Arc<dyn System>,
    path: &Path,
    first: Option<&ArticleId>,
    on: &(dyn Fn(Progress) + Sync),
    cancelled: &AtomicBool,
) -> Result<Opened, StoreError> {
    open_disk(find(path, system)?, first, on, cancelled)
}

/// Does the work of [`open_on`] in a folder that was found.
pub(super) fn open_disk(
    mut disk: Disk,
    first: Option<&ArticleId>,
    on: &(dyn Fn(Progress) + Sync),
    cancelled: &AtomicBool,
) -> Result<Opened, StoreError> {
    let (recovered, _shared) = before_reading(&mut disk);
    let mut opening = Opening::begin(disk)?;
    let listing = Listing::new(&opening.disk);
    opening.report_listing(&listing);

    let mut articles: Vec<(&ArticleId, &Vec<AnalystId>)> = listing.articles.iter().collect();
    let at = articles.iter().position(|(id, _)| Some(*id) == first).unwrap_or_default();
    if !articles.is_empty() {
        let (id, analysts) = articles.remove(at);
        let loaded = load(&opening.disk, id, analysts, |article| {
            let mut project = opening.project.clone();
            project.put_article(article.clone());
            on(Progress::First(project));
        });
        opening.take(loaded);
    }
    on(Progress::First(opening.project.clone()));

    let (done, total) = (AtomicUsize::new(1), listing.articles.len());
    let all: Option<Vec<Loaded>> = articles
        .par_iter()
        .map(|(id, analysts)| {
            if cancelled.load(Ordering::Relaxed) {
                return None;
            }
            let loaded = load(&opening.disk, id, analysts, |_| {});
            on(Progress::Count { done: done.fetch_add(1, Ordering::Relaxed) + 1, total });
            Some(loaded)
        })
        .collect();
    for loaded in all.ok_or(StoreError::Cancelled)? {
        opening.take(loaded);
    }
    Ok(Opened { recovered, ..opening.finish(listing) })
}

/// Returns the folder of the project that a path stands for: itself, or that of its `project.ron`.
pub fn project_folder(path: &Path) -> Result<PathBuf, StoreError> {
    Ok(find(path, system::real())?.root().to_owned())
}

/// Finds the folder that a path stands for.
pub(super) fn find(path: &Path, system: Arc<dyn System>) -> Result<Disk, StoreError> {
    let not_a_project = || StoreError::NotAProject { path: path.to_owned() };
    let is_project_file = path.file_name().is_some_and(|name| name == names::PROJECT);
    let root = if is_project_file && !path.is_dir() {
        path.parent().ok_or_else(not_a_project)?
    } else {
        path
    };
    // The parent of a bare `project.ron` is the empty path: the folder that we are in.
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    if !root.is_dir() {
        return Err(not_a_project());
    }
    if fs::symlink_metadata(root.join(names::PROJECT)).is_err() {
        let path = root.to_owned();
        return Err(if is_headless(root) {
            StoreError::NoHeader { path }
        } else {
            not_a_project()
        });
    }
    Disk::on(system, root).map_err(|source| StoreError::Read { path: path.to_owned(), source })
}

/// Is this the folder of a project of which `project.ron` alone is missing? Article files that somebody
/// put in a folder are none.
pub fn is_headless(root: &Path) -> bool {
    let within = |folder: &Path| {
        let entries = fs::read_dir(folder).ok();
        entries.into_iter().flatten().flatten().map(|entry| entry.path())
    };
    let is_layer = |file: &Path| file.extension().is_some_and(|ending| ending == "ron");
    fs::symlink_metadata(root.join(names::PROJECT)).is_err()
        && (within(&root.join(names::ARTICLES)).any(|one| one.join(names::ARTICLE).is_file())
            || within(&root.join(names::ANNOTATIONS))
                .any(|one| within(&one).any(|file| is_layer(&file))))
}

/// A project on its way into memory.
struct Opening {
    disk: Disk,
    project: Project,
    problems: Vec<Problem>,
    known: BTreeMap<PathBuf, blake3::Hash>,
    left_alone: BTreeSet<PathBuf>,
    incomplete: Vec<PathBuf>,
}

impl Opening {
    fn begin(disk: Disk) -> Result<Self, StoreError> {
        let Shared { project, problems, known, left_alone } = read_shared(&disk)?;
        Ok(Self { disk, project, problems, known, left_alone, incomplete: Vec::new() })
    }

    fn report_listing(&mut self, listing: &Listing) {
        self.problems.extend(listing.problems.iter().cloned());
        if self.left_alone.contains(Path::new(names::ANALYSTS)) {
            return;
        }
        let analysts = listing.analysts.iter();
        let unknown = analysts.filter(|analyst| !self.project.analysts().contains_key(*analyst));
        self.problems.extend(unknown.map(|analyst| {
            let message = "These layers are by an analyst whom analysts.ron does not name";
            let hint = "Add the analyst to the project to give them a name";
            let path = names::analyst_folder(analyst);
            Problem::new(ProblemKind::UnknownAnalyst, path, message, hint)
        }));
    }

    fn take(&mut self, loaded: Loaded) {
        if let Some(article) = loaded.article {
            self.project.put_article(article);
        }
        for layer in loaded.layers {
            self.project.put_layer(layer);
        }
        self.problems.extend(loaded.problems);
        self.known.extend(loaded.known);
        self.incomplete.extend(loaded.incomplete);
    }

    fn finish(mut self, listing: Listing) -> Opened {
        // Stable: within one file they stay in its order.
        self.problems.sort_by(|a, b| a.path.cmp(&b.path));
        self.project = with_stand_ins(self.project, &self.left_alone, &listing.analysts);
        let unread = listing.layers().filter(|id| self.project.layer(id).is_none()).collect();
        let folder = Folder {
            disk: self.disk,
            saved: self.project.clone(),
            known: self.known.into(),
            copy_first: self.incomplete.into_iter().collect(),
            taken: listing.taken,
            unread,
            left_alone: self.left_alone,
            session: new_session(),
            pending: None,
        };
        let (project, problems) = (self.project, self.problems);
        Opened { project, folder, problems, recovered: Vec::new() }
    }
}
