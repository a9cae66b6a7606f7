//! Tagging many stretches of the article that is shown, in one act.

use crate::{
    app::{
        action::Action,
        desk::{Desk, Tone},
        find::{MOST_AT_ONCE, carries},
    },
    model::{CardId, Fragments, Span, TagId, edit::compose},
    review::count,
    text::{self, Stretch},
};

impl Desk {
    /// Tags stretches as one undo, less those that are tagged so already. Returns whether it did.
    pub(super) fn tag_many(
        &mut self,
        tag: &TagId,
        card: Option<&CardId>,
        stretches: &[Stretch],
        again: Action,
    ) -> bool {
        if stretches.len() > MOST_AT_ONCE {
            let text = "These are too many to tag in one act: look for something that is rarer";
            self.say(Tone::Plain, text);
            return false;
        }
        let Some(layer) = self.layer_to_tag(|| again) else { return false };
        let (Some(open), Some(version)) = (&self.open, self.version()) else { return false };
        let own = open.project.layer(&layer);
        let words = stretches.iter().map(|one| text::trim(&version.text, *one));
        let words = words.filter(|one| !one.is_empty());
        let is_new = |one: &Stretch| !own.is_some_and(|own| carries(own, tag, *one));
        let fresh: Vec<Stretch> = words.filter(is_new).collect();
        let name = self.tag_name(tag);
        if fresh.is_empty() {
            self.say(Tone::Plain, format!("All of these are tagged {name} already"));
            return false;
        }
        let (now, stamps) = (self.stamps.now(), &mut self.stamps);
        let span = |at: Stretch| {
            let fragments = Fragments::one(at)?;
            let span = Span::new(stamps.span_id(), tag.clone(), fragments, now);
            Some(Span { card: card.cloned(), ..span })
        };
        let spans: Vec<Span> = fresh.into_iter().filter_map(span).collect();
        let number = spans.len();
        let Some(open) = &self.open else { return false };
        let edit = compose::add_spans(&open.project, &layer, spans);
        let is_done = self.change(format!("tag {number} as {name}"), None, edit);
        if is_done {
            self.view.last_tag = Some(tag.clone());
            self.say(Tone::Good, format!("{} tagged {name}", count(number, "span")));
        }
        is_done
    }
}
