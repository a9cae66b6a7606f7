//! Two texts of one article beside each other: which differ where.

use std::sync::Arc;

use crate::{
    model::{ArticleId, VersionNumber},
    text::{Offset, Stretch, Text, carry},
};

/// Another text of the article, shown beside the one that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Which article.
    pub article: ArticleId,
    /// The text that is read.
    pub shown: VersionNumber,
    /// The one beside it.
    pub other: VersionNumber,
    /// Where they differ; `None` until that has been found out.
    pub differences: Option<Arc<Differences>>,
}

/// Where two texts differ: stretches of the one that is read with what stands in their place in the
/// other, in order. One of the two may be empty; both are where only blanks differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences(Vec<(Stretch, Stretch)>);

impl Differences {
    /// Returns what is between the two; `pairs` are in the order of both texts.
    pub fn new(pairs: Vec<(Stretch, Stretch)>) -> Self {
        Self(pairs)
    }

    /// Returns where two texts differ, word by word.
    pub fn between(shown: &Text, other: &Text) -> Self {
        Self::new(carry::differences(shown, other))
    }

    /// Returns what differs within a stretch of the text that is read.
    pub fn in_shown(&self, view: Stretch) -> impl Iterator<Item = Stretch> {
        let first = self.0.partition_point(|(shown, _)| shown.end <= view.start);
        let rest = self.0.get(first..).unwrap_or_default().iter().map(|(shown, _)| *shown);
        rest.take_while(move |one| one.start < view.end).filter(|one| !one.is_empty())
    }

    /// Returns what differs within a stretch of the other text.
    pub fn in_other(&self, view: Stretch) -> impl Iterator<Item = Stretch> {
        let first = self.0.partition_point(|(_, other)| other.end <= view.start);
        let rest = self.0.get(first..).unwrap_or_default().iter().map(|(_, other)| *other);
        rest.take_while(move |one| one.start < view.end).filter(|one| !one.is_empty())
    }

    /// Returns where the other text has what the text that is read has at `at`.
    pub fn there(&self, at: Offset) -> Offset {
        let after = self.0.partition_point(|(shown, _)| shown.start <= at);
        let Some((shown, other)) = after.checked_sub(1).and_then(|last| self.0.get(last)) else {
            return at;
        };
        if at < shown.end {
            return other.start;
        }
        let there = Offset::new(other.end.to_usize() + (at.to_usize() - shown.end.to_usize()));
        // Blanks of which there are more here than there come to nothing there.
        self.0.get(after).map_or(there, |(_, next)| there.min(next.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_between_around_and_within_differences() {
        let at = Stretch::new;
        let differences = Differences::new(vec![(at(4, 4), at(4, 10)), (at(20, 30), at(26, 28))]);
        let there = |offset| differences.there(Offset::new(offset)).to_usize();
        assert_eq!([there(0), there(3), there(4), there(19)], [0, 3, 10, 25]);
        assert_eq!([there(20), there(29), there(30), there(40)], [26, 26, 28, 38]);
        assert_eq!(differences.in_shown(at(0, 25)).collect::<Vec<_>>(), [at(20, 30)]);
        assert_eq!(differences.in_other(at(9, 26)).collect::<Vec<_>>(), [at(4, 10)]);
        assert_eq!(differences.in_other(at(10, 26)).count(), 0);
    }
}
