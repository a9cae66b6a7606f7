//! Deciding what was changed on two sides.

use crate::{
    app::{
        action::Decision,
        desk::{Desk, Tone},
    },
    model::{
        edit::{Edit, LayerEdit, LayerField, SharedEdit, compose},
        merge,
    },
};

impl Desk {
    /// Lets one side of a conflict stand.
    pub(super) fn decide_conflict(&mut self, open: &merge::OpenConflict, decision: Decision) {
        let merge::OpenConflict { layer, conflict } = open;
        let layer = layer.as_ref();
        let Some(desk) = self.open.as_ref().filter(|desk| desk.decides(layer)) else {
            return self.say(Tone::Plain, "Only the one whose layer it is can decide this");
        };
        let (label, edit) = match decision {
            Decision::Ours => {
                ("keep mine", Some(compose::keep_ours(&desk.project, layer, conflict)))
            }
            Decision::Theirs => {
                ("take theirs", compose::take_theirs(&desk.project, layer, conflict))
            }
        };
        if let Some(edit) = edit {
            self.change(label, None, edit);
        } else {
            let text = "What theirs is about is not here any more: only yours can be kept";
            self.say(Tone::Plain, text);
        }
    }

    /// Lets stand what stands, in all conflicts that one may decide.
    pub(super) fn keep_all_ours(&mut self) {
        let Some(open) = &self.open else { return };
        let own = open.project.layers().filter(|layer| open.decides(Some(&layer.id)));
        let own = own.filter(|layer| !layer.conflicts.is_empty());
        let settled = own.map(|layer| {
            let none = LayerField::Conflicts(Vec::new());
            Edit::Layer(LayerEdit::Set(layer.id.clone(), none))
        });
        let shared = (!open.project.conflicts().is_empty())
            .then(|| Edit::Shared(SharedEdit::Conflicts(Vec::new())));
        let edits: Vec<Edit> = shared.into_iter().chain(settled).collect();
        if !edits.is_empty() {
            self.change("keep all mine", None, Edit::Batch(edits));
        }
    }
}
