//! The spans of several layers about one text as one list, of which any part is found at once.

use super::{ArticleId, Layer, LayerId, Project, Span, SpanId};
use crate::text::Stretch;

/// The spans of an article, of all analysts: by (start, end, analyst, id), then those that are
/// adrift. Nothing is put together beforehand.
#[derive(Clone, Debug)]
pub struct InOrder<'a> {
    /// By analyst.
    layers: Vec<&'a Layer>,
}

impl<'a> InOrder<'a> {
    /// Returns the spans of an article.
    pub fn of(project: &'a Project, article: &ArticleId) -> Self {
        Self { layers: project.layers_of(article).collect() }
    }

    /// Returns the layers that have any.
    pub fn layers(&self) -> impl Iterator<Item = &'a Layer> {
        self.layers.iter().copied().filter(|layer| layer.span_count() > 0)
    }

    /// Returns how many spans there are.
    pub fn count(&self) -> usize {
        self.layers.iter().map(|layer| layer.span_count()).sum()
    }

    /// Returns the span that has so many before it.
    pub fn nth(&self, number: usize) -> Option<(&'a Layer, &'a Span)> {
        let placed: usize = self.layers.iter().map(|layer| layer.by_place().count()).sum();
        if let Some(number) = number.checked_sub(placed) {
            let spans = |layer: &'a Layer| layer.adrift().map(move |span| (layer, span));
            return self.layers.iter().copied().flat_map(spans).nth(number);
        }
        (0..self.layers.len()).find_map(|of| self.nth_of(of, number))
    }

    /// Returns how many spans come before this one, `None` where it is not there.
    pub fn count_before(&self, layer: &LayerId, span: &SpanId) -> Option<usize> {
        let of = self.layers.iter().position(|one| one.id == *layer)?;
        let found = self.layers[of].span(span)?;
        let Some(fragments) = found.place.fragments() else {
            let placed = self.layers.iter().map(|layer| layer.by_place().count()).sum::<usize>();
            let spans =
                self.layers.iter().flat_map(|one| one.adrift().map(|span| (&one.id, &span.id)));
            return Some(placed + spans.take_while(|at| *at != (layer, span)).count());
        };
        let place = fragments.extent();
        let by_place = self.layers[of].by_place();
        // Few spans share one place.
        let first = by_place.count_before(place);
        let mut number = first;
        while by_place.nth(number).is_some_and(|other| other.id != *span) {
            number += 1;
        }
        Some(number + self.count_in_others(of, place))
    }

    /// Returns the span of one layer that has so many before it in all layers.
    fn nth_of(&self, of: usize, number: usize) -> Option<(&'a Layer, &'a Span)> {
        let layer = self.layers[of];
        let (mut low, mut high) = (0, layer.by_place().count().min(number + 1));
        while low < high {
            let middle = low + (high - low) / 2;
            let span = layer.by_place().nth(middle)?;
            let before = middle + self.count_in_others(of, span.place.fragments()?.extent());
            if before == number {
                return Some((layer, span));
            }
            if before < number { low = middle + 1 } else { high = middle }
        }
        None
    }

    /// Returns how many spans of the other layers come before a span of this one. Where two share a
    /// place, that of the analyst named first comes first.
    fn count_in_others(&self, of: usize, place: Stretch) -> usize {
        let counts = self.layers.iter().enumerate().map(|(number, layer)| match number {
            number if number < of => layer.by_place().count_until(place),
            number if number > of => layer.by_place().count_before(place),
            _ => 0,
        });
        counts.sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{AnalystId, Codebook, Fragments, Place, TagId, Time, VersionNumber};

    /// Returns a layer with spans at these places; without one a span is adrift.
    fn layer(analyst: &str, places: &[Option<(usize, usize)>]) -> Layer {
        let span = |(number, place): (u64, &Option<(usize, usize)>)| {
            let at = place.unwrap_or((0, 1));
            let fragments = Fragments::one(Stretch::new(at.0, at.0 + at.1)).unwrap();
            let id = SpanId::from_bits(number * 7919 % 1013);
            let mut span = Span::new(id, TagId::new("claim").unwrap(), fragments, Time::default());
            if place.is_none() {
                span.place = Place::Adrift(Box::default());
            }
            span
        };
        let id = LayerId {
            article: ArticleId::new("quay").unwrap(),
            analyst: AnalystId::new(analyst).unwrap(),
        };
        let spans = (1..).zip(places).map(span).collect();
        Layer::new(id, VersionNumber::FIRST).with(spans, Vec::new())
    }

    fn places() -> impl Strategy<Value = Vec<Option<(usize, usize)>>> {
        let place = proptest::option::weighted(0.9, (0..40_usize, 1..4_usize));
        proptest::collection::vec(place, 0..60)
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_a_sorted_list(a in places(), b in places(), c in places()) {
            let mut project = Project::new("Quay", Time::default(), Codebook::starter());
            for (analyst, places) in [("ann", a), ("bob", b), ("cleo", c)] {
                project.put_layer(layer(analyst, &places));
            }
            let mut all: Vec<_> = project.layers().flat_map(|layer| layer.spans().map(move |span| {
                let extent = span.place.fragments().map(|fragments| fragments.extent());
                (extent.is_none(), extent, layer.id.clone(), span.id.clone())
            })).collect();
            all.sort();
            let order = InOrder::of(&project, &ArticleId::new("quay").unwrap());
            prop_assert_eq!(order.count(), all.len());
            for (number, (_, _, layer, span)) in all.iter().enumerate() {
                let (found, at) = order.nth(number).unwrap();
                prop_assert_eq!((&found.id, &at.id), (layer, span));
                prop_assert_eq!(order.count_before(layer, span), Some(number));
            }
            prop_assert!(order.nth(all.len()).is_none());
        }
    }
}
