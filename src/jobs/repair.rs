//! Mending the damaged files of a project.

use std::path::{Path, PathBuf};

use super::{JobError, project::check_can_look};
use crate::store::{self, Repaired, Repairing};

/// Saves what is whole in the files of a project that are given, or in all that are damaged, and says
/// what became of each. The old files are kept in the trash.
pub fn repair(
    project: &Path,
    files: &[PathBuf],
    repairing: Repairing,
) -> Result<Vec<Repaired>, JobError> {
    check_can_look(project)?;
    Ok(store::repair(project, files, repairing)?)
}
