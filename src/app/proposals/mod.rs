//! New places that are proposed for spans whose text has changed: one after another, each waits for the
//! analyst's yes.

mod bar;

pub use bar::{proposal_keys, proposals_bar_ui};

use super::{desk::Open, view::SpanRef};
use crate::{
    model::{ArticleId, Fragments, Pending, Span},
    text::{ScalarOffset, Stretch, Text},
};

/// A span that was looked for in another text, and what was found.
pub struct Proposal<'a> {
    /// The span; it is adrift.
    pub span: &'a Span,
    /// What was found.
    pub pending: &'a Pending,
    /// The place that is proposed; `None` for an orphan.
    pub place: Option<Fragments>,
    /// The text in which the place is.
    pub text: &'a Text,
}

/// Returns the spans of the one who annotates that wait for a yes or were not found, in the order of
/// the text; those that were not found come last.
pub fn waiting(open: &Open, article: &ArticleId) -> Vec<SpanRef> {
    let Some(layer) = open.own_layer(article).and_then(|layer| open.project.layer(&layer)) else {
        return Vec::new();
    };
    let key = |pending: &Pending| -> (bool, Option<(ScalarOffset, ScalarOffset)>) {
        (pending.at.is_empty(), pending.at.first().copied())
    };
    let mut found: Vec<_> =
        layer.adrift().filter_map(|span| Some((key(span.pending.as_ref()?), &span.id))).collect();
    found.sort();
    found.into_iter().map(|(_, span)| SpanRef::new(&layer.id, span)).collect()
}

/// Returns what is proposed for a span, `None` where nothing is.
pub fn proposal<'a>(open: &'a Open, at: &SpanRef) -> Option<Proposal<'a>> {
    let (span, text) = open.span(at)?;
    let pending = span.pending.as_ref().filter(|_| span.place.fragments().is_none())?;
    let stretches = pending.at.iter().map(|&(start, end)| text.stretch_from_scalars(start, end));
    let place = stretches.collect::<Option<Vec<Stretch>>>().and_then(Fragments::new);
    Some(Proposal { span, pending, place, text })
}
