//! Fields that write to the project as they are typed into: each letter is part of one undo, and
//! what does not fit stays in the field, with a line that says why.

use egui::{Align, Layout, Response, TextEdit, Ui, text::CCursorRange, vec2};

use super::frame::{CONTROL, error_ui};
use crate::{
    app::{
        action::Action,
        dialog::Draft,
        theme::Theme,
        widgets::{field, labelled, lines, multiline},
    },
    model::{Project, edit::Edit},
};

/// What fields write with.
pub struct Pen<'a> {
    /// What they write to.
    pub project: &'a Project,
    /// Which state of it this is.
    pub revision: u64,
    /// Colours.
    pub theme: &'a Theme,
    /// What does not fit yet.
    pub draft: &'a mut Draft,
    /// Where what they write goes.
    pub actions: &'a mut Vec<Action>,
    /// How the first field takes the keyboard.
    pub first: FirstField,
}

/// How the first field of a dialog or record takes the keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FirstField {
    /// It doesn't.
    #[default]
    Waits,
    /// With the caret where it was.
    Takes,
    /// With all its text selected, so that typing replaces it.
    TakesAll,
}

impl Pen<'_> {
    /// Shows a line with its label. Returns what was typed once `read` takes it and it differs from
    /// `now`; what `read` returns is how the project has it.
    pub fn line(
        &mut self,
        ui: &mut Ui,
        label: &str,
        now: &str,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Option<String> {
        let first = std::mem::take(&mut self.first);
        labelled(ui, label, |ui| {
            let add = |ui: &mut Ui, text: &mut String| {
                let response = field(ui, label, "", text);
                if first != FirstField::Waits {
                    response.request_focus();
                }
                if first == FirstField::TakesAll {
                    select_all(ui, &response, text);
                }
                response
            };
            self.drafted(ui, label, now, add, read)
        })
    }

    /// Shows a field of several lines with its label.
    pub fn text(&mut self, ui: &mut Ui, label: &str, now: &str, rows: usize) -> Option<String> {
        let add = |ui: &mut Ui, text: &mut String| multiline(ui, label, "", text, rows);
        labelled(ui, label, |ui| self.drafted(ui, label, now, add, |text| Ok(text.to_owned())))
    }

    /// Shows a list, one a line, with its label.
    pub fn list(
        &mut self,
        ui: &mut Ui,
        label: &str,
        now: &[String],
        rows: usize,
    ) -> Option<Vec<String>> {
        let add = |ui: &mut Ui, text: &mut String| multiline(ui, label, "", text, rows);
        let read = |text: &str| Ok(lines(text).join("\n"));
        let found = labelled(ui, label, |ui| self.drafted(ui, label, &now.join("\n"), add, read));
        found.map(|text| lines(&text))
    }

    /// Writes one more letter of a field.
    pub fn write(&mut self, label: &str, field: &str, edit: Edit) {
        self.actions.push(Action::typing(label, field, edit));
    }

    /// Writes a change that is one undo of its own.
    pub fn change(&mut self, label: &str, edit: Edit) {
        self.actions.push(Action::change(label, edit));
    }

    /// Shows a field over what the project has, or over what was typed and does not fit.
    pub fn drafted(
        &mut self,
        ui: &mut Ui,
        name: &str,
        now: &str,
        add: impl FnOnce(&mut Ui, &mut String) -> Response,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Option<String> {
        let mut text = self.draft.text(name).unwrap_or(now).to_owned();
        let response = add(ui, &mut text);
        let taken = read(&text);
        if let Err(message) = &taken {
            error_ui(ui, message);
        }
        if response.changed() {
            let is_as_taken = taken.as_ref() == Ok(&text);
            if is_as_taken {
                self.draft.forget(name);
            } else {
                self.draft.keep(name, text);
            }
        } else if response.lost_focus() && taken.is_ok() {
            // Blank ends and the like are shown no longer than they are typed at.
            self.draft.forget(name);
        }
        taken.ok().filter(|taken| response.changed() && taken != now)
    }
}

fn select_all(ui: &Ui, field: &Response, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), field.id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::select_all_str(text)));
    TextEdit::store_state(ui.ctx(), field.id, state);
}

/// Takes a name that is not blank, without white space around it.
pub fn name(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("It needs a name".to_owned()) } else { Ok(text.to_owned()) }
}

/// Adds a part of a line, `width` wide.
pub fn cell<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::top_down(Align::Min);
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}

/// Adds a part of a line, `width` wide, with what is in it at the line's middle.
pub fn middle_cell<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, CONTROL), layout, |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}
