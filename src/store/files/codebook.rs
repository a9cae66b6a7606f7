//! `codebook.ron`: tags, link kinds and attributes.

use compact_str::CompactString;
use serde::de::MapAccess;

use super::{
    parse::parse,
    read::{Format, List, Parsed, Record, Word, fields, required},
    write::{Fields, file},
};
use crate::{
    model::{
        Attribute, AttributeId, AttributeKind, Codebook, Color, KindId, LinkKind, Tag, TagId,
        Underline,
    },
    store::Flaw,
};

impl<'de> Record<'de> for Codebook {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            format: Format,
            tags: List<Tag>,
            links: List<LinkKind>,
            attributes: List<Attribute>,
        });
        required("format", format)?;
        let tags = tags.unwrap_or_default().0.into_iter();
        let links = links.unwrap_or_default().0.into_iter();
        let attributes = attributes.unwrap_or_default().0.into_iter();
        Ok(Self {
            tags: tags.map(|tag| (tag.id.clone(), tag)).collect(),
            links: links.map(|kind| (kind.id.clone(), kind)).collect(),
            attributes: attributes.map(|attribute| (attribute.id.clone(), attribute)).collect(),
            unknown,
        })
    }
}

impl<'de> Record<'de> for Tag {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: Parsed<TagId>,
            name: String,
            key: String,
            color: Parsed<Color>,
            color_dark: Parsed<Color>,
            underline: Word<Underline>,
            parent: Parsed<TagId>,
            definition: String,
            examples: Vec<String>,
            note: String,
            retired: bool,
        });
        Ok(Self {
            id: required("id", id)?.0,
            name: name.unwrap_or_default(),
            key: key.unwrap_or_default(),
            color: color.map_or(Color::GREY, |color| color.0),
            color_dark: color_dark.map_or(Color::GREY, |color| color.0),
            underline: underline.map_or(Underline::Solid, |underline| underline.0),
            parent: parent.map(|parent| parent.0),
            definition: definition.unwrap_or_default(),
            examples: examples.unwrap_or_default(),
            note: note.unwrap_or_default(),
            retired: retired.unwrap_or_default(),
            unknown,
        })
    }

    fn key(&self) -> CompactString {
        self.id.as_str().into()
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

impl<'de> Record<'de> for LinkKind {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: Parsed<KindId>,
            name: String,
            from: Vec<Parsed<TagId>>,
            to: Vec<Parsed<TagId>>,
            definition: String,
            examples: Vec<String>,
            note: String,
            retired: bool,
        });
        Ok(Self {
            id: required("id", id)?.0,
            name: name.unwrap_or_default(),
            from: ids(from),
            to: ids(to),
            definition: definition.unwrap_or_default(),
            examples: examples.unwrap_or_default(),
            note: note.unwrap_or_default(),
            retired: retired.unwrap_or_default(),
            unknown,
        })
    }

    fn key(&self) -> CompactString {
        self.id.as_str().into()
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

impl<'de> Record<'de> for Attribute {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: Parsed<AttributeId>,
            name: String,
            kind: Word<AttributeKind>,
            on: Vec<String>,
            values: Vec<String>,
            definition: String,
            note: String,
            retired: bool,
        });
        Ok(Self {
            id: required("id", id)?.0,
            name: name.unwrap_or_default(),
            kind: kind.map_or(AttributeKind::Text, |kind| kind.0),
            on: on.unwrap_or_default(),
            values: values.unwrap_or_default(),
            definition: definition.unwrap_or_default(),
            note: note.unwrap_or_default(),
            retired: retired.unwrap_or_default(),
            unknown,
        })
    }

    fn key(&self) -> CompactString {
        self.id.as_str().into()
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

fn ids(field: Option<Vec<Parsed<TagId>>>) -> Vec<TagId> {
    field.unwrap_or_default().into_iter().map(|id| id.0).collect()
}

/// Reads `codebook.ron`.
pub(in crate::store) fn read_codebook(bytes: &[u8]) -> Result<Codebook, Flaw> {
    parse(bytes)
}

/// Writes `codebook.ron`.
pub(in crate::store) fn render_codebook(codebook: &Codebook) -> String {
    file(|fields| {
        fields.records("tags", codebook.tags.values(), push_tag);
        fields.records("links", codebook.links.values(), push_link_kind);
        fields.records("attributes", codebook.attributes.values(), push_attribute);
        fields.unknown(&codebook.unknown);
    })
}

pub(super) fn push_tag(fields: &mut Fields<'_>, tag: &Tag) {
    fields.id("id", tag.id.as_str());
    fields.text("name", &tag.name);
    fields.text("key", &tag.key);
    fields.id("color", &tag.color.to_string());
    fields.id("color_dark", &tag.color_dark.to_string());
    fields.id("underline", tag.underline.as_str());
    fields.text("parent", tag.parent.as_ref().map_or("", |parent| parent.as_str()));
    fields.text("definition", &tag.definition);
    fields.texts("examples", &tag.examples);
    fields.text("note", &tag.note);
    fields.flag("retired", tag.retired);
    fields.unknown(&tag.unknown);
}

pub(super) fn push_link_kind(fields: &mut Fields<'_>, kind: &LinkKind) {
    fields.id("id", kind.id.as_str());
    fields.text("name", &kind.name);
    fields.texts("from", &kind.from);
    fields.texts("to", &kind.to);
    fields.text("definition", &kind.definition);
    fields.texts("examples", &kind.examples);
    fields.text("note", &kind.note);
    fields.flag("retired", kind.retired);
    fields.unknown(&kind.unknown);
}

pub(super) fn push_attribute(fields: &mut Fields<'_>, attribute: &Attribute) {
    fields.id("id", attribute.id.as_str());
    fields.text("name", &attribute.name);
    fields.id("kind", attribute.kind.as_str());
    fields.texts("on", &attribute.on);
    fields.texts("values", &attribute.values);
    fields.text("definition", &attribute.definition);
    fields.text("note", &attribute.note);
    fields.flag("retired", attribute.retired);
    fields.unknown(&attribute.unknown);
}
