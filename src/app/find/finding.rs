//! What is looked for in the article that is shown, and where among the hits one is.

use super::search::{About, Search, State};
use crate::{
    app::work::Work,
    model::Version,
    text::{Offset, Stretch, search::Query},
};

/// How many places are kept: eight megabytes. The others are counted.
const MOST: usize = 1_000_000;

/// Which way along the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To its end.
    On,
    /// To its start.
    Back,
}

/// What is looked for in the article that is shown.
#[derive(Debug, Default)]
pub struct Finding {
    /// Is the bar open?
    pub is_open: bool,
    /// What is looked for; kept while the bar is closed.
    pub query: Query,
    /// The search, where there is something to look for.
    pub search: Option<Search>,
    /// The hit that one is at, by its number.
    pub current: Option<usize>,
    /// Did the last step go over the end or the start of the text?
    pub wrapped: Option<Way>,
    /// Where one was when one began to type.
    pub origin: Offset,
    /// Asked to put the keyboard into the field.
    pub takes_keyboard: bool,
    /// A hit that is gone to as soon as it is found: the first after, or the last before a place.
    seeks: Option<(Way, Offset)>,
}

impl Finding {
    /// Looks for something else from now on, and goes to the first hit after the place where one
    /// began.
    pub fn ask(&mut self, query: Query) {
        self.query = query;
        (self.search, self.current, self.wrapped) = (None, None, None);
        self.seeks = Some((Way::On, self.origin));
    }

    /// Closes the bar; what was looked for is kept.
    pub fn close(&mut self) {
        (self.is_open, self.takes_keyboard, self.seeks) = (false, false, None);
    }

    /// Searches what is shown, where that is not searched already.
    pub fn follow(&mut self, work: &mut Work, shown: Option<(About, &Version)>) {
        let shown = shown.filter(|_| self.is_open && !self.query.is_empty());
        let is_same = match (&self.search, &shown) {
            (Some(search), Some((about, _))) => search.about == *about,
            (search, shown) => search.is_none() && shown.is_none(),
        };
        if is_same {
            return;
        }
        if self.search.is_some() {
            // Another article is shown: its hits are shown where they are.
            self.seeks = None;
        }
        (self.current, self.wrapped) = (None, None);
        self.search = shown.map(|(about, version)| {
            let (text, query) = (version.text.clone(), self.query.clone());
            Search::begin(work, about, text, query, MOST, |_| super::Sift::Keep)
        });
    }

    /// Asks for the next hit after or the last before a place.
    pub fn seek(&mut self, way: Way, from: Offset) {
        self.seeks = Some((way, from));
    }

    /// Goes to no hit that is found from now on: one has gone elsewhere meanwhile.
    pub fn stay(&mut self) {
        self.seeks = None;
    }

    /// Returns where to go: to the hit that is sought, once it is certain which it is; back to where one
    /// began to type, where there is none.
    pub fn arrive(&mut self) -> Option<Stretch> {
        let ((way, from), search) = (self.seeks?, self.search.as_ref()?);
        let (hits, is_done) = (search.hits(), search.state != State::Looking);
        let (next, round) = match way {
            Way::On => (hits.partition_point(|hit| hit.start < from), Some(0)),
            Way::Back => {
                let after = hits.partition_point(|hit| hit.end <= from);
                // What is before a place is known once something after it has been found.
                if after == hits.len() && !is_done {
                    return None;
                }
                (after.wrapping_sub(1), hits.len().checked_sub(1))
            }
        };
        let is_there = next < hits.len();
        if !is_there && !is_done {
            return None;
        }
        self.seeks = None;
        let is_lost = hits.is_empty() && from == self.origin;
        self.wrapped = (!is_there && !hits.is_empty()).then_some(way);
        self.current = if is_there { Some(next) } else { round.filter(|_| !hits.is_empty()) };
        self.hit().or_else(|| is_lost.then(|| Stretch::empty(from)))
    }

    /// Returns the places of the hits so far, in the order of the text.
    pub fn hits(&self) -> &[Stretch] {
        self.search.as_ref().map(Search::hits).unwrap_or_default()
    }

    /// Returns the hit that one is at.
    pub fn hit(&self) -> Option<Stretch> {
        self.hits().get(self.current?).copied()
    }
}
