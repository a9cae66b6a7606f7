//! Sessions: each running program that writes to a project has a folder of its own in it, held by a
//! lock for as long as the program lives.
//!
//! A session of a project is `.postil/sessions/HOST-KEY-ID/`. Where the project's folder can't be
//! written to, or there is none yet, it is in the person's state folder and names the project.

mod host;
mod id;
mod saving;
mod state;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
    process, thread,
    time::Duration,
};

pub use id::{NotASession, SessionId};
pub(super) use saving::{Saving, saved_first};
use serde::{Deserialize, Serialize};

use super::{StoreError, atomic, names, own};
use crate::model::Time;

/// The file that is locked while the program lives.
const LOCK: &str = "lock";

/// The file that says whose session it is.
const ABOUT: &str = "session.ron";

/// How often a folder is made again that another program cleans up at the same moment, or that one
/// looks at.
const TRIES: usize = 50;

/// How often a lock is tried that may be held for a moment only: by a program that looks whether it is.
const LOOKS: usize = 5;

/// How long to wait before the next try.
const PAUSE: Duration = Duration::from_millis(20);

/// Whose session it is, for people and for recovery.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The machine's name.
    #[serde(default)]
    pub host: String,
    /// The program's number on that machine.
    #[serde(default)]
    pub pid: u32,
    /// When it began, as in project files.
    #[serde(default)]
    pub since: String,
    /// The folder of the project, of a session in the state folder; none of an untitled one.
    #[serde(default)]
    pub project: Option<PathBuf>,
    /// Where an untitled project is saved first.
    #[serde(default)]
    pub saving: Option<Saving>,
}

/// Where a session is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the project's own folder.
    InProject,
    /// In the state folder, for an untitled project.
    Untitled,
    /// In the state folder, because the project's can't be written to: this is why.
    Aside(String),
}

/// Where the sessions of one project are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sessions {
    /// The project's folder; none of an untitled project.
    pub root: Option<PathBuf>,
    /// The person's state folder, where the system has one.
    pub state: Option<PathBuf>,
}

impl Sessions {
    /// Returns where the sessions of the project in `root` are, `None` for untitled ones.
    pub fn of(root: Option<&Path>) -> Self {
        Self { root: root.map(absolute), state: state::folder() }
    }

    /// Begins a session: in the project's folder, or in the state folder where that can't be
    /// written to. Refuses where there is no such folder.
    pub fn begin(&self, bits: u64, now: Time) -> Result<Session, StoreError> {
        let id = SessionId::from_bits(bits);
        let Some(root) = &self.root else { return self.begin_aside(&id, Kept::Untitled, now) };
        if !root.is_dir() {
            // One that was moved or unplugged is not made anew: it may come back.
            return Err(StoreError::Gone { path: root.clone() });
        }
        match self.make(&id, &in_project(root), Kept::InProject, now) {
            Err(StoreError::Write { source, .. }) => {
                self.begin_aside(&id, Kept::Aside(super::reason(&source)), now)
            }
            session => session,
        }
    }

    /// Does a program hold this session? One of another machine counts as held: what is there is not
    /// for this one to touch.
    pub fn is_live(&self, id: &SessionId) -> bool {
        !id.is_of_this_host()
            || self.folders().iter().any(|sessions| is_held(&sessions.join(id.as_str())))
    }

    /// Returns the folders of this machine's sessions that no program holds, by id: those in the
    /// project's folder first.
    pub(super) fn dead(&self) -> Vec<PathBuf> {
        let root = self.root.as_deref().map(real);
        let mut found = self.root.iter().flat_map(|root| folders_in(&in_project(root))).collect();
        let aside = self.aside().into_iter().flat_map(|sessions| folders_in(&sessions));
        let is_ours = |folder: &PathBuf| {
            let project = about(folder).and_then(About::of_project);
            project.as_deref().map(real) == root
        };
        Vec::extend(&mut found, aside.filter(is_ours));
        found.retain(|folder| !is_held(folder));
        found
    }

    /// Takes over a session that no program holds any more; `None` where one does, or where it is
    /// another machine's.
    pub fn adopt(&self, folder: &Path) -> Option<Session> {
        let id: SessionId = folder.file_name()?.to_str()?.parse().ok()?;
        if !id.is_of_this_host() {
            return None;
        }
        let lock = open_lock(folder).ok().filter(is_taken)?;
        let is_aside = self.aside().is_some_and(|sessions| folder.starts_with(sessions));
        let kept = match &self.root {
            Some(_) if !is_aside => Kept::InProject,
            Some(_) => Kept::Aside("it could not be written to before".to_owned()),
            None => Kept::Untitled,
        };
        Some(Session { id, folder: folder.to_owned(), kept, lock: Some(lock) })
    }

    fn begin_aside(&self, id: &SessionId, kept: Kept, now: Time) -> Result<Session, StoreError> {
        let no_folder = || StoreError::Write {
            path: PathBuf::from("state"),
            source: io::Error::other("this system says of no folder where programs keep state"),
        };
        self.make(id, &self.aside().ok_or_else(no_folder)?, kept, now)
    }

    fn make(
        &self,
        id: &SessionId,
        sessions: &Path,
        kept: Kept,
        now: Time,
    ) -> Result<Session, StoreError> {
        let folder = sessions.join(id.as_str());
        let failed = |source| StoreError::Write { path: folder.clone(), source };
        if kept == Kept::InProject {
            ignore_in_git(sessions).map_err(failed)?;
        }
        let root = self.root.as_deref().filter(|_| kept == Kept::InProject);
        let lock = make_locked(&folder, root).map_err(failed)?;
        let about = About {
            host: host::name().to_owned(),
            pid: process::id(),
            since: now.to_string(),
            project: self.root.clone().filter(|_| kept != Kept::InProject),
            saving: None,
        };
        let text = own::text(&about).map_err(failed)?;
        write_new(&folder.join(ABOUT), &text).map_err(failed)?;
        Ok(Session { id: id.clone(), folder, kept, lock: Some(lock) })
    }

    fn folders(&self) -> Vec<PathBuf> {
        self.root.as_deref().map(in_project).into_iter().chain(self.aside()).collect()
    }

    fn aside(&self) -> Option<PathBuf> {
        Some(self.state.as_ref()?.join("sessions"))
    }
}

/// A running program's place to write in. Dropping it gives it up; where it holds nothing by then,
/// nothing stays of it.
#[derive(Debug)]
pub struct Session {
    id: SessionId,
    folder: PathBuf,
    kept: Kept,
    lock: Option<File>,
}

impl Session {
    /// Begins a session for the project in the folder `root`, `None` for an untitled one.
    pub fn begin(root: Option<&Path>, bits: u64, now: Time) -> Result<Self, StoreError> {
        Sessions::of(root).begin(bits, now)
    }

    /// Returns its id.
    pub fn id(&self) -> &SessionId {
        &self.id
    }

    /// Returns its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns where it is kept.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Does a program hold this session of the project in `root`? One of another machine counts as
    /// held: what is there is not for this one to touch.
    pub fn is_live(root: &Path, id: &SessionId) -> bool {
        Sessions::of(Some(root)).is_live(id)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Windows deletes no file that is open.
        self.lock = None;
        sweep(&self.folder);
    }
}

/// Returns whose session a folder is, `None` where it does not say.
pub(super) fn about(folder: &Path) -> Option<About> {
    ron::de::from_bytes(&fs::read(folder.join(ABOUT)).ok()?).ok()
}

/// Removes what a dead session left that holds nothing: its lock and the file that says whose it
/// was. Everything else stays.
pub(super) fn sweep(folder: &Path) {
    let holds_nothing = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name() == LOCK || entry.file_name() == ABOUT)
    };
    let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.all(holds_nothing));
    if !is_empty {
        return;
    }
    // What can't be removed is removed another time: it holds nothing.
    let held = open_lock(folder).ok().filter(|file| file.try_lock().is_ok());
    if held.is_some() || !folder.join(LOCK).exists() {
        let _ = fs::remove_file(folder.join(ABOUT));
        let _ = fs::remove_file(folder.join(LOCK));
        drop(held);
        let _ = fs::remove_dir(folder);
    }
}

fn in_project(root: &Path) -> PathBuf {
    root.join(names::POSTIL).join("sessions")
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Returns a path without links, to compare it with another.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn folders_in(sessions: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(sessions).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let id: SessionId = entry.file_name().to_str()?.parse().ok()?;
        id.is_of_this_host().then(|| entry.path())
    });
    let mut folders: Vec<PathBuf> = named.collect();
    folders.sort();
    folders
}

/// Is the lock held, or can't that be told?
fn is_held(folder: &Path) -> bool {
    match open_lock(folder) {
        Ok(file) => !is_taken(&file),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Takes a lock, unless it is held for longer than the look of another program takes.
fn is_taken(file: &File) -> bool {
    (0..LOOKS).any(|look| {
        if look > 0 {
            thread::sleep(PAUSE);
        }
        file.try_lock().is_ok()
    })
}

fn open_lock(folder: &Path) -> io::Result<File> {
    fs::OpenOptions::new().read(true).write(true).open(folder.join(LOCK))
}

/// Makes a session's folder and locks it. A program that cleans up may take the folder away before
/// it is locked.
fn make_locked(folder: &Path, root: Option<&Path>) -> io::Result<File> {
    let path = folder.join(LOCK);
    let mut last = io::Error::from(io::ErrorKind::WouldBlock);
    for _ in 0..TRIES {
        if root.is_some_and(|root| !root.is_dir()) {
            return Err(io::ErrorKind::NotFound.into());
        }
        atomic::make_folder(folder)?;
        let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        match file.and_then(|file| file.try_lock().map(|()| file).map_err(of_lock)) {
            Ok(file) if fs::symlink_metadata(&path).is_ok() => return Ok(file),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => last = error,
            // Nobody else writes to a session of this id: who holds it only looks at it.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                thread::sleep(PAUSE);
                last = error;
            }
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Writes a file in a folder that is there: nothing is made anew that was moved in between.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn of_lock(error: TryLockError) -> io::Error {
    match error {
        TryLockError::Error(error) => error,
        TryLockError::WouldBlock => io::Error::from(io::ErrorKind::WouldBlock),
    }
}

/// Keeps what the program writes for itself out of a repository.
fn ignore_in_git(sessions: &Path) -> io::Result<()> {
    let Some(postil) = sessions.parent() else { return Ok(()) };
    let ignored = postil.join(".gitignore");
    if fs::symlink_metadata(&ignored).is_ok() {
        return Ok(());
    }
    atomic::make_folder(postil)?;
    atomic::write(&ignored, b"*\n")
}
