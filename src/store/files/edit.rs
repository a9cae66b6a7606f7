//! Edits as RON, for journals.
//!
//! Unlike in a project's files, positions count bytes, so that no text is needed to read an edit, and
//! texts stand beside the journal under their hashes: an edit names them. Until [`fill`] puts them
//! in, a version's hash stands in the place of its text.

mod article;
mod layer;
mod record;
mod span;
#[cfg(test)]
mod tests;

use std::{cell::RefCell, collections::BTreeMap, sync::Arc};

use serde::de::{Error, MapAccess};

pub(super) use self::article::{MissingBlob, fill};
use super::{
    layer::push_conflict,
    read::{In, List, Name, Parsed, Record, fields, keep, required},
    write::Fields,
};
use crate::{
    model::{
        Analyst, Attribute, Card, Conflict, LayerId, LinkKind, Tag, Time, Unknown,
        edit::{
            ArticleEdit, Edit, LayerEdit, LinkEdit, RecordEdit, SharedEdit, SharedFile, SpanEdit,
        },
    },
    text::Text,
};

/// What stands beside a journal because it is too much to stand in it.
#[derive(Clone, Debug)]
pub(in crate::store) enum Blob {
    /// A version's text.
    Text(Text),
    /// The file that a version was read from.
    Original(Arc<[u8]>),
}

impl Blob {
    /// Returns what a file of it holds.
    pub(in crate::store) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_str().as_bytes(),
            Self::Original(bytes) => bytes,
        }
    }
}

/// The blobs that what was written names, by hash.
#[derive(Debug, Default)]
pub(super) struct Blobs(RefCell<BTreeMap<String, Blob>>);

impl Blobs {
    /// Returns the hash to name a blob by, and keeps the blob.
    fn keep(&self, blob: Blob) -> String {
        let hash = blake3::hash(blob.bytes()).to_hex().to_string();
        self.0.borrow_mut().entry(hash.clone()).or_insert(blob);
        hash
    }

    /// Returns what was kept.
    pub(super) fn into_map(self) -> BTreeMap<String, Blob> {
        self.0.into_inner()
    }
}

/// Writes an edit; what it names goes to `blobs`.
pub(super) fn push_edit(fields: &mut Fields<'_>, edit: &Edit, blobs: &Blobs) {
    match edit {
        Edit::Title(title) => fields.id("title", title),
        Edit::Shared(edit) => fields.record("shared", |fields| push_shared(fields, edit)),
        Edit::Tag(edit) => fields.record("tag", |fields| record::push(fields, edit)),
        Edit::LinkKind(edit) => fields.record("link_kind", |fields| record::push(fields, edit)),
        Edit::Attribute(edit) => fields.record("attribute", |fields| record::push(fields, edit)),
        Edit::Analyst(edit) => fields.record("analyst", |fields| record::push(fields, edit)),
        Edit::Card(edit) => fields.record("card", |fields| record::push(fields, edit)),
        Edit::Article(edit) => {
            fields.record("article", |fields| article::push(fields, edit, blobs));
        }
        Edit::Layer(edit) => fields.record("layer", |fields| layer::push(fields, edit)),
        Edit::Span(layer, edit) => {
            fields.id("of", &layer.to_string());
            fields.record("span", |fields| span::push(fields, edit));
        }
        Edit::Link(layer, edit) => {
            fields.id("of", &layer.to_string());
            fields.record("link", |fields| layer::push_link_edit(fields, edit));
        }
        Edit::Batch(edits) => {
            fields.list("batch", edits, |fields, edit| push_edit(fields, edit, blobs));
        }
    }
}

fn push_shared(fields: &mut Fields<'_>, edit: &SharedEdit) {
    match edit {
        SharedEdit::Created(time) => fields.id("created", &time.to_string()),
        SharedEdit::Conflicts(conflicts) => fields.list("conflicts", conflicts, push_conflict),
        SharedEdit::Unknown(file, unknown) => {
            fields.id("file", file_name(*file));
            push_unknown(fields, unknown);
        }
    }
}

fn file_name(file: SharedFile) -> &'static str {
    match file {
        SharedFile::Project => "project",
        SharedFile::Codebook => "codebook",
        SharedFile::Cards => "actors",
        SharedFile::Analysts => "analysts",
    }
}

/// Writes fields of newer versions as a record of their own: beside those of an edit, one could have
/// the same name.
fn push_unknown(fields: &mut Fields<'_>, unknown: &Unknown) {
    if !unknown.is_empty() {
        fields.record("unknown", |fields| fields.unknown(unknown));
    }
}

impl<'de> Record<'de> for Edit {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            title: String,
            shared: In<SharedEdit>,
            tag: In<RecordEdit<Tag>>,
            link_kind: In<RecordEdit<LinkKind>>,
            attribute: In<RecordEdit<Attribute>>,
            analyst: In<RecordEdit<Analyst>>,
            card: In<RecordEdit<Card>>,
            article: In<ArticleEdit>,
            layer: In<LayerEdit>,
            span: In<SpanEdit>,
            link: In<LinkEdit>,
            batch: List<Self>,
            of: InLayer,
        });
        let of = of.map(|layer| layer.0);
        let edit = title
            .map(Self::Title)
            .or_else(|| shared.map(|edit| Self::Shared(edit.0)))
            .or_else(|| tag.map(|edit| Self::Tag(edit.0)))
            .or_else(|| link_kind.map(|edit| Self::LinkKind(edit.0)))
            .or_else(|| attribute.map(|edit| Self::Attribute(edit.0)))
            .or_else(|| analyst.map(|edit| Self::Analyst(edit.0)))
            .or_else(|| card.map(|edit| Self::Card(edit.0)))
            .or_else(|| article.map(|edit| Self::Article(edit.0)))
            .or_else(|| layer.map(|edit| Self::Layer(edit.0)))
            .or_else(|| batch.map(|edits| Self::Batch(edits.0)));
        match (edit, span, link) {
            (Some(edit), None, None) => Ok(edit),
            (None, Some(span), None) => Ok(Self::Span(required("of", of)?, span.0)),
            (None, None, Some(link)) => Ok(Self::Link(required("of", of)?, link.0)),
            _ => Err(not_known(&unknown)),
        }
    }
}

/// Is there a word for what this is? A newer version may have written it.
fn not_known<E: Error>(unknown: &Unknown) -> E {
    let names: Vec<&str> = unknown.iter().map(|(name, _)| name).collect();
    E::custom(format_args!("this edit is not known: {}", names.join(", ")))
}

impl<'de> Record<'de> for SharedEdit {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, others, {
            created: Parsed<Time>,
            conflicts: List<Conflict>,
            file: String,
            unknown: In<Others>,
        });
        match (created, conflicts, file.as_deref()) {
            (Some(time), None, None) => Ok(Self::Created(time.0)),
            (None, Some(conflicts), None) => Ok(Self::Conflicts(conflicts.0)),
            (None, None, Some(name)) => {
                let file = SharedFile::ALL.into_iter().find(|file| file_name(*file) == name);
                Ok(Self::Unknown(required("file", file)?, others_of(unknown)))
            }
            _ => Err(not_known(&others)),
        }
    }
}

/// Fields of newer versions, as a record of their own.
struct Others(Unknown);

impl<'de> Record<'de> for Others {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut unknown = Unknown::default();
        while let Some(name) = map.next_key::<Name<'de>>()? {
            keep(&mut unknown, name.0, &mut map)?;
        }
        Ok(Self(unknown))
    }
}

fn others_of(unknown: Option<In<Others>>) -> Unknown {
    unknown.map(|others| others.0.0).unwrap_or_default()
}

/// A layer's id, written as people read it: `alice/quay`.
struct InLayer(LayerId);

impl<'de> serde::Deserialize<'de> for InLayer {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        let (analyst, article) = name
            .split_once('/')
            .ok_or_else(|| D::Error::custom(format_args!("this is no layer: `{name}`")))?;
        let article = article.parse().map_err(D::Error::custom)?;
        let analyst = analyst.parse().map_err(D::Error::custom)?;
        Ok(Self(LayerId { article, analyst }))
    }
}
