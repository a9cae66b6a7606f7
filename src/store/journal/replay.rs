//! Doing again what was not saved, on the files as they are now.

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use super::{
    about::About,
    base::{Before, blank_where_saved},
    changes::{BEFORE, Change, changes},
    part::{Part, changed_by},
    recover::Found,
    segments::{Segment, keep_aside},
};
use crate::{
    model::{
        Layer, LayerId, Project, Span, Time,
        edit::{ArticleEdit, Edit, LayerEdit, LinkEdit, RecordEdit, Refused, SpanEdit},
        merge::{Taken, merge, revived},
    },
    store::Folder,
};

/// How many files are named in one sentence.
const NAMED: usize = 5;

/// A project on its way from what was saved to what was done.
pub(super) struct Replay {
    pub(super) project: Project,
    pub(super) changes: Vec<Change>,
    pub(super) refused: Vec<String>,
    /// What others changed since, and what was not saved stands over.
    over: BTreeSet<PathBuf>,
    /// How many fields both have changed.
    conflicts: usize,
    /// What others have changed in what is recovered.
    pub(super) taken: Taken,
    now: Time,
}

impl Replay {
    /// Begins with what was saved.
    pub(super) fn of(project: Project, now: Time) -> Self {
        let (changes, refused, over) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { project, changes, refused, over, conflicts: 0, taken: Taken::default(), now }
    }

    /// Does again what a session had not saved: on what the files were then, which is merged with what
    /// they are now. Returns the files that others have changed and that could not be merged.
    pub(super) fn session(&mut self, found: &Found, folder: Option<&Folder>) -> BTreeSet<PathBuf> {
        let refused = self.refused.len();
        let Some(segment) = found.last_segment() else { return BTreeSet::new() };
        let resting = folder.filter(|_| found.has_unsaved());
        let before = resting.map(|folder| Before::of(found, folder)).unwrap_or_default();
        let base = before.project.or_else(|| {
            let saved = resting.map(Folder::saved).filter(|saved| self.project != **saved);
            saved.cloned()
        });
        let others = base.map(|base| (self.go_back(&base, found, resting), base));
        if segment.number <= found.settled() {
            self.begin_blank(found, folder);
        }
        for (number, edit) in found.unsaved() {
            if number == segment.number {
                self.apart(number, edit, segment.start.time);
            } else if let Err(why) = self.project.restore(edit.clone()) {
                self.refuse(number, &why);
            }
        }
        if let Some((theirs, base)) = others {
            let merged = merge(&base, &self.project, &theirs, self.now);
            self.conflicts += merged.conflicts.len();
            if !merged.taken.is_empty() {
                self.taken = merged.taken;
            }
            // A link of theirs may need what was taken out here.
            let needed = revived(&merged.project, &theirs);
            self.project = needed.unwrap_or(merged.project);
        }
        self.tell_damage(found, segment, refused);
        self.changes.extend(changes(found, &self.project));
        if self.changes.is_empty() && found.has_unsaved() {
            let label = BEFORE.to_owned();
            let about = About::default();
            self.changes.push(Change { time: segment.start.time, label, about });
        }
        before.lost
    }

    /// Goes back to what the files were, and returns what others have made of that since.
    fn go_back(&mut self, base: &Project, found: &Found, folder: Option<&Folder>) -> Project {
        let mut theirs = std::mem::replace(&mut self.project, base.clone());
        // Nobody took out what can't be read now.
        let changed: BTreeSet<Part> =
            found.unsaved().iter().flat_map(|(_, edit)| changed_by(edit)).collect();
        let unread = folder.map(Folder::unread).into_iter().flatten();
        let unread = unread.filter(|id| changed.contains(&Part::Layer((*id).clone())));
        for layer in unread.filter_map(|id| base.layer(id)) {
            theirs.put_layer(layer.clone());
        }
        theirs
    }

    /// Says what of a session is damaged, and keeps the files of its last segment where there is more to
    /// say of that than these first `refused`.
    fn tell_damage(&mut self, found: &Found, segment: &Segment, refused: usize) {
        let first = segment.files.first().copied().unwrap_or_default();
        let damage = found.written.damage.iter().filter(|(file, _)| *file >= first);
        self.refused.extend(damage.map(|(_, what)| what.clone()));
        if self.refused.len() == refused {
            return;
        }
        let last = found.written.damage.iter().map(|(file, _)| *file);
        let files = segment.files.iter().copied().chain(last.filter(|file| *file > first));
        let kept = files.filter_map(|file| keep_aside(found.session.folder(), file));
        let kept = kept.map(|path| format!("It is kept: {}", path.display()));
        let mut kept: Vec<String> = kept.collect();
        kept.dedup();
        self.refused.extend(kept);
    }

    /// Puts in the layers that held nothing where what follows was done. What was not saved when the
    /// segment began has them; where that was saved since, or let go, nothing else does.
    fn begin_blank(&mut self, found: &Found, folder: Option<&Folder>) {
        for layer in blank_where_saved(found, folder) {
            let is_new = self.project.layer(&layer.id).is_none();
            if is_new && self.project.article(&layer.id.article).is_some() {
                self.project.put_layer(layer);
            }
        }
    }

    /// Notes which of the files that could not be merged a session's changes are in: what both changed
    /// there is now as it was here.
    pub(super) fn stands_over(&mut self, found: &Found, lost: BTreeSet<PathBuf>) {
        let unsaved = found.unsaved();
        let parts = unsaved.iter().flat_map(|(_, edit)| changed_by(edit));
        let places: BTreeSet<PathBuf> = parts.map(|part| part.place()).collect();
        let is_ours = |file: &PathBuf| places.iter().any(|place| file.starts_with(place));
        self.over.extend(lost.into_iter().filter(is_ours));
    }

    /// Says how much both have changed.
    pub(super) fn told_conflicts(&self) -> Option<String> {
        let conflicts = match self.conflicts {
            0 => return None,
            1 => "1 conflict".to_owned(),
            many => format!("{many} conflicts"),
        };
        Some(format!(
            "{conflicts} with what was changed elsewhere since: what was recovered stands. See Review, \
             Conflicts"
        ))
    }

    /// Says which files [`Replay::stands_over`] found.
    pub(super) fn told_over(&self) -> Option<String> {
        let names = self.over.iter().take(NAMED).map(|file| file.display().to_string());
        let mut names = names.collect::<Vec<_>>().join(", ");
        if self.over.len() > NAMED {
            names = format!("{names} and {} more", self.over.len() - NAMED);
        }
        let is_any = !self.over.is_empty();
        is_any.then(|| {
            format!(
                "Changed by another program since: {names}. Where that changed what was recovered \
                 too, the project has what was recovered"
            )
        })
    }

    /// Applies the parts of what was unsaved when a segment began. They were many acts: one that does
    /// not fit any more, since others changed the files, must not cost the rest.
    fn apart(&mut self, number: u64, edit: &Edit, time: Time) {
        if let Edit::Batch(edits) = edit {
            for edit in edits {
                self.apart(number, edit, time);
            }
            return;
        }
        let Err(why) = self.project.restore(edit.clone()) else { return };
        match edit {
            Edit::Span(layer, SpanEdit::AddAll(spans)) if !is_no_layer(&why) => {
                let add = |span: &Span| SpanEdit::Add(Box::new(span.clone()));
                self.each(number, spans.iter().map(add), layer);
            }
            Edit::Span(layer, SpanEdit::RemoveAll(spans)) if !is_no_layer(&why) => {
                self.each(number, spans.iter().cloned().map(SpanEdit::Remove), layer);
            }
            Edit::Layer(LayerEdit::Add(layer)) if matches!(why, Refused::Exists { .. }) => {
                self.join_layer(number, layer, time);
            }
            _ if is_gone_already(edit, &why) => {}
            _ => self.refuse(number, &why),
        }
    }

    fn each(&mut self, number: u64, edits: impl Iterator<Item = SpanEdit>, layer: &LayerId) {
        for edit in edits {
            let edit = Edit::Span(layer.clone(), edit);
            if let Err(why) = self.project.restore(edit.clone())
                && !is_gone_already(&edit, &why)
            {
                self.refuse(number, &why);
            }
        }
    }

    /// Merges a layer with the one that others have begun meanwhile: neither was made of the other.
    fn join_layer(&mut self, number: u64, layer: &Arc<Layer>, time: Time) {
        if layer.is_blank() {
            return;
        }
        let mut base = self.project.clone();
        let made = base.restore(Edit::Layer(LayerEdit::Remove(layer.id.clone()))).and_then(|_| {
            let mut ours = base.clone();
            ours.restore(Edit::Layer(LayerEdit::Add(Arc::clone(layer)))).map(|_| ours)
        });
        match made {
            Ok(ours) => self.project = merge(&base, &ours, &self.project, time).project,
            Err(why) => self.refuse(number, &why),
        }
    }

    fn refuse(&mut self, number: u64, why: &Refused) {
        let what = format!("The change {number} no longer fits: {why}");
        // Many parts of one change may fail of one reason.
        if !self.refused.contains(&what) {
            self.refused.push(what);
        }
    }
}

fn is_no_layer(why: &Refused) -> bool {
    matches!(why, Refused::Missing { noun: "layer", .. })
}

/// Was it to take out what others have taken out already?
fn is_gone_already(edit: &Edit, why: &Refused) -> bool {
    let takes_out = match edit {
        Edit::Tag(edit) => matches!(edit, RecordEdit::Remove(_)),
        Edit::LinkKind(edit) => matches!(edit, RecordEdit::Remove(_)),
        Edit::Attribute(edit) => matches!(edit, RecordEdit::Remove(_)),
        Edit::Analyst(edit) => matches!(edit, RecordEdit::Remove(_)),
        Edit::Card(edit) => matches!(edit, RecordEdit::Remove(_)),
        Edit::Article(edit) => matches!(edit, ArticleEdit::Remove(_)),
        Edit::Layer(edit) => matches!(edit, LayerEdit::Remove(_)),
        Edit::Span(_, edit) => matches!(edit, SpanEdit::Remove(_) | SpanEdit::RemoveAll(_)),
        Edit::Link(_, edit) => matches!(edit, LinkEdit::Remove(_)),
        Edit::Title(_) | Edit::Shared(_) | Edit::Batch(_) => false,
    };
    takes_out && matches!(why, Refused::Missing { .. })
}
