//! Which format to export?

use egui::{RichText, Ui};

use super::frame::{DialogBox, buttons_ui, text_ui};
use crate::{
    app::{
        action::{Action, FileAction},
        scene::Scene,
        shell::status::count,
        theme::font,
        widgets::{button, primary_button},
    },
    jobs::ExportFormat,
};

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
            ui.radio_value(format, one, one.label());
            ui.horizontal(|ui| {
                ui.add_space(23.0);
                let text = RichText::new(explanation(one)).font(font::small());
                ui.label(text.color(scene.theme.dim));
            });
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
