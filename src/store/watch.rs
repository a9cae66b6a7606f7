//! Notices within two seconds when files of an open project are touched by anyone: by what the system
//! tells, and by a look at all of them every so often, which is often where the system tells nothing.
//!
//! It says which files may be others now. Whether they are is for [`Folder::changed_outside`], which
//! knows what was written here.
//!
//! [`Folder::changed_outside`]: super::Folder::changed_outside

mod look;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::names;
use look::Look;

/// How long nothing more has to happen before it is told: a program that saves writes many files.
const CALM: Duration = Duration::from_millis(200);

/// After this long it is told though there is no end to it.
const LONGEST: Duration = Duration::from_millis(800);

/// How often all files are looked at where the system does not tell.
const OFTEN: Duration = Duration::from_millis(1200);

/// How often all files are looked at where the system tells, which may miss some.
const SELDOM: Duration = Duration::from_secs(30);

/// Watches the files of one project until it is dropped.
#[derive(Debug)]
pub struct Watch {
    tell: Sender<Heard>,
    thread: Option<JoinHandle<()>>,
}

/// Who is asked to tell what happens, beside the looks.
#[derive(Clone, Copy)]
enum Asked {
    System,
    NoOne,
}

/// What the thread hears.
enum Heard {
    /// Something happened to these files.
    Touched(Vec<PathBuf>),
    /// The system has lost count: all files have to be looked at.
    Missed,
    /// Nobody wants to know any more.
    Stop,
}

impl Watch {
    /// Watches the project in `root`. On a thread of its own `on` is given the files, relative to the
    /// folder, that were written, made or removed, by whomever; perhaps folders among them.
    pub fn begin(
        root: &Path,
        on: impl Fn(BTreeSet<PathBuf>) + Send + 'static,
    ) -> std::io::Result<Self> {
        if look::is_remote(root) {
            return Self::begin_with(root, Asked::NoOne, OFTEN, on);
        }
        // Nobody tells of a file elsewhere that a link leads to.
        let every = if look::has_links(root) { OFTEN } else { SELDOM };
        Self::begin_with(root, Asked::System, every, on)
    }

    fn begin_with(
        root: &Path,
        asked: Asked,
        every: Duration,
        on: impl Fn(BTreeSet<PathBuf>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let root = std::fs::canonicalize(root)?;
        let (tell, heard) = mpsc::channel();
        let system = match asked {
            Asked::System => listen(&root, tell.clone()),
            Asked::NoOne => None,
        };
        let every = if system.is_none() { every.min(OFTEN) } else { every };
        // Before the thread begins, so that whatever happens from now on is noticed.
        let look = Look::at(&root);
        let (touched, has_folders) = (BTreeSet::new(), false);
        let mut watching = Watching { root, system, look, every, touched, has_folders };
        let thread = thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || watching.run(&heard, &on))?;
        Ok(Self { tell, thread: Some(thread) })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It is gone already where nobody hears this.
        let _ = self.tell.send(Heard::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Asks the system to tell what happens in a project's folder; `None` where it can't, or not for so
/// many folders.
fn listen(root: &Path, tell: Sender<Heard>) -> Option<RecommendedWatcher> {
    let hear = move |event: notify::Result<notify::Event>| {
        let heard = match event {
            Ok(event) if event.need_rescan() => Heard::Missed,
            Ok(event) if event.kind.is_access() => return,
            Ok(event) => Heard::Touched(event.paths),
            Err(_) => Heard::Missed,
        };
        // Nobody hears it once the watch has been dropped.
        let _ = tell.send(heard);
    };
    let mut system = notify::recommended_watcher(hear).ok()?;
    system.watch(root, RecursiveMode::NonRecursive).ok()?;
    for folder in [names::ARTICLES, names::ANNOTATIONS] {
        let folder = root.join(folder);
        if folder.is_dir() {
            system.watch(&folder, RecursiveMode::Recursive).ok()?;
        }
    }
    Some(system)
}

/// The thread's own.
struct Watching {
    root: PathBuf,
    system: Option<RecommendedWatcher>,
    look: Look,
    every: Duration,
    /// What is not told yet.
    touched: BTreeSet<PathBuf>,
    /// A folder came or went: nobody tells of what it held at that moment.
    has_folders: bool,
}

impl Watching {
    fn run(&mut self, heard: &Receiver<Heard>, on: &dyn Fn(BTreeSet<PathBuf>)) {
        let (mut next_look, mut since) = (Instant::now() + self.every, Instant::now());
        loop {
            let now = Instant::now();
            let was_calm = self.touched.is_empty();
            let wait = if was_calm {
                next_look.saturating_duration_since(now)
            } else {
                CALM.min((since + LONGEST).saturating_duration_since(now))
            };
            match heard.recv_timeout(wait) {
                Ok(Heard::Touched(paths)) => self.touch(paths),
                Ok(Heard::Missed) => self.look_again(),
                Ok(Heard::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) if was_calm => {
                    self.look_again();
                    next_look = Instant::now() + self.every;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let is_told = !was_calm && (wait.is_zero() || now.elapsed() >= wait);
            if was_calm {
                since = Instant::now();
            } else if is_told {
                if std::mem::take(&mut self.has_folders) {
                    self.look_again();
                }
                on(std::mem::take(&mut self.touched));
            }
        }
    }

    /// Notes the project's own files among these, and begins to watch a folder that is new.
    fn touch(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            let Ok(own) = path.strip_prefix(&self.root) else { continue };
            if !look::is_own(own) {
                continue;
            }
            if own == Path::new(names::ARTICLES) || own == Path::new(names::ANNOTATIONS) {
                self.watch_new(&path);
            }
            self.has_folders |= path.is_dir() || self.look.has_below(own);
            self.touched.insert(own.to_owned());
        }
    }

    fn watch_new(&mut self, folder: &Path) {
        let Some(system) = self.system.as_mut().filter(|_| folder.is_dir()) else { return };
        if system.watch(folder, RecursiveMode::Recursive).is_err() {
            self.every = OFTEN;
        }
    }

    fn look_again(&mut self) {
        let look = Look::at(&self.root);
        self.touched.extend(look.differing(&self.look));
        self.look = look;
    }
}
