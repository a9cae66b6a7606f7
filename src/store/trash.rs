//! What was taken out of a project stays in `.postil/trash`, and can come back by an undo.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{StoreError, atomic, disk::Disk, load::tagged, names};
use crate::model::{ArticleId, Version};

/// Moves a file or folder to a place of the trash where nothing is yet.
pub(super) fn put_aside(path: &Path, to: &Path) -> Result<(), StoreError> {
    let folder = to.parent().unwrap_or(to);
    atomic::make_folder(folder)
        .map_err(|source| StoreError::Write { path: folder.to_owned(), source })?;
    fs::rename(path, to).map_err(|source| StoreError::Write { path: path.to_owned(), source })
}

/// Keeps what a file of an article held before it is written over.
pub(super) fn keep_copy(disk: &Disk, file: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let article = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let path = new_folder(disk, &article)?.join(file.file_name().unwrap_or_default());
    atomic::write(&path, bytes).map_err(|source| StoreError::Write { path, source })
}

/// Finds the file that a version's text came from among what was taken out.
pub(super) fn find_original(
    disk: &Disk,
    article: &ArticleId,
    version: &Version,
) -> Option<Vec<u8>> {
    let file = names::original_file(article, version);
    let name = file.file_name()?;
    let start = format!("{article}-");
    let folders = disk.entries(&trash()).ok()?;
    let folders = folders.iter().filter(|entry| entry.name.starts_with(&start));
    let paths = folders.flat_map(|folder| {
        let folder = trash().join(&folder.name);
        [folder.join(name), folder.join(article.as_str()).join(name)]
    });
    // Read it all: only its hash tells whether it is the one.
    let mut found = paths.filter_map(|path| disk.read(&path).ok());
    found.find(|bytes| tagged(blake3::hash(bytes)) == version.source_hash)
}

fn trash() -> PathBuf {
    Path::new(names::POSTIL).join("trash")
}

/// Makes a new folder in the trash, with a name that begins so.
pub(super) fn new_folder(disk: &Disk, name: &str) -> Result<PathBuf, StoreError> {
    let postil = disk.path(Path::new(names::POSTIL));
    let error = |source| StoreError::Write { path: postil.clone(), source };
    let ignored = postil.join(".gitignore");
    if fs::symlink_metadata(&ignored).is_err() {
        atomic::write(&ignored, b"*\n").map_err(error)?;
    }
    let trash = disk.path(&trash());
    atomic::make_folder(&trash).map_err(error)?;
    let mut number = 1_u32;
    loop {
        let folder = trash.join(format!("{name}-{number}"));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(source) => return Err(error(source)),
        }
    }
}
