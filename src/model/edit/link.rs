//! Edits of links.

use std::{mem, sync::Arc};

use super::{Refused, Rules, attribute};
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
    /// Puts a link in the place of the one with its id.
    Change(Box<Link>),
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
    rules: Rules,
) -> Result<LinkEdit, Refused> {
    let old = project.layer(layer).ok_or_else(|| Refused::no_layer(layer))?;
    if let LinkEdit::Add(link) = &edit
        && old.link(&link.id).is_some()
    {
        return Err(Refused::Exists { noun: "link", id: link.id.to_string() });
    }
    if let LinkEdit::Change(link) = &edit
        && old.link(&link.id).is_none()
    {
        return Err(Refused::no_link(&link.id));
    }
    if rules == Rules::Kept {
        check(project, old, &edit)?;
    }
    let slot = project.layers.get_mut(layer).ok_or_else(|| Refused::no_layer(layer))?;
    change(Arc::make_mut(slot), edit)
}

fn check(project: &Project, layer: &Layer, edit: &LinkEdit) -> Result<(), Refused> {
    match edit {
        LinkEdit::Add(link) | LinkEdit::Change(link) => {
            check_ends(project, layer, link)?;
            attribute::check_all(project, &link.attributes)
        }
        LinkEdit::Remove(_) => Ok(()),
        LinkEdit::Set { link, field, .. } => {
            let link = layer.link(link).ok_or_else(|| Refused::no_link(link))?;
            match field {
                LinkField::Kind(kind) => {
                    check_ends(project, layer, &Link { kind: kind.clone(), ..link.clone() })
                }
                LinkField::Attribute(id, values) => attribute::check(project, id, values),
                LinkField::Note(_) => Ok(()),
            }
        }
    }
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
        LinkEdit::Change(link) => {
            let id = link.id.clone();
            let old = layer.put_link(*link).ok_or_else(|| Refused::no_link(&id))?;
            Ok(LinkEdit::Change(Box::new(Arc::unwrap_or_clone(old))))
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
        LinkEnd::SpanIn(article, _) if *article == layer.id.article => Err(Refused::SameArticle),
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

/// Counts the links that a kind allows as it is, and not as it is going to be.
pub(super) fn lost_by_narrowing(project: &Project, old: &LinkKind, new: &LinkKind) -> usize {
    let is_same = (&old.from, &old.to) == (&new.from, &new.to);
    let layers = project.layers().filter(|_| !is_same);
    let links = layers.flat_map(|layer| layer.links().map(move |link| (layer, link)));
    let of_kind = links.filter(|(_, link)| link.kind == old.id);
    let lost = of_kind.filter(|(layer, link)| {
        allows(project, layer, link, old) && !allows(project, layer, link, new)
    });
    lost.count()
}

fn allows(project: &Project, layer: &Layer, link: &Link, kind: &LinkKind) -> bool {
    let may_start = layer.span(&link.from).is_some_and(|from| kind.may_start_from(&from.tag));
    may_start && check_end(project, layer, link, kind).is_ok()
}

fn known_kind<'a>(project: &'a Project, kind: &KindId) -> Result<&'a LinkKind, Refused> {
    project.codebook().links.get(kind).ok_or_else(|| Refused::no_kind(kind))
}
