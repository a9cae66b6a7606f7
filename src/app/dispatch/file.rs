//! Opening, saving, exporting, and what is asked before unsaved work is left.

use std::path::PathBuf;

use crate::{
    app::{
        action::FileAction,
        desk::{Desk, Effect, Home, Open, Tone},
        dialog::{AfterSave, Dialog, Export, PathPurpose},
        view::View,
        work::{self, Message},
    },
    jobs::{self, Asked, JobError},
    model::{Codebook, Project},
    store::Progress,
};

/// The title of a project that has not been given one.
const UNTITLED: &str = "Untitled project";

impl Desk {
    pub(super) fn file(&mut self, action: FileAction) {
        match action {
            FileAction::Open(paths) => self.open_paths(&paths),
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
                    self.after_save = Some(then);
                    self.save();
                }
            }
            FileAction::DiscardAndGoOn => {
                if let Some(then) = self.take_waiting() {
                    self.go_on(then);
                }
            }
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
            AfterSave::Close => self.close(),
            AfterSave::New => self.begin(),
            AfterSave::Open(paths) => {
                self.close();
                self.open_paths(&paths);
            }
            AfterSave::OpenSample => {
                self.close();
                match jobs::sample(jobs::SAMPLES[0].name) {
                    Ok(path) => self.open_project(path),
                    Err(error) => self.complain(&error),
                }
            }
        }
    }

    fn close(&mut self) {
        work::drop_elsewhere(self.open.take());
        self.view = View::default();
    }

    /// Begins an untitled project with the starter codebook.
    fn begin(&mut self) {
        let project = Project::new(UNTITLED, self.stamps.now(), Codebook::starter());
        self.view = View::default();
        self.open = Some(Open::new(project, Home::Untitled));
    }

    /// Opens what a person named: a project in place of the open one, articles into it.
    fn open_paths(&mut self, paths: &[PathBuf]) {
        if paths.is_empty() {
            return;
        }
        match jobs::classify(paths) {
            Ok(Asked::Project(path)) => {
                if self.open.as_ref().is_some_and(|open| open.is_unsaved) {
                    return self.show(Dialog::Unsaved { then: AfterSave::Open(vec![path]) });
                }
                self.open_project(path);
            }
            Ok(Asked::Articles(paths)) => self.read_articles(paths),
            Err(error) => self.complain(&error),
        }
    }

    fn open_project(&mut self, path: PathBuf) {
        self.close();
        self.work.start("Opening", move |reporter| {
            let on = |progress: Progress| match progress {
                Progress::First(project) => reporter.send(Message::First(Box::new(project))),
                Progress::Count { done, total } => {
                    reporter.send(Message::Progress { done, total });
                }
            };
            let opened = jobs::open_project(&path, None, &on, reporter.cancelled());
            reporter.send(Message::Opened(Box::new(opened)));
        });
    }

    fn read_articles(&mut self, paths: Vec<PathBuf>) {
        if self.open.is_none() {
            self.begin();
        }
        let Some(open) = &self.open else { return };
        let (project, time) = (open.project.clone(), self.stamps.now());
        let folder = open.path();
        self.work.start("Reading", move |reporter| {
            // A folder of an article that could not be read keeps its name.
            let is_taken = |id: &str| {
                folder
                    .as_ref()
                    .is_some_and(|folder| jobs::exists(&folder.join("articles").join(id)))
            };
            let on = |done, total| reporter.send(Message::Progress { done, total });
            let cancelled = reporter.cancelled();
            let read = jobs::read_articles(&paths, Some(&project), &is_taken, time, &on, cancelled);
            reporter.send(Message::Read(Box::new(read)));
        });
    }

    pub(super) fn save(&mut self) {
        let Some(open) = &mut self.open else { return };
        if open.is_partial || !open.is_unsaved && !matches!(open.home, Home::Untitled) {
            return self.say(Tone::Plain, "All changes are saved already");
        }
        match std::mem::replace(&mut open.home, Home::Untitled) {
            Home::Untitled => self.ask_for_path(PathPurpose::SaveProject),
            Home::Saving(path) => open.home = Home::Saving(path),
            Home::Folder(mut folder) => {
                open.home = Home::Saving(folder.path().to_owned());
                let project = open.project.clone();
                self.work.start("Saving", move |reporter| {
                    let error = jobs::save(&mut folder, &project).err();
                    let project = Box::new(project);
                    reporter.send(Message::Saved { folder: Some(folder), project, error });
                });
            }
        }
    }

    fn save_to(&mut self, path: PathBuf) {
        let Some(open) = &mut self.open else { return };
        if open.is_partial || matches!(open.home, Home::Saving(_)) {
            return self.say(Tone::Plain, "Another save is still under way");
        }
        let mut project = open.project.clone();
        if matches!(open.home, Home::Untitled) && project.title() == UNTITLED {
            let title = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let edit = title.map(crate::model::edit::Edit::Title);
            if edit.is_some_and(|edit| open.project.apply(edit).is_ok()) {
                open.touch();
                project = open.project.clone();
            }
        }
        let old = match std::mem::replace(&mut open.home, Home::Saving(path.clone())) {
            Home::Folder(folder) => Some(folder),
            Home::Untitled | Home::Saving(_) => None,
        };
        self.work.start("Saving", move |reporter| {
            let (folder, error) = match jobs::save_new(&path, &project, old.as_deref()) {
                Ok(folder) => (Some(Box::new(folder)), None),
                Err(error) => (old, Some(error)),
            };
            let project = Box::new(project);
            reporter.send(Message::Saved { folder, project, error });
        });
    }

    fn export(&mut self, export: Export, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let project = open.project.clone();
        self.work.start("Exporting", move |reporter| {
            let Export { format, options, selection } = export;
            let written = jobs::export(&project, format, &selection, options, &path);
            reporter.send(Message::Exported(written.map(|count| (count, path))));
        });
    }

    pub(super) fn ask_for_path(&mut self, purpose: PathPurpose) {
        let title = self.open.as_ref().map_or("", |open| proposed_title(open));
        let name = match purpose {
            PathPurpose::SaveProject => jobs::project_folder_name(title),
            PathPurpose::Export(format) => jobs::export_name(title, format),
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

/// Returns what a project may be called: its title, that of its first article while it has none.
fn proposed_title(open: &Open) -> &str {
    let first = open.project.articles().min_by_key(|article| article.added);
    match first {
        Some(article) if open.project.title() == UNTITLED => &article.title,
        _ => open.project.title(),
    }
}
