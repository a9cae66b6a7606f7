//! The one field that a conflict names, found in its record.

use std::fmt::Display;

use super::{
    place,
    value::Value,
    visit::{Fields, Visit},
};
use crate::model::{AttributeId, Attributes, Span, Time, Unknown};

/// What is done with the field.
pub(super) trait AtField {
    /// The field is one thing, or a text, or a set that may be all.
    fn value(&mut self, ours: &mut impl Value);

    /// The field is the values of one attribute.
    fn attribute(&mut self, ours: &mut Attributes, id: AttributeId);

    /// The field is one of a newer version.
    fn unknown(&mut self, ours: &mut Unknown, name: &str);

    /// The field is where a span is.
    fn position(&mut self, ours: &mut Span);

    /// Was the field found, and done with?
    fn is_done(&self) -> bool;
}

/// Looks for the field with this name.
pub(super) struct Seeking<'a, A> {
    field: &'a str,
    /// The fields around the one that is looked at, each followed by a dot.
    around: String,
    pub(super) act: A,
}

impl<'a, A: AtField> Seeking<'a, A> {
    /// Prepares to do `act` at a field.
    pub(super) fn new(field: &'a str, act: A) -> Self {
        Self { field, around: String::new(), act }
    }

    /// Does it in a record, and returns whether there was such a field.
    pub(super) fn run<T: Fields>(&mut self, record: &mut T) -> bool {
        let old = record.clone();
        T::visit(Some(&old), record, &old, self);
        self.act.is_done()
    }

    /// Returns what remains of the field's name behind those around it.
    fn rest(&self) -> Option<&'a str> {
        self.field.strip_prefix(self.around.as_str())
    }

    fn at(&mut self, field: &str, ours: &mut impl Value) {
        if self.rest() == Some(field) {
            self.act.value(ours);
        }
    }
}

impl<A: AtField> Visit for Seeking<'_, A> {
    fn value<T: Value>(&mut self, field: &str, _: Option<&T>, ours: &mut T, _: &T) {
        self.at(field, ours);
    }

    fn set<T: Clone + PartialEq>(
        &mut self,
        _field: &str,
        _: Option<&Vec<T>>,
        _ours: &mut Vec<T>,
        _: &Vec<T>,
    ) {
        // Two sets always come to one: no conflict is about them.
    }

    fn limits<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        _: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        _: &Vec<T>,
    ) where
        Vec<T>: Value,
    {
        self.at(field, ours);
    }

    fn note(&mut self, field: &str, _: Option<&String>, ours: &mut String, _: &String) {
        self.at(field, ours);
    }

    fn latest(
        &mut self,
        _field: &str,
        _: Option<&Option<Time>>,
        _ours: &mut Option<Time>,
        _: &Option<Time>,
    ) {
        // The later one stands: no conflict is about it.
    }

    fn attributes(
        &mut self,
        field: &str,
        _: Option<&Attributes>,
        ours: &mut Attributes,
        _: &Attributes,
    ) {
        let name = self.rest().and_then(|rest| rest.strip_prefix(field)?.strip_prefix('.'));
        if let Some(id) = name.and_then(|name| name.parse().ok()) {
            self.act.attribute(ours, id);
        }
    }

    fn unknown(&mut self, _field: &str, _: Option<&Unknown>, ours: &mut Unknown, _: &Unknown) {
        // What is known comes before, or has a dot in its name.
        let name = self.rest().filter(|name| !name.contains('.') && *name != place::FIELD);
        if let Some(name) = name.filter(|_| !self.act.is_done()) {
            self.act.unknown(ours, name);
        }
    }

    fn position(&mut self, _: Option<&Span>, ours: &mut Span, _: &Span) {
        if self.rest() == Some(place::FIELD) {
            self.act.position(ours);
        }
    }

    fn list<T: Fields, K: Ord + Display>(
        &mut self,
        field: &str,
        _: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        _: &Vec<T>,
        key: impl Fn(&T) -> K,
    ) {
        let around = self.around.clone();
        for one in ours {
            self.around = format!("{around}{field}.{}.", key(one));
            if self.rest().is_some() && !self.act.is_done() {
                self.run(one);
            }
        }
        self.around = around;
    }
}
