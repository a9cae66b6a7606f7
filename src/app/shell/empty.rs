//! What an empty window says.
use crate::app::{action::Action, scene::Scene};
/// Shows what to do first.
pub fn empty_ui(_ui: &mut egui::Ui, _scene: &Scene<'_>, _actions: &mut Vec<Action>) {}
