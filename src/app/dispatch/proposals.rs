//! Going through the new places that are proposed for spans.

use crate::{
    app::{
        action::ProposalAction,
        desk::{Desk, Tone},
        find::Way,
        proposals::{moved, proposal, waiting},
        view::{Goto, Main, SpanRef},
    },
    model::{
        Fragments,
        edit::{Edit, compose},
    },
    review::count,
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
        if action == ProposalAction::CarryOver {
            return self.carry_over();
        }
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
            ProposalAction::AcceptMoved => self.accept_moved(&at),
            ProposalAction::CarryOver => {}
        }
    }

    /// Shows another proposal where the one that was shown is decided or gone.
    pub(super) fn follow_proposals(&mut self) {
        let Some(at) = self.view.proposal.clone() else { return };
        let is_here = self.view.article.as_ref() == Some(&at.layer.article);
        let open = self.open.as_ref().filter(|_| is_here && self.means_shown_text(&at));
        if open.is_none_or(|open| proposal(open, &at).is_none()) {
            self.view.proposal = None;
        }
    }

    /// Is a span about the text that is shown? Else places in it mean nothing to the span.
    fn means_shown_text(&self, at: &SpanRef) -> bool {
        let layer = self.open.as_ref().and_then(|open| open.project.layer(&at.layer));
        let shown = self.version().map(|shown| shown.number);
        layer.is_some_and(|layer| Some(layer.version) == shown)
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
        if !self.means_shown_text(&at) {
            // The text that the span is about is shown where no other is chosen.
            self.view.versions.remove(&at.layer.article);
            self.follow_version();
        }
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
        let (Some(open), now) = (&self.open, self.stamps.now()) else { return };
        match compose::accept_place(&open.project, &at.layer, &at.span, now) {
            Some(edit) => self.decide(at, "place span", edit),
            None => {
                self.say(Tone::Plain, "It was not found: select where it belongs, or delete it");
            }
        }
    }

    /// Puts every span whose words have only moved where they are now: one undo.
    fn accept_moved(&mut self, at: &SpanRef) {
        let (Some(open), now) = (&self.open, self.stamps.now()) else { return };
        let moved = moved(open, &at.layer.article);
        let place =
            |one: &SpanRef| compose::accept_place(&open.project, &one.layer, &one.span, now);
        let edits: Vec<Edit> = moved.iter().filter_map(place).collect();
        if edits.is_empty() {
            return self.say(Tone::Plain, "No span of yours has only moved");
        }
        let spans = count(edits.len(), "span");
        let next = self.after(at, |one| !moved.contains(one));
        if self.change(format!("place {spans} that moved"), None, Edit::Batch(edits)) {
            self.say(Tone::Good, format!("{spans} placed where they are now"));
            self.go_on_with(next);
        }
    }

    fn put_at_selection(&mut self, at: &SpanRef) {
        let chosen = self.view.selected_text().zip(self.text());
        let place = chosen.and_then(|(at, text)| Fragments::one(text::trim(text, at)));
        let Some(place) = place else {
            return self.say(Tone::Plain, "Select the words where it belongs first");
        };
        let edit = compose::place_anew(&at.layer, &at.span, place, self.stamps.now());
        self.decide(at, "place span by hand", edit);
    }

    /// Keeps a span as an orphan and goes on with the next one.
    fn reject(&mut self, at: &SpanRef) {
        let layer = self.open.as_ref().and_then(|open| open.project.layer(&at.layer));
        let Some(layer) = layer else { return };
        match compose::reject_place(layer, &at.span, self.stamps.now()) {
            Some(edit) => self.decide(at, "refuse new place", edit),
            None => self.proposal(ProposalAction::Step(Way::On)),
        }
    }

    /// Changes what is known of a span's place and goes on with the next one.
    fn decide(&mut self, at: &SpanRef, label: &str, edit: Edit) {
        let next = self.after(at, |one| one != at);
        if self.change(label, None, edit) {
            self.go_on_with(next);
        }
    }

    /// Returns the first of those after one, around the end, of which something is so.
    fn after(&self, at: &SpanRef, is_so: impl Fn(&SpanRef) -> bool) -> Option<SpanRef> {
        let all = self.waiting();
        let here = all.iter().position(|one| one == at)?;
        let (before, from) = all.split_at(here);
        from.iter().chain(before).find(|one| is_so(one)).cloned()
    }

    fn go_on_with(&mut self, next: Option<SpanRef>) {
        let Some(next) = next else {
            self.view.proposal = None;
            return match self.waiting().len() {
                0 => self.say(Tone::Good, "Every span has its place"),
                left => {
                    let text = format!("{} of yours without a place here", count(left, "span"));
                    self.say(Tone::Plain, text);
                }
            };
        };
        self.go_to_proposal(next);
    }
}
