//! About the project: its title, where it is kept, how much is in it.

use egui::{Grid, Label, RichText, Ui};

use super::{
    frame::{DialogBox, buttons_ui},
    pen::{FirstField, Pen, name},
};
use crate::{
    app::{
        action::Action,
        desk::Open,
        dialog::Draft,
        memo,
        scene::Scene,
        theme::{Theme, font},
        widgets::primary_button,
    },
    model::edit::Edit,
    review::count,
};

/// Shows what is known about the project; its title can be changed.
pub fn project_ui(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Draft, actions: &mut Vec<Action>) {
    let Some(open) = scene.open else { return };
    let shown = DialogBox::new("About this project", 480.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        let (project, revision, theme) = (&open.project, open.revision, &scene.theme);
        let first = if moment.is_first { FirstField::Takes } else { FirstField::Waits };
        let mut pen = Pen { project, revision, theme, draft, actions, first };
        if let Some(title) = pen.line(ui, "Title", project.title(), name) {
            pen.write("rename project", "project title", Edit::Title(title));
        }
        ui.add_space(8.0);
        facts_ui(ui, theme, open);
        buttons_ui(ui, |ui| primary_button(ui, "Close").clicked() || is_enter)
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn facts_ui(ui: &mut Ui, theme: &Theme, open: &Open) {
    let folder = open.path().map_or_else(
        || "Nowhere yet: it has not been saved".to_owned(),
        |path| path.display().to_string(),
    );
    let created = open.project.created().to_utc().with_timezone(&chrono::Local);
    let facts = [
        ("Folder", folder),
        ("Begun", created.format("%-d %B %Y, %H:%M").to_string()),
        ("In it", contents(ui, open)),
    ];
    Grid::new("about project").num_columns(2).min_row_height(0.0).spacing([18.0, 7.0]).show(
        ui,
        |ui| {
            for (name, value) in facts {
                ui.label(RichText::new(name).font(font::small()).color(theme.dim));
                let value = RichText::new(value).font(font::ui()).color(theme.ink);
                ui.add(Label::new(value).wrap().selectable(true));
                ui.end_row();
            }
        },
    );
}

fn contents(ui: &Ui, open: &Open) -> String {
    memo::kept(ui.ctx(), "contents of the project", open.revision, || {
        let spans: usize = open.project.layers().map(|layer| layer.span_count()).sum();
        let links: usize = open.project.layers().map(|layer| layer.link_count()).sum();
        let articles = count(open.project.articles().len(), "article");
        format!("{articles}, {}, {}", count(spans, "span"), count(links, "link"))
    })
}
