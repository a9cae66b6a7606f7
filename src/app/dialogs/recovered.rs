//! What a crash had left and the journal brought back: keep it?

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::frame::{DialogBox, room, text_ui};
use crate::{
    app::{
        action::{Action, FileAction},
        scene::Scene,
        theme::{Theme, font},
        widgets::{danger_button, primary_button},
    },
    model::Time,
    review::count,
    store::journal::Recovered,
};

/// How many of the changes are listed one by one: the latest.
const LISTED: usize = 200;

/// Shows what was recovered, and asks whether to keep it.
pub fn recovered_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let recovered = scene.open.and_then(|open| open.keeping.recovered.as_deref());
    let Some(recovered) = recovered else {
        return actions.push(Action::close_dialog());
    };
    let shown = DialogBox::new(title(recovered), 520.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(
            ui,
            "Postil ended before these were saved. They are in the project again, and you can undo \
             them one by one",
        );
        let rest = 190.0;
        ScrollArea::vertical().max_height(room(ui, rest).min(320.0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            changes_ui(ui, &scene.theme, recovered);
        });
        for refused in &recovered.refused {
            ui.label(RichText::new(refused).font(font::ui()).color(scene.theme.error));
        }
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            if danger_button(ui, "Discard").clicked() {
                actions.push(Action::File(FileAction::DiscardRecovered));
            }
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                primary_button(ui, "Keep").clicked() || is_enter
            })
            .inner
        })
        .inner
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn title(recovered: &Recovered) -> String {
    let changes = count(recovered.changes.len(), "change");
    match recovered.since() {
        Some(since) => format!("Recovered {changes} since {}", clock(since)),
        None => "Some changes could not be recovered".to_owned(),
    }
}

/// Returns a time of day; with the date where that is another day than today.
fn clock(time: Time) -> String {
    let local = time.to_utc().with_timezone(&chrono::Local);
    let is_today = local.date_naive() == chrono::Local::now().date_naive();
    let format = if is_today { "%H:%M" } else { "%-d %B, %H:%M" };
    local.format(format).to_string()
}

/// Lists the changes, the latest first; those with the same label in a row as one.
fn changes_ui(ui: &mut Ui, theme: &Theme, recovered: &Recovered) {
    let mut rows: Vec<(Time, &str, usize)> = Vec::new();
    for change in recovered.changes.iter().rev() {
        match rows.last_mut() {
            Some((_, label, number)) if *label == change.label => *number += 1,
            _ => rows.push((change.time, &change.label, 1)),
        }
    }
    let more = rows.len().saturating_sub(LISTED);
    for (time, label, number) in rows.into_iter().take(LISTED) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let clock = time.to_utc().with_timezone(&chrono::Local).format("%H:%M:%S").to_string();
            ui.label(RichText::new(clock).font(font::small()).color(theme.dim));
            let times = if number > 1 { format!(" · {number} times") } else { String::new() };
            ui.label(RichText::new(format!("{label}{times}")).font(font::ui()).color(theme.ink));
        });
    }
    if more > 0 {
        let text = format!("and {more} before");
        ui.label(RichText::new(text).font(font::small()).color(theme.dim));
    }
}
