//! Text fields that say what they are for.

use egui::{Margin, Response, RichText, Sense, TextEdit, Ui};

use super::{one_line, paint_line};
use crate::app::theme::{Theme, font};

const MARGIN: Margin = Margin::symmetric(9, 6);

const ABOVE_LABEL: f32 = 5.0;

/// Adds a line to type into, as wide as there is room; `name` is its accessible name.
pub fn field(ui: &mut Ui, name: &str, hint: &str, text: &mut String) -> Response {
    named(ui, name, |ui| {
        let edit = TextEdit::singleline(text).hint_text(hint).margin(MARGIN);
        ui.add(edit.desired_width(f32::INFINITY))
    })
}

/// Adds a line to type into that keeps the Tab key to itself, for what completes words.
pub fn field_with_tab(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    named(ui, name, |ui| {
        let edit = TextEdit::singleline(text).margin(MARGIN).lock_focus(true);
        ui.add(edit.desired_width(f32::INFINITY))
    })
}

/// Adds a line to filter with.
pub fn search_field(ui: &mut Ui, name: &str, text: &mut String) -> Response {
    field(ui, name, name, text)
}

/// Adds a field of several lines.
pub fn multiline(ui: &mut Ui, name: &str, hint: &str, text: &mut String, rows: usize) -> Response {
    named(ui, name, |ui| {
        let edit = TextEdit::multiline(text).hint_text(hint).margin(MARGIN);
        ui.add(edit.desired_width(f32::INFINITY).desired_rows(rows))
    })
}

/// Returns what stands in a field that takes one thing a line.
pub fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// Adds a small label above the field that `contents` adds. The field has a name of its own: the label
/// is only to be seen.
pub fn labelled<R>(ui: &mut Ui, label: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    ui.add_space(ABOVE_LABEL);
    let galley = one_line(ui, label, font::small(), theme.dim, ui.available_width());
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::empty());
    paint_line(ui, galley, rect.left(), rect.center().y);
    contents(ui)
}

/// Adds a small label above what comes next.
pub fn label(ui: &mut Ui, text: &str) {
    let theme = Theme::of(ui);
    ui.add_space(ABOVE_LABEL);
    ui.label(RichText::new(text).font(font::small()).color(theme.dim));
}

/// Gives a field its accessible name, which egui would take from the label beside it.
fn named(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let response = add(ui);
    let label = name.to_owned();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(label));
    response
}
