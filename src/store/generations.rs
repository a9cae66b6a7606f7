//! Earlier states of a project: what the files that the last few saves changed held before.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    StoreError,
    disk::Disk,
    manifest::{self, Covers, Manifest, State},
    names,
    saving::{kept_name, remove_generation},
    system,
};
use crate::model::Time;

/// How many saves can be gone back.
const KEPT: usize = 5;

/// What a save changed, with what it takes to go back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Counts up from 1.
    pub number: u64,
    /// When the save was.
    pub time: Option<Time>,
    /// Whose save it was: the machine and the program.
    pub session: String,
    /// What it was for, where it was not a plain save.
    pub what: String,
    /// How much of a journal is in the files that it wrote.
    pub covers: Option<Covers>,
    /// The files that it changed, relative to the project's folder.
    pub files: Vec<Changed>,
}

/// What a save did to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Relative to the project's folder.
    pub file: PathBuf,
    /// What it held before; `None` where it was not there.
    pub before: Option<blake3::Hash>,
    /// What it held after; `None` where it was gone.
    pub after: Option<blake3::Hash>,
    /// Where its old content is, relative to the project's folder.
    pub(super) kept: PathBuf,
}

/// Returns the generations that are kept of the project in `root`, the newest first.
pub fn generations(root: &Path) -> Result<Vec<Generation>, StoreError> {
    let disk = Disk::on(system::real(), root)
        .map_err(|source| StoreError::Read { path: root.to_owned(), source })?;
    Ok(all(&disk))
}

/// Returns the generations that are kept, the newest first.
pub(super) fn all(disk: &Disk) -> Vec<Generation> {
    let done = manifest::all(disk).into_iter().rev();
    let done = done.filter(|(_, state)| *state == Some(State::Done));
    done.filter_map(|(number, _)| {
        let manifest = manifest::read(disk, number, State::Done)?;
        Some(generation(number, &manifest))
    })
    .collect()
}

fn generation(number: u64, manifest: &Manifest) -> Generation {
    let written = manifest.writes.iter().enumerate().map(|(index, write)| Changed {
        file: write.file.clone(),
        before: write.old,
        after: write.new,
        kept: manifest::folder(number).join(kept_name(manifest, index)),
    });
    let moved = manifest.moves.iter().flat_map(|one| {
        one.files.iter().map(|held| Changed {
            file: held.file.clone(),
            before: held.hash,
            after: None,
            kept: moved_to(&one.from, &one.to, &held.file),
        })
    });
    let is_content = |changed: &Changed| !changed.file.starts_with(names::POSTIL);
    Generation {
        number,
        time: manifest.time.parse().ok(),
        session: manifest.session.clone(),
        what: manifest.what.clone(),
        covers: manifest.covers.clone(),
        files: written.chain(moved).filter(is_content).collect(),
    }
}

fn moved_to(from: &Path, to: &Path, file: &Path) -> PathBuf {
    match file.strip_prefix(from) {
        Ok(rest) if !rest.as_os_str().is_empty() => to.join(rest),
        _ => to.to_owned(),
    }
}

/// Returns what the files held before the save `number`, with what they held after the last save.
pub(super) fn before(generations: &[Generation], number: u64) -> BTreeMap<PathBuf, Changed> {
    let mut files: BTreeMap<PathBuf, Changed> = BTreeMap::new();
    // From the newest back: what is older has the last word on the content, the newest on what is
    // there now.
    for generation in generations.iter().filter(|generation| generation.number >= number) {
        for changed in &generation.files {
            let after = files.get(&changed.file).map_or(changed.after, |newer| newer.after);
            files.insert(changed.file.clone(), Changed { after, ..changed.clone() });
        }
    }
    files
}

/// Deletes the oldest generations. What can't be deleted now is deleted after the next save.
pub(super) fn prune(disk: &Disk) {
    let mut done = manifest::all(disk);
    done.retain(|(_, state)| *state == Some(State::Done));
    for (number, _) in done.iter().rev().skip(KEPT) {
        remove_generation(disk, *number).unwrap_or_default();
    }
}
