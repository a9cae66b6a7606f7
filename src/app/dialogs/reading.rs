//! What became of the files that were read: how many are articles now, which were left out, which
//! could not be read and what to do about those.

use std::path::Path;

use egui::{RichText, ScrollArea, Ui};

use super::frame::{DialogBox, buttons_ui, room, text_ui};
use crate::{
    app::{
        action::{Action, FileAction, ViewAction},
        dialog::{FileFailed, ReadReport},
        scene::Scene,
        theme::{Theme, font},
        widgets::{button, primary_button},
    },
    jobs::ReadOptions,
    review::count,
    text::harmless,
};

/// A raised limit is so many times the usual.
const RAISED: u32 = 10;

/// So many files of a kind are listed; `postil add` lists them all.
const LISTED: usize = 200;

/// Shows the report.
pub fn report_ui(ui: &mut Ui, scene: &Scene<'_>, report: &ReadReport, actions: &mut Vec<Action>) {
    let shown = DialogBox::new("Files read", 620.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(ui, summary(report));
        ScrollArea::vertical().max_height(room(ui, 130.0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            failed_ui(ui, &scene.theme, &report.failed);
            warnings_ui(ui, &scene.theme, report);
            skipped_ui(ui, scene, report, actions);
            passed_over_ui(ui, &scene.theme, report);
        });
        buttons_ui(ui, |ui| {
            let is_closed = primary_button(ui, "Close").clicked() || is_enter;
            let beyond: Vec<_> = report.failed.iter().filter(|one| one.is_limit).collect();
            if !beyond.is_empty() && button(ui, "Try again with a raised limit").clicked() {
                let paths = beyond.iter().map(|one| one.path.clone()).collect();
                let options = ReadOptions { limit: RAISED, ..ReadOptions::default() };
                actions.push(Action::close_dialog());
                actions.push(Action::File(FileAction::Read(paths, options)));
            }
            is_closed
        })
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn summary(report: &ReadReport) -> String {
    let mut parts = vec![format!("{} added", count(report.read, "article"))];
    if !report.skipped.is_empty() {
        parts.push(format!("{} left out as there already", count(report.skipped.len(), "file")));
    }
    if !report.passed_over.is_empty() {
        parts.push(format!("{} of other kinds", count(report.passed_over.len(), "file")));
    }
    if !report.failed.is_empty() {
        parts.push(format!("{} could not be read", count(report.failed.len(), "file")));
    }
    parts.join(" · ")
}

fn heading_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(title).font(font::small_semibold()).color(theme.dim));
    ui.add_space(2.0);
}

fn file_ui(ui: &mut Ui, theme: &Theme, path: &Path, why: &str) {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let name = RichText::new(harmless(&name)).font(font::ui_medium()).color(theme.ink);
    ui.label(name).on_hover_text(harmless(&path.display().to_string()));
    if !why.is_empty() {
        ui.label(RichText::new(harmless(why)).font(font::small()).color(theme.dim));
    }
    ui.add_space(6.0);
}

fn failed_ui(ui: &mut Ui, theme: &Theme, failed: &[FileFailed]) {
    if failed.is_empty() {
        return;
    }
    heading_ui(ui, theme, "Could not be read");
    for one in failed.iter().take(LISTED) {
        // The path stands above: without it the reason is shorter to read.
        let path = format!(": {}", one.path.display());
        let why = one.why.strip_suffix(&path).unwrap_or(&one.why);
        file_ui(ui, theme, &one.path, format!("{why}. {}", one.hint).trim_end());
    }
    more_ui(ui, failed.len());
}

fn warnings_ui(ui: &mut Ui, theme: &Theme, report: &ReadReport) {
    if report.warnings.is_empty() {
        return;
    }
    heading_ui(ui, theme, "Worth a look");
    for (path, warning) in report.warnings.iter().take(LISTED) {
        file_ui(ui, theme, path, warning);
    }
    more_ui(ui, report.warnings.len());
}

fn skipped_ui(ui: &mut Ui, scene: &Scene<'_>, report: &ReadReport, actions: &mut Vec<Action>) {
    if report.skipped.is_empty() {
        return;
    }
    heading_ui(ui, &scene.theme, "There already");
    for (path, article) in report.skipped.iter().take(LISTED) {
        file_ui(ui, &scene.theme, path, "");
        let title = scene.project().and_then(|project| project.article(article));
        let title = title.map_or(article.as_str(), |article| article.title.as_str());
        let words = RichText::new(format!("Show “{}”", harmless(title))).font(font::small());
        if ui.link(words).clicked() {
            actions.push(Action::close_dialog());
            actions.push(Action::View(ViewAction::Article(article.clone())));
        }
    }
    more_ui(ui, report.skipped.len());
}

fn passed_over_ui(ui: &mut Ui, theme: &Theme, report: &ReadReport) {
    if report.passed_over.is_empty() {
        return;
    }
    heading_ui(ui, theme, "Without an article’s ending, and left out");
    for path in report.passed_over.iter().take(LISTED) {
        file_ui(ui, theme, path, "");
    }
    more_ui(ui, report.passed_over.len());
}

fn more_ui(ui: &mut Ui, number: usize) {
    if let Some(more) = number.checked_sub(LISTED).filter(|more| *more > 0) {
        text_ui(ui, format!("and {more} more: `postil add` lists them all"));
    }
}
