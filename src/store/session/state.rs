//! The folder where the system lets programs keep what is neither settings nor documents.

use std::{
    env,
    path::{Path, PathBuf},
};

/// Names the folder to keep it in, for tests and for programs on a stick.
const FOLDER: &str = "POSTIL_STATE_DIR";

/// Returns the folder, `None` on a system without a place for it.
pub(super) fn folder() -> Option<PathBuf> {
    if let Some(folder) = env::var_os(FOLDER) {
        return Some(PathBuf::from(folder));
    }
    let folders = directories::ProjectDirs::from("", "", "Postil")?;
    Some(folders.state_dir().map_or_else(|| folders.data_local_dir(), Path::new).to_owned())
}
