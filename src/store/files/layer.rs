//! A layer's file: one analyst's spans and links over one article.

use compact_str::CompactString;
use serde::de::{Error, MapAccess};

use super::{
    parse::parse,
    read::{Format, Labels, List, Parsed, Record, Word, fields, required},
    span::{StoredSpan, order, push_span},
    write::{Fields, file},
};
use crate::{
    model::{
        AnalystId, ArticleId, BadId, CardId, Conflict, KindId, Layer, LayerId, Link, LinkEnd,
        LinkId, Span, SpanId, Status, Time, Unknown, VersionNumber,
    },
    store::Flaw,
    text::Text,
};

/// A layer as its file has it: not yet compared with its article's text.
pub(in crate::store) struct StoredLayer<'de> {
    /// Whose, about what, as the file says.
    pub(in crate::store) id: LayerId,
    /// The version that its positions count in.
    pub(in crate::store) version: VersionNumber,
    status: Option<Status>,
    note: String,
    spans: Vec<StoredSpan<'de>>,
    links: Vec<Link>,
    conflicts: Vec<Conflict>,
    unknown: Unknown,
}

impl<'de> Record<'de> for StoredLayer<'de> {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            format: Format,
            article: Parsed<ArticleId>,
            analyst: Parsed<AnalystId>,
            version: u32,
            status: Word<Status>,
            note: String,
            spans: List<StoredSpan<'de>>,
            links: List<Link>,
            conflicts: List<Conflict>,
        });
        required("format", format)?;
        let article = required("article", article)?.0;
        let analyst = required("analyst", analyst)?.0;
        let List(mut links) = links.unwrap_or_default();
        for link in &mut links {
            bring_home(link, &article);
        }
        Ok(Self {
            id: LayerId { article, analyst },
            version: version.map_or(VersionNumber::FIRST, VersionNumber),
            status: status.map(|status| status.0),
            note: note.unwrap_or_default(),
            spans: spans.unwrap_or_default().0,
            links,
            conflicts: conflicts.unwrap_or_default().0,
            unknown,
        })
    }
}

impl<'de> StoredLayer<'de> {
    /// Reads a layer's file.
    pub(in crate::store) fn read_file(bytes: &'de [u8]) -> Result<Self, Flaw> {
        parse(bytes)
    }

    /// Returns the layer over its version's text.
    pub(in crate::store) fn into_layer(self, text: &Text) -> Layer {
        let mut layer = Layer::new(self.id, self.version);
        layer.status = self.status;
        layer.note = self.note;
        layer.conflicts = self.conflicts;
        layer.unknown = self.unknown;
        let spans = self.spans.into_iter().map(|span| span.into_span(text)).collect();
        layer.with(spans, self.links)
    }
}

impl<'de> Record<'de> for Link {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: Parsed<LinkId>,
            kind: Parsed<KindId>,
            from: Parsed<SpanId>,
            to: String,
            to_article: Parsed<ArticleId>,
            note: String,
            attributes: Labels,
            created: Parsed<Time>,
            changed: Parsed<Time>,
        });
        let to = end(&required::<_, A::Error>("to", to)?, to_article.map(|article| article.0));
        Ok(Self {
            id: required("id", id)?.0,
            kind: required("kind", kind)?.0,
            from: required("from", from)?.0,
            to: to.map_err(A::Error::custom)?,
            note: note.unwrap_or_default(),
            attributes: attributes.unwrap_or_default().0,
            created: created.map(|time| time.0).unwrap_or_default(),
            changed: changed.map(|time| time.0),
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

/// A card's id and a span's differ in their first letter.
fn end(id: &str, article: Option<ArticleId>) -> Result<LinkEnd, BadId> {
    Ok(match article {
        Some(article) => LinkEnd::SpanIn(article, SpanId::new(id)?),
        None if id.starts_with('c') => LinkEnd::Card(CardId::new(id)?),
        None => LinkEnd::Span(SpanId::new(id)?),
    })
}

/// A link within one article names its end without the article, whatever its file says.
fn bring_home(link: &mut Link, home: &ArticleId) {
    if let LinkEnd::SpanIn(article, span) = &link.to
        && article == home
    {
        link.to = LinkEnd::Span(span.clone());
    }
}

impl<'de> Record<'de> for Conflict {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: String,
            field: String,
            theirs: String,
            analyst: Parsed<AnalystId>,
            time: Parsed<Time>,
        });
        Ok(Self {
            id: required("id", id)?,
            field: field.unwrap_or_default(),
            theirs: theirs.unwrap_or_default(),
            analyst: analyst.map(|analyst| analyst.0),
            time: time.map(|time| time.0).unwrap_or_default(),
            unknown,
        })
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

/// Writes a layer's file over its version's text.
pub(in crate::store) fn render_layer(layer: &Layer, text: &Text) -> String {
    let mut spans: Vec<&Span> = layer.spans().collect();
    if layer.adrift().next().is_some() {
        spans.sort_by_cached_key(|span| {
            let (start, end, id) = order(span, text);
            (start, end, id.clone())
        });
    }
    file(|fields| {
        fields.id("article", layer.id.article.as_str());
        fields.id("analyst", layer.id.analyst.as_str());
        fields.number("version", layer.version);
        if let Some(status) = &layer.status {
            fields.id("status", status.as_str());
        }
        fields.text("note", &layer.note);
        fields.records("spans", spans, |fields, span| push_span(fields, span, text));
        fields.records("links", layer.links(), push_link);
        fields.records("conflicts", &layer.conflicts, push_conflict);
        fields.unknown(&layer.unknown);
    })
}

pub(super) fn push_link(fields: &mut Fields<'_>, link: &Link) {
    fields.id("id", link.id.as_str());
    fields.id("kind", link.kind.as_str());
    fields.id("from", link.from.as_str());
    match &link.to {
        LinkEnd::Span(span) => fields.id("to", span.as_str()),
        LinkEnd::Card(card) => fields.id("to", card.as_str()),
        LinkEnd::SpanIn(article, span) => {
            fields.id("to", span.as_str());
            fields.id("to_article", article.as_str());
        }
    }
    fields.text("note", &link.note);
    fields.attributes("attributes", &link.attributes);
    fields.time("created", link.created);
    if let Some(changed) = link.changed {
        fields.id("changed", &changed.to_string());
    }
    fields.unknown(&link.unknown);
}

pub(super) fn push_conflict(fields: &mut Fields<'_>, conflict: &Conflict) {
    fields.id("id", &conflict.id);
    fields.text("field", &conflict.field);
    fields.text("theirs", &conflict.theirs);
    fields.text("analyst", conflict.analyst.as_ref().map_or("", |analyst| analyst.as_str()));
    fields.time("time", conflict.time);
    fields.unknown(&conflict.unknown);
}
