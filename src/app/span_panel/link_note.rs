//! The note of a link, below its row: where there is one, or where one is begun.

use egui::Ui;

use crate::{
    app::{
        action::{Action, SpanAction},
        widgets::multiline,
    },
    model::{LayerId, Link, LinkId, edit::LinkField},
};

/// The note that was begun, if any.
#[derive(Debug, Default)]
pub(super) struct LinkNote {
    of: Option<LinkId>,
    /// Is its field to take the keyboard?
    wants_focus: bool,
}

impl LinkNote {
    /// Shows the field of a link's note, with the keyboard in it.
    pub fn begin(&mut self, link: LinkId) {
        *self = Self { of: Some(link), wants_focus: true };
    }

    /// Shows the note; `name` is how the link reads.
    pub fn note_ui(
        &mut self,
        ui: &mut Ui,
        (layer, link): (&LayerId, &Link),
        is_own: bool,
        name: &str,
        actions: &mut Vec<Action>,
    ) {
        let is_begun = self.of.as_ref() == Some(&link.id);
        if link.note.is_empty() && !is_begun {
            return;
        }
        let mut note = link.note.clone();
        let field = ui.add_enabled_ui(is_own, |ui| {
            let id = ("link note", &link.id);
            ui.push_id(id, |ui| {
                multiline(ui, &format!("Note on {name}"), "Note on the link", &mut note, 1)
            })
            .inner
        });
        let field = field.inner;
        if is_begun && std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        } else if is_begun && field.lost_focus() {
            self.of = None;
        }
        if field.changed() {
            let field = LinkField::Note(note);
            let set = SpanAction::SetLink(layer.clone(), link.id.clone(), field);
            actions.push(Action::Span(set));
        }
    }
}
