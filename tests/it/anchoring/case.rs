//! An edited article: where its spans were, and where they should be.

use postil::text::Stretch;

/// One edited version of an article.
pub struct Case {
    pub article: String,
    /// The kind of edit.
    pub edit: String,
    pub old: String,
    pub new: String,
    pub spans: Vec<CaseSpan>,
}

/// A span and where it should be.
pub struct CaseSpan {
    /// What was marked: a name, a sentence.
    pub kind: String,
    pub at: Stretch,
    pub expected: Expected,
    /// A second place that is not counted as false.
    pub also: Option<Stretch>,
}

/// Where a span should be in the edited text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    At(Stretch),
    Gone,
}
