//! Putting a mended file in the place of one that is damaged or parted, which is kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{StoreError, atomic, disk::Disk, trash};

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
    let kept = trash::new_folder(disk, "mended")?.join(file);
    atomic::write(&kept, old).map_err(write(&kept))?;
    sync_above(&kept)?;
    let found =
        fs::read(&path).map_err(|source| StoreError::Read { path: path.clone(), source })?;
    if found != old {
        return Err(StoreError::ChangedOutside { path });
    }
    atomic::write(&path, new).map_err(write(&path))?;
    sync_above(&path)?;
    Ok(kept.strip_prefix(disk.root()).map_or(kept.clone(), Path::to_owned))
}

/// Moves a file to the trash and returns where it is now, relative to the project's folder.
pub(super) fn put_away(disk: &Disk, file: &Path) -> Result<PathBuf, StoreError> {
    let path = disk.path(file);
    if disk.leads_out(file) {
        return Err(StoreError::LeadsOut { path });
    }
    let kept = trash::new_folder(disk, "mended")?.join(file);
    trash::put_aside(&path, &kept)?;
    sync_above(&kept)?;
    sync_above(&path)?;
    Ok(kept.strip_prefix(disk.root()).map_or(kept.clone(), Path::to_owned))
}

fn sync_above(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    let error = |source| StoreError::Write { path: folder.to_owned(), source };
    atomic::sync_folder(folder).map_err(error)
}
