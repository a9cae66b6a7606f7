//! Earlier states of a project: which are kept, and going back to one.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{JobError, project::check_can_look};
use crate::store::{self, ChangedSince, Generation, Going, Saved, StoreError};

/// Returns the states that can be gone back to, the newest first.
pub fn generations(path: &Path) -> Result<Vec<Generation>, JobError> {
    check_can_look(path)?;
    Ok(store::generations(&folder(path)?)?)
}

/// Returns what [`restore`] would do.
pub fn preview_restore(path: &Path, number: u64, only: &[PathBuf]) -> Result<Vec<Going>, JobError> {
    check_can_look(path)?;
    let root = folder(path)?;
    Ok(store::preview_restore(&root, number, &kept(&root, number, only)?)?)
}

/// Makes the files of a project what they were before the save with this number, in one step that can
/// be taken back; where files are named, relative to the project's folder or to where we are, these
/// alone.
///
/// A window that has the project open takes it in as any change from outside.
pub fn restore(
    path: &Path,
    number: u64,
    only: &[PathBuf],
    changed_since: ChangedSince,
) -> Result<Saved, JobError> {
    check_can_look(path)?;
    let root = folder(path)?;
    Ok(store::restore(&root, number, &kept(&root, number, only)?, changed_since)?)
}

/// Returns a project's folder. One of which `project.ron` is missing may get it back.
fn folder(path: &Path) -> Result<PathBuf, JobError> {
    match store::project_folder(path) {
        Err(StoreError::NoHeader { path }) => {
            std::path::absolute(&path).map_err(|error| JobError::reading(path, error))
        }
        folder => Ok(folder?),
    }
}

/// Returns the paths that are meant, relative to the project's folder. One that no save has changed is
/// an error: nothing would come of it, as if all were well.
fn kept(root: &Path, number: u64, only: &[PathBuf]) -> Result<Vec<PathBuf>, JobError> {
    let generations = store::generations(root)?;
    // That there is no such save is what matters then.
    if !generations.iter().any(|generation| generation.number == number) {
        return Ok(only.to_vec());
    }
    let files = generations.iter().flat_map(|generation| &generation.files);
    let files: BTreeSet<&Path> = files.map(|changed| changed.file.as_path()).collect();
    let is_kept = |path: &Path| files.iter().any(|file| file.starts_with(path));
    let meant = |one: &PathBuf| {
        let absolute = std::path::absolute(one).ok();
        let within = absolute.as_ref().and_then(|path| path.strip_prefix(root).ok());
        let found = [Some(one.as_path()), within].into_iter().flatten().find(|path| is_kept(path));
        found.map(Path::to_owned).ok_or_else(|| JobError::Unknown {
            noun: "earlier state of",
            id: one.display().to_string(),
            known: files.iter().map(|file| file.display().to_string()).collect(),
        })
    };
    only.iter().map(meant).collect()
}
