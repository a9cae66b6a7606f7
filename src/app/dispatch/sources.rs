//! The files that articles came from: are they still what they were?

use crate::{
    app::{
        desk::Desk,
        work::{Message, SourceLook},
    },
    articles::Limits,
    jobs::{self, ArticlesRead, NewText, ReadOptions},
    store,
};

impl Desk {
    /// Remembers which files articles were read from.
    pub(super) fn remember_sources(&mut self, read: &ArticlesRead) {
        for (article, file) in read.articles.iter().zip(&read.files) {
            if let Some(version) = article.newest() {
                self.sources.keep(version, file);
            }
        }
    }

    /// Looks whether the file that the article shown came from has changed since. Asked when an
    /// article is shown, and when the window is come back to.
    pub fn look_at_source(&mut self) {
        let Some(article) = self.article() else { return };
        let Some(version) = article.newest().cloned() else { return };
        let Some(path) = self.sources.find(&version).map(std::path::Path::to_owned) else {
            return;
        };
        let (found, time, ticket) = (article.clone(), self.stamps.now(), self.ticket());
        self.work.quietly(ticket, move |reporter| {
            let most = u64::try_from(Limits::USUAL.file_bytes).unwrap_or(u64::MAX);
            // A file of other bytes with the same text is no news.
            let is_other = || {
                let (usual, cancelled) = (ReadOptions::default(), reporter.cancelled());
                let read = jobs::read_version(&found, &path, usual, time, cancelled);
                !matches!(read, Ok(NewText::Unchanged(_)))
            };
            let is_touched = store::has_changed(&path, &version, most).unwrap_or(false);
            let has_changed = is_touched && is_other();
            let article = found.id;
            reporter.send(Message::SourceLooked(SourceLook { article, path, has_changed }));
        });
    }

    /// Takes what was seen of a source file.
    pub(super) fn source_looked(&mut self, look: SourceLook) {
        let Some(open) = &mut self.open else { return };
        if look.has_changed {
            open.changed_sources.insert(look.article, look.path);
        } else {
            open.changed_sources.remove(&look.article);
            self.view.passed_over.remove(&look.article);
        }
    }
}
