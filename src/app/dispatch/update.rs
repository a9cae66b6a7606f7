//! An article whose text was corrected: the new text comes in beside the old, and the spans of the one
//! who annotates go over to it when they say so.

use std::{
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use crate::{
    app::{
        action::{Action, ViewAction},
        desk::{Desk, Tone},
        dialog::{Dialog, PathPurpose},
        proposals::Carrying,
        work::{Message, TextRead},
    },
    jobs::{self, NewText, ReadOptions},
    model::{ArticleId, LayerId, VersionNumber},
    review::count,
};

impl Desk {
    /// Asks for the file with the new text of the article that is shown.
    pub(super) fn ask_for_update(&mut self) {
        self.view.updating = self.view.article.clone();
        self.ask_for_path(PathPurpose::UpdateArticle);
    }

    /// Reads a file as the next version of an article.
    pub(super) fn update_article(&mut self, article: ArticleId, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let Some(found) = open.project.article(&article).cloned() else { return };
        let (time, ticket) = (self.stamps.now(), open.ticket);
        self.work.start("Updating", ticket, move |reporter| {
            let (asked, cancelled) = (ReadOptions::default(), reporter.cancelled());
            let outcome = jobs::read_version(&found, &path, asked, time, cancelled);
            let outcome = (!cancelled.load(Ordering::Relaxed)).then_some(outcome);
            reporter.send(Message::TextRead(Box::new(TextRead { article, path, outcome })));
        });
    }

    /// Takes the text that a file holds, and goes on to the spans.
    pub(super) fn text_read(&mut self, read: TextRead) {
        let TextRead { article, path, outcome } = read;
        let mut new = None;
        match outcome {
            None => return,
            Some(Err(error)) => return self.complain(&error),
            Some(Ok(NewText::Unchanged(number))) => {
                let text = format!("{} has the text of version {number} already", name(&path));
                self.say(Tone::Plain, text);
                if let Some(open) = &mut self.open {
                    open.changed_sources.remove(&article);
                }
            }
            Some(Ok(NewText::Changed { version, warnings })) => {
                let (number, known) = (version.number, version.clone());
                let open = self.open.as_ref();
                let Some(known_article) = open.and_then(|open| open.project.article(&article))
                else {
                    return;
                };
                let edit = jobs::version_edit(known_article, *version);
                if !self.change("update article", None, edit) {
                    return;
                }
                self.sources.keep(&known, &path);
                if let Some(open) = &mut self.open {
                    open.changed_sources.remove(&article);
                }
                self.view.passed_over.remove(&article);
                for warning in &warnings {
                    self.say(Tone::Plain, format!("{}: {warning}", name(&path)));
                }
                new = Some(number);
            }
        }
        self.view(ViewAction::Article(article));
        if self.left_behind().is_some() {
            self.look_where_spans_are();
        } else if let Some(number) = new {
            self.say(Tone::Good, format!("The article has a new text: version {number}"));
        }
    }

    /// Returns the layer of the one who annotates in the article shown, where it has spans about an
    /// earlier text, and the newest version.
    fn left_behind(&self) -> Option<(LayerId, VersionNumber)> {
        let open = self.open.as_ref()?;
        let article = self.article()?;
        let newest = article.newest()?.number;
        let layer = open.project.layer(&open.own_layer(&article.id)?)?;
        let is_behind = layer.version != newest && layer.span_count() > 0;
        is_behind.then(|| (layer.id.clone(), newest))
    }

    /// Looks where the spans are in the newest text, to ask whether they are to go over to it.
    pub(super) fn look_where_spans_are(&mut self) {
        if self.need_analyst(|| Action::Run(crate::app::command::Command::CarryOver)).is_none() {
            return;
        }
        let Some((layer, newest)) = self.left_behind() else {
            return self.say(Tone::Plain, "No span of yours here is about an earlier text");
        };
        let Some(open) = &self.open else { return };
        if let Some(held) = open.held.as_ref().filter(|held| held.analyst == layer.analyst) {
            let name = open.project.analyst_name(&held.analyst);
            let text = format!("{name}’s spans can only be read here: {} has them open", held.by);
            return self.say(Tone::Plain, text);
        }
        let (project, ticket) = (open.project.clone(), open.ticket);
        self.work.start("Comparing", ticket, move |reporter| {
            let report = jobs::carry_report(&project, &layer, newest);
            let layer = project.layer(&layer).cloned();
            let found = layer.zip(report);
            let found = found.map(|(layer, report)| Box::new(Carrying::new(layer, report)));
            reporter.send(Message::CarryFound(found));
        });
    }

    /// Asks whether spans are to go over to the newest text, if they are still those of the one who
    /// annotates, and nothing else is asked.
    pub(super) fn carry_found(&mut self, found: Option<Box<Carrying>>) {
        let here = self.left_behind();
        let Some(found) = found else { return };
        let is_here = here == Some((found.report.layer.clone(), found.report.to));
        if is_here && self.view.dialog.is_none() {
            self.show(Dialog::Carry(found));
        }
    }

    /// Carries the spans over as the dialog says, and begins with what waits for a yes.
    pub(super) fn carry_over(&mut self) {
        let Some(Dialog::Carry(carrying)) = self.view.dialog.take().map(|dialog| *dialog) else {
            return;
        };
        let report = &carrying.report;
        let Some(open) = &self.open else { return };
        if open.project.layer(&report.layer) != Some(&carrying.layer) {
            self.say(Tone::Plain, "Your spans have changed meanwhile: they are compared again");
            return self.look_where_spans_are();
        }
        let Some(edit) = jobs::carry_edit(&open.project, report) else { return };
        if !self.change("carry spans over", None, edit) {
            return;
        }
        // The text that one's spans are about is shown: now the newest, and after an undo the other.
        self.view.versions.remove(&report.layer.article);
        self.view.beside = None;
        self.view(ViewAction::Article(report.layer.article.clone()));
        self.follow_version();
        if carrying.rows.is_empty() {
            let spans = count(report.spans.len(), "span");
            self.say(Tone::Good, format!("{spans} carried over, all unchanged"));
        } else {
            self.review_proposals();
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
