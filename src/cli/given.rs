//! The paths in errors, as the project was named on the command line.

use std::path::{Path, PathBuf};

use super::project;
use crate::{jobs::JobError, store::StoreError};

/// Returns an error whose paths begin as `given` does, and not at the root of the file system.
pub(super) fn as_given(mut error: JobError, given: &Path) -> JobError {
    let folder = project::folder(given);
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    // A folder that is gone by now is in no path either.
    if let (JobError::Store(error), Ok(root)) = (&mut error, here.canonicalize()) {
        rename(error, &root, &folder);
    }
    error
}

fn rename(error: &mut StoreError, root: &Path, folder: &Path) {
    match error {
        StoreError::NotAProject { path }
        | StoreError::NoHeader { path }
        | StoreError::NotEmpty { path }
        | StoreError::Flawed { path, .. }
        | StoreError::Read { path, .. }
        | StoreError::Write { path, .. }
        | StoreError::ReadOnly { path }
        | StoreError::Busy { path, .. }
        | StoreError::NoGeneration { path, .. }
        | StoreError::LeftAlone { path }
        | StoreError::Gone { path }
        | StoreError::HeaderGone { path }
        | StoreError::LeadsOut { path } => rename_path(path, root, folder),
        StoreError::ChangedOutside { paths } => {
            for path in paths {
                rename_path(path, root, folder);
            }
        }
        StoreError::NotSaved { failed } => {
            for error in failed {
                rename(error, root, folder);
            }
        }
        StoreError::Unfinished { path, cause } => {
            rename_path(path, root, folder);
            rename(cause, root, folder);
        }
        StoreError::NoText { .. } | StoreError::OutsideText { .. } | StoreError::Cancelled => {}
    }
}

fn rename_path(path: &mut PathBuf, root: &Path, folder: &Path) {
    let Ok(within) = path.strip_prefix(root) else { return };
    *path = match (within.as_os_str().is_empty(), folder.as_os_str().is_empty()) {
        (true, true) => PathBuf::from("."),
        (true, false) => folder.to_owned(),
        (false, _) => folder.join(within),
    };
}
