//! The dialogs: one file each, over the window, asked for through [`Dialog`].

mod about;
mod analyst;
mod article;
mod carry;
mod cheat_sheet;
mod codebook;
mod conflicts;
mod export;
pub mod files;
mod frame;
mod headless;
mod look;
mod palette;
mod path;
mod pen;
mod problems;
mod project;
mod reading;
mod recovered;
mod remove_article;
mod remove_tag;
mod saving;
mod source;
mod unsaved;
mod versions;

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
        Dialog::Codebook(dialog) => codebook::codebook_ui(ui, scene, dialog, actions),
        Dialog::RemoveTag { tag, fate } => {
            remove_tag::remove_tag_ui(ui, scene, tag, fate, actions);
        }
        Dialog::RemoveArticle(id) => remove_article::remove_article_ui(ui, scene, id, actions),
        Dialog::Article(dialog) => article::article_ui(ui, scene, dialog, actions),
        Dialog::Project(draft) => project::project_ui(ui, scene, draft, actions),
        Dialog::Report(report) => reading::report_ui(ui, scene, report, actions),
        Dialog::Export(export) => export::export_ui(ui, scene, export, actions),
        Dialog::Palette { query, row } => palette::palette_ui(ui, scene, query, row, actions),
        Dialog::CheatSheet => cheat_sheet::cheat_sheet_ui(ui, scene, actions),
        Dialog::Problems(dialog) => problems::problems_ui(ui, scene, dialog, actions),
        Dialog::Saving(dialog) => saving::saving_ui(ui, scene, dialog, actions),
        Dialog::Conflicts { row } => conflicts::conflicts_ui(ui, scene, row, actions),
        Dialog::Recovered => recovered::recovered_ui(ui, scene, actions),
        Dialog::Carry(carrying) => carry::carry_ui(ui, scene, carrying, actions),
        Dialog::Headless(path) => headless::headless_ui(ui, path, actions),
        Dialog::Look => look::look_ui(ui, scene, actions),
        Dialog::About => about::about_ui(ui, scene, actions),
    }
}
