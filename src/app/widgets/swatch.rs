//! The small coloured square of a tag.

use egui::{Color32, Pos2, Rect, Ui, vec2};

/// How wide and high the square is.
const SIDE: f32 = 10.0;

/// Paints a tag's square, centred.
pub fn paint_swatch(ui: &Ui, center: Pos2, color: Color32) {
    ui.painter().rect_filled(Rect::from_center_size(center, vec2(SIDE, SIDE)), 3.0, color);
}
