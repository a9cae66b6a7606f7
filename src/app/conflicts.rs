//! Conflicts as people read them: what each is about, what stands here, and what others have.

use egui::Color32;

use super::{desk::Open, theme::Theme};
use crate::{
    model::merge::{self, open_conflicts},
    review::ConflictWords,
};

/// A conflict with all that is shown of it.
pub struct Conflict {
    /// What is decided.
    pub open: merge::OpenConflict,
    /// What it is about: `Quote “welcome first step”`.
    pub subject: String,
    /// The colour of the tag that it is about, where it is about a span.
    pub color: Option<Color32>,
    /// Which of its fields: `note`.
    pub field: String,
    /// Where: the article, and whose layer it is, where it is about one.
    pub place: String,
    /// What stands.
    pub ours: String,
    /// What the other side has.
    pub theirs: String,
    /// May the one who annotates decide it?
    pub is_own: bool,
    /// Is what it is about still there, so that theirs can be taken?
    pub is_there: bool,
}

impl Conflict {
    /// Returns all of a project: first those that the one who annotates may decide.
    pub fn all(open: &Open, theme: &Theme) -> Vec<Self> {
        let conflicts = open_conflicts(&open.project);
        let mut all: Vec<Self> =
            conflicts.into_iter().map(|one| Self::of(open, theme, one)).collect();
        all.sort_by_key(|one| !one.is_own);
        all
    }

    fn of(open: &Open, theme: &Theme, conflict: merge::OpenConflict) -> Self {
        let ConflictWords { subject, tag, field, place, ours, theirs } =
            ConflictWords::of(&open.project, &conflict);
        let tag = tag.and_then(|tag| open.project.codebook().tags.get(&tag));
        Self {
            subject,
            color: tag.map(|tag| theme.tag(tag)),
            field,
            place,
            is_own: open.decides(conflict.layer.as_ref()),
            is_there: ours.is_some(),
            ours: ours.map_or_else(|| "It is gone".to_owned(), or_none),
            theirs: or_none(theirs),
            open: conflict,
        }
    }
}

fn or_none(value: String) -> String {
    if value.is_empty() { "None".to_owned() } else { value }
}
