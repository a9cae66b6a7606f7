//! Layers and their spans.

use std::collections::{HashMap, hash_map::Entry};

use super::{
    finding::{Findings, layer_path},
    links,
};
use crate::{
    model::{Layer, LayerId, LinkId, Place, Project, Span, SpanId, edit::compose},
    text::{self, Text},
};

/// So many characters of a span's words are in a message.
const SHOWN: usize = 60;

/// Where each id was met first.
#[derive(Default)]
struct Met<'a> {
    spans: HashMap<&'a SpanId, &'a LayerId>,
    links: HashMap<&'a LinkId, &'a LayerId>,
}

pub(super) fn check(project: &Project, findings: &mut Findings) {
    let mut met = Met::default();
    for layer in project.layers() {
        let path = layer_path(&layer.id);
        let Some(text) = check_layer(project, layer, &path, findings) else { continue };
        for span in layer.spans() {
            check_span(project, span, text, &path, findings);
            if let Some(first) = met_before(met.spans.entry(&span.id), &layer.id) {
                findings.push(&path, &span.id, same_id("span", first));
            }
        }
        for link in layer.links() {
            links::check(project, layer, link, &path, findings);
            if let Some(first) = met_before(met.links.entry(&link.id), &layer.id) {
                findings.push(&path, &link.id, same_id("link", first));
            }
        }
    }
}

fn met_before<'a, K>(entry: Entry<'_, K, &'a LayerId>, here: &'a LayerId) -> Option<&'a LayerId> {
    match entry {
        Entry::Occupied(first) => Some(*first.get()),
        Entry::Vacant(free) => {
            free.insert(here);
            None
        }
    }
}

fn same_id(noun: &str, first: &LayerId) -> String {
    format!("A {noun} of {} has the same id", layer_path(first))
}

/// Returns the text that the layer is about, if it is there.
fn check_layer<'a>(
    project: &'a Project,
    layer: &Layer,
    path: &str,
    findings: &mut Findings,
) -> Option<&'a Text> {
    let LayerId { article: article_id, analyst } = &layer.id;
    if !project.analysts().contains_key(analyst) {
        findings.push(path, analyst, "There is no such analyst in analysts.ron");
    }
    let Some(article) = project.article(article_id) else {
        findings.push(path, article_id, "There is no such article");
        return None;
    };
    let version = article.version(layer.version);
    if version.is_none() {
        let message = format!("The article has no version {}", layer.version);
        findings.push(path, article_id, message);
    }
    version.map(|version| &version.text)
}

fn check_span(project: &Project, span: &Span, text: &Text, path: &str, findings: &mut Findings) {
    let id = &span.id;
    match &span.place {
        Place::At(fragments) if !fragments.are_in(text) => {
            findings.push(path, id, "It lies outside the text, or cuts a character");
        }
        Place::At(_) => {}
        Place::Adrift(anchor) => {
            let words = anchor.texts.join(" ");
            let words = text::shortened(&words, SHOWN);
            let what = if compose::proposed(span, text).is_some() {
                "Waits for a yes: a new place is proposed"
            } else if span.is_orphan() {
                "Its text is not found again for certain"
            } else {
                "Its text is not at its position"
            };
            findings.push(path, id, format!("{what}: {}", text::quoted(&words)));
        }
    }
    if !project.codebook().tags.contains_key(&span.tag) {
        findings.push(path, id, format!("There is no tag `{}` in the codebook", span.tag));
    }
    if let Some(card) = &span.card
        && !project.cards().contains_key(card)
    {
        findings.push(path, id, format!("There is no actor card `{card}`"));
    }
    findings.push_attributes(path, id, project.codebook(), &span.attributes);
}
