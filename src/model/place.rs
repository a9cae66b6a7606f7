//! Spans by place: those in view are found without a look at the others.

use std::sync::Arc;

use super::{
    Span, SpanId,
    chunked::{Chunked, Item},
};
use crate::text::{Offset, Stretch};

#[derive(Clone, Debug)]
struct Entry {
    extent: Stretch,
    span: Arc<Span>,
}

impl Item for Entry {
    /// From where the first starts to the furthest end.
    type Sum = Stretch;

    fn sum(items: &[Self]) -> Stretch {
        let start = items.first().map_or(Offset::START, |entry| entry.extent.start);
        let end = items.iter().map(|entry| entry.extent.end).max();
        Stretch { start, end: end.unwrap_or(start) }
    }
}

/// The spans of a layer in the order of the text: sorted by (start, end, id), in chunks of which
/// each knows how far it reaches. Spans that are adrift are not in it.
#[derive(Clone, Debug, Default)]
pub struct ByPlace(Chunked<Entry>);

impl ByPlace {
    /// Sorts spans by place.
    pub(super) fn new<'a>(spans: impl Iterator<Item = &'a Arc<Span>>) -> Self {
        let mut entries: Vec<Entry> = spans.filter_map(entry).collect();
        entries.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        Self(entries.into_iter().collect())
    }

    /// Adds a span; one that is adrift has no place and is passed over.
    pub(super) fn insert(&mut self, span: &Arc<Span>) {
        let Some(entry) = entry(span) else { return };
        let at = self.0.partition_point(|other| key(other) < key(&entry));
        self.0.insert(at, entry);
    }

    /// Adds many spans at once; those that are adrift are passed over.
    pub(super) fn insert_all(&mut self, spans: &[Arc<Span>]) {
        self.0.insert_all(spans.iter().filter_map(entry), |a, b| key(a).cmp(&key(b)));
    }

    /// Keeps the spans whose id is asked for.
    pub(super) fn retain(&mut self, is_kept: impl Fn(&SpanId) -> bool) {
        self.0.retain(|entry| is_kept(&entry.span.id));
    }

    /// Takes a span out, as it was when it was added.
    pub(super) fn remove(&mut self, span: &Arc<Span>) {
        let Some(entry) = entry(span) else { return };
        let at = self.0.partition_point(|other| key(other) < key(&entry));
        if self.0.get(at).is_some_and(|other| key(other) == key(&entry)) {
            self.0.remove(at);
        }
    }

    /// Returns all spans, by (start, end, id).
    pub fn spans(&self) -> impl DoubleEndedIterator<Item = &Span> {
        self.0.iter().map(|entry| entry.span.as_ref())
    }

    /// Returns how many spans there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Returns the span that has so many before it.
    pub fn nth(&self, number: usize) -> Option<&Span> {
        self.0.get(number).map(|entry| entry.span.as_ref())
    }

    /// Returns how many spans come before a place (start and end, gaps included): those that start
    /// before it, and those that start with it and end before it.
    pub fn count_before(&self, place: Stretch) -> usize {
        self.0.partition_point(|entry| entry.extent < place)
    }

    /// Returns how many spans come before a place or are at it.
    pub fn count_until(&self, place: Stretch) -> usize {
        self.0.partition_point(|entry| entry.extent <= place)
    }

    /// Returns the ids of all spans, by (start, end, id).
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &SpanId> {
        self.spans().map(|span| &span.id)
    }

    /// Returns the spans whose extent (gaps included) overlaps `stretch`, by place.
    pub fn overlapping(&self, stretch: Stretch) -> impl Iterator<Item = &Span> {
        let reaches = move |sum: &Stretch| sum.start < stretch.end && sum.end > stretch.start;
        let entries = self.0.iter_where(reaches);
        let within = entries.filter(move |entry| entry.extent.overlaps(stretch));
        within.map(|entry| entry.span.as_ref())
    }

    /// Returns the ids of the spans that start at or after `offset`, by place.
    pub fn starting_from(&self, offset: Offset) -> impl DoubleEndedIterator<Item = &SpanId> {
        let at = self.0.partition_point(|entry| entry.extent.start < offset);
        self.0.iter_from(at).map(|entry| &entry.span.id)
    }

    /// Returns the ids of the spans that start at or before `offset`, by place.
    pub fn starting_until(&self, offset: Offset) -> impl DoubleEndedIterator<Item = &SpanId> {
        let at = self.0.partition_point(|entry| entry.extent.start <= offset);
        self.0.iter_until(at).map(|entry| &entry.span.id)
    }
}

fn entry(span: &Arc<Span>) -> Option<Entry> {
    Some(Entry { extent: span.place.fragments()?.extent(), span: Arc::clone(span) })
}

fn key(entry: &Entry) -> (Stretch, &SpanId) {
    (entry.extent, &entry.span.id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Fragments, TagId, Time};

    fn span(number: u64, start: usize, len: usize) -> Span {
        let fragments = Fragments::one(Stretch::new(start, start + len)).unwrap();
        Span::new(
            SpanId::from_bits(number),
            TagId::new("claim").unwrap(),
            fragments,
            Time::default(),
        )
    }

    proptest! {
        #[test]
        fn overlapping_finds_what_a_scan_finds(
            places in proptest::collection::vec((0..900_usize, 1..40_usize), 0..500),
            gone in proptest::collection::vec(0..500_usize, 0..40),
            from in 0..940_usize, len in 1..30_usize,
        ) {
            let mut spans: Vec<Arc<Span>> = (0..).zip(&places)
                .map(|(number, &(start, len))| Arc::new(span(number, start, len))).collect();
            let mut by_place = ByPlace::default();
            for span in &spans {
                by_place.insert(span);
            }
            for at in gone {
                if at < spans.len() {
                    by_place.remove(&spans.remove(at));
                }
            }
            let view = Stretch::new(from, from + len);
            let mut expected: Vec<(Stretch, SpanId)> = spans.iter()
                .map(|span| (span.place.fragments().unwrap().extent(), span.id.clone()))
                .filter(|(extent, _)| extent.overlaps(view))
                .collect();
            expected.sort();
            let expected: Vec<SpanId> = expected.into_iter().map(|(_, id)| id).collect();
            let found: Vec<SpanId> = by_place.overlapping(view).map(|span| span.id.clone()).collect();
            prop_assert_eq!(&found, &expected);
            let fresh = ByPlace::new(spans.iter());
            let found: Vec<SpanId> = fresh.overlapping(view).map(|span| span.id.clone()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
