//! Two texts of the article in view beside each other.

use std::sync::Arc;

use crate::{
    app::{
        compare::{Beside, Differences},
        desk::{Desk, Tone},
        view::Main,
        work::Message,
    },
    model::{Version, VersionNumber},
};

impl Desk {
    /// Shows another text of the article beside the one that is read, or shows it no longer.
    pub(super) fn toggle_beside(&mut self) {
        if self.view.beside.take().is_some() {
            return;
        }
        let (Some(article), Some(shown)) = (self.article(), self.version()) else { return };
        // The one that took its place; of the newest, the one before.
        let mut later = article.versions.iter().filter(|other| other.number > shown.number);
        let earlier = article.versions.iter().rfind(|other| other.number < shown.number);
        let Some(other) = later.next_back().or(earlier).map(|other| other.number) else {
            return self.say(Tone::Plain, "This article has one text: there is none to compare");
        };
        self.show_beside(other);
    }

    /// Shows this text of the article beside the one that is read.
    pub(super) fn show_beside(&mut self, other: VersionNumber) {
        let (Some(article), Some(shown)) = (self.article(), self.version()) else { return };
        let other = article.version(other).filter(|other| other.number != shown.number);
        let Some(other) = other else { return };
        let beside = Beside {
            article: article.id.clone(),
            shown: shown.number,
            other: other.number,
            differences: None,
        };
        let texts = (shown.text.clone(), other.text.clone());
        let (ticket, found) = (self.ticket(), beside.clone());
        self.view.main = Main::Article;
        self.view.beside = Some(beside);
        self.work.start("Comparing", ticket, move |reporter| {
            let differences = Some(Arc::new(Differences::between(&texts.0, &texts.1)));
            reporter.send(Message::Compared(Beside { differences, ..found }));
        });
    }

    /// Takes what a comparison has found, if that is still what is shown.
    pub(super) fn compared(&mut self, found: Beside) {
        let is_same = |shown: &Beside| Beside { differences: None, ..found.clone() } == *shown;
        if let Some(beside) = self.view.beside.as_mut().filter(|shown| is_same(shown)) {
            beside.differences = found.differences;
        }
    }

    /// Lets go of a comparison with a text that is not shown any more.
    pub(super) fn follow_beside(&mut self) {
        let is_shown = |beside: &Beside| {
            let here = self.version().map(|version: &Version| version.number);
            self.view.article.as_ref() == Some(&beside.article) && here == Some(beside.shown)
        };
        let is_there = |beside: &Beside| {
            self.article().is_some_and(|article| article.version(beside.other).is_some())
        };
        if self.view.beside.as_ref().is_some_and(|beside| !is_shown(beside) || !is_there(beside)) {
            self.view.beside = None;
        }
    }
}
