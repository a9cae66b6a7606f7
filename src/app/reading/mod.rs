//! The reading view.
use super::{action::Action, scene::Scene};
/// The view's own state.
#[derive(Debug, Default)]
pub struct Reading {}
impl Reading {
    /// Shows the article.
    pub fn reading_ui(
        &mut self,
        _ui: &mut egui::Ui,
        _scene: &Scene<'_>,
        _has_dialog: bool,
        _actions: &mut Vec<Action>,
    ) {
    }
}
