//! Saving by itself, and the earlier states of the project's files: which there are, what going back
//! to one would do, and going back.

use egui::{Align, Label, Layout, Response, RichText, ScrollArea, Ui, vec2};

use super::frame::{CONTROL, DialogBox, error_ui, room, text_ui};
use crate::{
    app::{
        action::{Action, CareAction},
        command::Command,
        dialog::{Looked, SavingDialog},
        icons,
        scene::Scene,
        theme::{Theme, font},
        widgets::{RowText, button, danger_button, pill, primary_button, row},
    },
    review::count,
    store::{Generation, Going, GoingTo},
    text::harmless,
};

const WIDTH: f32 = 560.0;
/// How many files are named.
const NAMED: usize = 8;

/// Shows what can be set about saving, and what can be gone back to.
pub fn saving_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut SavingDialog,
    actions: &mut Vec<Action>,
) {
    let shown = DialogBox::new("Saving and earlier states", WIDTH).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui) && !dialog.is_asked;
        let rest = if dialog.chosen.is_some() { 150.0 } else { 95.0 };
        ScrollArea::vertical().max_height(room(ui, rest)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            by_itself_ui(ui, scene, actions);
            ui.add_space(10.0);
            let title = RichText::new("Earlier states").font(font::ui_semibold());
            ui.label(title.color(scene.theme.ink));
            if scene.open.is_some() {
                states_ui(ui, scene, dialog, actions);
            } else {
                text_ui(ui, "Open a project to see what it can go back to");
            }
        });
        ui.add_space(10.0);
        buttons(ui, scene, dialog, actions) || is_enter
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn by_itself_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let now = scene.settings.autosave;
    let mut choices = vec![0, 1, 5, 15];
    if !choices.contains(&now) {
        choices.push(now);
        choices.sort_unstable();
    }
    let line = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), CONTROL), line, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new("Save by itself").font(font::ui_semibold()).color(scene.theme.ink));
        ui.add_space(8.0);
        for minutes in choices {
            let label = match minutes {
                0 => "Off".to_owned(),
                minutes => format!("{minutes} min"),
            };
            if pill(ui, &label, now == minutes).clicked() {
                actions.push(Action::Care(CareAction::SaveByItself(minutes)));
            }
        }
    });
    let text = match now {
        0 => "What you do is kept on disk as you do it; the project’s files change when you save",
        _ => {
            "What you do is kept on disk as you do it; the project’s files change after this time too"
        }
    };
    text_ui(ui, text);
}

fn states_ui(ui: &mut Ui, scene: &Scene<'_>, dialog: &mut SavingDialog, actions: &mut Vec<Action>) {
    let states = match &dialog.states {
        Looked::Waiting => return text_ui(ui, "Looking…"),
        Looked::Failed(why) => return error_ui(ui, why),
        Looked::Found(states) if states.is_empty() => {
            return text_ui(
                ui,
                "There are none yet: each save keeps what it replaces, and the last five can be gone \
                 back to",
            );
        }
        Looked::Found(states) => states,
    };
    text_ui(
        ui,
        "Each save keeps what the files held before it. Choose one to see what going back to that \
         would do",
    );
    let mut chosen = None;
    for state in states {
        if state_ui(ui, state, dialog.chosen).clicked() {
            chosen = Some(state.number);
        }
    }
    if let Some(number) = chosen {
        actions.push(Action::Care(CareAction::LookBack(number)));
    }
    if dialog.chosen.is_some() {
        ui.add_space(8.0);
        goings_ui(ui, &scene.theme, &dialog.goings);
    }
}

fn state_ui(ui: &mut Ui, state: &Generation, chosen: Option<u64>) -> Response {
    let when = when(state);
    let title = match state.what.as_str() {
        "" => format!("Before the save of {when}"),
        what if what.starts_with("back to") => format!("Before going back, {when}"),
        what => format!("Before the {}, {when}", harmless(what)),
    };
    let names: Vec<String> = state.files.iter().map(|one| one.file.display().to_string()).collect();
    let detail = format!("{}: {}", count(names.len(), "file"), names.join(", "));
    let detail = harmless(&detail);
    let name = format!("{title}, {}", count(names.len(), "file"));
    let text = RowText { title: &title, detail: &detail, name: &name };
    let mark = |ui: &Ui, at, color| {
        let align = egui::Align2::CENTER_CENTER;
        ui.painter().text(at, align, icons::ARCHIVE, font::icon(), color);
    };
    row(ui, text, chosen == Some(state.number), mark)
}

/// Returns when a save was, as people read it.
fn when(state: &Generation) -> String {
    state.time.map_or_else(
        || "an unknown time".to_owned(),
        |time| {
            let local = time.to_utc().with_timezone(&chrono::Local);
            local.format("%-d %B %Y, %H:%M:%S").to_string()
        },
    )
}

/// Says what going back would do.
fn goings_ui(ui: &mut Ui, theme: &Theme, goings: &Looked<Vec<Going>>) {
    let goings = match goings {
        Looked::Waiting => return text_ui(ui, "Looking…"),
        Looked::Failed(why) => return error_ui(ui, why),
        Looked::Found(goings) if goings.is_empty() => {
            return text_ui(ui, "All files are as they were then: nothing would change");
        }
        Looked::Found(goings) => goings,
    };
    text_ui(ui, format!("Going back to this changes {}:", count(goings.len(), "file")));
    ui.spacing_mut().item_spacing.y = 2.0;
    for going in goings.iter().take(NAMED) {
        let what = match going.to {
            GoingTo::Before => "as it was",
            GoingTo::Trash => "was not there: goes to the trash",
        };
        let changed = if going.is_changed_since { "; changed elsewhere since" } else { "" };
        let text = harmless(&format!("{}  –  {what}{changed}", going.file.display())).into_owned();
        let color = if going.is_changed_since { theme.warning } else { theme.ink };
        let text = RichText::new(text).font(font::small()).color(color);
        ui.add(Label::new(text).truncate());
    }
    let more = goings.len().saturating_sub(NAMED);
    if more > 0 {
        let text = RichText::new(format!("and {more} more")).font(font::small());
        ui.label(text.color(theme.dim));
    }
}

/// Adds the row of buttons; returns whether the dialog is to be closed.
fn buttons(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut SavingDialog,
    actions: &mut Vec<Action>,
) -> bool {
    let can_go = matches!(&dialog.goings, Looked::Found(goings) if !goings.is_empty());
    let chosen = dialog.chosen.filter(|_| can_go);
    let is_unsaved = scene.open.is_some_and(|open| open.is_unsaved);
    if chosen.is_some() && is_unsaved {
        let text = "You have unsaved changes: save them first, so that going back loses nothing";
        error_ui(ui, text);
        ui.add_space(8.0);
    } else if dialog.is_asked {
        let text = "What is in these files now becomes an earlier state, so that this can be taken back \
                    here. Undo does not reach it";
        ui.label(RichText::new(text).font(font::ui()).color(scene.theme.ink));
        ui.add_space(8.0);
    }
    ui.horizontal(|ui| {
        if let Some(number) = chosen {
            if is_unsaved {
                if button(ui, "Save now").clicked() {
                    actions.push(Action::Run(Command::Save));
                }
            } else if dialog.is_asked {
                if danger_button(ui, "Go back").clicked() {
                    actions.push(Action::Care(CareAction::GoBack(number)));
                }
                if button(ui, "Stay here").clicked() {
                    dialog.is_asked = false;
                }
            } else if danger_button(ui, "Go back to this state…").clicked() {
                dialog.is_asked = true;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            primary_button(ui, "Close").clicked()
        })
        .inner
    })
    .inner
}
