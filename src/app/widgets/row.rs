//! A row of a list: one line, and a quieter one below it.

use egui::{Align2, Color32, Pos2, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{focus_ring, one_line, paint_line, row_fill};
use crate::app::theme::{Theme, font, radius, space};

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
    let (rect, response, fill) = start(ui, &theme, text, is_selected);
    if ui.is_rect_visible(rect) {
        ui.painter().rect_filled(rect, f32::from(radius::CARD), fill);
        let width = rect.width() - INDENT - 10.0;
        paint_text(ui, &theme, rect.left_top() + vec2(INDENT, 0.0), width, text);
        mark(ui, rect.left_top() + vec2(14.0, 18.0), theme.accent);
        focus_ring(ui, &response, rect, radius::CARD);
    }
    response
}

/// Adds a row from edge to edge of its panel, with a thin line below it; `icons` stand at its right
/// end.
pub fn lined_row(
    ui: &mut Ui,
    text: RowText<'_>,
    icons: &str,
    is_selected: bool,
    mark: impl FnOnce(&Ui, Pos2, Color32),
) -> Response {
    let theme = Theme::of(ui);
    let (rect, response, fill) = start(ui, &theme, text, is_selected);
    if ui.is_rect_visible(rect) {
        ui.painter().rect_filled(rect, 0.0, fill);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, theme.thin());
        let indent = space::PANEL + 21.0;
        let at = pos2(rect.right() - space::PANEL, rect.top() + 18.0);
        let drawn =
            ui.painter().text(at, Align2::RIGHT_CENTER, icons, font::small_icon(), theme.dim);
        let width = drawn.left() - rect.left() - indent - 6.0;
        paint_text(ui, &theme, rect.left_top() + vec2(indent, 0.0), width, text);
        mark(ui, rect.left_top() + vec2(space::PANEL + 5.0, 18.0), theme.accent);
        focus_ring(ui, &response, rect, 0);
    }
    response
}

fn start(
    ui: &mut Ui,
    theme: &Theme,
    text: RowText<'_>,
    is_selected: bool,
) -> (Rect, Response, Color32) {
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, text.name));
    let fill = row_fill(theme, &response, is_selected);
    (rect, response, fill)
}

fn paint_text(ui: &Ui, theme: &Theme, at: Pos2, width: f32, text: RowText<'_>) {
    let title = one_line(ui, text.title, font::ui_medium(), theme.ink, width);
    let detail = one_line(ui, text.detail, font::small(), theme.dim, width);
    paint_line(ui, title, at.x, at.y + 18.0);
    paint_line(ui, detail, at.x, at.y + 35.5);
}

/// Scrolls a list of rows of one height so that a row is seen; `first` is the row that the list
/// begins to draw with.
#[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^23")]
pub fn bring_into_view(ui: &Ui, height: f32, row: usize, first: usize) {
    let top = ui.max_rect().top() + (row as f32 - first as f32) * height;
    let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=top + height);
    // The rows next to it are seen in part: the list goes on there.
    let rect = rect.expand2(vec2(0.0, height * 0.6));
    ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
}
