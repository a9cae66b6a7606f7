//! Spans: stretches of an article that carry one tag.

use std::fmt;

use super::{Attributes, CardId, SpanId, TagId, Time, Unknown};
use crate::text::{Offset, ScalarOffset, Stretch, Text};

/// The stretches of one span: one or more, none empty, ascending, not overlapping.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fragments(Vec<Stretch>);

impl Fragments {
    /// Checks the stretches; `None` where there is none, one is empty, or one begins before the one
    /// before it has ended.
    pub fn new(stretches: Vec<Stretch>) -> Option<Self> {
        let are_ascending = stretches.windows(2).all(|pair| pair[0].end <= pair[1].start);
        let are_whole = !stretches.is_empty() && stretches.iter().all(|one| one.start < one.end);
        (are_ascending && are_whole).then_some(Self(stretches))
    }

    /// Returns a single stretch, `None` where it is empty.
    pub fn one(stretch: Stretch) -> Option<Self> {
        Self::new(vec![stretch])
    }

    /// Returns the fragments, by place.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Stretch> + ExactSizeIterator {
        self.0.iter().copied()
    }

    /// Returns how many there are: at least one.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Returns where the first begins.
    pub fn start(&self) -> Offset {
        self.0.first().map_or(Offset::START, |one| one.start)
    }

    /// Returns where the last ends.
    pub fn end(&self) -> Offset {
        self.0.last().map_or(Offset::START, |one| one.end)
    }

    /// Returns the stretch from the first to the last, gaps included.
    pub fn extent(&self) -> Stretch {
        Stretch { start: self.start(), end: self.end() }
    }

    /// Does any fragment hold `offset`?
    pub fn contains(&self, offset: Offset) -> bool {
        self.0.iter().any(|one| one.contains(offset))
    }

    /// Returns these with one more stretch, joined where they touch; unchanged where it is empty.
    #[must_use]
    pub fn with(&self, stretch: Stretch) -> Self {
        let mut all = self.0.clone();
        if !stretch.is_empty() {
            all.push(stretch);
            all.sort_unstable();
        }
        let mut joined: Vec<Stretch> = Vec::with_capacity(all.len());
        for one in all {
            match joined.last_mut() {
                Some(last) if one.start <= last.end => *last = last.union(one),
                _ => joined.push(one),
            }
        }
        Self(joined)
    }

    /// Returns these with one of them moved to another stretch, joined where they touch; `None` where
    /// it is empty, or there is no such one.
    pub fn moved(&self, number: usize, to: Stretch) -> Option<Self> {
        if to.is_empty() || number >= self.0.len() {
            return None;
        }
        let mut rest = self.0.clone();
        rest.remove(number);
        Some(Self(rest).with(to))
    }

    /// Returns the number of bytes that the fragments cover.
    pub fn len_in_bytes(&self) -> usize {
        self.0.iter().map(|one| one.len()).sum()
    }

    /// Returns the words of each fragment.
    pub fn texts<'a>(&self, text: &'a Text) -> Vec<&'a str> {
        self.0.iter().map(|one| text.slice(*one)).collect()
    }

    /// Returns start and end of each in scalar values: the unit of files.
    pub fn in_scalars(&self, text: &Text) -> Vec<(ScalarOffset, ScalarOffset)> {
        self.iter().map(|one| (text.to_scalar(one.start), text.to_scalar(one.end))).collect()
    }

    /// Are all fragments in `text`, between characters?
    pub fn are_in(&self, text: &Text) -> bool {
        self.0.iter().all(|one| text.holds(*one))
    }
}

/// What finds a span again, as its file has it: kept in memory only for a span whose text is not at
/// its position. Positions are scalar values of the text that it was made on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Start and end of each fragment.
    pub at: Vec<(ScalarOffset, ScalarOffset)>,
    /// The words of each fragment.
    pub texts: Vec<String>,
    /// Up to 32 characters before.
    pub before: String,
    /// Up to 32 characters after.
    pub after: String,
}

/// How many scalar values of context an anchor has on either side.
const CONTEXT: usize = 32;

impl Anchor {
    /// Returns what finds the fragments of a text again.
    pub fn of(fragments: &Fragments, text: &Text) -> Self {
        Self {
            at: fragments.in_scalars(text),
            texts: fragments.texts(text).into_iter().map(str::to_owned).collect(),
            before: text.before(fragments.start(), CONTEXT).to_owned(),
            after: text.after(fragments.end(), CONTEXT).to_owned(),
        }
    }

    /// Are its words there, with all that stood around them?
    pub fn is_at(&self, fragments: &Fragments, text: &Text) -> bool {
        Self { at: self.at.clone(), ..Self::of(fragments, text) } == *self
    }
}

/// Where a span is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At these fragments: the text there is its quote.
    At(Fragments),
    /// Adrift: the text at its position is not its quote. The anchor stays as it was until the
    /// analyst accepts a new place.
    Adrift(Box<Anchor>),
}

impl Place {
    /// Returns the fragments, `None` for a span that is adrift.
    pub fn fragments(&self) -> Option<&Fragments> {
        match self {
            Self::At(fragments) => Some(fragments),
            Self::Adrift(_) => None,
        }
    }
}

/// How sure a proposed place is: thousandths, 0 to 1000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u16);

impl Score {
    /// Returns the score of a fraction from 0 to 1; what lies outside counts as the nearest end.
    pub fn from_fraction(fraction: f32) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the value is clamped to 0..=1000 first"
        )]
        Self((fraction.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// Returns the fraction, 0 to 1.
    pub fn to_fraction(self) -> f32 {
        f32::from(self.0) / 1000.0
    }
}

impl fmt::Display for Score {
    /// Writes the fraction with as few digits as tell it apart: `0.93`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_fraction())
    }
}

/// A new place that is proposed for a span, until the analyst decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Start and end of each fragment in scalar values; none where no place was found (an orphan).
    pub at: Vec<(ScalarOffset, ScalarOffset)>,
    /// How it was found: `moved`, `changed`, `orphan`.
    pub how: String,
    /// How sure it is.
    pub score: Score,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

/// A stretch of an article (or several) that carries one tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Random, never reused.
    pub id: SpanId,
    /// What it is.
    pub tag: TagId,
    /// Where it is.
    pub place: Place,
    /// The actor card that it points to.
    pub card: Option<CardId>,
    /// Free text.
    pub note: String,
    /// Typed extras.
    pub attributes: Attributes,
    /// When it was made.
    pub created: Time,
    /// When it was last changed, if ever.
    pub changed: Option<Time>,
    /// Where it came from, where that was not an analyst's hand: an import, a suggestion.
    pub origin: String,
    /// A proposed new place.
    pub pending: Option<Pending>,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Span {
    /// Returns a span without note, attributes or card.
    pub fn new(id: SpanId, tag: TagId, fragments: Fragments, created: Time) -> Self {
        Self {
            id,
            tag,
            place: Place::At(fragments),
            card: None,
            note: String::new(),
            attributes: Attributes::default(),
            created,
            changed: None,
            origin: String::new(),
            pending: None,
            unknown: Unknown::default(),
        }
    }

    /// Returns its words: fragments joined with one space; as its file has them where it is adrift.
    pub fn words(&self, text: &Text) -> String {
        match &self.place {
            Place::At(fragments) => fragments.texts(text).join(" "),
            Place::Adrift(anchor) => anchor.texts.join(" "),
        }
    }

    /// Was it looked for and not found any more?
    pub fn is_orphan(&self) -> bool {
        let found_nowhere = self.pending.as_ref().is_some_and(|pending| pending.at.is_empty());
        found_nowhere && self.place.fragments().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fragments(pairs: &[(usize, usize)]) -> Option<Fragments> {
        Fragments::new(pairs.iter().map(|&(start, end)| Stretch::new(start, end)).collect())
    }

    #[test]
    fn fragments_are_whole_and_ascending() {
        assert!(fragments(&[]).is_none());
        assert!(fragments(&[(3, 3)]).is_none());
        assert!(fragments(&[(3, 5), (4, 8)]).is_none());
        assert!(fragments(&[(5, 8), (1, 2)]).is_none());
        assert!(fragments(&[(1, 2), (2, 4)]).is_some(), "touching is not overlapping");
    }

    #[test]
    fn a_fragment_joins_those_that_it_touches() {
        let one = fragments(&[(0, 4), (10, 12)]).unwrap();
        assert_eq!(one.with(Stretch::new(4, 10)), fragments(&[(0, 12)]).unwrap());
        assert_eq!(one.with(Stretch::new(6, 7)), fragments(&[(0, 4), (6, 7), (10, 12)]).unwrap());
        assert_eq!(one.with(Stretch::new(7, 7)), one);
    }

    #[test]
    fn a_fragment_that_moves_joins_those_that_it_runs_into() {
        let three = fragments(&[(0, 4), (10, 12), (20, 30)]).unwrap();
        let moved = |number, start, end| three.moved(number, Stretch::new(start, end));
        assert_eq!(moved(1, 8, 12), fragments(&[(0, 4), (8, 12), (20, 30)]));
        assert_eq!(moved(1, 10, 24), fragments(&[(0, 4), (10, 30)]));
        assert_eq!(moved(2, 2, 30), fragments(&[(0, 30)]));
        assert_eq!((moved(1, 10, 10), moved(3, 0, 1)), (None, None));
        let one = fragments(&[(5, 8)]).unwrap();
        assert_eq!(one.moved(0, Stretch::new(6, 8)), fragments(&[(6, 8)]));
    }

    #[test]
    fn scores_print_short() {
        assert_eq!(Score::from_fraction(0.93).to_string(), "0.93");
        assert_eq!(Score::from_fraction(7.0).to_string(), "1.0");
    }
}
