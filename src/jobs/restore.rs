//! Earlier states of a project: which are kept, and going back to one.

use std::path::{Path, PathBuf};

use super::JobError;
use crate::store::{self, ChangedSince, Generation, Going, Saved};

/// Returns the states that can be gone back to, the newest first.
pub fn generations(path: &Path) -> Result<Vec<Generation>, JobError> {
    Ok(store::generations(&store::project_folder(path)?)?)
}

/// Returns what [`restore`] would do.
pub fn preview_restore(path: &Path, number: u64, only: &[PathBuf]) -> Result<Vec<Going>, JobError> {
    Ok(store::preview_restore(&store::project_folder(path)?, number, only)?)
}

/// Makes the files of a project what they were before the save with this number, in one step that can
/// be taken back; where files are named, relative to the project's folder, these alone.
///
/// A window that has the project open takes it in as any change from outside.
pub fn restore(
    path: &Path,
    number: u64,
    only: &[PathBuf],
    changed_since: ChangedSince,
) -> Result<Saved, JobError> {
    Ok(store::restore(&store::project_folder(path)?, number, only, changed_since)?)
}
