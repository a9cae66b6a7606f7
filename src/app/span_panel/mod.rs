//! The right panel: the spans of the article, and the details of the selected one.

mod attributes;
mod card;
mod card_edit;
mod details;
mod line;
mod link_note;
mod links;
mod list;
mod shown;

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Ui, UiBuilder, vec2};

use self::{details::Details, list::SpanList, shown::Shown};
use super::{
    action::{Action, ViewAction},
    scene::Scene,
    theme::{font, space},
    view::Side,
    widgets::tab,
};

/// How much of the panel's height the list leaves to the details.
const DETAILS: f32 = 0.56;

/// The panel's own state.
#[derive(Debug, Default)]
pub struct SpanPanel {
    list: SpanList,
    details: Details,
}

/// Shows the panel.
pub fn spans_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    panel: &mut SpanPanel,
    focus_note: bool,
    actions: &mut Vec<Action>,
) {
    let edge = ui.max_rect();
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs_ui(ui, scene, actions);
    let shown = Shown::of(scene);
    match (scene.view.side, shown) {
        (Side::Spans, Some(shown)) => {
            let height = ui.available_height();
            Panel::bottom("span details")
                .default_size(height * DETAILS)
                .size_range(120.0..=(height - 120.0).max(120.0))
                .frame(Frame::NONE)
                .show(ui, |ui| panel.details.details_ui(ui, &shown, focus_note, actions));
            panel.list.list_ui(ui, scene, actions);
        }
        (Side::Spans, None) => panel.list.list_ui(ui, scene, actions),
        (Side::Details, Some(shown)) => {
            panel.details.details_ui(ui, &shown, focus_note, actions);
        }
        (Side::Details, None) => {
            hint_ui(ui, scene, "No span is selected: click one in the article or in the list");
        }
    }
    ui.painter().vline(edge.left() + 0.5, edge.y_range(), scene.theme.thin());
}

fn tabs_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    const ABOVE: f32 = 8.0;
    let size = vec2(ui.available_width(), space::TAG_BAR);
    let (strip, _) = ui.allocate_exact_size(size, egui::Sense::empty());
    ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, scene.theme.thin());
    let mut rect = strip.shrink2(vec2(space::PANEL - 1.0, 0.0));
    rect.min.y += ABOVE;
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Min));
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = 2.0;
    for (side, label) in [(Side::Spans, "Spans"), (Side::Details, "Details")] {
        if tab(&mut ui, label, scene.view.side == side).clicked() {
            actions.push(Action::View(ViewAction::Side(side)));
        }
    }
}

/// Says what to do where there is nothing to show.
fn hint_ui(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    Frame::NONE.inner_margin(Margin::same(14)).show(ui, |ui| {
        ui.label(RichText::new(text).font(font::ui()).color(scene.theme.dim));
    });
}
