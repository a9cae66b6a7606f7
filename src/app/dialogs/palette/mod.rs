//! The palette: commands, articles and spans by a few letters.

mod row;
mod search;

use std::sync::Arc;

use egui::{
    Align2, Frame, Id, Key, Margin, Modifiers, Response, RichText, ScrollArea, TextEdit, Ui, vec2,
};

use self::search::{Group, Hit, Row};
use super::frame::{DialogBox, room};
use crate::app::{
    action::{Action, ViewAction},
    command::Command,
    icons,
    scene::Scene,
    theme::{Theme, font, space},
    widgets::key_cap_ui,
};

const WIDTH: f32 = 560.0;
/// How many rows are seen at once.
const ROWS: f32 = 12.0;
/// Where egui keeps what was found.
const KEPT: &str = "palette";

/// Shows the palette.
pub fn palette_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    query: &mut String,
    row: &mut usize,
    actions: &mut Vec<Action>,
) {
    let top = vec2(0.0, space::TOP_BAR + 12.0);
    let area = |area: egui::Area| area.anchor(Align2::CENTER_TOP, top);
    let dialog = DialogBox::new(Command::Palette.label(), WIDTH).bare(area);
    let shown = dialog.show(ui, |ui, moment| {
        if moment.is_first {
            // What can be run may have changed since the palette was last open.
            ui.data_mut(|data| data.remove::<Kept>(Id::unique(KEPT)));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut groups = found(ui, scene, query);
        let before = *row;
        let is_run = take_keys(ui, &groups, row);
        let field = query_ui(ui, &scene.theme, query);
        field.request_focus();
        if field.changed() {
            *row = 0;
            groups = found(ui, scene, query);
        }
        let follows = *row != before || field.changed();
        let clicked = groups_ui(ui, scene, &groups, *row, follows);
        hint_ui(ui, &scene.theme);
        let current = is_run.then(|| rows(&groups).nth(*row)).flatten();
        clicked.or_else(|| current.map(|row| row.hit.clone()))
    });
    if let Some(hit) = shown.inner {
        actions.push(Action::close_dialog());
        actions.push(match hit {
            Hit::Command(command) => Action::Run(command),
            Hit::Article(article) => Action::View(ViewAction::Article(article)),
            Hit::Span(span, _) => Action::View(ViewAction::Jump(span)),
            Hit::Part(thousandths) => Action::View(ViewAction::Part(thousandths)),
        });
    } else if shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn rows(groups: &[Group]) -> impl Iterator<Item = &Row> {
    groups.iter().flat_map(|group| &group.rows)
}

/// What was found, with what it was found for.
#[derive(Clone)]
struct Kept {
    key: (String, u64, usize, bool),
    groups: Arc<Vec<Group>>,
}

/// Searches, but not again for the same query over the same project.
fn found(ui: &Ui, scene: &Scene<'_>, query: &str) -> Arc<Vec<Group>> {
    let id = Id::unique(KEPT);
    let state = scene.open.map_or((0, 0, false), |open| {
        (open.revision, open.project.articles().len(), open.is_partial)
    });
    let key = (query.to_owned(), state.0, state.1, state.2);
    let kept: Option<Kept> = ui.data(|data| data.get_temp(id));
    if let Some(kept) = kept.filter(|kept| kept.key == key) {
        return kept.groups;
    }
    let groups = Arc::new(search::search(scene, query));
    ui.data_mut(|data| data.insert_temp(id, Kept { key, groups: Arc::clone(&groups) }));
    groups
}

/// Moves the row by the arrows; says whether Enter was pressed.
fn take_keys(ui: &Ui, groups: &[Group], row: &mut usize) -> bool {
    const PAGE: usize = 10;
    let last = rows(groups).count().saturating_sub(1);
    ui.input_mut(|input| {
        let mut pressed = |key: Key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) || pressed(Key::Tab) {
            *row = if *row >= last { 0 } else { *row + 1 };
        }
        if pressed(Key::ArrowUp) {
            *row = row.checked_sub(1).unwrap_or(last);
        }
        if pressed(Key::PageDown) {
            *row += PAGE;
        }
        if pressed(Key::PageUp) {
            *row = row.saturating_sub(PAGE);
        }
        *row = (*row).min(last);
        pressed(Key::Enter)
    })
}

fn query_ui(ui: &mut Ui, theme: &Theme, query: &mut String) -> Response {
    let inner = Frame::NONE.inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(icons::MAGNIFYING_GLASS).font(font::icon()).color(theme.dim));
            let edit = TextEdit::singleline(query)
                .hint_text("A command, an article, or words of a span")
                .font(font::large())
                .frame(Frame::NONE)
                .lock_focus(true)
                .align(Align2::LEFT_CENTER)
                .desired_width(f32::INFINITY);
            ui.add(edit).accessible_name("Search")
        })
    });
    let rect = inner.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom(), theme.thin());
    inner.inner.inner
}

/// Shows the rows and returns what the one stands for that was clicked.
fn groups_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    groups: &[Group],
    current: usize,
    follows: bool,
) -> Option<Hit> {
    let height = (ROWS * row::HEIGHT).min(room(ui, 120.0 + space::TOP_BAR));
    let frame = Frame::NONE.inner_margin(Margin::symmetric(8, 4));
    let shown = frame.show(ui, |ui| {
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            if groups.is_empty() {
                nothing_ui(ui, &scene.theme);
            }
            let (mut number, mut clicked) = (0, None);
            for group in groups {
                heading_ui(ui, &scene.theme, group.title);
                for row in &group.rows {
                    let shown = row::row_ui(ui, scene, row, number == current);
                    if follows && number == current {
                        // With the heading of the first group, or the row alone.
                        let above = if number == 0 { 40.0 } else { 0.0 };
                        let rect = shown.rect.expand2(vec2(0.0, above));
                        ui.scroll_to_rect(rect, None);
                    }
                    if shown.clicked() {
                        clicked = Some(row.hit.clone());
                    }
                    number += 1;
                }
            }
            clicked
        })
    });
    shown.inner.inner
}

fn heading_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        ui.add_space(10.0);
        ui.label(RichText::new(title).font(font::small()).color(theme.dim));
    });
}

fn nothing_ui(ui: &mut Ui, theme: &Theme) {
    ui.horizontal(|ui| {
        ui.set_height(56.0);
        ui.add_space(10.0);
        ui.label(RichText::new("Nothing has these letters").font(font::ui()).color(theme.dim));
    });
}

fn hint_ui(ui: &mut Ui, theme: &Theme) {
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top, theme.thin());
    Frame::NONE.inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let pairs = [
                ("@", "articles"),
                ("#", "spans"),
                ("40 %", "a place"),
                ("↑↓", "move"),
                ("Enter", "run"),
            ];
            for (key, what) in pairs {
                key_cap_ui(ui, key);
                ui.label(RichText::new(what).font(font::small()).color(theme.dim));
                ui.add_space(8.0);
            }
        });
    });
}
