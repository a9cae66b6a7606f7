//! A layer: one analyst's spans and links over one article.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    AnalystId, ByPlace, LayerId, Link, LinkEnd, LinkId, Span, SpanId, Time, Unknown, VersionNumber,
    chunked::{Chunked, Item},
    word::words,
};

words! {
    /// How far an analyst has come with an article; *not begun* is derived, never set.
    Status {
        /// Begun, not finished.
        InProgress = "in-progress",
        /// Finished.
        Done = "done",
    }
}

/// What a merge could not decide: ours stands meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What it is about: a span or link by its id, the `layer`, or a shared record by what it is and
    /// its id (`tag claim`).
    pub id: String,
    /// Which of its fields.
    pub field: String,
    /// The other side's value, as RON text.
    pub theirs: String,
    /// The other side, where it is known.
    pub analyst: Option<AnalystId>,
    /// When it was found.
    pub time: Time,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

/// One analyst's spans and links over one article. Its lists share what they have in common with
/// those of its copies, so that an edit of one span does not copy all of them.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Whose, about what.
    pub id: LayerId,
    /// The version of the text that its positions count in.
    pub version: VersionNumber,
    /// Set by a person; `None` until then.
    pub status: Option<Status>,
    /// Free text.
    pub note: String,
    /// What merges left open.
    pub conflicts: Vec<Conflict>,
    /// Fields of newer versions.
    pub unknown: Unknown,
    /// By id.
    spans: Chunked<Arc<Span>>,
    /// By id.
    links: Chunked<Arc<Link>>,
    by_place: ByPlace,
    /// The spans that have no place, by id.
    adrift: Chunked<Arc<Span>>,
    /// Both ends of every link within the layer, sorted.
    ends: Chunked<(SpanId, LinkId)>,
}

impl Item for Arc<Span> {
    type Sum = ();

    fn sum(_: &[Self]) {}
}

impl Item for Arc<Link> {
    type Sum = ();

    fn sum(_: &[Self]) {}
}

impl Item for (SpanId, LinkId) {
    type Sum = ();

    fn sum(_: &[Self]) {}
}

impl Layer {
    /// Returns a layer without spans.
    pub fn new(id: LayerId, version: VersionNumber) -> Self {
        Self {
            id,
            version,
            status: None,
            note: String::new(),
            conflicts: Vec::new(),
            unknown: Unknown::default(),
            spans: Chunked::default(),
            links: Chunked::default(),
            by_place: ByPlace::default(),
            adrift: Chunked::default(),
            ends: Chunked::default(),
        }
    }

    /// Returns this layer with these spans and links in place of its own, all at once. Where two
    /// share an id the later one stays: a file's reader says so before.
    #[must_use]
    pub fn with(mut self, spans: Vec<Span>, links: Vec<Link>) -> Self {
        let mut spans: Vec<Arc<Span>> = spans.into_iter().rev().map(Arc::new).collect();
        spans.sort_by(|a, b| a.id.cmp(&b.id));
        spans.dedup_by(|a, b| a.id == b.id);
        let mut links: Vec<Arc<Link>> = links.into_iter().rev().map(Arc::new).collect();
        links.sort_by(|a, b| a.id.cmp(&b.id));
        links.dedup_by(|a, b| a.id == b.id);
        let mut ends: Vec<(SpanId, LinkId)> = links.iter().flat_map(|link| ends(link)).collect();
        ends.sort_unstable();
        ends.dedup();
        self.by_place = ByPlace::new(spans.iter());
        self.adrift = spans.iter().filter(|span| is_adrift(span)).cloned().collect();
        self.spans = spans.into_iter().collect();
        self.links = links.into_iter().collect();
        self.ends = ends.into_iter().collect();
        self
    }

    /// Returns a span.
    pub fn span(&self, id: &SpanId) -> Option<&Span> {
        self.spans.get(self.span_at(id)?).map(Arc::as_ref)
    }

    /// Returns a link.
    pub fn link(&self, id: &LinkId) -> Option<&Link> {
        self.links.get(self.link_at(id)?).map(Arc::as_ref)
    }

    /// Returns all spans: in the order of the text, then those that are adrift, by id.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        self.by_place.spans().chain(self.adrift())
    }

    /// Returns the spans whose text is not at their position, by id.
    pub fn adrift(&self) -> impl Iterator<Item = &Span> {
        self.adrift.iter().map(Arc::as_ref)
    }

    /// Returns all spans by id that may differ from those of another state of the layer: each that
    /// only this one has, or has otherwise, and perhaps some that are the same.
    pub(super) fn spans_apart<'a>(
        &'a self,
        other: &Self,
    ) -> impl Iterator<Item = &'a Span> + use<'a> {
        self.spans.apart_from(&other.spans).map(Arc::as_ref)
    }

    /// Returns all links by id that may differ, as [`Layer::spans_apart`] does.
    pub(super) fn links_apart<'a>(
        &'a self,
        other: &Self,
    ) -> impl Iterator<Item = &'a Link> + use<'a> {
        self.links.apart_from(&other.links).map(Arc::as_ref)
    }

    /// Returns all links, by id.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().map(Arc::as_ref)
    }

    /// Returns how many spans there are.
    pub fn span_count(&self) -> usize {
        self.spans.len()
    }

    /// Returns how many links there are.
    pub fn link_count(&self) -> usize {
        self.links.len()
    }

    /// Returns the spans by place.
    pub fn by_place(&self) -> &ByPlace {
        &self.by_place
    }

    /// Returns the links that start or end at a span, within this layer, by id.
    pub fn links_at(&self, span: &SpanId) -> impl Iterator<Item = &Link> {
        let first = self.ends.partition_point(|(at, _)| at < span);
        let ends = self.ends.iter_from(first).take_while(move |(at, _)| at == span);
        ends.filter_map(|(_, link)| self.link(link))
    }

    /// Is there neither span, link, note, status nor anything else worth a file?
    pub fn is_blank(&self) -> bool {
        self.spans.len() == 0
            && self.links.len() == 0
            && self.note.is_empty()
            && self.status.is_none()
            && self.conflicts.is_empty()
            && self.unknown.is_empty()
    }

    /// Puts a span in, in place of the one with its id, which is returned.
    pub(super) fn put_span(&mut self, span: Span) -> Option<Arc<Span>> {
        let old = self.take_span(&span.id);
        let span = Arc::new(span);
        self.by_place.insert(&span);
        if is_adrift(&span) {
            self.adrift.insert(at_id(&self.adrift, &span.id), Arc::clone(&span));
        }
        self.spans.insert(at_id(&self.spans, &span.id), span);
        old
    }

    /// Puts in spans that are not there yet, all at once.
    pub(super) fn put_spans(&mut self, spans: Vec<Span>) {
        let spans: Vec<Arc<Span>> = spans.into_iter().map(Arc::new).collect();
        self.by_place.insert_all(&spans);
        let adrift = spans.iter().filter(|span| is_adrift(span)).cloned();
        self.adrift.insert_all(adrift, |a, b| a.id.cmp(&b.id));
        self.spans.insert_all(spans, |a, b| a.id.cmp(&b.id));
    }

    /// Takes spans out, all at once; returns those that were there, in the order of the ids.
    pub(super) fn take_spans(&mut self, ids: &[SpanId]) -> Vec<Arc<Span>> {
        let taken =
            ids.iter().filter_map(|id| self.spans.get(self.span_at(id)?)).cloned().collect();
        let gone: BTreeSet<&SpanId> = ids.iter().collect();
        self.by_place.retain(|id| !gone.contains(id));
        self.adrift.retain(|span| !gone.contains(&span.id));
        self.spans.retain(|span| !gone.contains(&span.id));
        taken
    }

    /// Takes a span out.
    pub(super) fn take_span(&mut self, id: &SpanId) -> Option<Arc<Span>> {
        let span = self.spans.remove(self.span_at(id)?)?;
        self.by_place.remove(&span);
        if is_adrift(&span) {
            self.adrift.remove(at_id(&self.adrift, id));
        }
        Some(span)
    }

    /// Puts a link in, in place of the one with its id, which is returned.
    pub(super) fn put_link(&mut self, link: Link) -> Option<Arc<Link>> {
        let old = self.take_link(&link.id);
        for end in ends(&link) {
            let at = self.ends.partition_point(|other| *other < end);
            if self.ends.get(at) != Some(&end) {
                self.ends.insert(at, end);
            }
        }
        let at = self.links.partition_point(|other| other.id < link.id);
        self.links.insert(at, Arc::new(link));
        old
    }

    /// Takes a link out.
    pub(super) fn take_link(&mut self, id: &LinkId) -> Option<Arc<Link>> {
        let link = self.links.remove(self.link_at(id)?)?;
        for end in ends(&link) {
            let at = self.ends.partition_point(|other| *other < end);
            if self.ends.get(at) == Some(&end) {
                self.ends.remove(at);
            }
        }
        Some(link)
    }

    /// Returns where a span is in the list by id.
    fn span_at(&self, id: &SpanId) -> Option<usize> {
        let at = at_id(&self.spans, id);
        self.spans.get(at).filter(|span| span.id == *id).map(|_| at)
    }

    /// Returns where a link is in the list by id.
    fn link_at(&self, id: &LinkId) -> Option<usize> {
        let at = self.links.partition_point(|link| link.id < *id);
        self.links.get(at).filter(|link| link.id == *id).map(|_| at)
    }
}

impl PartialEq for Layer {
    fn eq(&self, other: &Self) -> bool {
        // The indexes follow from the spans and links.
        self.id == other.id
            && self.version == other.version
            && self.status == other.status
            && self.note == other.note
            && self.conflicts == other.conflicts
            && self.unknown == other.unknown
            && self.spans == other.spans
            && self.links == other.links
    }
}

impl Eq for Layer {}

fn is_adrift(span: &Span) -> bool {
    span.place.fragments().is_none()
}

/// Returns where a span with this id is in a list by id, or would be.
fn at_id(spans: &Chunked<Arc<Span>>, id: &SpanId) -> usize {
    spans.partition_point(|span| span.id < *id)
}

fn ends(link: &Link) -> impl Iterator<Item = (SpanId, LinkId)> {
    let to = match &link.to {
        LinkEnd::Span(to) => Some(to.clone()),
        LinkEnd::SpanIn(..) | LinkEnd::Card(_) => None,
    };
    let id = link.id.clone();
    [Some(link.from.clone()), to].into_iter().flatten().map(move |span| (span, id.clone()))
}
