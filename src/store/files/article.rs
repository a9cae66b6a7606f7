//! `article.ron`: facts, versions, blocks and pages of one article.

use compact_str::{CompactString, ToCompactString as _};
use serde::de::{Error, MapAccess};

use super::{
    parse::parse,
    read::{Format, Labels, List, Parsed, Record, Word, fields, required},
    write::{Fields, file},
};
use crate::{
    model::{
        Article, ArticleId, Attributes, Block, BlockKind, Fact, Original, Page, Time, Unknown,
        Version, VersionNumber,
    },
    store::Flaw,
    text::{ScalarOffset, Stretch, Text},
};

/// An article as its file has it: without its texts.
pub(in crate::store) struct StoredArticle {
    /// Which article, as the file says.
    pub(in crate::store) id: ArticleId,
    /// By number; never empty.
    pub(in crate::store) versions: Vec<StoredVersion>,
    title: String,
    added: Time,
    group: String,
    note: String,
    labels: Attributes,
    facts: Vec<Fact>,
    blocks: Vec<StoredBlock>,
    pages: Vec<StoredPage>,
    unknown: Unknown,
}

/// A version without its text.
pub(in crate::store) struct StoredVersion {
    /// Counts from 1.
    pub(in crate::store) number: VersionNumber,
    /// Of its text; empty where someone wrote the file by hand.
    pub(in crate::store) hash: String,
    /// Of the file that it came from; empty where that is the text.
    pub(in crate::store) source_hash: String,
    added: Time,
    source: String,
    source_bytes: u64,
    media_type: String,
    encoding: String,
    encoding_from: String,
    extent: String,
    reader: String,
    warnings: Vec<String>,
    unknown: Unknown,
}

pub(super) struct StoredBlock {
    version: VersionNumber,
    at: (u32, u32),
    kind: BlockKind,
    level: u32,
    unknown: Unknown,
}

pub(super) struct StoredPage {
    version: VersionNumber,
    at: (u32, u32),
    label: String,
    unknown: Unknown,
}

impl<'de> Record<'de> for StoredArticle {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            format: Format,
            article: Parsed<ArticleId>,
            title: String,
            added: Parsed<Time>,
            group: String,
            note: String,
            labels: Labels,
            facts: List<Fact>,
            versions: List<StoredVersion>,
            blocks: List<StoredBlock>,
            pages: List<StoredPage>,
        });
        required("format", format)?;
        let List(mut versions) = required("versions", versions)?;
        if versions.is_empty() {
            return Err(A::Error::custom("an article needs at least one version"));
        }
        versions.sort_by_key(|version| version.number);
        let List(mut facts) = facts.unwrap_or_default();
        facts.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self {
            id: required("article", article)?.0,
            versions,
            title: title.unwrap_or_default(),
            added: added.map(|time| time.0).unwrap_or_default(),
            group: group.unwrap_or_default(),
            note: note.unwrap_or_default(),
            labels: labels.unwrap_or_default().0,
            facts,
            blocks: blocks.unwrap_or_default().0,
            pages: pages.unwrap_or_default().0,
            unknown,
        })
    }
}

impl<'de> Record<'de> for StoredVersion {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
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
        });
        let number = required("version", version)?;
        if number == 0 {
            return Err(A::Error::custom("versions count from 1"));
        }
        Ok(Self {
            number: VersionNumber(number),
            hash: hash.unwrap_or_default(),
            source_hash: source_hash.unwrap_or_default(),
            added: added.map(|time| time.0).unwrap_or_default(),
            source: source.unwrap_or_default(),
            source_bytes: source_bytes.unwrap_or_default(),
            media_type: media_type.unwrap_or_default(),
            encoding: encoding.unwrap_or_default(),
            encoding_from: encoding_from.unwrap_or_default(),
            extent: extent.unwrap_or_default(),
            reader: reader.unwrap_or_default(),
            warnings: warnings.unwrap_or_default(),
            unknown,
        })
    }

    fn key(&self) -> CompactString {
        self.number.to_compact_string()
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

impl<'de> Record<'de> for Fact {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, { name: String, value: String, from: String, });
        let (name, value) = (name.unwrap_or_default(), value.unwrap_or_default());
        Ok(Self { name, value, from: from.unwrap_or_default(), unknown })
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

impl<'de> Record<'de> for StoredBlock {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            version: u32,
            at: (u32, u32),
            kind: Word<BlockKind>,
            level: u32,
        });
        Ok(Self {
            version: version.map_or(VersionNumber::FIRST, VersionNumber),
            at: required("at", at)?,
            kind: kind.map_or(BlockKind::Paragraph, |kind| kind.0),
            level: level.unwrap_or_default(),
            unknown,
        })
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

impl<'de> Record<'de> for StoredPage {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, { version: u32, at: (u32, u32), label: String, });
        Ok(Self {
            version: version.map_or(VersionNumber::FIRST, VersionNumber),
            at: required("at", at)?,
            label: label.unwrap_or_default(),
            unknown,
        })
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

impl StoredArticle {
    /// Reads `article.ron`.
    pub(in crate::store) fn read_file(bytes: &[u8]) -> Result<Self, Flaw> {
        parse(bytes)
    }

    /// Returns the article with the texts of its versions, in their order, and how many blocks and
    /// pages lie outside of them and had to be left out.
    pub(in crate::store) fn into_article(self, texts: Vec<(Text, Original)>) -> (Article, usize) {
        let mut versions: Vec<Version> = self
            .versions
            .into_iter()
            .zip(texts)
            .map(|(version, (text, original))| version.into_version(text, original))
            .collect();
        let mut left_out = 0;
        for block in self.blocks {
            left_out += usize::from(!put_block(&mut versions, block));
        }
        for page in self.pages {
            left_out += usize::from(!put_page(&mut versions, page));
        }
        for version in &mut versions {
            version.blocks.sort_by_key(|block| block.at);
            version.pages.sort_by_key(|page| page.at);
        }
        let article = Article {
            id: self.id,
            title: self.title,
            added: self.added,
            group: self.group,
            note: self.note,
            labels: self.labels,
            facts: self.facts,
            versions,
            unknown: self.unknown,
        };
        (article, left_out)
    }
}

impl StoredVersion {
    fn into_version(self, text: Text, original: Original) -> Version {
        Version {
            number: self.number,
            added: self.added,
            hash: self.hash,
            source: self.source,
            source_hash: self.source_hash,
            source_bytes: self.source_bytes,
            media_type: self.media_type,
            encoding: self.encoding,
            encoding_from: self.encoding_from,
            extent: self.extent,
            reader: self.reader,
            warnings: self.warnings,
            text,
            original,
            blocks: Vec::new(),
            pages: Vec::new(),
            unknown: self.unknown,
        }
    }
}

fn put_block(versions: &mut [Version], block: StoredBlock) -> bool {
    let Some((version, at)) = place(versions, block.version, block.at) else { return false };
    version.blocks.push(Block { at, kind: block.kind, level: block.level, unknown: block.unknown });
    true
}

fn put_page(versions: &mut [Version], page: StoredPage) -> bool {
    let Some((version, at)) = place(versions, page.version, page.at) else { return false };
    version.pages.push(Page { at, label: page.label, unknown: page.unknown });
    true
}

fn place(
    versions: &mut [Version],
    number: VersionNumber,
    (start, end): (u32, u32),
) -> Option<(&mut Version, Stretch)> {
    let version = versions.iter_mut().find(|version| version.number == number)?;
    let at = version.text.stretch_from_scalars(ScalarOffset(start), ScalarOffset(end))?;
    Some((version, at))
}

/// Writes `article.ron`.
pub(in crate::store) fn render_article(article: &Article) -> String {
    let mut facts: Vec<&Fact> = article.facts.iter().collect();
    facts.sort_by(|a, b| a.name.cmp(&b.name));
    let versions = || article.versions.iter();
    let blocks =
        versions().flat_map(|version| version.blocks.iter().map(move |one| (version, one)));
    let pages = versions().flat_map(|version| version.pages.iter().map(move |one| (version, one)));
    file(|fields| {
        fields.id("article", article.id.as_str());
        fields.text("title", &article.title);
        fields.time("added", article.added);
        fields.text("group", &article.group);
        fields.text("note", &article.note);
        fields.attributes("labels", &article.labels);
        fields.records("facts", facts, push_fact);
        fields.records("versions", versions(), push_version);
        fields.records("blocks", blocks, push_block);
        fields.records("pages", pages, push_page);
        fields.unknown(&article.unknown);
    })
}

pub(super) fn push_fact(fields: &mut Fields<'_>, fact: &Fact) {
    fields.text("name", &fact.name);
    fields.text("value", &fact.value);
    fields.text("from", &fact.from);
    fields.unknown(&fact.unknown);
}

fn push_version(fields: &mut Fields<'_>, version: &Version) {
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
    fields.unknown(&version.unknown);
}

fn push_block(fields: &mut Fields<'_>, (version, block): (&Version, &Block)) {
    push_at(fields, version, block.at);
    fields.id("kind", block.kind.as_str());
    if block.level != 0 {
        fields.number("level", block.level);
    }
    fields.unknown(&block.unknown);
}

fn push_page(fields: &mut Fields<'_>, (version, page): (&Version, &Page)) {
    push_at(fields, version, page.at);
    fields.text("label", &page.label);
    fields.unknown(&page.unknown);
}

fn push_at(fields: &mut Fields<'_>, version: &Version, at: Stretch) {
    fields.number("version", version.number);
    fields.pair("at", &(version.text.to_scalar(at.start), version.text.to_scalar(at.end)));
}
