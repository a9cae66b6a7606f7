//! Choices: a pill among others, a chip that is on or off, a switch with its label.

use egui::{Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::{one_line, paint_line};
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
