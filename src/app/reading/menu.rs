//! What the right button and the resting pointer show of a span.

use egui::Response;

use crate::app::{
    action::{Action, SpanAction, ViewAction},
    command::Command,
    scene::Scene,
    theme::font,
    view::SpanRef,
};

/// Says what a span is, after the pointer has rested on it.
pub fn tip_ui(scene: &Scene<'_>, page: &Response, hovered: &SpanRef) {
    let Some(open) = scene.open else { return };
    let Some((span, _)) = open.span(hovered) else { return };
    let project = &open.project;
    let mut head = project.codebook().tag_name(&span.tag).to_owned();
    if let Some(card) = span.card.as_ref().and_then(|card| project.cards().get(card)) {
        head = format!("{head}: {}", card.name);
    }
    let who = project.analyst_name(&hovered.layer.analyst);
    page.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(320.0);
        ui.label(egui::RichText::new(head).font(font::ui_semibold()));
        let values = span.attributes.iter().flat_map(|(_, values)| values);
        let values: Vec<&str> = values.map(String::as_str).collect();
        if !values.is_empty() {
            ui.label(values.join(", "));
        }
        if !span.note.is_empty() {
            ui.label(span.note.as_str());
        }
        ui.label(egui::RichText::new(who).font(font::small()).color(scene.theme.dim));
    });
}

/// The menu of the right button: tags for what is selected, and what a span can do.
pub fn menu_ui(
    scene: &Scene<'_>,
    page: &Response,
    hovered: Option<SpanRef>,
    actions: &mut Vec<Action>,
) {
    // The menu is about the selected words, else about the span under the pointer, else about none.
    if page.secondary_clicked() && scene.view.selected_text().is_none() {
        actions.push(Action::View(ViewAction::Span(hovered)));
    }
    page.context_menu(|ui| {
        for tag in scene.offered_tags() {
            let button = egui::Button::new(format!("Tag as {}", tag.name));
            if ui.add(button.shortcut_text(tag.key.as_str())).clicked() {
                actions.push(Action::Span(SpanAction::Tag(tag.id.clone())));
                ui.close();
            }
        }
        ui.separator();
        let commands = [
            Command::Copy,
            Command::LabelAll,
            Command::EditNote,
            Command::StartLink,
            Command::DeleteSpan,
        ];
        for entry in commands.iter().filter_map(|command| command.entry()) {
            let button = egui::Button::new(entry.label).shortcut_text(entry.command.keys(ui.ctx()));
            if ui.add_enabled(scene.can_run(entry), button).clicked() {
                actions.push(Action::Run(entry.command));
                ui.close();
            }
        }
    });
}
