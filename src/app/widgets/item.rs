//! A row of a short list whose contents the caller paints.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::{focus_ring, row_fill};
use crate::app::theme::{Theme, radius};

/// Adds a row as wide as there is room; `name` is its accessible name, `paint` draws what is on it.
pub fn item(
    ui: &mut Ui,
    height: f32,
    name: &str,
    is_selected: bool,
    paint: impl FnOnce(&Ui, Rect),
) -> Response {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let is_enabled = ui.is_enabled();
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, is_enabled, is_selected, name));
    if ui.is_rect_visible(rect) {
        let fill = row_fill(&theme, &response, is_selected);
        ui.painter().rect_filled(rect, f32::from(radius::CONTROL), fill);
        focus_ring(ui, &response, rect, radius::CONTROL);
        paint(ui, rect);
    }
    response
}
