//! What is shown and selected.

use crate::{
    app::{
        action::{ProposalAction, ViewAction},
        desk::Desk,
        dialog::{CodebookDialog, Dialog},
        find::Way,
        view::{Goto, Main, Selection, SpanRef},
    },
    model::{AnalystId, ArticleId, SpanId, VersionNumber},
    store::Settings,
    text::{self, Offset, Stretch},
};

impl Desk {
    pub(super) fn view(&mut self, action: ViewAction) {
        match action {
            ViewAction::Article(id) => self.show_article(id),
            ViewAction::Jump(span) => self.jump(span),
            ViewAction::LookForFolder => self.look_for_folder(),
            ViewAction::PassOver(article) => {
                self.view.passed_over.insert(article);
            }
            ViewAction::Version(version) => self.show_version(version),
            ViewAction::Compare(version) => self.show_beside(version),
            ViewAction::Span(span) => {
                self.view.span = span;
                self.finding.stay();
                self.end_typing();
            }
            ViewAction::Select(selection) => self.select(selection),
            ViewAction::Main(main) => self.view.main = main,
            ViewAction::Side(side) => self.view.side = side,
            ViewAction::Dialog(dialog) => self.view.dialog = dialog,
            ViewAction::StepBack => self.step_back(),
            ViewAction::Read(article, part) => {
                self.view.read.insert(article, part);
            }
            ViewAction::Part(thousandths) => self.go_to_part(thousandths),
            ViewAction::Announce(text) => self.announce(text),
            ViewAction::Zoom(zoom) => {
                let (least, most) = Settings::TEXT_SCALES.into_inner();
                self.settings.text_scale =
                    if zoom.is_finite() { zoom.clamp(least, most) } else { 1.0 };
            }
        }
    }

    fn show_article(&mut self, id: ArticleId) {
        self.view.main = Main::Article;
        if self.view.article.as_ref() == Some(&id) {
            return;
        }
        self.end_typing();
        self.keep_place();
        self.view.article = Some(id);
        self.view.selection = None;
        self.view.span = None;
        self.view.linking = None;
        self.come_back();
    }

    /// Shows a version of the article in view: the newest or an earlier one.
    fn show_version(&mut self, version: VersionNumber) {
        let Some(article) = self.view.article.clone() else { return };
        self.view.main = Main::Article;
        self.view.versions.insert(article, version);
        self.follow_version();
    }

    /// Lets go of places in the text that was shown, where another text of the same article is shown
    /// now.
    pub(super) fn follow_version(&mut self) {
        self.follow_beside();
        let shown = self.version().map(|version| version.number);
        let shown = self.view.article.clone().zip(shown);
        let last = std::mem::replace(&mut self.view.shown, shown.clone());
        let is_other = |last: &(ArticleId, VersionNumber)| {
            shown.as_ref().is_none_or(|shown| shown.0 != last.0)
        };
        if last.as_ref().is_none_or(is_other) {
            self.look_at_source();
        }
        let (Some((article, version)), Some((before, old))) = (shown, last) else { return };
        if article != before || version == old {
            return;
        }
        let view = &mut self.view;
        (view.selection, view.linking, view.goto) = (None, None, None);
        view.grown.clear();
        view.spots.remove(&article);
        let is_here = |span: &SpanRef| {
            let layer = self.open.as_ref().and_then(|open| open.project.layer(&span.layer));
            layer.is_some_and(|layer| layer.version == version)
        };
        view.span = view.span.take().filter(is_here);
    }

    /// Selects words or puts the caret, as asked for by hand: no hit that comes later takes that away.
    pub(super) fn select(&mut self, selection: Option<Selection>) {
        self.finding.stay();
        self.view.selection = selection;
    }

    fn jump(&mut self, span: SpanRef) {
        self.finding.stay();
        self.show_article(span.layer.article.clone());
        let found = self.open.as_ref().and_then(|open| {
            let layer = open.project.layer(&span.layer)?;
            let is_shown =
                open.shown(&self.view).is_some_and(|shown| shown.number == layer.version);
            Some((layer.version, is_shown))
        });
        let Some((version, is_shown)) = found else { return };
        if !is_shown {
            self.show_version(version);
        }
        let found = self.open.as_ref().and_then(|open| open.span(&span));
        let Some((found, _)) = found else { return };
        if let Some(fragments) = found.place.fragments() {
            let at = fragments.extent();
            self.view.goto = Some(Goto { article: span.layer.article.clone(), at });
            self.view.selection = Some(Selection::caret(at.start));
        }
        self.announce_span("Selected", &span);
        self.view.span = Some(span);
        self.end_typing();
    }

    /// Puts the caret at the start of the word that is at a part of the text, in thousandths.
    fn go_to_part(&mut self, thousandths: u16) {
        let (Some(article), Some(text)) = (self.view.article.clone(), self.text()) else { return };
        let length = text.end().to_usize();
        let byte = length / 1000 * usize::from(thousandths)
            + length % 1000 * usize::from(thousandths) / 1000;
        let there = Offset::new(text.as_str().floor_char_boundary(byte));
        let at = Stretch::empty(text::word_at(text, there).start);
        self.view.main = Main::Article;
        self.view.goto = Some(Goto { article, at });
        self.select(Some(Selection::caret(at.start)));
        self.view.span = None;
        self.end_typing();
    }

    /// Esc: one step back from whatever is open.
    fn step_back(&mut self) {
        if let Some(dialog) = self.view.dialog.take() {
            self.leave_dialog(*dialog);
            return self.end_typing();
        }
        let view = &mut self.view;
        if self.occurrences.is_some() {
            self.occurrences = None;
        } else if view.proposal.is_some() && view.selected_text().is_none() {
            view.proposal = None;
        } else if view.linking.is_some() {
            view.linking = None;
        } else if view.beside.is_some() && view.main == Main::Article && view.span.is_none() {
            view.beside = None;
        } else if self.finding.is_open && view.main == Main::Article {
            self.finding.close();
        } else if view.selected_text().is_some() {
            view.selection = view.selection.map(|selection| Selection::caret(selection.focus));
        } else if view.span.is_some() {
            view.span = None;
        } else if view.main != Main::Article {
            view.main = Main::Article;
        } else {
            self.settings.is_focused = false;
        }
        self.end_typing();
    }

    /// Esc in a dialog. Unsaved work stays where it is; nothing that waited goes on.
    fn leave_dialog(&mut self, dialog: Dialog) {
        match dialog {
            Dialog::Path(dialog) => self.picked(dialog.purpose, Vec::new()),
            Dialog::RemoveTag { tag, .. } => {
                let codebook = CodebookDialog { tag: Some(tag), ..CodebookDialog::default() };
                self.show(Dialog::Codebook(codebook));
            }
            _ => {}
        }
    }

    /// The next letter typed into a field is a new undo.
    pub(super) fn end_typing(&mut self) {
        if let Some(open) = &mut self.open {
            open.history.break_run();
        }
    }

    /// Selects the span after or before the selected one, or the caret: in the order of the text,
    /// through the layers of all analysts.
    ///
    /// While a proposed place is asked about, goes to the next of those: the span that is selected is
    /// always the one that is asked about.
    pub(super) fn walk(&mut self, way: Way) {
        if self.view.proposal.is_some() {
            return self.proposal(ProposalAction::Step(way));
        }
        let (Some(open), Some(article)) = (&self.open, &self.view.article) else { return };
        let Some(version) = open.shown(&self.view).map(|version| version.number) else { return };
        let key = |span: SpanRef| {
            let (found, _) = open.span(&span)?;
            let at = found.place.fragments()?.extent();
            Some((at.start, at.end, span))
        };
        let here = self.view.span.clone().filter(|span| span.layer.article == *article);
        let now = here.and_then(key);
        let caret = self.view.selection.map_or(Offset::START, |selection| selection.focus);
        let start = now.as_ref().map_or(caret, |(start, ..)| *start);
        let layers = open.project.layers_of(article).filter(|layer| layer.version == version);
        let nearest = layers.filter_map(|layer| {
            let key_of = |id: &SpanId| key(SpanRef::new(&layer.id, id));
            if way == Way::On {
                let mut after = layer.by_place().starting_from(start).filter_map(key_of);
                after.find(|found| now.as_ref().is_none_or(|now| found > now))
            } else {
                let mut before = layer.by_place().starting_until(start).rev().filter_map(key_of);
                before.find(|found| now.as_ref().map_or(found.0 < caret, |now| found < now))
            }
        });
        let next = if way == Way::On { nearest.min() } else { nearest.max() };
        if let Some((_, _, span)) = next {
            self.jump(span);
        }
    }

    /// Drops what names an article or a span that an undo took away.
    pub(super) fn forget_what_is_gone(&mut self) {
        let Some(open) = &mut self.open else { return };
        let has_layer = |id: &AnalystId| open.project.layers().any(|layer| layer.id.analyst == *id);
        let is_known = |id: &AnalystId| open.project.analysts().contains_key(id) || has_layer(id);
        let is_gone = open.analyst.as_ref().is_some_and(|id| !is_known(id));
        if is_gone {
            open.analyst = None;
        }
        let view = &mut self.view;
        let is_there = |span: &SpanRef| open.span(span).is_some();
        view.span = view.span.take().filter(is_there);
        view.linking = view.linking.take().filter(|linking| is_there(&linking.from));
        if view.article.as_ref().is_none_or(|id| open.project.article(id).is_none()) {
            view.article = open.project.articles_in_order().first().map(|one| one.id.clone());
            view.selection = None;
            self.come_back();
        }
        let Some(open) = &self.open else { return };
        let view = &mut self.view;
        let gone = |id: &ArticleId| open.project.article(id).is_none();
        let names_gone = match view.dialog.as_deref() {
            Some(Dialog::Article(dialog)) => gone(&dialog.article),
            Some(Dialog::RemoveArticle(id)) => gone(id),
            Some(Dialog::Carry(carrying)) => gone(&carrying.report.layer.article),
            _ => false,
        };
        if names_gone {
            view.dialog = None;
        }
    }
}
