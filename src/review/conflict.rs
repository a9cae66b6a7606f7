//! Conflicts as people read them: what each is about, what stands here, and what the other side has.

use std::{collections::BTreeMap, str::FromStr};

use super::first_words;
use crate::{
    model::{
        LayerId, Link, LinkEnd, LinkId, Project, SpanId, TagId,
        merge::{self, Said, standing},
    },
    text::{harmless, harmless_lines},
};

/// So many characters of a span tell which it is.
const WORDS: usize = 60;

/// What people read of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictWords {
    /// What it is about: `Quote “welcome first step”`.
    pub subject: String,
    /// The tag of the span that it is about, where it is about one.
    pub tag: Option<TagId>,
    /// Which of its fields: `note`.
    pub field: String,
    /// Where: the article, and whose layer it is; empty where all share it.
    pub place: String,
    /// What stands, empty where nothing does; `None` where what it is about is gone.
    pub ours: Option<String>,
    /// What the other side has, empty where it has nothing.
    pub theirs: String,
}

impl ConflictWords {
    /// Returns what people read of one of a project's conflicts.
    pub fn of(project: &Project, open: &merge::OpenConflict) -> Self {
        let (layer, conflict) = (open.layer.as_ref(), &open.conflict);
        let (subject, tag) = subject(project, open);
        let said = |ron: &str| said(project, layer, &conflict.field, ron);
        Self {
            subject: harmless(&subject).into_owned(),
            tag,
            field: field_words(project, &conflict.field),
            place: layer.map_or_else(String::new, |layer| place(project, layer)),
            ours: standing(project, layer, conflict).as_deref().map(said),
            theirs: said(&conflict.theirs),
        }
    }
}

fn place(project: &Project, layer: &LayerId) -> String {
    let article = project.article(&layer.article);
    let title = article.map_or(layer.article.as_str(), |article| article.title.as_str());
    harmless(&format!("{title} · {}", project.analyst_name(&layer.analyst))).into_owned()
}

/// Returns what a conflict is about, with its tag.
fn subject(project: &Project, open: &merge::OpenConflict) -> (String, Option<TagId>) {
    let id = &open.conflict.id;
    let Some(layer) = &open.layer else { return (shared_subject(project, id), None) };
    let known = project.layer(layer);
    let span = SpanId::new(id).ok();
    if let Some(span) = span.as_ref().and_then(|span| known?.span(span)) {
        let name = project.codebook().tag_name(&span.tag);
        let words = words_of(project, layer, &span.id);
        return (format!("{name} “{words}”"), Some(span.tag.clone()));
    }
    let link = LinkId::new(id).ok();
    if let Some(link) = link.as_ref().and_then(|link| known?.link(link)) {
        return (link_subject(project, layer, link), None);
    }
    let words = if id == "layer" { "Your spans of this article" } else { "A span that is gone" };
    (words.to_owned(), None)
}

fn link_subject(project: &Project, layer: &LayerId, link: &Link) -> String {
    let kind = project.codebook().kind_name(&link.kind);
    let from = words_of(project, layer, &link.from);
    format!("Link “{from}” {kind} {}", end_words(project, layer, &link.to))
}

fn end_words(project: &Project, layer: &LayerId, end: &LinkEnd) -> String {
    match end {
        LinkEnd::Span(span) => format!("“{}”", words_of(project, layer, span)),
        LinkEnd::SpanIn(article, span) => {
            let other = LayerId { article: article.clone(), analyst: layer.analyst.clone() };
            format!("“{}”", words_of(project, &other, span))
        }
        LinkEnd::Card(card) => {
            project.cards().get(card).map_or(card.as_str(), |card| &card.name).to_owned()
        }
    }
}

/// Returns the first words of a span, its id where it is gone.
fn words_of(project: &Project, layer: &LayerId, span: &SpanId) -> String {
    let words = || {
        let layer = project.layer(layer)?;
        let text = project.article(&layer.id.article)?.version(layer.version);
        Some(first_words(layer.span(span)?, text.map(|text| &text.text), WORDS))
    };
    words().unwrap_or_else(|| span.to_string())
}

/// Returns a record that all share by its name: `Tag Claim`.
fn shared_subject(project: &Project, id: &str) -> String {
    let Some((noun, id)) = id.rsplit_once(' ') else {
        return match id {
            "project" => "The project".to_owned(),
            other => format!("The file of {other}"),
        };
    };
    let codebook = project.codebook();
    let name = match noun {
        "tag" => name_in(&codebook.tags, id, |tag| &tag.name),
        "link kind" => name_in(&codebook.links, id, |kind| &kind.name),
        "attribute" => name_in(&codebook.attributes, id, |attribute| &attribute.name),
        "analyst" => name_in(project.analysts(), id, |analyst| &analyst.name),
        "actor card" => name_in(project.cards(), id, |card| &card.name),
        "article" => {
            let article = id.parse().ok().and_then(|id| project.article(&id));
            article.map(|article| &*article.title)
        }
        _ => None,
    };
    let mut letters = noun.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {}", letters.as_str(), name.unwrap_or(id))
}

/// Returns the name of the record with this id.
fn name_in<'a, I: Ord + FromStr, R>(
    all: &'a BTreeMap<I, R>,
    id: &str,
    name: impl Fn(&'a R) -> &'a str,
) -> Option<&'a str> {
    Some(name(all.get(&id.parse().ok()?)?))
}

/// Returns a field in plain words.
fn field_words(project: &Project, field: &str) -> String {
    let name_of = |id: &str| {
        let attributes = &project.codebook().attributes;
        name_in(attributes, id, |attribute| &attribute.name).unwrap_or(id).to_owned()
    };
    let words = match field.split('.').collect::<Vec<_>>().as_slice() {
        ["attributes" | "labels", id] => name_of(id),
        ["versions", number, rest @ ..] => {
            format!("{} of version {number}", rest.join(" ").replace('_', " "))
        }
        ["facts", name, ..] => (*name).to_owned(),
        ["at"] => "place".to_owned(),
        ["card"] => "actor card".to_owned(),
        ["color"] => "colour".to_owned(),
        ["color_dark"] => "colour on dark ground".to_owned(),
        ["parent"] => "tag above it".to_owned(),
        ["from"] => "where it starts".to_owned(),
        ["to"] => "where it ends".to_owned(),
        ["on"] => "what it is for".to_owned(),
        other => other.join(" ").replace('_', " "),
    };
    harmless(&words).into_owned()
}

/// Returns a value in plain words.
fn said(project: &Project, layer: Option<&LayerId>, field: &str, ron: &str) -> String {
    let one = |text: &str| named(project, layer, field, text);
    let text = match Said::of(ron) {
        Said::Nothing => String::new(),
        Said::Answer(true) => "Yes".to_owned(),
        Said::Answer(false) => "No".to_owned(),
        Said::One(text) => one(&text),
        Said::Several(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| one(text)).collect();
            texts.join(", ")
        }
        Said::Words { before, texts, after } => {
            let before: String = before.chars().rev().take(24).collect();
            let before: String = before.chars().rev().collect();
            let after: String = after.chars().take(24).collect();
            format!("…{before}[{}]{after}…", texts.join("] … [")).replace('\n', " ")
        }
        Said::Written(ron) => ron,
    };
    harmless_lines(&text).into_owned()
}

/// Returns the name of what an id stands for, where the field holds ids; else the text itself.
fn named(project: &Project, layer: Option<&LayerId>, field: &str, text: &str) -> String {
    let codebook = project.codebook();
    let card = || name_in(project.cards(), text, |card| &card.name).map(str::to_owned);
    let name = match field {
        "tag" | "parent" | "on" => {
            name_in(&codebook.tags, text, |tag| &tag.name).map(str::to_owned)
        }
        "kind" if layer.is_some() => {
            name_in(&codebook.links, text, |kind| &kind.name).map(str::to_owned)
        }
        "card" => card(),
        "from" | "to" => {
            let span: Option<SpanId> = text.parse().ok();
            let known = layer.zip(span).filter(|(layer, span)| {
                project.layer(layer).is_some_and(|layer| layer.span(span).is_some())
            });
            let words = known.map(|(layer, span)| words_of(project, layer, &span));
            words.map(|words| format!("“{words}”")).or_else(card)
        }
        "status" => Some(text.replace('-', " ")),
        _ => None,
    };
    name.unwrap_or_else(|| text.to_owned())
}
