//! The other occurrences of a name in the article that is shown: ghosts, of which all that are on
//! become spans in one act.

use std::collections::BTreeSet;

use super::{
    finding::Way,
    search::{About, Search, Sift},
};
use crate::{
    app::work::Work,
    model::{CardId, Layer, LayerId, Project, TagId, Version},
    text::{Offset, Stretch, search::Query},
};

/// More than this are neither shown nor tagged in one act: nobody could look them over, it is a slip of
/// the hand, and seconds in which nothing moves.
pub const MOST_AT_ONCE: usize = 100_000;

/// Where the name was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// From a span.
    Span,
    /// From words that are selected: these are tagged along with the others.
    Words,
}

/// The other occurrences of a name.
#[derive(Debug)]
pub struct Occurrences {
    /// What is looked for.
    pub query: Query,
    /// Where the name was taken from.
    pub source: Source,
    /// Where that stands.
    pub at: Stretch,
    /// What they are to be tagged as.
    pub tag: Option<TagId>,
    /// The actor card that they are to point to, if they get the tag that the span with it has.
    pub card: Option<(TagId, CardId)>,
    /// Those that one has switched off, by where they start.
    pub off: BTreeSet<Offset>,
    /// The one that Space switches, by where it starts.
    pub current: Option<Offset>,
    /// The search, and the state of the project that it knows.
    pub search: Option<(Search, u64)>,
    /// Whose spans they are to be, as far as that is known.
    pub layer: Option<LayerId>,
    /// What is searched.
    pub about: About,
}

impl Occurrences {
    /// Returns the occurrences of what stands at a place, not searched for yet.
    pub fn new(query: Query, source: Source, at: Stretch, about: About) -> Self {
        let (tag, card, current, search, layer) = (None, None, None, None, None);
        Self { query, source, at, tag, card, off: BTreeSet::new(), current, search, layer, about }
    }

    /// Searches for them, where that has not been done for this state of the project and this layer.
    pub fn follow(
        &mut self,
        work: &mut Work,
        version: &Version,
        (project, revision): (&Project, u64),
        layer: Option<LayerId>,
    ) {
        if self.layer != layer {
            // Another analyst annotates now.
            (self.layer, self.search) = (layer, None);
        }
        if self.search.as_ref().is_some_and(|(_, known)| *known == revision) {
            return;
        }
        let (at, tag, layer) = (self.at, self.tag.clone(), self.layer.clone());
        let project = project.clone();
        let sift = move |hit: Stretch| {
            let layer = layer.as_ref().and_then(|layer| project.layer(layer));
            let is_tagged =
                tag.as_ref().zip(layer).is_some_and(|(tag, layer)| carries(layer, tag, hit));
            match (hit.overlaps(at), is_tagged) {
                (true, _) => Sift::Itself,
                (false, true) => Sift::Tagged,
                (false, false) => Sift::Keep,
            }
        };
        let (text, query) = (version.text.clone(), self.query.clone());
        let search = Search::begin(work, self.about.clone(), text, query, MOST_AT_ONCE, sift);
        self.search = Some((search, revision));
    }

    /// Chooses what they are to be tagged as.
    pub fn choose(&mut self, tag: TagId) {
        if self.tag.as_ref() != Some(&tag) {
            (self.tag, self.search) = (Some(tag), None);
        }
    }

    /// Returns the ghosts, in the order of the text.
    pub fn ghosts(&self) -> &[Stretch] {
        self.search.as_ref().map(|(search, _)| search.hits()).unwrap_or_default()
    }

    /// Is this ghost switched on?
    pub fn is_on(&self, ghost: Stretch) -> bool {
        !self.off.contains(&ghost.start)
    }

    /// Returns the ghosts that are switched on.
    pub fn taken(&self) -> Vec<Stretch> {
        self.ghosts().iter().copied().filter(|ghost| self.is_on(*ghost)).collect()
    }

    /// Are the words that the name was taken from to be tagged along with the others? Not those of a
    /// span, nor where they are tagged so already.
    pub fn is_along(&self, project: &Project) -> bool {
        let layer = self.layer.as_ref().and_then(|layer| project.layer(layer));
        let mut has_tag =
            self.tag.iter().zip(layer).map(|(tag, layer)| carries(layer, tag, self.at));
        self.source == Source::Words && !has_tag.any(|has_tag| has_tag)
    }

    /// Returns how many are switched on, those included that are counted only.
    pub fn count_on(&self) -> usize {
        let total = self.search.as_ref().map_or(0, |(search, _)| search.total);
        let starts = |off: &&Offset| self.find(**off).is_some();
        total.saturating_sub(self.off.iter().filter(starts).count())
    }

    /// Returns how many there are beyond those that are shown.
    pub fn beyond(&self) -> usize {
        let total = self.search.as_ref().map_or(0, |(search, _)| search.total);
        total.saturating_sub(MOST_AT_ONCE)
    }

    /// Has all of the text been looked through?
    pub fn is_done(&self) -> bool {
        self.search.as_ref().is_some_and(|(search, _)| search.is_done())
    }

    /// Returns the ghost that Space switches.
    pub fn ghost(&self) -> Option<Stretch> {
        self.find(self.current?)
    }

    fn find(&self, start: Offset) -> Option<Stretch> {
        let ghosts = self.ghosts();
        let at = ghosts.binary_search_by_key(&start, |ghost| ghost.start).ok()?;
        ghosts.get(at).copied()
    }

    /// Returns the ghost after or before the one that Space switches, or after or before where the
    /// name was taken from; round the ends of the text.
    pub fn beside(&self, way: Way) -> Option<Stretch> {
        let (ghosts, from) = (self.ghosts(), self.current.unwrap_or(self.at.start));
        let next = match way {
            Way::On => ghosts.iter().find(|ghost| ghost.start > from).or(ghosts.first()),
            Way::Back => ghosts.iter().rfind(|ghost| ghost.start < from).or(ghosts.last()),
        };
        next.copied()
    }

    /// Switches a ghost off or on again.
    pub fn toggle(&mut self, ghost: Stretch) {
        if !self.off.remove(&ghost.start) {
            self.off.insert(ghost.start);
        }
        self.current = Some(ghost.start);
    }
}

/// Is there a span with this tag that has all of a stretch in one of its fragments?
pub fn carries(layer: &Layer, tag: &TagId, at: Stretch) -> bool {
    let spans = layer.by_place().overlapping(at);
    let mut same = spans.filter(|span| span.tag == *tag).filter_map(|span| span.place.fragments());
    same.any(|fragments| fragments.iter().any(|fragment| fragment.covers(at)))
}
