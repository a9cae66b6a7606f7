//! Mending a damaged file: what is whole in it becomes a new one, and the old one is kept.

use std::path::{Path, PathBuf};

use super::{
    Flaw, Mending, Problem, StoreError,
    disk::{Disk, Unread},
    files::{Kind, Lost, rescue},
    list::Listing,
    names,
};

/// Is a repair done, or only told?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repairing {
    /// The new file takes the old one's place, which is kept in the trash.
    Done,
    /// Nothing is written.
    Told,
}

/// What became of one file.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// Relative to the project's folder.
    pub file: PathBuf,
    /// What was done with it.
    pub outcome: Outcome,
}

/// What can be done about a file.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Nothing is wrong with it.
    Sound,
    /// What is whole in it was saved, or would be.
    Saved {
        /// How many records of each list.
        saved: Vec<(&'static str, usize)>,
        /// What could not be saved; the old file has it.
        lost: Vec<Lost>,
        /// Where the old file is kept, relative to the project's folder; `None` where nothing was
        /// written.
        kept: Option<PathBuf>,
    },
    /// It was missing, and is made anew.
    Made {
        /// What the project is called in it.
        title: String,
        /// Was it written?
        is_written: bool,
    },
    /// It has two sides, in itself or in a second file: they are to be merged.
    TwoSides,
    /// It was left alone.
    Left {
        /// Why.
        message: String,
        /// What to do about it.
        hint: String,
    },
    /// No repair is known for files of this name.
    Unknown,
}

/// Repairs the files of a project that are given, or all that need it, sound ones left out: all of
/// them in one step, or none.
pub fn repair(
    project: &Path,
    files: &[PathBuf],
    repairing: Repairing,
) -> Result<Vec<Repaired>, StoreError> {
    let (mut mending, mut all) = begin(project)?;
    let given: Vec<PathBuf> = files.iter().map(|file| within(mending.disk(), file)).collect();
    let meant = if files.is_empty() { every_file(mending.disk()) } else { given };
    for file in meant {
        let outcome = outcome(&mut mending, &file)?;
        let is_made = all.iter().any(|one| one.file == file);
        if !is_made && (!files.is_empty() || !matches!(outcome, Outcome::Sound)) {
            all.push(Repaired { file, outcome });
        }
    }
    if repairing == Repairing::Told {
        return Ok(all);
    }
    let is_saved =
        |one: &&Repaired| matches!(one.outcome, Outcome::Saved { .. } | Outcome::Made { .. });
    let repaired: Vec<&Path> = all.iter().filter(is_saved).map(|one| one.file.as_path()).collect();
    let folder = mending.carry_out("repair", &repaired)?;
    for one in &mut all {
        match &mut one.outcome {
            Outcome::Saved { kept, .. } => {
                *kept = folder.as_ref().map(|folder| folder.join(&one.file));
            }
            Outcome::Made { is_written, .. } => *is_written = true,
            _ => {}
        }
    }
    Ok(all)
}

/// Begins to mend a project: with its `project.ron`, where that is missing.
fn begin(project: &Path) -> Result<(Mending, Vec<Repaired>), StoreError> {
    match Mending::of(project) {
        Err(StoreError::NoHeader { path }) => {
            let (mending, title) = Mending::headless(&path)?;
            let outcome = Outcome::Made { title, is_written: false };
            Ok((mending, vec![Repaired { file: names::PROJECT.into(), outcome }]))
        }
        mending => Ok((mending?, Vec::new())),
    }
}

/// Returns a file's path within the project, however it was named: from where we are, or from the
/// project's folder.
pub(super) fn within(disk: &Disk, file: &Path) -> PathBuf {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let inside = absolute.strip_prefix(disk.root()).ok().filter(|_| absolute.exists());
    inside.map_or_else(|| file.to_owned(), Path::to_owned)
}

fn every_file(disk: &Disk) -> Vec<PathBuf> {
    let listing = Listing::new(disk);
    let shared = [names::PROJECT, names::CODEBOOK, names::ACTORS, names::ANALYSTS];
    let mut files: Vec<PathBuf> =
        shared.into_iter().map(PathBuf::from).filter(|file| disk.path(file).exists()).collect();
    files.extend(listing.articles.keys().map(names::article_file));
    files.extend(listing.layers().map(|layer| names::layer_file(&layer)));
    let copies = listing.problems.into_iter();
    let copies = copies.filter(|problem| problem.kind == super::ProblemKind::ConflictCopy);
    files.extend(copies.map(|problem| problem.path));
    files
}

fn outcome(mending: &mut Mending, file: &Path) -> Result<Outcome, StoreError> {
    let disk = mending.disk();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let Some(kind) = Kind::of(file) else {
        let is_copy = names::copied(&name).is_some();
        return Ok(if is_copy { Outcome::TwoSides } else { Outcome::Unknown });
    };
    let bytes = match kind.read(disk, file) {
        Ok(bytes) => bytes,
        Err(Unread::Io(source)) => {
            return Err(StoreError::Read { path: disk.path(file), source });
        }
        Err(error) => {
            let Problem { message, hint, .. } = error.into_problem(file);
            return Ok(Outcome::Left { message, hint });
        }
    };
    let flaw = match kind.check(&bytes) {
        Ok(()) => return Ok(Outcome::Sound),
        Err(Flaw::Markers { .. }) => return Ok(Outcome::TwoSides),
        Err(flaw @ (Flaw::Newer { .. } | Flaw::Empty)) => return Ok(left(&flaw)),
        Err(flaw) => flaw,
    };
    let rescue = rescue(&kind, &bytes);
    // A file of which nothing is left is no better than none.
    let is_nothing = rescue.saved.iter().all(|(_, count)| *count == 0) && kind != Kind::Project;
    let new = match rescue.text {
        Ok(text) if !is_nothing => text,
        Ok(_) => return Ok(left(&flaw)),
        Err(flaw) => return Ok(left(&flaw)),
    };
    mending.put(file, Some(&bytes), new.into_bytes())?;
    Ok(Outcome::Saved { saved: rescue.saved, lost: rescue.lost, kept: None })
}

fn left(flaw: &Flaw) -> Outcome {
    Outcome::Left { message: flaw.to_string(), hint: flaw.hint().to_owned() }
}

impl Kind {
    /// Reads one of a project's files.
    pub(super) fn read(&self, disk: &Disk, file: &Path) -> Result<Vec<u8>, Unread> {
        match self {
            Self::Article(_) | Self::Layer(_) => disk.read(file),
            _ => disk.read_shared(&file.to_string_lossy()),
        }
    }
}
