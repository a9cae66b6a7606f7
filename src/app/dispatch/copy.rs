//! Copying words: alone, or with where they stand.

use crate::{
    app::desk::{Desk, Effect, Tone},
    model::{Article, Place},
    review,
};

impl Desk {
    /// Copies the selected text, or the words of the selected span.
    pub(super) fn copy(&mut self) {
        let Some((texts, _)) = self.chosen() else { return };
        let words = texts.join(" ");
        self.effects.push(Effect::Copy(words));
    }

    /// Copies the same with title, byline, publisher, date and address of the article.
    pub(super) fn copy_with_citation(&mut self) {
        let Some((texts, article)) = self.chosen() else {
            return self.say(Tone::Plain, "Select some words or a span first");
        };
        let line = review::citation(&texts, article);
        self.effects.push(Effect::Copy(line));
        self.say(Tone::Good, "Copied with its citation");
    }

    /// Returns the selected text, or the words of the selected span, and the article that they are
    /// from.
    fn chosen(&self) -> Option<(Vec<&str>, &Article)> {
        if let (Some(at), Some(text)) = (self.view.selected_text(), self.text()) {
            return Some((vec![text.slice(at)], self.article()?));
        }
        let (open, at) = (self.open.as_ref()?, self.view.span.as_ref()?);
        let (span, text) = open.span(at)?;
        let texts = match &span.place {
            Place::At(fragments) => fragments.texts(text),
            Place::Adrift(anchor) => anchor.texts.iter().map(String::as_str).collect(),
        };
        Some((texts, open.project.article(&at.layer.article)?))
    }
}
