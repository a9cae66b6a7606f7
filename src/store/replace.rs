//! Putting a mended file in the place of one that is damaged or has two sides, which is kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    StoreError, atomic,
    disk::Disk,
    folder::new_session,
    open::find,
    recover::before_reading,
    system, trash,
    writing::{PATIENCE, Writing},
};

/// Finds a project's folder, with what a crash had cut short finished first.
pub(super) fn find_whole(project: &Path) -> Result<Disk, StoreError> {
    let mut disk = find(project, system::real())?;
    drop(before_reading(&mut disk));
    Ok(disk)
}

/// Puts `new` in the place of what a file holds now, which must be `old`, and returns where the old
/// file is kept, relative to the project's folder. There is a whole file in its place at any moment.
pub(super) fn replace(
    disk: &Disk,
    file: &Path,
    old: &[u8],
    new: &[u8],
) -> Result<PathBuf, StoreError> {
    let path = disk.path(file);
    check(disk, file)?;
    if atomic::is_read_only(&path) {
        return Err(StoreError::ReadOnly { path });
    }
    let _writing = Writing::begin(disk, &new_session(), PATIENCE)?;
    let kept = trash::free_folder(disk, "mended").join(file);
    check(disk, &kept)?;
    write(disk, &kept, old)?;
    let found =
        fs::read(&path).map_err(|source| StoreError::Read { path: path.clone(), source })?;
    if found != old {
        return Err(StoreError::ChangedOutside { paths: vec![path] });
    }
    write(disk, file, new)?;
    Ok(kept)
}

/// Moves a file to the trash and returns where it is now, relative to the project's folder.
pub(super) fn put_away(disk: &Disk, file: &Path) -> Result<PathBuf, StoreError> {
    check(disk, file)?;
    let _writing = Writing::begin(disk, &new_session(), PATIENCE)?;
    let kept = trash::free_folder(disk, "mended").join(file);
    check(disk, &kept)?;
    let (from, to) = (disk.path(file), disk.path(&kept));
    let (above_from, above_to) = (above(&from), above(&to));
    let error = |source| StoreError::Write { path: from.clone(), source };
    disk.system().make_folders(above_to).map_err(error)?;
    disk.system().rename(&from, &to).map_err(error)?;
    disk.system().sync_folder(above_to).map_err(error)?;
    disk.system().sync_folder(above_from).map_err(error)?;
    Ok(kept)
}

fn check(disk: &Disk, file: &Path) -> Result<(), StoreError> {
    if disk.leads_out(file) {
        return Err(StoreError::LeadsOut { path: disk.path(file) });
    }
    Ok(())
}

fn write(disk: &Disk, file: &Path, content: &[u8]) -> Result<(), StoreError> {
    let path = disk.path(file);
    atomic::write_on(disk.system(), &path, content)
        .map_err(|source| StoreError::Write { path, source })
}

fn above(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}
