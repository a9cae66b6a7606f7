//! Buttons: plain, the one that Enter means, the one that takes away, and icons.

use egui::{
    Align2, Button, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::{focus_ring, key_cap, key_cap_width, one_line, paint_line};
use crate::app::theme::{Theme, font, radius, size, space};

/// Adds a plain button.
pub fn button(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::of(ui);
    ui.add(Button::new(RichText::new(label).font(font::ui_medium())).stroke(theme.thin()))
}

/// Adds the button that Enter means.
pub fn primary_button(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::of(ui);
    let text = RichText::new(label).font(font::ui_medium()).color(theme.on_accent);
    // As thick an edge as the others have, so that they are of one height.
    ui.add(Button::new(text).fill(theme.accent).stroke(Stroke::new(1.0, theme.accent)))
}

/// Adds a button that takes something away.
pub fn danger_button(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::of(ui);
    let text = RichText::new(label).font(font::ui_medium()).color(theme.error);
    ui.add(Button::new(text).stroke(Stroke::new(1.0, theme.error)))
}

/// Adds an icon that can be pressed; `name` is its tooltip and its accessible name.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let theme = Theme::of(ui);
    let side = size::ICON + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let is_lit = response.hovered() || response.has_focus();
    if is_lit {
        ui.painter().rect_filled(rect, f32::from(radius::CONTROL), theme.hover);
    }
    focus_ring(ui, &response, rect, radius::CONTROL);
    let color = if is_lit { theme.ink } else { theme.dim };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, font::icon(), color);
    response.on_hover_text(name)
}

/// Adds a plain button that shows its key.
pub fn button_with_key(ui: &mut Ui, label: &str, keys: &str) -> Response {
    let theme = Theme::of(ui);
    let galley = one_line(ui, label, font::ui_medium(), theme.ink, ui.available_width());
    let cap = key_cap_width(ui, keys);
    let gap = if cap > 0.0 { 7.0 } else { 0.0 };
    let size = vec2(10.0 + galley.size().x + gap + cap + 8.0, space::CHIP);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    let is_lit = response.hovered() || response.has_focus();
    let fill = if is_lit { theme.hover } else { theme.paper };
    let corners = f32::from(radius::CONTROL);
    ui.painter().rect(rect, corners, fill, theme.thin(), StrokeKind::Inside);
    focus_ring(ui, &response, rect, radius::CONTROL);
    let left = rect.left() + 10.0 + galley.size().x + gap;
    paint_line(ui, galley, rect.left() + 10.0, rect.center().y);
    key_cap(ui, &theme, keys, left, rect.center().y);
    response
}
