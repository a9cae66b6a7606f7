//! Choices: a pill among others, and radio buttons.

use egui::{Context, Id, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::{focus_ring, one_line, paint_line};
use crate::app::theme::{Theme, font, radius};

const HEIGHT: f32 = 27.0;

/// Adds one of several pills of which one is current.
pub fn pill(ui: &mut Ui, label: &str, is_current: bool) -> Response {
    let theme = Theme::of(ui);
    let color = if is_current { theme.ink } else { theme.dim };
    let text = one_line(ui, label, font::ui_medium(), color, 240.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(text.size().x + 22.0, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, label));
    if is_current || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, f32::from(radius::CONTROL), theme.hover);
    }
    focus_ring(ui, &response, rect, radius::CONTROL);
    paint_line(ui, text, rect.left() + 11.0, rect.center().y);
    response
}

/// Adds one of several radio buttons; returns whether it was chosen now. The one clicked has the
/// keyboard, so that Tab goes on from there.
pub fn radio(ui: &mut Ui, label: &str, is_chosen: bool) -> bool {
    let response = ui.radio(is_chosen, label);
    if response.clicked() {
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(radio_key(response.id), true));
    response.clicked() && !is_chosen
}

/// Is the widget with this id a radio button?
pub fn is_radio(ctx: &Context, id: Id) -> bool {
    ctx.data(|data| data.get_temp(radio_key(id))).unwrap_or(false)
}

fn radio_key(id: Id) -> Id {
    id.with("radio")
}
