//! The steps by which a save or a journal reaches the disk, behind one door.
//!
//! Everything that has to survive a crash is done through a [`System`], so that tests can count the
//! steps, let any of them fail and stop before any of them. Reading does not go through it.

use std::{
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::liken;

/// One step, as it is asked for before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// Makes a file that is not there yet.
    Create(&'a Path),
    /// Writes these bytes at the end of what was written.
    Write(&'a Path, &'a [u8]),
    /// Gives the first file the mode, the owner and the attributes of the second.
    Liken(&'a Path, &'a Path),
    /// Makes what a file holds survive a power cut.
    Sync(&'a Path),
    /// Makes the names in a folder survive a power cut.
    SyncFolder(&'a Path),
    /// Gives a file or folder another name, in the place of a file that may be there.
    Rename(&'a Path, &'a Path),
    /// Gives a file a second name.
    Link(&'a Path, &'a Path),
    /// Deletes a file.
    Remove(&'a Path),
    /// Makes one folder.
    MakeFolder(&'a Path),
    /// Deletes an empty folder.
    RemoveFolder(&'a Path),
    /// Opens a file to lock it; it is made if it is not there.
    Lock(&'a Path),
}

/// What stands between the store and the disk: nothing, but in tests.
pub(super) trait System: fmt::Debug + Send + Sync {
    /// Hears of each step before it is done; an error takes the step's place.
    fn before(&self, step: Step<'_>) -> io::Result<()>;

    /// Asks for the lock of an open file.
    fn lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }

    /// Asks for a share in the lock of an open file.
    fn lock_shared(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock_shared()
    }
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Asked<T> {
    /// Nobody else has it until this is dropped.
    Locked(T),
    /// Another program has it.
    Taken,
    /// The file system has no locks: many network drives and folders that are kept in sync.
    NoLocks(T),
}

/// The disk as it is.
#[derive(Debug)]
struct Real;

impl System for Real {
    fn before(&self, _: Step<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// Returns the disk as it is.
pub(super) fn real() -> Arc<dyn System> {
    Arc::new(Real)
}

/// A file that is open for writing.
#[derive(Debug)]
pub(super) struct OpenFile {
    path: PathBuf,
    file: File,
}

impl OpenFile {
    /// Returns where the file is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl dyn System + '_ {
    /// Makes a file; an error if there is one of that name.
    pub(super) fn create(&self, path: &Path) -> io::Result<OpenFile> {
        self.before(Step::Create(path))?;
        let file = OpenOptions::new().write(true).create_new(true).open(path)?;
        Ok(OpenFile { path: path.to_owned(), file })
    }

    /// Writes all of these bytes; after an error any part of them may be there.
    pub(super) fn write(&self, file: &mut OpenFile, bytes: &[u8]) -> io::Result<()> {
        self.before(Step::Write(&file.path, bytes))?;
        file.file.write_all(bytes)
    }

    /// Gives a new file the mode of the one that it replaces, and its owner and extended attributes
    /// where this is possible.
    pub(super) fn liken(&self, file: &OpenFile, old: &Path) -> io::Result<()> {
        self.before(Step::Liken(&file.path, old))?;
        liken::liken(&file.file, old)
    }

    /// Makes what a file holds survive a power cut.
    pub(super) fn sync(&self, file: &OpenFile) -> io::Result<()> {
        self.before(Step::Sync(&file.path))?;
        file.file.sync_all()
    }

    /// Makes the names in a folder survive a power cut.
    pub(super) fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.before(Step::SyncFolder(folder))?;
        // Elsewhere folders cannot be opened, and the system does so by itself.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }

    /// Gives a file or folder another name; a file of that name is replaced.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Step::Rename(from, to))?;
        fs::rename(from, to)
    }

    /// Gives a file a second name, which no other may have.
    pub(super) fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Step::Link(from, to))?;
        fs::hard_link(from, to)
    }

    /// Deletes a file.
    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.before(Step::Remove(path))?;
        fs::remove_file(path)
    }

    /// Makes one folder, in one that is there.
    pub(super) fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.before(Step::MakeFolder(folder))?;
        fs::create_dir(folder)
    }

    /// Makes a folder and those above it; each is synced into the one above it. Returns those that
    /// were not there, the upper ones first.
    pub(super) fn make_folders(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut made = Vec::new();
        self.make_folders_into(folder, &mut made)?;
        Ok(made)
    }

    /// Does the work of [`Self::make_folders`], and adds what it made even where it then fails.
    pub(super) fn make_folders_into(
        &self,
        folder: &Path,
        made: &mut Vec<PathBuf>,
    ) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let above = folder.parent().ok_or(io::ErrorKind::InvalidInput)?;
        self.make_folders_into(above, made)?;
        match self.make_folder(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
            Err(error) => Err(error),
            Ok(()) => {
                made.push(folder.to_owned());
                self.sync_folder(above)
            }
        }
    }

    /// Deletes a folder with nothing in it.
    pub(super) fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.before(Step::RemoveFolder(folder))?;
        fs::remove_dir(folder)
    }

    /// Locks a file for this program alone until the returned one is dropped. The file is made if it
    /// is not there, and what it holds stays.
    pub(super) fn try_lock(&self, path: &Path) -> io::Result<Asked<OpenFile>> {
        self.before(Step::Lock(path))?;
        let file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
        let asked = self.lock(&file);
        Ok(asked_for(OpenFile { path: path.to_owned(), file }, &asked))
    }

    /// Keeps others from locking a file for themselves until the returned one is dropped.
    pub(super) fn try_share(&self, path: &Path) -> io::Result<Asked<File>> {
        let file = OpenOptions::new().read(true).open(path)?;
        let asked = self.lock_shared(&file);
        Ok(asked_for(file, &asked))
    }
}

fn asked_for<T>(file: T, asked: &Result<(), TryLockError>) -> Asked<T> {
    match asked {
        Ok(()) => Asked::Locked(file),
        Err(TryLockError::WouldBlock) => Asked::Taken,
        // The file is open: it is the lock alone that can't be had.
        Err(TryLockError::Error(_)) => Asked::NoLocks(file),
    }
}
