//! Edits of articles in a journal: texts and originals are named by their hashes.

use std::sync::Arc;

use compact_str::{CompactString, ToCompactString as _};
use serde::de::MapAccess;

use super::{
    super::{
        article::push_fact,
        read::{In, Labels, List, Parsed, Record, Word, fields, required},
        write::Fields,
    },
    Blob, Blobs, Others, not_known, others_of, push_unknown,
};
use crate::{
    model::{
        Article, ArticleId, AttributeId, Block, BlockKind, Fact, Original, Page, Time, Version,
        VersionNumber,
        edit::{ArticleEdit, ArticleField, Edit},
    },
    text::{Offset, Stretch, Text},
};

/// Stands for an original that is in the project's folder.
const IN_FOLDER: &str = "folder";

/// A text or an original that is not where its hash says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A text of it is missing: {0}")]
pub(in crate::store) struct MissingBlob(pub(super) String);

pub(super) fn push(fields: &mut Fields<'_>, edit: &ArticleEdit, blobs: &Blobs) {
    match edit {
        ArticleEdit::Add(article) => {
            fields.record("add", |fields| push_article(fields, article, blobs));
        }
        ArticleEdit::Change(article) => {
            fields.record("change", |fields| push_article(fields, article, blobs));
        }
        ArticleEdit::Remove(id) => fields.id("remove", id.as_str()),
        ArticleEdit::Set(id, field) => {
            fields.id("set", id.as_str());
            push_field(fields, field, blobs);
        }
    }
}

fn push_field(fields: &mut Fields<'_>, field: &ArticleField, blobs: &Blobs) {
    match field {
        ArticleField::Title(title) => fields.id("title", title),
        ArticleField::Group(group) => fields.id("group", group),
        ArticleField::Note(note) => fields.id("note", note),
        ArticleField::Label(attribute, values) => {
            fields.id("label", attribute.as_str());
            fields.texts("values", values);
        }
        ArticleField::Facts(facts) => fields.list("facts", facts, push_fact),
        ArticleField::AddVersion(version) => {
            fields.record("add_version", |fields| push_version(fields, version, blobs));
        }
        ArticleField::RemoveVersion(number) => fields.number("remove_version", number),
    }
}

fn push_article(fields: &mut Fields<'_>, article: &Article, blobs: &Blobs) {
    fields.id("id", article.id.as_str());
    fields.text("title", &article.title);
    fields.time("added", article.added);
    fields.text("group", &article.group);
    fields.text("note", &article.note);
    fields.attributes("labels", &article.labels);
    fields.list("facts", &article.facts, push_fact);
    fields.list("versions", &article.versions, |fields, version| {
        push_version(fields, version, blobs);
    });
    push_unknown(fields, &article.unknown);
}

fn push_version(fields: &mut Fields<'_>, version: &Version, blobs: &Blobs) {
    fields.number("version", version.number);
    fields.time("added", version.added);
    fields.text("hash", &version.hash);
    fields.text("source", &version.source);
    fields.text("source_hash", &version.source_hash);
    if version.source_bytes != 0 {
        fields.number("source_bytes", version.source_bytes);
    }
    fields.text("media_type", &version.media_type);
    fields.text("encoding", &version.encoding);
    fields.text("encoding_from", &version.encoding_from);
    fields.text("extent", &version.extent);
    fields.text("reader", &version.reader);
    fields.texts("warnings", &version.warnings);
    fields.id("text", &blobs.keep(Blob::Text(version.text.clone())));
    match &version.original {
        Original::IsText => {}
        Original::InFolder => fields.id("original", IN_FOLDER),
        Original::InMemory(bytes) => {
            fields.id("original", &blobs.keep(Blob::Original(Arc::clone(bytes))));
        }
    }
    fields.list("blocks", &version.blocks, |fields, block| {
        fields.pair("bytes", &(block.at.start, block.at.end));
        fields.id("kind", block.kind.as_str());
        fields.number("level", block.level);
        push_unknown(fields, &block.unknown);
    });
    fields.list("pages", &version.pages, |fields, page| {
        fields.pair("bytes", &(page.at.start, page.at.end));
        fields.text("label", &page.label);
        push_unknown(fields, &page.unknown);
    });
    push_unknown(fields, &version.unknown);
}

/// Puts texts and originals in the places where their hashes stand.
pub(in super::super) fn fill(
    edit: Edit,
    blob: &impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Edit, MissingBlob> {
    Ok(match edit {
        Edit::Batch(edits) => {
            let edits = edits.into_iter().map(|edit| fill(edit, blob));
            Edit::Batch(edits.collect::<Result<_, _>>()?)
        }
        Edit::Article(edit) => Edit::Article(match edit {
            ArticleEdit::Add(article) => ArticleEdit::Add(filled(article, blob)?),
            ArticleEdit::Change(article) => ArticleEdit::Change(filled(article, blob)?),
            ArticleEdit::Set(id, ArticleField::AddVersion(mut version)) => {
                fill_version(&mut version, blob)?;
                ArticleEdit::Set(id, ArticleField::AddVersion(version))
            }
            edit @ (ArticleEdit::Remove(_) | ArticleEdit::Set(..)) => edit,
        }),
        edit => edit,
    })
}

fn filled(
    article: Arc<Article>,
    blob: &impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Arc<Article>, MissingBlob> {
    let mut article = Arc::unwrap_or_clone(article);
    article.versions.iter_mut().try_for_each(|version| fill_version(version, blob))?;
    Ok(Arc::new(article))
}

fn fill_version(
    version: &mut Version,
    blob: &impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<(), MissingBlob> {
    let hash = version.text.as_str().to_owned();
    let text = blob(&hash).and_then(|bytes| String::from_utf8(bytes).ok());
    version.text = Text::new(text.ok_or(MissingBlob(hash))?);
    if let Original::InMemory(hash) = &version.original {
        let hash = String::from_utf8_lossy(hash).into_owned();
        let bytes = blob(&hash).ok_or(MissingBlob(hash))?;
        version.original = Original::InMemory(bytes.into());
    }
    Ok(())
}

struct JournalledArticle(Article);

impl<'de> Record<'de> for JournalledArticle {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _others, {
            id: Parsed<ArticleId>,
            title: String,
            added: Parsed<Time>,
            group: String,
            note: String,
            labels: Labels,
            facts: List<Fact>,
            versions: List<JournalledVersion>,
            unknown: In<Others>,
        });
        let versions = versions.unwrap_or_default().0.into_iter();
        Ok(Self(Article {
            id: required("id", id)?.0,
            title: title.unwrap_or_default(),
            added: added.map(|time| time.0).unwrap_or_default(),
            group: group.unwrap_or_default(),
            note: note.unwrap_or_default(),
            labels: labels.unwrap_or_default().0,
            facts: facts.unwrap_or_default().0,
            versions: versions.map(|version| version.0).collect(),
            unknown: others_of(unknown),
        }))
    }
}

/// A version whose text and original are hashes yet.
struct JournalledVersion(Version);

impl<'de> Record<'de> for JournalledVersion {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _others, {
            version: u32,
            added: Parsed<Time>,
            hash: String,
            source: String,
            source_hash: String,
            source_bytes: u64,
            media_type: String,
            encoding: String,
            encoding_from: String,
            extent: String,
            reader: String,
            warnings: Vec<String>,
            text: String,
            original: String,
            blocks: List<JournalledBlock>,
            pages: List<JournalledPage>,
            unknown: In<Others>,
        });
        Ok(Self(Version {
            number: VersionNumber(required("version", version)?),
            added: added.map(|time| time.0).unwrap_or_default(),
            hash: hash.unwrap_or_default(),
            source: source.unwrap_or_default(),
            source_hash: source_hash.unwrap_or_default(),
            source_bytes: source_bytes.unwrap_or_default(),
            media_type: media_type.unwrap_or_default(),
            encoding: encoding.unwrap_or_default(),
            encoding_from: encoding_from.unwrap_or_default(),
            extent: extent.unwrap_or_default(),
            reader: reader.unwrap_or_default(),
            warnings: warnings.unwrap_or_default(),
            text: Text::new(required("text", text)?),
            original: original.map_or(Original::IsText, |name| {
                if name == IN_FOLDER {
                    return Original::InFolder;
                }
                Original::InMemory(name.into_bytes().into())
            }),
            blocks: blocks.unwrap_or_default().0.into_iter().map(|block| block.0).collect(),
            pages: pages.unwrap_or_default().0.into_iter().map(|page| page.0).collect(),
            unknown: others_of(unknown),
        }))
    }

    fn key(&self) -> CompactString {
        self.0.number.to_compact_string()
    }
}

struct JournalledBlock(Block);

impl<'de> Record<'de> for JournalledBlock {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _others, {
            bytes: (u32, u32),
            kind: Word<BlockKind>,
            level: u32,
            unknown: In<Others>,
        });
        Ok(Self(Block {
            at: stretch(required("bytes", bytes)?),
            kind: required("kind", kind)?.0,
            level: level.unwrap_or_default(),
            unknown: others_of(unknown),
        }))
    }
}

struct JournalledPage(Page);

impl<'de> Record<'de> for JournalledPage {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _others, { bytes: (u32, u32), label: String, unknown: In<Others>, });
        let (at, label) = (stretch(required("bytes", bytes)?), label.unwrap_or_default());
        Ok(Self(Page { at, label, unknown: others_of(unknown) }))
    }
}

fn stretch((start, end): (u32, u32)) -> Stretch {
    Stretch { start: Offset(start), end: Offset(end) }
}

impl<'de> Record<'de> for ArticleEdit {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            add: In<JournalledArticle>,
            change: In<JournalledArticle>,
            remove: Parsed<ArticleId>,
            set: Parsed<ArticleId>,
            title: String,
            group: String,
            note: String,
            label: Parsed<AttributeId>,
            values: Vec<String>,
            facts: List<Fact>,
            add_version: In<JournalledVersion>,
            remove_version: u32,
        });
        if let Some(id) = set {
            let label = label.map(|id| ArticleField::Label(id.0, values.unwrap_or_default()));
            let version = |one: In<JournalledVersion>| ArticleField::AddVersion(Box::new(one.0.0));
            let field = title
                .map(ArticleField::Title)
                .or_else(|| group.map(ArticleField::Group))
                .or_else(|| note.map(ArticleField::Note))
                .or(label)
                .or_else(|| facts.map(|facts| ArticleField::Facts(facts.0)))
                .or_else(|| add_version.map(version))
                .or_else(|| remove_version.map(VersionNumber).map(ArticleField::RemoveVersion))
                .ok_or_else(|| not_known(&unknown))?;
            return Ok(Self::Set(id.0, field));
        }
        match (add, change, remove) {
            (Some(article), None, None) => Ok(Self::Add(Arc::new(article.0.0))),
            (None, Some(article), None) => Ok(Self::Change(Arc::new(article.0.0))),
            (None, None, Some(id)) => Ok(Self::Remove(id.0)),
            _ => Err(not_known(&unknown)),
        }
    }
}
