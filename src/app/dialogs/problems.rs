//! What is wrong in the project's files, and what to do about it.

use egui::{RichText, ScrollArea, Ui};

use super::frame::{DialogBox, buttons_ui, room, text_ui};
use crate::{
    app::{
        action::Action,
        icons,
        scene::Scene,
        theme::{Theme, font},
        widgets::primary_button,
    },
    store::Problem,
};

/// Lists the problems.
pub fn problems_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let problems = scene.open.map_or(&[][..], |open| &open.problems);
    let shown = DialogBox::new("Problems in the files", 620.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        if problems.is_empty() {
            none_ui(ui, &scene.theme);
        } else {
            text_ui(
                ui,
                "As the files were when the project was opened; nothing in them was changed",
            );
            ScrollArea::vertical().max_height(room(ui, 130.0)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                for problem in problems {
                    problem_ui(ui, &scene.theme, problem);
                }
            });
        }
        buttons_ui(ui, |ui| primary_button(ui, "Close").clicked() || is_enter)
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn none_ui(ui: &mut Ui, theme: &Theme) {
    ui.add_space(18.0);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(icons::CHECK_CIRCLE).font(font::large_icon()).color(theme.accent));
        ui.add_space(4.0);
        ui.label(RichText::new("No problems").font(font::ui_semibold()).color(theme.ink));
        let text = "Every file could be read, and every span’s words are in their place";
        ui.label(RichText::new(text).font(font::ui()).color(theme.dim));
    });
    ui.add_space(12.0);
}

fn problem_ui(ui: &mut Ui, theme: &Theme, problem: &Problem) {
    ui.horizontal_top(|ui| {
        let color = if problem.leaves_out() { theme.error } else { theme.warning };
        ui.label(RichText::new(icons::WARNING).font(font::icon()).color(color));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let line = problem.line.map_or_else(String::new, |(line, column)| {
                format!(", line {line}, column {column}")
            });
            let path = format!("{}{line}", problem.path.display());
            ui.label(RichText::new(&problem.message).font(font::ui_medium()).color(theme.ink));
            ui.label(RichText::new(path).font(font::small()).color(theme.dim));
            if !problem.hint.is_empty() {
                ui.label(RichText::new(&problem.hint).font(font::ui()).color(theme.dim));
            }
        });
    });
    ui.add_space(8.0);
}
