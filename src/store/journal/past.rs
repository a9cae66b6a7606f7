//! Undo across a restart: as far back as the files are still those that the steps led to.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{recover::Found, segments::Segment};
use crate::{
    model::edit::{Act, History},
    store::{Folder, files::Entry},
};

/// What can be undone and done again after a restart.
#[derive(Debug, Default)]
pub(super) struct Past {
    pub(super) history: History,
    /// The same where what was not saved is discarded.
    pub(super) saved_history: History,
    /// It begins after the record of this number.
    pub(super) reach: u64,
    /// Why it does not begin before.
    pub(super) ends: Option<String>,
}

impl Past {
    /// Returns a past that begins after a record, and why.
    pub(super) fn ended(reach: u64, why: &str) -> Self {
        Self { reach, ends: Some(why.to_owned()), ..Self::default() }
    }

    /// Makes the past of a session anew.
    pub(super) fn of(found: &Found, folder: Option<&Folder>) -> Self {
        let told = found.last_segment().map(|segment| segment.start.reach).unwrap_or_default();
        let (mut reach, mut ends) = (told, None);
        let mut end = |number: u64, why: String| {
            if number > reach {
                (reach, ends) = (number, Some(why));
            }
        };
        let changed = folder.map(|folder| changed_files(found, folder)).unwrap_or_default();
        if let Some((number, file)) = changed.first() {
            end(*number, format!("{} was changed by another program since", file.display()));
        }
        if let Some(number) = after_damage(found) {
            end(number, "A part of what was done before is damaged".to_owned());
        }
        if found.covered() > found.last() {
            end(
                found.covered(),
                "A crash came before all that was saved was in the journal".to_owned(),
            );
        }
        let first = found.written.segments.first().map(|segment| segment.number);
        if let Some(number) = first.filter(|number| *number > 1 && *number > told + 1) {
            end(number, "What was done before is no longer kept".to_owned());
        }
        let acts = acts(found, reach);
        let covered = found.covered();
        let saved = acts.iter().filter(|(number, _)| *number <= covered);
        let saved_history = History::from_acts(saved.map(|(_, act)| act.clone()));
        let history = History::from_acts(acts.into_iter().map(|(_, act)| act));
        Self { history, saved_history, reach, ends }
    }
}

/// Returns the acts after a record that were not discarded.
fn acts(found: &Found, reach: u64) -> Vec<(u64, Act)> {
    let mut acts: Vec<(u64, Act)> = Vec::new();
    for segment in &found.written.segments {
        for (number, entry) in &segment.entries {
            match entry {
                Entry::Act(_, act) if *number > reach => acts.push((*number, act.clone())),
                Entry::Discarded(_) => {
                    let covered = covered_before(found, *number, segment);
                    acts.retain(|(number, _)| *number <= covered);
                }
                _ => {}
            }
        }
    }
    acts
}

/// Returns up to which record the files were when that of this number was written.
fn covered_before(found: &Found, number: u64, segment: &Segment) -> u64 {
    let saved = found.saves.iter().map(|(number, _)| *number);
    let saved = saved.filter(|saved| *saved < number).max().unwrap_or_default();
    saved.max(segment.start.covers)
}

/// Returns the number of the record that begins what comes after the last damage.
fn after_damage(found: &Found) -> Option<u64> {
    let pairs = found.written.segments.windows(2).rev();
    let mut cut = pairs.filter(|pair| pair[0].is_cut);
    cut.next().map(|pair| pair[1].number)
}

/// Returns the files that are no longer as the journal last heard of them, those that it heard of last
/// first, with the number of the record that the save covers which left them so.
pub(super) fn changed_files(found: &Found, folder: &Folder) -> Vec<(u64, PathBuf)> {
    let changed = told(found).into_iter().filter(|(_, file, hash)| on_disk(folder, file) != *hash);
    changed.map(|(number, file, _)| (number, file.clone())).collect()
}

/// Returns what the journal last heard of each file, in the same way.
pub(super) fn told(found: &Found) -> Vec<(u64, &PathBuf, Option<blake3::Hash>)> {
    let told = found.written.segments.iter().map(|one| (one.start.covers, &one.start.files));
    let mut saves: Vec<_> = told.collect();
    for (number, files) in found.saves.iter().rev() {
        // A segment that covers as much was begun after that save: by it, or since others changed files.
        // The same goes for the saves after it, which are there already.
        let after = saves.iter().position(|(covers, _)| covers >= number);
        saves.insert(after.unwrap_or(saves.len()), (*number, files));
    }
    let (mut seen, mut told) = (BTreeSet::new(), Vec::new());
    for (number, files) in saves.into_iter().rev() {
        let files = files.iter().filter(|(file, _)| seen.insert(*file));
        told.extend(files.map(|(file, hash)| (number, file, *hash)));
    }
    told
}

/// Returns what a file of a project is now: as it was read, or else as it is there.
pub(super) fn on_disk(folder: &Folder, file: &Path) -> Option<blake3::Hash> {
    let read = || folder.disk.read(file).ok().map(|bytes| blake3::hash(&bytes));
    folder.known.get(file).copied().or_else(read)
}
