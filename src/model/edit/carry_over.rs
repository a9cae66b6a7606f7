//! A layer goes over to another version of its article: one edit, with every span's place in it.

use std::{collections::BTreeMap, sync::Arc};

use super::{Edit, LayerEdit, Refused, Rules, SpanEdit, SpanField, compose};
use crate::{
    model::{
        Anchor, Fragments, Layer, LayerId, Pending, Place, Project, Score, Span, SpanId, Time,
        Unknown, VersionNumber,
    },
    text::{
        Stretch, Text,
        carry::{Carried, Carrier, How, find_anchored},
    },
};

/// A layer's way to another version of its article: what its spans are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryOver {
    /// Which layer.
    pub layer: LayerId,
    /// The version that its positions count in from then on.
    pub version: VersionNumber,
    /// Every span that has a place before or after, each once.
    pub spans: Vec<CarriedSpan>,
}

/// Where one span is in the other version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedSpan {
    /// Which span.
    pub id: SpanId,
    /// Where it is.
    pub place: Place,
    /// The place that is proposed, where it is adrift.
    pub pending: Option<Pending>,
}

/// Applies it and returns the way back.
pub(super) fn apply(
    project: &mut Project,
    carry: CarryOver,
    rules: Rules,
) -> Result<CarryOver, Refused> {
    check(project, &carry, rules)?;
    let slot =
        project.layers.get_mut(&carry.layer).ok_or_else(|| Refused::no_layer(&carry.layer))?;
    let layer = Arc::make_mut(slot);
    let version = std::mem::replace(&mut layer.version, carry.version);
    let ids: Vec<SpanId> = carry.spans.iter().map(|one| one.id.clone()).collect();
    let taken = layer.take_spans(&ids);
    let mut back = Vec::with_capacity(taken.len());
    let carried = carry.spans.into_iter().zip(taken).map(|(one, span)| {
        let span = Arc::unwrap_or_clone(span);
        back.push(CarriedSpan { id: one.id, place: span.place, pending: span.pending });
        Span { place: one.place, pending: one.pending, ..span }
    });
    let carried = carried.collect();
    layer.put_spans(carried);
    Ok(CarryOver { layer: carry.layer, version, spans: back })
}

fn check(project: &Project, carry: &CarryOver, rules: Rules) -> Result<(), Refused> {
    let layer = project.layer(&carry.layer).ok_or_else(|| Refused::no_layer(&carry.layer))?;
    let mut places = BTreeMap::new();
    for one in &carry.spans {
        if layer.span(&one.id).is_none() || places.insert(&one.id, &one.place).is_some() {
            return Err(Refused::no_span(&one.id));
        }
    }
    // A span that was added since would be left with a place of the other text.
    if let Some(left) = layer.by_place().ids().find(|id| !places.contains_key(*id)) {
        return Err(Refused::NotCarried { id: left.clone() });
    }
    let article = project.article(&carry.layer.article);
    let version = article.and_then(|article| article.version(carry.version));
    if rules == Rules::Waived {
        return Ok(());
    }
    let version = version
        .ok_or_else(|| Refused::Missing { noun: "version", id: carry.version.to_string() })?;
    let is_in = |place: &&Place| place.fragments().is_none_or(|at| at.are_in(&version.text));
    if places.into_values().all(|place| is_in(&place)) {
        Ok(())
    } else {
        Err(Refused::OutsideText { version: carry.version.0 })
    }
}

/// Returns where the spans of a layer are in another version of its article. Nothing changes. `None`
/// where there is no such layer, or no such version.
pub fn compare(
    project: &Project,
    layer: &LayerId,
    to: VersionNumber,
) -> Option<Vec<(SpanId, Carried)>> {
    let (layer, article) = (project.layer(layer)?, project.article(&layer.article)?);
    let (old, new) = (&article.version(layer.version)?.text, &article.version(to)?.text);
    let carrier = Carrier::new(old, new);
    let found = layer.spans().map(|span| {
        let found = match &span.place {
            Place::At(at) => carrier.carry(&at.iter().collect::<Vec<_>>()),
            Place::Adrift(anchor) => adrift(span, anchor, &carrier, old, new),
        };
        (span.id.clone(), found)
    });
    Some(found.collect())
}

/// Returns where a span that is adrift already is in another text: where the place went that was
/// proposed, or where its words are with what stood around them. It is compared with the words that its
/// analyst has last seen to be its own, not with what was proposed since.
fn adrift(span: &Span, anchor: &Anchor, carrier: &Carrier<'_>, old: &Text, new: &Text) -> Carried {
    let proposed = proposed(span, old);
    let at: Vec<Stretch> = proposed.map_or_else(Vec::new, |at| at.iter().collect());
    let mut along = carrier.carry(&at);
    // One more way does not make it surer.
    let before = span.pending.as_ref().map_or(0.0, |pending| pending.score.to_fraction());
    along.score = along.score.min(before);
    let has_its_words = along.to.iter().map(|one| new.slice(*one)).eq(&anchor.texts);
    let found = if has_its_words && along.how != How::Orphan {
        Carried { how: How::Moved, ..along }
    } else {
        // Perhaps its words were only gone from the text that it is about.
        let again = find_anchored(new, &anchor.texts, &anchor.before, &anchor.after);
        match (again.how, along.how) {
            (How::Orphan, How::Orphan) => again,
            (How::Orphan, _) => Carried { how: How::Changed, ..along },
            _ => again,
        }
    };
    let is_at = |found: &Carried| {
        Fragments::new(found.to.clone()).is_some_and(|there| anchor.is_at(&there, new))
    };
    match found.how {
        How::Same | How::Moved if is_at(&found) => Carried { how: How::Same, score: 1.0, ..found },
        How::Same => Carried { how: How::Moved, ..found },
        _ => found,
    }
}

/// Carries a layer over to another version of its article, as the comparison of the two texts found
/// its spans. Spans whose words are the same where they were are simply there; all others are adrift
/// with a proposed place, until the analyst says yes.
///
/// A span that was adrift before stays so, but where its words are again with all that stood around
/// them; its proposed place goes along. `None` where there is no such layer, or no such version.
pub fn carry_over(
    project: &Project,
    layer: &LayerId,
    to: VersionNumber,
    found: &[(SpanId, Carried)],
) -> Option<Edit> {
    let (layer, article) = (project.layer(layer)?, project.article(&layer.article)?);
    let (old, new) = (&article.version(layer.version)?.text, &article.version(to)?.text);
    let found: BTreeMap<&SpanId, &Carried> = found.iter().map(|(id, one)| (id, one)).collect();
    let carried = |span: &Span| carried(span, found.get(&span.id).copied(), old, new);
    let spans = layer.spans().map(carried).collect();
    let carry = CarryOver { layer: layer.id.clone(), version: to, spans };
    Some(Edit::Layer(LayerEdit::CarryOver(Box::new(carry))))
}

fn carried(span: &Span, found: Option<&Carried>, old: &Text, new: &Text) -> CarriedSpan {
    let there = found.and_then(|found| Fragments::new(found.to.clone()));
    let (place, pending) = match (&span.place, found, there) {
        (Place::At(_), Some(Carried { how: How::Same, .. }), Some(there)) => {
            (Place::At(there), None)
        }
        (Place::Adrift(anchor), Some(Carried { how: How::Same, .. }), Some(there))
            if anchor.is_at(&there, new) =>
        {
            (Place::At(there), None)
        }
        (Place::At(at), found, there) => {
            let (how, score) = found.map_or((How::Orphan, 0.0), |found| (found.how, found.score));
            let pending = proposal(there.as_ref(), how, score, new);
            (Place::Adrift(Box::new(Anchor::of(at, old))), Some(pending))
        }
        (Place::Adrift(_), found, there) => {
            let (how, score) = found.map_or((How::Orphan, 0.0), |found| (found.how, found.score));
            (span.place.clone(), Some(proposal(there.as_ref(), how.max(How::Moved), score, new)))
        }
    };
    CarriedSpan { id: span.id.clone(), place, pending }
}

fn proposal(there: Option<&Fragments>, how: How, score: f32, new: &Text) -> Pending {
    let at = there.map_or_else(Vec::new, |there| there.in_scalars(new));
    let how = if at.is_empty() { How::Orphan } else { how };
    let (how, score) = (how.to_string(), Score::from_fraction(score));
    Pending { at, how, score, unknown: Unknown::default() }
}

/// Takes the place that is proposed for a span. `None` where none is, or where it lies outside of the
/// text.
pub fn accept_place(project: &Project, layer: &LayerId, span: &SpanId, time: Time) -> Option<Edit> {
    let layer = project.layer(layer)?;
    let text = &project.article(&layer.id.article)?.version(layer.version)?.text;
    let there = proposed(layer.span(span)?, text)?;
    Some(place_anew(&layer.id, span, there, time))
}

/// Returns the place that is proposed for a span that is adrift, in the text of its layer's version.
pub fn proposed(span: &Span, text: &Text) -> Option<Fragments> {
    let pending = span.pending.as_ref().filter(|_| span.place.fragments().is_none())?;
    let at = pending.at.iter().map(|(start, end)| text.stretch_from_scalars(*start, *end));
    Fragments::new(at.collect::<Option<_>>()?)
}

/// Puts a span at a place that the analyst chose, and forgets what was proposed.
pub fn place_anew(layer: &LayerId, span: &SpanId, there: Fragments, time: Time) -> Edit {
    let field = |field| compose::set_span(layer, span, field, time);
    Edit::Batch(vec![field(SpanField::Place(Place::At(there))), field(SpanField::Pending(None))])
}

/// Refuses the place that is proposed for a span: it stays adrift, an orphan. `None` where none is
/// proposed.
pub fn reject_place(layer: &Layer, span: &SpanId, time: Time) -> Option<Edit> {
    let span = layer.span(span).filter(|span| span.place.fragments().is_none())?;
    let before = span.pending.as_ref().filter(|pending| !pending.at.is_empty())?;
    let orphan = Pending {
        at: Vec::new(),
        how: How::Orphan.to_string(),
        score: Score::default(),
        unknown: before.unknown.clone(),
    };
    let field = SpanField::Pending(Some(orphan));
    let set = SpanEdit::Set { span: span.id.clone(), field, changed: Some(time) };
    Some(Edit::Span(layer.id.clone(), set))
}
