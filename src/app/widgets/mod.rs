//! Small parts that egui does not have, drawn with the theme's tokens.

mod button;
mod chip;
mod choice;
mod combo;
mod field;
mod item;
mod key_cap;
mod link_row;
mod pick_row;
mod row;
mod swatch;
mod tabs;
mod underline;

pub use button::{button, button_with_key, danger_button, icon_button, primary_button};
pub use chip::chip;
pub use choice::{is_radio, pill, radio};
pub use combo::{ComboLook, ComboText, combo, option_row, tag_combo};
pub use field::{field, field_with_tab, label, labelled, lines, multiline, search_field};
pub use item::item;
pub use key_cap::{key_cap, key_cap_ui, key_cap_width};
pub use link_row::{EndMark, LinkAnswer, LinkRow, link_row};
pub use pick_row::pick_row;
pub use row::{ROW_HEIGHT, RowText, bring_into_view, lined_row, row};
pub use swatch::paint_swatch;
pub use tabs::{filled_tab, tab};
pub use underline::paint_underline;

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Pos2, Rect, Response, Stroke, StrokeKind, Ui};

use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    bidi::{in_order_of_sight, turns_direction},
    theme::Theme,
};

/// Draws a thin line around what has the keyboard.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, round: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(1.0, Theme::of(ui).accent);
        ui.painter().rect_stroke(rect, f32::from(round), stroke, StrokeKind::Inside);
    }
}

/// Returns what lies behind a row that can be chosen.
fn row_fill(theme: &Theme, response: &Response, is_selected: bool) -> Color32 {
    if is_selected {
        theme.selected
    } else if response.hovered() || response.has_focus() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    }
}

/// Lays a line of text out, cut with "…" at `width`.
pub fn one_line(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let text = text.replace(['\n', '\t'], " ");
    if turns_direction(&text) {
        return one_mixed_line(ui, &text, &font, color, width);
    }
    let mut job = egui::text::LayoutJob::simple_singleline(text, font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    ui.painter().layout_job(job)
}

/// Lays out a line whose direction turns: what is cut is the end of the text, not of what is seen.
fn one_mixed_line(ui: &Ui, text: &str, font: &FontId, color: Color32, width: f32) -> Arc<Galley> {
    let lay_out = |text: &str| {
        let text = in_order_of_sight(text).into_owned();
        ui.painter().layout_no_wrap(text, font.clone(), color)
    };
    let whole = lay_out(text);
    if whole.size().x <= width {
        return whole;
    }
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let cut = |count: usize| {
        let end = ends.get(count).copied().unwrap_or(text.len());
        lay_out(&format!("{}…", text.get(..end).unwrap_or_default().trim_end()))
    };
    let (mut fits, mut too_long) = (0, ends.len());
    while too_long - fits > 1 {
        let middle = fits.midpoint(too_long);
        if cut(middle).size().x <= width { fits = middle } else { too_long = middle }
    }
    cut(fits)
}

/// Paints a laid-out line with its left end at `left`, centred on `center_y`.
pub fn paint_line(ui: &Ui, galley: Arc<Galley>, left: f32, center_y: f32) {
    let top = center_y - galley.size().y / 2.0;
    ui.painter().galley(Pos2::new(left, top), galley, Color32::PLACEHOLDER);
}
