//! The batches of edits that one act of a person takes.

use std::{collections::BTreeSet, sync::Arc};

pub use super::carry_over::{
    accept_place, carry_over, compare, place_anew, proposed, reject_place,
};
use super::{
    ArticleEdit, Edit, LayerEdit, LayerField, LinkEdit, RecordEdit, SharedEdit, SpanEdit, SpanField,
};
use crate::model::{
    Analyst, AnalystId, ArticleId, Attribute, AttributeId, Card, Conflict, Layer, LayerId, Link,
    LinkEnd, LinkKind, Project, Span, SpanId, Tag, TagId, Time, VersionNumber, merge,
};

/// Adds a span, and the analyst's layer about the article where there is none yet.
pub fn add_span(project: &Project, layer: &LayerId, span: Span) -> Edit {
    let add = Edit::Span(layer.clone(), SpanEdit::Add(span.into()));
    Edit::Batch(need_layer(project, layer).into_iter().chain([add]).collect())
}

/// Adds spans to one layer, and the layer where there is none yet.
pub fn add_spans(project: &Project, layer: &LayerId, spans: Vec<Span>) -> Edit {
    let all = Edit::Span(layer.clone(), SpanEdit::AddAll(spans));
    match need_layer(project, layer) {
        Some(new) => Edit::Batch(vec![new, all]),
        None => all,
    }
}

/// Returns the edit that adds the layer, about the newest text, where there is none yet.
pub fn need_layer(project: &Project, layer: &LayerId) -> Option<Edit> {
    if project.layer(layer).is_some() {
        return None;
    }
    let newest = project.article(&layer.article).and_then(|article| article.newest());
    let version = newest.map_or(VersionNumber::FIRST, |newest| newest.number);
    Some(Edit::Layer(LayerEdit::Add(Arc::new(Layer::new(layer.clone(), version)))))
}

/// Removes spans of one layer with all links that touch them, there and in the analyst's other
/// layers.
pub fn remove_spans(project: &Project, layer: &LayerId, spans: &[SpanId]) -> Edit {
    let spans: Vec<(&LayerId, &SpanId)> = spans.iter().map(|span| (layer, span)).collect();
    Edit::Batch(removals(project, &spans))
}

/// Removes spans of any layers. Links go first, each once, though it may touch two of the spans.
fn removals(project: &Project, spans: &[(&LayerId, &SpanId)]) -> Vec<Edit> {
    let gone: BTreeSet<(&ArticleId, &AnalystId, &SpanId)> =
        spans.iter().map(|&(layer, span)| (&layer.article, &layer.analyst, span)).collect();
    let touches = |layer: &LayerId, link: &Link| {
        let is_gone = |article, span| gone.contains(&(article, &layer.analyst, span));
        let ends_there = match &link.to {
            LinkEnd::Span(to) => is_gone(&layer.article, to),
            LinkEnd::SpanIn(article, to) => is_gone(article, to),
            LinkEnd::Card(_) => false,
        };
        ends_there || is_gone(&layer.article, &link.from)
    };
    // One look at every link, however many spans there are.
    let analysts: BTreeSet<&AnalystId> = spans.iter().map(|(layer, _)| &layer.analyst).collect();
    let layers = project.layers().filter(|layer| analysts.contains(&layer.id.analyst));
    let links = layers.flat_map(|layer| layer.links().map(move |link| (&layer.id, link)));
    let links = links.filter(|(layer, link)| touches(layer, link));
    let links =
        links.map(|(layer, link)| Edit::Link(layer.clone(), LinkEdit::Remove(link.id.clone())));
    let spans = spans
        .iter()
        .map(|&(layer, span)| Edit::Span(layer.clone(), SpanEdit::Remove(span.clone())));
    links.chain(spans).collect()
}

/// Sets one field of a span.
pub fn set_span(layer: &LayerId, span: &SpanId, field: SpanField, time: Time) -> Edit {
    let set = SpanEdit::Set { span: span.clone(), field, changed: Some(time) };
    Edit::Span(layer.clone(), set)
}

/// Adds a link.
pub fn add_link(layer: &LayerId, link: Link) -> Edit {
    Edit::Link(layer.clone(), LinkEdit::Add(Box::new(link)))
}

/// Removes an article with all layers about it and all links from elsewhere that end in them.
pub fn remove_article(project: &Project, article: &ArticleId) -> Edit {
    let mut edits = Vec::new();
    for layer in project.layers().filter(|layer| layer.id.article != *article) {
        let ends_there = |link: &&Link| matches!(&link.to, LinkEnd::SpanIn(to, _) if to == article);
        let links = layer.links().filter(ends_there);
        edits.extend(
            links.map(|link| Edit::Link(layer.id.clone(), LinkEdit::Remove(link.id.clone()))),
        );
    }
    // Links between two of the article's own layers go with the layers; ends in other articles
    // hold nothing back.
    let layers = project.layers_of(article).map(|layer| layer.id.clone());
    edits.extend(layers.map(|layer| Edit::Layer(LayerEdit::Remove(layer))));
    edits.push(Edit::Article(ArticleEdit::Remove(article.clone())));
    Edit::Batch(edits)
}

/// What becomes of the spans of a tag that is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpansOfTag {
    /// They go with it, with their links.
    Remove,
    /// They get another tag, at this time.
    Retag(TagId, Time),
}

/// Removes a tag, and its name from link kinds, attributes and the tags below it. A link kind or
/// attribute that named no other tag is retired, since an empty list would mean all tags.
pub fn remove_tag(project: &Project, tag: &TagId, spans: &SpansOfTag) -> Edit {
    let spans_of = |layer| Layer::spans(layer).map(move |span| (&layer.id, span));
    let all = project.layers().flat_map(spans_of);
    let carrying: Vec<(&LayerId, &SpanId)> =
        all.filter(|(_, span)| span.tag == *tag).map(|(layer, span)| (layer, &span.id)).collect();
    let mut edits = match spans {
        SpansOfTag::Remove => removals(project, &carrying),
        SpansOfTag::Retag(other, time) => carrying
            .into_iter()
            .map(|(layer, span)| set_span(layer, span, SpanField::Tag(other.clone()), *time))
            .collect(),
    };
    let codebook = project.codebook();
    edits.extend(codebook.tags.values().filter(|child| child.parent.as_ref() == Some(tag)).map(
        |child| {
            let parent = codebook.tags.get(tag).and_then(|tag| tag.parent.clone());
            Edit::Tag(RecordEdit::Change(Box::new(Tag { parent, ..child.clone() })))
        },
    ));
    edits.extend(codebook.links.values().filter_map(|kind| without_tag(kind, tag)));
    edits.extend(codebook.attributes.values().filter_map(|one| attribute_without(one, tag)));
    edits.push(Edit::Tag(RecordEdit::Remove(tag.clone())));
    Edit::Batch(edits)
}

fn without_tag(kind: &LinkKind, tag: &TagId) -> Option<Edit> {
    let is_named = kind.from.contains(tag) || kind.to.contains(tag);
    let mut changed = is_named.then(|| kind.clone())?;
    changed.from.retain(|one| one != tag);
    changed.to.retain(|one| one != tag);
    let lost_a_side = changed.from.is_empty() != kind.from.is_empty()
        || changed.to.is_empty() != kind.to.is_empty();
    changed.retired |= lost_a_side;
    Some(Edit::LinkKind(RecordEdit::Change(Box::new(changed))))
}

fn attribute_without(attribute: &Attribute, tag: &TagId) -> Option<Edit> {
    let is_named = attribute.on.iter().any(|on| on == tag.as_str());
    let mut changed = is_named.then(|| attribute.clone())?;
    changed.on.retain(|on| on != tag.as_str());
    changed.retired |= changed.on.is_empty();
    Some(Edit::Attribute(RecordEdit::Change(Box::new(changed))))
}

/// Removes an attribute with its values everywhere.
pub fn remove_attribute(project: &Project, attribute: &AttributeId, time: Time) -> Edit {
    use super::{ArticleField, LinkField};
    let mut edits = Vec::new();
    for layer in project.layers() {
        let spans = layer.spans().filter(|span| !span.attributes.values(attribute).is_empty());
        edits.extend(spans.map(|span| {
            let field = SpanField::Attribute(attribute.clone(), Vec::new());
            set_span(&layer.id, &span.id, field, time)
        }));
        let links = layer.links().filter(|link| !link.attributes.values(attribute).is_empty());
        edits.extend(links.map(|link| {
            let field = LinkField::Attribute(attribute.clone(), Vec::new());
            let set = LinkEdit::Set { link: link.id.clone(), field, changed: Some(time) };
            Edit::Link(layer.id.clone(), set)
        }));
    }
    let labelled = project.articles().filter(|one| !one.labels.values(attribute).is_empty());
    edits.extend(labelled.map(|article| {
        let field = ArticleField::Label(attribute.clone(), Vec::new());
        Edit::Article(ArticleEdit::Set(article.id.clone(), field))
    }));
    edits.push(Edit::Attribute(RecordEdit::Remove(attribute.clone())));
    Edit::Batch(edits)
}

/// Adds an actor card and points a span to it.
pub fn add_card(layer: &LayerId, span: &SpanId, card: Card, time: Time) -> Edit {
    let point = set_span(layer, span, SpanField::Card(Some(card.id.clone())), time);
    Edit::Batch(vec![Edit::Card(RecordEdit::Add(Box::new(card))), point])
}

/// Takes the other side's value of a conflict, which a layer keeps or (`None`) the project, and drops
/// the conflict. `None` where what it is about is gone, or the value can't be read.
pub fn take_theirs(
    project: &Project,
    layer: Option<&LayerId>,
    conflict: &Conflict,
) -> Option<Edit> {
    let set = merge::settled(project, layer, conflict)?;
    Some(Edit::Batch(vec![set, keep_ours(project, layer, conflict)]))
}

/// Drops a conflict: what stands stays.
pub fn keep_ours(project: &Project, layer: Option<&LayerId>, conflict: &Conflict) -> Edit {
    let known = match layer {
        None => project.conflicts(),
        Some(layer) => project.layer(layer).map_or(&[][..], |layer| &layer.conflicts),
    };
    let rest = known.iter().filter(|one| *one != conflict).cloned().collect();
    match layer {
        None => Edit::Shared(SharedEdit::Conflicts(rest)),
        Some(layer) => Edit::Layer(LayerEdit::Set(layer.clone(), LayerField::Conflicts(rest))),
    }
}

/// Adds an analyst.
pub fn add_analyst(analyst: Analyst) -> Edit {
    Edit::Analyst(RecordEdit::Add(Box::new(analyst)))
}
