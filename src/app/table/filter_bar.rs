//! Which spans the table shows: text, tags, analyst, article, and what is missing.

use egui::{Align, Frame, Layout, Margin, RichText, Ui, vec2};

use super::TablePanel;
use crate::{
    app::{
        desk::Open,
        icons,
        scene::Scene,
        theme::{font, space},
        widgets::{
            ComboLook, ComboText, chip, combo, icon_button, option_row, search_field, shortened,
        },
    },
    review::Filter,
};

/// More tags than these stand in a list in place of a chip each.
const CHIPS: usize = 8;

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
            tags_ui(ui, scene, open, &mut panel.filter);
            people_ui(ui, open, &mut panel.filter);
            missing_ui(ui, &mut panel.filter);
            count_ui(ui, scene, panel);
        });
    });
    let bottom = bar.response.rect.bottom();
    ui.painter().hline(ui.max_rect().x_range(), bottom - 0.5, scene.theme.thin());
}

fn tags_ui(ui: &mut Ui, scene: &Scene<'_>, open: &Open, filter: &mut Filter) {
    let theme = &scene.theme;
    let tags = open.project.codebook().tags_in_order();
    if tags.len() <= CHIPS {
        for tag in tags {
            let is_on = filter.tags.contains(&tag.id);
            if chip(ui, &tag.name, Some(theme.tag(tag)), is_on).clicked() {
                toggle(&mut filter.tags, &tag.id);
            }
        }
        return;
    }
    let chosen = tags.iter().filter(|tag| filter.tags.contains(&tag.id));
    let chosen: Vec<&str> = chosen.map(|tag| tag.name.as_str()).collect();
    let value = if chosen.is_empty() { "All tags".to_owned() } else { chosen.join(", ") };
    let text = ComboText { name: "Tags", value: &value, swatch: None };
    combo(ui, ComboLook::Pill, text, |ui| {
        for tag in tags {
            let is_on = filter.tags.contains(&tag.id);
            if option_row(ui, &tag.name, Some(theme.tag(tag)), "", is_on).clicked() {
                toggle(&mut filter.tags, &tag.id);
            }
        }
    });
}

fn people_ui(ui: &mut Ui, open: &Open, filter: &mut Filter) {
    let project = &open.project;
    if project.analysts().len() > 1 {
        let chosen = filter.analysts.first().map_or("All analysts", |id| project.analyst_name(id));
        let text = ComboText { name: "Analyst", value: chosen, swatch: None };
        let picked = one_of_ui(ui, text, &filter.analysts, "All analysts", || {
            project.analysts().values().map(|one| (&one.id, one.name.as_str())).collect()
        });
        filter.analysts = picked.unwrap_or(std::mem::take(&mut filter.analysts));
    }
    if project.articles().len() > 1 {
        let chosen = filter.articles.first().and_then(|id| project.article(id));
        let chosen = chosen.map_or("All articles", |article| article.title.as_str());
        let short = shortened(&[chosen], 24);
        let text = ComboText { name: "Article", value: &short, swatch: None };
        let picked = one_of_ui(ui, text, &filter.articles, "All articles", || {
            let articles = project.articles_in_order();
            articles.into_iter().map(|one| (&one.id, one.title.as_str())).collect()
        });
        filter.articles = picked.unwrap_or(std::mem::take(&mut filter.articles));
    }
}

/// Shows a choice of one or all and returns what was picked; the list is asked for once it is open.
fn one_of_ui<'a, Id: Clone + PartialEq + 'a>(
    ui: &mut Ui,
    text: ComboText<'_>,
    chosen: &[Id],
    all: &str,
    list: impl FnOnce() -> Vec<(&'a Id, &'a str)>,
) -> Option<Vec<Id>> {
    let mut picked = None;
    combo(ui, ComboLook::Pill, text, |ui| {
        if option_row(ui, all, None, "", chosen.is_empty()).clicked() {
            picked = Some(Vec::new());
        }
        for (id, label) in list() {
            if option_row(ui, label, None, "", chosen.contains(id)).clicked() {
                picked = Some(vec![id.clone()]);
            }
        }
    });
    picked
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

fn toggle<Id: Clone + PartialEq>(chosen: &mut Vec<Id>, id: &Id) {
    if chosen.contains(id) {
        chosen.retain(|one| one != id);
    } else {
        chosen.push(id.clone());
    }
}
