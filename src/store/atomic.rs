//! Writing one file so that, whatever happens, either the old or the new one is there, whole.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::system::{self, System};

/// Writes a file beside the one that it replaces, syncs it, and renames it into place. A link stays,
/// its target is replaced. Folders on the way are made.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_on(&*system::real(), path, bytes)
}

/// Does the work of [`write()`] through `system`.
pub(super) fn write_on(system: &dyn System, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = target(path)?;
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    system.make_folders(folder)?;
    let temporary =
        folder.join(format!(".postil-{:016x}.tmp", getrandom::u64().map_err(io::Error::other)?));
    let written = write_beside(system, &temporary, &path, bytes)
        .and_then(|()| system.rename(&temporary, &path));
    if written.is_err() {
        // It may not be there, or may stay: what failed is said, and that is why.
        system.remove(&temporary).unwrap_or_default();
    }
    written?;
    system.sync_folder(folder)
}

fn write_beside(system: &dyn System, temporary: &Path, old: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = system.create(temporary)?;
    system.write(&mut file, bytes)?;
    if fs::symlink_metadata(old).is_ok() {
        system.liken(&file, old)?;
    }
    system.sync(&file)
}

/// May this program not write to the file, or did someone make it read-only?
pub(super) fn is_read_only(path: &Path) -> bool {
    let is_closed = fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly());
    is_closed || is_refused(path)
}

#[cfg(target_os = "linux")]
fn is_refused(path: &Path) -> bool {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK) == Err(rustix::io::Errno::ACCESS)
}

#[cfg(not(target_os = "linux"))]
fn is_refused(_: &Path) -> bool {
    false
}

/// Makes a folder and those above it; each is synced into the one above it.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    system::real().make_folders(folder).map(|_| ())
}

/// Returns what a link leads to, any other path as it is.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => fs::canonicalize(path),
        _ => Ok(path.to_owned()),
    }
}
