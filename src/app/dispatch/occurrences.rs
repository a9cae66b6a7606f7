//! Labelling all occurrences of a name in the article that is shown.

use crate::{
    app::{
        action::{Action, OccurrenceAction},
        desk::{Desk, Tone},
        find::{Occurrences, Source, Way},
        view::{Goto, Main, Selection},
    },
    model::TagId,
    text::{self, Stretch, search::Query},
};

impl Desk {
    /// Shows the other occurrences of the selected words, else of the selected span, else of the word
    /// at the caret.
    pub(super) fn label_all(&mut self) {
        let is_in_sight = self.view.main == Main::Article;
        let words = self.view.selected_text().filter(|_| is_in_sight);
        let taken = match (words, self.view.span.is_some()) {
            (Some(words), _) => self.of_words(words),
            (None, true) => self.of_span(),
            (None, false) => {
                let caret = self.view.selection.filter(|_| is_in_sight);
                let word = caret.zip(self.text());
                let word = word.map(|(caret, text)| text::word_at(text, caret.focus));
                word.ok_or("Select a name, a span or some words first")
                    .and_then(|word| self.of_words(word))
            }
        };
        match taken {
            Ok(occurrences) => {
                self.view.main = Main::Article;
                self.finding.close();
                self.view.linking = None;
                self.occurrences = Some(occurrences);
            }
            Err(why) => self.say(Tone::Plain, why),
        }
    }

    fn of_words(&self, at: Stretch) -> Result<Occurrences, &'static str> {
        self.occurrences_of(at, Source::Words)
    }

    fn of_span(&self) -> Result<Occurrences, &'static str> {
        let here = self.view.span.as_ref().zip(self.open.as_ref()).zip(self.about());
        let Some(((at, open), about)) = here else { return Err("Select a span first") };
        let layer = open.project.layer(&at.layer);
        let is_shown = about.article == at.layer.article
            && layer.is_some_and(|layer| layer.version == about.version);
        let span = layer.and_then(|layer| layer.span(&at.span)).filter(|_| is_shown);
        let span = span.ok_or("This span is not in the text that is shown")?;
        let fragments =
            span.place.fragments().ok_or("This span is adrift: it has no words here")?;
        if fragments.count() > 1 {
            return Err("This span is in several parts: select the words to look for");
        }
        let found = self.occurrences_of(fragments.extent(), Source::Span)?;
        let card = span.card.clone().map(|card| (span.tag.clone(), card));
        Ok(Occurrences { tag: Some(span.tag.clone()), card, ..found })
    }

    fn occurrences_of(&self, at: Stretch, source: Source) -> Result<Occurrences, &'static str> {
        let (Some(about), Some(text)) = (self.about(), self.text()) else {
            return Err("Show an article first");
        };
        let at = text::trim(text, at);
        let query = Query::name(text.slice(at));
        if !query.words.chars().any(char::is_alphanumeric) {
            return Err("There are no words to look for");
        }
        Ok(Occurrences::new(query, source, at, about))
    }

    /// Chooses what the occurrences are to be tagged as.
    pub(super) fn choose_for_all(&mut self, tag: TagId) {
        if let Some(occurrences) = &mut self.occurrences {
            occurrences.choose(tag);
        }
    }

    pub(super) fn occurrence(&mut self, action: OccurrenceAction) {
        let Some(occurrences) = &mut self.occurrences else { return };
        match action {
            OccurrenceAction::Step(way) => self.step_occurrence(way),
            OccurrenceAction::ToggleCurrent => match occurrences.ghost() {
                Some(ghost) => occurrences.toggle(ghost),
                None => self.step_occurrence(Way::On),
            },
            OccurrenceAction::Toggle(ghost) => occurrences.toggle(ghost),
            OccurrenceAction::TakeAll => self.take_all(),
            OccurrenceAction::Close => self.occurrences = None,
        }
    }

    fn step_occurrence(&mut self, way: Way) {
        let Some(occurrences) = &mut self.occurrences else { return };
        let Some(ghost) = occurrences.beside(way) else { return };
        occurrences.current = Some(ghost.start);
        let article = occurrences.about.article.clone();
        self.view.goto = Some(Goto { article, at: ghost });
    }

    /// Tags all that are switched on; selected words along with them.
    fn take_all(&mut self) {
        let (Some(occurrences), Some(open)) = (&self.occurrences, &self.open) else { return };
        let Some(tag) = occurrences.tag.clone() else {
            return self.say(Tone::Plain, "Choose a tag first: press its key");
        };
        if !occurrences.is_done() {
            return self.say(Tone::Plain, "Still looking: try again in a moment");
        }
        if occurrences.beyond() > 0 {
            return self.say(Tone::Plain, "These are too many to tag in one act");
        }
        let mut all = occurrences.taken();
        let (is_words, at) = (occurrences.source == Source::Words, occurrences.at);
        if occurrences.is_along(&open.project) {
            all.insert(all.partition_point(|ghost| ghost.start < at.start), at);
        }
        if all.is_empty() {
            let has_ghosts = !occurrences.ghosts().is_empty();
            let text = if has_ghosts {
                "There is none to tag: Space switches one on"
            } else {
                "There is no other to tag"
            };
            return self.say(Tone::Plain, text);
        }
        // A card is the tag's that it came with.
        let card = occurrences.card.clone().filter(|(of, _)| *of == tag).map(|(_, card)| card);
        let again = Action::Occurrence(OccurrenceAction::TakeAll);
        if self.tag_many(&tag, card.as_ref(), &all, again) {
            self.occurrences = None;
            if is_words {
                self.view.selection = Some(Selection::caret(at.end));
            }
        }
    }
}
