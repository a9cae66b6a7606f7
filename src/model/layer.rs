//! A layer: one analyst's spans and links over one article.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    AnalystId, ByPlace, LayerId, Link, LinkEnd, LinkId, Span, SpanId, Time, Unknown, VersionNumber,
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
    /// The span or link.
    pub id: String,
    /// Which of its fields.
    pub field: String,
    /// The other side's value, as RON text.
    pub theirs: String,
    /// The other side.
    pub analyst: AnalystId,
    /// When it was found.
    pub time: Time,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

/// One analyst's spans and links over one article.
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
    spans: BTreeMap<SpanId, Arc<Span>>,
    links: BTreeMap<LinkId, Arc<Link>>,
    by_place: ByPlace,
    /// Both ends of every link within the layer.
    ends: BTreeSet<(SpanId, LinkId)>,
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
            spans: BTreeMap::new(),
            links: BTreeMap::new(),
            by_place: ByPlace::default(),
            ends: BTreeSet::new(),
        }
    }

    /// Returns this layer with these spans and links, all at once. Where two share an id the later
    /// one stays: a file's reader says so before.
    #[must_use]
    pub fn with(mut self, spans: Vec<Span>, links: Vec<Link>) -> Self {
        self.spans.extend(spans.into_iter().map(|span| (span.id.clone(), Arc::new(span))));
        self.links.extend(links.into_iter().map(|link| (link.id.clone(), Arc::new(link))));
        self.by_place = ByPlace::new(self.spans.values().map(Arc::as_ref));
        self.ends = self.links.values().flat_map(|link| ends(link)).collect();
        self
    }

    /// Returns a span.
    pub fn span(&self, id: &SpanId) -> Option<&Span> {
        self.spans.get(id).map(Arc::as_ref)
    }

    /// Returns a link.
    pub fn link(&self, id: &LinkId) -> Option<&Link> {
        self.links.get(id).map(Arc::as_ref)
    }

    /// Returns all spans: in the order of the text, then those that are adrift, by id.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let placed = self.by_place.ids().filter_map(|id| self.span(id));
        placed.chain(self.adrift())
    }

    /// Returns the spans whose text is not at their position, by id.
    pub fn adrift(&self) -> impl Iterator<Item = &Span> {
        let has_any = self.by_place.ids().len() < self.spans.len();
        let all = has_any.then(|| self.spans.values().map(Arc::as_ref));
        all.into_iter().flatten().filter(|span| span.place.fragments().is_none())
    }

    /// Returns all links, by id.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        self.links.values().map(Arc::as_ref)
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
        let first = (span.clone(), LinkId::from_bits(0));
        let ends = self.ends.range(first..).take_while(move |(at, _)| at == span);
        ends.filter_map(|(_, link)| self.link(link))
    }

    /// Is there neither span, link, note, status nor anything else worth a file?
    pub fn is_blank(&self) -> bool {
        self.spans.is_empty()
            && self.links.is_empty()
            && self.note.is_empty()
            && self.status.is_none()
            && self.conflicts.is_empty()
            && self.unknown.is_empty()
    }

    /// Puts a span in, in place of the one with its id, which is returned.
    pub(super) fn put_span(&mut self, span: Span) -> Option<Arc<Span>> {
        let old = self.take_span(&span.id);
        self.by_place.insert(&span);
        self.spans.insert(span.id.clone(), Arc::new(span));
        old
    }

    /// Puts in spans that are not there yet, all at once.
    pub(super) fn put_spans(&mut self, spans: Vec<Span>) {
        self.by_place.insert_all(&spans);
        self.spans.extend(spans.into_iter().map(|span| (span.id.clone(), Arc::new(span))));
    }

    /// Takes spans out, all at once; returns those that were there, in the order of the ids.
    pub(super) fn take_spans(&mut self, ids: &[SpanId]) -> Vec<Arc<Span>> {
        let taken = ids.iter().filter_map(|id| self.spans.remove(id)).collect();
        self.by_place.retain(|id| self.spans.contains_key(id));
        taken
    }

    /// Takes a span out.
    pub(super) fn take_span(&mut self, id: &SpanId) -> Option<Arc<Span>> {
        let span = self.spans.remove(id)?;
        self.by_place.remove(&span);
        Some(span)
    }

    /// Puts a link in, in place of the one with its id, which is returned.
    pub(super) fn put_link(&mut self, link: Link) -> Option<Arc<Link>> {
        let old = self.take_link(&link.id);
        self.ends.extend(ends(&link));
        self.links.insert(link.id.clone(), Arc::new(link));
        old
    }

    /// Takes a link out.
    pub(super) fn take_link(&mut self, id: &LinkId) -> Option<Arc<Link>> {
        let link = self.links.remove(id)?;
        for end in ends(&link) {
            self.ends.remove(&end);
        }
        Some(link)
    }
}

impl PartialEq for Layer {
    fn eq(&self, other: &Self) -> bool {
        // The two indexes follow from the spans and links.
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

fn ends(link: &Link) -> impl Iterator<Item = (SpanId, LinkId)> {
    let to = match &link.to {
        LinkEnd::Span(to) => Some(to.clone()),
        LinkEnd::SpanIn(..) | LinkEnd::Card(_) => None,
    };
    let id = link.id.clone();
    [Some(link.from.clone()), to].into_iter().flatten().map(move |span| (span, id.clone()))
}
