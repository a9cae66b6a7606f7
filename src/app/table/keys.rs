//! Walking the rows with keys, while no field and no control has the keyboard.

use egui::{Popup, Ui};

use super::{TablePanel, note};
use crate::app::{
    action::{Action, ViewAction},
    scene::Scene,
    shortcut::list_keys,
};

/// Does what this frame's keys ask for.
pub(super) fn walk(ui: &Ui, scene: &Scene<'_>, panel: &mut TablePanel, actions: &mut Vec<Action>) {
    let ctx = ui.ctx();
    let is_elsewhere = scene.view.dialog.is_some()
        || panel.editing.is_some()
        || Popup::is_any_open(ctx)
        || ctx.memory(|memory| memory.focused()).is_some();
    if is_elsewhere || panel.rows.is_empty() {
        return;
    }
    let is_pressed = |key| ui.input(|input| input.key_pressed(key) && !input.modifiers.any());
    let last = panel.rows.len() - 1;
    let now = panel.current.is_some().then_some(panel.place.min(last));
    let page = panel.page.saturating_sub(1).max(1);
    let steps = [
        (list_keys::DOWN, now.map_or(0, |now| now + 1)),
        (list_keys::UP, now.map_or(0, |now| now.saturating_sub(1))),
        (list_keys::PAGE_DOWN, now.map_or(0, |now| now + page)),
        (list_keys::PAGE_UP, now.map_or(0, |now| now.saturating_sub(page))),
        (list_keys::FIRST, 0),
        (list_keys::LAST, last),
    ];
    if let Some((_, to)) = steps.into_iter().find(|(key, _)| is_pressed(*key)) {
        actions.extend(panel.row_at(to).map(|at| Action::View(ViewAction::Span(Some(at)))));
    }
    let Some(at) = panel.current.clone() else { return };
    if is_pressed(list_keys::TAKE) {
        actions.push(Action::View(ViewAction::Jump(at.clone())));
    }
    if is_pressed(list_keys::EDIT) {
        note::begin(scene, panel, at, actions);
    }
}
