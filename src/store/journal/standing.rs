//! How things stand at a record, so that a segment can begin there.

use std::sync::Arc;

use super::recover::without_blank;
use crate::{
    model::{
        Project, Time,
        edit::{Edit, LayerEdit, between},
    },
    store::files::{Entry, FileHashes, Start},
};

/// How things stand where a segment is to begin.
#[derive(Debug)]
pub(super) struct Beginning {
    pub(super) time: Time,
    pub(super) covers: u64,
    pub(super) reach: u64,
    pub(super) files: FileHashes,
    /// As the files have it, and as it is.
    pub(super) projects: Box<(Project, Project)>,
}

/// How things stand after a record.
#[derive(Debug)]
pub(super) struct At(pub(super) u64, pub(super) Beginning);

impl At {
    /// Returns how things stand after the next record, `None` where that can't be told: no segment
    /// begins by itself then.
    pub(super) fn after(mut self, number: u64, entry: &Entry) -> Option<Self> {
        let (saved, project) = &mut *self.1.projects;
        match entry {
            Entry::Act(time, _) => self.1.time = *time,
            Entry::Discarded(_) => project.clone_from(saved),
            // A segment begins right after it, with a standing of its own.
            Entry::Outside(..) => return None,
            Entry::Begun(_) => {}
        }
        if let Some(edit) = entry.edit() {
            project.restore(edit.clone()).ok()?;
        }
        self.0 = number;
        Some(self)
    }
}

/// Returns how the record of a beginning has it.
pub(super) fn start(beginning: &Beginning) -> Start {
    let Beginning { time, covers, reach, files, projects } = beginning;
    let ((saved, project), files) = (&**projects, files.clone());
    let (time, covers, reach) = (*time, *covers, *reach);
    let unsaved = between(&without_blank(saved), project);
    let is_something = unsaved != Edit::Batch(Vec::new());
    let unsaved = is_something.then(|| Arc::new(unsaved));
    let blank = saved.layers().filter(|layer| layer.is_blank());
    let blank: Vec<Edit> =
        blank.map(|layer| Edit::Layer(LayerEdit::Add(Arc::new(layer.clone())))).collect();
    let blank = (!blank.is_empty()).then(|| Arc::new(Edit::Batch(blank)));
    Start { time, covers, reach, files, blank, unsaved, ..Start::default() }
}
