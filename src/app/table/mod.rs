//! The table of all spans.
use super::{action::Action, scene::Scene};
/// The table's own state.
#[derive(Debug, Default)]
pub struct TablePanel {}
/// Shows the table.
pub fn table_ui(
    _ui: &mut egui::Ui,
    _scene: &Scene<'_>,
    _panel: &mut TablePanel,
    _actions: &mut Vec<Action>,
) {
}
