//! What was taken out of a project stays in `.postil/trash`, and can come back by an undo.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{disk::Disk, load::tagged, names};
use crate::model::{ArticleId, Version};

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

/// Returns a folder of the trash that is not there yet, with a name that begins so.
pub(super) fn free_folder(disk: &Disk, name: &str) -> PathBuf {
    let folders = (1_u32..).map(|number| trash().join(format!("{name}-{number}")));
    let mut free = folders.filter(|folder| fs::symlink_metadata(disk.path(folder)).is_err());
    free.next().unwrap_or_else(trash)
}
