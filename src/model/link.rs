//! Links: typed arrows between two spans.

use super::{ArticleId, Attributes, CardId, KindId, LinkId, SpanId, Time, Unknown};

/// Where a link ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkEnd {
    /// A span of the same layer.
    Span(SpanId),
    /// A span of the same analyst in another article.
    SpanIn(ArticleId, SpanId),
    /// An actor card.
    Card(CardId),
}

/// A typed arrow from a span to another span or to an actor card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Random, never reused.
    pub id: LinkId,
    /// What it says.
    pub kind: KindId,
    /// Where it starts: a span of its layer.
    pub from: SpanId,
    /// Where it ends.
    pub to: LinkEnd,
    /// Free text.
    pub note: String,
    /// Typed extras.
    pub attributes: Attributes,
    /// When it was made.
    pub created: Time,
    /// When it was last changed, if ever.
    pub changed: Option<Time>,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Link {
    /// Returns a link without note or attributes.
    pub fn new(id: LinkId, kind: KindId, from: SpanId, to: LinkEnd, created: Time) -> Self {
        let (note, attributes) = (String::new(), Attributes::default());
        let (changed, unknown) = (None, Unknown::default());
        Self { id, kind, from, to, note, attributes, created, changed, unknown }
    }
}
