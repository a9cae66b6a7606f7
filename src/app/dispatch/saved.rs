//! What becomes of the window when a save has ended.

use std::path::PathBuf;

use crate::{
    app::desk::{Desk, Home, Tone},
    jobs::{JobError, Met},
    model::{edit::Edit, merge::Merged},
    store::{FileHashes, Folder},
};

impl Desk {
    /// Takes the folder back from a save, and goes on with what waited for it.
    pub(super) fn was_saved(
        &mut self,
        folder: Option<Box<Folder>>,
        merged: Option<Box<Merged>>,
        met: Met,
        outcome: Result<FileHashes, JobError>,
    ) {
        let then = self.after_save.take();
        if let Some(open) = &mut self.open
            && outcome.as_ref().is_ok_and(|files| !files.is_empty())
        {
            // Where it was written it is.
            open.is_gone = false;
        }
        let edit = self.take_back(folder, merged);
        let Some(open) = &mut self.open else { return };
        open.take_problems(&met.files, met.problems);
        let is_news = open.hold_up(met.held_up);
        let files = match outcome {
            Ok(files) => files,
            Err(error) => {
                open.save_again = false;
                if let Some(edit) = edit {
                    self.note_taken_in(edit);
                }
                self.look_at_touched();
                return self.complain(&error);
            }
        };
        if is_news {
            self.tell_held_up(&files);
        }
        self.note_written(&files, edit);
        self.look_at_states_again();
        self.note_recent();
        let Some(open) = &mut self.open else { return };
        let is_asked_again = std::mem::take(&mut open.save_again);
        match then {
            // What is held up by a damaged file is not to be left without a word.
            _ if !open.held_up.is_empty() && !is_asked_again => self.look_at_touched(),
            // Work went on while the files were written: that is saved as well, first.
            Some(then) if open.is_unsaved => {
                self.after_save = Some(then);
                self.save();
            }
            Some(then) => self.go_on(then),
            None if is_asked_again && open.is_unsaved => self.save(),
            None => self.look_at_touched(),
        }
    }

    /// Takes the folder back, with what others had changed. Returns what that made of the project.
    fn take_back(
        &mut self,
        folder: Option<Box<Folder>>,
        merged: Option<Box<Merged>>,
    ) -> Option<Edit> {
        let shown = self.shown_text();
        let open = self.open.as_mut()?;
        open.home = Home::Untitled;
        // A merge always comes back with the folder that it was read from.
        let merged = merged.zip(folder.as_ref());
        let merged = merged.map(|(merged, folder)| open.keep_mine(*merged, folder));
        let edit = merged.as_ref().map(|(merged, _)| open.take_over(merged));
        match folder {
            Some(folder) => open.settle(folder),
            None => open.touch(),
        }
        if let Some((merged, gone)) = merged {
            self.forget_what_is_gone();
            self.forget_positions(shown.as_ref());
            self.tell_gone_layers(&gone);
            self.tell_taken(&merged);
        }
        edit
    }

    /// Puts the project among those that were open last, and says where it is if it was not there yet.
    fn note_recent(&mut self) {
        let Some(path) = self.open.as_ref().and_then(|open| open.path()) else { return };
        let is_new = self.settings.recent.first() != Some(&path);
        self.settings.add_recent(&path);
        if is_new {
            self.say(Tone::Good, format!("Saved in {}", path.display()));
        }
    }

    /// Notes what a save has written: nothing where all that is unsaved is held up.
    fn note_written(&mut self, files: &FileHashes, edit: Option<Edit>) {
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return };
        if !files.is_empty() || open.held_up.is_empty() {
            open.saved_at = Some(now);
            return self.note_saved();
        }
        open.keeping.lent = None;
        if let Some(edit) = edit {
            self.note_taken_in(edit);
        }
    }

    /// Says which files hold up what they were to hold.
    fn tell_held_up(&mut self, written: &FileHashes) {
        let Some(open) = &self.open else { return };
        let is_damaged = |file: &&PathBuf| {
            open.problems.iter().any(|problem| problem.leaves_out() && problem.path == **file)
        };
        let (damaged, waiting): (Vec<&PathBuf>, Vec<&PathBuf>) =
            open.held_up.iter().partition(is_damaged);
        let listed = |files: &[&PathBuf]| {
            let files = files.iter().map(|file| file.display().to_string());
            files.collect::<Vec<_>>().join(", ")
        };
        let saved = if written.is_empty() { "Not saved:" } else { "Saved, but for" };
        let left = listed(&damaged);
        let mut text = match damaged.len() {
            0 => return,
            1 => format!(
                "{saved} {left}. Another program damaged it, and it is left alone; what you have of \
                 it stays here, unsaved"
            ),
            _ => format!(
                "{saved} {left}. Another program damaged them, and they are left alone; what you \
                 have of them stays here, unsaved"
            ),
        };
        if !waiting.is_empty() {
            text = format!("{text}, with what needs that, in {}", listed(&waiting));
        }
        self.say(Tone::Bad, format!("{text}. See Review, Problems in the files"));
    }
}
