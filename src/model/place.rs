//! Spans by place: those in view are found in O(log n + k).

use super::{Span, SpanId};
use crate::text::{Offset, Stretch};

#[derive(Clone, Debug)]
struct Entry {
    extent: Stretch,
    /// The furthest end among this entry and all before it.
    furthest: Offset,
    id: SpanId,
}

/// The spans of a layer in the order of the text: a list sorted by (start, end, id) with a running
/// maximum of the ends. Spans that are adrift are not in it.
#[derive(Clone, Debug, Default)]
pub struct ByPlace(Vec<Entry>);

impl ByPlace {
    /// Sorts spans by place.
    pub(super) fn new<'a>(spans: impl Iterator<Item = &'a Span>) -> Self {
        let mut entries: Vec<Entry> = spans.filter_map(entry).collect();
        entries.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        let mut by_place = Self(entries);
        by_place.refresh_from(0);
        by_place
    }

    /// Adds a span; one that is adrift has no place and is passed over.
    pub(super) fn insert(&mut self, span: &Span) {
        let Some(entry) = entry(span) else { return };
        let at = self.0.partition_point(|other| key(other) < key(&entry));
        self.0.insert(at, entry);
        self.refresh_from(at);
    }

    /// Adds many spans at once; those that are adrift are passed over.
    pub(super) fn insert_all(&mut self, spans: &[Span]) {
        self.0.extend(spans.iter().filter_map(entry));
        // Two sorted runs are merged in one pass.
        self.0.sort_by(|a, b| key(a).cmp(&key(b)));
        self.refresh_from(0);
    }

    /// Keeps the spans whose id is asked for.
    pub(super) fn retain(&mut self, is_kept: impl Fn(&SpanId) -> bool) {
        self.0.retain(|entry| is_kept(&entry.id));
        self.refresh_from(0);
    }

    /// Takes a span out, as it was when it was added.
    pub(super) fn remove(&mut self, span: &Span) {
        let Some(entry) = entry(span) else { return };
        if let Ok(at) = self.0.binary_search_by(|other| key(other).cmp(&key(&entry))) {
            self.0.remove(at);
            self.refresh_from(at);
        }
    }

    /// Returns the ids of all spans, by (start, end, id).
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &SpanId> + ExactSizeIterator {
        self.0.iter().map(|entry| &entry.id)
    }

    /// Returns the ids of the spans whose extent (gaps included) overlaps `stretch`, by place.
    pub fn overlapping(&self, stretch: Stretch) -> impl Iterator<Item = &SpanId> {
        let first = self.0.partition_point(|entry| entry.furthest <= stretch.start);
        let rest = self.0.get(first..).unwrap_or_default().iter();
        rest.take_while(move |entry| entry.extent.start < stretch.end)
            .filter(move |entry| entry.extent.end > stretch.start)
            .map(|entry| &entry.id)
    }

    /// Returns the ids of the spans that start at or after `offset`, by place.
    pub fn starting_from(&self, offset: Offset) -> impl DoubleEndedIterator<Item = &SpanId> {
        let at = self.0.partition_point(|entry| entry.extent.start < offset);
        self.0.get(at..).unwrap_or_default().iter().map(|entry| &entry.id)
    }

    /// Returns the ids of the spans that start at or before `offset`, by place.
    pub fn starting_until(&self, offset: Offset) -> impl DoubleEndedIterator<Item = &SpanId> {
        let at = self.0.partition_point(|entry| entry.extent.start <= offset);
        self.0.get(..at).unwrap_or_default().iter().map(|entry| &entry.id)
    }

    fn refresh_from(&mut self, at: usize) {
        let before = at.checked_sub(1).and_then(|before| self.0.get(before));
        let mut furthest = before.map_or(Offset::START, |entry| entry.furthest);
        for entry in self.0.iter_mut().skip(at) {
            furthest = furthest.max(entry.extent.end);
            entry.furthest = furthest;
        }
    }
}

fn entry(span: &Span) -> Option<Entry> {
    let extent = span.place.fragments()?.extent();
    Some(Entry { extent, furthest: extent.end, id: span.id.clone() })
}

fn key(entry: &Entry) -> (Offset, Offset, &SpanId) {
    (entry.extent.start, entry.extent.end, &entry.id)
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
            places in proptest::collection::vec((0..80_usize, 1..40_usize), 0..40),
            gone in proptest::collection::vec(0..40_usize, 0..10),
            from in 0..90_usize, len in 1..30_usize,
        ) {
            let mut spans: Vec<Span> =
                (0..).zip(&places).map(|(number, &(start, len))| span(number, start, len)).collect();
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
            let found: Vec<SpanId> = by_place.overlapping(view).cloned().collect();
            prop_assert_eq!(&found, &expected);
            let fresh = ByPlace::new(spans.iter());
            let found: Vec<SpanId> = fresh.overlapping(view).cloned().collect();
            prop_assert_eq!(found, expected);
        }
    }
}
