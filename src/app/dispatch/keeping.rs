//! The journal, the lock on the analyst's layers, and what others change in the open project's files.

use super::file::watch;
use crate::{
    app::{
        desk::{Desk, Home, Open, Tone},
        dialog::Dialog,
        keeping::Lent,
        work::{self, Message},
    },
    jobs::{self, Resumed},
    model::{Codebook, Project, edit::between},
    store::{
        Folder, Sessions,
        journal::{Journal, Standing},
    },
};

/// What letting go of what was recovered is called where it is undone.
const DISCARD: &str = "discard what was recovered";

impl Desk {
    /// Opens an untitled project that a crash had left.
    pub(super) fn untitled(&mut self, resumed: Option<Resumed>) {
        let Some(resumed) = resumed else { return };
        if self.open.is_some() || self.opening.is_some() {
            // It is there the next time.
            return work::drop_elsewhere(resumed);
        }
        let project = resumed.recovered.project.clone();
        self.open = Some(Open::new(
            Project::new(project.title(), project.created(), Codebook::default()),
            Home::Untitled,
        ));
        self.resume(resumed);
        self.choose_known_analyst();
        self.forget_what_is_gone();
    }

    /// Looks for an untitled project that a crash had left.
    pub fn look_for_untitled(&mut self) {
        let (now, wake, ticket) = (self.stamps.now(), self.work.wake(), self.ticket());
        if self.keeps_journals {
            self.work.quietly(ticket, move |reporter| {
                let resumed = jobs::resume_untitled(now, wake);
                reporter.send(Message::Untitled(resumed.map(Box::new)));
            });
        }
    }

    /// Annotates as the one who annotated here before, if the project knows them.
    pub(super) fn choose_known_analyst(&mut self) {
        let Some(open) = &mut self.open else { return };
        let mut analysts = open.project.analysts().values();
        let same = analysts.find(|analyst| analyst.name == self.settings.analyst);
        open.analyst = same.map(|analyst| analyst.id.clone());
        open.count_conflicts();
    }

    /// Hands what was done since to the journal. Called after whatever may have changed the project.
    pub(super) fn keep_acts(&mut self) {
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return };
        let acts = open.history.take_acts();
        let is_untitled = matches!(open.home, Home::Untitled) && !open.is_partial;
        if open.keeping.journal.is_none() && is_untitled && !acts.is_empty() {
            // The first act of a project that is in no folder yet: without one there is nothing to keep.
            let wake = self.work.wake();
            open.keeping.journal = Some(jobs::begin_journal(None, &open.saved, now, wake));
        }
        if let Some(journal) = open.keeping.journal.as_mut().filter(|_| !acts.is_empty()) {
            journal.acts(acts, now);
        }
    }

    /// Keeps what is done in a project that is in no folder yet.
    pub(super) fn begin_journal(&mut self) {
        if let Some(open) = self.open.as_mut().filter(|_| self.keeps_journals) {
            open.history.keep_acts();
        }
    }

    /// Lets go of the journal of a project that is let go of, or that holds nothing, before it ever was
    /// in a folder.
    pub fn forget_untitled(&mut self) {
        let is_untitled = |open: &Open| matches!(open.home, Home::Untitled) && !open.is_partial;
        if self.open.as_ref().is_some_and(is_untitled) {
            self.discard_journal();
        }
    }

    /// Goes on with what a journal had kept: undo reaches back over the restart, and what was not saved
    /// is there again.
    pub(super) fn resume(&mut self, resumed: Resumed) {
        let Resumed { journal, recovered } = resumed;
        let Some(open) = &mut self.open else { return };
        open.project = recovered.project.clone();
        open.history = recovered.history.clone();
        open.history.keep_acts();
        open.keeping.journal = Some(journal);
        open.keeping.undo_ends.clone_from(&recovered.undo_ends);
        if !recovered.changes.is_empty() || !recovered.refused.is_empty() {
            open.keeping.recovered = Some(Box::new(recovered));
            self.show(Dialog::Recovered);
        }
        if let Some(open) = &mut self.open {
            open.touch();
        }
    }

    /// Lets go of what was recovered, back to what the files hold.
    pub(super) fn discard_recovered(&mut self) {
        self.view.dialog = None;
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return };
        let Some(recovered) = open.keeping.recovered.take() else { return };
        let Some(saved) = open.as_saved() else {
            // Nothing else ever was.
            self.discard_journal();
            return self.discard_and_close();
        };
        // A step like any other: it can be undone, also after a restart.
        let back = between(&open.project, &saved);
        let done = open.history.apply(&mut open.project, DISCARD, back);
        if done.is_err() || !open.project.changes_since(&saved).is_empty() {
            if let Some(journal) = &mut open.keeping.journal {
                journal.discard(now);
            }
            open.project = saved;
            open.history = recovered.saved_history;
            open.history.keep_acts();
        }
        open.touch();
        let can_undo = open.history.undo_label() == Some(DISCARD);
        let here = open.only_here().count();
        self.keep_acts();
        self.forget_what_is_gone();
        let mut text = match here {
            0 => "Discarded: the project is as it was last saved".to_owned(),
            1 => "Discarded what was not saved. What a damaged file held stays here".to_owned(),
            _ => "Discarded what was not saved. What damaged files held stays here".to_owned(),
        };
        if can_undo {
            text.push_str(". Undo brings it back");
        }
        self.say(Tone::Plain, text);
    }

    fn discard_and_close(&mut self) {
        work::drop_elsewhere(self.open.take());
        self.view = crate::app::view::View::default();
    }

    /// Notes in the journal that what is not saved is not wanted.
    pub(super) fn discard_journal(&mut self) {
        let now = self.stamps.now();
        let journal = self.open.as_mut().and_then(|open| open.keeping.journal.as_mut());
        if let Some(journal) = journal {
            journal.discard(now);
        }
    }

    /// Watches the files of the project, and takes the lock of the one who annotates.
    pub(super) fn keep_watch(&mut self) {
        let Some(root) = self.open.as_ref().and_then(|open| open.path()) else { return };
        if !self.keeps_journals {
            return;
        }
        let (ticket, told) = (self.ticket(), self.work.reporter(self.ticket()));
        self.work.quietly(ticket, move |reporter| {
            if let Some(watch) = watch(&root, told) {
                reporter.send(Message::Watching(watch));
            }
        });
        self.take_lock();
    }

    /// Tells the journal of a save, and of the folder that it went to.
    pub(super) fn note_saved(&mut self) {
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return };
        let Some(lent) = open.keeping.lent.take() else { return };
        let (upto, is_new_place) = (lent.upto, lent.is_new_place);
        let Open { keeping, home: Home::Folder(folder), project, .. } = open else { return };
        if let Some(journal) = &mut keeping.journal {
            let hashes = folder.take_hashes();
            let standing = Standing { saved: folder.saved(), project, now };
            if is_new_place {
                let sessions = Sessions::of(Some(folder.path()));
                journal.moved_to(sessions, upto, folder.all_hashes(), standing);
            } else {
                journal.saved(upto, hashes, standing);
            }
        }
        if is_new_place {
            self.keep_watch();
        }
    }
}

impl Open {
    /// Returns the project as it was last saved, as far as that is known: with the layers that no file
    /// holds any more. `None` where it is in no folder.
    fn as_saved(&self) -> Option<Project> {
        let mut saved = self.path().map(|_| self.saved.clone())?;
        let unread = self.unread.iter().filter(|id| self.saved.layer(id).is_none());
        for layer in unread.filter_map(|id| self.project.layer(id)) {
            let article = saved.article(&layer.id.article);
            if article.is_some_and(|article| article.version(layer.version).is_some()) {
                saved.put_layer(layer.clone());
            }
        }
        Some(saved)
    }

    /// Lends the folder to a worker that reads or mends files; `None` while another has it.
    pub(super) fn lend_folder(&mut self) -> Option<Box<Folder>> {
        let home = std::mem::replace(&mut self.home, Home::Untitled);
        let Home::Folder(folder) = home else {
            self.home = home;
            return None;
        };
        self.home = Home::Reading(folder.path().to_owned());
        self.lend();
        Some(folder)
    }

    /// Remembers the project as a worker takes it along with its folder.
    pub fn lend(&mut self) {
        let upto = self.keeping.journal.as_ref().map_or(0, Journal::last);
        self.keeping.lent = Some(Lent { project: self.project.clone(), upto, is_new_place: false });
    }
}
