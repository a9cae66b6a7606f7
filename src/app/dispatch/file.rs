//! Opening, saving, exporting, and what is asked before unsaved work is left.

use std::{
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use crate::{
    app::{
        action::FileAction,
        desk::{Desk, Effect, Home, Open, Queue, Tone, next_number},
        dialog::{AfterSave, Dialog, Export, PathPurpose},
        view::View,
        work::{self, Along, Message, Reporter},
    },
    jobs::{self, Asked, JobError, ReadOptions},
    model::{Codebook, Project, edit::Edit},
    store::{Progress, Watch},
};

/// How long a project that was let go of may still hold its locks when it is opened again.
const PATIENCE: Duration = Duration::from_secs(5);

/// The title of a project that has not been given one.
const UNTITLED: &str = "Untitled project";

impl Desk {
    pub(super) fn file(&mut self, action: FileAction) {
        match action {
            FileAction::Open(paths) => self.open_paths(paths),
            FileAction::Update(article, path) => self.update_article(article, path),
            FileAction::Read(paths, options) => self.queue(paths, options),
            FileAction::ReadAgain(article, options) => self.read_again(&article, options),
            FileAction::SaveTo(path) => self.save_to(path),
            FileAction::Export(export, path) => self.export(export, path),
            FileAction::AskExport(export) => {
                self.view.dialog = None;
                self.ask_for_path(PathPurpose::Export(export.format));
                self.view.export = Some(export);
            }
            FileAction::Picked(purpose, paths) => {
                self.view.dialog = None;
                self.picked(purpose, paths);
            }
            FileAction::SaveThenGoOn => {
                if let Some(then) = self.take_waiting() {
                    self.save_then(then);
                }
            }
            FileAction::DiscardAndGoOn => {
                if let Some(then) = self.take_waiting() {
                    self.discard_journal();
                    self.go_on(then);
                }
            }
            FileAction::DiscardRecovered => self.discard_recovered(),
            FileAction::Cancel => self.cancel(),
            FileAction::ForgetRecent(path) => self.settings.recent.retain(|other| *other != path),
        }
    }

    fn take_waiting(&mut self) -> Option<AfterSave> {
        match self.view.dialog.take().map(|dialog| *dialog) {
            Some(Dialog::Unsaved { then }) => Some(then),
            _ => None,
        }
    }

    /// Leaves the open project for something else, asking first where work is unsaved.
    pub(super) fn leave(&mut self, then: AfterSave) {
        if self.open.as_ref().is_some_and(|open| open.is_unsaved) {
            self.show(Dialog::Unsaved { then });
        } else {
            self.go_on(then);
        }
    }

    pub(super) fn go_on(&mut self, then: AfterSave) {
        match then {
            AfterSave::Quit => self.effects.push(Effect::Close),
            AfterSave::Close => {
                self.close();
                // One that a crash had left may have had to wait for this.
                self.look_for_untitled();
            }
            AfterSave::New => self.begin(),
            AfterSave::Open(paths) => {
                self.close();
                self.open_paths(paths);
            }
            AfterSave::OpenSample => {
                self.close();
                let ticket = self.ticket();
                self.work.start_writing("Opening", ticket, |reporter| {
                    let path = jobs::sample(jobs::SAMPLES[0].name);
                    reporter.send(Message::Classified(path.map(Asked::Project)));
                });
            }
        }
    }

    /// Lets the open project go, with whatever is under way to open one; a save goes on.
    fn close(&mut self) {
        self.work.cancel();
        self.keep_place();
        (self.opening, self.first, self.after_save) = (None, None, None);
        self.queue = Queue::default();
        self.opening_from = None;
        self.forget_untitled();
        work::drop_elsewhere(self.open.take());
        self.view = View::default();
        self.finding.close();
    }

    /// Begins an untitled project with the starter codebook.
    pub(super) fn begin(&mut self) {
        self.close();
        let project = Project::new(UNTITLED, self.stamps.now(), Codebook::starter());
        self.open = Some(Open::new(project, Home::Untitled));
        self.begin_journal();
    }

    /// Opens what a person named: a project in place of the open one, articles into it.
    fn open_paths(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        let ticket = self.ticket();
        self.work.start("Looking", ticket, move |reporter| {
            reporter.send(Message::Classified(jobs::classify(&paths)));
        });
    }

    /// Goes on with paths once it is known what they stand for.
    pub(super) fn open_asked(&mut self, asked: Asked) {
        match asked {
            Asked::Project(path) if self.open.as_ref().is_some_and(|open| open.is_unsaved) => {
                self.show(Dialog::Unsaved { then: AfterSave::Open(vec![path]) });
            }
            Asked::Project(path) => self.open_project(path),
            Asked::Articles(paths) => self.queue(paths, ReadOptions::default()),
        }
    }

    fn open_project(&mut self, path: PathBuf) {
        self.close();
        let ticket = next_number();
        self.opening = Some(ticket);
        // As the opened folder calls itself.
        self.opening_from = std::path::absolute(&path).ok();
        let last = self.opening_from.as_ref().and_then(|path| self.places.last_article(path));
        let (now, wake, keeps) = (self.stamps.now(), self.work.wake(), self.keeps_journals);
        let told = self.work.reporter(ticket);
        self.work.start("Opening", ticket, move |reporter| {
            let on = |progress: Progress| match progress {
                Progress::First(project) => reporter.send(Message::First(Box::new(project))),
                Progress::Count { done, total } => {
                    reporter.send(Message::Progress { done, total });
                }
            };
            // This window may have had the same project open a moment ago.
            work::wait_for_drops(PATIENCE);
            // On a thread of its own, so that nobody waits for it to look at every file.
            let root = jobs::project_folder(&path).ok().filter(|_| keeps);
            let watch = root.map(|root| thread::spawn(move || watch(&root, told)));
            let mut opened = jobs::open_project(&path, last.as_ref(), &on, reporter.cancelled());
            let opened_well = opened.as_mut().ok().filter(|_| keeps);
            let resumed = opened_well.map(|opened| jobs::resume_journal(opened, now, wake));
            let watch = watch.and_then(|watch| watch.join().ok().flatten());
            reporter.send(Message::Opened(Box::new(opened), Box::new(Along { resumed, watch })));
        });
    }

    /// Saves, and goes on with `then` once all work is in the files.
    fn save_then(&mut self, then: AfterSave) {
        if self.open.as_ref().is_some_and(|open| open.is_unsaved) {
            self.after_save = Some(then);
            self.save();
        } else {
            self.go_on(then);
        }
    }

    pub(super) fn save(&mut self) {
        if let Some(open) = &mut self.open {
            // Whoever asks is told again.
            open.held_up.clear();
        }
        self.save_quietly();
    }

    /// Saves without a word about what the last save could not write either.
    pub(super) fn save_quietly(&mut self) {
        let Some(open) = &mut self.open else { return };
        if open.is_partial {
            return self.say(Tone::Plain, "The project is still being opened");
        }
        // What was done up to here is what is saved.
        self.keep_acts();
        let Some(open) = &mut self.open else { return };
        match std::mem::replace(&mut open.home, Home::Untitled) {
            Home::Untitled => self.ask_for_path(PathPurpose::SaveProject),
            home @ (Home::Saving(_) | Home::Reading(_)) => {
                open.home = home;
                open.save_again = true;
            }
            Home::Folder(folder) if !open.is_unsaved => {
                open.home = Home::Folder(folder);
                self.say(Tone::Plain, "All changes are saved already");
            }
            Home::Folder(mut folder) => {
                let now = self.stamps.now();
                let (project, ticket) = open.begin_saving(folder.path().to_owned());
                let covers = open.keeping.journal.as_ref().and_then(|journal| journal.covers());
                self.work.start_writing("Saving", ticket, move |reporter| {
                    let done = jobs::save_merging(&mut folder, &project, covers.as_ref(), now);
                    let outcome = done.outcome.map(|saved| saved.files);
                    let (merged, met) = (done.merged.map(Box::new), Box::new(done.met));
                    reporter.send(Message::Saved { folder: Some(folder), merged, met, outcome });
                });
            }
        }
    }

    fn save_to(&mut self, path: PathBuf) {
        let Some(open) = &mut self.open else { return };
        if matches!(open.home, Home::Reading(_)) {
            open.save_to_later = Some(path);
            return;
        }
        if open.is_partial || matches!(open.home, Home::Saving(_)) {
            self.after_save = None;
            return self.say(Tone::Plain, "Another save is still under way: try again");
        }
        self.take_title_of(&path);
        self.keep_acts();
        let Some(open) = &mut self.open else { return };
        let old = match std::mem::replace(&mut open.home, Home::Untitled) {
            Home::Folder(folder) => Some(folder),
            Home::Untitled | Home::Saving(_) | Home::Reading(_) => None,
        };
        let (project, ticket) = open.begin_saving(path.clone());
        let covers = open.keeping.journal.as_ref().and_then(|journal| journal.covers());
        if let Some(lent) = &mut open.keeping.lent {
            lent.is_new_place = true;
        }
        self.work.start_writing("Saving", ticket, move |reporter| {
            let saved = jobs::save_new(&path, &project, old.as_deref(), covers.as_ref());
            let (folder, outcome) = match saved {
                Ok(folder) => {
                    let files = folder.all_hashes();
                    (Some(Box::new(folder)), Ok(files))
                }
                Err(error) => (old, Err(error)),
            };
            let met = Box::default();
            reporter.send(Message::Saved { folder, merged: None, met, outcome });
        });
    }

    /// A project without a title takes the name of the folder that it is saved to.
    fn take_title_of(&mut self, path: &Path) {
        let is_untitled = self.open.as_ref().is_some_and(|open| {
            matches!(open.home, Home::Untitled) && open.project.title() == UNTITLED
        });
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if let Some(name) = name.filter(|name| is_untitled && !name.trim().is_empty()) {
            self.change("name the project", None, Edit::Title(name));
        }
    }

    fn export(&mut self, export: Export, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let project = open.project.clone();
        self.work.start_writing("Exporting", open.ticket, move |reporter| {
            let Export { format, options, scope } = export;
            let written = jobs::export(&project, format, &scope, options, &path);
            reporter.send(Message::Exported(written.map(|count| (count, path))));
        });
    }

    pub(super) fn ask_for_path(&mut self, purpose: PathPurpose) {
        let title = self.open.as_ref().map_or("", |open| proposed_title(open));
        let name = match purpose {
            PathPurpose::SaveProject => jobs::project_folder_name(title),
            PathPurpose::Export(format) => jobs::export_name(title, format),
            // The file that the text is from is where the new one is likeliest to be.
            PathPurpose::UpdateArticle => {
                let newest = self.article().and_then(|article| article.newest());
                let path = newest.and_then(|newest| self.sources.find(newest));
                path.map_or_else(String::new, |path| path.display().to_string())
            }
            PathPurpose::OpenFiles | PathPurpose::OpenFolder | PathPurpose::OpenProject => {
                String::new()
            }
        };
        self.effects.push(Effect::AskForPath(purpose, name));
    }

    /// Says what went wrong and what to do.
    pub(super) fn complain(&mut self, error: &JobError) {
        let hint = error.hint().map_or_else(String::new, |hint| format!("\n{hint}"));
        self.say(Tone::Bad, format!("{error}{hint}"));
    }
}

/// Watches a project's files from now on. Without a watch a save still notices what others changed.
pub(super) fn watch(root: &Path, told: Reporter) -> Option<Watch> {
    let folder = root.to_owned();
    Watch::begin(root, move |files| told.send(Message::Touched(folder.clone(), files))).ok()
}

/// Returns what a project may be called: its title, that of its first article while it has none.
fn proposed_title(open: &Open) -> &str {
    let first = open.project.articles().min_by_key(|article| article.added);
    match first {
        Some(article) if open.project.title() == UNTITLED => &article.title,
        _ => open.project.title(),
    }
}
