//! What a crash had left and the journal brought back: keep it?

use std::{collections::BTreeSet, fmt::Write as _};

use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

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
    store::journal::{About, Change, Recovered},
    text::harmless,
};

/// How many of the changes are listed one by one: the latest.
const LISTED: usize = 200;

/// So many of the things that changes of one kind are about are named.
const NAMED: usize = 3;

/// Shows what was recovered, and asks whether to keep it.
pub fn recovered_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let recovered = scene.open.and_then(|open| open.keeping.recovered.as_deref());
    let Some(recovered) = recovered else {
        return actions.push(Action::close_dialog());
    };
    let shown = DialogBox::new(title(recovered), 520.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(ui, discarding(scene));
        let rest = 190.0;
        ScrollArea::vertical().max_height(room(ui, rest).min(320.0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            changes_ui(ui, &scene.theme, recovered);
        });
        if !recovered.taken.is_empty() {
            let text = format!("Changed elsewhere since, and taken in: {}", recovered.taken);
            ui.label(RichText::new(text).font(font::ui()).color(scene.theme.ink));
        }
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

/// Says what has become of the changes, and what letting go of them means.
fn discarding(scene: &Scene<'_>) -> &'static str {
    let is_untitled = scene.open.is_some_and(|open| open.path().is_none());
    if is_untitled {
        "Postil ended before these were saved. They are in the project again, and you can undo \
         them one by one. Discard lets go of the whole project, for good"
    } else {
        "Postil ended before these were saved. They are in the project again, and you can undo \
         them one by one. Discard goes back to what was last saved; that can be undone, too"
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

/// Lists the changes, the latest first; those of one kind in a row as one.
fn changes_ui(ui: &mut Ui, theme: &Theme, recovered: &Recovered) {
    let rows = rows(recovered.changes.iter().rev());
    let more = rows.len().saturating_sub(LISTED);
    for row in rows.iter().take(LISTED) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let local = row.time.to_utc().with_timezone(&chrono::Local);
            let clock = local.format("%H:%M:%S").to_string();
            ui.label(RichText::new(clock).font(font::small()).color(theme.dim));
            let words = RichText::new(row.words()).font(font::ui()).color(theme.ink);
            ui.add(Label::new(words).wrap());
        });
    }
    if more > 0 {
        let text = format!("and {more} before");
        ui.label(RichText::new(text).font(font::small()).color(theme.dim));
    }
}

/// Changes of one kind in a row.
struct Row<'a> {
    time: Time,
    label: &'a str,
    articles: &'a BTreeSet<String>,
    /// The first few of what they are about, each once.
    named: Vec<&'a str>,
    /// How many they are about.
    count: usize,
    /// How many changes there are.
    times: usize,
}

fn rows<'a>(changes: impl Iterator<Item = &'a Change>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    for Change { time, label, about } in changes {
        let is_alike = |row: &&mut Row<'_>| row.label == label && *row.articles == about.articles;
        if let Some(row) = rows.last_mut().filter(is_alike) {
            row.times += 1;
            row.add(about);
        } else {
            let (articles, named) = (&about.articles, Vec::new());
            let mut row = Row { time: *time, label, articles, named, count: 0, times: 1 };
            row.add(about);
            rows.push(row);
        }
    }
    rows
}

impl<'a> Row<'a> {
    /// What is named already, as the same note written twice, counts once.
    fn add(&mut self, about: &'a About) {
        let mut known = 0;
        for name in about.named.iter().map(String::as_str) {
            if self.named.contains(&name) {
                known += 1;
            } else if self.named.len() < NAMED {
                self.named.push(name);
            }
        }
        self.count += about.count.saturating_sub(known);
    }

    /// Returns what was done in one sentence: `tag Claim: “The mayor of the port…” in News of the quay`.
    fn words(&self) -> String {
        let mut words = self.label.to_owned();
        if !self.named.is_empty() {
            words.push_str(": ");
            words.push_str(&self.named.join(", "));
            let more = self.count.saturating_sub(self.named.len());
            if more > 0 {
                let _ = write!(words, " and {more} more");
            }
        }
        let mut articles = self.articles.iter();
        match (articles.next(), articles.next()) {
            (Some(one), None) => {
                let joint = if self.named.is_empty() { ":" } else { " in" };
                let _ = write!(words, "{joint} {one}");
            }
            (Some(_), Some(_)) => {
                let _ = write!(words, " in {}", count(self.articles.len(), "article"));
            }
            (None, _) => {}
        }
        if self.times > 1 && self.count <= 1 {
            let _ = write!(words, " · {} times", self.times);
        }
        harmless(&words).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(label: &str, named: &[&str], count: usize, articles: &[&str]) -> Change {
        let own = |words: &&str| (*words).to_owned();
        let named = named.iter().map(own).collect();
        let about = About { named, count, articles: articles.iter().map(own).collect() };
        Change { time: Time::default(), label: label.to_owned(), about }
    }

    #[test]
    fn changes_of_one_kind_are_one_row() {
        let (quay, tide) = (&["News of the quay"], &["Tide"]);
        let changes = [
            change("tag Claim", &["“The mayor”"], 1, quay),
            change("tag Claim", &["“At noon”"], 1, tide),
            change("tag 14 as Claim", &["“a”", "“b”", "“c”"], 14, tide),
            change("edit note", &["“a”"], 1, tide),
            change("edit note", &["“a”"], 1, tide),
            change("tag Claim", &["“c”"], 1, tide),
            change("tag Claim", &["“d”"], 1, tide),
            change("tag Claim", &["“e”"], 1, tide),
            change("tag Claim", &["“f\u{202e}”"], 1, tide),
            change("remove tag", &["“Mood”"], 3, &["A", "B"]),
            change("update article", &[], 0, tide),
            change("set up", &[], 0, &[]),
        ];
        let rows: Vec<String> = rows(changes.iter()).iter().map(Row::words).collect();
        assert_eq!(
            rows,
            [
                "tag Claim: “The mayor” in News of the quay",
                "tag Claim: “At noon” in Tide",
                "tag 14 as Claim: “a”, “b”, “c” and 11 more in Tide",
                "edit note: “a” in Tide · 2 times",
                "tag Claim: “c”, “d”, “e” and 1 more in Tide",
                "remove tag: “Mood” and 2 more in 2 articles",
                "update article: Tide",
                "set up",
            ]
        );
    }
}
