//! A row of a list: one line, and a quieter one below it.

use egui::{Color32, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::{one_line, paint_line};
use crate::app::theme::{Theme, font, radius};

/// What a row says.
#[derive(Clone, Copy, Debug)]
pub struct RowText<'a> {
    /// The first line.
    pub title: &'a str,
    /// The second line.
    pub detail: &'a str,
    /// What a screen reader says.
    pub name: &'a str,
}

/// How high a row is.
pub const ROW_HEIGHT: f32 = 52.0;

/// Where the text begins, after the mark.
const INDENT: f32 = 27.0;

/// Adds a row as wide as there is room; `mark` draws what stands before the text.
pub fn row(
    ui: &mut Ui,
    text: RowText<'_>,
    is_selected: bool,
    mark: impl FnOnce(&Ui, Pos2, Color32),
) -> Response {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, text.name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if is_selected {
        theme.selected
    } else if response.hovered() || response.has_focus() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, f32::from(radius::CARD), fill);
    paint_text(ui, &theme, rect, text);
    mark(ui, rect.left_top() + vec2(14.0, 18.0), theme.accent);
    response
}

fn paint_text(ui: &Ui, theme: &Theme, rect: Rect, text: RowText<'_>) {
    let width = rect.width() - INDENT - 10.0;
    let title = one_line(ui, text.title, font::ui_medium(), theme.ink, width);
    let detail = one_line(ui, text.detail, font::small(), theme.dim, width);
    paint_line(ui, title, rect.left() + INDENT, rect.top() + 18.0);
    paint_line(ui, detail, rect.left() + INDENT, rect.top() + 35.5);
}
