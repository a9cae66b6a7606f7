//! Saving a project to the folder that it was read from: all of it, or nothing.

use super::{
    Folder, Saved, StoreError,
    generations::prune,
    known::KnownFiles,
    manifest::{self, Covers, Manifest, State},
    names,
    plan::Planned,
    recover::finish_all,
    save::Save,
    saving::carry_out,
    writing::{PATIENCE, Writing},
};
use crate::model::Project;

/// A save that could be neither finished nor taken back: what holds here if it is finished later.
#[derive(Debug)]
pub(super) struct Pending {
    /// The number of the next generation, as that save saw it.
    generation: u64,
    saved: Project,
    known: KnownFiles,
}

impl Folder {
    /// Writes what changed since the project was last read or saved: all of it, or nothing.
    ///
    /// Where files have been changed by others since, it says which, and nothing is written.
    pub fn save(&mut self, project: &Project) -> Result<Saved, StoreError> {
        self.save_covering(project, None)
    }

    /// Does the work of [`Self::save`], and notes with the generation how much of a journal is in
    /// the files that it wrote.
    pub fn save_covering(
        &mut self,
        project: &Project,
        covers: Option<Covers>,
    ) -> Result<Saved, StoreError> {
        let mut changes = project.changes_since(&self.saved);
        if changes.is_empty() && self.pending.is_none() {
            return Ok(Saved::default());
        }
        if !self.is_there() {
            return Err(self.gone());
        }
        let was_pending = self.pending.is_some();
        let held = self.begin_writing().map_err(StoreError::nothing_saved)?;
        if was_pending {
            changes = project.changes_since(&self.saved);
        }
        let mut save = Save::new(self, project);
        save.plan(&changes);
        save.plan.check()?;
        let mut manifest = Manifest::new(&self.session);
        manifest.covers = covers;
        let planned = save.plan.into_order(manifest);
        let mut saved = outcome(&planned);
        if !planned.order.is_empty() {
            saved.generation = Some(self.carry_out(&planned, project, &held)?);
        }
        self.know(&planned);
        self.saved = project.clone();
        Ok(saved)
    }

    /// Keeps other programs from writing, and first finishes what any of them left unfinished.
    pub(super) fn begin_writing(&mut self) -> Result<Writing, StoreError> {
        let held = Writing::begin(&self.disk, &self.session, PATIENCE)?;
        finish_all(&self.disk, &held).1?;
        self.disk.read_as_is();
        if let Some(pending) = self.pending.take() {
            let done = manifest::read(&self.disk, pending.generation, State::Done);
            if done.is_some_and(|done| done.session == self.session.as_str()) {
                self.saved = pending.saved;
                self.known = pending.known;
            }
        }
        Ok(held)
    }

    fn carry_out(
        &mut self,
        planned: &Planned<'_>,
        project: &Project,
        held: &Writing,
    ) -> Result<u64, StoreError> {
        let generation = manifest::next(&self.disk);
        match carry_out(&self.disk, generation, &planned.order, held) {
            Ok(()) => {
                prune(&self.disk);
                Ok(generation)
            }
            Err(error) => {
                if matches!(error, StoreError::Unfinished { .. }) {
                    let before = self.known.clone();
                    self.know(planned);
                    let known = std::mem::replace(&mut self.known, before);
                    let saved = project.clone();
                    self.pending = Some(Box::new(Pending { generation, saved, known }));
                }
                Err(error.nothing_saved())
            }
        }
    }

    /// Takes over what the files hold after a save.
    fn know(&mut self, planned: &Planned<'_>) {
        for one in &planned.order.manifest.moves {
            self.known.remove_all(&one.from);
        }
        let written = planned.order.manifest.writes.iter();
        let written = written.filter_map(|write| Some((write.file.clone(), write.new?)));
        let written = written.filter(|(file, _)| !file.starts_with(names::POSTIL));
        for (file, hash) in written.chain(planned.as_they_are.iter().cloned()) {
            self.copy_first.remove(&file);
            self.known.insert(file, hash);
        }
        for article in &planned.freed {
            self.taken.remove(article.as_str());
        }
    }
}

/// Returns what a save will have done.
pub(super) fn outcome(planned: &Planned<'_>) -> Saved {
    let manifest = &planned.order.manifest;
    let gone = manifest.moves.iter().flat_map(|one| &one.files);
    let gone = gone.map(|held| (held.file.clone(), None));
    let written = manifest.writes.iter().filter(|write| !write.file.starts_with(names::POSTIL));
    Saved {
        written: written.clone().map(|write| write.file.clone()).collect(),
        removed: manifest.moves.iter().map(|one| one.from.clone()).collect(),
        files: gone.chain(written.map(|write| (write.file.clone(), write.new))).collect(),
        generation: None,
    }
}
