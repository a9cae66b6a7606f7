//! What could not be read goes along as it is when a project is saved elsewhere.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Folder, StoreError, atomic, names};
use crate::model::ArticleId;

/// Copies the shared files, articles and layers of `from` that are left alone there, byte for byte.
pub(super) fn carry(from: &Folder, to: &mut Folder) -> Result<(), StoreError> {
    let layers = from.unread.iter().map(names::layer_file);
    let articles = from.taken.iter().filter_map(|name| ArticleId::new(name).ok());
    let unread = articles.filter(|article| from.saved.article(article).is_none());
    let mut files: Vec<PathBuf> = layers.collect();
    for article in unread {
        let folder = names::article_folder(&article);
        let entries = from.disk.entries(&folder).unwrap_or_default();
        let inner = entries.iter().filter(|entry| !entry.is_folder);
        files.extend(inner.map(|entry| folder.join(&entry.name)));
    }
    for file in files {
        copy(from.disk.read(&file).ok(), to, &file)?;
    }
    for file in &from.left_alone {
        copy(from.disk.read_shared(&file.to_string_lossy()).ok(), to, file)?;
    }
    to.unread.clone_from(&from.unread);
    to.taken.clone_from(&from.taken);
    Ok(())
}

/// Copies a file that is there and may be read; what may not be read stays where it is.
fn copy(bytes: Option<Vec<u8>>, to: &Folder, file: &Path) -> Result<(), StoreError> {
    let Some(bytes) = bytes else { return Ok(()) };
    let path = to.disk.path(file);
    if fs::symlink_metadata(&path).is_ok() {
        return Ok(());
    }
    atomic::write(&path, &bytes).map_err(|source| StoreError::Write { path, source })
}
