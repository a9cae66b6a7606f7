//! What is painted of the page: text, highlights, selection, caret.

use egui::{Stroke, Ui};

use super::{
    beside::{Age, paint_differences},
    edges::Edges,
    furniture,
    highlight::{self, Shown},
    hits,
    sheet::Sheet,
};
use crate::app::{
    command::Command,
    proposals::proposal,
    scene::Scene,
    theme::font,
    view::{Selection, SpanRef},
};

/// Paints the part of the page that is in view.
pub fn paint(
    ui: &Ui,
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    spans: &[Shown<'_>],
    hovered: Option<&SpanRef>,
    edges: &Edges,
) {
    if let Some(beside) = &scene.view.beside
        && let Some(differences) = &beside.differences
    {
        let all = differences.in_shown(sheet.stretch());
        paint_differences(ui, sheet, all, Age::of(beside.shown, beside.other));
    }
    furniture::paint(ui, scene, sheet);
    hits::paint_under(ui, scene, sheet);
    highlight::paint_under(ui, sheet, spans, hovered);
    if let Some(selected) = scene.view.selected_text() {
        highlight::paint_selection(ui, sheet, selected);
    }
    let selected = spans.iter().find(|shown| Some(&shown.at) == scene.view.span.as_ref());
    if let Some(shown) = selected {
        let stroke = Stroke::new(2.0, shown.color);
        let fragments = edges.preview(&shown.at).unwrap_or(shown.fragments);
        highlight::paint_outline(ui, sheet, fragments, stroke);
    }
    let proposed = scene.open.zip(scene.view.proposal.as_ref());
    if let Some(place) = proposed.and_then(|(open, at)| proposal(open, at)?.place) {
        highlight::paint_outline(ui, sheet, &place, Stroke::new(2.0, sheet.theme.accent));
    }
    for seen in sheet.pieces() {
        let origin = sheet.origin(seen);
        for run in sheet.runs_in_view(seen) {
            ui.painter().galley(origin + run.at, run.galley.clone(), sheet.theme.ink);
        }
    }
    hits::paint_over(ui, scene, sheet);
    let caret = scene.view.selection.map(|selection: Selection| selection.focus);
    if let Some(caret) = caret.and_then(|at| sheet.caret(at)) {
        ui.painter().vline(caret.left(), caret.y_range(), Stroke::new(1.5, sheet.theme.ink));
    }
}

/// Says that there is no article yet.
pub fn no_article_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let keys = Command::OpenFiles.keys(ui.ctx());
    let how =
        if keys.is_empty() { "from the File menu".to_owned() } else { format!("with {keys}") };
    let text = format!("No article yet: drop files here, or open them {how}");
    ui.centered_and_justified(|ui| {
        ui.label(egui::RichText::new(text).font(font::ui()).color(scene.theme.dim));
    });
}
