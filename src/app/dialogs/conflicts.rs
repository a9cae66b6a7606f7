//! What was changed on two sides: yours and theirs side by side, to decide.

use egui::{Align, Frame, Key, Label, Layout, Margin, Modifiers, RichText, ScrollArea, Ui, vec2};

use super::frame::{DialogBox, nothing_ui, room, text_ui};
use crate::app::{
    action::{Action, CareAction, Decision},
    conflicts::Conflict,
    scene::Scene,
    theme::{Theme, font, radius},
    widgets::{button, button_with_key, paint_swatch, primary_button},
};

const WIDTH: f32 = 680.0;
/// More than these are shown when some of them are decided.
const SHOWN: usize = 200;
/// Between the two sides.
const GAP: f32 = 20.0;
/// So many characters of a value are shown; the rest when the pointer is on it.
const VALUE: usize = 400;

/// Shows all conflicts; `row` is the one that the keys are about.
pub fn conflicts_ui(ui: &mut Ui, scene: &Scene<'_>, row: &mut usize, actions: &mut Vec<Action>) {
    let Some(open) = scene.open else { return actions.push(Action::close_dialog()) };
    let all = Conflict::all(open, &scene.theme);
    let own = all.iter().filter(|one| one.is_own).count();
    let shown = DialogBox::new("Conflicts", WIDTH).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        if all.is_empty() {
            let text = "Nothing was changed on two sides in different ways";
            nothing_ui(ui, &scene.theme, "No conflicts", text);
        } else {
            text_ui(
                ui,
                "Here and elsewhere, the same thing was changed in different ways. Yours stands until \
                 you decide",
            );
            let is_moved = keys(ui, &all, row, actions);
            ScrollArea::vertical().max_height(room(ui, 150.0)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 4.0;
                for (number, conflict) in all.iter().take(SHOWN).enumerate() {
                    let is_current = number == *row && conflict.is_own;
                    let rect = conflict_ui(ui, &scene.theme, conflict, is_current, actions);
                    if is_current && is_moved {
                        ui.scroll_to_rect(rect, None);
                    }
                }
                let more = all.len().saturating_sub(SHOWN);
                if more > 0 {
                    text_ui(ui, format!("and {more} more"));
                }
            });
        }
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            if own > 1 && button(ui, "Keep all mine").clicked() {
                actions.push(Action::Care(CareAction::KeepAllOurs));
            }
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                primary_button(ui, "Close").clicked() || is_enter
            })
            .inner
        })
        .inner
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

/// Takes the keys of the dialog; returns whether another row is the current one now.
fn keys(ui: &Ui, all: &[Conflict], row: &mut usize, actions: &mut Vec<Action>) -> bool {
    let own = all.iter().filter(|one| one.is_own).count();
    let last = own.saturating_sub(1);
    *row = (*row).min(last);
    let pressed = |key| ui.ctx().input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let before = *row;
    if pressed(Key::ArrowDown) {
        *row = (*row + 1).min(last);
    }
    if pressed(Key::ArrowUp) {
        *row = row.saturating_sub(1);
    }
    let decision = match (pressed(Key::M), pressed(Key::T)) {
        (true, _) => Some(Decision::Ours),
        (_, true) => Some(Decision::Theirs),
        _ => None,
    };
    if let (Some(decision), Some(conflict)) = (decision, all.get(*row).filter(|one| one.is_own)) {
        actions.push(decide(conflict, decision));
    }
    *row != before
}

fn decide(conflict: &Conflict, decision: Decision) -> Action {
    Action::Care(CareAction::Decide(Box::new(conflict.open.clone()), decision))
}

fn conflict_ui(
    ui: &mut Ui,
    theme: &Theme,
    conflict: &Conflict,
    is_current: bool,
    actions: &mut Vec<Action>,
) -> egui::Rect {
    let fill = if is_current { theme.selected } else { egui::Color32::TRANSPARENT };
    let frame = Frame::NONE.fill(fill).corner_radius(radius::CARD).inner_margin(Margin {
        left: 10,
        right: 10,
        top: 8,
        bottom: 10,
    });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        head_ui(ui, theme, conflict);
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.x = GAP;
        ui.columns(2, |columns| {
            let when = conflict.open.conflict.time.to_utc().with_timezone(&chrono::Local);
            let found = format!("found {}", when.format("%-d %B %Y, %H:%M"));
            let key = |key: &'static str| if is_current { key } else { "" };
            let mine = Side { name: "Yours", when: "", value: &conflict.ours };
            left_ui(&mut columns[0], |ui| side_ui(ui, theme, &mine));
            let theirs = Side { name: "Theirs", when: &found, value: &conflict.theirs };
            left_ui(&mut columns[1], |ui| side_ui(ui, theme, &theirs));
            if !conflict.is_own {
                return;
            }
            let what = format!("{} of {}", conflict.field, conflict.subject);
            if answer_ui(&mut columns[0], "Keep mine", key("M"), &what) {
                actions.push(decide(conflict, Decision::Ours));
            }
            columns[1].add_enabled_ui(conflict.is_there, |ui| {
                if answer_ui(ui, "Take theirs", key("T"), &what) {
                    actions.push(decide(conflict, Decision::Theirs));
                }
            });
        });
    });
    shown.response.rect
}

/// Sets texts from the left: columns spread their words over the whole line.
fn left_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.with_layout(Layout::top_down(Align::Min), add);
}

/// Says what the conflict is about.
fn head_ui(ui: &mut Ui, theme: &Theme, conflict: &Conflict) {
    let ink = if conflict.is_own { theme.ink } else { theme.dim };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        if let Some(color) = conflict.color {
            let (rect, _) = ui.allocate_exact_size(vec2(11.0, 14.0), egui::Sense::empty());
            paint_swatch(ui, rect.center(), color);
        }
        let subject = RichText::new(&conflict.subject).font(font::ui_semibold()).color(ink);
        ui.add(Label::new(subject).truncate());
    });
    let mut about = upper(&conflict.field);
    if !conflict.place.is_empty() {
        about = format!("{about} · {}", conflict.place);
    }
    if !conflict.is_own {
        about.push_str(" · theirs to decide");
    }
    let about = RichText::new(about).font(font::small()).color(theme.dim);
    ui.add(Label::new(about).truncate());
}

fn upper(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// One of the two values.
struct Side<'a> {
    name: &'a str,
    when: &'a str,
    value: &'a str,
}

fn side_ui(ui: &mut Ui, theme: &Theme, side: &Side<'_>) {
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(side.name).font(font::small_semibold()).color(theme.dim));
        ui.label(RichText::new(side.when).font(font::small()).color(theme.dim));
    });
    let is_long = side.value.chars().nth(VALUE).is_some();
    let short: String = side.value.chars().take(VALUE).collect();
    let text = if is_long { format!("{short}…") } else { short };
    let label = Label::new(RichText::new(text).font(font::ui()).color(theme.ink)).wrap();
    let shown = ui.add(label);
    if is_long {
        shown.on_hover_text(side.value);
    }
    ui.add_space(4.0);
}

fn answer_ui(ui: &mut Ui, label: &str, key: &str, what: &str) -> bool {
    let shown = button_with_key(ui, label, key);
    let name = format!("{label}: {what}");
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_label(name));
    shown.clicked()
}
