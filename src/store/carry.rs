//! What could not be read goes along as it is when a project is saved elsewhere.

use std::path::PathBuf;

use super::{Folder, names, plan::Plan};
use crate::model::ArticleId;

/// Plans the shared files, articles and layers of `from` that are left alone there, byte for byte. What may not be
/// read stays where it is.
pub(super) fn carry(from: &Folder, plan: &mut Plan<'_, '_>) {
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
    let planned: Vec<PathBuf> = plan.files().into_iter().map(Into::into).collect();
    for file in files.into_iter().filter(|file| !planned.contains(file)) {
        if let Ok(bytes) = from.disk.read(&file) {
            plan.put(&file, bytes.into());
        }
    }
    // The last of them is `project.ron`: without it there is no project yet.
    for file in &from.left_alone {
        if let Ok(bytes) = from.disk.read_shared(&file.to_string_lossy()) {
            plan.put(file, bytes.into());
        }
    }
}
