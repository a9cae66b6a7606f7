//! Tabs with a line under the current one.

use egui::{Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::focus_ring;
use crate::app::theme::{Theme, font, radius, space};

/// Adds a tab as high as the line that it stands in.
pub fn tab(ui: &mut Ui, label: &str, is_current: bool) -> Response {
    let theme = Theme::of(ui);
    let color = if is_current { theme.ink } else { theme.dim };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font::ui_medium(), color);
    let size = vec2(galley.size().x + 20.0, ui.available_height().max(30.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, label));
    let color = if response.hovered() || response.has_focus() { theme.ink } else { color };
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley_with_override_text_color(at, galley, color);
    focus_ring(ui, &response, rect.shrink2(vec2(2.0, 4.0)), radius::CONTROL);
    if is_current {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, (2.0, theme.accent));
    }
    response
}

/// Adds a tab that is filled where it is the current one.
pub fn filled_tab(ui: &mut Ui, label: &str, is_current: bool) -> Response {
    let theme = Theme::of(ui);
    let color = if is_current { theme.ink } else { theme.dim };
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font::ui_medium(), color);
    let size = vec2(galley.size().x + 22.0, space::CHIP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, label));
    let is_lit = response.hovered() || response.has_focus();
    if is_current {
        ui.painter().rect_filled(rect, f32::from(radius::CONTROL), theme.hover);
    }
    focus_ring(ui, &response, rect, radius::CONTROL);
    let color = if is_lit { theme.ink } else { color };
    ui.painter().galley_with_override_text_color(
        rect.center() - galley.size() / 2.0,
        galley,
        color,
    );
    response
}
