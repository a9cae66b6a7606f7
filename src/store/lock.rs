//! An analyst's lock: who writes an analyst's layers now, so that a second window only reads them.
//!
//! On one machine the system's lock on `.postil/locks/analyst-ID.lock` decides. Between machines that
//! share a folder such locks may not reach: there `analyst-ID.ron` counts, which says who holds it and
//! is touched again and again while that program lives. It is a file of its own since no one else can
//! read a locked file on Windows.

#[cfg(test)]
mod tests;

use std::{
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

use super::{SessionId, atomic, names, own, reason};
use crate::model::{AnalystId, Time};

/// How often the holder says that it lives.
const BEAT: Duration = Duration::from_secs(30);

/// After this long without a word from another machine, its lock is free.
const SILENCE: Duration = Duration::from_mins(2);

/// Who holds an analyst's lock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// The machine's name.
    pub host: String,
    /// The program's number on that machine.
    pub pid: u32,
    /// When it took the lock, as in project files.
    pub since: String,
    /// The program's version.
    pub version: String,
    /// The program's session.
    pub session: String,
}

impl fmt::Display for Holder {
    /// Writes who it is: `process 4711 on quay, since 2026-03-03T10:00:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.is_empty() {
            return f.write_str("another program");
        }
        write!(f, "process {} on {}, since {}", self.pid, self.host, self.since)
    }
}

/// How a lock was got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Took {
    /// Nobody had it.
    Free,
    /// This one had it, and is gone without having given it up.
    Over(Holder),
}

/// Why a lock was not got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Someone has it.
    By(Holder),
    /// Nothing can be written there: this is why. Nor can the layers.
    Unlockable(String),
}

/// An analyst's lock, given up when it is dropped.
#[derive(Debug)]
pub struct Held {
    took: Took,
    /// Ends before the lock is given up.
    beating: Beating,
    /// Locked as long as it is open, where the system has locks.
    _lock: File,
}

impl Held {
    /// Takes the lock of an analyst of the project in `root`. It neither waits nor fails: whoever does
    /// not get it reads.
    pub fn take(
        root: &Path,
        analyst: &AnalystId,
        session: &SessionId,
        now: Time,
    ) -> Result<Self, NotTaken> {
        Self::take_beating(root, analyst, session, now, BEAT)
    }

    fn take_beating(
        root: &Path,
        analyst: &AnalystId,
        session: &SessionId,
        now: Time,
        beat: Duration,
    ) -> Result<Self, NotTaken> {
        let unlockable = |error: io::Error| NotTaken::Unlockable(reason(&error));
        let folder = folder(root).map_err(unlockable)?;
        let said = folder.join(format!("analyst-{analyst}.ron"));
        let path = folder.join(format!("analyst-{analyst}.lock"));
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path);
        let lock = lock.map_err(unlockable)?;
        let reaches = match lock.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                return Err(NotTaken::By(read(&said).unwrap_or_default()));
            }
            // A file system without locks: what is said has to do.
            Err(TryLockError::Error(_)) => false,
        };
        let before = read(&said).filter(|holder| holder.session != session.as_str());
        if let Some(holder) = &before
            && !(reaches && is_here(holder))
            && is_fresh(&folder, &said)
        {
            return Err(NotTaken::By(holder.clone()));
        }
        let holder = Holder {
            host: session.host().to_owned(),
            pid: process::id(),
            since: now.to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            session: session.to_string(),
        };
        own::write(&said, &holder).map_err(|error| NotTaken::Unlockable(error.to_string()))?;
        match read(&said) {
            // Another machine was quicker by a moment.
            Some(other) if other != holder => return Err(NotTaken::By(other)),
            _ => {}
        }
        let took = before.map_or(Took::Free, Took::Over);
        let beating = Beating::begin(said, holder.session, beat).map_err(unlockable)?;
        Ok(Self { took, beating, _lock: lock })
    }

    /// Returns how it was got.
    pub fn took(&self) -> &Took {
        &self.took
    }

    /// Has another machine taken it over, since this one was asleep or cut off?
    pub fn is_lost(&self) -> bool {
        self.beating.is_lost.load(Ordering::Relaxed)
    }
}

/// The thread that says again and again that the holder lives.
#[derive(Debug)]
struct Beating {
    said: PathBuf,
    session: String,
    is_lost: Arc<AtomicBool>,
    /// Dropped to stop the thread.
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Beating {
    fn begin(said: PathBuf, session: String, beat: Duration) -> io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let is_lost = Arc::new(AtomicBool::new(false));
        let (lost, path, own) = (Arc::clone(&is_lost), said.clone(), session.clone());
        let thread = thread::Builder::new().name("analyst lock".to_owned()).spawn(move || {
            while stopped.recv_timeout(beat) == Err(RecvTimeoutError::Timeout) {
                if !say_again(&path, &own) {
                    lost.store(true, Ordering::Relaxed);
                    return;
                }
            }
        })?;
        Ok(Self { said, session, is_lost, stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Beating {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It has nothing to tell: it ends as soon as it is told to stop.
            let _ = thread.join();
        }
        if read(&self.said).is_some_and(|holder| holder.session == self.session) {
            // What can't be removed is taken over by the next, who says so.
            let _ = fs::remove_file(&self.said);
        }
    }
}

/// Returns the folder of the locks, and makes it where it is not there yet.
fn folder(root: &Path) -> io::Result<PathBuf> {
    let postil = root.join(names::POSTIL);
    let folder = postil.join("locks");
    atomic::make_folder(&folder)?;
    let ignored = postil.join(".gitignore");
    if fs::symlink_metadata(&ignored).is_err() {
        atomic::write(&ignored, b"*\n")?;
    }
    Ok(folder)
}

fn read(said: &Path) -> Option<Holder> {
    ron::de::from_bytes(&fs::read(said).ok()?).ok()
}

/// Is it a program of this machine, where the system's lock decides?
fn is_here(holder: &Holder) -> bool {
    holder.session.parse().is_ok_and(|session: SessionId| session.is_of_this_host())
}

/// Was it said lately? The age of a file is told by another that is made now, since the clocks of two
/// machines differ.
pub(super) fn is_fresh(folder: &Path, said: &Path) -> bool {
    let modified = |file: io::Result<fs::Metadata>| file.and_then(|file| file.modified()).ok();
    let probe = tempfile::tempfile_in(folder).ok();
    let now = probe.and_then(|file| modified(file.metadata())).unwrap_or_else(SystemTime::now);
    let Some(said) = modified(fs::metadata(said)) else { return false };
    now.duration_since(said).map_or(true, |age| age < SILENCE)
}

/// Says again that this session lives; returns whether the lock is still its own.
fn say_again(said: &Path, session: &str) -> bool {
    match Word::of(said, session) {
        // Gone, or out of reach for now: nobody else has it.
        Err(_) => true,
        Ok(None) => false,
        Ok(Some(word)) => {
            // A disk that does not take it now may take it the next time.
            word.again().unwrap_or_default();
            read(said).is_none_or(|holder| holder.session == session)
        }
    }
}

/// What a session has said, as the file that it wrote: whoever takes the lock over writes another, which
/// is never written over.
struct Word {
    file: File,
    text: Vec<u8>,
}

impl Word {
    /// Opens what is said, `None` where another session said it.
    fn of(said: &Path, session: &str) -> io::Result<Option<Self>> {
        let mut file = OpenOptions::new().read(true).write(true).open(said)?;
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let holder: Option<Holder> = ron::de::from_bytes(&text).ok();
        let is_own = holder.is_none_or(|holder| holder.session == session);
        Ok(is_own.then_some(Self { file, text }))
    }

    /// Writes the same once more, so that the time is that of whoever keeps the folder.
    fn again(mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&self.text)?;
        self.file.sync_all()
    }
}
