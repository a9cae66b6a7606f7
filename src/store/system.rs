//! The steps by which a save or a journal reaches the disk, behind one door.
//!
//! Everything that has to survive a crash is done through a [`System`], so that tests can count the
//! steps, let any of them fail and stop before any of them. Reading does not go through it.

use std::{
    collections::BTreeSet,
    fmt,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    panic,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use super::liken;

/// So many files are open at a time, to be synced together: systems let a program have 256 in all.
pub(super) const AT_ONCE: usize = 64;

/// So many threads sync at a time.
const THREADS: usize = 16;

/// So few are synced one after the other.
const FEW: usize = 8;

/// What failed, and where.
pub(super) type Failed = (PathBuf, io::Error);

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

    /// Does so with many files, several at a time.
    pub(super) fn sync_each(&self, files: &[OpenFile]) -> Result<(), Failed> {
        each(files, |file| self.sync(file).map_err(|error| (file.path.clone(), error)))
    }

    /// Makes the names in folders survive a power cut, in several at a time.
    pub(super) fn sync_folders(&self, folders: &BTreeSet<PathBuf>) -> Result<(), Failed> {
        let folders: Vec<&PathBuf> = folders.iter().collect();
        each(&folders, |folder| {
            self.sync_folder(folder).map_err(|error| ((*folder).clone(), error))
        })
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
        self.sync_folders(&above(&made)).map_err(|(_, error)| error)?;
        Ok(made)
    }

    /// Makes a folder and those above it, and adds what it made even where it then fails. Their names are
    /// to be synced, in the folders [`above`] them.
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
                Ok(())
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

/// Returns the folders that others are in.
pub(super) fn above(folders: &[PathBuf]) -> BTreeSet<PathBuf> {
    folders.iter().filter_map(|folder| folder.parent()).map(Path::to_owned).collect()
}

/// Does something with each, from several threads where there are many: what waits for a disk takes no
/// processor, and file systems do together what they are asked for together. Returns the failure of the
/// first that failed.
fn each<T: Sync>(all: &[T], work: impl Fn(&T) -> Result<(), Failed> + Sync) -> Result<(), Failed> {
    let share = all.len().div_ceil(THREADS).max(FEW);
    if all.len() <= share {
        return all.iter().try_for_each(work);
    }
    let work = &work;
    thread::scope(|scope| {
        let parts = all.chunks(share).map(|part| (part, thread::Builder::new()));
        // Where there is no thread to be had, it is done here.
        let parts = parts.map(|(part, thread)| {
            let on_thread = thread.spawn_scoped(scope, || part.iter().try_for_each(work));
            on_thread.map_err(|_| part)
        });
        let parts: Vec<_> = parts.collect();
        let done = parts.into_iter().map(|part| match part {
            Ok(thread) => thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
            Err(part) => part.iter().try_for_each(work),
        });
        // All threads are waited for before anything is said of them.
        let done: Vec<_> = done.collect();
        done.into_iter().collect()
    })
}

fn asked_for<T>(file: T, asked: &Result<(), TryLockError>) -> Asked<T> {
    match asked {
        Ok(()) => Asked::Locked(file),
        Err(TryLockError::WouldBlock) => Asked::Taken,
        // The file is open: it is the lock alone that can't be had.
        Err(TryLockError::Error(_)) => Asked::NoLocks(file),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Notes what was synced, and fails for what is named `bad`.
    #[derive(Debug, Default)]
    struct Picky(Mutex<BTreeSet<PathBuf>>);

    impl System for Picky {
        fn before(&self, step: Step<'_>) -> io::Result<()> {
            let (Step::Sync(path) | Step::SyncFolder(path)) = step else { return Ok(()) };
            if path.ends_with("bad") {
                return Err(io::Error::other("bad"));
            }
            self.0.lock().unwrap().insert(path.to_owned());
            Ok(())
        }
    }

    #[test]
    fn many_are_synced_each_once_and_a_failure_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let picky = Picky::default();
        let system: &dyn System = &picky;
        for number in [0, 1, FEW, FEW + 1, 100, AT_ONCE] {
            let folders: BTreeSet<PathBuf> =
                (0..number).map(|one| folder.path().join(format!("{number}-{one}"))).collect();
            for one in &folders {
                fs::create_dir(one).unwrap();
            }
            system.sync_folders(&folders).unwrap();
            assert_eq!(std::mem::take(&mut *picky.0.lock().unwrap()), folders);
            let files: Vec<OpenFile> =
                folders.iter().map(|one| system.create(&one.join("file")).unwrap()).collect();
            system.sync_each(&files).unwrap();
            let synced = std::mem::take(&mut *picky.0.lock().unwrap());
            assert!(synced.iter().eq(files.iter().map(|file| &file.path)), "{number}");
        }
        let bad = folder.path().join("100-77").join("bad");
        let mut folders = above(&[bad.join("x")]);
        fs::create_dir(&bad).unwrap();
        folders.extend((0..100).map(|one| folder.path().join(format!("100-{one}"))));
        let (path, error) = system.sync_folders(&folders).unwrap_err();
        assert_eq!((path, error.to_string()), (bad, "bad".to_owned()));
    }
}
