//! What unsaved edits rest on: noted with them, so that what others write meanwhile can be told from it
//! and merged with it after a crash.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    part::{Part, linked_from, needed_by},
    past::Heard,
    recover::{Found, nothing, without_blank},
};
use crate::{
    model::{
        Project,
        edit::{Edit, between},
    },
    store::{Folder, files::Entry},
};

/// The project as its files have it, and what of it a segment says already.
#[derive(Debug)]
pub(super) struct Base {
    saved: Project,
    noted: BTreeSet<Part>,
}

impl Base {
    /// Begins a segment, of which nothing is noted yet.
    pub(super) fn new(saved: &Project) -> Self {
        Self { saved: without_blank(saved), noted: BTreeSet::new() }
    }

    /// Returns what an edit rests on as far as it is not noted yet, `None` where there is no such thing.
    /// From then on it is noted.
    pub(super) fn note(&mut self, edit: &Edit) -> Option<Arc<Edit>> {
        let mut parts = needed_by(edit);
        parts.retain(|part| !self.noted.contains(part));
        let links = parts.iter().flat_map(|part| linked_from(&self.saved, part));
        let linked: Vec<Part> = links.filter(|part| !self.noted.contains(part)).collect();
        parts.extend(linked);
        let mut noted = nothing();
        parts.iter().for_each(|part| part.put(&self.saved, &mut noted));
        self.noted.append(&mut parts);
        let base = between(&nothing(), &noted);
        (base != Edit::Batch(Vec::new())).then(|| Arc::new(base))
    }
}

/// Returns what the edits that a session had not saved rest on: the project as the files are now, but
/// with what the session last heard of them where others have changed it since. `None` where nobody
/// has, or where the journal does not say.
pub(super) fn base_of(found: &Found, folder: &Folder) -> Option<Project> {
    let segment = found.last_segment().filter(|segment| segment.start.has_base)?;
    let mut heard = nothing();
    for base in &segment.base {
        heard.restore(Edit::clone(base)).ok()?;
    }
    let entries = segment.entries.iter().filter_map(|(number, entry)| match entry {
        Entry::Act(_, act) => act.edit().map(|edit| (*number, edit)),
        Entry::Outside(_, _, edit) => Some((*number, edit)),
        Entry::Begun(_) | Entry::Discarded(_) => None,
    });
    let unsaved = segment.start.unsaved.iter().map(|edit| (segment.number, edit));
    let mut parts = BTreeSet::new();
    for (number, edit) in unsaved.chain(entries) {
        parts.append(&mut needed_by(edit));
        if number <= found.covered() {
            // A save wrote it that the segment has not heard of.
            let _ = heard.restore(Edit::clone(edit));
        }
    }
    parts.extend(heard.articles().map(|article| Part::Article(article.id.clone())));
    parts.extend(heard.layers().map(|layer| Part::Layer(layer.id.clone())));
    let files = Heard::of(found, folder);
    if files.is_all_as_heard(folder) {
        return None;
    }
    let mut base = folder.saved().clone();
    for part in parts.iter().filter(|part| !files.is_as_heard(&part.place())) {
        part.put(&heard, &mut base);
    }
    Some(base)
}
