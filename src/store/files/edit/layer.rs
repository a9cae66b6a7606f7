//! Edits of layers and links in a journal.

use std::sync::Arc;

use serde::de::MapAccess;

use super::{
    super::{
        layer::{push_conflict, push_link},
        read::{In, List, Parsed, Record, Word, fields, required},
        write::Fields,
    },
    InLayer, Others, not_known, others_of, push_unknown,
    span::{Journalled, JournalledCarried, push_carried, push_changed, push_span},
};
use crate::model::{
    AttributeId, Conflict, KindId, Layer, Link, LinkId, Status, Time, VersionNumber,
    edit::{CarryOver, LayerEdit, LayerField, LinkEdit, LinkField},
};

pub(super) fn push(fields: &mut Fields<'_>, edit: &LayerEdit) {
    match edit {
        LayerEdit::Add(layer) => fields.record("add", |fields| push_layer(fields, layer)),
        LayerEdit::Remove(id) => fields.id("remove", &id.to_string()),
        LayerEdit::Set(id, field) => {
            fields.id("set", &id.to_string());
            push_field(fields, field);
        }
        LayerEdit::CarryOver(carry) => {
            fields.id("carry_over", &carry.layer.to_string());
            fields.number("version", carry.version);
            fields.list("carried", &carry.spans, push_carried);
        }
    }
}

fn push_field(fields: &mut Fields<'_>, field: &LayerField) {
    match field {
        LayerField::Status(status) => {
            fields.id("status", status.as_ref().map_or("", |status| status.as_str()));
        }
        LayerField::Note(note) => fields.id("note", note),
        LayerField::Conflicts(conflicts) => fields.list("conflicts", conflicts, push_conflict),
        LayerField::Version(version) => fields.number("version", version),
        LayerField::Unknown(unknown) => {
            fields.record("unknown", |fields| fields.unknown(unknown));
        }
    }
}

fn push_layer(fields: &mut Fields<'_>, layer: &Layer) {
    fields.id("id", &layer.id.to_string());
    fields.number("version", layer.version);
    if let Some(status) = &layer.status {
        fields.id("status", status.as_str());
    }
    fields.text("note", &layer.note);
    fields.list("spans", layer.spans(), push_span);
    fields.list("links", layer.links(), push_link);
    fields.list("conflicts", &layer.conflicts, push_conflict);
    push_unknown(fields, &layer.unknown);
}

struct JournalledLayer(Layer);

impl<'de> Record<'de> for JournalledLayer {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _others, {
            id: InLayer,
            version: u32,
            status: Word<Status>,
            note: String,
            spans: List<Journalled>,
            links: List<Link>,
            conflicts: List<Conflict>,
            unknown: In<Others>,
        });
        let version = VersionNumber(required("version", version)?);
        let mut layer = Layer::new(required("id", id)?.0, version);
        layer.status = status.map(|status| status.0);
        layer.note = note.unwrap_or_default();
        layer.conflicts = conflicts.unwrap_or_default().0;
        layer.unknown = others_of(unknown);
        let spans = spans.unwrap_or_default().0.into_iter().map(|span| span.0).collect();
        Ok(Self(layer.with(spans, links.unwrap_or_default().0)))
    }
}

impl<'de> Record<'de> for LayerEdit {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, others, {
            add: In<JournalledLayer>,
            remove: InLayer,
            set: InLayer,
            carry_over: InLayer,
            carried: List<JournalledCarried>,
            status: String,
            note: String,
            conflicts: List<Conflict>,
            version: u32,
            unknown: In<Others>,
        });
        if let Some(layer) = carry_over {
            let spans = carried.unwrap_or_default().0.into_iter().map(|one| one.0).collect();
            let version = VersionNumber(required("version", version)?);
            return Ok(Self::CarryOver(Box::new(CarryOver { layer: layer.0, version, spans })));
        }
        match (add, remove, set) {
            (Some(layer), None, None) => Ok(Self::Add(Arc::new(layer.0.0))),
            (None, Some(id), None) => Ok(Self::Remove(id.0)),
            (None, None, Some(id)) => {
                let field = status
                    .map(|word| LayerField::Status(status_of(&word)))
                    .or_else(|| note.map(LayerField::Note))
                    .or_else(|| conflicts.map(|all| LayerField::Conflicts(all.0)))
                    .or_else(|| version.map(|number| LayerField::Version(VersionNumber(number))))
                    .or_else(|| unknown.map(|unknown| LayerField::Unknown(unknown.0.0)))
                    .ok_or_else(|| not_known(&others))?;
                Ok(Self::Set(id.0, field))
            }
            _ => Err(not_known(&others)),
        }
    }
}

/// Nothing stands for no status.
fn status_of(word: &str) -> Option<Status> {
    (!word.is_empty()).then(|| Status::from(word))
}

pub(super) fn push_link_edit(fields: &mut Fields<'_>, edit: &LinkEdit) {
    match edit {
        LinkEdit::Add(link) => fields.record("add", |fields| push_link(fields, link)),
        LinkEdit::Change(link) => fields.record("change", |fields| push_link(fields, link)),
        LinkEdit::Remove(id) => fields.id("remove", id.as_str()),
        LinkEdit::Set { link, field, changed } => {
            fields.id("set", link.as_str());
            match field {
                LinkField::Kind(kind) => fields.id("kind", kind.as_str()),
                LinkField::Note(note) => fields.id("note", note),
                LinkField::Attribute(attribute, values) => {
                    fields.id("attribute", attribute.as_str());
                    fields.texts("values", values);
                }
            }
            push_changed(fields, *changed);
        }
    }
}

impl<'de> Record<'de> for LinkEdit {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            add: In<Link>,
            change: In<Link>,
            remove: Parsed<LinkId>,
            set: Parsed<LinkId>,
            kind: Parsed<KindId>,
            note: String,
            attribute: Parsed<AttributeId>,
            values: Vec<String>,
            changed: Parsed<Time>,
        });
        if let Some(link) = set {
            let field = kind
                .map(|kind| LinkField::Kind(kind.0))
                .or_else(|| note.map(LinkField::Note))
                .or_else(|| {
                    let values = values.unwrap_or_default();
                    attribute.map(|id| LinkField::Attribute(id.0, values))
                })
                .ok_or_else(|| not_known(&unknown))?;
            return Ok(Self::Set { link: link.0, field, changed: changed.map(|time| time.0) });
        }
        match (add, change, remove) {
            (Some(link), None, None) => Ok(Self::Add(Box::new(link.0))),
            (None, Some(link), None) => Ok(Self::Change(Box::new(link.0))),
            (None, None, Some(id)) => Ok(Self::Remove(id.0)),
            _ => Err(not_known(&unknown)),
        }
    }
}
