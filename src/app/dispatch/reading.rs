//! Article files on their way into the project: one lot after the other, and what became of each.

use std::{collections::BTreeSet, path::PathBuf};

use crate::{
    app::{
        action::ViewAction,
        desk::{Desk, Home, Tone},
        dialog::{Dialog, FileFailed, ReadReport},
        work::Message,
    },
    jobs::{self, ArticlesRead, JobError, ReadOptions},
    model::{
        Article, ArticleId,
        edit::{ArticleEdit, Edit},
        slug,
    },
    review::count,
};

impl Desk {
    /// Reads files once those that were asked for before are in.
    pub(super) fn queue(&mut self, paths: Vec<PathBuf>, options: ReadOptions) {
        if self.open.is_none() {
            self.begin();
        }
        self.reading.waiting.push_back((paths, options));
        self.read_next();
    }

    /// Stops what is being read, and what waits for its turn.
    pub(super) fn cancel(&mut self) {
        self.reading.waiting.clear();
        self.work.cancel();
    }

    fn read_next(&mut self) {
        if self.reading.lot.is_some() {
            return;
        }
        let Some((paths, options)) = self.reading.waiting.pop_front() else { return };
        let Some(open) = &self.open else { return };
        self.reading.lot = Some(paths.len());
        let (project, time, ticket) = (open.project.clone(), self.stamps.now(), open.ticket);
        let taken = open.taken.clone();
        self.work.start("Reading", ticket, move |reporter| {
            let is_taken = |id: &str| taken.contains(id);
            let on = |done, total| reporter.send(Message::Progress { done, total });
            let (project, cancelled) = (Some(&project), reporter.cancelled());
            let read =
                jobs::read_articles(&paths, project, &is_taken, time, options, &on, cancelled);
            reporter.send(Message::Read(Box::new(read)));
        });
    }

    /// Goes on with what waits, after a lot was read or its worker broke.
    pub(super) fn reading_ended(&mut self) {
        self.reading.lot = None;
        self.read_next();
    }

    /// Takes what was read into the project, and says what became of the files.
    pub(super) fn read(&mut self, mut read: ArticlesRead) {
        self.remember_sources(&read);
        self.keep_ids_apart(&mut read.articles);
        let report = report(&read);
        let (number, first) =
            (read.articles.len(), read.articles.first().map(|one| one.id.clone()));
        if number > 0 {
            let label =
                if number == 1 { "add article".into() } else { format!("add {number} articles") };
            let is_added = self.change(label, None, jobs::articles_edit(read.articles));
            if let Some(first) = first.filter(|_| is_added) {
                self.view(ViewAction::Article(first));
            }
        } else if let Some((_, same)) = report.skipped.first() {
            self.view(ViewAction::Article(same.clone()));
        }
        self.tell(report);
        self.drop_empty_project();
        self.reading_ended();
    }

    /// Gives a new id to what came in under one that the project has by now.
    fn keep_ids_apart(&self, articles: &mut [Article]) {
        let Some(open) = &self.open else { return };
        let mut ids: BTreeSet<ArticleId> = articles.iter().map(|one| one.id.clone()).collect();
        for article in articles {
            if open.project.article(&article.id).is_none() {
                continue;
            }
            let is_taken = |id: &str| {
                let is_known =
                    |id: ArticleId| ids.contains(&id) || open.project.article(&id).is_some();
                open.taken.contains(id) || ArticleId::new(id).is_ok_and(is_known)
            };
            if let Ok(id) = ArticleId::new(slug(&article.title, "article", is_taken)) {
                ids.insert(id.clone());
                article.id = id;
            }
        }
    }

    /// Says what became of the files: in a line or two, or in a dialog where there is more to say.
    fn tell(&mut self, report: ReadReport) {
        let ReadReport { read, skipped, failed, warnings } = &report;
        let files = read + skipped.len() + failed.len();
        let is_more = !(skipped.is_empty() && failed.is_empty() && warnings.is_empty());
        if (files > 1 && is_more) || failed.iter().any(|one| one.is_limit) {
            return self.show(Dialog::Report(Box::new(report)));
        }
        for FileFailed { why, hint, .. } in failed {
            self.say(Tone::Bad, format!("{why}\n{hint}").trim_end());
        }
        for (path, warning) in warnings {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            self.say(Tone::Plain, format!("{name}: {warning}"));
        }
        if !skipped.is_empty() {
            self.say(Tone::Plain, "This article is in the project already");
        }
        if *read > 1 {
            self.say(Tone::Good, format!("{} added", count(*read, "article")));
        }
    }

    /// Reads the file of an article's newest text once more.
    pub(super) fn read_again(&mut self, article: &ArticleId, options: ReadOptions) {
        let Some(open) = &self.open else { return };
        let Some(article) = open.project.article(article).cloned() else { return };
        let original = match (&open.home, article.newest()) {
            (Home::Folder(folder), Some(newest)) => folder.original(&article.id, newest.number),
            (Home::Saving(_) | Home::Reading(_), _) => {
                return self.say(Tone::Plain, "A save is under way: try again when it is done");
            }
            _ => None,
        };
        self.work.start("Reading", open.ticket, move |reporter| {
            let edit = jobs::read_again(&article, original, options, reporter.cancelled());
            reporter.send(Message::ReadAgain(Box::new(edit)));
        });
    }

    /// Puts another reading in the place of an article's text.
    pub(super) fn read_once_more(&mut self, read: Result<Edit, JobError>) {
        match read {
            Err(error) => self.complain(&error),
            Ok(edit) => {
                let now = match &edit {
                    Edit::Article(ArticleEdit::Change(article)) => article.newest().cloned(),
                    _ => None,
                };
                if self.change("read the file again", None, edit) {
                    for warning in now.iter().flat_map(|version| &version.warnings) {
                        self.say(Tone::Plain, warning);
                    }
                }
            }
        }
    }
}

fn report(read: &ArticlesRead) -> ReadReport {
    let failed = read.failed.iter().map(|(path, error)| FileFailed {
        path: path.clone(),
        why: error.to_string(),
        hint: error.hint().unwrap_or_default(),
        is_limit: matches!(error, JobError::Article { error, .. } if error.is_limit()),
    });
    ReadReport {
        read: read.articles.len(),
        skipped: read.skipped.clone(),
        failed: failed.collect(),
        warnings: read.warnings.clone(),
    }
}
