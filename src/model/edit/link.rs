//! Edits of links.

use std::{mem, sync::Arc};

use super::Refused;
use crate::model::{
    AttributeId, KindId, Layer, LayerId, Link, LinkEnd, LinkId, LinkKind, Project, SpanId, TagId,
    Time,
};

/// A change to the links of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkEdit {
    /// Adds a link.
    Add(Box<Link>),
    /// Takes a link out.
    Remove(LinkId),
    /// Sets one field; `changed` becomes the time of the link's last change.
    Set {
        /// Which link.
        link: LinkId,
        /// The new value.
        field: LinkField,
        /// When; `None` puts back a link that had not been changed yet.
        changed: Option<Time>,
    },
}

/// A field of a link, with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkField {
    /// What it says.
    Kind(KindId),
    /// Free text.
    Note(String),
    /// The values of one attribute.
    Attribute(AttributeId, Vec<String>),
}

pub(super) fn apply(
    project: &mut Project,
    layer: &LayerId,
    edit: LinkEdit,
) -> Result<LinkEdit, Refused> {
    let old = project.layer(layer).ok_or_else(|| Refused::no_layer(layer))?;
    match &edit {
        LinkEdit::Add(link) => {
            if old.link(&link.id).is_some() {
                return Err(Refused::Exists { noun: "link", id: link.id.to_string() });
            }
            check_ends(project, old, link)?;
        }
        LinkEdit::Remove(_) => {}
        LinkEdit::Set { link, field, .. } => {
            let link = old.link(link).ok_or_else(|| Refused::no_link(link))?;
            if let LinkField::Kind(kind) = field {
                check_ends(project, old, &Link { kind: kind.clone(), ..link.clone() })?;
            }
        }
    }
    let slot = project.layers.get_mut(layer).ok_or_else(|| Refused::no_layer(layer))?;
    change(Arc::make_mut(slot), edit)
}

fn change(layer: &mut Layer, edit: LinkEdit) -> Result<LinkEdit, Refused> {
    match edit {
        LinkEdit::Add(link) => {
            let id = link.id.clone();
            layer.put_link(*link);
            Ok(LinkEdit::Remove(id))
        }
        LinkEdit::Remove(id) => {
            let link = layer.take_link(&id).ok_or_else(|| Refused::no_link(&id))?;
            Ok(LinkEdit::Add(Box::new(Arc::unwrap_or_clone(link))))
        }
        LinkEdit::Set { link: id, field, changed } => {
            let mut link = layer.link(&id).ok_or_else(|| Refused::no_link(&id))?.clone();
            let field = set(&mut link, field);
            let changed = mem::replace(&mut link.changed, changed);
            layer.put_link(link);
            Ok(LinkEdit::Set { link: id, field, changed })
        }
    }
}

fn set(link: &mut Link, field: LinkField) -> LinkField {
    match field {
        LinkField::Kind(kind) => LinkField::Kind(mem::replace(&mut link.kind, kind)),
        LinkField::Note(note) => LinkField::Note(mem::replace(&mut link.note, note)),
        LinkField::Attribute(attribute, values) => {
            let old = link.attributes.replace(attribute.clone(), values);
            LinkField::Attribute(attribute, old)
        }
    }
}

/// Refuses a link whose ends are missing, not allowed by its kind, the same, or linked so already.
fn check_ends(project: &Project, layer: &Layer, link: &Link) -> Result<(), Refused> {
    let kind = known_kind(project, &link.kind)?;
    let from = layer.span(&link.from).ok_or_else(|| Refused::no_span(&link.from))?;
    if !kind.may_start_from(&from.tag) {
        return Err(Refused::CannotStart { kind: kind.id.clone(), tag: from.tag.clone() });
    }
    check_end(project, layer, link, kind)?;
    let same = |other: &Link| {
        other.id != link.id
            && (&other.kind, &other.from, &other.to) == (&link.kind, &link.from, &link.to)
    };
    if layer.links_at(&link.from).any(same) { Err(Refused::LinkedAlready) } else { Ok(()) }
}

fn check_end(
    project: &Project,
    layer: &Layer,
    link: &Link,
    kind: &LinkKind,
) -> Result<(), Refused> {
    match &link.to {
        LinkEnd::Card(card) if !project.cards().contains_key(card) => Err(Refused::no_card(card)),
        LinkEnd::Card(_) if !kind.may_end_at_card() => {
            Err(Refused::CannotEndAtCard { kind: kind.id.clone() })
        }
        LinkEnd::Card(_) => Ok(()),
        LinkEnd::Span(to) if *to == link.from => Err(Refused::ToItself),
        LinkEnd::Span(id) | LinkEnd::SpanIn(_, id) => {
            let target = project.link_target(&layer.id, link);
            let (_, to) = target.ok_or_else(|| Refused::no_span(id))?;
            if kind.may_end_at(&to.tag) {
                return Ok(());
            }
            Err(Refused::CannotEnd { kind: kind.id.clone(), tag: to.tag.clone() })
        }
    }
}

/// Refuses to re-tag a span where the kinds of its links do not allow the new tag.
pub(super) fn check_retag(
    project: &Project,
    layer: &Layer,
    span: &SpanId,
    tag: &TagId,
) -> Result<(), Refused> {
    let within = layer.links_at(span);
    let from_elsewhere = project.links_from_elsewhere(&layer.id, span).map(|(_, link)| link);
    for link in within.chain(from_elsewhere) {
        let Some(kind) = project.codebook().links.get(&link.kind) else { continue };
        let starts_here = link.from == *span;
        if starts_here && !kind.may_start_from(tag) {
            return Err(Refused::CannotStart { kind: kind.id.clone(), tag: tag.clone() });
        }
        if !starts_here && !kind.may_end_at(tag) {
            return Err(Refused::CannotEnd { kind: kind.id.clone(), tag: tag.clone() });
        }
    }
    Ok(())
}

fn known_kind<'a>(project: &'a Project, kind: &KindId) -> Result<&'a LinkKind, Refused> {
    project.codebook().links.get(kind).ok_or_else(|| Refused::no_kind(kind))
}
