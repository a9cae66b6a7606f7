//! The fields of each kind of record, listed once: for merging two copies, and for setting one field
//! to what a conflict has kept.

use super::value::Value;
use crate::model::{Attributes, Span, Time, Unknown};

/// What is done to each field of a record, by the way in which two copies of it become one.
#[expect(
    clippy::ptr_arg,
    clippy::ref_option,
    reason = "all copies of a field are of the field’s own type"
)]
pub(super) trait Visit {
    /// A field that is one thing.
    fn value<T: Value>(&mut self, field: &str, base: Option<&T>, ours: &mut T, theirs: &T);

    /// A list that is a set.
    fn set<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        base: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        theirs: &Vec<T>,
    );

    /// A set of which none at all means every one.
    fn limits<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        base: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        theirs: &Vec<T>,
    ) where
        Vec<T>: Value;

    /// A text that is put together by its paragraphs.
    fn note(&mut self, field: &str, base: Option<&String>, ours: &mut String, theirs: &String);

    /// A moment of which the later one stands.
    fn latest(
        &mut self,
        field: &str,
        base: Option<&Option<Time>>,
        ours: &mut Option<Time>,
        theirs: &Option<Time>,
    );

    /// Attributes, each a field.
    fn attributes(
        &mut self,
        field: &str,
        base: Option<&Attributes>,
        ours: &mut Attributes,
        theirs: &Attributes,
    );

    /// Fields of newer versions, each by its name.
    fn unknown(
        &mut self,
        field: &str,
        base: Option<&Unknown>,
        ours: &mut Unknown,
        theirs: &Unknown,
    );

    /// Where a span is, with the place that is proposed for it.
    fn position(&mut self, base: Option<&Span>, ours: &mut Span, theirs: &Span);

    /// Records within a record, each found by its key.
    fn list<T: Fields, K: Ord + std::fmt::Display>(
        &mut self,
        field: &str,
        base: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        theirs: &Vec<T>,
        key: impl Fn(&T) -> K,
    );
}

/// A record whose fields can be visited.
pub(super) trait Fields: Clone + PartialEq {
    /// Visits every field but the id.
    fn visit(base: Option<&Self>, ours: &mut Self, theirs: &Self, visit: &mut impl Visit);
}

/// Visits fields, each in its way.
macro_rules! visit {
    ($visit:ident, $base:ident, $ours:ident, $theirs:ident, { $($how:ident: $($field:ident)+;)+ }) => {
        $($($visit.$how(
            stringify!($field),
            $base.map(|base| &base.$field),
            &mut $ours.$field,
            &$theirs.$field,
        );)+)+
    };
}
pub(super) use visit;
