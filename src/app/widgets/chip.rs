//! A rounded chip that is on or off.

use egui::{Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{focus_ring, one_line, paint_line, paint_swatch};
use crate::app::theme::{Theme, font, space};

/// How round the ring around a chip is.
const ROUND: u8 = 15;

/// Adds a chip that is on or off, with a tag's square where it stands for a tag.
pub fn chip(ui: &mut Ui, label: &str, swatch: Option<Color32>, is_on: bool) -> Response {
    let theme = Theme::of(ui);
    let before = if swatch.is_some() { 28.0 } else { 12.0 };
    let color = if is_on { theme.ink } else { theme.dim };
    let galley = one_line(ui, label, font::ui_medium(), color, 220.0);
    let size = vec2(before + galley.size().x + 12.0, space::CHIP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), is_on, label));
    let (fill, stroke) = match swatch {
        Some(color) if is_on => (theme.wash(color), Stroke::new(1.0, color)),
        None if is_on => (theme.selected, Stroke::new(1.0, theme.accent)),
        _ if response.hovered() || response.has_focus() => (theme.hover, theme.thin()),
        _ if ui.is_enabled() => (theme.paper, theme.thin()),
        _ => (Color32::TRANSPARENT, theme.thin()),
    };
    ui.painter().rect(rect, space::CHIP / 2.0, fill, stroke, StrokeKind::Inside);
    // Around it, for a chip that is on has an edge of its own.
    focus_ring(ui, &response, rect.expand(2.0), ROUND);
    if let Some(color) = swatch {
        paint_swatch(ui, pos2(rect.left() + 16.0, rect.center().y), color);
    }
    paint_line(ui, galley, rect.left() + before, rect.center().y);
    response
}
