//! Layers: spans and links by id, over one text.

use std::{borrow::Cow, collections::BTreeSet, sync::Arc};

use super::{
    Merging, Verdict,
    both::Both,
    place,
    shared::merged_lists,
    verdict,
    visit::{Fields, Visit, visit},
};
use crate::{
    model::{Layer, LayerId, Link, Project, Span, SpanId, Status, Unknown, VersionNumber},
    text::Text,
};

/// What a layer holds beside spans and links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LayerHead {
    pub(super) status: Option<Status>,
    pub(super) note: String,
    pub(super) unknown: Unknown,
}

/// What conflicts call the layer itself.
pub(super) const LAYER: &str = "layer";

impl LayerHead {
    pub(super) fn of(layer: &Layer) -> Self {
        let (status, note) = (layer.status.clone(), layer.note.clone());
        Self { status, note, unknown: layer.unknown.clone() }
    }
}

impl Fields for LayerHead {
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit) {
        visit!(visit, base, ours, theirs, { value: status; note: note; unknown: unknown; });
    }
}

impl Merging<'_> {
    pub(super) fn merge_layers(&mut self) {
        let [base, ours, theirs] = self.sides.map(|project| &project.layers);
        let mut ids: BTreeSet<&LayerId> = theirs.keys().chain(base.keys()).collect();
        ids.extend(ours.keys());
        for id in ids {
            let [base, ours, theirs] = [base, ours, theirs].map(|all| all.get(id));
            let theirs = theirs.map(|theirs| self.renumbered_layer(theirs));
            let theirs = theirs.as_ref();
            self.are_spans_gone |= loses_spans(base, ours) || loses_spans(base, theirs);
            let merged = match verdict(base, ours, theirs) {
                Verdict::Stands(stands) if ours == theirs || base == theirs || base == ours => {
                    let side = if stands == ours { self.sides.ours } else { self.sides.theirs };
                    stands.map(|layer| self.in_merged_text(layer, side))
                }
                _ => {
                    let sides = [base, ours, theirs].map(|side| side.map(Arc::as_ref));
                    Some(self.merge_layer(id, sides))
                        .filter(|merged| {
                            let is_gone = ours.is_none() || theirs.is_none();
                            !is_gone || !merged.is_blank()
                        })
                        .map(Arc::new)
                }
            };
            match merged {
                Some(layer) => self.project.layers.insert(id.clone(), layer),
                None => self.project.layers.remove(id),
            };
        }
    }

    /// Did the merged project lose spans that ours has?
    pub(super) fn has_lost_spans(&self) -> bool {
        let mut ours = self.sides.ours.layers.iter();
        ours.any(|(id, layer)| loses_spans(Some(layer), self.project.layers.get(id)))
    }

    /// Returns their layer, about the number that its text has got.
    fn renumbered_layer(&self, theirs: &Arc<Layer>) -> Arc<Layer> {
        let numbers = self.renumbered.get(&theirs.id.article);
        let Some(number) = numbers.and_then(|numbers| numbers.get(&theirs.version)) else {
            return Arc::clone(theirs);
        };
        let mut layer = theirs.as_ref().clone();
        layer.version = *number;
        Arc::new(layer)
    }

    /// Returns the layer of one side, with its positions in the text that the article has now.
    fn in_merged_text(&self, layer: &Arc<Layer>, side: &Project) -> Arc<Layer> {
        let article = &layer.id.article;
        let is_same = match (self.project.articles.get(article), side.articles.get(article)) {
            (Some(merged), Some(article)) => Arc::ptr_eq(merged, article),
            _ => true,
        };
        if is_same {
            return Arc::clone(layer);
        }
        let old = text_of(side, &layer.id, layer.version)
            .or_else(|| self.their_text(&layer.id, layer.version));
        let new = text_of(&self.project, &layer.id, layer.version);
        match on_text(layer, layer.version, old.as_ref(), new.as_ref()) {
            Cow::Borrowed(_) => Arc::clone(layer),
            Cow::Owned(layer) => Arc::new(layer),
        }
    }

    /// Merges two changed layers. One that is not there counts as one without anything.
    fn merge_layer(&mut self, id: &LayerId, [base, ours, theirs]: [Option<&Layer>; 3]) -> Layer {
        let version = version_of([base, ours, theirs]);
        let text = text_of(&self.project, id, version)
            .or_else(|| text_of(self.sides.ours, id, version))
            .or_else(|| self.their_text(id, version));
        let none = Layer::new(id.clone(), version);
        let on = |layer: Option<&Layer>, text_of_side: Option<Text>| match layer {
            Some(layer) => {
                on_text(layer, version, text_of_side.as_ref(), text.as_ref()).into_owned()
            }
            None => none.clone(),
        };
        let old_text = |project: &Project, layer: Option<&Layer>| {
            layer.and_then(|layer| text_of(project, id, layer.version))
        };
        let their_text = theirs.and_then(|layer| self.their_text(id, layer.version));
        let (had_base, is_one_gone) = (base.is_some(), ours.is_none() || theirs.is_none());
        let base = on(base, old_text(self.sides.base, base));
        let ours = on(ours, old_text(self.sides.ours, ours));
        let theirs = on(theirs, their_text);
        let (ours, theirs) = if is_one_gone {
            (with_changes_of(&base, &ours, &theirs), with_changes_of(&base, &theirs, &ours))
        } else {
            (ours, theirs)
        };
        self.merge_settled(id, had_base.then_some(&base), &ours, &theirs, text.as_ref())
    }

    /// Returns a text of theirs by the number that it has got.
    fn their_text(&self, id: &LayerId, version: VersionNumber) -> Option<Text> {
        let numbers = self.renumbered.get(&id.article);
        let was = numbers.and_then(|numbers| numbers.iter().find(|(_, new)| **new == version));
        text_of(self.sides.theirs, id, was.map_or(version, |(old, _)| *old))
    }

    /// Merges layers whose positions are all in one text.
    fn merge_settled(
        &mut self,
        id: &LayerId,
        base: Option<&Layer>,
        ours: &Layer,
        theirs: &Layer,
        text: Option<&Text>,
    ) -> Layer {
        let none = Layer::new(id.clone(), ours.version);
        let old = base.unwrap_or(&none);
        let mut merged = ours.clone();
        merged.conflicts = merged_lists([&old.conflicts, &ours.conflicts, &theirs.conflicts]);
        let head = base.map(LayerHead::of);
        let (our_head, their_head) = (LayerHead::of(ours), LayerHead::of(theirs));
        self.decide(Some(id), LAYER, |both| {
            let head = both.merge(head.as_ref(), &our_head, &their_head);
            (merged.status, merged.note, merged.unknown) = (head.status, head.note, head.unknown);
        });
        let at = text.map(|text| (text, ours.version));
        for span in apart(old.spans_apart(theirs), theirs.spans_apart(old), |span| &span.id) {
            self.merge_span(&mut merged, [old, ours, theirs].map(|one| one.span(span)), at);
        }
        for link in apart(old.links_apart(theirs), theirs.links_apart(old), |link| &link.id) {
            self.merge_link(&mut merged, [old, ours, theirs].map(|one| one.link(link)));
        }
        merged
    }

    fn merge_span(
        &mut self,
        merged: &mut Layer,
        [base, ours, theirs]: [Option<&Span>; 3],
        at: Option<(&Text, VersionNumber)>,
    ) {
        match (verdict(base, ours, theirs), ours, theirs) {
            (Verdict::Stands(Some(stands)), _, _) if ours != Some(stands) => {
                merged.put_span(stands.clone());
            }
            (Verdict::Stands(None), Some(ours), _) => {
                merged.take_span(&ours.id);
            }
            (Verdict::BothChanged, Some(ours), Some(theirs)) => {
                let (id, codebook) = (merged.id.clone(), Arc::clone(&self.project.codebook));
                let mut both = Both::new(&codebook).on_text(at);
                merged.put_span(both.merge(base, ours, theirs));
                let clashes = both.clashes;
                self.keep(Some(&id), ours.id.as_str(), clashes);
            }
            _ => {}
        }
    }

    fn merge_link(&mut self, merged: &mut Layer, [base, ours, theirs]: [Option<&Link>; 3]) {
        match (verdict(base, ours, theirs), ours, theirs) {
            (Verdict::Stands(Some(stands)), _, _) if ours != Some(stands) => {
                merged.put_link(stands.clone());
            }
            (Verdict::Stands(None), Some(ours), _) => {
                merged.take_link(&ours.id);
            }
            (Verdict::BothChanged, Some(ours), Some(theirs)) => {
                let id = merged.id.clone();
                self.decide(Some(&id), ours.id.as_str(), |both| {
                    merged.put_link(both.merge(base, ours, theirs));
                });
            }
            _ => {}
        }
    }
}

/// Returns a layer that was taken out with what the other side changed of its status, note and
/// unknown fields: what was changed stays. A layer that is there stays as it is.
fn with_changes_of(base: &Layer, side: &Layer, other: &Layer) -> Layer {
    let mut side = side.clone();
    if !side.is_blank() {
        return side;
    }
    if other.status != base.status {
        side.status.clone_from(&other.status);
    }
    if other.note != base.note {
        side.note.clone_from(&other.note);
    }
    if other.unknown != base.unknown {
        side.unknown.clone_from(&other.unknown);
    }
    side
}

/// Returns the ids of what may differ between two states of a list.
fn apart<'a, T: 'a, K: Ord + 'a>(
    old: impl Iterator<Item = &'a T>,
    new: impl Iterator<Item = &'a T>,
    id: impl Fn(&'a T) -> &'a K,
) -> BTreeSet<&'a K> {
    old.chain(new).map(id).collect()
}

/// Returns the version that the merged layer is about: that of the side that alone moved on, the
/// newer one where both did.
fn version_of([base, ours, theirs]: [Option<&Layer>; 3]) -> VersionNumber {
    let [base, ours, theirs] = [base, ours, theirs].map(|side| side.map(|layer| layer.version));
    let stands = match (ours, theirs) {
        (Some(ours), Some(theirs)) if base == Some(ours) => Some(theirs),
        (Some(ours), Some(theirs)) if base == Some(theirs) => Some(ours),
        _ => ours.max(theirs),
    };
    stands.or(base).unwrap_or(VersionNumber::FIRST)
}

fn text_of(project: &Project, id: &LayerId, version: VersionNumber) -> Option<Text> {
    Some(project.article(&id.article)?.version(version)?.text.clone())
}

/// Returns a layer with its positions in another text; as it is where that is the same, or unknown.
pub(super) fn on_text<'a>(
    layer: &'a Layer,
    version: VersionNumber,
    old: Option<&Text>,
    new: Option<&Text>,
) -> Cow<'a, Layer> {
    let texts = old.zip(new).filter(|(old, new)| old != new);
    if texts.is_none() && layer.version == version {
        return Cow::Borrowed(layer);
    }
    let mut moved = layer.clone();
    moved.version = version;
    let Some((old, new)) = texts else { return Cow::Owned(moved) };
    let spans = layer.spans().map(|span| {
        let mut span = span.clone();
        span.place = place::on_text(&span.place, old, new);
        span
    });
    let links = layer.links().cloned().collect();
    Cow::Owned(moved.with(spans.collect(), links))
}

/// Did this side take spans out?
fn loses_spans(base: Option<&Arc<Layer>>, side: Option<&Arc<Layer>>) -> bool {
    match (base, side) {
        (Some(base), Some(side)) if Arc::ptr_eq(base, side) => false,
        (Some(base), Some(side)) => {
            base.spans_apart(side).any(|span| side.span(&span.id).is_none())
        }
        (Some(base), None) => base.span_count() > 0,
        (None, _) => false,
    }
}

impl Merging<'_> {
    /// Finds a span on either side, with its place in the text that the merged layer is about, and a
    /// layer to put it in where there is none any more.
    pub(super) fn find_span(&self, id: &LayerId, span: &SpanId) -> Option<(Layer, Span)> {
        let [_, ours, theirs] = self.sides.map(|project| project.layers.get(id));
        let ours = ours.cloned();
        let theirs = theirs.map(|theirs| self.renumbered_layer(theirs));
        let layer = [ours, theirs].into_iter().flatten().find(|one| one.span(span).is_some())?;
        let old = text_of(self.sides.ours, id, layer.version)
            .or_else(|| self.their_text(id, layer.version));
        let version = self.project.layer(id).map_or(layer.version, |merged| merged.version);
        let new = text_of(&self.project, id, version);
        let mut found = layer.span(span)?.clone();
        if let (Some(old), Some(new)) = (old, new)
            && old != new
        {
            found.place = place::on_text(&found.place, &old, &new);
        }
        Some((Layer::new(id.clone(), version), found))
    }
}
