//! Which spans to export, in which format?

use std::collections::BTreeSet;

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use super::frame::{DialogBox, buttons_ui, room, text_ui};
use crate::{
    app::{
        action::{Action, FileAction},
        desk::Open,
        dialog::Export,
        memo,
        scene::Scene,
        theme::{Theme, font},
        which::{which_analyst_ui, which_article_ui, which_tags_ui},
        widgets::{button, labelled, primary_button, radio},
    },
    jobs::ExportFormat,
    review::count,
};

/// How far a description moves up from where it would stand.
const ABOVE: f32 = 12.0;
/// Between a description and the next radio button, more than usual.
const BELOW: f32 = 4.0;
/// From the dialog's edge to what belongs to a format.
const INDENT: f32 = 23.0;

/// Asks for the format and for which spans.
pub fn export_ui(ui: &mut Ui, scene: &Scene<'_>, export: &mut Export, actions: &mut Vec<Action>) {
    let Some(open) = scene.open else { return };
    DialogBox::new("Export spans", 480.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(ui, what_is_taken(ui, open, export));
        ScrollArea::vertical().max_height(room(ui, 110.0)).show(ui, |ui| {
            formats_ui(ui, &scene.theme, export);
            which_ui(ui, &scene.theme, open, export);
        });
        buttons_ui(ui, |ui| {
            if primary_button(ui, "Choose a file…").clicked() || is_enter {
                actions.push(Action::File(FileAction::AskExport(export.clone())));
            }
            if button(ui, "Cancel").clicked() {
                actions.push(Action::close_dialog());
            }
        });
    });
}

/// Counts what the export takes: anew only where the project or the choice has changed.
fn what_is_taken(ui: &Ui, open: &Open, export: &Export) -> String {
    let key = (open.revision, export.scope.clone());
    memo::kept(ui.ctx(), "spans to export", key, || {
        let mut articles = BTreeSet::new();
        let taken = export.scope.spans(&open.project);
        let spans = taken.inspect(|(layer, _)| _ = articles.insert(&layer.article)).count();
        if spans == 0 {
            return "No span fits".to_owned();
        }
        format!("{} in {}", count(spans, "span"), count(articles.len(), "article"))
    })
}

fn formats_ui(ui: &mut Ui, theme: &Theme, export: &mut Export) {
    for one in ExportFormat::ALL {
        if radio(ui, one.label(), export.format == one) {
            export.format = one;
        }
        // Closer to its own radio button than to the next.
        ui.add_space(-ABOVE);
        let line = Layout::left_to_right(Align::Min);
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), line, |ui| {
            ui.add_space(INDENT);
            let text = RichText::new(explanation(one)).font(font::small());
            ui.label(text.color(theme.dim));
        });
        ui.add_space(BELOW);
        if one == ExportFormat::Csv {
            ui.add_enabled_ui(export.format == one, |ui| csv_ui(ui, export));
        }
    }
}

fn csv_ui(ui: &mut Ui, export: &mut Export) {
    let options = &mut export.options;
    let choices = [
        (&mut options.bom, "With a byte order mark, for older spreadsheets"),
        (&mut options.harmless, "Cells that look like formulas are made harmless"),
    ];
    for (is_on, label) in choices {
        ui.horizontal(|ui| {
            ui.add_space(INDENT);
            ui.checkbox(is_on, label);
        });
    }
}

fn which_ui(ui: &mut Ui, theme: &Theme, open: &Open, export: &mut Export) {
    let (project, scope) = (&open.project, &mut export.scope);
    labelled(ui, "Only these spans; all where none is chosen", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(7.0, 7.0);
            which_tags_ui(ui, theme, project, &mut scope.tags);
            which_analyst_ui(ui, project, &mut scope.analysts);
            which_article_ui(ui, project, &mut scope.articles);
        });
    });
}

fn explanation(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "One row a span, for spreadsheets and statistics",
        ExportFormat::Jsonl => "One object a line, for programs; can be imported again",
    }
}
