//! Layers whose files were damaged between a crash and the next start: what they held is kept beside the
//! journal, and stays in the window until somebody writes it again.

use std::{fs, path::Path};

use super::{
    base::{folder_of_base, kept},
    past::told,
    recover::Found,
};
use crate::{
    model::{Layer, LayerId, Project},
    store::{FileHashes, Folder, names},
};

/// Has the folder know what layers held that can't be read any more, as a window knows it that was open
/// when they were damaged: what differs from that is what is unsaved.
pub(super) fn hold(folder: &mut Folder, found: &[Found]) {
    let unread = folder.unread().iter().filter(|id| folder.saved.layer(id).is_none());
    let unread: Vec<LayerId> = unread.cloned().collect();
    let (Some(newest), false) = (found.last(), unread.is_empty()) else { return };
    let by_saves = folder.kept_by_saves();
    for id in unread {
        let file = names::layer_file(&id);
        let sessions = found.iter().rev().filter(|one| one.has_unsaved());
        let copies = sessions.filter_map(|one| {
            let hash = heard(one).get(&file).copied().flatten()?;
            Some((hash, kept(one, &by_saves, hash)?))
        });
        let Some((hash, copy)) = copies.into_iter().next() else { continue };
        let then = folder.as_it_was(vec![(file.clone(), Some(copy.clone()))]);
        let layer = then.layer(&id).filter(|layer| has_text(&folder.saved, layer));
        let Some(layer) = layer else { continue };
        // Without a copy of its own, the journal that goes on could not tell it the next time.
        let base = folder_of_base(newest.session.folder());
        if is_copied(&copy, &base, hash) {
            folder.saved.put_layer(layer.clone());
            folder.known.insert(file, hash);
        }
    }
}

/// Returns what a session knew of the files that it rested on.
fn heard(found: &Found) -> FileHashes {
    let noted = found.last_segment().map(|segment| segment.base.clone());
    let mut heard = noted.unwrap_or_default();
    heard.extend(told(found).into_iter().map(|(_, file, hash)| (file.clone(), hash)));
    heard
}

fn has_text(project: &Project, layer: &Layer) -> bool {
    let article = project.article(&layer.id.article);
    article.is_some_and(|article| article.version(layer.version).is_some())
}

fn is_copied(copy: &Path, base: &Path, hash: blake3::Hash) -> bool {
    let to = base.join(hash.to_hex().as_str());
    to == copy || (fs::create_dir_all(base).is_ok() && fs::copy(copy, to).is_ok())
}

/// Says of which layers the project alone has what they held.
pub(super) fn told_held(folder: &Folder, project: &Project) -> Vec<String> {
    let here = folder.unread().iter().filter_map(|id| project.layer(id));
    let here = here.filter(|layer| !layer.is_blank());
    let told = here.map(|layer| {
        let article = project.article(&layer.id.article);
        let title = article.map_or(layer.id.article.as_str(), |article| &article.title);
        let (spans, are) = match layer.span_count() {
            0 => ("What is noted".to_owned(), "is"),
            1 => ("1 span".to_owned(), "is"),
            many => (format!("{many} spans"), "are"),
        };
        format!(
            "{spans} in {title} {are} only here now: {} is damaged. Discard keeps those that \
             were saved. To have them in a file again: Review, Problems in the files",
            names::layer_file(&layer.id).display()
        )
    });
    told.collect()
}
