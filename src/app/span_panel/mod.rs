//! The spans of the article and the details of the selected one.
use super::{action::Action, scene::Scene};
/// The panel's own state.
#[derive(Debug, Default)]
pub struct SpanPanel {}
/// Shows the panel.
pub fn spans_ui(
    _ui: &mut egui::Ui,
    _scene: &Scene<'_>,
    _panel: &mut SpanPanel,
    _focus_note: bool,
    _actions: &mut Vec<Action>,
) {
}
