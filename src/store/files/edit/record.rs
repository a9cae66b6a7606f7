//! Edits of the small shared records in a journal.

use std::str::FromStr;

use serde::de::MapAccess;

use super::{
    super::{
        codebook::{push_attribute, push_link_kind, push_tag},
        people::{push_analyst, push_card},
        read::{In, Parsed, Record, fields},
        write::Fields,
    },
    not_known,
};
use crate::model::{
    Analyst, Attribute, Card, LinkKind, Tag,
    edit::{Record as Shared, RecordEdit},
};

/// A record that knows how it is written.
pub(super) trait Written: Shared {
    fn push(fields: &mut Fields<'_>, record: &Self);
}

macro_rules! written {
    ($($record:ident: $push:ident,)+) => {
        $(impl Written for $record {
            fn push(fields: &mut Fields<'_>, record: &Self) {
                $push(fields, record);
            }
        })+
    };
}

written! {
    Tag: push_tag,
    LinkKind: push_link_kind,
    Attribute: push_attribute,
    Analyst: push_analyst,
    Card: push_card,
}

pub(super) fn push<R: Written>(fields: &mut Fields<'_>, edit: &RecordEdit<R>) {
    match edit {
        RecordEdit::Add(record) => fields.record("add", |fields| R::push(fields, record)),
        RecordEdit::Change(record) => fields.record("change", |fields| R::push(fields, record)),
        RecordEdit::Remove(id) => fields.id("remove", &id.to_string()),
    }
}

impl<'de, R> Record<'de> for RecordEdit<R>
where
    R: Written + Record<'de>,
    R::Id: FromStr<Err: std::fmt::Display>,
{
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, { add: In<R>, change: In<R>, remove: Parsed<R::Id>, });
        match (add, change, remove) {
            (Some(record), None, None) => Ok(Self::Add(Box::new(record.0))),
            (None, Some(record), None) => Ok(Self::Change(Box::new(record.0))),
            (None, None, Some(id)) => Ok(Self::Remove(id.0)),
            _ => Err(not_known(&unknown)),
        }
    }
}
