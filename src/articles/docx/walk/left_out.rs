//! What of a document could not be kept, counted.

use crate::articles::flow;

/// What was left out so far.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Words that Word does not show.
    pub hidden: usize,
    /// Entities of the document's own, in the text as they are written.
    pub entities: usize,
    /// Documents of other formats inside this one.
    pub chunks: usize,
    charts: usize,
    diagrams: usize,
}

impl LeftOut {
    /// Counts a picture whose words are in a part of their own.
    pub fn graphic(&mut self, kind: &str) {
        if kind.ends_with("/chart") || kind.ends_with("/chartex") {
            self.charts += 1;
        } else if kind.ends_with("/diagram") {
            self.diagrams += 1;
        }
    }

    /// Returns a sentence for each.
    pub fn warnings(&self) -> Vec<String> {
        flow::told(&[
            flow::hidden_words(self.hidden),
            (self.charts, "1 chart was left out", "charts were left out"),
            (self.diagrams, "1 diagram was left out", "diagrams were left out"),
            (
                self.chunks,
                "1 document inside this one was left out",
                "documents inside this one were left out",
            ),
            flow::entities(self.entities),
        ])
    }
}
