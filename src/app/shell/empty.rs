//! What an empty window says: what to do first.

use std::path::{Path, PathBuf};

use egui::{Align, Id, Layout, RichText, ScrollArea, Ui, vec2};

use crate::{
    app::{
        action::{Action, FileAction},
        command::Command,
        icons, memo,
        scene::Scene,
        theme::{Theme, font},
        widgets::{button, icon_button, item, key_cap_ui, one_line, paint_line, primary_button},
    },
    jobs,
    text::harmless,
};

const RECENT_WIDTH: f32 = 470.0;
const RECENT_HEIGHT: f32 = 36.0;
/// How many recent projects are shown.
const RECENT: usize = 6;

/// Shows what to do first.
pub fn empty_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let room = ui.available_height();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        // As high as it was drawn last, to stand a little above the middle.
        let id = Id::unique("empty window");
        let height = ui.data(|data| data.get_temp(id)).unwrap_or(0.0_f32);
        ui.add_space(((room - height) * 0.42).max(28.0));
        let contents = ui.vertical_centered(|ui| contents_ui(ui, scene, actions));
        let now = contents.response.rect.height();
        if (now - height).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(id, now));
            ui.ctx().request_discard("the height of the empty window's contents was not known");
        }
    });
}

fn contents_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let title = "Read closely. Mark what matters.";
    ui.label(RichText::new(title).font(font::headline()).color(theme.ink));
    ui.add_space(2.0);
    let text = "Drop an article here, or open one. Highlight the exact words, say what they are,\n\
                link who said what: all of it is kept in files that you can read.";
    ui.label(RichText::new(text).font(font::ui()).color(theme.dim));
    ui.add_space(18.0);
    centred(ui, "buttons", |ui| buttons_ui(ui, actions));
    let recent = &scene.settings.recent;
    if !recent.is_empty() {
        ui.add_space(30.0);
        recent_ui(ui, theme, recent, actions);
    }
    ui.add_space(30.0);
    centred(ui, "keys", |ui| keys_ui(ui, theme));
}

fn buttons_ui(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.spacing_mut().button_padding = vec2(14.0, 8.0);
    let mut run = |is_clicked: bool, command: Command| {
        if is_clicked {
            actions.push(Action::Run(command));
        }
    };
    let label = |command: Command| command.label();
    run(primary_button(ui, label(Command::OpenFiles)).clicked(), Command::OpenFiles);
    run(button(ui, label(Command::OpenProject)).clicked(), Command::OpenProject);
    run(button(ui, label(Command::OpenSample)).clicked(), Command::OpenSample);
}

/// Lists the projects that were open lately; those that are gone are greyed and can be forgotten.
fn recent_ui(ui: &mut Ui, theme: &Theme, recent: &[PathBuf], actions: &mut Vec<Action>) {
    let width = RECENT_WIDTH.min(ui.available_width() - 24.0);
    ui.allocate_ui(vec2(width, 0.0), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(RichText::new("RECENT").font(font::small_semibold()).color(theme.dim));
        });
        ui.add_space(4.0);
        for path in recent.iter().take(RECENT) {
            one_recent_ui(ui, theme, path, actions);
        }
    });
}

fn one_recent_ui(ui: &mut Ui, theme: &Theme, path: &Path, actions: &mut Vec<Action>) {
    let is_there = memo::looked_up(ui.ctx(), "is there", path, || jobs::exists(path));
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let name = harmless(&name);
    let folder = path
        .parent()
        .map_or_else(String::new, |folder| harmless(&folder.display().to_string()).into_owned());
    let detail = if is_there { folder } else { format!("no longer in {folder}") };
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), RECENT_HEIGHT),
        Layout::right_to_left(Align::Center),
        |ui| {
            if !is_there {
                let forget = icon_button(ui, icons::X, &format!("Forget {name}"));
                if forget.clicked() {
                    actions.push(Action::File(FileAction::ForgetRecent(path.to_owned())));
                }
            }
            // Grey by its colour alone: it is still to be read.
            ui.visuals_mut().disabled_alpha = 1.0;
            ui.add_enabled_ui(is_there, |ui| {
                let row = item(ui, RECENT_HEIGHT, &format!("Open {name}"), false, |ui, rect| {
                    let color = if is_there { theme.ink } else { theme.dim };
                    let icon = if is_there { icons::FOLDER } else { icons::WARNING_CIRCLE };
                    let middle = rect.center().y;
                    let icon = one_line(ui, icon, font::icon(), theme.dim, 20.0);
                    paint_line(ui, icon, rect.left() + 12.0, middle);
                    let name = one_line(ui, &name, font::ui_medium(), color, rect.width() * 0.5);
                    let left = rect.left() + 38.0 + name.size().x + 14.0;
                    paint_line(ui, name, rect.left() + 38.0, middle);
                    let room = rect.right() - 12.0 - left;
                    let detail = one_line(ui, &detail, font::small(), theme.dim, room);
                    let left = rect.right() - 12.0 - detail.size().x;
                    paint_line(ui, detail, left, middle);
                });
                if row.on_hover_text(harmless(&path.display().to_string())).clicked() {
                    let open = FileAction::Open(vec![path.to_owned()]);
                    actions.push(Action::File(open));
                }
            });
        },
    );
}

fn keys_ui(ui: &mut Ui, theme: &Theme) {
    ui.spacing_mut().item_spacing.x = 7.0;
    let commands = [Command::OpenFiles, Command::Palette, Command::CheatSheet];
    for (number, command) in commands.into_iter().enumerate() {
        if number > 0 {
            ui.add_space(14.0);
        }
        key_cap_ui(ui, &command.keys(ui.ctx()));
        let label = command.label().trim_end_matches('…');
        ui.label(RichText::new(label).font(font::small()).color(theme.dim));
    }
}

/// Adds a line of things in the middle, by the width that it had when last drawn.
fn centred(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    let id = Id::unique(("centred", name));
    let width = ui.data(|data| data.get_temp(id)).unwrap_or(0.0_f32);
    let room = ui.available_width();
    let line = ui.horizontal(|ui| {
        ui.add_space(((room - width) / 2.0).max(0.0));
        ui.scope(|ui| ui.horizontal(add).response.rect.width()).inner
    });
    if (line.inner - width).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, line.inner));
        ui.ctx().request_discard("the width of a centred line was not known");
    }
}
