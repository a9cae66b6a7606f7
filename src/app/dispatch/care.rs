//! What keeps the work safe, as a person asks for it: each thing goes its own way.

use std::path::PathBuf;

use crate::{
    app::{
        action::CareAction,
        desk::{Desk, Tone},
        dispatch::others::later,
        work::{Message, Problems, Reporter, Taken, TakenFrom},
    },
    jobs::{self, TakenIn},
    store::{self, Folder},
};

impl Desk {
    pub(super) fn care(&mut self, action: CareAction) {
        match action {
            CareAction::SaveByItself(minutes) => {
                self.settings.autosave = minutes;
                // Counted from the change of mind on.
                if let Some(open) = &mut self.open {
                    open.unsaved_since = None;
                }
            }
            CareAction::LookBack(number) => self.look_back(number),
            CareAction::GoBack(number) => self.go_back(number),
            CareAction::Decide(conflict, decision) => self.decide_conflict(&conflict, decision),
            CareAction::KeepAllOurs => self.keep_all_ours(),
            CareAction::TryMending(file, mending) => self.try_mending(file, mending),
            CareAction::Mend(file, mending) => self.mend(file, mending),
            CareAction::MakeHeader(path) => self.make_header(path),
            CareAction::WriteAgain(file) => self.write_again(file),
        }
    }

    /// Lends the folder to a worker that changes its files by `work`, and takes those in that it names.
    /// Nothing is done while another worker has it.
    pub(super) fn change_files(
        &mut self,
        label: &str,
        from: TakenFrom,
        work: impl FnOnce(&Folder, &Reporter) -> Vec<PathBuf> + Send + 'static,
    ) {
        let now = self.stamps.now();
        let Some(open) = self.open.as_mut().filter(|open| !open.is_partial) else { return };
        let Some(mut folder) = open.lend_folder() else {
            return self.say(Tone::Plain, "The project’s files are in use: try again");
        };
        let (project, ticket) = (open.project.clone(), open.ticket);
        self.work.start_writing(label, ticket, move |reporter| {
            let files = work(&folder, reporter);
            if files.is_empty() {
                return reporter.send(Message::TakenIn(folder, None));
            }
            let Ok(TakenIn { merged, problems }) =
                jobs::take_in(&mut folder, &project, &files, now)
            else {
                return later(reporter, folder, files);
            };
            // What is wrong elsewhere may have had to do with these files.
            let all = store::open(folder.path()).map(|opened| opened.problems);
            let problems = all.map_or(Problems::InFiles(problems), Problems::All);
            let taken = Box::new(Taken { merged, problems, files, from });
            reporter.send(Message::TakenIn(folder, Some(taken)));
        });
    }
}
