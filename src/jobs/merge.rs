//! Taking in what others changed in a project that is open.

use std::path::{Path, PathBuf};

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
pub fn take_in(folder: &mut Folder, ours: &Project, files: &[PathBuf], now: Time) -> TakenIn {
    if !folder.is_there() {
        let merged = Merged::since(ours, ours.clone(), Vec::new());
        return TakenIn { merged, problems: Vec::new() };
    }
    let mut reread = folder.reread(files);
    let mut merged = merge(folder.saved(), ours, &reread.project, now);
    if revived(&merged.project, ours).is_some() {
        // A tag is gone that a span here still has: what has become of the span may be in a file
        // that nobody has told of yet.
        let all = folder.known_changed_outside();
        reread = folder.reread(files.iter().chain(&all));
        merged = merge(folder.saved(), ours, &reread.project, now);
        if let Some(project) = revived(&merged.project, ours) {
            merged = Merged::since(ours, project, merged.conflicts);
        }
    }
    folder.take_over(&reread);
    TakenIn { merged, problems: reread.problems }
}

/// What became of a save that takes in what others changed.
#[derive(Debug)]
pub struct SavedMerging {
    /// What was merged on the way. Its project has to take the place of ours whatever the outcome:
    /// from it the folder tells what is unsaved.
    pub merged: Option<Merged>,
    /// Whether it was saved.
    pub outcome: Result<Saved, JobError>,
}

/// Saves a project; where others changed files since, takes those in and saves both in one. `covers`
/// says up to where its journal is in it.
pub fn save_merging(
    folder: &mut Folder,
    project: &Project,
    covers: Option<&Covers>,
    now: Time,
) -> SavedMerging {
    let mut tries = 0;
    // A tag that others took out may be needed by what is saved in another file.
    let shared: Vec<PathBuf> = folder.shared_changed_outside().into_iter().collect();
    let mut merged = (!shared.is_empty() && !folder.is_saved(project))
        .then(|| take_in(folder, project, &shared, now).merged);
    loop {
        let current = merged.as_ref().map_or(project, |merged| &merged.project);
        let paths = match folder.save_covering(current, covers.cloned()) {
            Err(StoreError::ChangedOutside { paths }) if tries < TRIES => paths,
            outcome => return SavedMerging { merged, outcome: outcome.map_err(JobError::from) },
        };
        tries += 1;
        let TakenIn { merged: taken, problems } = take_in(folder, current, &paths, now);
        let mut conflicts = merged.map(|merged| merged.conflicts).unwrap_or_default();
        conflicts.extend(taken.conflicts);
        merged = Some(Merged::since(project, taken.project, conflicts));
        if let Some(error) = not_understood(folder, paths, &problems) {
            return SavedMerging { merged, outcome: Err(error.into()) };
        }
    }
}

/// Returns the error of a save that has to write files which can't be understood as they are now:
/// trying again comes to nothing until somebody mends them.
fn not_understood(
    folder: &Folder,
    paths: Vec<PathBuf>,
    problems: &[Problem],
) -> Option<StoreError> {
    let is_left = |path: &Path| {
        let mut left = problems.iter().filter(|problem| problem.leaves_out());
        left.any(|problem| folder.path().join(&problem.path) == path)
    };
    let left = paths.into_iter().filter(|path| is_left(path));
    let failed: Vec<StoreError> = left.map(|path| StoreError::LeftAlone { path }).collect();
    (!failed.is_empty()).then_some(StoreError::NotSaved { failed })
}

/// Saves a project that nobody looks at meanwhile, with what others changed since.
pub(super) fn save_in_place(folder: &mut Folder, project: &mut Project) -> Result<Saved, JobError> {
    let SavedMerging { merged, outcome } =
        save_merging(folder, project, None, Stamps::live().now());
    if let Some(merged) = merged {
        *project = merged.project;
    }
    outcome
}

#[cfg(test)]
mod tests;
