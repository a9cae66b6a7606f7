//! The small bar at a selection: its tags, with their keys.

use egui::{Align2, Area, Frame, Id, Margin, Order, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::{
    app::{
        action::{Action, SpanAction},
        scene::Scene,
        theme::{Theme, font, radius},
        widgets::{key_cap, key_cap_width, one_line, paint_line, paint_swatch},
    },
    model::Tag,
};

const HEIGHT: f32 = 28.0;

/// Shows the bar below the end of a selection, or above its start where there is no room.
pub fn bar_ui(ui: &Ui, scene: &Scene<'_>, view: Rect, selected: Rect, actions: &mut Vec<Action>) {
    let tags = scene.offered_tags();
    if tags.is_empty() {
        return;
    }
    let theme = &scene.theme;
    let has_room = selected.bottom() + HEIGHT + 24.0 < view.bottom();
    let (anchor, pivot) = if has_room {
        (pos2(selected.left(), selected.bottom() + 8.0), Align2::LEFT_TOP)
    } else {
        (pos2(selected.left(), selected.top() - 8.0), Align2::LEFT_BOTTOM)
    };
    Area::new(Id::unique("selection bar"))
        .order(Order::Middle)
        .pivot(pivot)
        .fixed_pos(anchor)
        .constrain_to(view.shrink(6.0))
        .show(ui.ctx(), |ui| {
            Frame::NONE
                .fill(theme.panel)
                .stroke(theme.thin())
                .corner_radius(radius::CARD)
                .shadow(theme.shadow())
                .inner_margin(Margin::same(4))
                .show(ui, |ui| {
                    ui.set_max_width(view.width().min(640.0));
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
                        for tag in tags {
                            if choice(ui, theme, tag) {
                                let tag = SpanAction::Tag(tag.id.clone());
                                actions.push(Action::Span(tag));
                            }
                        }
                    });
                });
        });
}

fn choice(ui: &mut Ui, theme: &Theme, tag: &Tag) -> bool {
    let name = one_line(ui, &tag.name, font::ui_medium(), theme.ink, 180.0);
    let cap = key_cap_width(ui, &tag.key);
    let width = 27.0 + name.size().x + if cap > 0.0 { cap + 8.0 } else { 0.0 } + 9.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Button, true, format!("Tag selection {}", tag.name))
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, f32::from(radius::CONTROL), theme.hover);
    }
    let y = rect.center().y;
    paint_swatch(ui, pos2(rect.left() + 14.0, y), theme.tag(tag));
    let right = rect.left() + 27.0 + name.size().x;
    paint_line(ui, name, rect.left() + 27.0, y);
    key_cap(ui, theme, &tag.key, right + 8.0, y);
    response.clicked()
}
