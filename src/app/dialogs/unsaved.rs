//! What becomes of unsaved work?

use egui::{Align, Layout, Ui};

use super::frame::{DialogBox, text_ui};
use crate::app::{
    action::{Action, FileAction},
    desk::{Home, Open},
    dialog::AfterSave,
    scene::Scene,
    widgets::{button, danger_button, primary_button},
};

/// Asks what becomes of unsaved work.
pub fn unsaved_ui(ui: &mut Ui, scene: &Scene<'_>, then: &AfterSave, actions: &mut Vec<Action>) {
    let Some(open) = scene.open else { return };
    let title = format!("Save changes to “{}”?", open.project.title());
    DialogBox::new(title, 440.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(ui, format!("{} {}", why(then), lost(open)));
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            if danger_button(ui, "Don’t save").clicked() {
                actions.push(Action::File(FileAction::DiscardAndGoOn));
            }
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if primary_button(ui, "Save").clicked() || is_enter {
                    actions.push(Action::File(FileAction::SaveThenGoOn));
                }
                if button(ui, "Cancel").clicked() {
                    actions.push(Action::close_dialog());
                }
            });
        });
    });
}

fn lost(open: &Open) -> String {
    if let Some(file) = open.only_here().next() {
        return format!(
            "Another program damaged {}. What it held is whole in this window and nowhere else: write it \
             again before you leave, by Review, Problems in the files.",
            file.display()
        );
    }
    let lost = match open.home {
        Home::Untitled => "It was never saved: without saving, all of it is lost.",
        _ => "Without saving, the changes since the last save are lost.",
    };
    lost.to_owned()
}

fn why(then: &AfterSave) -> &'static str {
    match then {
        AfterSave::Quit => "The window is about to close.",
        AfterSave::Close => "The project is about to be closed.",
        AfterSave::Open(_) => "Another project is about to be opened in its place.",
        AfterSave::New => "A new project is about to take its place.",
        AfterSave::OpenSample => "The sample project is about to be opened in its place.",
    }
}
