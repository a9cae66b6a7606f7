//! The dialogs: one file each, over the window, asked for through [`Dialog`].

mod analyst;
pub mod files;
mod frame;
mod palette;
mod path;
mod unsaved;

use super::{action::Action, dialog::Dialog, scene::Scene};

/// Shows the dialog that is open.
pub fn dialog_ui(
    ui: &mut egui::Ui,
    scene: &Scene<'_>,
    dialog: &mut Dialog,
    actions: &mut Vec<Action>,
) {
    match dialog {
        Dialog::Analyst { name, then: _ } => analyst::analyst_ui(ui, scene, name, actions),
        Dialog::Unsaved { then } => unsaved::unsaved_ui(ui, scene, then, actions),
        Dialog::Path(dialog) => path::path_ui(ui, scene, dialog, actions),
        Dialog::Palette { query, row } => palette::palette_ui(ui, scene, query, row, actions),
        _ => {}
    }
}
