//! Remove an article with all that was said about it?

use egui::Ui;

use super::frame::{DialogBox, buttons_ui, text_ui};
use crate::{
    app::{
        action::Action,
        scene::Scene,
        widgets::{button, danger_button},
    },
    model::{Article, ArticleId, Project, edit::compose},
    review::count,
};

/// Asks whether to remove an article.
pub fn remove_article_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    id: &ArticleId,
    actions: &mut Vec<Action>,
) {
    let Some(project) = scene.project() else { return };
    let Some(article) = project.article(id) else { return };
    DialogBox::new(format!("Remove “{}”?", article.title), 440.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        text_ui(ui, text(project, article));
        buttons_ui(ui, |ui| {
            if danger_button(ui, "Remove").clicked() || is_enter {
                let edit = compose::remove_article(project, id);
                actions.push(Action::close_dialog());
                actions.push(Action::change("remove article", edit));
            }
            if button(ui, "Cancel").clicked() {
                actions.push(Action::close_dialog());
            }
        });
    });
}

fn text(project: &Project, article: &Article) -> String {
    let layers = || project.layers_of(&article.id).filter(|layer| !layer.is_blank());
    let spans: usize = layers().map(|layer| layer.span_count()).sum();
    let links: usize = layers().map(|layer| layer.link_count()).sum();
    let back = "Undo brings all of it back.";
    match layers().count() {
        0 => format!("Nobody has marked anything in it. {back}"),
        people => format!(
            "{} and {} by {} go with it. {back}",
            count(spans, "span"),
            count(links, "link"),
            count(people, "analyst")
        ),
    }
}
