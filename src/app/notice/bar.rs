//! How a notice looks: a bar with a pale ground, its answers on the right.

use egui::{Align, Frame, Label, Layout, Margin, RichText, Ui, accesskit::Live};

use super::{Notice, Weight, about};
use crate::app::{
    action::Action,
    icons,
    scene::Scene,
    theme::{font, size},
    view::Main,
    widgets::{button, primary_button},
};

const MARGIN: Margin = Margin { left: 14, right: 10, top: 6, bottom: 6 };
/// Least room for the text beside the answers; with less, they stand below it.
const TEXT_LEAST: f32 = 220.0;
const GAP: f32 = 8.0;

/// Shows what is to be told of the project and of the article that is shown.
pub fn notices_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let mut notices = about::of_project(scene);
    if scene.view.main == Main::Article {
        notices.extend(about::of_article(scene));
    }
    if !notices.is_empty() {
        // They join the bar above.
        ui.add_space(-ui.spacing().item_spacing.y);
    }
    for notice in notices {
        notice_ui(ui, scene, &notice, actions);
    }
}

fn notice_ui(ui: &mut Ui, scene: &Scene<'_>, notice: &Notice, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let (icon, color) = match notice.weight {
        Weight::Plain => (icons::INFO, theme.accent),
        Weight::Warning => (icons::WARNING, theme.warning),
    };
    let bar = Frame::NONE.fill(theme.wash(color)).inner_margin(MARGIN).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let width = answers_width(ui, notice);
        let is_one_line = ui.available_width() - width >= TEXT_LEAST;
        let text = RichText::new(&notice.text).font(font::ui()).color(theme.ink);
        ui.horizontal(|ui| {
            ui.label(RichText::new(icon).font(font::icon()).color(color));
            let rest = ui.available_width() - if is_one_line { width } else { 0.0 };
            ui.scope(|ui| {
                ui.set_max_width(rest.max(1.0));
                let label = ui.add(Label::new(text).wrap());
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
            });
            if is_one_line {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    answers_ui(ui, notice.answers.iter().enumerate().rev(), actions);
                });
            }
        });
        if !is_one_line && !notice.answers.is_empty() {
            ui.horizontal(|ui| {
                ui.add_space(size::ICON + GAP);
                ui.horizontal_wrapped(|ui| {
                    answers_ui(ui, notice.answers.iter().enumerate(), actions);
                });
            });
        }
        ui.set_min_width(ui.available_width());
    });
    let rect = bar.response.rect;
    let (left, right) = (rect.left(), rect.right().max(ui.max_rect().right()));
    ui.painter().hline(left..=right, rect.bottom() - 0.5, theme.thin());
}

/// Shows the answers; the first of them all is the likeliest.
fn answers_ui<'a>(
    ui: &mut Ui,
    answers: impl Iterator<Item = (usize, &'a (String, Action))>,
    actions: &mut Vec<Action>,
) {
    for (number, (label, action)) in answers {
        let shown = if number == 0 { primary_button(ui, label) } else { button(ui, label) };
        if shown.clicked() {
            actions.push(action.clone());
        }
    }
}

/// Returns how much room the answers take on one line.
fn answers_width(ui: &Ui, notice: &Notice) -> f32 {
    let padding = ui.spacing().button_padding.x * 2.0 + 2.0;
    let widths = notice.answers.iter().map(|(label, _)| {
        let font = font::ui_medium();
        let color = ui.visuals().text_color();
        ui.painter().layout_no_wrap(label.clone(), font, color).size().x + padding + GAP
    });
    widths.sum()
}
