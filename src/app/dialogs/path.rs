//! Where? The field that stands in for a file dialog where the system has none.

use std::{
    path::{MAIN_SEPARATOR, Path, PathBuf, is_separator},
    sync::Arc,
};

use egui::{Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::frame::{DialogBox, Moment, buttons_ui, error_ui, room, text_ui};
use crate::{
    app::{
        action::{Action, FileAction},
        dialog::{PathDialog, PathPurpose},
        icons,
        scene::Scene,
        theme::{Theme, font},
        widgets::{button, field_with_tab, item, labelled, one_line, paint_line, primary_button},
    },
    jobs::{self, Asked},
};

const ROW: f32 = 28.0;
const REPLACED: &str = "There is a file at this place: it will be replaced";
/// How many rows are seen at once.
const ROWS: f32 = 7.0;

/// Asks for a path.
pub fn path_ui(ui: &mut Ui, scene: &Scene<'_>, dialog: &mut PathDialog, actions: &mut Vec<Action>) {
    let purpose = dialog.purpose;
    DialogBox::new(purpose.title(), 560.0).show(ui, |ui, moment| {
        text_ui(ui, explanation(purpose));
        let found = Found::at(ui, moment, purpose, &dialog.path);
        let is_enter = moment.enter(ui);
        take_keys(ui, dialog, &found);
        if is_enter {
            enter(dialog, &found, actions);
        }
        let before = dialog.path.clone();
        labelled(ui, "Path", |ui| {
            let response = field_with_tab(ui, "Path", &mut dialog.path);
            moment.focus(&response);
            if moment.is_first || dialog.to_end {
                put_caret_at_end(ui, response.id, &dialog.path);
                dialog.to_end = false;
                response.request_focus();
            }
        });
        if dialog.path != before {
            (dialog.row, dialog.is_tried) = (None, true);
        }
        rows_ui(ui, &scene.theme, dialog, &found);
        match &found.wrong {
            Some(wrong) if dialog.is_tried && !found.is_unfinished => error_ui(ui, wrong),
            None if found.is_replaced => note_ui(ui, REPLACED),
            _ => error_ui(ui, ""),
        }
        buttons_ui(ui, |ui| {
            let is_fine = found.wrong.is_none();
            let verb = if found.is_replaced { "Replace" } else { verb(purpose) };
            let go_on = ui.add_enabled_ui(is_fine, |ui| primary_button(ui, verb)).inner;
            if go_on.clicked() && is_fine {
                actions.push(pick(dialog));
            }
            if button(ui, "Cancel").clicked() {
                actions.push(Action::File(FileAction::Picked(purpose, Vec::new())));
            }
        });
    });
}

/// What the disk says about the path so far. Looked up when the path changes, not each frame.
#[derive(Clone, Debug)]
struct Found {
    purpose: PathPurpose,
    path: String,
    /// Paths that begin with it, and whether each is a folder.
    rows: Vec<(PathBuf, bool)>,
    /// Why it can't be taken.
    wrong: Option<String>,
    /// Is it the beginning of something that there is?
    is_unfinished: bool,
    /// Is there a file that will be written over?
    is_replaced: bool,
}

impl Found {
    fn at(ui: &Ui, moment: Moment, purpose: PathPurpose, path: &str) -> Arc<Self> {
        let key = Id::unique("path dialog");
        let kept: Option<Arc<Self>> = ui.data(|data| data.get_temp(key));
        // What an earlier dialog found may no longer be so.
        let is_so =
            |kept: &Arc<Self>| !moment.is_first && kept.purpose == purpose && kept.path == path;
        if let Some(kept) = kept.filter(is_so) {
            return kept;
        }
        let found = Arc::new(Self::look(purpose, path));
        ui.data_mut(|data| data.insert_temp(key, Arc::clone(&found)));
        found
    }

    fn look(purpose: PathPurpose, path: &str) -> Self {
        let takes_files = matches!(
            purpose,
            PathPurpose::OpenFiles | PathPurpose::UpdateArticle | PathPurpose::Export(_)
        );
        let is_offered = |path: &Path, is_folder: bool| {
            is_folder || takes_files || purpose == PathPurpose::OpenProject && is_project(path)
        };
        let rows: Vec<(PathBuf, bool)> = jobs::complete_path(path)
            .into_iter()
            .map(|path| (jobs::is_folder(&path), path))
            .filter(|(is_folder, path)| is_offered(path, *is_folder))
            .map(|(is_folder, path)| (path, is_folder))
            .collect();
        let typed = jobs::expand(path);
        let wrong = wrong(purpose, &typed, path.trim().is_empty());
        let is_export = matches!(purpose, PathPurpose::Export(_));
        let is_replaced = is_export && wrong.is_none() && jobs::exists(&typed);
        let is_full_folder = purpose == PathPurpose::SaveProject && jobs::exists(&typed);
        let is_unfinished = !rows.is_empty() && !is_full_folder;
        Self { purpose, path: path.to_owned(), rows, wrong, is_unfinished, is_replaced }
    }

    /// Returns the row that Enter takes: the one chosen, or the first while the path itself can't
    /// be taken.
    fn lit_row(&self, dialog: &PathDialog) -> Option<usize> {
        let first = (self.wrong.is_some() && !self.rows.is_empty()).then_some(0);
        dialog.row.or(first)
    }
}

/// Says why a path can't be taken, if so.
fn wrong(purpose: PathPurpose, path: &Path, is_empty: bool) -> Option<String> {
    if is_empty {
        return Some("Type a path".into());
    }
    let (exists, is_folder) = (jobs::exists(path), jobs::is_folder(path));
    let message = match purpose {
        PathPurpose::OpenFiles
        | PathPurpose::OpenFolder
        | PathPurpose::OpenProject
        | PathPurpose::UpdateArticle
            if !exists =>
        {
            "There is no such file or folder"
        }
        PathPurpose::UpdateArticle if is_folder => "This is a folder: choose a file in it",
        PathPurpose::OpenFiles if is_folder && !is_project(path) => {
            "This is a folder: choose a file in it"
        }
        PathPurpose::OpenFolder if !is_folder => "This is a file: choose the folder around it",
        PathPurpose::OpenProject if !is_project(path) => "This is no project of Postil’s",
        PathPurpose::SaveProject if exists && !is_folder => {
            "There is a file at this place: choose a new name"
        }
        PathPurpose::SaveProject if exists && !jobs::is_empty_folder(path) => {
            "This folder is not empty: choose a new name or an empty folder"
        }
        PathPurpose::Export(_) if is_folder => "This is a folder: add a name for the file",
        PathPurpose::SaveProject | PathPurpose::Export(_) if !has_place(path) => {
            "There is no such folder to put it in"
        }
        _ => return None,
    };
    Some(message.into())
}

fn is_project(path: &Path) -> bool {
    matches!(jobs::classify(&[path.to_owned()]), Ok(Asked::Project(_)))
}

fn has_place(path: &Path) -> bool {
    path.parent().is_some_and(|parent| parent.as_os_str().is_empty() || jobs::is_folder(parent))
}

/// Enter takes the row that is lit, else the path as it stands.
fn enter(dialog: &mut PathDialog, found: &Found, actions: &mut Vec<Action>) {
    dialog.is_tried = true;
    let Some(row) = found.lit_row(dialog) else {
        if found.wrong.is_none() {
            actions.push(pick(dialog));
        }
        return;
    };
    take(dialog, found, row);
    let is_file = found.rows.get(row).is_some_and(|(_, is_folder)| !is_folder);
    // A file to write over is asked about first.
    if is_file && !matches!(dialog.purpose, PathPurpose::Export(_) | PathPurpose::SaveProject) {
        actions.push(pick(dialog));
    }
}

/// Returns the action that takes the path as it stands.
fn pick(dialog: &PathDialog) -> Action {
    let path = jobs::expand(&dialog.path);
    Action::File(FileAction::Picked(dialog.purpose, vec![path]))
}

fn note_ui(ui: &mut Ui, text: &str) {
    let color = Theme::of(ui).warning;
    ui.label(RichText::new(text).font(font::small()).color(color));
}

/// Tab takes the row, arrows move it.
fn take_keys(ui: &Ui, dialog: &mut PathDialog, found: &Found) {
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        let next = found.lit_row(dialog).map_or(0, |row| row + 1);
        dialog.row = found.rows.len().checked_sub(1).map(|last| next.min(last));
    }
    if pressed(Key::ArrowUp) {
        dialog.row = dialog.row.and_then(|row| row.checked_sub(1));
    }
    if pressed(Key::Tab) {
        take(dialog, found, dialog.row.unwrap_or(0));
    }
}

fn take(dialog: &mut PathDialog, found: &Found, row: usize) {
    let Some((path, is_folder)) = found.rows.get(row) else { return };
    dialog.path = path.display().to_string();
    if *is_folder && !dialog.path.ends_with(is_separator) {
        dialog.path.push(MAIN_SEPARATOR);
    }
    dialog.row = None;
    dialog.to_end = true;
}

fn put_caret_at_end(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    TextEdit::store_state(ui.ctx(), id, state);
}

fn rows_ui(ui: &mut Ui, theme: &Theme, dialog: &mut PathDialog, found: &Found) {
    let height = (ROWS * ROW).min(room(ui, 230.0));
    let list = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    list.auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (chosen, mut taken) = (found.lit_row(dialog), None);
        for (number, (path, is_folder)) in found.rows.iter().enumerate() {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let icon = if *is_folder { icons::FOLDER } else { icons::FILE_TEXT };
            let row = item(ui, ROW, &name, chosen == Some(number), |ui, rect| {
                let icon = one_line(ui, icon, font::icon(), theme.dim, 20.0);
                let text = one_line(ui, &name, font::ui(), theme.ink, rect.width() - 48.0);
                let middle = rect.left_center() + vec2(10.0, 0.0);
                paint_line(ui, icon, middle.x, middle.y);
                paint_line(ui, text, middle.x + 26.0, middle.y);
            });
            if dialog.row == Some(number) {
                row.scroll_to_me(None);
            }
            if row.clicked() {
                taken = Some(number);
            }
        }
        if let Some(row) = taken {
            take(dialog, found, row);
        }
    });
}

fn explanation(purpose: PathPurpose) -> &'static str {
    match purpose {
        PathPurpose::OpenFiles => {
            "Type the path of an article or project: Tab completes it, ~ is your home folder"
        }
        PathPurpose::OpenFolder => "All articles in the folder, and below it, are opened",
        PathPurpose::OpenProject => "A project is a folder with a project.ron in it",
        PathPurpose::UpdateArticle => {
            "The file’s text becomes a new version of the article; the text that it has stays"
        }
        PathPurpose::SaveProject => "The project becomes a new folder at this place",
        PathPurpose::Export(_) => "The spans are written to this file",
    }
}

fn verb(purpose: PathPurpose) -> &'static str {
    match purpose {
        PathPurpose::OpenFiles | PathPurpose::OpenFolder | PathPurpose::OpenProject => "Open",
        PathPurpose::UpdateArticle => "Update",
        PathPurpose::SaveProject => "Save",
        PathPurpose::Export(_) => "Export",
    }
}
