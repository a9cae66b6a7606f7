//! Growing and shrinking the selection: word, quotation, sentence, paragraph, article.

use crate::{
    app::{
        desk::{Desk, TOLD},
        view::{Grown, Selection},
    },
    model::Version,
    text::{self, Offset, Stretch, shortened},
};

impl Desk {
    /// Grows the selection to the next larger unit around it.
    pub(super) fn grow(&mut self) {
        let Some((before, units)) = self.selection_and_units() else { return };
        let now = before.stretch();
        let next = units.into_iter().find(|unit| unit.covers(now) && *unit != now);
        let Some(after) = next.map(Selection::of) else { return };
        let grown = &mut self.view.grown;
        if grown.last().is_some_and(|last| last.after != before) {
            grown.clear();
        }
        grown.push(Grown { before, after });
        self.select(Some(after));
        self.announce_selection();
    }

    /// Shrinks the selection: to what it was grown from, else to the next smaller unit at its start,
    /// last to a caret there.
    pub(super) fn shrink(&mut self) {
        let Some((before, units)) = self.selection_and_units() else { return };
        if let Some(grown) = self.view.grown.pop_if(|grown| grown.after == before) {
            self.select(Some(grown.before));
            return self.announce_selection();
        }
        self.view.grown.clear();
        let now = before.stretch();
        let next = units.into_iter().rev().find(|unit| now.covers(*unit) && *unit != now);
        let next = next.map_or_else(|| Selection::caret(now.start), Selection::of);
        self.select(Some(next));
        self.announce_selection();
    }

    fn announce_selection(&mut self) {
        let (Some(at), Some(text)) = (self.view.selected_text(), self.text()) else {
            return self.announce("Nothing selected");
        };
        let words = shortened(text.slice(at), TOLD).into_owned();
        self.announce(format!("{words} selected"));
    }

    /// Returns the selection, and the units around its start, the smallest first.
    fn selection_and_units(&self) -> Option<(Selection, Vec<Stretch>)> {
        let selection = self.view.selection?;
        let version = self.version()?;
        Some((selection, units(version, selection.stretch().start)))
    }
}

fn units(version: &Version, at: Offset) -> Vec<Stretch> {
    let text = &version.text;
    // Between two blocks there is none around it.
    let block = version.block_at(at).filter(|block| at <= block.end);
    let within = block.unwrap_or_else(|| text.whole());
    let quotation = text::quotation_at(text, within, at);
    let units = [
        Some(text::word_at(text, at)),
        quotation.as_ref().map(|quotation| quotation.inner),
        quotation.as_ref().map(|quotation| quotation.outer),
        Some(text::sentence_at(text, within, at)),
        block,
        Some(text.whole()),
    ];
    let mut units: Vec<Stretch> =
        units.into_iter().flatten().filter(|unit| !unit.is_empty()).collect();
    // A quotation may be as long as a sentence, or go over several.
    units.sort_by_key(|unit| unit.len());
    units
}
