//! The note of a row, edited where it stands.

use egui::{Rect, Response, Sense, Ui, UiBuilder};

use super::TablePanel;
use crate::{
    app::{
        action::{Action, SpanAction, ViewAction},
        scene::Scene,
        theme::font,
        view::SpanRef,
        widgets::{field, one_line, paint_line},
    },
    model::{Span, edit::SpanField},
};

/// The row whose note is being edited.
#[derive(Debug)]
pub(super) struct Editing {
    /// Which one.
    pub at: SpanRef,
    /// Has its field had the keyboard yet?
    has_begun: bool,
}

/// Puts a field in the place of the row's note; says whose span it is where it is another's.
pub(super) fn begin(
    scene: &Scene<'_>,
    panel: &mut TablePanel,
    at: SpanRef,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    let Some((span, _)) = open.span(&at) else { return };
    if open.analyst.as_ref() == Some(&at.layer.analyst) {
        actions.push(Action::View(ViewAction::Span(Some(at.clone()))));
        panel.editing = Some(Editing { at, has_begun: false });
    } else {
        // Refused, with the reason.
        let same = SpanField::Note(span.note.clone());
        actions.push(Action::Span(SpanAction::Set(at, same)));
    }
}

/// Shows the note, or its field.
pub(super) fn note_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    panel: &mut TablePanel,
    (at, span): (&SpanRef, &Span),
    rect: Rect,
    actions: &mut Vec<Action>,
) {
    if panel.editing.as_ref().is_some_and(|editing| editing.at == *at) {
        return field_ui(ui, panel, at, span, rect.expand2(egui::vec2(8.0, 0.0)), actions);
    }
    let response = ui.allocate_rect(rect, Sense::click());
    let name = if span.note.is_empty() { "No note" } else { &span.note };
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Cell, true, format!("Note: {name}")));
    show(ui, scene, span, rect, &response);
    if response.double_clicked() {
        begin(scene, panel, at.clone(), actions);
    } else if response.clicked() {
        actions.push(Action::View(ViewAction::Span(Some(at.clone()))));
    }
    if response.hovered() && !span.note.is_empty() {
        response.on_hover_text(&span.note);
    }
}

fn show(ui: &Ui, scene: &Scene<'_>, span: &Span, rect: Rect, response: &Response) {
    let theme = &scene.theme;
    let is_lit = response.hovered() || response.has_focus();
    let (text, color) = match (span.note.is_empty(), is_lit) {
        (false, _) => (span.note.as_str(), theme.ink),
        (true, true) => ("Double-click to write", theme.dim),
        (true, false) => return,
    };
    // A long note is cut before it is laid out.
    let text: String = text.chars().take(160).collect();
    let galley = one_line(ui, &text, font::ui(), color, rect.width());
    paint_line(ui, galley, rect.left(), rect.center().y);
}

fn field_ui(
    ui: &mut Ui,
    panel: &mut TablePanel,
    at: &SpanRef,
    span: &Span,
    rect: Rect,
    actions: &mut Vec<Action>,
) {
    let mut note = span.note.clone();
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("note", &at.span)));
    ui.add_space(1.0);
    let response = field(&mut ui, "Note of the row", "", &mut note);
    if response.changed() {
        let set = SpanAction::Set(at.clone(), SpanField::Note(note));
        actions.push(Action::Span(set));
    }
    let has_keyboard = response.has_focus();
    let Some(editing) = &mut panel.editing else { return };
    if has_keyboard {
        editing.has_begun = true;
    } else if editing.has_begun {
        panel.editing = None;
    } else {
        response.request_focus();
    }
}
