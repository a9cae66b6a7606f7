//! Choices: a pill among others, a chip that is on or off, a switch with its label.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::{one_line, paint_line, paint_swatch};
use crate::app::theme::{Theme, font, radius};

const HEIGHT: f32 = 27.0;

/// Adds one of several pills of which one is current.
pub fn pill(ui: &mut Ui, label: &str, is_current: bool) -> Response {
    let theme = Theme::of(ui);
    let color = if is_current { theme.ink } else { theme.dim };
    let text = one_line(ui, label, font::ui_medium(), color, 240.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(text.size().x + 22.0, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, label));
    if is_current || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, f32::from(radius::CONTROL), theme.hover);
    }
    paint_line(ui, text, rect.left() + 11.0, rect.center().y);
    response
}

/// Adds a chip that is on or off, with a tag's square where it stands for a tag.
pub fn chip(ui: &mut Ui, label: &str, color: Option<Color32>, is_on: bool) -> Response {
    let theme = Theme::of(ui);
    let ink = if is_on { theme.ink } else { theme.dim };
    let text = one_line(ui, label, font::ui_medium(), ink, 200.0);
    let mark = if color.is_some() { 17.0 } else { 0.0 };
    let size = vec2(text.size().x + mark + 22.0, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, label));
    let edge = color.unwrap_or(theme.accent);
    let (fill, stroke) = match (is_on, response.hovered() || response.has_focus()) {
        (true, _) => (theme.wash(edge), Stroke::new(1.0, edge)),
        (false, true) => (theme.hover, theme.thin()),
        (false, false) => (theme.paper, theme.thin()),
    };
    ui.painter().rect(rect, HEIGHT / 2.0, fill, stroke, StrokeKind::Inside);
    if let Some(color) = color {
        paint_swatch(ui, rect.left_center() + vec2(16.0, 0.0), color);
    }
    paint_line(ui, text, rect.left() + 11.0 + mark, rect.center().y);
    response
}
