//! A row of a short list to pick from, under a field.

use egui::{Align2, Color32, CornerRadius, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{RowText, focus_ring, one_line, paint_line};
use crate::app::theme::{Theme, font, radius};

const HEIGHT: f32 = 28.0;

/// Adds a row: an icon, the title, and quieter words after it on the same line.
pub fn pick_row(ui: &mut Ui, icon: &str, text: RowText<'_>, is_lit: bool) -> Response {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), is_lit, text.name)
    });
    let fill = if is_lit {
        theme.selected
    } else if response.hovered() || response.has_focus() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), fill);
    focus_ring(ui, &response, rect, radius::CONTROL);
    let middle = rect.center().y;
    let at = pos2(rect.left() + 15.0, middle);
    ui.painter().text(at, Align2::CENTER_CENTER, icon, font::small_icon(), theme.dim);
    let left = rect.left() + 27.0;
    let room = rect.right() - left - 8.0;
    let title = one_line(ui, text.title, font::ui(), theme.ink, room);
    let after = left + title.size().x + 8.0;
    paint_line(ui, title, left, middle);
    if rect.right() - after > 32.0 {
        let width = rect.right() - after - 8.0;
        let detail = one_line(ui, text.detail, font::small(), theme.dim, width);
        paint_line(ui, detail, after, middle);
    }
    response
}
