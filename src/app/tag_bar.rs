//! The tags as chips above the article: click one, or press its key.

use egui::{Response, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use super::{
    action::{Action, SpanAction},
    scene::Scene,
    theme::{Theme, font, space},
    widgets::{key_cap, key_cap_width, one_line, paint_line, paint_swatch},
};
use crate::model::Tag;

const GAP: f32 = 8.0;
const HEIGHT: f32 = 27.0;

/// Shows the bar of tags.
pub fn tag_bar_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let (bar, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), space::TAG_BAR), Sense::empty());
    ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, theme.thin());
    let tags = scene.offered_tags();
    let widths: Vec<f32> = tags.iter().map(|tag| chip_width(ui, tag)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few chips")]
    let total = widths.iter().sum::<f32>() + GAP * widths.len().saturating_sub(1) as f32;
    let selected = scene.view.span.as_ref().and_then(|span| scene.open?.span(span));
    let builder = egui::UiBuilder::new().max_rect(bar.shrink2(vec2(12.0, 0.0)));
    let mut bar_ui = ui.new_child(builder);
    egui::ScrollArea::horizontal().id_salt("tags").show(&mut bar_ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.add_space(((bar.width() - 24.0 - total) / 2.0).max(0.0));
            for (tag, width) in tags.iter().zip(&widths) {
                let is_current = selected.is_some_and(|(span, _)| span.tag == tag.id);
                if chip(ui, theme, tag, *width, is_current).clicked() {
                    actions.push(Action::Span(SpanAction::Tag(tag.id.clone())));
                }
            }
        });
    });
}

fn chip_width(ui: &Ui, tag: &Tag) -> f32 {
    let name = one_line(ui, &tag.name, font::ui_medium(), egui::Color32::BLACK, 240.0);
    let cap = key_cap_width(ui, &tag.key);
    let cap = if cap > 0.0 { cap + 7.0 } else { 4.0 };
    8.0 + cap + 17.0 + name.size().x + 12.0
}

fn chip(ui: &mut Ui, theme: &Theme, tag: &Tag, width: f32, is_current: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, is_current, format!("Tag {}", tag.name))
    });
    let color = theme.tag(tag);
    let (fill, stroke) = if is_current {
        (theme.wash(color), egui::Stroke::new(1.0, color))
    } else if response.hovered() || response.has_focus() {
        (theme.hover, theme.thin())
    } else {
        (theme.paper, theme.thin())
    };
    ui.painter().rect(rect, HEIGHT / 2.0, fill, stroke, StrokeKind::Inside);
    let mut left = rect.left() + 8.0;
    let cap = key_cap_width(ui, &tag.key);
    key_cap(ui, theme, &tag.key, left, rect.center().y);
    left += if cap > 0.0 { cap + 7.0 } else { 4.0 };
    paint_swatch(ui, egui::pos2(left + 5.0, rect.center().y), color);
    let name = one_line(ui, &tag.name, font::ui_medium(), theme.ink, 240.0);
    paint_line(ui, name, left + 17.0, rect.center().y);
    if tag.definition.is_empty() { response } else { response.on_hover_text(&tag.definition) }
}
