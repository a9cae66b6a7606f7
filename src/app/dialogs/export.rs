//! Which format to export?

use egui::{RichText, Ui};

use super::frame::{DialogBox, buttons_ui, text_ui};
use crate::{
    app::{
        action::{Action, FileAction},
        scene::Scene,
        shell::status::count,
        theme::font,
        widgets::{button, primary_button, radio},
    },
    jobs::ExportFormat,
};

/// How far a description moves up from where it would stand.
const ABOVE: f32 = 12.0;
/// Between a description and the next radio button, more than usual.
const BELOW: f32 = 4.0;

/// Asks for a format.
pub fn export_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    format: &mut ExportFormat,
    actions: &mut Vec<Action>,
) {
    let Some(project) = scene.project() else { return };
    let spans: usize = project.layers().map(|layer| layer.span_count()).sum();
    DialogBox::new("Export spans", 440.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        let articles = count(project.articles().len(), "article");
        text_ui(ui, format!("{} in {articles}, by all analysts", count(spans, "span")));
        for one in ExportFormat::ALL {
            if radio(ui, one.label(), *format == one) {
                *format = one;
            }
            // Closer to its own radio button than to the next.
            ui.add_space(-ABOVE);
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                ui.add_space(23.0);
                let text = RichText::new(explanation(one)).font(font::small());
                ui.label(text.color(scene.theme.dim));
            });
            ui.add_space(BELOW);
        }
        buttons_ui(ui, |ui| {
            if primary_button(ui, "Choose a file…").clicked() || is_enter {
                actions.push(Action::File(FileAction::AskExport(*format)));
            }
            if button(ui, "Cancel").clicked() {
                actions.push(Action::close_dialog());
            }
        });
    });
}

fn explanation(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "One row a span, for spreadsheets and statistics",
        ExportFormat::Jsonl => "One object a line, for programs; can be imported again",
    }
}
