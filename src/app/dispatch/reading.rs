//! Article files on their way into the project: one lot after the other, and what became of each.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, atomic::Ordering},
};

use crate::{
    app::{
        action::ViewAction,
        desk::{Desk, Home, Tone},
        dialog::{Dialog, FileFailed, ReadReport},
        work::{Message, ReadAgain},
    },
    jobs::{self, ArticlesRead, JobError, KnownTexts, ReadOptions},
    model::{ArticleId, slug},
    review::count,
};

impl Desk {
    /// Reads files once those that were asked for before are in.
    pub(super) fn queue(&mut self, paths: Vec<PathBuf>, options: ReadOptions) {
        if self.open.is_none() {
            self.begin();
        }
        self.queue.waiting.push_back((paths, options));
        self.read_next();
    }

    /// Stops the work under way; where that is reading, what waits for its turn is read neither.
    pub(super) fn cancel(&mut self) {
        let lot = self.queue.lot.as_ref();
        if lot.is_some_and(|lot| self.work.running().is_some_and(|one| one.is_stopped_by(lot))) {
            self.queue.waiting.clear();
        }
        self.work.cancel();
    }

    /// Begins the next lot, once the one before it is in and the project is all there.
    pub(super) fn read_next(&mut self) {
        let Some(open) = self.open.as_ref().filter(|open| !open.is_partial) else { return };
        if self.queue.lot.is_some() {
            return;
        }
        let Some((paths, options)) = self.queue.waiting.pop_front() else { return };
        let (project, time, ticket) = (open.project.clone(), self.stamps.now(), open.ticket);
        let taken = open.taken.clone();
        // Where work is done at once, its message waits already when this is set.
        self.queue.lot = Some(Arc::default());
        let stop = self.work.start_reading(ticket, move |reporter| {
            let is_taken = |id: &str| taken.contains(id);
            let on = |done, total| reporter.send(Message::Progress { done, total });
            let (project, cancelled) = (Some(&project), reporter.cancelled());
            let read =
                jobs::read_articles(&paths, project, &is_taken, time, options, &on, cancelled);
            reporter.send(Message::Read(Box::new(read)));
        });
        self.queue.lot = Some(stop);
    }

    /// Goes on with what waits, after a lot was read or its worker broke.
    pub(super) fn reading_ended(&mut self) {
        self.queue.lot = None;
        self.read_next();
    }

    /// Takes what was read into the project, and says what became of the files.
    pub(super) fn read(&mut self, mut read: ArticlesRead) {
        self.remember_sources(&read);
        self.leave_out_twins(&mut read);
        self.keep_ids_apart(&mut read);
        let mut report = report(&read);
        let (number, first) =
            (read.articles.len(), read.articles.first().map(|one| one.id.clone()));
        // Whoever is in the middle of something stays there.
        let is_busy = self.view.dialog.is_some() || self.view.selected_text().is_some();
        if number > 0 {
            let label =
                if number == 1 { "add article".into() } else { format!("add {number} articles") };
            let is_added = self.change(label, None, jobs::articles_edit(read.articles));
            if !is_added {
                report.added.clear();
            }
            if let Some(first) = first.filter(|_| is_added && !is_busy) {
                self.view(ViewAction::Article(first));
            }
        } else if let Some((_, same)) = report.skipped.first().filter(|_| !is_busy) {
            self.view(ViewAction::Article(same.clone()));
        }
        self.queue.untold.get_or_insert_default().take_in(report);
        self.drop_empty_project();
        self.reading_ended();
    }

    /// Leaves out what somebody else has brought into the project meanwhile.
    fn leave_out_twins(&self, read: &mut ArticlesRead) {
        let Some(open) = &self.open else { return };
        let texts = KnownTexts::of(&open.project);
        let all = std::mem::take(&mut read.articles).into_iter();
        let files = std::mem::take(&mut read.files);
        for (article, file) in all.zip(files) {
            if let Some(same) = texts.same(&article) {
                read.warnings.retain(|(path, _)| *path != file);
                read.skipped.push((file, same.clone()));
            } else {
                read.articles.push(article);
                read.files.push(file);
            }
        }
    }

    /// Gives a new id to what came in under one that the project has by now.
    fn keep_ids_apart(&self, read: &mut ArticlesRead) {
        let Some(open) = &self.open else { return };
        let mut ids: BTreeSet<ArticleId> = read.articles.iter().map(|one| one.id.clone()).collect();
        for article in &mut read.articles {
            if open.project.article(&article.id).is_none() {
                continue;
            }
            let is_taken = |id: &str| {
                let is_known =
                    |id: ArticleId| ids.contains(&id) || open.project.article(&id).is_some();
                open.taken.contains(id) || ArticleId::new(id).is_ok_and(is_known)
            };
            let Ok(id) = ArticleId::new(slug(&article.title, "article", is_taken)) else {
                continue;
            };
            for (_, same) in read.skipped.iter_mut().filter(|(_, same)| *same == article.id) {
                *same = id.clone();
            }
            ids.insert(id.clone());
            article.id = id;
        }
    }

    /// Says what became of the files once all are in and no other dialog is open: in a line or two, or in
    /// a dialog where there is more to say.
    pub(super) fn tell_report(&mut self) {
        if self.view.dialog.is_some() || self.queue.lot.is_some() {
            return;
        }
        let Some(report) = self.queue.untold.take() else { return };
        let ReadReport { added, skipped, failed, warnings, .. } = &report;
        let files = added.len() + skipped.len() + failed.len();
        let is_more = !(skipped.is_empty()
            && failed.is_empty()
            && warnings.is_empty()
            && report.passed_over.is_empty());
        if (files > 1 && is_more) || failed.iter().any(|one| one.raised.is_some()) {
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
        if added.len() > 1 {
            self.say(Tone::Good, format!("{} added", count(added.len(), "article")));
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
        let Some(version) = article.newest().cloned() else { return };
        self.work.start("Reading again", open.ticket, move |reporter| {
            // It was let in before, perhaps with a raised limit, and can be cancelled.
            let options = options.raised();
            let outcome = jobs::read_again(&version, original, options, reporter.cancelled());
            let is_cancelled = reporter.cancelled().load(Ordering::Relaxed);
            let outcome = (!is_cancelled).then_some(outcome);
            let (article, hash) = (article.id, version.hash);
            reporter.send(Message::ReadAgain(Box::new(ReadAgain { article, hash, outcome })));
        });
    }

    /// Puts another reading in the place of an article's text, if that is still what it was.
    pub(super) fn read_once_more(&mut self, read: ReadAgain) {
        let ReadAgain { article, hash, outcome } = read;
        let reading = match outcome {
            None => return,
            Some(Err(error)) => return self.complain(&error),
            Some(Ok(reading)) => reading,
        };
        let open = self.open.as_ref();
        let Some(found) = open.and_then(|open| open.project.article(&article)) else { return };
        let warnings = reading.warnings.clone();
        let Some(edit) = jobs::read_again_edit(found, &hash, reading) else {
            return self
                .say(Tone::Plain, "The article has another text by now: it was left as it is");
        };
        if self.change("read the file again", None, edit) {
            for warning in &warnings {
                self.say(Tone::Plain, warning);
            }
        }
    }
}

fn report(read: &ArticlesRead) -> ReadReport {
    let failed = read.failed.iter().map(|(path, error)| FileFailed {
        path: path.clone(),
        why: error.to_string(),
        hint: error.hint().unwrap_or_default(),
        raised: match error {
            JobError::Article { error, .. } if error.is_limit() => Some(read.options.raised()),
            _ => None,
        },
    });
    let added = read.files.iter().cloned().zip(read.articles.iter().map(|one| one.id.clone()));
    ReadReport {
        added: added.collect(),
        skipped: read.skipped.clone(),
        failed: failed.collect(),
        warnings: read.warnings.clone(),
        passed_over: read.passed_over.clone(),
    }
}
