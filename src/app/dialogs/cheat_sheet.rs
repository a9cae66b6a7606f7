//! All keys on one page.

use egui::{RichText, ScrollArea, Ui, vec2};

use super::{
    frame::{DialogBox, buttons_ui, error_ui, room},
    pen::cell,
};
use crate::app::{
    action::Action,
    command::{Menu, TABLE},
    keymap::Keymap,
    scene::Scene,
    theme::{Theme, font},
    widgets::{key_cap_ui, one_line, paint_line, primary_button},
};

const WIDTH: f32 = 960.0;
/// No column is narrower than this.
const COLUMN: f32 = 270.0;
const GAP: f32 = 26.0;

/// Keys of the article that are no commands.
const READING: [(&str, &str); 22] = [
    ("← →", "Move the caret by a character"),
    ("↑ ↓", "Move it by a line"),
    ("Ctrl+← →", "Move it by a word"),
    ("Home End", "To the start or end of the line"),
    ("Shift", "With any of these: select"),
    ("Drag", "Select words; with Alt characters"),
    ("Ctrl+drag", "Add words to the span"),
    ("Drag an edge", "Move it; Alt: by characters"),
    ("2 clicks", "Select a word"),
    ("3 clicks", "Select a sentence"),
    ("4 clicks", "Select a paragraph"),
    ("Click again", "The span around the selected one"),
    ("Alt+R C W", "Find: regex, match case, whole word"),
    ("Enter", "Find: next hit; with Shift the one before"),
    ("Tab N P", "Walk the occurrences of a name"),
    ("Space", "Leave one out, or take it in"),
    ("Y or Enter", "A span’s proposed place: yes"),
    ("X", "No, it is not there"),
    ("H", "Put it at the selection"),
    ("Tab", "To the next proposal; Shift: back"),
    ("Shift+Y", "Yes to all that only moved"),
    ("Esc", "One step back"),
];

/// Lines of one kind: what, and its keys.
struct Section {
    title: &'static str,
    lines: Vec<(String, String)>,
}

/// Shows all keys.
pub fn cheat_sheet_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let shown = DialogBox::new("Keys", WIDTH).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        let sections = sections(ui, scene);
        ScrollArea::vertical().max_height(room(ui, 100.0)).show(ui, |ui| {
            // The scroll bar stands beside the keys, not on them.
            ui.set_max_width(ui.available_width() - 10.0);
            for problem in &Keymap::of(ui.ctx()).problems {
                error_ui(ui, problem);
            }
            columns_ui(ui, &scene.theme, &sections);
        });
        buttons_ui(ui, |ui| primary_button(ui, "Close").clicked() || is_enter)
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn sections(ui: &Ui, scene: &Scene<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = Menu::ALL.iter().map(|menu| of_menu(ui, *menu)).collect();
    let to_lines = |(keys, what): &(&str, &str)| ((*what).to_owned(), (*keys).to_owned());
    let reading = READING.iter().map(to_lines).collect();
    sections.insert(3, Section { title: "In the article", lines: reading });
    let keyed = scene.offered_tags().into_iter().filter(|tag| !tag.key.is_empty());
    let tags: Vec<_> = keyed.map(|tag| (format!("Tag as {}", tag.name), tag.key.clone())).collect();
    if !tags.is_empty() {
        sections.insert(2, Section { title: "Tags", lines: tags });
    }
    sections
}

fn of_menu(ui: &Ui, menu: Menu) -> Section {
    let entries = TABLE.iter().filter(|entry| entry.menu == menu);
    let lines = entries.map(|entry| (entry.label.to_owned(), entry.command.keys(ui.ctx())));
    Section { title: menu.label(), lines: lines.collect() }
}

/// Sets the sections one after another into columns of about the same height.
fn columns_ui(ui: &mut Ui, theme: &Theme, sections: &[Section]) {
    let room = ui.available_width();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between one and three"
    )]
    let columns = ((room / COLUMN) as usize).clamp(1, 3);
    #[expect(clippy::cast_precision_loss, reason = "between one and three")]
    let width = (room - GAP * (columns - 1) as f32) / columns as f32;
    let mut rest = sections;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for column in 0..columns {
            let total: usize = rest.iter().map(height).sum();
            let share = total.div_ceil(columns - column);
            let mut taken = 0;
            let mut lines = 0;
            // A section goes where the larger part of it fits.
            while let Some(section) = rest.get(taken)
                && (lines + height(section) / 2 < share || taken == 0)
            {
                lines += height(section);
                taken += 1;
            }
            let (here, others) =
                rest.split_at(if column + 1 == columns { rest.len() } else { taken });
            rest = others;
            cell(ui, width, |ui| {
                for section in here {
                    section_ui(ui, theme, section);
                }
            });
        }
    });
}

fn height(section: &Section) -> usize {
    section.lines.len() + 2
}

fn section_ui(ui: &mut Ui, theme: &Theme, section: &Section) {
    ui.spacing_mut().item_spacing = vec2(6.0, 1.0);
    ui.add_space(8.0);
    ui.label(RichText::new(section.title).font(font::small_semibold()).color(theme.dim));
    ui.add_space(2.0);
    for (what, keys) in &section.lines {
        line_ui(ui, theme, what, keys);
    }
    ui.add_space(6.0);
}

fn line_ui(ui: &mut Ui, theme: &Theme, what: &str, keys: &str) {
    let right = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 21.0), right, |ui| {
        if !keys.is_empty() {
            key_cap_ui(ui, keys);
        }
        let room = ui.available_size();
        let (rect, response) = ui.allocate_exact_size(room, egui::Sense::hover());
        let name = if keys.is_empty() { what.to_owned() } else { format!("{what}: {keys}") };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        let text = one_line(ui, what, font::ui(), theme.ink, rect.width());
        paint_line(ui, text, rect.left(), rect.center().y);
    });
}
