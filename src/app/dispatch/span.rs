//! Spans and links.

use crate::{
    app::{
        action::{Action, SpanAction},
        desk::{Desk, Tone},
        view::{Linking, Main, Selection, SpanRef},
    },
    model::{
        AttributeId, AttributeKind, Card, Fragments, KindId, LayerId, Link, LinkEnd, LinkId, Place,
        Span, TagId,
        edit::{Edit, LinkEdit, LinkField, SpanField, compose},
    },
    review::{count, first_words},
    text::{self, Stretch},
};

impl Desk {
    pub(super) fn span(&mut self, action: SpanAction) {
        match action {
            SpanAction::Tag(tag) if self.occurrences.is_some() => self.choose_for_all(tag),
            SpanAction::Tag(tag) => self.tag(tag),
            SpanAction::Retag(span, tag) => self.retag(&span, tag),
            SpanAction::Set(span, field) => self.set(&span, field),
            SpanAction::Remove(spans) => self.remove(&spans),
            SpanAction::Link { kind, from, to } => {
                if self.is_own(&from.layer) {
                    let link = self.new_link(&kind, &from, &to);
                    if self.change("link", None, compose::add_link(&from.layer, link)) {
                        self.announce_link(&from, &kind, &to);
                    }
                }
            }
            SpanAction::LinkTo(to) => self.end_link(&to),
            SpanAction::SetLink(layer, link, field) => self.set_link(layer, link, field),
            SpanAction::Unlink(layer, link) => {
                if self.is_own(&layer) {
                    self.change("remove link", None, Edit::Link(layer, LinkEdit::Remove(link)));
                }
            }
            SpanAction::NewCard(span, name) => {
                if self.is_own(&span.layer) {
                    let card = Card::new(self.stamps.card_id(), bare_name(&name));
                    let now = self.stamps.now();
                    let edit = compose::add_card(&span.layer, &span.span, card, now);
                    self.change("new actor card", None, edit);
                }
            }
        }
    }

    /// Is this layer the analyst's own? If not, says whose it is.
    pub(super) fn is_own(&mut self, layer: &LayerId) -> bool {
        let Some(open) = &self.open else { return false };
        if open.analyst.as_ref() == Some(&layer.analyst) {
            return true;
        }
        let name = open.project.analyst_name(&layer.analyst).to_owned();
        let text = format!("This is {name}’s. Annotate as {name} (Review, Analyst…) to change it");
        self.say(Tone::Plain, text);
        false
    }

    /// Is this layer about the text that is shown? If not, says so: its positions count in another
    /// version.
    fn is_about_shown(&mut self, layer: &LayerId) -> bool {
        let found = self.open.as_ref().and_then(|open| open.project.layer(layer));
        let shown = self.version().map(|version| version.number);
        // A new layer is about the newest text.
        let newest = self.article().and_then(|article| article.newest());
        let version = found.map(|layer| layer.version).or(newest.map(|newest| newest.number));
        if version == shown {
            return true;
        }
        let number = version.map_or_else(String::new, |version| format!(" {version}"));
        let text = format!(
            "Your spans in this article are about version{number} of its text: show that version \
             to add to them"
        );
        self.say(Tone::Plain, text);
        false
    }

    fn new_link(&mut self, kind: &KindId, from: &SpanRef, to: &LinkEnd) -> Link {
        let (id, now) = (self.stamps.link_id(), self.stamps.now());
        Link::new(id, kind.clone(), from.span.clone(), to.clone(), now)
    }

    /// Tells screen readers of a new link: "Linked: a door left ajar, said by Lena Okafor".
    fn announce_link(&mut self, from: &SpanRef, kind: &KindId, to: &LinkEnd) {
        let Some(open) = &self.open else { return };
        let words = |span: &SpanRef| {
            open.span(span)
                .map_or_else(String::new, |(span, text)| first_words(span, Some(text), 60))
        };
        let end = match to {
            LinkEnd::Span(to) => words(&SpanRef::new(&from.layer, to)),
            LinkEnd::SpanIn(article, to) => {
                let layer = LayerId { article: article.clone(), ..from.layer.clone() };
                words(&SpanRef::new(&layer, to))
            }
            LinkEnd::Card(card) => {
                open.project.cards().get(card).map_or_else(String::new, |card| card.name.clone())
            }
        };
        let kind = open.project.codebook().kind_name(kind);
        let text = format!("Linked: {}, {kind} {end}", words(from));
        self.announce(text);
    }

    /// Returns the analyst's layer about the article shown, which need not be there yet. If there is
    /// none to add to, says why, or asks who annotates with `then` to go on with.
    pub(super) fn layer_to_tag(&mut self, then: impl FnOnce() -> Action) -> Option<LayerId> {
        let analyst = self.need_analyst(then)?;
        let layer = LayerId { article: self.view.article.clone()?, analyst };
        (self.is_whole_file(&layer) && self.is_about_shown(&layer)).then_some(layer)
    }

    /// Can a layer be added to? If not, says that its file is damaged.
    pub(super) fn is_whole_file(&mut self, layer: &LayerId) -> bool {
        let takes = self.open.as_ref().is_some_and(|open| open.takes_layer(layer));
        if self.open.is_some() && !takes {
            let text = format!("The file of {layer} is damaged: mend it before adding to it");
            self.say(Tone::Bad, text);
        }
        takes
    }

    pub(super) fn tag_name(&self, tag: &TagId) -> String {
        let open = self.open.as_ref();
        open.map_or_else(String::new, |open| open.project.codebook().tag_name(tag).to_owned())
    }

    fn tag(&mut self, tag: TagId) {
        // What is selected in an article that is not in sight is not meant.
        let is_in_sight = self.view.main == Main::Article;
        if let Some(stretch) = self.view.selected_text().filter(|_| is_in_sight) {
            return self.tag_stretch(tag, stretch);
        }
        if let Some(span) = self.view.span.clone() {
            return self.retag(&span, tag);
        }
        let selection = self.view.selection.filter(|_| is_in_sight);
        let (Some(selection), Some(text)) = (selection, self.text()) else {
            return self.say(Tone::Plain, "Select some words first");
        };
        let word = text::word_at(text, selection.focus);
        self.tag_stretch(tag, word);
    }

    /// Gives the tag that was given last, as its key would.
    pub(super) fn repeat_tag(&mut self) {
        let open = self.open.as_ref();
        let is_offered = |tag: &TagId| {
            open.is_some_and(|open| {
                open.project.codebook().offered_tags().iter().any(|one| one.id == *tag)
            })
        };
        match self.view.last_tag.clone() {
            Some(tag) if is_offered(&tag) => self.span(SpanAction::Tag(tag)),
            Some(_) => self.say(Tone::Plain, "The last tag is not offered any more"),
            None => self.say(Tone::Plain, "No tag has been given yet: press a tag’s key first"),
        }
    }

    fn tag_stretch(&mut self, tag: TagId, stretch: Stretch) {
        let again = || Action::Span(SpanAction::Tag(tag.clone()));
        let Some(layer) = self.layer_to_tag(again) else { return };
        let Some(text) = self.text() else { return };
        let trimmed = text::trim(text, text::snap_to_grapheme(text, stretch));
        let Some(fragments) = Fragments::one(trimmed) else {
            return self.say(Tone::Plain, "There are no words in the selection");
        };
        let label = format!("tag {}", self.tag_name(&tag));
        let (id, now) = (self.stamps.span_id(), self.stamps.now());
        let Some(open) = &self.open else { return };
        let span = Span::new(id.clone(), tag.clone(), fragments, now);
        let edit = compose::add_span(&open.project, &layer, span);
        if self.change(label, None, edit) {
            self.view.last_tag = Some(tag);
            let span = SpanRef::new(&layer, &id);
            self.announce_span("Tagged as", &span);
            self.view.span = Some(span);
            self.view.selection = Some(Selection::caret(trimmed.end));
        }
    }

    fn retag(&mut self, span: &SpanRef, tag: TagId) {
        let Some((found, _)) = self.open.as_ref().and_then(|open| open.span(span)) else { return };
        if found.tag == tag || !self.is_own(&span.layer) {
            return;
        }
        let label = format!("tag {}", self.tag_name(&tag));
        let now = self.stamps.now();
        let field = SpanField::Tag(tag.clone());
        if self.change(label, None, compose::set_span(&span.layer, &span.span, field, now)) {
            self.view.last_tag = Some(tag);
            self.announce_span("Tagged as", span);
        }
    }

    fn set(&mut self, span: &SpanRef, field: SpanField) {
        if !self.is_own(&span.layer) {
            return;
        }
        let (label, join) = match &field {
            SpanField::Tag(tag) => return self.retag(span, tag.clone()),
            SpanField::Note(_) => ("note", Some(format!("note {}", span.span))),
            SpanField::Attribute(id, _) => {
                let key = format!("attribute {id} {}", span.span);
                ("attribute", self.is_typed(id).then_some(key))
            }
            SpanField::Card(_) => ("actor card", None),
            SpanField::Place(_) => ("move span", None),
            SpanField::Pending(_) => ("proposed place", None),
        };
        let is_moved = matches!(field, SpanField::Place(_));
        let edit = compose::set_span(&span.layer, &span.span, field, self.stamps.now());
        if self.change(label, join.as_deref(), edit) && is_moved {
            self.announce_span("Moved", span);
        }
    }

    /// Is this attribute typed into a field, letter by letter?
    fn is_typed(&self, id: &AttributeId) -> bool {
        let attributes = self.open.as_ref().map(|open| &open.project.codebook().attributes);
        let attribute = attributes.and_then(|attributes| attributes.get(id));
        attribute.is_some_and(|attribute| {
            matches!(
                attribute.kind,
                AttributeKind::Text | AttributeKind::Number | AttributeKind::Date
            )
        })
    }

    fn set_link(&mut self, layer: LayerId, link: LinkId, field: LinkField) {
        if !self.is_own(&layer) {
            return;
        }
        let (label, join) = match &field {
            LinkField::Kind(_) => ("kind of link", None),
            LinkField::Note(_) => ("note on a link", Some(format!("link note {link}"))),
            LinkField::Attribute(id, _) => {
                ("attribute of a link", Some(format!("link attribute {id} {link}")))
            }
        };
        let changed = Some(self.stamps.now());
        let edit = Edit::Link(layer, LinkEdit::Set { link, field, changed });
        self.change(label, join.as_deref(), edit);
    }

    fn remove(&mut self, spans: &[SpanRef]) {
        if !spans.iter().all(|span| self.is_own(&span.layer)) {
            return;
        }
        let Some(open) = &self.open else { return };
        let by_layer = |span: &SpanRef| {
            compose::remove_spans(&open.project, &span.layer, std::slice::from_ref(&span.span))
        };
        // Two of the spans may share a link, which the batch of the first takes out already.
        let mut edits: Vec<Edit> = Vec::new();
        for edit in spans.iter().map(by_layer) {
            let Edit::Batch(parts) = edit else { continue };
            for part in parts {
                if !edits.contains(&part) {
                    edits.push(part);
                }
            }
        }
        let label = match spans {
            [one] => {
                let tag = open.span(one).map(|(span, _)| span.tag.clone());
                format!("delete {}", tag.map_or_else(String::new, |tag| self.tag_name(&tag)))
            }
            many => format!("delete {} spans", many.len()),
        };
        let told = self.announced.len();
        match spans {
            [one] => self.announce_span("Deleted", one),
            many => self.announce(format!("Deleted {}", count(many.len(), "span"))),
        }
        if !self.change(label, None, Edit::Batch(edits)) {
            self.announced.truncate(told);
        }
        self.forget_what_is_gone();
    }

    pub(super) fn start_link(&mut self, from: SpanRef) {
        let Some(open) = &self.open else { return };
        let Some((span, _)) = open.span(&from) else { return };
        let codebook = open.project.codebook();
        if codebook.kinds_from(&span.tag).next().is_none() {
            let name = codebook.tag_name(&span.tag).to_owned();
            return self
                .say(Tone::Plain, format!("The codebook has no link that starts from {name}"));
        }
        if self.is_own(&from.layer) {
            self.view.linking = Some(Linking { from });
        }
    }

    fn end_link(&mut self, to: &SpanRef) {
        let (Some(open), Some(linking)) = (&self.open, &self.view.linking) else { return };
        let from = linking.from.clone();
        let (Some((start, _)), Some((end, _))) = (open.span(&from), open.span(to)) else { return };
        let codebook = open.project.codebook();
        let kind = codebook.kinds_from(&start.tag).find(|kind| kind.may_end_at(&end.tag));
        let Some(kind) = kind.map(|kind| kind.id.clone()) else {
            let (start, end) = (codebook.tag_name(&start.tag), codebook.tag_name(&end.tag));
            let text = format!("The codebook has no link from {start} to {end}");
            return self.say(Tone::Plain, text);
        };
        if from.layer.analyst != to.layer.analyst {
            return self.say(Tone::Plain, "A link joins spans of one analyst");
        }
        let to = if from.layer == to.layer {
            LinkEnd::Span(to.span.clone())
        } else {
            LinkEnd::SpanIn(to.layer.article.clone(), to.span.clone())
        };
        self.view.linking = None;
        self.span(SpanAction::Link { kind, from: from.clone(), to });
        self.view.span = Some(from);
    }

    pub(super) fn add_fragment(&mut self, span: &SpanRef) {
        let Some(stretch) = self.view.selected_text() else {
            return self.say(Tone::Plain, "Select the words to add first");
        };
        let is_here = self.view.article.as_ref() == Some(&span.layer.article);
        if !self.is_own(&span.layer) || !is_here || !self.is_about_shown(&span.layer) {
            return;
        }
        let found = self.open.as_ref().and_then(|open| open.span(span));
        let Some((found, text)) = found else { return };
        let Some(fragments) = found.place.fragments() else { return };
        let more = fragments.with(text::trim(text, text::snap_to_grapheme(text, stretch)));
        let (field, now) = (SpanField::Place(Place::At(more)), self.stamps.now());
        let edit = compose::set_span(&span.layer, &span.span, field, now);
        if self.change("add to span", None, edit) {
            self.announce_span("Added to", span);
            self.view.selection = Some(Selection::caret(stretch.end));
        }
    }
}

/// Returns a name without the punctuation that stood around it in a text; a full stop stays, which
/// may be an abbreviation's.
fn bare_name(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || ",;:!?“”„\"«»()[]–—".contains(c))
}
