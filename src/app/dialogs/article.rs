//! About an article: title, facts, note, where its text came from, how far each analyst is.

use egui::{Align, Id, Layout, RichText, ScrollArea, Ui};

use super::{
    frame::{DialogBox, buttons_ui, room},
    pen::{FirstField, Pen, middle_cell, name},
    source::source_ui,
    versions::versions_ui,
};
use crate::{
    app::{
        action::Action,
        dialog::ArticleDialog,
        icons,
        open::Open,
        scene::Scene,
        theme::{Theme, font},
        widgets::{button, field, icon_button, primary_button},
    },
    articles::TITLE,
    jobs::BY_HAND,
    model::{
        Article, Fact, Status, Unknown, Version,
        edit::{ArticleEdit, ArticleField, Edit},
    },
    review::count,
    text::{self, harmless},
};

pub(super) const GAP: f32 = 8.0;
const SCROLL_BAR: f32 = 10.0;
pub(super) const NAME: f32 = 108.0;
const FROM: f32 = 128.0;

/// Shows what is known about an article.
pub fn article_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut ArticleDialog,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    let (project, revision) = (&open.project, open.revision);
    let Some(article) = project.article(&dialog.article) else { return };
    DialogBox::new("About this article", 640.0).show(ui, |ui, moment| {
        ScrollArea::vertical().max_height(room(ui, 96.0)).show(ui, |ui| {
            ui.set_width(ui.available_width() - SCROLL_BAR);
            let ArticleDialog { draft, fact_name, fact_value, .. } = dialog;
            let first = if moment.is_first { FirstField::Takes } else { FirstField::Waits };
            let mut pen = Pen { project, revision, theme: &scene.theme, draft, actions, first };
            if let Some(title) = pen.line(ui, "Title", &article.title, name) {
                set(&mut pen, article, "rename article", "title", ArticleField::Title(title));
            }
            title_from_ui(ui, &scene.theme, article);
            heading_ui(ui, &scene.theme, "Facts");
            facts_ui(ui, &mut pen, article);
            new_fact_ui(ui, &mut pen, article, fact_name, fact_value);
            ui.add_space(6.0);
            if let Some(note) = pen.text(ui, "Note", &article.note, 3) {
                set(&mut pen, article, "article note", "note", ArticleField::Note(note));
            }
            heading_ui(ui, &scene.theme, "Text");
            if let Some(version) = article.newest() {
                ui.scope(|ui| source_ui(ui, scene, article, version, pen.actions));
            }
            if article.versions.len() > 1 {
                heading_ui(ui, &scene.theme, "Versions");
                versions_ui(ui, scene, article, pen.actions);
            }
            if !project.analysts().is_empty() {
                heading_ui(ui, &scene.theme, "Analysts");
                analysts_ui(ui, &scene.theme, open, article);
            }
        });
        buttons_ui(ui, |ui| {
            // In line with the fields, which leave room for the scroll bar.
            ui.add_space(SCROLL_BAR);
            if primary_button(ui, "Done").clicked() {
                actions.push(Action::close_dialog());
            }
        });
    });
}

fn set(pen: &mut Pen<'_>, article: &Article, label: &str, field: &str, value: ArticleField) {
    let key = format!("article {} {field}", article.id);
    pen.write(label, &key, Edit::Article(ArticleEdit::Set(article.id.clone(), value)));
}

fn heading_ui(ui: &mut Ui, theme: &Theme, title: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(title).font(font::small_semibold()).color(theme.dim));
}

/// Says where the title was found, and what the file has if somebody has called the article otherwise.
fn title_from_ui(ui: &mut Ui, theme: &Theme, article: &Article) {
    let Some(found) = article.facts.iter().find(|fact| fact.name == TITLE) else { return };
    let from = if found.value == article.title {
        format!("found in {}", found.from)
    } else {
        format!("typed by hand; “{}” was found in {}", harmless(&found.value), found.from)
    };
    let from = RichText::new(from).font(font::small()).color(theme.dim);
    ui.add(egui::Label::new(from).truncate());
}

fn facts_ui(ui: &mut Ui, pen: &mut Pen<'_>, article: &Article) {
    let shown = article.facts.iter().enumerate().filter(|(_, fact)| fact.name != TITLE);
    for (number, fact) in shown {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let value_width = ui.available_width() - NAME - FROM - 26.0 - 3.0 * GAP;
            middle_cell(ui, NAME, |ui| {
                ui.add(egui::Label::new(&fact.name).truncate());
            });
            let typed = middle_cell(ui, value_width, |ui| {
                let add = |ui: &mut Ui, text: &mut String| field(ui, &fact.name, "", text);
                let trim = |text: &str| Ok(text.trim().to_owned());
                pen.drafted(ui, &format!("fact {}", fact.name), &fact.value, add, trim)
            });
            middle_cell(ui, FROM, |ui| {
                let from = match fact.from.as_str() {
                    "" => String::new(),
                    BY_HAND => "typed by hand".to_owned(),
                    from => format!("found in {from}"),
                };
                let from = RichText::new(from).font(font::small()).color(pen.theme.dim);
                ui.add(egui::Label::new(from).truncate());
            });
            let mut facts = article.facts.clone();
            if let Some(value) = typed {
                facts[number].value = value;
                BY_HAND.clone_into(&mut facts[number].from);
                set(pen, article, "fact", &fact.name, ArticleField::Facts(facts));
            } else if icon_button(ui, icons::X, &format!("Remove {}", fact.name)).clicked() {
                facts.remove(number);
                let edit = ArticleEdit::Set(article.id.clone(), ArticleField::Facts(facts));
                pen.change("remove fact", Edit::Article(edit));
            }
        });
    }
}

fn new_fact_ui(
    ui: &mut Ui,
    pen: &mut Pen<'_>,
    article: &Article,
    fact_name: &mut String,
    fact_value: &mut String,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        let value_width = ui.available_width() - NAME - FROM - 26.0 - 3.0 * GAP;
        middle_cell(ui, NAME, |ui| field(ui, "New fact", "name", fact_name));
        middle_cell(ui, value_width, |ui| field(ui, "Its value", "", fact_value));
        let name = fact_name.trim();
        let is_known = article.facts.iter().any(|fact| fact.name == name);
        let is_whole = !name.is_empty() && !fact_value.trim().is_empty() && !is_known;
        if ui.add_enabled_ui(is_whole, |ui| button(ui, "Add fact")).inner.clicked() {
            let mut facts = article.facts.clone();
            facts.push(Fact {
                name: name.to_owned(),
                value: fact_value.trim().to_owned(),
                from: BY_HAND.to_owned(),
                unknown: Unknown::default(),
            });
            facts.sort_by(|a, b| a.name.cmp(&b.name));
            let edit = ArticleEdit::Set(article.id.clone(), ArticleField::Facts(facts));
            pen.change("add fact", Edit::Article(edit));
            fact_name.clear();
            fact_value.clear();
        }
    });
}

/// Counts the words, once a text.
pub fn words(ui: &Ui, version: &Version) -> usize {
    let key = Id::unique(("words", &version.hash));
    if let Some(words) = ui.data(|data| data.get_temp(key)) {
        return words;
    }
    let words = text::words(version.text.as_str());
    ui.data_mut(|data| data.insert_temp(key, words));
    words
}

fn analysts_ui(ui: &mut Ui, theme: &Theme, open: &Open, article: &Article) {
    let project = &open.project;
    for analyst in project.analysts().values() {
        let is_unreadable = open.unreadable(&article.id).any(|one| *one == analyst.id);
        let layer = project.layers_of(&article.id).find(|layer| layer.id.analyst == analyst.id);
        let none = if is_unreadable { "can’t be read" } else { "not begun" };
        let status = layer.map_or(none.to_owned(), |layer| {
            let status = match &layer.status {
                Some(Status::Done) => "done",
                Some(Status::Other(status)) => status.as_str(),
                Some(Status::InProgress) | None => "in progress",
            };
            let spans = count(layer.span_count(), "span");
            format!("{status} · {spans} · {}", count(layer.link_count(), "link"))
        });
        ui.horizontal(|ui| {
            ui.label(&analyst.name);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(status).font(font::small()).color(theme.dim));
            });
        });
    }
}
