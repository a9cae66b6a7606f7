//! Edits of spans.

use std::{collections::BTreeSet, mem, sync::Arc};

use super::{Refused, Rules, attribute, link};
use crate::model::{
    AttributeId, CardId, Layer, LayerId, Pending, Place, Project, Span, SpanId, TagId, Time,
};

/// A change to the spans of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanEdit {
    /// Adds a span.
    Add(Box<Span>),
    /// Takes out a span that no link touches.
    Remove(SpanId),
    /// Adds many spans in the time that a few take.
    AddAll(Vec<Span>),
    /// Takes out many spans that no link touches.
    RemoveAll(Vec<SpanId>),
    /// Puts a span in the place of the one with its id.
    Change(Box<Span>),
    /// Sets one field; `changed` becomes the time of the span's last change.
    Set {
        /// Which span.
        span: SpanId,
        /// The new value.
        field: SpanField,
        /// When; `None` puts back a span that had not been changed yet.
        changed: Option<Time>,
    },
}

/// A field of a span, with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanField {
    /// What it is.
    Tag(TagId),
    /// Where it is.
    Place(Place),
    /// The actor card that it points to.
    Card(Option<CardId>),
    /// Free text.
    Note(String),
    /// The values of one attribute.
    Attribute(AttributeId, Vec<String>),
    /// A proposed new place.
    Pending(Option<Pending>),
}

pub(super) fn apply(
    project: &mut Project,
    layer: &LayerId,
    edit: SpanEdit,
    rules: Rules,
) -> Result<SpanEdit, Refused> {
    let old = project.layer(layer).ok_or_else(|| Refused::no_layer(layer))?;
    check_ids(old, &edit)?;
    if rules == Rules::Kept {
        check(project, old, &edit)?;
    }
    let slot = project.layers.get_mut(layer).ok_or_else(|| Refused::no_layer(layer))?;
    change(Arc::make_mut(slot), edit)
}

/// What is added is new, and what is taken out is there.
fn check_ids(layer: &Layer, edit: &SpanEdit) -> Result<(), Refused> {
    let exists = |id: &SpanId| Refused::Exists { noun: "span", id: id.to_string() };
    match edit {
        SpanEdit::Change(span) if layer.span(&span.id).is_none() => Err(Refused::no_span(&span.id)),
        SpanEdit::Add(span) if layer.span(&span.id).is_some() => Err(exists(&span.id)),
        SpanEdit::AddAll(spans) => {
            let mut seen = BTreeSet::new();
            let mut ids = spans.iter().map(|span| &span.id);
            let known = ids.find(|id| layer.span(id).is_some() || !seen.insert(*id));
            known.map_or(Ok(()), |id| Err(exists(id)))
        }
        SpanEdit::RemoveAll(ids) => {
            let mut seen = BTreeSet::new();
            let mut ids = ids.iter();
            let gone = ids.find(|id| layer.span(id).is_none() || !seen.insert(*id));
            gone.map_or(Ok(()), |id| Err(Refused::no_span(id)))
        }
        _ => Ok(()),
    }
}

fn change(layer: &mut Layer, edit: SpanEdit) -> Result<SpanEdit, Refused> {
    match edit {
        SpanEdit::Add(span) => {
            let id = span.id.clone();
            layer.put_span(*span);
            Ok(SpanEdit::Remove(id))
        }
        SpanEdit::Remove(id) => {
            let span = layer.take_span(&id).ok_or_else(|| Refused::no_span(&id))?;
            Ok(SpanEdit::Add(Box::new(Arc::unwrap_or_clone(span))))
        }
        SpanEdit::AddAll(spans) => {
            let ids = spans.iter().map(|span| span.id.clone()).collect();
            layer.put_spans(spans);
            Ok(SpanEdit::RemoveAll(ids))
        }
        SpanEdit::RemoveAll(ids) => {
            let spans = layer.take_spans(&ids);
            Ok(SpanEdit::AddAll(spans.into_iter().map(Arc::unwrap_or_clone).collect()))
        }
        SpanEdit::Change(span) => {
            let id = span.id.clone();
            let old = layer.put_span(*span).ok_or_else(|| Refused::no_span(&id))?;
            Ok(SpanEdit::Change(Box::new(Arc::unwrap_or_clone(old))))
        }
        SpanEdit::Set { span: id, field, changed } => {
            let mut span = layer.span(&id).ok_or_else(|| Refused::no_span(&id))?.clone();
            let field = set(&mut span, field);
            let changed = mem::replace(&mut span.changed, changed);
            layer.put_span(span);
            Ok(SpanEdit::Set { span: id, field, changed })
        }
    }
}

fn set(span: &mut Span, field: SpanField) -> SpanField {
    match field {
        SpanField::Tag(tag) => SpanField::Tag(mem::replace(&mut span.tag, tag)),
        SpanField::Place(place) => SpanField::Place(mem::replace(&mut span.place, place)),
        SpanField::Card(card) => SpanField::Card(mem::replace(&mut span.card, card)),
        SpanField::Note(note) => SpanField::Note(mem::replace(&mut span.note, note)),
        SpanField::Attribute(attribute, values) => {
            let old = span.attributes.replace(attribute.clone(), values);
            SpanField::Attribute(attribute, old)
        }
        SpanField::Pending(pending) => SpanField::Pending(mem::replace(&mut span.pending, pending)),
    }
}

fn check(project: &Project, layer: &Layer, edit: &SpanEdit) -> Result<(), Refused> {
    match edit {
        SpanEdit::Add(span) => check_add(project, layer, span),
        SpanEdit::AddAll(spans) => {
            spans.iter().try_for_each(|span| check_add(project, layer, span))
        }
        SpanEdit::Change(span) => {
            check_add(project, layer, span)?;
            link::check_retag(project, layer, &span.id, &span.tag)
        }
        SpanEdit::Remove(id) => check_remove(project, layer, id),
        SpanEdit::RemoveAll(ids) => ids.iter().try_for_each(|id| check_remove(project, layer, id)),
        SpanEdit::Set { span, field, .. } => {
            let span = layer.span(span).ok_or_else(|| Refused::no_span(span))?;
            check_field(project, layer, span, field)
        }
    }
}

fn check_add(project: &Project, layer: &Layer, span: &Span) -> Result<(), Refused> {
    check_tag(project, &span.tag)?;
    check_place(project, layer, &span.place)?;
    check_card(project, span.card.as_ref())?;
    attribute::check_all(project, &span.attributes)
}

fn check_remove(project: &Project, layer: &Layer, id: &SpanId) -> Result<(), Refused> {
    if layer.span(id).is_none() {
        return Err(Refused::no_span(id));
    }
    let touches = layer.links_at(id).next().is_some()
        || project.links_from_elsewhere(&layer.id, id).next().is_some();
    if !touches {
        return Ok(());
    }
    let by = "a link touches it".to_owned();
    Err(Refused::InUse { noun: "span", id: id.to_string(), by })
}

fn check_field(
    project: &Project,
    layer: &Layer,
    span: &Span,
    field: &SpanField,
) -> Result<(), Refused> {
    match field {
        SpanField::Tag(tag) => {
            check_tag(project, tag)?;
            link::check_retag(project, layer, &span.id, tag)
        }
        SpanField::Place(place) => check_place(project, layer, place),
        SpanField::Card(card) => check_card(project, card.as_ref()),
        SpanField::Attribute(attribute, values) => attribute::check(project, attribute, values),
        SpanField::Note(_) | SpanField::Pending(_) => Ok(()),
    }
}

fn check_tag(project: &Project, tag: &TagId) -> Result<(), Refused> {
    let is_known = project.codebook().tags.contains_key(tag);
    if is_known { Ok(()) } else { Err(Refused::no_tag(tag)) }
}

fn check_card(project: &Project, card: Option<&CardId>) -> Result<(), Refused> {
    let unknown = card.filter(|card| !project.cards().contains_key(*card));
    unknown.map_or(Ok(()), |card| Err(Refused::no_card(card)))
}

fn check_place(project: &Project, layer: &Layer, place: &Place) -> Result<(), Refused> {
    let Some(fragments) = place.fragments() else { return Ok(()) };
    let article = project.article(&layer.id.article);
    let version = article.and_then(|article| article.version(layer.version));
    let is_in = version.is_some_and(|version| fragments.are_in(&version.text));
    if is_in { Ok(()) } else { Err(Refused::OutsideText { version: layer.version.0 }) }
}
