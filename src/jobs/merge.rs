//! Taking in what others changed in a project that is open.

use std::{collections::BTreeSet, path::PathBuf};

use super::{JobError, Stamps};
use crate::{
    model::{
        Project, Time,
        merge::{Merged, merge, revived},
    },
    store::{Covers, Folder, Problem, Saved, StoreError},
};

/// How often a save begins anew because somebody saved in between.
const TRIES: usize = 5;

/// What others changed, and what it came to.
#[derive(Debug)]
pub struct TakenIn {
    /// Theirs and ours in one.
    pub merged: Merged,
    /// What could not be read again.
    pub problems: Vec<Problem>,
}

/// Reads files again that others changed, and merges what they hold with `ours`, over what was last
/// read or saved. From then on that is what they hold, and the rest is unsaved.
///
/// Where another program writes without an end, nothing is read: it is to be tried again.
pub fn take_in(
    folder: &mut Folder,
    ours: &Project,
    files: &[PathBuf],
    now: Time,
) -> Result<TakenIn, StoreError> {
    if !folder.is_there() {
        let merged = Merged::since(ours, ours.clone(), Vec::new());
        return Ok(TakenIn { merged, problems: Vec::new() });
    }
    let mut reread = folder.reread(files)?;
    let mut merged = merge(&folder.base_of(&reread), ours, &reread.project, now);
    if revived(&merged.project, ours).is_some() {
        // A tag is gone that a span here still has: what has become of the span may be in a file
        // that nobody has told of yet.
        let all = folder.known_changed_outside();
        reread = folder.reread(files.iter().chain(&all))?;
        merged = merge(&folder.base_of(&reread), ours, &reread.project, now);
        if let Some(project) = revived(&merged.project, ours) {
            merged = Merged::since(ours, project, merged.conflicts);
        }
    }
    folder.take_over(&reread);
    Ok(TakenIn { merged, problems: reread.problems })
}

/// What became of a save that takes in what others changed.
#[derive(Debug)]
pub struct SavedMerging {
    /// What was merged on the way. Its project has to take the place of ours whatever the outcome:
    /// from it the folder tells what is unsaved.
    pub merged: Option<Merged>,
    /// What was met on the way that can't be read.
    pub met: Met,
    /// Whether it was saved.
    pub outcome: Result<Saved, JobError>,
}

/// What a save met in files that others changed.
#[derive(Debug, Default)]
pub struct Met {
    /// The files that were read again, relative to the project's folder.
    pub files: BTreeSet<PathBuf>,
    /// What could not be read in them.
    pub problems: Vec<Problem>,
    /// Files that were not written, since they, or what they need, can't be read now: what they were
    /// to hold is still unsaved.
    pub held_up: BTreeSet<PathBuf>,
}

/// What a save does where a file that it is to write can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unreadable {
    /// It holds up itself, and what needs it.
    HoldsUpItself,
    /// It holds up everything.
    HoldsUpAll,
}

/// Saves a project; where others changed files since, takes those in and saves both in one. A file that
/// can't be read now is left alone, and holds up no other. `covers` says up to where its journal is in
/// it.
pub fn save_merging(
    folder: &mut Folder,
    project: &Project,
    covers: Option<&Covers>,
    now: Time,
) -> SavedMerging {
    Saving::of(folder, project, now).run(covers, Unreadable::HoldsUpItself)
}

/// Saves a project that nobody looks at meanwhile, with what others changed since: all of it, or
/// nothing.
pub(super) fn save_in_place(folder: &mut Folder, project: &mut Project) -> Result<Saved, JobError> {
    let saving = Saving::of(folder, project, Stamps::live().now());
    let SavedMerging { merged, outcome, .. } = saving.run(None, Unreadable::HoldsUpAll);
    if let Some(merged) = merged {
        *project = merged.project;
    }
    outcome
}

/// A save on its way.
struct Saving<'a> {
    folder: &'a mut Folder,
    ours: &'a Project,
    now: Time,
    merged: Option<Merged>,
    met: Met,
    /// Files that can't be read.
    left: BTreeSet<PathBuf>,
}

impl<'a> Saving<'a> {
    fn of(folder: &'a mut Folder, ours: &'a Project, now: Time) -> Self {
        Self { folder, ours, now, merged: None, met: Met::default(), left: BTreeSet::new() }
    }

    fn run(mut self, covers: Option<&Covers>, unreadable: Unreadable) -> SavedMerging {
        let outcome = self.save(covers, unreadable);
        if outcome.is_ok() && !self.left.is_empty() {
            let current = self.merged.as_ref().map_or(self.ours, |merged| &merged.project);
            self.met.held_up = self.folder.held_up(current);
        }
        SavedMerging {
            merged: self.merged,
            met: self.met,
            outcome: outcome.map_err(JobError::from),
        }
    }

    fn save(
        &mut self,
        covers: Option<&Covers>,
        unreadable: Unreadable,
    ) -> Result<Saved, StoreError> {
        if !self.folder.is_there() && !self.folder.is_saved(self.ours) {
            return Err(self.folder.gone());
        }
        // A tag that others took out may be needed by what is saved in another file.
        let shared: Vec<PathBuf> = self.folder.shared_changed_outside().into_iter().collect();
        if !shared.is_empty() && !self.folder.is_saved(self.ours) {
            self.take_in(&shared)?;
        }
        let mut tries = 0;
        loop {
            let current = self.merged.as_ref().map_or(self.ours, |merged| &merged.project);
            let writable = self.folder.without(current, &self.left);
            // No number of a record says of a part of the work that it is in the files.
            let covers = covers.filter(|_| self.left.is_empty()).cloned();
            let error = match self.folder.save_covering(&writable, covers) {
                Err(error) if tries < TRIES => error,
                outcome => return outcome,
            };
            tries += 1;
            let left = match &error {
                StoreError::ChangedOutside { paths } => {
                    self.take_in(paths)?;
                    self.folder.unreadable(paths, &self.met.problems)
                }
                error => self.folder.left_by(error),
            };
            let is_left = |file: &PathBuf| !self.left.contains(file);
            let is_more = left.iter().any(is_left);
            if is_more && unreadable == Unreadable::HoldsUpAll {
                let failed = left.iter().map(|file| self.folder.path().join(file));
                let failed = failed.map(|path| StoreError::LeftAlone { path }).collect();
                return Err(StoreError::NotSaved { failed });
            }
            if !is_more && !matches!(error, StoreError::ChangedOutside { .. }) {
                return Err(error);
            }
            self.left.extend(left);
        }
    }

    fn take_in(&mut self, files: &[PathBuf]) -> Result<(), StoreError> {
        let current = self.merged.as_ref().map_or(self.ours, |merged| &merged.project);
        let TakenIn { merged, problems } =
            take_in(self.folder, current, files, self.now).map_err(StoreError::nothing_saved)?;
        self.merged = Some(match self.merged.take() {
            None => merged,
            Some(before) => {
                let conflicts = before.conflicts.into_iter().chain(merged.conflicts).collect();
                Merged::since(self.ours, merged.project, conflicts)
            }
        });
        self.met.files.extend(files.iter().map(|file| self.folder.relative(file)));
        self.met.problems.retain(|old| problems.iter().all(|new| new.path != old.path));
        self.met.problems.extend(problems);
        Ok(())
    }
}

#[cfg(test)]
mod tests;
