//! Copying words: alone, or with where they stand.

use crate::{
    app::desk::{Desk, Effect, Tone},
    model::{Article, Place},
    review,
};

impl Desk {
    /// Copies the selected text, or the words of the selected span.
    pub(super) fn copy(&mut self) {
        let Some((texts, ..)) = self.chosen() else { return };
        let words = texts.join(" ");
        self.effects.push(Effect::Copy(words));
    }

    /// Copies the same with title, byline, publisher, date and address of the article.
    pub(super) fn copy_with_citation(&mut self) {
        let Some((texts, article, pages)) = self.chosen() else {
            return self.say(Tone::Plain, "Select some words or a span first");
        };
        let line = review::citation(&texts, article, &pages);
        self.effects.push(Effect::Copy(line));
        self.say(Tone::Good, "Copied with its citation");
    }

    /// Returns the selected text, or the words of the selected span, and the article and the
    /// pages that they are from.
    fn chosen(&self) -> Option<(Vec<&str>, &Article, String)> {
        if let (Some(at), Some(text)) = (self.view.selected_text(), self.text()) {
            let article = self.article()?;
            let pages = self.version().map_or_else(String::new, |version| version.pages_of(at));
            return Some((vec![text.slice(at)], article, pages));
        }
        let (open, at) = (self.open.as_ref()?, self.view.span.as_ref()?);
        let (span, text) = open.span(at)?;
        let texts = match &span.place {
            Place::At(fragments) => fragments.texts(text),
            Place::Adrift(anchor) => anchor.texts.iter().map(String::as_str).collect(),
        };
        let article = open.project.article(&at.layer.article)?;
        let version = open.project.layer(&at.layer).and_then(|one| article.version(one.version));
        let extent = span.place.fragments().map(|fragments| fragments.extent());
        let pages = version.zip(extent).map(|(version, at)| version.pages_of(at));
        Some((texts, article, pages.unwrap_or_default()))
    }
}
