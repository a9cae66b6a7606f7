//! A disk on which one step fails, or which writes down every step; and saves to try on it.

use std::{
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use super::*;
use crate::{
    model::{
        Article, Original, Version, VersionNumber,
        edit::{ArticleEdit, compose},
    },
    store::system::{Step, System},
    text::Text,
};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing: steps are only counted and written down.
    Nothing,
    /// From this step on there is no room for anything new.
    NoSpace,
    /// This step fails, the next ones do not.
    Io,
    /// From this step on nothing can be written.
    ReadOnly,
    /// Half of it is written.
    Short,
    /// What was written cannot be made durable.
    Sync,
    /// The program is gone before this step.
    Kill,
}

pub(super) const FAULTS: [Fault; 6] =
    [Fault::NoSpace, Fault::Io, Fault::ReadOnly, Fault::Short, Fault::Sync, Fault::Kill];

/// A disk on which something goes wrong once it is armed.
#[derive(Debug)]
pub(super) struct Trial {
    fault: Fault,
    at: usize,
    is_armed: AtomicBool,
    steps: AtomicUsize,
    /// Did it come to the fault?
    pub(super) has_failed: AtomicBool,
    pub(super) done: Mutex<Vec<Done>>,
}

/// A step that was done.
#[derive(Clone, Debug)]
pub(super) enum Done {
    Create(PathBuf),
    Write(PathBuf, Vec<u8>),
    Sync(PathBuf),
    SyncFolder(PathBuf),
    Rename(PathBuf, PathBuf),
    Link(PathBuf, PathBuf),
    Remove(PathBuf),
    MakeFolder(PathBuf),
    RemoveFolder(PathBuf),
}

impl Trial {
    /// Returns a disk on which this goes wrong at the step with this number.
    pub(super) fn new(fault: Fault, at: usize) -> Arc<Self> {
        Arc::new(Self {
            fault,
            at,
            is_armed: AtomicBool::new(false),
            steps: AtomicUsize::new(0),
            has_failed: AtomicBool::new(false),
            done: Mutex::new(Vec::new()),
        })
    }

    pub(super) fn arm(&self) {
        self.is_armed.store(true, Ordering::Relaxed);
    }

    pub(super) fn disarm(&self) {
        self.is_armed.store(false, Ordering::Relaxed);
    }

    pub(super) fn steps(&self) -> usize {
        self.steps.load(Ordering::Relaxed)
    }

    fn outcome(&self, step: &Step<'_>, number: usize) -> io::Result<()> {
        let (is_now, is_since) = (number == self.at, number >= self.at);
        let needs_room = matches!(
            step,
            Step::Create(_)
                | Step::Write(..)
                | Step::MakeFolder(_)
                | Step::Link(..)
                | Step::Lock(_)
        );
        let error = |code: i32| Err(io::Error::from_raw_os_error(code));
        match self.fault {
            Fault::NoSpace if is_since && needs_room => error(28),
            Fault::Io if is_now => error(5),
            Fault::ReadOnly if is_since => error(30),
            Fault::Kill if is_since => Err(io::Error::other("killed")),
            Fault::Sync if is_now && matches!(step, Step::Sync(_) | Step::SyncFolder(_)) => {
                error(5)
            }
            Fault::Short if is_now => match step {
                Step::Write(path, bytes) => {
                    let file = fs::OpenOptions::new().append(true).open(path);
                    let half = bytes.get(..bytes.len() / 2).unwrap();
                    io::Write::write_all(&mut file.unwrap(), half).unwrap();
                    error(28)
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

impl System for Trial {
    fn before(&self, step: Step<'_>) -> io::Result<()> {
        if !self.is_armed.load(Ordering::Relaxed) {
            return Ok(());
        }
        let outcome = self.outcome(&step, self.steps.fetch_add(1, Ordering::Relaxed));
        if outcome.is_err() {
            self.has_failed.store(true, Ordering::Relaxed);
        } else {
            self.done.lock().unwrap().extend(done(step));
        }
        outcome
    }
}

fn done(step: Step<'_>) -> Option<Done> {
    Some(match step {
        Step::Create(path) => Done::Create(path.into()),
        Step::Write(path, bytes) => Done::Write(path.into(), bytes.into()),
        Step::Sync(path) => Done::Sync(path.into()),
        Step::SyncFolder(path) => Done::SyncFolder(path.into()),
        Step::Rename(from, to) => Done::Rename(from.into(), to.into()),
        Step::Link(from, to) => Done::Link(from.into(), to.into()),
        Step::Remove(path) => Done::Remove(path.into()),
        Step::MakeFolder(path) => Done::MakeFolder(path.into()),
        Step::RemoveFolder(path) => Done::RemoveFolder(path.into()),
        // The lock holds nothing, and modes and owners are no content.
        Step::Lock(_) | Step::Liken(..) => return None,
    })
}

/// A change of the sample project.
pub(super) type Change = fn(&mut Project);

/// The content of the sample project before and after a change.
pub(super) struct Both {
    pub(super) old: BTreeMap<PathBuf, Vec<u8>>,
    pub(super) new: BTreeMap<PathBuf, Vec<u8>>,
}

impl Both {
    /// Makes a change where nothing goes wrong.
    pub(super) fn of(change: Change) -> Self {
        let copy = Copy::in_memory("port-crews");
        let old = copy.content();
        let mut opened = copy.open();
        change(&mut opened.project);
        opened.folder.save(&opened.project).unwrap();
        let new = copy.content();
        assert!(new != old);
        Self { old, new }
    }
}

/// Opens a copy to be written through `trial`.
pub(super) fn open_on(trial: &Arc<Trial>, root: &Path) -> Result<Opened, StoreError> {
    let system: Arc<dyn System> = trial.clone();
    open::open_on(system, root, None, &|_| {}, &AtomicBool::new(false))
}

/// Changes that touch several files each: edits, an article that comes, one that goes.
pub(super) const CHANGES: [(&str, Change); 3] =
    [("edits", edits), ("an article more", add), ("an article less", remove)];

fn edits(project: &mut Project) {
    let spans: Vec<(LayerId, SpanId)> = project
        .layers()
        .filter_map(|layer| Some((layer.id.clone(), layer.spans().next()?.id.clone())))
        .collect();
    assert!(spans.len() > 1);
    for (layer, span) in spans {
        note(project, &layer, span.as_str(), "changed");
    }
    let analyst = crate::model::Analyst::person("bo".parse().unwrap(), "Bo");
    project.apply(compose::add_analyst(analyst)).unwrap();
}

fn add(project: &mut Project) {
    let text = "A short text\n\nof two paragraphs.";
    let original: Arc<[u8]> = (*b"# A short text").into();
    let version = Version {
        number: VersionNumber::FIRST,
        hash: load::tagged(blake3::hash(text.as_bytes())),
        source: "short.md".to_owned(),
        source_hash: load::tagged(blake3::hash(&original)),
        text: Text::new(text),
        original: Original::InMemory(original),
        ..project.articles().next().unwrap().versions[0].clone()
    };
    let version = Version { blocks: Vec::new(), pages: Vec::new(), ..version };
    let article = Article {
        id: "a-short-text".parse().unwrap(),
        title: "A short text".to_owned(),
        versions: vec![version],
        ..project.articles().next().unwrap().clone()
    };
    project.apply(Edit::Article(ArticleEdit::Add(article.into()))).unwrap();
}

fn remove(project: &mut Project) {
    edits(project);
    let article = alices().article;
    project.apply(compose::remove_article(project, &article)).unwrap();
}
