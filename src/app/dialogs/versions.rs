//! The texts that an article has had: which one is shown, and which are compared.

use egui::{Align, Label, Layout, RichText, Ui};

use super::{article::words, frame::CONTROL, pen::middle_cell};
use crate::{
    app::{
        action::{Action, ViewAction},
        scene::Scene,
        theme::font,
        widgets::button,
    },
    model::{Article, Version},
    review::count,
};

const GAP: f32 = 8.0;
const NUMBER: f32 = 76.0;
const DATE: f32 = 132.0;
const LENGTH: f32 = 84.0;
const BUTTONS: f32 = 150.0;

/// Lists the texts, the newest first.
pub fn versions_ui(ui: &mut Ui, scene: &Scene<'_>, article: &Article, actions: &mut Vec<Action>) {
    for version in article.versions.iter().rev() {
        version_ui(ui, scene, article, version, actions);
    }
}

fn version_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    article: &Article,
    version: &Version,
    actions: &mut Vec<Action>,
) {
    let theme = &scene.theme;
    let dim = |text: String| Label::new(RichText::new(text).font(font::small()).color(theme.dim));
    ui.horizontal(|ui| {
        ui.set_min_height(CONTROL);
        ui.spacing_mut().item_spacing.x = GAP;
        middle_cell(ui, NUMBER, |ui| ui.label(format!("Version {}", version.number)));
        let added = version.added.to_utc().with_timezone(&chrono::Local);
        middle_cell(ui, DATE, |ui| {
            ui.add(dim(added.format("%-d %b %Y, %H:%M").to_string()).truncate());
        });
        let file = ui.available_width() - LENGTH - BUTTONS - 2.0 * GAP;
        if file > 40.0 {
            middle_cell(ui, file, |ui| ui.add(dim(version.source.clone()).truncate()));
        }
        middle_cell(ui, LENGTH, |ui| ui.add(dim(count(words(ui, version), "word")).truncate()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_here = scene.view.article.as_ref() == Some(&article.id);
            let shown = scene.version().filter(|_| is_here).map(|shown| shown.number);
            if shown == Some(version.number) {
                ui.add(dim("shown".to_owned()));
                return;
            }
            let name = |what: &str| format!("Version {}: {what}", version.number);
            let mut asked = None;
            let compare = button(ui, "Compare");
            compare.widget_info(|| button_info(ui, &name("compare")));
            if compare.clicked() {
                asked = Some(ViewAction::Compare(version.number));
            }
            let show = button(ui, "Show");
            show.widget_info(|| button_info(ui, &name("show")));
            if show.clicked() {
                asked = Some(ViewAction::Version(version.number));
            }
            if let Some(asked) = asked {
                actions.push(Action::close_dialog());
                actions.push(Action::View(ViewAction::Article(article.id.clone())));
                actions.push(Action::View(asked));
            }
        });
    });
}

fn button_info(ui: &Ui, name: &str) -> egui::WidgetInfo {
    egui::WidgetInfo::labeled(egui::Role::Button, ui.is_enabled(), name)
}
