//! What the workers hand over.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    app::{
        action::{Action, FileAction},
        desk::{Desk, Home, Open, Tone},
        dialog::{Export, PathPurpose},
        work::Message,
    },
    jobs::{self, ArticlesRead, JobError},
    model::Project,
    store::{Folder, Opened},
};

/// A project that is all there within this time is shown at once, without its first article before
/// the others.
pub const GLANCE: Duration = Duration::from_millis(300);

impl Desk {
    /// Takes what the workers have handed over. Called once a frame.
    pub fn take_messages(&mut self) {
        while let Some(message) = self.work.take_message() {
            self.take(message);
        }
        if self.first.as_ref().is_some_and(|(_, since)| since.elapsed() >= GLANCE)
            && let Some((project, _)) = self.first.take()
        {
            self.show_first(*project);
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Progress { .. } => {}
            Message::First(project) => self.first = Some((project, Instant::now())),
            Message::Opened(opened) => {
                self.first = None;
                match *opened {
                    Ok(opened) => self.opened(opened),
                    Err(error) => {
                        self.open = None;
                        self.complain(&error);
                    }
                }
            }
            Message::Read(read) => self.read(*read),
            Message::Saved { folder, project, error } => {
                self.was_saved(folder, *project, error.as_ref());
            }
            Message::Exported(Ok((count, path))) => {
                self.say(Tone::Good, format!("{count} spans written to {}", path.display()));
            }
            Message::Exported(Err(error)) => self.complain(&error),
            Message::Picked(purpose, paths) => self.picked(purpose, paths),
        }
    }

    fn show_first(&mut self, project: Project) {
        let first = project.articles().next().map(|article| article.id.clone());
        let mut open = Open::new(project, Home::Untitled);
        open.is_partial = true;
        self.open = Some(open);
        self.view.article = first;
    }

    fn opened(&mut self, opened: Opened) {
        // Whoever has begun to read keeps the article that was shown first.
        if self.open.is_none() {
            self.view.article = None;
        }
        let path = opened.folder.path().to_owned();
        let mut open = Open::new(opened.project, Home::Folder(Box::new(opened.folder)));
        // The one who annotated here before, if the project knows them.
        let analysts = open.project.analysts();
        let same = analysts.values().find(|analyst| analyst.name == self.settings.analyst);
        open.analyst = same.map(|analyst| analyst.id.clone());
        open.problems = opened.problems;
        // Its first article is on show already, scrolled and filtered.
        if let Some(first) = self.open.as_ref().filter(|first| first.is_partial) {
            open.ticket = first.ticket;
        }
        let problems = open.problems.len();
        self.open = Some(open);
        self.forget_what_is_gone();
        self.settings.add_recent(&path);
        if problems > 0 {
            let what =
                if problems == 1 { "1 problem".into() } else { format!("{problems} problems") };
            let text = format!("{what} in the project’s files: see Review, Problems in the files");
            self.say(Tone::Bad, text);
        }
    }

    fn read(&mut self, read: ArticlesRead) {
        let (count, first) = (read.articles.len(), read.articles.first().map(|one| one.id.clone()));
        for (path, error) in &read.failed {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            let hint = error.hint().map_or_else(String::new, |hint| format!("\n{hint}"));
            self.say(Tone::Bad, format!("{name}: {error}{hint}"));
        }
        for (path, warning) in &read.warnings {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            self.say(Tone::Plain, format!("{name}: {warning}"));
        }
        if let Some((_, id)) = read.skipped.first() {
            let text = match read.skipped.len() {
                1 => "This article is in the project already".to_owned(),
                many => format!("{many} articles are in the project already"),
            };
            self.say(Tone::Plain, text);
            if count == 0 {
                self.view.article = Some(id.clone());
            }
        }
        if count > 0 {
            let label =
                if count == 1 { "add article".into() } else { format!("add {count} articles") };
            if self.change(label, None, jobs::articles_edit(read.articles)) {
                self.view.article = first;
                self.view.selection = None;
                self.view.span = None;
            }
        }
        self.drop_empty_project();
    }

    /// An untitled project that nothing came into is no project.
    fn drop_empty_project(&mut self) {
        let is_empty = |open: &Open| {
            matches!(open.home, Home::Untitled)
                && open.history.steps().is_empty()
                && open.project.articles().len() == 0
        };
        if self.open.as_ref().is_some_and(is_empty) {
            self.open = None;
        }
    }

    fn was_saved(
        &mut self,
        folder: Option<Box<Folder>>,
        project: Project,
        error: Option<&JobError>,
    ) {
        let (then, now) = (self.after_save.take(), self.stamps.now());
        let Some(open) = &mut self.open else { return };
        open.home = folder.map_or(Home::Untitled, Home::Folder);
        if let Some(error) = error {
            // What was written before the failure stays unsaved here: saving again writes it all.
            open.touch();
            return self.complain(error);
        }
        open.saved = project;
        open.saved_at = Some(now);
        open.touch();
        if let Some(path) = open.path() {
            self.settings.add_recent(&path);
        }
        if let Some(then) = then {
            self.go_on(then);
        }
    }

    pub(super) fn picked(&mut self, purpose: PathPurpose, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else {
            self.after_save = None;
            return;
        };
        let action = match purpose {
            PathPurpose::SaveProject => FileAction::SaveTo(first),
            PathPurpose::Export(format) => {
                let export = self.view.export.take();
                FileAction::Export(export.unwrap_or_else(|| Export::new(format)), first)
            }
            PathPurpose::OpenFiles | PathPurpose::OpenFolder | PathPurpose::OpenProject => {
                FileAction::Open(paths)
            }
        };
        self.dispatch(Action::File(action));
    }
}
