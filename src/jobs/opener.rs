//! Handing a file to the program that the system opens it with.

use std::{path::PathBuf, process::Command};

use super::JobError;
use crate::store;

/// Opens the file in which keys are changed, made from `template` where there is none yet, with the
/// system's program for it if there is one. Returns its path, `None` on a system without a place for
/// it. Waits for the program that opens it.
pub fn edit_keys(template: &str) -> Result<Option<PathBuf>, JobError> {
    let path = store::begin_keys(template)?;
    if let Some(path) = &path {
        // Without such a program the path alone has to do.
        let _ = opener().arg(path).output();
    }
    Ok(path)
}

#[cfg(target_os = "macos")]
fn opener() -> Command {
    let mut command = Command::new("open");
    command.arg("-t");
    command
}

#[cfg(windows)]
fn opener() -> Command {
    Command::new("notepad")
}

#[cfg(not(any(target_os = "macos", windows)))]
fn opener() -> Command {
    Command::new("xdg-open")
}
