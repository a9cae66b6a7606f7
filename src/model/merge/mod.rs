//! Two changed copies of a project into one: by id, field by field, over the state that both began
//! from.
//!
//! What only one side changed is taken from it. What both changed is put together where that can be
//! done: sets as sets, notes by paragraph. Else ours stands, and theirs is kept as a [`Conflict`],
//! which [`edit::compose::take_theirs`] and [`edit::compose::keep_ours`] settle. What one side took
//! out and the other changed, or needs, stays.
//!
//! [`edit::compose::take_theirs`]: super::edit::compose::take_theirs
//! [`edit::compose::keep_ours`]: super::edit::compose::keep_ours

mod article;
mod at_field;
mod both;
mod fields;
mod held;
mod layer;
mod needs;
mod notes;
mod place;
mod records;
mod said;
mod set;
mod shared;
mod standing;
mod taken;
#[cfg(test)]
mod tests;
mod value;
mod visit;

use std::{collections::BTreeMap, sync::Arc};

use super::{
    AnalystId, ArticleId, Conflict, LayerId, Project, Time, VersionNumber,
    edit::{Edit, between},
};
use both::{Both, Clash};
pub use held::holding_back;
pub use said::Said;
pub(super) use set::settled;
pub use standing::standing;
pub use taken::Taken;

/// What became of two copies of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Both in one.
    pub project: Project,
    /// What makes our copy of it, by [`Project::restore`].
    pub edit: Edit,
    /// What came in from the other side, counted.
    pub taken: Taken,
    /// What could not be decided this time; the project holds it too.
    pub conflicts: Vec<OpenConflict>,
}

/// A conflict, and where it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenConflict {
    /// The layer that holds it; `None` where the project does.
    pub layer: Option<LayerId>,
    /// What it is about.
    pub conflict: Conflict,
}

/// Returns all conflicts that wait to be decided: the project's, then those of the layers.
pub fn open_conflicts(project: &Project) -> Vec<OpenConflict> {
    let open = |layer: Option<&LayerId>, conflict: &Conflict| OpenConflict {
        layer: layer.cloned(),
        conflict: conflict.clone(),
    };
    let shared = project.conflicts().iter().map(|one| open(None, one));
    let layers = project
        .layers()
        .flat_map(|layer| layer.conflicts.iter().map(move |one| open(Some(&layer.id), one)));
    shared.chain(layers).collect()
}

/// Merges two copies of a project that were both made of `base`; what they can't agree on was found
/// at `time`. Parts that are still shared cost one comparison.
pub fn merge(base: &Project, ours: &Project, theirs: &Project, time: Time) -> Merged {
    let project = if ours == theirs || base == theirs {
        return Merged::unchanged(ours);
    } else if base == ours {
        (theirs.clone(), Vec::new())
    } else {
        let mut merging = Merging::new(Sides { base, ours, theirs }, time);
        (merging.run(), merging.open)
    };
    let (project, conflicts) = project;
    Merged::since(ours, project, conflicts)
}

impl Merged {
    fn unchanged(ours: &Project) -> Self {
        let (edit, taken) = (Edit::Batch(Vec::new()), Taken::default());
        Self { project: ours.clone(), edit, taken, conflicts: Vec::new() }
    }

    /// Returns what several merges in a row have made of our copy.
    pub fn since(ours: &Project, project: Project, conflicts: Vec<OpenConflict>) -> Self {
        let edit = between(ours, &project);
        Self { taken: Taken::of(&edit), project, edit, conflicts }
    }

    /// Is our copy as it was?
    pub fn is_unchanged(&self) -> bool {
        self.edit == Edit::Batch(Vec::new())
    }
}

/// Returns a project with what something in it needs, is not there, and was there in an earlier state
/// of it; `None` where there is no such thing. Files that are read one after another may have changed
/// in between.
pub fn revived(project: &Project, earlier: &Project) -> Option<Project> {
    let sides = Sides { base: earlier, ours: earlier, theirs: earlier };
    let mut merging = Merging::new(sides, Time::default());
    merging.project = project.clone();
    merging.are_spans_gone = merging.has_lost_spans();
    merging.revive_what_is_needed();
    (merging.project != *project).then_some(merging.project)
}

/// The three states of a project.
#[derive(Clone, Copy)]
struct Sides<'a> {
    base: &'a Project,
    ours: &'a Project,
    theirs: &'a Project,
}

impl<'a> Sides<'a> {
    /// Returns a part of each.
    fn map<T>(self, part: impl Fn(&'a Project) -> T) -> [T; 3] {
        [self.base, self.ours, self.theirs].map(part)
    }
}

/// One merge on its way.
struct Merging<'a> {
    sides: Sides<'a>,
    time: Time,
    /// What was decided so far; of ours otherwise.
    project: Project,
    /// Their versions of articles that got another number, since both sides gave theirs to a text.
    renumbered: BTreeMap<ArticleId, BTreeMap<VersionNumber, VersionNumber>>,
    open: Vec<OpenConflict>,
    /// Was a span taken out, in which a link of the other side may end?
    are_spans_gone: bool,
}

impl<'a> Merging<'a> {
    fn new(sides: Sides<'a>, time: Time) -> Self {
        let project = sides.ours.clone();
        let (renumbered, open) = (BTreeMap::new(), Vec::new());
        Self { sides, time, project, renumbered, open, are_spans_gone: false }
    }

    fn run(&mut self) -> Project {
        // Which values an attribute takes has to be known before records carry any.
        self.merge_shared();
        self.merge_articles();
        self.merge_layers();
        self.revive_what_is_needed();
        self.merge_conflicts();
        self.project.clone()
    }

    /// Merges two copies of one record, and keeps what could not be decided.
    fn decide(&mut self, layer: Option<&LayerId>, id: &str, with: impl FnOnce(&mut Both<'_>)) {
        let codebook = Arc::clone(&self.project.codebook);
        let mut both = Both::new(&codebook);
        with(&mut both);
        self.keep(layer, id, both.clashes);
    }

    fn keep(&mut self, layer: Option<&LayerId>, id: &str, clashes: Vec<Clash>) {
        let analyst: Option<AnalystId> = layer.map(|layer| layer.analyst.clone());
        let time = self.time;
        self.open.extend(clashes.into_iter().map(|Clash { field, theirs }| OpenConflict {
            layer: layer.cloned(),
            conflict: Conflict {
                id: id.to_owned(),
                field,
                theirs,
                analyst: analyst.clone(),
                time,
                unknown: super::Unknown::default(),
            },
        }));
    }
}

/// What three states of a thing come to, before anyone looks inside.
enum Verdict<T> {
    /// One side's stands, or none.
    Stands(T),
    /// Both sides have it, and have changed it.
    BothChanged,
}

/// Decides by comparison alone. What one side took out and the other changed stays.
fn verdict<'a, T: PartialEq>(
    base: Option<&'a T>,
    ours: Option<&'a T>,
    theirs: Option<&'a T>,
) -> Verdict<Option<&'a T>> {
    match (ours, theirs) {
        _ if ours == theirs || base == theirs => Verdict::Stands(ours),
        _ if base == ours => Verdict::Stands(theirs),
        (None, kept) | (kept, None) => Verdict::Stands(kept),
        (Some(_), Some(_)) => Verdict::BothChanged,
    }
}
