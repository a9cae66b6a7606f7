//! A project of which `project.ron` is missing: is a new one to be made?

use std::path::Path;

use egui::{Align, Layout, Ui};

use super::frame::{DialogBox, text_ui};
use crate::{
    app::{
        action::{Action, CareAction},
        widgets::{button, primary_button},
    },
    text::harmless,
};

/// Offers to make the file anew.
pub fn headless_ui(ui: &mut Ui, path: &Path, actions: &mut Vec<Action>) {
    DialogBox::new("The project.ron is missing", 460.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        let folder = path.display().to_string();
        let text = format!(
            "This folder has the articles and annotations of a project, but not the file that it is \
             opened by: {}. A new one calls the project by its folder; everything else is as it was.",
            harmless(&folder)
        );
        text_ui(ui, text);
        ui.add_space(10.0);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if primary_button(ui, "Make a new one").clicked() || is_enter {
                actions.push(Action::Care(CareAction::MakeHeader(path.to_owned())));
            }
            if button(ui, "Cancel").clicked() {
                actions.push(Action::close_dialog());
            }
        });
    });
}
