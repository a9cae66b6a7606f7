//! What the workers hand over.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    app::{
        action::{Action, FileAction},
        desk::{Desk, Home, Open, Tone},
        dialog::{Dialog, Export, PathPurpose},
        work::{self, Along, Message, Ticket},
    },
    jobs::{Asked, JobError},
    model::Project,
    review::count,
    store::{Opened, StoreError},
};

/// A project that is all there within this time is shown at once, without its first article before
/// the others: what is no wait need not come in parts.
pub const GLANCE: Duration = Duration::from_millis(100);

impl Desk {
    /// Takes what the workers have handed over. Called once a frame.
    pub fn take_messages(&mut self) {
        loop {
            while let Some((about, message)) = self.work.take_message() {
                self.take(about, message);
                self.keep_acts();
            }
            if !self.look_for_unfit() {
                break;
            }
        }
        self.follow_searches();
        self.tell_report();
        if self.first.as_ref().is_some_and(|(_, since)| since.elapsed() >= GLANCE)
            && let Some((project, _)) = self.first.take()
        {
            self.show_first(*project);
        }
    }

    /// Takes a message. What is about a project that is not open any more changes nothing; its
    /// errors are said all the same.
    fn take(&mut self, about: Ticket, message: Message) {
        let is_open = about == self.ticket();
        let is_opening = self.opening == Some(about);
        let message = if is_open { self.up_to_date(message) } else { Some(message) };
        let Some(message) = message else { return };
        match message {
            Message::Progress { .. } => {}
            Message::Classified(Ok(asked)) if is_open => self.open_asked(asked),
            Message::Classified(Err(error)) => self.complain(&error),
            Message::First(project) if is_opening => self.take_first(project),
            Message::Opened(opened, along) if is_opening => self.opening_ended(*opened, *along),
            Message::Read(read) if is_open => self.read(*read),
            Message::ReadBroke => {
                self.broke(about);
                if is_open {
                    self.reading_ended();
                }
            }
            Message::ReadAgain(read) if is_open => self.read_once_more(*read),
            Message::Saved { folder, merged, met, outcome } if is_open => {
                self.was_saved(folder, merged, *met, outcome);
            }
            Message::Saved { outcome: Err(error), .. }
            | Message::Exported(Err(error))
            | Message::KeyFile(Err(error)) => {
                self.complain(&error);
            }
            Message::Exported(Ok((number, path))) => {
                let spans = count(number, "span");
                self.say(Tone::Good, format!("{spans} written to {}", path.display()));
            }
            Message::KeyFile(Ok(Some(path))) => {
                let text = format!("Keys are read when Postil starts, from {}", path.display());
                self.say(Tone::Plain, text);
            }
            Message::KeyFile(Ok(None)) => {
                self.say(Tone::Bad, "This system has no place for a file of keys");
            }
            Message::Broke => self.broke(about),
            Message::Found(found) => self.found(found),
            Message::SourceLooked(look) if is_open => self.source_looked(look),
            Message::Compared(found) if is_open => self.compared(found),
            Message::TextRead(read) if is_open => self.text_read(*read),
            Message::CarryFound(found) if is_open => self.carry_found(found),
            Message::Picked(purpose, paths) if is_open => self.picked(purpose, paths),
            other => self.take_kept(other, about),
        }
    }

    fn opening_ended(&mut self, opened: Result<Opened, JobError>, along: Along) {
        (self.opening, self.first, self.opening_from) = (None, None, None);
        match opened {
            Ok(opened) => self.opened(opened, along),
            Err(JobError::Store(StoreError::NoHeader { path })) => {
                self.open = None;
                self.show(Dialog::Headless(path));
            }
            Err(error) => {
                self.open = None;
                self.complain(&error);
            }
        }
    }

    /// Takes a message about what keeps the work: journal, lock, files that others changed, earlier
    /// states, damaged files.
    fn take_kept(&mut self, message: Message, about: Ticket) {
        let is_open = about == self.ticket();
        match message {
            Message::Untitled(resumed) => self.untitled(resumed.map(|resumed| *resumed)),
            Message::Touched(root, files) => self.touched(&root, files),
            Message::Watching(watch) if is_open => {
                if let Some(open) = &mut self.open {
                    work::drop_elsewhere(open.keeping.watch.replace(watch));
                }
            }
            Message::TakenIn(folder, taken) if is_open => self.taken_in(folder, taken),
            Message::FolderGone(folder, files) if is_open => self.folder_gone(folder, files),
            Message::Generations(states) if is_open => self.take_states(states),
            Message::WouldGoBack(number, goings) if is_open => self.take_goings(number, goings),
            Message::WentBack(went) => self.went_back(went),
            Message::Unfit(revision, unfit) if is_open => self.found_unfit(revision, unfit),
            Message::WouldMend(file, prospect) if is_open => self.would_mend(&file, prospect),
            Message::Mended(file, done) => self.mended(&file, done),
            Message::Locked(analyst, taken) if is_open => self.locked(analyst, taken),
            stale => work::drop_elsewhere(stale),
        }
    }

    /// A worker stopped in the middle. A folder that it had is lost to this window, not its files.
    fn broke(&mut self, about: Ticket) {
        if self.opening == Some(about) {
            (self.opening, self.first, self.open) = (None, None, None);
        }
        self.after_save = None;
        let lost = self.open.as_mut().filter(|open| open.ticket == about);
        let is_lent = |open: &&mut Open| matches!(open.home, Home::Saving(_) | Home::Reading(_));
        if let Some(open) = lost.filter(is_lent) {
            open.home = Home::Untitled;
            (open.save_again, open.save_to_later) = (false, None);
            open.touch();
        }
        let text = "Postil met a fault of its own and could not finish. Your work is still open: \
                    save it to a new place";
        self.say(Tone::Bad, text);
    }

    /// Takes the first article of the project that is being opened: its text, then its layers too.
    fn take_first(&mut self, project: Box<Project>) {
        if let Some(open) = self.open.as_mut().filter(|open| open.is_partial) {
            // It is on show, and stays as it is scrolled.
            (open.saved, open.project) = ((*project).clone(), *project);
            return open.touch();
        }
        let since = self.first.take().map_or_else(Instant::now, |(_, since)| since);
        self.first = Some((project, since));
    }

    fn show_first(&mut self, project: Project) {
        let first = project.articles().next().map(|article| article.id.clone());
        let mut open = Open::new(project, Home::Untitled);
        open.is_partial = true;
        self.open = Some(open);
        self.view.article = first;
        self.come_back();
    }

    fn opened(&mut self, opened: Opened, along: Along) {
        let path = opened.folder.path().to_owned();
        // Whoever has begun to read keeps the article that was shown first.
        let is_first_shown = self.open.is_none();
        if is_first_shown {
            self.view.article = self.places.last_article(&path);
        }
        let mut open = Open::new(opened.project, Home::Untitled);
        open.settle(Box::new(opened.folder));
        open.problems = opened.problems;
        // Its first article is on show already, scrolled and filtered.
        if let Some(first) = self.open.as_ref().filter(|first| first.is_partial) {
            open.ticket = first.ticket;
        }
        let problems = open.problems.len();
        self.open = Some(open);
        self.choose_known_analyst();
        self.forget_what_is_gone();
        if is_first_shown {
            self.come_back();
        }
        self.settings.add_recent(&path);
        if let Some(resumed) = along.resumed {
            self.resume(resumed);
        }
        if let Some(open) = &mut self.open {
            open.keeping.watch = along.watch;
            open.keeping.touched.append(&mut self.touched_early);
        }
        self.take_lock();
        self.look_at_touched();
        self.read_next();
        for recovered in &opened.recovered {
            self.say(Tone::Plain, recovered.to_string());
        }
        if problems > 0 {
            let what =
                if problems == 1 { "1 problem".into() } else { format!("{problems} problems") };
            let text = format!("{what} in the project’s files: see Review, Problems in the files");
            self.say(Tone::Bad, text);
        }
    }

    /// An untitled project that nothing came into is no project.
    pub(super) fn drop_empty_project(&mut self) {
        let is_empty = |open: &Open| {
            matches!(open.home, Home::Untitled)
                && open.history.steps().is_empty()
                && open.project.articles().len() == 0
        };
        if self.open.as_ref().is_some_and(is_empty) {
            self.forget_untitled();
            work::drop_elsewhere(self.open.take());
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
            PathPurpose::UpdateArticle => {
                let Some(article) = self.view.updating.take() else { return };
                FileAction::Update(article, first)
            }
            PathPurpose::OpenProject => return self.open_asked(Asked::Project(first)),
            PathPurpose::OpenFiles | PathPurpose::OpenFolder => FileAction::Open(paths),
        };
        self.dispatch(Action::File(action));
    }
}
