//! A save as one step: all files that it changes are the new ones, or all are the old ones.
//!
//! The new files are written beside the old ones and synced, and the old ones are kept. One rename of
//! the manifest then decides. A step that fails before leaves everything as it was; one that fails
//! after is taken back; and what a crash cuts short is finished when the project is opened next
//! ([`super::recover`]).

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    StoreError,
    disk::Disk,
    manifest::{self, Manifest, State, Write},
    system::{AT_ONCE, Failed, OpenFile, above},
    writing::Writing,
};

/// What is to be done: the manifest, and the new content of each file that it writes.
pub(super) struct Order<'a> {
    pub(super) manifest: Manifest,
    pub(super) contents: Vec<Cow<'a, [u8]>>,
}

impl Order<'_> {
    /// Is there nothing to do?
    pub(super) fn is_empty(&self) -> bool {
        self.manifest.writes.is_empty() && self.manifest.moves.is_empty()
    }
}

/// A save on its way, in this program or one that is gone.
pub(super) struct Saving<'a> {
    pub(super) disk: &'a Disk,
    pub(super) number: u64,
    pub(super) manifest: &'a Manifest,
}

/// Does all of it or nothing, and keeps what was before as a generation with this number.
pub(super) fn carry_out(
    disk: &Disk,
    number: u64,
    order: &Order<'_>,
    _held: &Writing,
) -> Result<(), StoreError> {
    let saving = Saving { disk, number, manifest: &order.manifest };
    let mut made = Vec::new();
    let prepared = saving.prepare(order, &mut made);
    if let Err(error) = prepared.and_then(|()| saving.decide()) {
        saving.abandon(&made);
        return Err(error);
    }
    if let Err(error) = saving.apply() {
        let taken_back = saving.begin_to_take_back().and_then(|()| saving.take_back());
        return Err(match taken_back {
            Ok(()) => error,
            Err(_) => StoreError::Unfinished { path: disk.root().to_owned(), cause: error.into() },
        });
    }
    saving.finish();
    Ok(())
}

impl Saving<'_> {
    /// Returns where the generation is kept.
    pub(super) fn folder(&self) -> PathBuf {
        self.disk.path(&manifest::folder(self.number))
    }

    /// Returns where a file really is: a link stays, its target is replaced. Where the target is gone,
    /// that is where it was.
    pub(super) fn target(&self, write: &Write) -> Result<PathBuf, Failed> {
        let path = self.disk.path(&write.file);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => fs::canonicalize(&path)
                .or_else(|_| Ok(path.with_file_name(fs::read_link(&path)?)))
                .map_err(|error| (path, error)),
            _ => Ok(path),
        }
    }

    /// Returns where the new content of a file is before it takes its place: beside it, so that it
    /// takes one rename.
    pub(super) fn temporary(&self, index: usize, target: &Path) -> PathBuf {
        let name = format!(".postil-{}-{}-{index}.tmp", self.manifest.session, self.number);
        target.with_file_name(name)
    }

    /// Returns where the old content of a file is kept.
    pub(super) fn kept(&self, index: usize) -> PathBuf {
        self.folder().join(kept_name(self.manifest, index))
    }

    fn manifest_path(&self, state: State) -> PathBuf {
        self.folder().join(state.file())
    }

    /// Writes the new files beside the old ones and keeps the old ones. What is new is synced many at a
    /// time: one by one, a disk that others use as well keeps a save of thousands of files waiting.
    fn prepare(&self, order: &Order<'_>, made: &mut Vec<PathBuf>) -> Result<(), StoreError> {
        let system = self.disk.system();
        self.make_folders(&self.folder(), made)?;
        system.sync_folders(&above(made)).map_err(failed)?;
        let path = self.manifest_path(State::Begun);
        let text = self.manifest.render().map_err(io::Error::other).map_err(at(&path))?;
        // Before anything that it lists: whatever is left lying about can be found by it.
        let mut file = system.create(&path).map_err(at(&path))?;
        system.write(&mut file, text.as_bytes()).map_err(at(&path))?;
        system.sync(&file).map_err(at(&path))?;
        system.sync_folder(&self.folder()).map_err(at(&path))?;
        let durable = made.len();
        let mut written = Vec::new();
        for (index, (write, content)) in
            self.manifest.writes.iter().zip(&order.contents).enumerate()
        {
            let target = self.target(write).map_err(failed)?;
            self.make_folders(target.parent().unwrap_or(&target), made)?;
            let file = self.write_beside(index, &target, write, content).map_err(at(&target))?;
            written.push(file);
            if written.len() == AT_ONCE {
                system.sync_each(&written).map_err(failed)?;
                written.clear();
            }
        }
        system.sync_each(&written).map_err(failed)?;
        for one in &self.manifest.moves {
            let to = self.disk.path(&one.to);
            self.make_folders(to.parent().unwrap_or(&to), made)?;
        }
        system.sync_folders(&above(made.get(durable..).unwrap_or_default())).map_err(failed)?;
        self.check_unchanged()
    }

    fn write_beside(
        &self,
        index: usize,
        target: &Path,
        write: &Write,
        content: &[u8],
    ) -> io::Result<OpenFile> {
        let system = self.disk.system();
        let mut file = system.create(&self.temporary(index, target))?;
        system.write(&mut file, content)?;
        if write.old.is_some() {
            system.liken(&file, target)?;
            self.keep(target, &self.kept(index))?;
        }
        Ok(file)
    }

    /// Keeps the old content: as a second name of the file, or as a copy where the disk has no such.
    fn keep(&self, target: &Path, kept: &Path) -> io::Result<()> {
        let system = self.disk.system();
        match system.link(target, kept) {
            Err(error) if copies_help(&error) => copy(self.disk, target, kept),
            linked => linked,
        }
    }

    fn make_folders(&self, folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), StoreError> {
        self.disk.system().make_folders_into(folder, made).map_err(at(folder))
    }

    /// Looks once more at every file that is to be replaced or put aside.
    fn check_unchanged(&self) -> Result<(), StoreError> {
        let mut changed = Vec::new();
        for write in &self.manifest.writes {
            let path = self.disk.path(&write.file);
            if hash_of(&path).map_err(at(&path))? != write.old {
                changed.push(path);
            }
        }
        if changed.is_empty() { Ok(()) } else { Err(StoreError::ChangedOutside { paths: changed }) }
    }

    /// Makes all that was prepared survive a power cut, and then decides: from here on the save is
    /// finished or taken back, but not forgotten.
    fn decide(&self) -> Result<(), StoreError> {
        let system = self.disk.system();
        system.sync_folders(&self.to_the_root().map_err(failed)?).map_err(failed)?;
        let (begun, decided) =
            (self.manifest_path(State::Begun), self.manifest_path(State::Decided));
        system.sync_folder(&self.folder()).map_err(at(&begun))?;
        system.rename(&begun, &decided).map_err(at(&decided))
    }

    /// Puts everything into its place.
    fn apply(&self) -> Result<(), StoreError> {
        let system = self.disk.system();
        let folder = self.folder();
        system.sync_folder(&folder).map_err(at(&folder))?;
        for (index, write) in self.manifest.writes.iter().enumerate() {
            let target = self.target(write).map_err(failed)?;
            if hash_of(&target).map_err(at(&target))? != write.old {
                return Err(StoreError::ChangedOutside { paths: vec![target] });
            }
            system.rename(&self.temporary(index, &target), &target).map_err(at(&target))?;
        }
        for one in &self.manifest.moves {
            let from = self.disk.path(&one.from);
            system.rename(&from, &self.disk.path(&one.to)).map_err(at(&from))?;
        }
        self.sync_touched().map_err(failed)
    }

    /// Says that it is done. Where that fails the save is done all the same: the next one to look
    /// finds everything in its place.
    pub(super) fn finish(&self) {
        let (decided, done) = (self.manifest_path(State::Decided), self.manifest_path(State::Done));
        self.disk.system().rename(&decided, &done).unwrap_or_default();
    }

    /// Removes what was prepared. What cannot be removed is swept when the project is opened next:
    /// the error that is shown says why.
    fn abandon(&self, made: &[PathBuf]) {
        self.sweep().unwrap_or_default();
        for folder in made.iter().rev() {
            self.disk.system().remove_folder(folder).unwrap_or_default();
        }
    }

    /// Decides that the old files come back.
    fn begin_to_take_back(&self) -> Result<(), Failed> {
        let system = self.disk.system();
        let back = self.manifest_path(State::TakenBack);
        let renamed = system.rename(&self.manifest_path(State::Decided), &back);
        renamed.and_then(|()| system.sync_folder(&self.folder())).map_err(|error| (back, error))
    }

    /// Brings the old files back, but for those that somebody else has changed since.
    pub(super) fn take_back(&self) -> Result<(), Failed> {
        for one in self.manifest.moves.iter().rev() {
            let (from, to) = (self.disk.path(&one.from), self.disk.path(&one.to));
            if is_there(&to) && !is_there(&from) {
                self.disk.system().rename(&to, &from).map_err(|error| (from, error))?;
            }
        }
        for (index, write) in self.manifest.writes.iter().enumerate().rev() {
            let target = self.target(write)?;
            self.take_one_back(index, write, &target).map_err(|error| (target, error))?;
        }
        self.sync_touched()?;
        self.sweep()
    }

    fn take_one_back(&self, index: usize, write: &Write, target: &Path) -> io::Result<()> {
        let system = self.disk.system();
        if write.old == write.new || hash_of(target)? != write.new {
            return Ok(());
        }
        if write.old.is_none() {
            system.remove(target)?;
            return self.remove_if_empty(target.parent());
        }
        let temporary = self.temporary(index, target);
        if is_there(&temporary) {
            system.remove(&temporary)?;
        }
        self.keep(&self.kept(index), &temporary)?;
        system.rename(&temporary, target)
    }

    /// Removes a folder below those that every project has, if nothing is left in it.
    fn remove_if_empty(&self, folder: Option<&Path>) -> io::Result<()> {
        let Some(folder) = folder else { return Ok(()) };
        let within = folder.strip_prefix(self.disk.root()).unwrap_or(Path::new(""));
        let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        if within.components().count() > 1 && is_empty {
            self.disk.system().remove_folder(folder)?;
        }
        Ok(())
    }

    /// Deletes what a save that came to nothing has left: the new files beside the old ones, then
    /// what was kept, and last the manifest, which tells of the others.
    pub(super) fn sweep(&self) -> Result<(), Failed> {
        let system = self.disk.system();
        for (index, write) in self.manifest.writes.iter().enumerate() {
            let target = self.target(write)?;
            let temporary = self.temporary(index, &target);
            if is_there(&temporary) {
                system.remove(&temporary).map_err(|error| (temporary, error))?;
            }
            if write.old.is_none() {
                let folder = target.parent().filter(|folder| folder.is_dir());
                self.remove_if_empty(folder).map_err(|error| (target.clone(), error))?;
            }
        }
        remove_generation(self.disk, self.number)
    }

    /// Makes the new names survive a power cut.
    pub(super) fn sync_touched(&self) -> Result<(), Failed> {
        let mut folders = self.touched()?;
        // One that was put aside, or was empty and is gone.
        folders.retain(|folder| folder.is_dir());
        self.disk.system().sync_folders(&folders)
    }

    /// Returns the folders of all files, and those above them in the project: a save that was cut short, or
    /// another program, may have made one without syncing its name.
    fn to_the_root(&self) -> Result<BTreeSet<PathBuf>, Failed> {
        let touched = self.touched()?;
        let root = self.disk.root();
        let above = touched.iter().flat_map(|folder| folder.ancestors().skip(1));
        let within = above.filter(|folder| folder.starts_with(root)).map(Path::to_owned);
        let mut all: BTreeSet<PathBuf> = within.collect();
        all.extend(touched);
        Ok(all)
    }

    fn touched(&self) -> Result<BTreeSet<PathBuf>, Failed> {
        let mut folders = BTreeSet::new();
        for write in &self.manifest.writes {
            folders.extend(self.target(write)?.parent().map(Path::to_owned));
        }
        for path in self.manifest.moves.iter().flat_map(|one| [&one.from, &one.to]) {
            folders.extend(self.disk.path(path).parent().map(Path::to_owned));
        }
        Ok(folders)
    }
}

/// Deletes a generation, its manifest last.
pub(super) fn remove_generation(disk: &Disk, number: u64) -> Result<(), Failed> {
    let folder = disk.path(&manifest::folder(number));
    let failed = |path: &Path, error: io::Error| (path.to_owned(), error);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|error| failed(&folder, error))?,
    };
    let paths: io::Result<Vec<PathBuf>> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect();
    let mut paths = paths.map_err(|error| failed(&folder, error))?;
    if paths.iter().any(|path| path.is_dir()) {
        // Nothing of this program's: it would be in the way of each save to come.
        return manifest::put_aside(disk, number);
    }
    paths.sort_by_key(|path| State::is_file(path));
    for path in paths {
        disk.system().remove(&path).map_err(|error| failed(&path, error))?;
    }
    disk.system().remove_folder(&folder).map_err(|error| failed(&folder, error))
}

/// Returns the name by which the old content of a file is kept.
pub(super) fn kept_name(manifest: &Manifest, index: usize) -> String {
    let file = manifest.writes.get(index).and_then(|write| write.file.file_name());
    format!("{}-{}", index + 1, file.unwrap_or_default().to_string_lossy())
}

/// Returns the hash of a file, `None` where there is none.
pub(super) fn hash_of(path: &Path) -> io::Result<Option<blake3::Hash>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(blake3::hash(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// May the disk be one without second names, or the file on another one?
fn copies_help(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, NotFound, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    !matches!(
        error.kind(),
        AlreadyExists | NotFound | QuotaExceeded | ReadOnlyFilesystem | StorageFull
    )
}

pub(super) fn copy(disk: &Disk, from: &Path, to: &Path) -> io::Result<()> {
    let system = disk.system();
    let bytes = fs::read(from)?;
    let mut file = system.create(to)?;
    system.write(&mut file, &bytes)?;
    system.liken(&file, from)?;
    system.sync(&file)
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    |source| StoreError::Write { path, source }
}

fn failed((path, source): Failed) -> StoreError {
    StoreError::Write { path, source }
}
