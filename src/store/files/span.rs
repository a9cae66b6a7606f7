//! A span in a layer's file: its anchor, and how that becomes a place in the text.

use compact_str::CompactString;
use serde::de::{Error, MapAccess};

use super::{
    read::{Labels, Parsed, Record, Word, Words, fields, required},
    write::Fields,
};
use crate::{
    model::{
        Anchor, Attributes, CardId, Fragments, Pending, Place, Score, Span, SpanId, TagId, Time,
        Unknown,
    },
    text::{ScalarOffset, Text},
};

/// How many scalar values of context a span carries on either side.
const CONTEXT: usize = 32;

type Pairs = Vec<(ScalarOffset, ScalarOffset)>;

/// A span as its file has it, before anyone looked whether its words are where it says.
pub(super) struct StoredSpan<'de> {
    id: SpanId,
    tag: TagId,
    at: Pairs,
    texts: Vec<Words<'de>>,
    before: Words<'de>,
    after: Words<'de>,
    card: Option<CardId>,
    note: String,
    attributes: Attributes,
    created: Time,
    changed: Option<Time>,
    origin: String,
    pending: Option<Pending>,
    unknown: Unknown,
}

impl<'de> Record<'de> for StoredSpan<'de> {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, {
            id: Parsed<SpanId>,
            tag: Parsed<TagId>,
            at: Vec<(u32, u32)>,
            text: Vec<Words<'de>>,
            before: Words<'de>,
            after: Words<'de>,
            card: Parsed<CardId>,
            note: String,
            attributes: Labels,
            created: Parsed<Time>,
            changed: Parsed<Time>,
            origin: String,
            pending: super::read::In<Pending>,
        });
        let at = pairs(at.unwrap_or_default());
        if !are_fragments(&at) {
            return Err(A::Error::custom(
                "the parts of a span must hold text, come in order and not overlap",
            ));
        }
        Ok(Self {
            id: required("id", id)?.0,
            tag: required("tag", tag)?.0,
            at,
            texts: text.unwrap_or_default(),
            before: before.unwrap_or_default(),
            after: after.unwrap_or_default(),
            card: card.map(|card| card.0),
            note: note.unwrap_or_default(),
            attributes: attributes.unwrap_or_default().0,
            created: created.map(|time| time.0).unwrap_or_default(),
            changed: changed.map(|time| time.0),
            origin: origin.unwrap_or_default(),
            pending: pending.map(|pending| pending.0),
            unknown,
        })
    }

    fn key(&self) -> CompactString {
        self.id.as_str().into()
    }

    fn unknown(&self) -> usize {
        self.unknown.iter().count()
    }
}

impl<'de> Record<'de> for Pending {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, unknown, { at: Vec<(u32, u32)>, how: Word<String>, score: f32, });
        Ok(Self {
            at: pairs(at.unwrap_or_default()),
            how: how.map(|how| how.0).unwrap_or_default(),
            score: Score::from_fraction(score.unwrap_or_default()),
            unknown,
        })
    }
}

impl StoredSpan<'_> {
    /// Returns the span at its place in `text`; adrift where its words are not there.
    pub(super) fn into_span(self, text: &Text) -> Span {
        let place = match self.fragments(text) {
            Some(fragments) => Place::At(fragments),
            None => Place::Adrift(Box::new(Anchor {
                at: self.at,
                texts: self.texts.into_iter().map(|text| text.0.into_owned()).collect(),
                before: self.before.0.into_owned(),
                after: self.after.0.into_owned(),
            })),
        };
        Span {
            id: self.id,
            tag: self.tag,
            place,
            card: self.card,
            note: self.note,
            attributes: self.attributes,
            created: self.created,
            changed: self.changed,
            origin: self.origin,
            pending: self.pending,
            unknown: self.unknown,
        }
    }

    /// Returns its fragments, if the text there is its quote. One written by hand without a quote
    /// is taken at its word.
    fn fragments(&self, text: &Text) -> Option<Fragments> {
        let stretches = self.at.iter().map(|&(start, end)| text.stretch_from_scalars(start, end));
        let fragments = Fragments::new(stretches.collect::<Option<_>>()?)?;
        let is_its_quote = self.texts.is_empty()
            || (self.texts.len() == fragments.count()
                && fragments.iter().zip(&self.texts).all(|(at, words)| text.slice(at) == words.0));
        (is_its_quote && self.is_settled(&fragments, text)).then_some(fragments)
    }

    /// A span for which a new place is proposed is not where it was, though other words there may
    /// happen to be its own: then what is around them differs.
    fn is_settled(&self, fragments: &Fragments, text: &Text) -> bool {
        let says_nothing = self.before.0.is_empty() && self.after.0.is_empty();
        self.pending.is_none()
            || says_nothing
            || (text.before(fragments.start(), CONTEXT) == self.before.0
                && text.after(fragments.end(), CONTEXT) == self.after.0)
    }
}

fn pairs(numbers: Vec<(u32, u32)>) -> Pairs {
    numbers.into_iter().map(|(start, end)| (ScalarOffset(start), ScalarOffset(end))).collect()
}

/// Are they whole, ascending and apart? None at all is the anchor of a span that came without a
/// position.
fn are_fragments(pairs: &[(ScalarOffset, ScalarOffset)]) -> bool {
    pairs.iter().all(|(start, end)| start < end)
        && pairs.windows(2).all(|pair| pair[0].1 <= pair[1].0)
}

/// Returns what sorts spans in a file: start, end, id, in the file's own unit.
pub(super) fn order<'a>(span: &'a Span, text: &Text) -> (ScalarOffset, ScalarOffset, &'a SpanId) {
    let (start, end) = match &span.place {
        Place::At(fragments) => {
            (text.to_scalar(fragments.start()), text.to_scalar(fragments.end()))
        }
        Place::Adrift(anchor) => {
            let start = anchor.at.first().map(|pair| pair.0);
            let end = anchor.at.last().map(|pair| pair.1);
            (start.unwrap_or_default(), end.unwrap_or_default())
        }
    };
    (start, end, &span.id)
}

/// Writes a span; what it quotes comes from the text, unless it is adrift.
pub(super) fn push_span(fields: &mut Fields<'_>, span: &Span, text: &Text) {
    fields.id("id", span.id.as_str());
    fields.id("tag", span.tag.as_str());
    match &span.place {
        Place::At(fragments) => push_fragments(fields, fragments, text),
        Place::Adrift(anchor) => push_anchor(fields, anchor),
    }
    fields.text("card", span.card.as_ref().map_or("", |card| card.as_str()));
    fields.text("note", &span.note);
    fields.attributes("attributes", &span.attributes);
    fields.time("created", span.created);
    if let Some(changed) = span.changed {
        fields.id("changed", &changed.to_string());
    }
    fields.text("origin", &span.origin);
    if let Some(pending) = &span.pending {
        fields.record("pending", |fields| push_pending(fields, pending));
    }
    fields.unknown(&span.unknown);
}

fn push_fragments(fields: &mut Fields<'_>, fragments: &Fragments, text: &Text) {
    let at: Pairs =
        fragments.iter().map(|one| (text.to_scalar(one.start), text.to_scalar(one.end))).collect();
    fields.pairs("at", &at);
    fields.texts("text", &fragments.texts(text));
    fields.text("before", text.before(fragments.start(), CONTEXT));
    fields.text("after", text.after(fragments.end(), CONTEXT));
}

fn push_anchor(fields: &mut Fields<'_>, anchor: &Anchor) {
    // A position that no file may hold says nothing, and would make the whole layer unreadable.
    if are_fragments(&anchor.at) {
        fields.pairs("at", &anchor.at);
    }
    fields.texts("text", &anchor.texts);
    fields.text("before", &anchor.before);
    fields.text("after", &anchor.after);
}

pub(super) fn push_pending(fields: &mut Fields<'_>, pending: &Pending) {
    fields.pairs("at", &pending.at);
    fields.text("how", &pending.how);
    if pending.score != Score::default() {
        fields.number("score", pending.score);
    }
    fields.unknown(&pending.unknown);
}
