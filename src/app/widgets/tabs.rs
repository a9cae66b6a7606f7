//! Tabs with a line under the current one.

use egui::{Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::theme::{Theme, font};

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
    if is_current {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, (2.0, theme.accent));
    }
    response
}
