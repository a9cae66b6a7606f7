//! What panels see: everything, and nothing that they could change.

use super::{
    command::{Command, Entry, Needs},
    desk::{Desk, Open},
    find::{Finding, Occurrences},
    theme::Theme,
    view::View,
    work::Running,
};
use crate::{
    model::{Article, Codebook, Project, Tag, Version},
    store::Settings,
    text::Stretch,
};

/// What panels see.
#[derive(Clone)]
pub struct Scene<'a> {
    /// The open project.
    pub open: Option<&'a Open>,
    /// What is shown and selected.
    pub view: &'a View,
    /// What the user has set.
    pub settings: &'a Settings,
    /// What is looked for in the article.
    pub finding: &'a Finding,
    /// The other occurrences of a name, while they are shown.
    pub occurrences: Option<&'a Occurrences>,
    /// Work that is under way.
    pub running: Option<&'a Running>,
    /// Colours.
    pub theme: Theme,
}

impl<'a> Scene<'a> {
    /// Returns what panels see of a desk.
    pub fn of(desk: &'a Desk, theme: Theme) -> Self {
        let Desk { open, view, settings, finding, occurrences, work, .. } = desk;
        let (open, occurrences) = (open.as_ref(), occurrences.as_ref());
        Self { open, view, settings, finding, occurrences, running: work.running(), theme }
    }

    /// Returns the open project.
    pub fn project(&self) -> Option<&'a Project> {
        self.open.map(|open| &open.project)
    }

    /// Returns the open project's codebook.
    pub fn codebook(&self) -> Option<&'a Codebook> {
        self.project().map(Project::codebook)
    }

    /// Returns the article that is shown.
    pub fn article(&self) -> Option<&'a Article> {
        self.project()?.article(self.view.article.as_ref()?)
    }

    /// Returns the version of the article that is shown.
    pub fn version(&self) -> Option<&'a Version> {
        self.open?.shown(self.view)
    }

    /// Returns the tags that can be given, in order.
    pub fn offered_tags(&self) -> Vec<&'a Tag> {
        self.codebook().map(Codebook::offered_tags).unwrap_or_default()
    }

    /// Returns what is marked in the article that is shown, in the order of the text, and the one that
    /// one is at: the occurrences of a name that is being labelled, else the hits of the search.
    pub fn hits(&self) -> (&'a [Stretch], Option<Stretch>) {
        self.occurrences.map_or_else(
            || (self.finding.hits(), self.finding.hit()),
            |occurrences| (occurrences.ghosts(), occurrences.ghost()),
        )
    }

    /// Can this command be run now?
    pub fn can_run(&self, entry: &Entry) -> bool {
        match entry.needs {
            Needs::Nothing => true,
            Needs::Project => self.open.is_some(),
            Needs::Article => self.article().is_some(),
            Needs::Span => self.view.span.is_some(),
            Needs::Selection => self.view.selected_text().is_some(),
            Needs::Done => self.open.is_some_and(|open| open.history.undo_label().is_some()),
            Needs::Undone => self.open.is_some_and(|open| open.history.redo_label().is_some()),
        }
    }

    /// Returns a command's label as it reads now: "Undo tag Quote".
    pub fn label(&self, entry: &Entry) -> String {
        let history = self.open.map(|open| &open.history);
        let what = match entry.command {
            Command::Undo => history.and_then(|history| history.undo_label()),
            Command::Redo => history.and_then(|history| history.redo_label()),
            _ => None,
        };
        what.map_or_else(|| entry.label.to_owned(), |what| format!("{} {what}", entry.label))
    }
}
