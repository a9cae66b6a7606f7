//! The journal, the lock on the analyst's layers, and what others change in the open project's files.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::file::watch;
use crate::{
    app::{
        action::{Action, FileAction},
        desk::{Desk, Home, Open, Tone},
        dialog::Dialog,
        keeping::{HeldBy, Lent},
        work::{self, Message, Problems, Taken, TakenFrom},
    },
    jobs::{self, Resumed, TakenIn},
    model::{
        AnalystId, Codebook, LayerId, Project, Time,
        edit::{Edit, between},
        merge::{Merged, merge},
    },
    review::count,
    store::{
        FileHashes, Folder, Held, Holder, NotTaken, SessionId, Sessions, StoreError, Took,
        journal::{Journal, Standing},
    },
};

/// How often a lock is asked for that another program has.
const AGAIN: Duration = Duration::from_secs(3);

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
        if matches!(open.home, Home::Saving(_) | Home::Reading(_)) {
            // As soon as the folder is back.
            open.keeping.is_discard_asked = true;
            return;
        }
        open.keeping.is_discard_asked = false;
        let Some(recovered) = open.keeping.recovered.take() else { return };
        if let Some(journal) = &mut open.keeping.journal {
            journal.discard(now);
        }
        let Home::Folder(folder) = &open.home else {
            // Nothing else ever was.
            return self.discard_and_close();
        };
        open.project = folder.saved().clone();
        open.history = recovered.saved_history;
        open.history.keep_acts();
        open.touch();
        self.forget_what_is_gone();
        self.say(Tone::Plain, "Discarded: the project is as it was last saved");
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

    /// Takes the lock on the layers of the one who annotates, and gives up the one before.
    pub(super) fn take_lock(&mut self) {
        let now = self.stamps.now();
        let Some(open) = self.open.as_mut().filter(|_| self.keeps_journals) else { return };
        let old = open.keeping.lock.take();
        let (root, analyst) = (open.path(), open.analyst.clone());
        open.held = open.held.take().filter(|held| Some(&held.analyst) == analyst.as_ref());
        open.asked_lock = self.stamps.now();
        let session = open.keeping.journal.as_ref().and_then(|journal| journal.status().session);
        let session = session.unwrap_or_else(|| SessionId::from_bits(self.stamps.bits()));
        let ticket = open.ticket;
        self.work.quietly(ticket, move |reporter| {
            drop(old);
            let (Some(root), Some(analyst)) = (root, analyst) else { return };
            let taken = Held::take(&root, &analyst, &session, now);
            reporter.send(Message::Locked(analyst, taken.map_err(Box::new).map(Box::new)));
        });
    }

    /// Takes the answer about a lock.
    pub(super) fn locked(&mut self, analyst: AnalystId, taken: Result<Box<Held>, Box<NotTaken>>) {
        let Some(open) = &mut self.open else { return };
        if open.analyst.as_ref() != Some(&analyst) {
            return work::drop_elsewhere(taken);
        }
        let name = open.project.analyst_name(&analyst).to_owned();
        open.held = None;
        match taken {
            Ok(lock) => {
                let was = match lock.took() {
                    Took::Over(holder) => Some(told(holder)),
                    Took::Free => None,
                };
                open.keeping.lock = Some(*lock);
                if let Some(was) = was {
                    let text =
                        format!("{name}’s spans were open in {was}, which is gone: taken over");
                    self.say(Tone::Plain, text);
                }
            }
            Err(why) => match *why {
                NotTaken::By(holder) => {
                    open.held = Some(HeldBy { analyst, by: told(&holder) });
                }
                // The journal says so already.
                NotTaken::Unlockable(_) => {}
            },
        }
        if let Some(action) = self.after_lock.take() {
            self.dispatch(*action);
        }
    }

    /// Asks again for a lock that another program has, every few seconds. Returns after how long to
    /// ask again, `None` where there is nothing to ask for.
    pub fn ask_for_lock_again(&mut self) -> Option<Duration> {
        let now = self.stamps.now();
        let open = self.open.as_ref().filter(|open| open.held.is_some())?;
        let waited = (now.to_utc() - open.asked_lock.to_utc()).num_seconds();
        if waited.unsigned_abs() >= AGAIN.as_secs() {
            self.take_lock();
        }
        Some(AGAIN)
    }

    /// Hears that files of a project may be others now.
    pub(super) fn touched(&mut self, root: &Path, files: BTreeSet<PathBuf>) {
        if self.opening.is_some() {
            // Some may have been read before, some after.
            return self.touched_early.extend(files);
        }
        let here = self.open.as_mut().filter(|open| open.path().as_deref() == Some(root));
        if let Some(open) = here {
            open.keeping.touched.extend(files);
            self.look_at_touched();
        }
    }

    /// Reads again what others changed, as soon as the folder is here.
    pub(super) fn look_at_touched(&mut self) {
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return };
        if open.keeping.touched.is_empty() || open.is_partial {
            return;
        }
        let home = std::mem::replace(&mut open.home, Home::Untitled);
        let Home::Folder(mut folder) = home else {
            open.home = home;
            return;
        };
        let files: Vec<PathBuf> = std::mem::take(&mut open.keeping.touched).into_iter().collect();
        open.home = Home::Reading(folder.path().to_owned());
        open.lend();
        let (project, ticket) = (open.project.clone(), open.ticket);
        self.work.with_folder(ticket, move |reporter| {
            if !folder.is_there() {
                return reporter.send(Message::FolderGone(folder));
            }
            let changed: Vec<PathBuf> = folder.changed_outside(&files).into_iter().collect();
            let taken = (!changed.is_empty()).then(|| {
                let TakenIn { merged, problems } =
                    jobs::take_in(&mut folder, &project, &changed, now);
                let problems = Problems::InFiles(problems);
                Taken { merged, problems, files: changed, from: TakenFrom::Others }
            });
            reporter.send(Message::TakenIn(folder, taken.map(Box::new)));
        });
    }

    /// Takes the folder back, with what others had changed.
    pub(super) fn taken_in(&mut self, folder: Box<Folder>, taken: Option<Box<Taken>>) {
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return };
        let lent = open.keeping.lent.take();
        open.home = Home::Untitled;
        open.is_gone = false;
        if let Some(taken) = taken {
            let Taken { merged, problems, files, from } = *taken;
            let edit = open.take_over(lent.as_ref(), &merged, now);
            match problems {
                Problems::InFiles(problems) => {
                    open.problems.retain(|problem| !files.contains(&problem.path));
                    open.problems.extend(problems);
                }
                Problems::All(problems) => open.problems = problems,
            }
            let hashes = folder.hashes(&files);
            let standing = Standing { saved: folder.saved(), project: &open.project, now };
            if let Some(journal) = &mut open.keeping.journal {
                journal.outside(from.label(), Arc::new(edit), hashes, standing);
            }
            open.settle(folder);
            self.forget_what_is_gone();
            match from {
                TakenFrom::Others => self.tell_taken(&merged),
                // Who did it here knows, and is told how it went.
                TakenFrom::Earlier | TakenFrom::Mended => self.tell_conflicts(&merged),
            }
        } else {
            open.settle(folder);
        }
        let Some(open) = &mut self.open else { return };
        if open.keeping.is_discard_asked {
            return self.discard_recovered();
        }
        if let Some(path) = open.save_to_later.take() {
            return self.dispatch(Action::File(FileAction::SaveTo(path)));
        }
        let is_asked_again = std::mem::take(&mut open.save_again);
        match (is_asked_again, open.is_unsaved, self.after_save.take()) {
            (true, true, then) => {
                self.after_save = then;
                self.save();
            }
            (true, false, Some(then)) => self.go_on(then),
            (_, _, then) => {
                self.after_save = then;
                self.look_at_touched();
            }
        }
    }

    /// Keeps the project as it is here, though its folder is not where it was.
    pub(super) fn folder_gone(&mut self, folder: Box<Folder>) {
        let after = self.after_save.take();
        let Some(open) = &mut self.open else { return };
        open.keeping.lent = None;
        open.save_again = false;
        let was_gone = std::mem::replace(&mut open.is_gone, true);
        open.settle(folder);
        if !was_gone || after.is_some() {
            self.tell_gone();
        }
    }

    /// Says that the project's folder is not where it was.
    pub(super) fn tell_gone(&mut self) {
        let Some(path) = self.open.as_ref().and_then(|open| open.path()) else { return };
        self.complain(&StoreError::Gone { path }.into());
    }

    /// Looks whether the project's folder is back.
    pub fn look_for_folder(&mut self) {
        let Some(open) = self.open.as_mut().filter(|open| open.is_gone) else { return };
        open.keeping.touched.insert(PathBuf::from("project.ron"));
        self.look_at_touched();
    }

    /// Writes a layer again as it is here, in the place of a file that can't be read.
    pub(super) fn write_again(&mut self, layer: LayerId) {
        let Some(open) = self.open.as_mut().filter(|open| open.is_only_here(&layer)) else {
            return;
        };
        let home = std::mem::replace(&mut open.home, Home::Untitled);
        let Home::Folder(mut folder) = home else {
            open.home = home;
            return self.say(Tone::Plain, "The project’s files are in use: try again");
        };
        open.home = Home::Reading(folder.path().to_owned());
        open.lend();
        open.save_again = true;
        let ticket = open.ticket;
        self.work.with_folder(ticket, move |reporter| {
            let freed = folder.free_layer(&layer);
            reporter.send(Message::TakenIn(folder, None));
            if let Err(error) = freed {
                reporter.send(Message::KeyFile(Err(error.into())));
            }
        });
    }

    /// Tells the journal what came in from others before a save that then failed.
    pub(super) fn note_taken_in(&mut self, edit: Edit) {
        let now = self.stamps.now();
        let Some(Open { keeping, home: Home::Folder(folder), project, .. }) = &mut self.open else {
            return;
        };
        let standing = Standing { saved: folder.saved(), project, now };
        if let Some(journal) = &mut keeping.journal {
            let label = TakenFrom::Others.label();
            journal.outside(label, Arc::new(edit), folder.all_hashes(), standing);
        }
    }

    /// Says what others had changed.
    pub(super) fn tell_taken(&mut self, merged: &Merged) {
        if !merged.taken.is_empty() {
            self.say(Tone::Plain, format!("Taken in from others: {}", merged.taken));
        }
        self.tell_conflicts(merged);
    }

    fn tell_conflicts(&mut self, merged: &Merged) {
        let conflicts = merged.conflicts.len();
        if conflicts > 0 {
            let text = format!(
                "{} with what others changed: yours stands. See Review, Conflicts",
                count(conflicts, "conflict")
            );
            self.say(Tone::Bad, text);
        }
    }

    /// Tells the journal of a save, and of the folder that it went to.
    pub(super) fn note_saved(&mut self, files: FileHashes) {
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return };
        let Some(lent) = open.keeping.lent.take() else { return };
        let (upto, is_new_place) = (lent.upto, lent.is_new_place);
        let Open { keeping, home: Home::Folder(folder), project, .. } = open else { return };
        if let Some(journal) = &mut keeping.journal {
            let standing = Standing { saved: folder.saved(), project, now };
            if is_new_place {
                journal.moved_to(Sessions::of(Some(folder.path())), upto, files, standing);
            } else {
                journal.saved(upto, files, standing);
            }
        }
        if is_new_place {
            self.keep_watch();
        }
    }
}

/// Returns who holds a lock, as people read it: `another window on this computer, since 10:02`.
fn told(holder: &Holder) -> String {
    let is_here = holder.session.parse().is_ok_and(|session: SessionId| session.is_of_this_host());
    let place = match holder.host.as_str() {
        _ if is_here => "another window on this computer".to_owned(),
        "" => "another window".to_owned(),
        host => format!("a window on {host}"),
    };
    match holder.since.parse::<Time>() {
        Ok(since) => {
            let local = since.to_utc().with_timezone(&chrono::Local);
            format!("{place}, since {}", local.format("%-d %b, %H:%M"))
        }
        Err(_) => place,
    }
}

impl Open {
    /// Remembers the project as a worker takes it along with its folder.
    pub fn lend(&mut self) {
        let upto = self.keeping.journal.as_ref().map_or(0, Journal::last);
        self.keeping.lent = Some(Lent { project: self.project.clone(), upto, is_new_place: false });
    }

    /// Takes over what a worker merged with the project that it was given. What was done here since is
    /// merged with that. Returns the edit that it came to.
    pub(super) fn take_over(&mut self, lent: Option<&Lent>, merged: &Merged, now: Time) -> Edit {
        let before = self.project.clone();
        let base: &Project = lent.map_or(&before, |lent| &lent.project);
        self.project = if before.changes_since(base).is_empty() {
            merged.project.clone()
        } else {
            merge(base, &before, &merged.project, now).project
        };
        between(&before, &self.project)
    }
}
