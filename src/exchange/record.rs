//! One span as exports show it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    model::{Attributes, LayerId, Link, LinkEnd, Place, Project, Span, Time},
    text::{Stretch, Text},
};

/// How many characters of context stand before and after a span.
const CONTEXT: usize = 32;

/// One span with all that exports say of it, in the order of the fields of JSON lines. Positions are
/// scalar values.
#[derive(Debug, Serialize)]
pub(super) struct Record<'a> {
    pub id: &'a str,
    pub article: &'a str,
    pub analyst: &'a str,
    pub tag: &'a str,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub fragments: Vec<(u32, u32)>,
    pub text: String,
    pub texts: Vec<&'a str>,
    pub before: &'a str,
    pub after: &'a str,
    pub note: &'a str,
    pub attributes: BTreeMap<&'a str, &'a [String]>,
    pub links: Vec<LinkRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub card: Option<&'a str>,
    pub start_utf16: Option<u32>,
    pub end_utf16: Option<u32>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub adrift: bool,
}

/// One link from a span.
#[derive(Debug, Serialize)]
pub(super) struct LinkRecord<'a> {
    pub kind: &'a str,
    pub to: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_article: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub note: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<&'a str, &'a [String]>,
}

impl<'a> Record<'a> {
    /// Gathers what there is to say of a span of `layer`.
    pub fn new(project: &'a Project, layer: &'a LayerId, span: &'a Span) -> Self {
        let place = Placed::new(text_of(project, layer), span);
        Self {
            id: span.id.as_str(),
            article: layer.article.as_str(),
            analyst: layer.analyst.as_str(),
            tag: span.tag.as_str(),
            start: place.fragments.first().map(|(start, _)| *start),
            end: place.fragments.last().map(|(_, end)| *end),
            text: place.texts.join(" "),
            fragments: place.fragments,
            texts: place.texts,
            before: place.before,
            after: place.after,
            note: &span.note,
            attributes: attributes(&span.attributes),
            links: links_from(project, layer, span).map(LinkRecord::new).collect(),
            card: span.card.as_ref().map(|card| card.as_str()),
            start_utf16: place.utf16.map(|(start, _)| start),
            end_utf16: place.utf16.map(|(_, end)| end),
            page: pages(project, layer, span),
            created: (span.created != Time::default()).then(|| span.created.to_string()),
            adrift: span.place.fragments().is_none(),
        }
    }
}

impl<'a> LinkRecord<'a> {
    fn new(link: &'a Link) -> Self {
        let (to_article, to) = match &link.to {
            LinkEnd::Span(span) => (None, span.as_str()),
            LinkEnd::SpanIn(article, span) => (Some(article.as_str()), span.as_str()),
            LinkEnd::Card(card) => (None, card.as_str()),
        };
        let (kind, note) = (link.kind.as_str(), link.note.as_str());
        Self { kind, to, to_article, note, attributes: attributes(&link.attributes) }
    }
}

/// Returns the links that start at a span, by id.
pub(super) fn links_from<'a>(
    project: &'a Project,
    layer: &LayerId,
    span: &'a Span,
) -> impl Iterator<Item = &'a Link> {
    let links = project.layer(layer).into_iter().flat_map(|layer| layer.links_at(&span.id));
    links.filter(|link| link.from == span.id)
}

/// Returns the text that a layer is about.
pub(super) fn text_of<'a>(project: &'a Project, layer: &LayerId) -> Option<&'a Text> {
    let version = project.layer(layer)?.version;
    Some(&project.article(&layer.article)?.version(version)?.text)
}

/// Returns the labels of the pages that a span is on, as the file had them.
fn pages(project: &Project, layer: &LayerId, span: &Span) -> String {
    let version =
        project.layer(layer).and_then(|one| project.article(&layer.article)?.version(one.version));
    let at = span.place.fragments().map(|fragments| fragments.extent());
    version.zip(at).map_or_else(String::new, |(version, at)| version.pages_of(at))
}

fn attributes(attributes: &Attributes) -> BTreeMap<&str, &[String]> {
    attributes.iter().map(|(id, values)| (id.as_str(), values)).collect()
}

/// Where a span is: as the text has it, or as its anchor had it if it is adrift.
#[derive(Default)]
struct Placed<'a> {
    fragments: Vec<(u32, u32)>,
    texts: Vec<&'a str>,
    before: &'a str,
    after: &'a str,
    /// Unknown for a span that is adrift: its text is not there to count in.
    utf16: Option<(u32, u32)>,
}

impl<'a> Placed<'a> {
    fn new(text: Option<&'a Text>, span: &'a Span) -> Self {
        match (&span.place, text) {
            (Place::Adrift(anchor), _) => Self {
                fragments: anchor.at.iter().map(|(start, end)| (start.0, end.0)).collect(),
                texts: anchor.texts.iter().map(String::as_str).collect(),
                before: &anchor.before,
                after: &anchor.after,
                utf16: None,
            },
            (Place::At(fragments), Some(text)) => Self {
                fragments: fragments.iter().map(|one| scalars(text, one)).collect(),
                texts: fragments.texts(text),
                before: text.before(fragments.start(), CONTEXT),
                after: text.after(fragments.end(), CONTEXT),
                utf16: Some((text.to_utf16(fragments.start()).0, text.to_utf16(fragments.end()).0)),
            },
            // A layer about a text that is not there has no spans with a place.
            (Place::At(_), None) => Self::default(),
        }
    }
}

fn scalars(text: &Text, stretch: Stretch) -> (u32, u32) {
    (text.to_scalar(stretch.start).0, text.to_scalar(stretch.end).0)
}
