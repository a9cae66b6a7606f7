//! Positions in a text, one newtype a unit, so that bytes, scalar values and UTF-16 never mix.

use std::fmt;

macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Returns the position as an index into memory.
            pub const fn to_usize(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

position! {
    /// A position in one version's text, in UTF-8 bytes from its start; always between two
    /// scalar values, and between two graphemes where a person made it.
    Offset
}
position! {
    /// A position in Unicode scalar values: the unit of the project's files.
    ScalarOffset
}
position! {
    /// A position in UTF-16 code units: the unit of browsers.
    Utf16Offset
}

impl Offset {
    /// The start of every text.
    pub const START: Self = Self(0);

    /// Returns the offset `index` bytes into a text; texts are kept under 4 GiB when they are read,
    /// beyond that the last possible offset stands in.
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// A stretch of one version's text: half-open, in bytes, `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// Where it begins.
    pub start: Offset,
    /// Where it ends, exclusive.
    pub end: Offset,
}

impl Stretch {
    /// Returns the stretch between two positions, in whichever order they come.
    pub fn between(a: Offset, b: Offset) -> Self {
        Self { start: a.min(b), end: a.max(b) }
    }

    /// Returns the stretch of the bytes `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self::between(Offset::new(start), Offset::new(end))
    }

    /// Returns the empty stretch at `offset`: a caret.
    pub fn empty(offset: Offset) -> Self {
        Self { start: offset, end: offset }
    }

    /// Does this stretch hold no text?
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns its length in bytes.
    pub fn len(self) -> usize {
        self.end.to_usize() - self.start.to_usize()
    }

    /// Returns it as a range to index a `str` with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start.to_usize()..self.end.to_usize()
    }

    /// Is `offset` within this stretch, its end excluded?
    pub fn contains(self, offset: Offset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Is all of `other` within this stretch?
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two share at least one byte?
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the part that both share, `None` where they share nothing.
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other)
            .then(|| Self { start: self.start.max(other.start), end: self.end.min(other.end) })
    }

    /// Returns the smallest stretch that covers both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
