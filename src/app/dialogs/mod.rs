//! The dialogs.
pub mod files;
use super::{action::Action, dialog::Dialog, scene::Scene};
/// Shows the dialog that is open.
pub fn dialog_ui(
    _ui: &mut egui::Ui,
    _scene: &Scene<'_>,
    _dialog: &mut Dialog,
    _actions: &mut Vec<Action>,
) {
}
