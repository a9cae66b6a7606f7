//! What unsaved edits rest on: noted with them, so that what others write meanwhile can be told from it
//! and merged with it after a crash.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    part::{Part, changed_by, linked_from, needed_by},
    past::Heard,
    recover::{Found, nothing, without_blank},
};
use crate::{
    model::{
        Layer, Project,
        edit::{Edit, LayerEdit, between},
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
        for part in &parts {
            part.put(&self.saved, &mut noted);
        }
        self.noted.append(&mut parts);
        let base = between(&nothing(), &noted);
        (base != Edit::Batch(Vec::new())).then(|| Arc::new(base))
    }
}

/// Returns the parts of a project that a session's last segment rests on, as the session last heard of
/// their files; and the layers that held nothing then, and so had none. `None` where the journal does not
/// say.
pub(super) fn heard(found: &Found) -> Option<Project> {
    let segment = found.last_segment().filter(|segment| segment.start.has_base)?;
    let mut saved = nothing();
    for base in segment.base.iter().chain(&segment.start.blank) {
        saved.restore(Edit::clone(base)).ok()?;
    }
    // A save may have written more that the segment has not heard of.
    let covered = found.covered();
    let mut heard = saved.clone();
    if segment.number <= covered {
        segment.start.unsaved.iter().for_each(|edit| apart(&mut heard, edit));
        for (_, entry) in segment.entries.iter().filter(|(number, _)| *number <= covered) {
            match entry {
                Entry::Discarded(_) => heard.clone_from(&saved),
                entry => entry.edit().into_iter().for_each(|edit| apart(&mut heard, edit)),
            }
        }
    }
    Some(heard)
}

/// Makes each of several edits that can be made.
fn apart(project: &mut Project, edit: &Edit) {
    match edit {
        Edit::Batch(edits) => edits.iter().for_each(|edit| apart(project, edit)),
        edit => {
            if let Edit::Layer(LayerEdit::Add(layer)) = edit {
                project.drop_layer(&layer.id);
            }
            // What needs a part that the segment does not rest on is of no concern.
            let _ = project.restore(edit.clone());
        }
    }
}

/// What unsaved edits rest on, and what to merge them with.
pub(super) struct Rests {
    /// The project as the files are now, but with what the session last heard of them where others have
    /// changed it since.
    pub(super) base: Project,
    /// The layers that were changed and whose files can't be read now: nobody has changed these.
    pub(super) unread: Vec<Layer>,
}

impl Rests {
    /// Returns what the edits that a session had not saved rest on, `None` where nobody has changed the
    /// files since, or where the journal does not say.
    pub(super) fn of(found: &Found, folder: &Folder) -> Option<Self> {
        let (heard, files) = (without_blank(&heard(found)?), Heard::of(found, folder));
        if files.is_all_as_heard(folder) {
            return None;
        }
        let unsaved = found.unsaved();
        let is_unread = |layer: &&Layer| {
            let part = Part::Layer(layer.id.clone());
            folder.unread.contains(&layer.id)
                && folder.saved.article(&layer.id.article).is_some()
                && unsaved.iter().any(|(_, edit)| changed_by(edit).contains(&part))
        };
        let unread: Vec<Layer> = heard.layers().filter(is_unread).cloned().collect();
        let mut base = folder.saved().clone();
        for part in parts(found, &heard) {
            let is_left = match &part {
                Part::Layer(id) => folder.unread.contains(id),
                Part::Article(id) => {
                    folder.saved.article(id).is_none() && folder.taken.contains(id.as_str())
                }
                shared => folder.left_alone.contains(&shared.place()),
            };
            if !is_left && !files.is_as_heard(&part.place()) {
                part.put(&heard, &mut base);
            }
        }
        for layer in &unread {
            base.put_layer(layer.clone());
        }
        Some(Self { base, unread })
    }
}

/// Returns the parts that a session's last segment rests on.
fn parts(found: &Found, heard: &Project) -> BTreeSet<Part> {
    let articles = heard.articles().map(|article| Part::Article(article.id.clone()));
    let layers = heard.layers().map(|layer| Part::Layer(layer.id.clone()));
    let mut parts: BTreeSet<Part> = articles.chain(layers).collect();
    let segment = found.last_segment();
    let acts = segment.iter().flat_map(|segment| &segment.entries);
    let acts = acts.filter(|(_, entry)| matches!(entry, Entry::Act(..)));
    let acts = acts.filter_map(|(_, entry)| entry.edit());
    let before = segment.and_then(|segment| segment.start.unsaved.as_deref());
    for edit in before.into_iter().chain(acts) {
        parts.append(&mut needed_by(edit));
    }
    parts
}
