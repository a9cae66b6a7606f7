//! The files at the top of a project: one that can't be read costs only itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{
    Flaw, Problem, StoreError,
    disk::Disk,
    files::{read_analysts, read_cards, read_codebook, read_project},
    names,
};
use crate::model::{Changes, Codebook, Project, Time};

/// What the shared files hold.
pub(super) struct Shared {
    pub(super) project: Project,
    pub(super) problems: Vec<Problem>,
    pub(super) known: BTreeMap<PathBuf, blake3::Hash>,
    /// Files that are there and could not be read: nothing is written over them.
    pub(super) left_alone: BTreeSet<PathBuf>,
}

/// Reads the shared files. Only a project that a newer program made ends the opening: what the rest
/// of it means is not known.
pub(super) fn read_shared(disk: &Disk) -> Result<Shared, StoreError> {
    let title = disk.root().file_name().unwrap_or_default().to_string_lossy();
    let mut shared = Shared {
        project: Project::new(title, Time::default(), Codebook::default()),
        problems: Vec::new(),
        known: BTreeMap::new(),
        left_alone: BTreeSet::new(),
    };
    let codebook = shared.take(disk, names::CODEBOOK, BY_ID, read_codebook)?;
    let codebook = codebook.unwrap_or_default();
    if !shared.is_there(names::CODEBOOK) {
        shared.problems.push(no_codebook());
    }
    let header = |bytes: &[u8]| read_project(bytes, codebook.clone());
    match shared.take(disk, names::PROJECT, "the project is called by its folder", header)? {
        Some(project) => shared.project = project,
        None if shared.is_there(names::PROJECT) => {
            let title = shared.project.title().to_owned();
            shared.project = Project::new(title, Time::default(), codebook);
        }
        None => return Err(StoreError::NotAProject { path: disk.root().to_owned() }),
    }
    let before = shared.project.clone();
    let cards = |bytes: &[u8]| read_cards(bytes, before);
    if let Some(project) = shared.take(disk, names::ACTORS, BY_ID, cards)? {
        shared.project = project;
    }
    let before = shared.project.clone();
    let analysts = |bytes: &[u8]| read_analysts(bytes, before);
    if let Some(project) = shared.take(disk, names::ANALYSTS, BY_ID, analysts)? {
        shared.project = project;
    }
    Ok(shared)
}

/// What becomes of the records of a file that can't be read.
const BY_ID: &str = "what it describes is shown by its id";

impl Shared {
    /// Returns what a file holds; nothing where it is not there, or left alone.
    fn take<T>(
        &mut self,
        disk: &Disk,
        name: &str,
        meanwhile: &str,
        read: impl FnOnce(&[u8]) -> Result<T, Flaw>,
    ) -> Result<Option<T>, StoreError> {
        let bytes = match disk.read_shared(name) {
            Ok(bytes) => bytes,
            Err(error) if error.is_missing() => return Ok(None),
            Err(error) => {
                self.leave_alone(error.into_problem(Path::new(name)), meanwhile);
                return Ok(None);
            }
        };
        match read(&bytes) {
            Ok(value) => {
                self.known.insert(name.into(), blake3::hash(&bytes));
                Ok(Some(value))
            }
            Err(flaw @ Flaw::Newer { .. }) if name == names::PROJECT => {
                Err(StoreError::Flawed { path: disk.root().join(name), flaw })
            }
            Err(flaw) => {
                self.leave_alone(Problem::flawed(name, &flaw), meanwhile);
                Ok(None)
            }
        }
    }

    fn leave_alone(&mut self, mut problem: Problem, meanwhile: &str) {
        problem.message.push_str("; ");
        problem.message.push_str(meanwhile);
        self.left_alone.insert(problem.path.clone());
        self.problems.push(problem);
    }

    fn is_there(&self, name: &str) -> bool {
        self.known.contains_key(Path::new(name)) || self.left_alone.contains(Path::new(name))
    }
}

fn no_codebook() -> Problem {
    let message = "This file is missing; tags are shown by their ids";
    let hint = "Put it back from a backup";
    Problem::new(super::ProblemKind::Missing, names::CODEBOOK, message, hint)
}

/// Returns the first of the files that could not be read among those which `changes` would write.
pub fn refused(left_alone: &BTreeSet<PathBuf>, changes: &Changes) -> Option<PathBuf> {
    let written = [
        (names::PROJECT, changes.header),
        (names::CODEBOOK, changes.codebook),
        (names::ACTORS, changes.cards),
        (names::ANALYSTS, changes.analysts),
    ];
    let mut written = written.iter().filter(|(_, is_written)| *is_written);
    let refused = written.find(|(name, _)| left_alone.contains(Path::new(name)));
    refused.map(|(name, _)| PathBuf::from(name))
}

/// Leaves out of `changes` what would be written over a file that could not be read.
pub(super) fn spare(changes: &mut Changes, left_alone: &BTreeSet<PathBuf>) {
    let is_spared = |name: &str| left_alone.contains(Path::new(name));
    changes.header &= !is_spared(names::PROJECT);
    changes.codebook &= !is_spared(names::CODEBOOK);
    changes.cards &= !is_spared(names::ACTORS);
    changes.analysts &= !is_spared(names::ANALYSTS);
}
