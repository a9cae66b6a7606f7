//! Which spans the table shows: text, tags, analyst, article, and what is missing.

use egui::{Align, Frame, Layout, Margin, RichText, Ui, vec2};

use super::TablePanel;
use crate::{
    app::{
        desk::Open,
        icons,
        scene::Scene,
        theme::{font, space},
        which::{which_analyst_ui, which_article_ui, which_tags_ui},
        widgets::{chip, icon_button, search_field},
    },
    review::Filter,
};

/// How wide the field is.
const FIELD: f32 = 190.0;

/// Shows the bar; it wraps where it is narrow.
pub(super) fn filter_bar_ui(ui: &mut Ui, scene: &Scene<'_>, open: &Open, panel: &mut TablePanel) {
    let frame = Frame::NONE.inner_margin(Margin::symmetric(14, 9));
    let bar = frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(7.0, 7.0);
        ui.horizontal_wrapped(|ui| {
            let width = FIELD.min(ui.available_width());
            let size = vec2(width, space::CHIP);
            ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                search_field(ui, "Filter by words or note", &mut panel.filter.text);
            });
            let (project, filter) = (&open.project, &mut panel.filter);
            which_tags_ui(ui, &scene.theme, project, &mut filter.tags);
            which_analyst_ui(ui, project, &mut filter.analysts);
            which_article_ui(ui, project, &mut filter.articles);
            missing_ui(ui, &mut panel.filter);
            count_ui(ui, scene, panel);
        });
    });
    let bottom = bar.response.rect.bottom();
    ui.painter().hline(ui.max_rect().x_range(), bottom - 0.5, scene.theme.thin());
}

fn missing_ui(ui: &mut Ui, filter: &mut Filter) {
    if chip(ui, "Has note", None, filter.has_note.is_some()).clicked() {
        filter.has_note = if filter.has_note.is_some() { None } else { Some(true) };
    }
    if chip(ui, "Unlinked", None, filter.unlinked).clicked() {
        filter.unlinked = !filter.unlinked;
    }
    if chip(ui, "Adrift", None, filter.adrift).clicked() {
        filter.adrift = !filter.adrift;
    }
}

fn count_ui(ui: &mut Ui, scene: &Scene<'_>, panel: &mut TablePanel) {
    if panel.filter != Filter::default()
        && !panel.rows.is_empty()
        && icon_button(ui, icons::X, "Clear filters").clicked()
    {
        panel.filter = Filter::default();
    }
    let text = panel.count_text();
    let dim = scene.theme.dim;
    let width = ui.painter().layout_no_wrap(text.clone(), font::small(), dim).size().x;
    let room = ui.available_size_before_wrap().x - width - 0.5;
    if room > 0.0 {
        ui.add_space(room);
    }
    ui.label(RichText::new(text).font(font::small()).color(dim));
}
