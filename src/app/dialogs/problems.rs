//! What is wrong in the project's files, and what to do about it: damaged ones are repaired from here,
//! those with two sides merged.

use std::path::Path;

use egui::{Align, RichText, ScrollArea, Ui};

use super::frame::{DialogBox, buttons_ui, error_ui, nothing_ui, room, text_ui};
use crate::{
    app::{
        action::{Action, CareAction, Mending},
        dialog::{Looked, ProblemsDialog, Prospect, Trial, records},
        icons,
        scene::Scene,
        theme::{Theme, font},
        widgets::{button, primary_button},
    },
    jobs::Unfit,
    review::count,
    store::{Problem, ProblemKind, RepairOutcome},
    text::harmless,
};

/// How many places are named that are lost.
const LOST: usize = 6;

/// How many kinds of things are named that do not fit together.
const UNFIT: usize = 50;

/// Lists the problems.
pub fn problems_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut ProblemsDialog,
    actions: &mut Vec<Action>,
) {
    let problems = scene.open.map_or(&[][..], |open| &open.problems);
    let ProblemsDialog { trial, unfit: looked, .. } = dialog;
    let unfit = unfit(looked, problems);
    let shown = DialogBox::new("Problems in the files", 620.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        if problems.is_empty() && unfit.is_none() {
            text_ui(ui, "Looking through the files…");
        } else if problems.is_empty() && unfit.is_some_and(<[_]>::is_empty) {
            let text = "Every file could be read, and every span’s words are in their place";
            nothing_ui(ui, &scene.theme, "No problems", text);
        } else {
            if !problems.is_empty() {
                text_ui(ui, "What cannot be read is left as it is, until you decide about it");
            }
            ScrollArea::vertical().max_height(room(ui, 130.0)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                for (number, problem) in problems.iter().enumerate() {
                    // The first problem of a file has its buttons.
                    let is_first = problems.iter().position(|one| one.path == problem.path);
                    let is_here = scene.open.is_some_and(|open| open.is_whole_here(&problem.path));
                    // A repair would put what can be read in the place of all that is here.
                    let mending = mending(problem).filter(|_| is_first == Some(number) && !is_here);
                    problem_ui(ui, &scene.theme, problem, |ui| {
                        if is_here && is_first == Some(number) {
                            write_again_ui(ui, &problem.path, actions);
                        }
                        if let Some(mending) = mending {
                            mend_ui(ui, &scene.theme, &problem.path, mending, trial, actions);
                        }
                    });
                }
                unfit_ui(ui, &scene.theme, unfit.unwrap_or_default());
            });
        }
        buttons_ui(ui, |ui| primary_button(ui, "Close").clicked() || is_enter)
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

/// Returns what does not fit together in files that can be read; `None` while it is looked for. What waits
/// in other dialogs is told there.
fn unfit<'a>(looked: &'a Looked<Vec<Unfit>>, problems: &[Problem]) -> Option<&'a [Unfit]> {
    let is_told = |problem: &Problem| {
        matches!(problem.kind, ProblemKind::Adrift | ProblemKind::UnknownAnalyst)
    };
    if problems.iter().any(is_told) {
        return Some(&[]);
    }
    match looked {
        Looked::Found(unfit) => Some(unfit),
        Looked::Waiting | Looked::Failed(_) => None,
    }
}

fn unfit_ui(ui: &mut Ui, theme: &Theme, unfit: &[Unfit]) {
    if !unfit.is_empty() {
        let text = "This does not fit together in the files as they are now; what is not saved yet \
                    may mend it";
        text_ui(ui, text);
    }
    for Unfit { file, message, records } in unfit.iter().take(UNFIT) {
        let records = if *records > 1 { format!(", {records} times") } else { String::new() };
        let place = format!("{file}{records}");
        ui.label(RichText::new(harmless(message)).font(font::ui_medium()).color(theme.ink));
        ui.label(RichText::new(harmless(&place)).font(font::small()).color(theme.dim));
        ui.add_space(8.0);
    }
    if unfit.len() > UNFIT {
        text_ui(ui, format!("and {} more: `postil check` lists them all", unfit.len() - UNFIT));
    }
}

/// Offers to write a file again that is whole in this window.
fn write_again_ui(ui: &mut Ui, file: &Path, actions: &mut Vec<Action>) {
    text_ui(ui, "What it held is whole in this window. The damaged file goes to the trash");
    if named_button(ui, "Write it again", &harmless(&file.to_string_lossy())) {
        actions.push(Action::Care(CareAction::WriteAgain(file.to_owned())));
    }
}

/// Returns how a problem can be mended from here.
fn mending(problem: &Problem) -> Option<Mending> {
    match problem.kind {
        ProblemKind::Damaged => Some(Mending::Repair),
        ProblemKind::Conflict | ProblemKind::ConflictCopy => Some(Mending::Merge),
        _ => None,
    }
}

/// Offers to mend a file; once that is asked for, says what would come of it.
fn mend_ui(
    ui: &mut Ui,
    theme: &Theme,
    file: &Path,
    mending: Mending,
    tried: &mut Option<Trial>,
    actions: &mut Vec<Action>,
) {
    let file_name = harmless(&file.to_string_lossy()).into_owned();
    let Some(trial) = tried.as_mut().filter(|trial| trial.file == file) else {
        let label = match mending {
            Mending::Repair => "Repair…",
            Mending::Merge => "Merge both sides…",
        };
        if named_button(ui, label, &file_name) {
            actions.push(Action::Care(CareAction::TryMending(file.to_owned(), mending)));
        }
        return;
    };
    let can_mend = prospect_ui(ui, theme, &trial.prospect);
    let mut is_over = false;
    ui.horizontal(|ui| {
        let label = match mending {
            Mending::Repair => "Repair",
            Mending::Merge => "Merge",
        };
        if can_mend && named_button(ui, label, &file_name) {
            actions.push(Action::Care(CareAction::Mend(file.to_owned(), mending)));
        }
        is_over = named_button(ui, "Leave it", &file_name);
    });
    let is_found = !matches!(trial.prospect, Looked::Waiting);
    if is_found && !std::mem::replace(&mut trial.is_seen, is_found) {
        ui.scroll_to_cursor(Some(Align::BOTTOM));
    }
    if is_over {
        *tried = None;
    }
}

/// Says what mending would save and lose; returns whether there is anything to be done.
fn prospect_ui(ui: &mut Ui, theme: &Theme, prospect: &Looked<Prospect>) -> bool {
    let prospect = match prospect {
        Looked::Waiting => {
            text_ui(ui, "Looking…");
            return false;
        }
        Looked::Failed(why) => {
            error_ui(ui, why);
            return false;
        }
        Looked::Found(prospect) => prospect,
    };
    match prospect {
        Prospect::Repair(RepairOutcome::Saved { saved, lost, .. }) => {
            let lost_text = match lost.len() {
                0 => "Nothing else is lost".to_owned(),
                lost => format!("{} cannot be saved:", count(lost, "place")),
            };
            let text = format!("This saves {}. {lost_text}", records(saved));
            ui.label(RichText::new(text).font(font::ui()).color(theme.ink));
            for lost in lost.iter().take(LOST) {
                error_ui(ui, &format!("Line {}: {}", lost.line, lost.message));
            }
            if lost.len() > LOST {
                error_ui(ui, &format!("and {} more", lost.len() - LOST));
            }
            text_ui(ui, "The damaged file is kept in the project’s trash");
            true
        }
        Prospect::Merge { conflicts } => {
            let text = match conflicts {
                0 => "Both sides fit together: nothing of either is lost".to_owned(),
                conflicts => format!(
                    "Both sides are put together. {} in different ways: yours stands, and theirs \
                     waits in Conflicts",
                    changed_on_both(*conflicts)
                ),
            };
            ui.label(RichText::new(text).font(font::ui()).color(theme.ink));
            text_ui(ui, "The files of both sides are kept in the project’s trash");
            true
        }
        Prospect::Repair(RepairOutcome::Left { message, hint }) => {
            error_ui(ui, message);
            text_ui(ui, hint);
            false
        }
        Prospect::Repair(_) | Prospect::Sound => {
            text_ui(ui, "There is nothing to be done about this file here");
            false
        }
    }
}

fn changed_on_both(number: usize) -> String {
    match number {
        1 => "1 thing was changed".to_owned(),
        many => format!("{many} things were changed"),
    }
}

fn named_button(ui: &mut Ui, label: &str, file: &str) -> bool {
    let shown = button(ui, label);
    let name = format!("{label} {file}");
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_label(name));
    shown.clicked()
}

fn problem_ui(ui: &mut Ui, theme: &Theme, problem: &Problem, mend: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        let color = if problem.leaves_out() { theme.error } else { theme.warning };
        ui.label(RichText::new(icons::WARNING).font(font::icon()).color(color));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let line = problem.line.map_or_else(String::new, |(line, column)| {
                format!(", line {line}, column {column}")
            });
            let path = format!("{}{line}", problem.path.display());
            let message = harmless(&problem.message);
            ui.label(RichText::new(message).font(font::ui_medium()).color(theme.ink));
            ui.label(RichText::new(harmless(&path)).font(font::small()).color(theme.dim));
            if !problem.hint.is_empty() {
                ui.label(RichText::new(harmless(&problem.hint)).font(font::ui()).color(theme.dim));
            }
            ui.spacing_mut().item_spacing.y = 4.0;
            mend(ui);
        });
    });
    ui.add_space(8.0);
}
