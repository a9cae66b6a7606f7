//! Small parts that egui does not have, drawn with the theme's tokens.

mod button;
mod choice;
mod field;
mod item;
mod key_cap;
mod row;
mod swatch;
mod tabs;
mod underline;

pub use button::{button, danger_button, icon_button, primary_button};
pub use choice::{chip, pill};
pub use field::{field, field_with_tab, labelled, multiline, search_field};
pub use item::item;
pub use key_cap::{key_cap, key_cap_ui, key_cap_width};
pub use row::{ROW_HEIGHT, RowText, row};
pub use swatch::{paint_swatch, swatch};
pub use tabs::tab;
pub use underline::paint_underline;

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Pos2, Ui};

/// Lays a line of text out, cut with "…" at `width`.
pub fn one_line(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let text = text.replace(['\n', '\t'], " ");
    let mut job = egui::text::LayoutJob::simple_singleline(text, font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    ui.painter().layout_job(job)
}

/// Paints a laid-out line with its left end at `left`, centred on `center_y`.
pub fn paint_line(ui: &Ui, galley: Arc<Galley>, left: f32, center_y: f32) {
    let top = center_y - galley.size().y / 2.0;
    ui.painter().galley(Pos2::new(left, top), galley, Color32::PLACEHOLDER);
}
