//! Where the spans of an analyst are in the newest text, before they go over to it.

use super::words::WordsCompared;
use crate::{
    jobs::CarryReport,
    model::{Layer, SpanId},
    text::carry::How,
};

/// How many spans are listed one by one.
const LISTED: usize = 200;

/// Where spans are in the newest text: what was found, and what is shown of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrying {
    /// The spans as they were then.
    pub layer: Layer,
    /// What was found.
    pub report: CarryReport,
    /// The spans that are not unchanged: the changed ones first, then those that were not found, then
    /// the moved ones. Only so many of them.
    pub rows: Vec<CarriedRow>,
    /// How many more there are.
    pub more: usize,
}

/// A span that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedRow {
    /// Which one.
    pub span: SpanId,
    /// What became of it.
    pub how: How,
    /// How sure that is, in hundredths.
    pub sure: f32,
    /// Its words.
    pub words: WordsCompared,
}

impl Carrying {
    /// Puts together what is shown of a report about a layer.
    pub fn new(layer: Layer, report: CarryReport) -> Self {
        let mut others: Vec<_> = report.spans.iter().filter(|one| one.how != How::Same).collect();
        others.sort_by_key(|one| match one.how {
            How::Changed => 0,
            How::Orphan => 1,
            How::Moved | How::Same => 2,
        });
        let more = others.len().saturating_sub(LISTED);
        let rows = others.into_iter().take(LISTED).map(|one| CarriedRow {
            span: one.id.clone(),
            how: one.how,
            sure: one.score.to_fraction() * 100.0,
            words: WordsCompared::new(&one.old, &one.new),
        });
        Self { rows: rows.collect(), more, layer, report }
    }
}
