//! What others change in the files of the open project, and what becomes of a folder or a layer that is
//! only here any more.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        action::{Action, FileAction},
        desk::{Desk, Home, Open, Tone},
        work::{Message, Problems, Reporter, Taken, TakenFrom},
    },
    jobs::{self, TakenIn},
    model::{
        Layer, LayerId,
        edit::Edit,
        merge::{Merged, merge},
    },
    review::count,
    store::{Folder, Problem, StoreError, journal::Standing},
    text::{Text, harmless},
};

impl Desk {
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
        let Some(mut folder) = open.lend_folder() else { return };
        let files: Vec<PathBuf> = std::mem::take(&mut open.keeping.touched).into_iter().collect();
        let (project, ticket, was_gone) = (open.project.clone(), open.ticket, open.is_gone);
        self.work.with_folder(ticket, move |reporter| {
            if !folder.is_there() {
                return reporter.send(Message::FolderGone(folder, files));
            }
            let mut changed = folder.changed_outside(&files);
            if was_gone {
                // Nobody has told of what was changed meanwhile.
                changed.append(&mut folder.known_changed_outside());
            }
            let changed: Vec<PathBuf> = changed.into_iter().collect();
            if changed.is_empty() {
                return reporter.send(Message::TakenIn(folder, None));
            }
            match jobs::take_in(&mut folder, &project, &changed, now) {
                Ok(TakenIn { merged, problems }) => {
                    let problems = Problems::InFiles(problems);
                    let taken = Taken { merged, problems, files: changed, from: TakenFrom::Others };
                    reporter.send(Message::TakenIn(folder, Some(Box::new(taken))));
                }
                Err(_) => later(reporter, folder, changed),
            }
        });
    }

    /// Hands back what a worker merged where something was done here meanwhile, to be merged with that:
    /// no frame merges. Returns what is up to date.
    pub(super) fn up_to_date(&mut self, message: Message) -> Option<Message> {
        let now = self.stamps.now();
        let Some(open) = &mut self.open else { return Some(message) };
        let merged = match &message {
            Message::TakenIn(_, Some(taken)) => &taken.merged,
            Message::Saved { merged: Some(merged), .. } => merged,
            _ => return Some(message),
        };
        if merged.is_unchanged() || !open.has_gone_on() {
            return Some(message);
        }
        let (ticket, ours) = (open.ticket, open.project.clone());
        let lent = open.keeping.lent.as_mut()?;
        let base = std::mem::replace(&mut lent.project, ours.clone());
        self.work.with_folder(ticket, move |reporter| {
            let again = |merged: Merged| {
                let found = merge(&base, &ours, &merged.project, now);
                let conflicts = merged.conflicts.into_iter().chain(found.conflicts).collect();
                Merged::since(&ours, found.project, conflicts)
            };
            reporter.send(match message {
                Message::TakenIn(folder, taken) => {
                    let taken = taken.map(|taken| {
                        let Taken { merged, problems, files, from } = *taken;
                        Box::new(Taken { merged: again(merged), problems, files, from })
                    });
                    Message::TakenIn(folder, taken)
                }
                Message::Saved { folder, merged, met, outcome } => {
                    let merged = merged.map(|merged| Box::new(again(*merged)));
                    Message::Saved { folder, merged, met, outcome }
                }
                other => other,
            });
        });
        None
    }

    /// Takes the folder back, with what others had changed.
    pub(super) fn taken_in(&mut self, mut folder: Box<Folder>, taken: Option<Box<Taken>>) {
        let (now, shown) = (self.stamps.now(), self.shown_text());
        let Some(open) = &mut self.open else { return };
        open.keeping.lent = None;
        open.home = Home::Untitled;
        open.is_gone = false;
        open.problems.retain(|problem| !problem.is_of_header());
        if let Some(taken) = taken {
            let Taken { merged, problems, files, from } = *taken;
            let (merged, gone) = open.keep_mine(merged, &folder);
            let edit = open.take_over(&merged);
            match problems {
                Problems::InFiles(problems) => {
                    open.take_problems(&files.iter().cloned().collect(), problems);
                }
                Problems::All(problems) => open.problems = problems,
            }
            let hashes = folder.take_hashes();
            let standing = Standing { saved: folder.saved(), project: &open.project, now };
            if let Some(journal) = &mut open.keeping.journal {
                journal.outside(from.label(), Arc::new(edit), hashes, standing);
            }
            open.settle(folder);
            self.forget_what_is_gone();
            self.forget_positions(shown.as_ref());
            self.tell_gone_layers(&gone);
            match from {
                TakenFrom::Others => self.tell_taken(&merged),
                // Who did it here knows, and is told how it went.
                TakenFrom::Earlier | TakenFrom::Mended => self.tell_conflicts(&merged),
            }
        } else {
            open.settle(folder);
        }
        let Some(open) = &mut self.open else { return };
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

    /// Keeps the project as it is here, though its folder is not where it was. These files are to be
    /// looked at when it is back.
    pub(super) fn folder_gone(&mut self, folder: Box<Folder>, files: Vec<PathBuf>) {
        let after = self.after_save.take();
        let Some(open) = &mut self.open else { return };
        open.keeping.lent = None;
        open.save_again = false;
        open.keeping.touched.extend(files);
        let was_gone = std::mem::replace(&mut open.is_gone, true);
        let elsewhere = open.save_to_later.take();
        let why = folder.gone();
        open.problems.retain(|problem| !problem.is_of_header());
        if matches!(why, StoreError::HeaderGone { .. }) {
            open.problems.push(Problem::of_header());
        }
        open.settle(folder);
        if !was_gone || after.is_some() {
            self.complain(&why.into());
        }
        if let Some(path) = elsewhere {
            self.after_save = after;
            self.dispatch(Action::File(FileAction::SaveTo(path)));
        }
    }

    /// Looks whether the project's folder is back.
    pub fn look_for_folder(&mut self) {
        let Some(open) = self.open.as_mut().filter(|open| open.is_gone) else { return };
        open.keeping.touched.insert(PathBuf::from("project.ron"));
        self.look_at_touched();
    }

    /// Writes a file again as it is here, in the place of one that can't be read, and saves.
    pub(super) fn write_again(&mut self, file: PathBuf) {
        let now = self.stamps.now();
        let Some(open) = self.open.as_mut().filter(|open| open.is_whole_here(&file)) else {
            return;
        };
        let Some(mut folder) = open.lend_folder() else {
            return self.say(Tone::Plain, "The project’s files are in use: try again");
        };
        open.save_again = true;
        let (ticket, project) = (open.ticket, open.project.clone());
        self.work.with_folder(ticket, move |reporter| {
            let written = folder.write_again(&file);
            let files = vec![file];
            match jobs::take_in(&mut folder, &project, &files, now) {
                Ok(TakenIn { merged, problems }) => {
                    let (problems, from) = (Problems::InFiles(problems), TakenFrom::Mended);
                    let taken = Box::new(Taken { merged, problems, files, from });
                    reporter.send(Message::TakenIn(folder, Some(taken)));
                }
                Err(_) => later(reporter, folder, files),
            }
            if let Err(error) = written {
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
        let hashes = folder.take_hashes();
        let standing = Standing { saved: folder.saved(), project, now };
        if let Some(journal) = &mut keeping.journal {
            let label = TakenFrom::Others.label();
            journal.outside(label, Arc::new(edit), hashes, standing);
        }
    }

    /// Returns the text that is on show.
    pub(super) fn shown_text(&self) -> Option<Text> {
        let shown = self.open.as_ref()?.shown(&self.view)?;
        Some(shown.text.clone())
    }

    /// Lets go of positions in the text that was on show, where it is another now.
    pub(super) fn forget_positions(&mut self, before: Option<&Text>) {
        if self.shown_text().as_ref() != before {
            self.view.selection = None;
        }
    }

    /// Says of which layers of the one who annotates no file is there any more.
    pub(super) fn tell_gone_layers(&mut self, gone: &[LayerId]) {
        let Some(first) = gone.first() else { return };
        let open = self.open.as_ref();
        let article = open.and_then(|open| open.project.article(&first.article));
        let title = article.map_or(first.article.as_str(), |article| article.title.as_str());
        let files = match gone.len() {
            1 => format!("The file of your spans in “{}” is gone", harmless(title)),
            many => format!("{} of your spans are gone", count(many, "file")),
        };
        self.say(
            Tone::Bad,
            format!("{files}. They are here still, unsaved: save to write them again"),
        );
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
}

/// Gives the folder back, and asks to look at these files again: another program is still writing.
pub(super) fn later(reporter: &Reporter, folder: Box<Folder>, files: Vec<PathBuf>) {
    let root = folder.path().to_owned();
    reporter.send(Message::TakenIn(folder, None));
    reporter.send(Message::Touched(root, files.into_iter().collect()));
}

impl Open {
    /// Takes over what could not be read in these files, for what was wrong with them before.
    pub(super) fn take_problems(&mut self, files: &BTreeSet<PathBuf>, problems: Vec<Problem>) {
        let is_new = |old: &Problem| problems.iter().any(|new| new.path == old.path);
        self.problems.retain(|old| !files.contains(&old.path) && !is_new(old));
        self.problems.extend(problems);
        let mut left = self.problems.iter().filter(|problem| problem.leaves_out());
        if !left.any(|problem| self.held_up.contains(&problem.path)) {
            self.held_up.clear();
        }
        self.touch();
    }

    /// Notes which files a save did not write since they can't be read, with layers that are only here
    /// any more. Returns whether that is news.
    pub(super) fn hold_up(&mut self, files: BTreeSet<PathBuf>) -> bool {
        let files = files.into_iter().chain(self.only_here()).collect();
        let before = std::mem::replace(&mut self.held_up, files);
        !self.held_up.is_subset(&before)
    }

    /// Keeps the layers of the one who annotates, whose files are gone: nobody else may have taken them
    /// out while this window has their lock. Returns which.
    pub(super) fn keep_mine(&self, merged: Merged, folder: &Folder) -> (Merged, Vec<LayerId>) {
        let mine = self.analyst.as_ref().filter(|_| self.keeping.lock.is_some());
        let is_gone = |layer: &&Layer| {
            Some(&layer.id.analyst) == mine
                && !layer.is_blank()
                && folder.saved().layer(&layer.id).is_none()
                && folder.saved().article(&layer.id.article).is_some()
        };
        let gone: Vec<LayerId> =
            self.saved.layers().filter(is_gone).map(|one| one.id.clone()).collect();
        if gone.is_empty() {
            return (merged, gone);
        }
        let mut project = merged.project.clone();
        for layer in gone.iter().filter_map(|id| self.project.layer(id)) {
            project.put_layer(layer.clone());
        }
        (Merged::since(&self.project, project, merged.conflicts), gone)
    }

    /// Takes over what a worker merged with the project as it is.
    pub(super) fn take_over(&mut self, merged: &Merged) -> Edit {
        // Where nothing came in, what was done here meanwhile is not in it.
        if !merged.is_unchanged() {
            self.project = merged.project.clone();
        }
        merged.edit.clone()
    }

    /// Was something done since a worker took the project along? What it merged does not know of that.
    fn has_gone_on(&self) -> bool {
        let lent = self.keeping.lent.as_ref();
        lent.is_some_and(|lent| !self.project.changes_since(&lent.project).is_empty())
    }
}
