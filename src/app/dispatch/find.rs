//! Finding words in the article that is shown.

use crate::{
    app::{
        action::{Action, FindAction},
        command::Command,
        desk::{Desk, Tone},
        find::{Found, Search, Way},
        view::{Goto, Main, Selection},
    },
    text::{
        Stretch,
        search::{Query, Syntax},
    },
};

/// A selection up to this many characters is taken as what to look for.
const LONGEST: usize = 200;

impl Desk {
    pub(super) fn run_find(&mut self, command: Command) {
        if self.article().is_none() {
            return;
        }
        self.view.main = Main::Article;
        self.view.linking = None;
        self.occurrences = None;
        self.finding.is_open = true;
        let way = match command {
            Command::FindNext => Way::On,
            Command::FindPrevious => Way::Back,
            _ => return self.ask_what(),
        };
        if self.finding.query.is_empty() {
            return self.ask_what();
        }
        let here = self.view.selection.map(Selection::stretch);
        let here = here.unwrap_or_else(|| Stretch::empty(self.view.top()));
        self.finding.seek(way, if way == Way::On { here.end } else { here.start });
        self.finding.origin = here.start;
        self.follow_searches();
    }

    /// Puts the keyboard into the field. What is selected on one line is what to look for, unless it
    /// is what was found.
    fn ask_what(&mut self) {
        let selected = self.view.selected_text();
        let is_hit = selected == self.finding.hit();
        self.finding.takes_keyboard = true;
        self.finding.origin = selected.map_or_else(
            || self.view.selection.map_or_else(|| self.view.top(), |caret| caret.focus),
            |selected| selected.start,
        );
        let words = selected.zip(self.text()).map(|(at, text)| text.slice(at).trim());
        let words = words.filter(|words| {
            let is_short = words.chars().nth(LONGEST).is_none();
            is_short && !is_hit && !words.is_empty() && !words.contains('\n')
        });
        let query = words.map(|words| Query {
            words: words.to_owned(),
            syntax: Syntax::Plain,
            ..self.finding.query
        });
        // What was looked for before is only shown: one may be about to type something else.
        if let Some(query) = query {
            self.finding.ask(query);
        }
    }

    pub(super) fn find(&mut self, action: FindAction) {
        match action {
            FindAction::Ask(query) => self.finding.ask(query),
            FindAction::TagAll(tag) => {
                if !self.finding.search.as_ref().is_some_and(Search::is_done) {
                    return self.say(Tone::Plain, "Still looking: try again in a moment");
                }
                let again = Action::Find(FindAction::TagAll(tag.clone()));
                let hits = self.finding.hits().to_vec();
                self.tag_many(&tag, None, &hits, again);
            }
            FindAction::TookKeyboard => self.finding.takes_keyboard = false,
            FindAction::Close => self.finding.close(),
        }
    }

    /// Takes what a search has found. What is no longer looked for, or in another text, is passed over.
    pub(super) fn found(&mut self, mut found: Found) {
        let finding = self.finding.search.as_mut();
        let occurrences = self.occurrences.as_mut().and_then(|one| one.search.as_mut());
        for search in finding.into_iter().chain(occurrences.map(|(search, _)| search)) {
            search.take(&mut found);
        }
    }

    /// Keeps the searches about what is shown, and goes to the hit that is sought.
    pub(super) fn follow_searches(&mut self) {
        self.follow_version();
        self.follow_proposals();
        let about = self.about();
        let version = self.open.as_ref().and_then(|open| open.shown(&self.view));
        self.finding.follow(&mut self.work, about.clone().zip(version));
        let occurrences = self.occurrences.take();
        let is_in_sight = self.view.main == Main::Article;
        self.occurrences =
            occurrences.filter(|one| is_in_sight && about.as_ref() == Some(&one.about));
        if let (Some(occurrences), Some(version), Some(open)) =
            (&mut self.occurrences, version, &self.open)
        {
            let layer = open.own_layer(&occurrences.about.article);
            let state = (&open.project, open.revision);
            occurrences.follow(&mut self.work, version, state, layer);
        }
        if let Some(hit) = self.finding.arrive() {
            self.show_hit(hit);
        }
    }

    /// Selects a stretch of the article shown, and brings it into view.
    pub(super) fn show_hit(&mut self, hit: Stretch) {
        let Some(article) = self.view.article.clone() else { return };
        self.view.goto = Some(Goto { article, at: hit });
        self.view.selection = Some(Selection::of(hit));
        self.view.span = None;
        self.end_typing();
    }
}
