//! Reading within one folder, never out of it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Problem, ProblemKind, names, reason, system::System};

/// Files beyond this are refused: positions are 32-bit, and nobody reads that much.
const LARGEST: u64 = 1 << 30;

/// A project's folder.
#[derive(Clone, Debug)]
pub(super) struct Disk {
    root: PathBuf,
    /// Without links, to tell where a link leads.
    real_root: PathBuf,
    /// What everything is written through.
    system: Arc<dyn System>,
    /// What is read in the place of some files and folders, `None` where they are as good as gone: a
    /// save that was cut short in a folder where nothing can be written is finished in reading.
    instead: Vec<(PathBuf, Option<PathBuf>)>,
    /// What files are to hold soon and are read as holding already, `None` where they will be gone.
    staged: BTreeMap<PathBuf, Option<Arc<[u8]>>>,
}

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is a link that leads out of the project.
    LeadsOut,
    /// It is larger than any that is read.
    TooLarge,
    /// It is a folder or a device.
    NotAFile,
    /// The system refused.
    Io(io::Error),
}

/// What a folder holds.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) is_folder: bool,
}

impl Disk {
    /// Returns the folder at `root`, which must be there, to be written through `system`.
    pub(super) fn on(system: Arc<dyn System>, root: &Path) -> io::Result<Self> {
        let (root, real_root) = (std::path::absolute(root)?, fs::canonicalize(root)?);
        Ok(Self { root, real_root, system, instead: Vec::new(), staged: BTreeMap::new() })
    }

    /// Returns what everything in the folder is written through.
    pub(super) fn system(&self) -> &dyn System {
        &*self.system
    }

    /// Reads another file or folder in the place of this one, or none.
    pub(super) fn read_instead(&mut self, file: PathBuf, other: Option<PathBuf>) {
        self.instead.push((file, other));
    }

    /// Reads a file as if it held this already, or as if it were gone.
    pub(super) fn stage(&mut self, file: &Path, content: Option<Vec<u8>>) {
        self.staged.insert(file.to_owned(), content.map(Arc::from));
    }

    /// Reads all files as they are again.
    pub(super) fn read_as_is(&mut self) {
        self.instead.clear();
    }

    /// Returns the folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns where a file of the project is.
    pub(super) fn path(&self, file: &Path) -> PathBuf {
        self.root.join(file)
    }

    /// Returns where a file of the project is read from.
    pub(super) fn place(&self, file: &Path) -> Result<PathBuf, Unread> {
        let Some((above, other)) = self.instead.iter().find(|(above, _)| file.starts_with(above))
        else {
            return Ok(self.path(file));
        };
        let gone = || Unread::Io(io::ErrorKind::NotFound.into());
        let other = other.as_ref().ok_or_else(gone)?;
        let rest = file.strip_prefix(above).unwrap_or(file);
        Ok(if rest.as_os_str().is_empty() { other.clone() } else { other.join(rest) })
    }

    /// Reads a file that must be in the folder.
    pub(super) fn read(&self, file: &Path) -> Result<Vec<u8>, Unread> {
        if let Some(staged) = self.staged.get(file) {
            return of_staged(staged.as_deref());
        }
        let path = self.place(file)?;
        let metadata = fs::symlink_metadata(&path).map_err(Unread::Io)?;
        if metadata.is_symlink() && !self.is_inside(&path) {
            return Err(Unread::LeadsOut);
        }
        read_whole(&path)
    }

    /// Reads a file that may be a link to anywhere, such as a codebook that several projects share.
    pub(super) fn read_shared(&self, file: &str) -> Result<Vec<u8>, Unread> {
        match self.staged.get(Path::new(file)) {
            Some(staged) => of_staged(staged.as_deref()),
            None => read_whole(&self.place(Path::new(file))?),
        }
    }

    /// Returns what a folder holds, by name; nothing where there is no such folder.
    pub(super) fn entries(&self, folder: &Path) -> Result<Vec<Entry>, Unread> {
        let path = match self.place(folder) {
            Err(error) if error.is_missing() => return Ok(Vec::new()),
            path => path?,
        };
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Unread::Io(error)),
            Ok(metadata) if metadata.is_symlink() && !self.is_inside(&path) => {
                return Err(Unread::LeadsOut);
            }
            Ok(_) => {}
        }
        let entries = fs::read_dir(&path).map_err(Unread::Io)?;
        let mut entries =
            entries.map(entry).collect::<io::Result<Vec<Entry>>>().map_err(Unread::Io)?;
        self.as_instead(folder, &mut entries);
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    fn as_instead(&self, folder: &Path, entries: &mut Vec<Entry>) {
        for (file, other) in &self.instead {
            let Some(name) = file.file_name().filter(|_| file.parent() == Some(folder)) else {
                continue;
            };
            let name = name.to_string_lossy().into_owned();
            entries.retain(|entry| entry.name != name);
            let is_folder = other.as_ref().map(|other| other.is_dir());
            entries.extend(is_folder.map(|is_folder| Entry { name, is_folder }));
        }
        for (file, content) in &self.staged {
            let Some(name) = file.file_name().filter(|_| file.parent() == Some(folder)) else {
                continue;
            };
            let name = name.to_string_lossy().into_owned();
            entries.retain(|entry| entry.name != name);
            entries.extend(content.as_ref().map(|_| Entry { name, is_folder: false }));
        }
    }

    /// Would a write to this file land outside of the folder? The shared files may be links to
    /// anywhere; articles and layers may not.
    pub(super) fn leads_out(&self, file: &Path) -> bool {
        let mut folders = file.ancestors().skip(1).map(|above| self.path(above));
        let there = folders.find(|above| fs::symlink_metadata(above).is_ok());
        there.is_some_and(|there| !self.is_inside(&there))
    }

    /// Does this path lead to a place within the folder, whatever links are on the way?
    pub(super) fn is_inside(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|real| real.starts_with(&self.real_root))
    }
}

fn entry(entry: io::Result<fs::DirEntry>) -> io::Result<Entry> {
    let entry = entry?;
    let kind = entry.file_type()?;
    let is_folder = kind.is_dir() || (kind.is_symlink() && entry.path().is_dir());
    Ok(Entry { name: entry.file_name().to_string_lossy().into_owned(), is_folder })
}

fn of_staged(content: Option<&[u8]>) -> Result<Vec<u8>, Unread> {
    content.map(<[u8]>::to_vec).ok_or_else(|| Unread::Io(io::ErrorKind::NotFound.into()))
}

fn read_whole(path: &Path) -> Result<Vec<u8>, Unread> {
    let metadata = fs::metadata(path).map_err(Unread::Io)?;
    if !metadata.is_file() {
        return Err(Unread::NotAFile);
    }
    if metadata.len() > LARGEST {
        return Err(Unread::TooLarge);
    }
    fs::read(path).map_err(Unread::Io)
}

impl Unread {
    /// Is there simply no such file?
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// Returns what the system said, or would have said.
    pub(super) fn into_io(self) -> io::Error {
        match self {
            Self::LeadsOut => io::Error::other("it is a link out of the project"),
            Self::TooLarge => io::Error::from(io::ErrorKind::FileTooLarge),
            Self::NotAFile => io::Error::other("it is not a file"),
            Self::Io(error) => error,
        }
    }

    /// Returns what a person is told of it.
    pub(super) fn into_problem(self, file: &Path) -> Problem {
        if self.is_missing() {
            let hint = "Put it back from a backup; everything else opens without it";
            return Problem::new(ProblemKind::Missing, file, "This file is missing", hint);
        }
        let kind = match &self {
            Self::LeadsOut => ProblemKind::LeadsOut,
            _ => ProblemKind::Unreadable,
        };
        let hint = match &self {
            Self::LeadsOut => {
                "Links are followed only within the project. Put the file itself there"
            }
            Self::TooLarge => "Texts and files of up to 1 GiB are read",
            Self::NotAFile | Self::Io(_) => "Check that you may read it",
        };
        Problem::new(kind, file, format!("Cannot read this ({})", reason(&self.into_io())), hint)
    }
}

/// Says what a file is that nothing in a project is called.
pub(super) fn stray(file: PathBuf, name: &str) -> Problem {
    if let Some(original) = names::copied(name) {
        return copy_of(file, &original);
    }
    let message = "Nothing in a project has this name; it is not read";
    Problem::new(ProblemKind::Stray, file, message, "Names are made of a-z, 0-9 and -")
}

/// Says what a second copy is.
pub(super) fn copy_of(file: PathBuf, original: &str) -> Problem {
    let message =
        format!("A program that syncs files made this second copy of {original}; it is not read");
    let hint = "Merge it into that file, in the window or by `postil merge`; the copy is then kept in \
                .postil/trash";
    Problem::new(ProblemKind::ConflictCopy, file, message, hint)
}
