//! Which tags, analysts and articles: chips and lists to choose from, where spans are filtered.

use egui::Ui;

use super::{
    theme::Theme,
    widgets::{ComboLook, ComboText, chip, combo, option_row},
};
use crate::{
    model::{AnalystId, ArticleId, Project, TagId},
    review::shortened,
};

/// More tags than these stand in a list in place of a chip each.
const CHIPS: usize = 8;

/// So many characters of an article's title are shown.
const TITLE: usize = 24;

/// Shows the project's tags; none chosen means all.
pub fn which_tags_ui(ui: &mut Ui, theme: &Theme, project: &Project, chosen: &mut Vec<TagId>) {
    let tags = project.codebook().tags_in_order();
    if tags.len() <= CHIPS {
        for tag in tags {
            let is_on = chosen.contains(&tag.id);
            if chip(ui, &tag.name, Some(theme.tag(tag)), is_on).clicked() {
                toggle(chosen, &tag.id);
            }
        }
        return;
    }
    let names = tags.iter().filter(|tag| chosen.contains(&tag.id));
    let names: Vec<&str> = names.map(|tag| tag.name.as_str()).collect();
    let value = if names.is_empty() { "All tags".to_owned() } else { names.join(", ") };
    let text = ComboText { name: "Tags", value: &value, swatch: None };
    combo(ui, ComboLook::Pill, text, |ui| {
        for tag in tags {
            let is_on = chosen.contains(&tag.id);
            if option_row(ui, &tag.name, Some(theme.tag(tag)), "", is_on).clicked() {
                toggle(chosen, &tag.id);
            }
        }
    });
}

/// Shows the choice of an analyst where there are several; none chosen means all.
pub fn which_analyst_ui(ui: &mut Ui, project: &Project, chosen: &mut Vec<AnalystId>) {
    if project.analysts().len() < 2 {
        return;
    }
    let value = chosen.first().map_or("All analysts", |id| project.analyst_name(id));
    let text = ComboText { name: "Analyst", value, swatch: None };
    let picked = one_of_ui(ui, text, chosen, "All analysts", || {
        project.analysts().values().map(|one| (&one.id, one.name.as_str())).collect()
    });
    if let Some(picked) = picked {
        *chosen = picked;
    }
}

/// Shows the choice of an article where there are several; none chosen means all.
pub fn which_article_ui(ui: &mut Ui, project: &Project, chosen: &mut Vec<ArticleId>) {
    if project.articles().len() < 2 {
        return;
    }
    let value = chosen.first().and_then(|id| project.article(id));
    let value = value.map_or("All articles", |article| article.title.as_str());
    let short = shortened(&[value], TITLE);
    let text = ComboText { name: "Article", value: &short, swatch: None };
    let picked = one_of_ui(ui, text, chosen, "All articles", || {
        let articles = project.articles_in_order();
        articles.into_iter().map(|one| (&one.id, one.title.as_str())).collect()
    });
    if let Some(picked) = picked {
        *chosen = picked;
    }
}

/// Shows a choice of one or all and returns what was picked; the list is asked for once it is open.
fn one_of_ui<'a, Id: Clone + PartialEq + 'a>(
    ui: &mut Ui,
    text: ComboText<'_>,
    chosen: &[Id],
    all: &str,
    list: impl FnOnce() -> Vec<(&'a Id, &'a str)>,
) -> Option<Vec<Id>> {
    let mut picked = None;
    combo(ui, ComboLook::Pill, text, |ui| {
        if option_row(ui, all, None, "", chosen.is_empty()).clicked() {
            picked = Some(Vec::new());
        }
        for (id, label) in list() {
            if option_row(ui, label, None, "", chosen.contains(id)).clicked() {
                picked = Some(vec![id.clone()]);
            }
        }
    });
    picked
}

fn toggle<Id: Clone + PartialEq>(chosen: &mut Vec<Id>, id: &Id) {
    if chosen.contains(id) {
        chosen.retain(|one| one != id);
    } else {
        chosen.push(id.clone());
    }
}
