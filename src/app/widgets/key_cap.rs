//! A key as it is drawn in chips, menus and hints.

use egui::{Align2, Pos2, Rect, StrokeKind, Ui, vec2};

use crate::app::theme::{Theme, font};

const HEIGHT: f32 = 17.0;

/// Returns how wide a key is drawn, 0 where there is none.
pub fn key_cap_width(ui: &Ui, keys: &str) -> f32 {
    if keys.is_empty() {
        return 0.0;
    }
    let dim = Theme::of(ui).dim;
    let galley = ui.painter().layout_no_wrap(keys.to_owned(), font::small(), dim);
    (galley.size().x + 10.0).max(HEIGHT)
}

/// Paints a key with its left end at `left`, centred on `center_y`.
pub fn key_cap(ui: &Ui, theme: &Theme, keys: &str, left: f32, center_y: f32) {
    if keys.is_empty() {
        return;
    }
    let width = key_cap_width(ui, keys);
    let rect = Rect::from_min_size(Pos2::new(left, center_y - HEIGHT / 2.0), vec2(width, HEIGHT));
    let painter = ui.painter();
    painter.rect(rect, 4.0, theme.panel, theme.thin(), StrokeKind::Inside);
    painter.text(rect.center(), Align2::CENTER_CENTER, keys, font::small(), theme.dim);
}

/// Adds a key to a line.
pub fn key_cap_ui(ui: &mut Ui, keys: &str) {
    let size = vec2(key_cap_width(ui, keys), HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::empty());
    key_cap(ui, &Theme::of(ui), keys, rect.left(), rect.center().y);
}
