//! Going through the new places that are proposed for spans.

use crate::{
    app::{
        action::ProposalAction,
        desk::{Desk, Tone},
        find::Way,
        proposals::{proposal, waiting},
        view::{Goto, Main, SpanRef},
    },
    model::{
        Fragments, Pending, Place,
        edit::{Edit, SpanField, compose},
    },
    text,
};

impl Desk {
    /// Begins to go through the proposals in the article that is shown.
    pub(super) fn review_proposals(&mut self) {
        let all = self.waiting();
        let Some(first) = all.first() else {
            return self.say(Tone::Plain, "No span of yours waits for a new place here");
        };
        self.occurrences = None;
        self.finding.close();
        self.view.main = Main::Article;
        self.go_to_proposal(first.clone());
    }

    pub(super) fn proposal(&mut self, action: ProposalAction) {
        let Some(at) = self.view.proposal.clone() else { return };
        match action {
            ProposalAction::Close => self.view.proposal = None,
            ProposalAction::Step(way) => {
                if let Some(next) = self.beside_proposal(&at, way) {
                    self.go_to_proposal(next);
                }
            }
            ProposalAction::Accept => self.accept(&at),
            ProposalAction::Reject => self.reject(&at),
            ProposalAction::PutAtSelection => self.put_at_selection(&at),
        }
    }

    /// Shows another proposal where the one that was shown is decided or gone.
    pub(super) fn follow_proposals(&mut self) {
        let Some(at) = self.view.proposal.clone() else { return };
        let is_here = self.view.article.as_ref() == Some(&at.layer.article);
        let open = self.open.as_ref().filter(|_| is_here);
        if open.is_none_or(|open| proposal(open, &at).is_none()) {
            self.view.proposal = None;
        }
    }

    fn waiting(&self) -> Vec<SpanRef> {
        let here = self.open.as_ref().zip(self.view.article.as_ref());
        here.map_or_else(Vec::new, |(open, article)| waiting(open, article))
    }

    /// Returns the proposal after or before one, around the end.
    fn beside_proposal(&self, at: &SpanRef, way: Way) -> Option<SpanRef> {
        let all = self.waiting();
        let here = all.iter().position(|one| one == at)?;
        let next = match way {
            Way::On => (here + 1) % all.len(),
            Way::Back => (here + all.len() - 1) % all.len(),
        };
        all.get(next).cloned()
    }

    fn go_to_proposal(&mut self, at: SpanRef) {
        let place = self.open.as_ref().and_then(|open| proposal(open, &at)?.place);
        if let Some(place) = place {
            let article = at.layer.article.clone();
            self.view.goto = Some(Goto { article, at: place.extent() });
        }
        self.view.selection = None;
        self.announce_span("Proposal for", &at);
        self.view.span = Some(at.clone());
        self.view.proposal = Some(at);
        self.end_typing();
    }

    fn accept(&mut self, at: &SpanRef) {
        let place = self.open.as_ref().and_then(|open| proposal(open, at)?.place);
        match place {
            Some(place) => self.decide(at, "place span", place),
            None => {
                self.say(Tone::Plain, "It was not found: select where it belongs, or delete it");
            }
        }
    }

    fn put_at_selection(&mut self, at: &SpanRef) {
        let chosen = self.view.selected_text().zip(self.text());
        let place = chosen.and_then(|(at, text)| Fragments::one(text::trim(text, at)));
        match place {
            Some(place) => self.decide(at, "place span by hand", place),
            None => self.say(Tone::Plain, "Select the words where it belongs first"),
        }
    }

    /// Puts a span at a place and goes on with the next one.
    fn decide(&mut self, at: &SpanRef, label: &str, place: Fragments) {
        let next = self.beside_proposal(at, Way::On).filter(|next| next != at);
        let now = self.stamps.now();
        let put = SpanField::Place(Place::At(place));
        let fields = [put, SpanField::Pending(None)];
        let edits = fields.map(|field| compose::set_span(&at.layer, &at.span, field, now));
        let edit = Edit::Batch(edits.into());
        if self.change(label, None, edit) {
            self.go_on_with(next);
        }
    }

    /// Keeps a span as an orphan and goes on with the next one.
    fn reject(&mut self, at: &SpanRef) {
        let next = self.beside_proposal(at, Way::On).filter(|next| next != at);
        let now = self.stamps.now();
        let Some(open) = &self.open else { return };
        let Some(found) = proposal(open, at).filter(|found| found.place.is_some()) else {
            return self.proposal(ProposalAction::Step(Way::On));
        };
        let orphan = Pending { at: Vec::new(), how: "orphan".into(), ..found.pending.clone() };
        let edit = compose::set_span(&at.layer, &at.span, SpanField::Pending(Some(orphan)), now);
        if self.change("refuse new place", None, edit) {
            self.go_on_with(next);
        }
    }

    fn go_on_with(&mut self, next: Option<SpanRef>) {
        let Some(next) = next else {
            self.view.proposal = None;
            return self.say(Tone::Good, "Every span has its place");
        };
        self.go_to_proposal(next);
    }
}
