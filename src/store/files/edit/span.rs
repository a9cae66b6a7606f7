//! Edits of spans in a journal: places count bytes.

use compact_str::CompactString;
use serde::de::{Error, MapAccess};

use super::{
    super::{
        read::{In, Labels, List, Parsed, Record, fields, required},
        span::push_pending,
        write::Fields,
    },
    Others, not_known, others_of, push_unknown,
};
use crate::{
    model::{
        Anchor, AttributeId, CardId, Fragments, Pending, Place, Span, SpanId, TagId, Time,
        edit::{CarriedSpan, SpanEdit, SpanField},
    },
    text::{Offset, ScalarOffset, Stretch},
};

pub(super) fn push(fields: &mut Fields<'_>, edit: &SpanEdit) {
    match edit {
        SpanEdit::Add(span) => fields.record("add", |fields| push_span(fields, span)),
        SpanEdit::Remove(id) => fields.id("remove", id.as_str()),
        SpanEdit::AddAll(spans) => fields.list("add_all", spans, push_span),
        SpanEdit::RemoveAll(ids) => fields.ids("remove_all", ids),
        SpanEdit::Change(span) => fields.record("change", |fields| push_span(fields, span)),
        SpanEdit::Set { span, field, changed } => {
            fields.id("set", span.as_str());
            push_field(fields, field);
            push_changed(fields, *changed);
        }
    }
}

/// Writes when a span or link was last changed, if it ever was.
pub(super) fn push_changed(fields: &mut Fields<'_>, changed: Option<Time>) {
    if let Some(changed) = changed {
        fields.id("changed", &changed.to_string());
    }
}

fn push_field(fields: &mut Fields<'_>, field: &SpanField) {
    match field {
        SpanField::Tag(tag) => fields.id("tag", tag.as_str()),
        SpanField::Place(place) => fields.record("place", |fields| push_place(fields, place)),
        SpanField::Card(card) => {
            fields.id("card", card.as_ref().map_or("", |card| card.as_str()));
        }
        SpanField::Note(note) => fields.id("note", note),
        SpanField::Attribute(attribute, values) => {
            fields.id("attribute", attribute.as_str());
            fields.texts("values", values);
        }
        SpanField::Pending(Some(pending)) => {
            fields.record("pending", |fields| push_pending(fields, pending));
        }
        SpanField::Pending(None) => fields.flag("no_pending", true),
    }
}

/// Writes a span with all that it is.
pub(super) fn push_span(fields: &mut Fields<'_>, span: &Span) {
    fields.id("id", span.id.as_str());
    fields.id("tag", span.tag.as_str());
    fields.record("place", |fields| push_place(fields, &span.place));
    fields.text("card", span.card.as_ref().map_or("", |card| card.as_str()));
    fields.text("note", &span.note);
    fields.attributes("attributes", &span.attributes);
    fields.time("created", span.created);
    push_changed(fields, span.changed);
    fields.text("origin", &span.origin);
    if let Some(pending) = &span.pending {
        fields.record("pending", |fields| push_pending(fields, pending));
    }
    push_unknown(fields, &span.unknown);
}

/// Writes where a span is after it was carried over.
pub(super) fn push_carried(fields: &mut Fields<'_>, carried: &CarriedSpan) {
    fields.id("id", carried.id.as_str());
    fields.record("place", |fields| push_place(fields, &carried.place));
    if let Some(pending) = &carried.pending {
        fields.record("pending", |fields| push_pending(fields, pending));
    }
}

fn push_place(fields: &mut Fields<'_>, place: &Place) {
    match place {
        Place::At(fragments) => {
            let bytes: Vec<_> = fragments.iter().map(|one| (one.start, one.end)).collect();
            fields.pairs("bytes", &bytes);
        }
        Place::Adrift(anchor) => {
            fields.flag("adrift", true);
            fields.pairs("at", &anchor.at);
            fields.texts("text", &anchor.texts);
            fields.text("before", &anchor.before);
            fields.text("after", &anchor.after);
        }
    }
}

impl<'de> Record<'de> for Place {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _unknown, {
            bytes: Vec<(u32, u32)>,
            adrift: bool,
            at: Vec<(u32, u32)>,
            text: Vec<String>,
            before: String,
            after: String,
        });
        if adrift.unwrap_or_default() {
            let at = at.unwrap_or_default().into_iter();
            return Ok(Self::Adrift(Box::new(Anchor {
                at: at.map(|(start, end)| (ScalarOffset(start), ScalarOffset(end))).collect(),
                texts: text.unwrap_or_default(),
                before: before.unwrap_or_default(),
                after: after.unwrap_or_default(),
            })));
        }
        let bytes = required("bytes", bytes)?.into_iter();
        let stretches =
            bytes.map(|(start, end)| Stretch { start: Offset(start), end: Offset(end) });
        let fragments = Fragments::new(stretches.collect());
        let odd = "the parts of a span must hold text, come in order and not overlap";
        fragments.map(Self::At).ok_or_else(|| A::Error::custom(odd))
    }
}

/// A span as a journal has it.
pub(super) struct Journalled(pub(super) Span);

impl<'de> Record<'de> for Journalled {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _others, {
            id: Parsed<SpanId>,
            tag: Parsed<TagId>,
            place: In<Place>,
            card: Parsed<CardId>,
            note: String,
            attributes: Labels,
            created: Parsed<Time>,
            changed: Parsed<Time>,
            origin: String,
            pending: In<Pending>,
            unknown: In<Others>,
        });
        Ok(Self(Span {
            id: required("id", id)?.0,
            tag: required("tag", tag)?.0,
            place: required("place", place)?.0,
            card: card.map(|card| card.0),
            note: note.unwrap_or_default(),
            attributes: attributes.unwrap_or_default().0,
            created: created.map(|time| time.0).unwrap_or_default(),
            changed: changed.map(|time| time.0),
            origin: origin.unwrap_or_default(),
            pending: pending.map(|pending| pending.0),
            unknown: others_of(unknown),
        }))
    }

    fn key(&self) -> CompactString {
        self.0.id.as_str().into()
    }
}

/// Where a span is after it was carried over, as a journal has it.
pub(super) struct JournalledCarried(pub(super) CarriedSpan);

impl<'de> Record<'de> for JournalledCarried {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _others, { id: Parsed<SpanId>, place: In<Place>, pending: In<Pending>, });
        Ok(Self(CarriedSpan {
            id: required("id", id)?.0,
            place: required("place", place)?.0,
            pending: pending.map(|pending| pending.0),
        }))
    }

    fn key(&self) -> CompactString {
        self.0.id.as_str().into()
    }
}

impl<'de> Record<'de> for SpanEdit {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            add: In<Journalled>,
            remove: Parsed<SpanId>,
            add_all: List<Journalled>,
            remove_all: Vec<Parsed<SpanId>>,
            change: In<Journalled>,
            set: Parsed<SpanId>,
            tag: Parsed<TagId>,
            place: In<Place>,
            card: String,
            note: String,
            attribute: Parsed<AttributeId>,
            values: Vec<String>,
            pending: In<Pending>,
            no_pending: bool,
            changed: Parsed<Time>,
        });
        if let Some(span) = set {
            let card = card.map(|card| card_id(&card)).transpose()?;
            let attribute =
                attribute.map(|id| SpanField::Attribute(id.0, values.unwrap_or_default()));
            let field = tag
                .map(|tag| SpanField::Tag(tag.0))
                .or_else(|| place.map(|place| SpanField::Place(place.0)))
                .or_else(|| card.map(SpanField::Card))
                .or_else(|| note.map(SpanField::Note))
                .or(attribute)
                .or_else(|| pending.map(|pending| SpanField::Pending(Some(pending.0))))
                .or_else(|| no_pending.map(|_| SpanField::Pending(None)))
                .ok_or_else(|| not_known(&unknown))?;
            let changed = changed.map(|time| time.0);
            return Ok(Self::Set { span: span.0, field, changed });
        }
        let all = |spans: List<Journalled>| spans.0.into_iter().map(|span| span.0).collect();
        let edit = add
            .map(|span| Self::Add(Box::new(span.0.0)))
            .or_else(|| remove.map(|id| Self::Remove(id.0)))
            .or_else(|| add_all.map(|spans| Self::AddAll(all(spans))))
            .or_else(|| {
                remove_all.map(|ids| Self::RemoveAll(ids.into_iter().map(|id| id.0).collect()))
            })
            .or_else(|| change.map(|span| Self::Change(Box::new(span.0.0))));
        edit.ok_or_else(|| not_known(&unknown))
    }
}

/// Nothing stands for no card.
fn card_id<E: Error>(id: &str) -> Result<Option<CardId>, E> {
    if id.is_empty() { Ok(None) } else { id.parse().map(Some).map_err(E::custom) }
}
