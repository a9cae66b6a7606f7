//! Earlier states of the project's files: which there are, and going back to one.

use std::path::PathBuf;

use crate::{
    app::{
        desk::{Desk, Tone},
        dialog::{Dialog, Looked, SavingDialog},
        work::{Message, TakenFrom},
    },
    jobs::{self, JobError},
    review::count,
    store::{ChangedSince, Generation, Going},
};

impl Desk {
    /// Shows what is set about saving, and looks for the states that can be gone back to.
    pub(super) fn show_saving(&mut self) {
        let mut dialog = SavingDialog::default();
        let path = self.open.as_ref().and_then(|open| open.path());
        if path.is_none() {
            dialog.states = Looked::Found(Vec::new());
        }
        self.show(Dialog::Saving(dialog));
        let Some(path) = path else { return };
        let ticket = self.ticket();
        self.work.quietly(ticket, move |reporter| {
            reporter.send(Message::Generations(jobs::generations(&path)));
        });
    }

    /// Looks again after a save: what going back would do is something else now.
    pub(super) fn look_at_states_again(&mut self) {
        if self.saving_dialog().is_some() {
            self.show_saving();
        }
    }

    fn saving_dialog(&mut self) -> Option<&mut SavingDialog> {
        match self.view.dialog.as_deref_mut()? {
            Dialog::Saving(dialog) => Some(dialog),
            _ => None,
        }
    }

    pub(super) fn take_states(&mut self, states: Result<Vec<Generation>, JobError>) {
        if let Some(dialog) = self.saving_dialog() {
            dialog.states = looked(states);
        }
    }

    /// Looks what going back to before a save would do.
    pub(super) fn look_back(&mut self, number: u64) {
        let path = self.open.as_ref().and_then(|open| open.path());
        let Some(path) = path else { return };
        let Some(dialog) = self.saving_dialog() else { return };
        (dialog.chosen, dialog.goings, dialog.is_asked) = (Some(number), Looked::Waiting, false);
        let ticket = self.ticket();
        self.work.quietly(ticket, move |reporter| {
            let goings = jobs::preview_restore(&path, number, &[]);
            reporter.send(Message::WouldGoBack(number, goings));
        });
    }

    pub(super) fn take_goings(&mut self, number: u64, goings: Result<Vec<Going>, JobError>) {
        let dialog = self.saving_dialog();
        if let Some(dialog) = dialog.filter(|dialog| dialog.chosen == Some(number)) {
            dialog.goings = looked(goings);
        }
    }

    /// Goes back to before a save, if nothing is unsaved.
    pub(super) fn go_back(&mut self, number: u64) {
        let Some(open) = &self.open else { return };
        if open.is_unsaved {
            let text = "Save your changes first: going back would meet them";
            return self.say(Tone::Plain, text);
        }
        self.view.dialog = None;
        self.change_files("Going back", TakenFrom::Earlier, move |folder, reporter| {
            // The person was told of files that others have changed, which are kept as any others.
            let went = jobs::restore(folder.path(), number, &[], ChangedSince::Replaced);
            let files: Vec<PathBuf> = went
                .as_ref()
                .map(|saved| saved.files.keys().cloned().collect())
                .unwrap_or_default();
            reporter.send(Message::WentBack(went.map(|_| files.len())));
            files
        });
    }

    pub(super) fn went_back(&mut self, went: Result<usize, JobError>) {
        match went {
            Ok(0) => self.say(Tone::Plain, "All files are so already: nothing was changed"),
            Ok(files) => {
                let text = format!(
                    "The project is as it was before that save: {} went back. What it was until now \
                     is the newest of the earlier states",
                    count(files, "file")
                );
                self.say(Tone::Good, text);
            }
            Err(error) => self.complain(&error),
        }
    }
}

/// Returns what a worker found, or why it did not.
pub(super) fn looked<T>(found: Result<T, JobError>) -> Looked<T> {
    match found {
        Ok(found) => Looked::Found(found),
        Err(error) => Looked::Failed(error.to_string()),
    }
}
