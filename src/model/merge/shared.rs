//! The files that all analysts share: title, codebook, actor cards, analysts, and open conflicts.

use std::sync::Arc;

use super::{
    Merging, OpenConflict,
    both::union,
    visit::{Fields, Visit, visit},
};
use crate::model::{Conflict, Project, Time, Unknown, edit::SharedFile};

/// What a shared file holds beside its records; title and time are those of `project.ron`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) created: Time,
    pub(super) unknown: Unknown,
}

impl Head {
    pub(super) fn of(project: &Project, file: SharedFile) -> Self {
        let unknown = file.unknown(project).clone();
        match file {
            SharedFile::Project => {
                Self { title: project.title.clone(), created: project.created, unknown }
            }
            _ => Self { unknown, ..Self::default() },
        }
    }
}

impl Fields for Head {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, { value: title created; unknown: unknown; });
    }
}

/// Returns what conflicts call one of the files.
pub(super) const fn file_id(file: SharedFile) -> &'static str {
    match file {
        SharedFile::Project => "project",
        SharedFile::Codebook => "codebook",
        SharedFile::Cards => "actors",
        SharedFile::Analysts => "analysts",
    }
}

impl Merging<'_> {
    pub(super) fn merge_shared(&mut self) {
        for file in SharedFile::ALL {
            self.merge_head(file);
        }
        let sides = self.sides;
        let codebooks = sides.map(|project| &project.codebook);
        if !Arc::ptr_eq(codebooks[0], codebooks[2]) {
            self.merge_records(codebooks.map(|codebook| &codebook.tags));
            self.merge_records(codebooks.map(|codebook| &codebook.links));
            self.merge_records(codebooks.map(|codebook| &codebook.attributes));
        }
        self.merge_records(sides.map(|project| project.analysts.as_ref()));
        self.merge_records(sides.map(|project| project.cards.as_ref()));
    }

    fn merge_head(&mut self, file: SharedFile) {
        let [base, ours, theirs] = self.sides.map(|project| Head::of(project, file));
        if ours == theirs || base == theirs {
            return;
        }
        let mut merged = None;
        self.decide(None, file_id(file), |both| {
            merged = Some(both.merge(Some(&base), &ours, &theirs));
        });
        let Some(merged) = merged.filter(|merged| *merged != ours) else { return };
        *file.unknown_mut(&mut self.project) = merged.unknown;
        if file == SharedFile::Project {
            (self.project.title, self.project.created) = (merged.title, merged.created);
        }
    }

    /// Merges the lists of open conflicts, and adds what could not be decided this time.
    pub(super) fn merge_conflicts(&mut self) {
        let lists = self.sides.map(|project| &project.conflicts);
        self.project.conflicts = merged_lists(lists);
        for open in std::mem::take(&mut self.open) {
            let is_new = match &open.layer {
                None => add(&mut self.project.conflicts, &open.conflict),
                Some(id) => {
                    let Some(layer) = self.project.layers.get_mut(id) else { continue };
                    let is_known = layer.conflicts.iter().any(|one| is_same(one, &open.conflict));
                    !is_known && add(&mut Arc::make_mut(layer).conflicts, &open.conflict)
                }
            };
            if is_new {
                self.open.push(open);
            }
        }
    }
}

fn add(conflicts: &mut Vec<Conflict>, new: &Conflict) -> bool {
    let is_new = !conflicts.iter().any(|one| is_same(one, new));
    if is_new {
        conflicts.push(new.clone());
    }
    is_new
}

/// Do both say the same? When it was found does not matter.
fn is_same(a: &Conflict, b: &Conflict) -> bool {
    (&a.id, &a.field, &a.theirs) == (&b.id, &b.field, &b.theirs)
}

/// Merges lists of conflicts, as sets of what they say.
pub(super) fn merged_lists([base, ours, theirs]: [&Vec<Conflict>; 3]) -> Vec<Conflict> {
    if ours == theirs || base == theirs {
        return ours.clone();
    }
    if base == ours {
        return theirs.clone();
    }
    let said = |all: &[Conflict]| all.iter().cloned().map(Said).collect::<Vec<Said>>();
    let merged = union(&said(base), &said(ours), &said(theirs));
    merged.into_iter().map(|Said(conflict)| conflict).collect()
}

/// A conflict that is the same as another where both say the same.
#[derive(Clone)]
struct Said(Conflict);

impl PartialEq for Said {
    fn eq(&self, other: &Self) -> bool {
        is_same(&self.0, &other.0)
    }
}

impl OpenConflict {
    /// Returns what it is about, as people read it: `note of s1…`, `name of tag claim`.
    pub fn subject(&self) -> String {
        format!("{} of {}", self.conflict.field, self.conflict.id)
    }
}
