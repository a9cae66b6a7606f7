//! Mending files that are damaged or have two sides, with the project open.

use std::path::{Path, PathBuf};

use crate::{
    app::{
        action::Mending,
        desk::{Desk, Tone},
        dialog::{Dialog, Looked, ProblemsDialog, Prospect, Trial, records},
        dispatch::earlier::looked,
        work::{Message, TakenFrom},
    },
    jobs::{self, Asked, JobError, Stamps, Unfit},
    review::count,
    store::{RepairOutcome, Repairing},
};

impl Desk {
    fn problems_dialog(&mut self) -> Option<&mut ProblemsDialog> {
        match self.view.dialog.as_deref_mut()? {
            Dialog::Problems(dialog) => Some(dialog),
            _ => None,
        }
    }

    /// Looks for what does not fit together in the files as they were last read or saved, while the
    /// dialog that tells it is open: what stands in for it in the window is in no file yet. Returns
    /// whether there was anything to look at.
    pub(super) fn look_for_unfit(&mut self) -> bool {
        let revision = self.open.as_ref().map(|open| open.revision);
        let Some(dialog) = self.problems_dialog() else { return false };
        if dialog.looked_at == revision {
            return false;
        }
        dialog.looked_at = revision;
        let Some(open) = &self.open else { return false };
        let (saved, path, ticket) = (open.saved.clone(), open.path(), open.ticket);
        let at = open.revision;
        self.work.quietly(ticket, move |reporter| {
            reporter.send(Message::Unfit(at, jobs::unfit(path.as_deref(), &saved)));
        });
        true
    }

    /// Takes what was found, unless something newer is looked at by now.
    pub(super) fn found_unfit(&mut self, revision: u64, unfit: Vec<Unfit>) {
        let dialog = self.problems_dialog().filter(|one| one.looked_at == Some(revision));
        if let Some(dialog) = dialog {
            dialog.unfit = Looked::Found(unfit);
        }
    }

    /// Looks what mending a file would save and lose.
    pub(super) fn try_mending(&mut self, file: PathBuf, mending: Mending) {
        let path = self.open.as_ref().and_then(|open| open.path());
        let Some(path) = path else { return };
        let Some(dialog) = self.problems_dialog() else { return };
        let prospect = Looked::Waiting;
        dialog.trial = Some(Trial { file: file.clone(), mending, prospect, is_seen: false });
        let (ticket, stamps) = (self.ticket(), self.stamps.clone());
        self.work.quietly(ticket, move |reporter| {
            let (prospect, _) = mend(&path, &file, mending, Repairing::Told, &stamps);
            reporter.send(Message::WouldMend(file, prospect));
        });
    }

    pub(super) fn would_mend(&mut self, file: &Path, prospect: Result<Prospect, JobError>) {
        let Some(dialog) = self.problems_dialog() else { return };
        if let Some(trial) = dialog.trial.as_mut().filter(|trial| trial.file == file) {
            trial.prospect = looked(prospect);
        }
    }

    /// Mends a file, and takes in what it holds then.
    pub(super) fn mend(&mut self, file: PathBuf, mending: Mending) {
        if let Some(dialog) = self.problems_dialog() {
            dialog.trial = None;
        }
        let stamps = self.stamps.clone();
        self.change_files("Mending", TakenFrom::Mended, move |folder, reporter| {
            let (done, files) = mend(folder.path(), &file, mending, Repairing::Done, &stamps);
            reporter.send(Message::Mended(file, done));
            files
        });
    }

    /// Makes a new `project.ron` where it is missing, and opens the project.
    pub(super) fn make_header(&mut self, path: PathBuf) {
        self.view.dialog = None;
        let ticket = self.ticket();
        self.work.start_writing("Mending", ticket, move |reporter| {
            let header = [PathBuf::from("project.ron")];
            let made = jobs::repair(&path, &header, Repairing::Done);
            reporter.send(Message::Classified(made.map(|_| Asked::Project(path))));
        });
    }

    pub(super) fn mended(&mut self, file: &Path, done: Result<Prospect, JobError>) {
        let file = file.display();
        let text = match done {
            Err(error) => return self.complain(&error),
            Ok(Prospect::Repair(RepairOutcome::Saved { saved, lost, kept })) => {
                let kept = kept.map_or_else(String::new, |kept| {
                    format!(". The old file is kept: {}", kept.display())
                });
                let lost = match lost.len() {
                    0 => "nothing".to_owned(),
                    lost => count(lost, "place"),
                };
                format!("Repaired {file}: {} saved, {lost} lost{kept}", records(&saved))
            }
            Ok(Prospect::Merge { .. }) => {
                format!("The two sides of {file} are one now; both are kept in the project’s trash")
            }
            Ok(Prospect::Repair(_) | Prospect::Sound) => format!("{file} was left as it is"),
        };
        self.say(Tone::Good, text);
    }
}

/// Mends a file of a project, or tells what would come of it; returns the files that changed.
fn mend(
    project: &Path,
    file: &Path,
    mending: Mending,
    repairing: Repairing,
    stamps: &Stamps,
) -> (Result<Prospect, JobError>, Vec<PathBuf>) {
    let files = [file.to_owned()];
    let done = match mending {
        Mending::Repair => jobs::repair(project, &files, repairing).map(|repaired| {
            let outcome = repaired.into_iter().next().map(|one| one.outcome);
            (outcome.map_or(Prospect::Sound, Prospect::Repair), files.to_vec())
        }),
        Mending::Merge => jobs::merge_sides(project, &files, repairing, stamps).and_then(|tried| {
            let Some((_, tried)) = tried.into_iter().next() else {
                return Ok((Prospect::Sound, Vec::new()));
            };
            let merged = tried?;
            // Conflicts about what all share are kept in the project's own file.
            let files = [merged.file, PathBuf::from("project.ron")].into_iter().chain(merged.copy);
            Ok((Prospect::Merge { conflicts: merged.conflicts.len() }, files.collect()))
        }),
    };
    match done {
        Ok((prospect, files)) if repairing == Repairing::Done => (Ok(prospect), files),
        Ok((prospect, _)) => (Ok(prospect), Vec::new()),
        Err(error) => (Err(error), Vec::new()),
    }
}
