//! New places that are proposed for spans whose text has changed: one after another, each waits for the
//! analyst's yes.

mod bar;
mod carrying;
mod words;

pub use carrying::{CarriedRow, Carrying};
pub use words::{WordsCompared, plain_words};

pub use bar::{proposal_keys, proposals_bar_ui};

use super::{desk::Open, view::SpanRef};
use crate::{
    model::{ArticleId, Fragments, Pending, Span, edit::compose},
    text::{ScalarOffset, Text},
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

/// Returns the spans of the one who annotates whose words have only moved, and that wait for a yes.
pub fn moved(open: &Open, article: &ArticleId) -> Vec<SpanRef> {
    let Some(layer) = open.own_layer(article).and_then(|layer| open.project.layer(&layer)) else {
        return Vec::new();
    };
    let has_moved = |pending: &Pending| pending.how == "moved" && !pending.at.is_empty();
    let moved = layer.adrift().filter(|span| span.pending.as_ref().is_some_and(has_moved));
    moved.map(|span| SpanRef::new(&layer.id, &span.id)).collect()
}

/// Returns what is proposed for a span, `None` where nothing is.
pub fn proposal<'a>(open: &'a Open, at: &SpanRef) -> Option<Proposal<'a>> {
    let (span, text) = open.span(at)?;
    let pending = span.pending.as_ref().filter(|_| span.place.fragments().is_none())?;
    let place = compose::proposed(span, text);
    Some(Proposal { span, pending, place, text })
}
