//! What a row of the list says about a span.

use crate::{
    app::icons,
    model::{Layer, LayerId, Link, LinkEnd, Project, Span},
    review::first_words,
    text::Text,
};

/// So many characters of a span's words are laid out in one line.
const WORDS: usize = 160;

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The words.
    pub title: String,
    /// Tag, link, card, attributes, analyst.
    pub detail: String,
    /// For a note, for what is adrift.
    pub icons: String,
}

impl Line {
    /// Returns what a row says about a span; with its analyst's name where `is_signed`.
    pub fn of(project: &Project, layer: &Layer, span: &Span, is_signed: bool) -> Self {
        let text = text_of(project, &layer.id, layer);
        let mut parts = vec![project.codebook().tag_name(&span.tag).to_owned()];
        let mut icons = String::new();
        if span.place.fragments().is_none() {
            icons.push_str(icons::WARNING);
            parts.push("adrift".to_owned());
        }
        if !span.note.trim().is_empty() {
            icons.push_str(icons::NOTE);
        }
        if let Some(card) = span.card.as_ref().and_then(|card| project.cards().get(card)) {
            parts.push(format!("card: {}", card.name));
        }
        let link = layer.links_at(&span.id).find(|link| link.from == span.id);
        parts.extend(link.and_then(|link| link_text(project, layer, link)));
        let attributes = span.attributes.iter();
        parts.extend(attributes.map(|(_, values)| values.join(", ")));
        if is_signed {
            parts.push(project.analyst_name(&layer.id.analyst).to_owned());
        }
        Self { title: first_words(span, text, WORDS), detail: parts.join(" · "), icons }
    }
}

/// Returns the text that a layer is about.
pub fn text_of<'a>(project: &'a Project, id: &LayerId, layer: &Layer) -> Option<&'a Text> {
    Some(&project.article(&id.article)?.version(layer.version)?.text)
}

/// Returns a link as it reads from its start: `said by Lena Okafor`.
fn link_text(project: &Project, layer: &Layer, link: &Link) -> Option<String> {
    let kind = project.codebook().kind_name(&link.kind);
    if let LinkEnd::Card(card) = &link.to {
        return Some(format!("{kind} {}", project.cards().get(card)?.name));
    }
    let (id, end) = project.link_target(&layer.id, link)?;
    let text = text_of(project, &id, project.layer(&id)?);
    Some(format!("{kind} {}", first_words(end, text, 60)))
}
