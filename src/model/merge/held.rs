//! A project without the changes to some of its parts, so that what is left stands by itself.

use std::sync::Arc;

use super::{needs::Missing, revived};
use crate::model::{ArticleId, Changes, Layer, LayerId, Project};

/// Returns a project in which these parts are as they were in `saved`; so is whatever can't be without
/// their changes, and what they need is there. Parts that are in neither are none.
pub fn holding_back(project: &Project, saved: &Project, parts: &Changes) -> Project {
    let mut held = shared_held(project, saved, parts);
    for id in parts.articles.iter().chain(&parts.articles_gone) {
        hold_article(&mut held, saved, id);
    }
    for id in parts.layers.iter().chain(&parts.layers_gone) {
        hold_layer(&mut held, saved, id);
    }
    // Each turn holds something back, or is the last.
    loop {
        if let Some(whole) = revived(&held, saved) {
            held = whole;
        }
        let changes = held.changes_since(saved);
        let articles: Vec<_> =
            changes.articles.iter().filter(|id| lacks_labels(&held, project, id)).collect();
        let layers: Vec<_> = changes.layers.iter().filter(|id| lacks(&held, project, id)).collect();
        if articles.is_empty() && layers.is_empty() {
            return held;
        }
        for id in articles {
            hold_article(&mut held, saved, id);
        }
        for id in layers {
            hold_layer(&mut held, saved, id);
        }
    }
}

fn shared_held(project: &Project, saved: &Project, parts: &Changes) -> Project {
    let mut held = project.clone();
    if parts.header {
        held = held.with_header(saved);
    }
    if parts.codebook {
        held.codebook = Arc::clone(&saved.codebook);
    }
    if parts.cards {
        held.cards = Arc::clone(&saved.cards);
        held.cards_unknown.clone_from(&saved.cards_unknown);
    }
    if parts.analysts {
        held.analysts = Arc::clone(&saved.analysts);
        held.analysts_unknown.clone_from(&saved.analysts_unknown);
    }
    held
}

fn hold_article(held: &mut Project, saved: &Project, id: &ArticleId) {
    match saved.articles.get(id) {
        Some(article) => _ = held.articles.insert(id.clone(), Arc::clone(article)),
        None => _ = held.articles.remove(id),
    }
}

fn hold_layer(held: &mut Project, saved: &Project, id: &LayerId) {
    match saved.layers.get(id) {
        Some(layer) => _ = held.layers.insert(id.clone(), Arc::clone(layer)),
        None => _ = held.layers.remove(id),
    }
}

/// Does an article need what it has in `project` and not here?
fn lacks_labels(held: &Project, project: &Project, id: &ArticleId) -> bool {
    let of = |one: &Project| one.article(id).map(|article| Missing::in_labels(one, article));
    of(held) != of(project)
}

/// Does a layer need what it has in `project` and not here?
fn lacks(held: &Project, project: &Project, id: &LayerId) -> bool {
    let Some(layer) = held.layer(id) else { return false };
    text(held, layer) != text(project, layer)
        || Missing::in_layer(held, layer) != Missing::in_layer(project, layer)
}

fn text<'a>(project: &'a Project, layer: &Layer) -> Option<&'a str> {
    Some(project.article(&layer.id.article)?.version(layer.version)?.text.as_str())
}
