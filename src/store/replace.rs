//! Putting a mended file in the place of one that is damaged or parted, which is kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    StoreError, atomic,
    disk::Disk,
    folder::new_session,
    trash,
    writing::{PATIENCE, Writing},
};

/// Puts `new` in the place of what a file holds now, which must be `old`, and returns where the old
/// file is kept, relative to the project's folder. There is a whole file in its place at any moment.
pub(super) fn replace(
    disk: &Disk,
    file: &Path,
    old: &[u8],
    new: &[u8],
) -> Result<PathBuf, StoreError> {
    let path = disk.path(file);
    if disk.leads_out(file) {
        return Err(StoreError::LeadsOut { path });
    }
    if atomic::is_read_only(&path) {
        return Err(StoreError::ReadOnly { path });
    }
    let write = |path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::Write { path, source }
    };
    let _held = Writing::begin(disk, &new_session(), PATIENCE)?;
    let kept = trash::free_folder(disk, "mended").join(file);
    let place = disk.path(&kept);
    atomic::write(&place, old).map_err(write(&place))?;
    let found =
        fs::read(&path).map_err(|source| StoreError::Read { path: path.clone(), source })?;
    if found != old {
        return Err(StoreError::ChangedOutside { paths: vec![path] });
    }
    atomic::write(&path, new).map_err(write(&path))?;
    Ok(kept)
}

/// Moves a file to the trash and returns where it is now, relative to the project's folder.
pub(super) fn put_away(disk: &Disk, file: &Path) -> Result<PathBuf, StoreError> {
    let path = disk.path(file);
    if disk.leads_out(file) {
        return Err(StoreError::LeadsOut { path });
    }
    let _held = Writing::begin(disk, &new_session(), PATIENCE)?;
    let kept = trash::free_folder(disk, "mended").join(file);
    let place = disk.path(&kept);
    let system = disk.system();
    let (from, to) = (path.parent().unwrap_or(&path), place.parent().unwrap_or(&place));
    let moved = system
        .make_folders(to)
        .and_then(|_| system.rename(&path, &place))
        .and_then(|()| system.sync_folder(to))
        .and_then(|()| system.sync_folder(from));
    moved.map_err(|source| StoreError::Write { path, source })?;
    Ok(kept)
}
