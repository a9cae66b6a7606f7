//! Two copies of a record into one, field by field.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Verdict, notes, place,
    value::Value,
    verdict,
    visit::{Fields, Visit},
};
use crate::{
    model::{AttributeKind, Attributes, Codebook, Span, Time, Unknown, VersionNumber},
    text::Text,
};

/// A field that both sides changed, each in its own way.
pub(super) struct Clash {
    /// Which, with the fields around it: `versions.2.source`.
    pub(super) field: String,
    /// Theirs, as RON; empty where they took it out.
    pub(super) theirs: String,
}

/// What both copies come to: ours becomes it, and what could not be decided is listed.
pub(super) struct Both<'a> {
    codebook: &'a Codebook,
    /// The text that positions of both are in.
    text: Option<(&'a Text, VersionNumber)>,
    /// The fields around the one that is looked at, each followed by a dot.
    around: String,
    pub(super) clashes: Vec<Clash>,
}

impl<'a> Both<'a> {
    pub(super) fn new(codebook: &'a Codebook) -> Self {
        Self { codebook, text: None, around: String::new(), clashes: Vec::new() }
    }

    /// Returns one for records with positions in a text.
    pub(super) fn on_text(mut self, text: Option<(&'a Text, VersionNumber)>) -> Self {
        self.text = text;
        self
    }

    /// Returns what two copies of a record come to.
    pub(super) fn merge<T: Fields>(&mut self, base: Option<&T>, ours: &T, theirs: &T) -> T {
        let mut merged = ours.clone();
        T::visit(base, &mut merged, theirs, self);
        merged
    }

    fn clash(&mut self, field: &str, theirs: String) {
        self.clashes.push(Clash { field: format!("{}{field}", self.around), theirs });
    }

    /// Takes the side that alone changed; is there still something to decide?
    fn is_open<T: Clone + PartialEq>(base: Option<&T>, ours: &mut T, theirs: &T) -> bool {
        if ours == theirs || base == Some(theirs) {
            return false;
        }
        let has_only_theirs_changed = base == Some(ours);
        if has_only_theirs_changed {
            ours.clone_from(theirs);
        }
        !has_only_theirs_changed
    }

    fn values(
        &mut self,
        field: &str,
        base: &[String],
        ours: &[String],
        theirs: &[String],
    ) -> Vec<String> {
        let (mut merged, base, theirs) = (ours.to_vec(), base.to_vec(), theirs.to_vec());
        let is_single = [&base, &merged, &theirs].iter().all(|values| values.len() < 2);
        if is_single {
            self.value(field, Some(&base), &mut merged, &theirs);
        } else {
            self.set(field, Some(&base), &mut merged, &theirs);
        }
        merged
    }
}

impl Visit for Both<'_> {
    fn value<T: Value>(&mut self, field: &str, base: Option<&T>, ours: &mut T, theirs: &T) {
        if !Self::is_open(base, ours, theirs) || (base.is_none() && theirs.is_blank()) {
            return;
        }
        if base.is_none() && ours.is_blank() {
            ours.clone_from(theirs);
            return;
        }
        self.clash(field, theirs.to_ron());
    }

    fn set<T: Clone + PartialEq>(
        &mut self,
        _field: &str,
        base: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        theirs: &Vec<T>,
    ) {
        if Self::is_open(base, ours, theirs) {
            *ours = union(base.map_or(&[], Vec::as_slice), ours, theirs);
        }
    }

    fn limits<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        base: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        theirs: &Vec<T>,
    ) where
        Vec<T>: Value,
    {
        if !Self::is_open(base, ours, theirs) {
            return;
        }
        let merged = union(base.map_or(&[], Vec::as_slice), ours, theirs);
        if [&merged, ours, theirs].into_iter().any(Vec::is_empty) {
            self.clash(field, theirs.to_ron());
        } else {
            *ours = merged;
        }
    }

    fn note(&mut self, field: &str, base: Option<&String>, ours: &mut String, theirs: &String) {
        if !Self::is_open(base, ours, theirs) {
            return;
        }
        let merged = notes::merge(base.map_or("", String::as_str), ours, theirs);
        *ours = merged.ours;
        if let Some(theirs) = merged.theirs {
            self.clash(field, theirs.to_ron());
        }
    }

    fn latest(
        &mut self,
        _field: &str,
        base: Option<&Option<Time>>,
        ours: &mut Option<Time>,
        theirs: &Option<Time>,
    ) {
        if Self::is_open(base, ours, theirs) {
            *ours = (*ours).max(*theirs);
        }
    }

    fn attributes(
        &mut self,
        field: &str,
        base: Option<&Attributes>,
        ours: &mut Attributes,
        theirs: &Attributes,
    ) {
        if !Self::is_open(base, ours, theirs) {
            return;
        }
        let none = Attributes::default();
        let base = base.unwrap_or(&none);
        let ids: BTreeSet<_> = [base, &*ours, theirs]
            .into_iter()
            .flat_map(|one| one.iter())
            .map(|(id, _)| id.clone())
            .collect();
        for id in ids {
            let field = format!("{field}.{id}");
            let (old, our, their) = (base.values(&id), ours.values(&id), theirs.values(&id));
            let kind = self.codebook.attributes.get(&id).map(|attribute| &attribute.kind);
            let merged = if kind == Some(&AttributeKind::Choices) {
                let mut merged = our.to_vec();
                self.set(&field, Some(&old.to_vec()), &mut merged, &their.to_vec());
                merged
            } else {
                self.values(&field, old, our, their)
            };
            ours.replace(id, merged);
        }
    }

    fn unknown(
        &mut self,
        _field: &str,
        base: Option<&Unknown>,
        ours: &mut Unknown,
        theirs: &Unknown,
    ) {
        if !Self::is_open(base, ours, theirs) {
            return;
        }
        let all = base.into_iter().chain([&*ours, theirs]).flat_map(|one| one.iter());
        let mut names: Vec<String> = Vec::new();
        for (name, _) in all {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        for name in names {
            let old = base.map(|base| base.ron(&name).map(str::to_owned));
            let mut merged = ours.ron(&name).map(str::to_owned);
            let theirs = theirs.ron(&name).map(str::to_owned);
            let is_open = Self::is_open(old.as_ref(), &mut merged, &theirs);
            let blank = old.is_none() && (merged.is_none() || theirs.is_none());
            if blank {
                merged = merged.or(theirs);
            } else if is_open {
                self.clash(&name, theirs.unwrap_or_default());
            }
            ours.replace(&name, merged);
        }
    }

    fn position(&mut self, base: Option<&Span>, ours: &mut Span, theirs: &Span) {
        let at = |span: &Span| (span.place.clone(), span.pending.clone());
        let mut merged = at(ours);
        if Self::is_open(base.map(at).as_ref(), &mut merged, &at(theirs)) {
            self.clash(place::FIELD, place::to_ron(theirs, self.text));
        }
        (ours.place, ours.pending) = merged;
    }

    fn list<T: Fields, K: Ord + std::fmt::Display>(
        &mut self,
        field: &str,
        base: Option<&Vec<T>>,
        ours: &mut Vec<T>,
        theirs: &Vec<T>,
        key: impl Fn(&T) -> K,
    ) {
        if !Self::is_open(base, ours, theirs) {
            return;
        }
        let base = base.map_or(&[][..], Vec::as_slice);
        let by_key = [base, &*ours, theirs].map(|list| keyed(list, &key));
        let [Some(old), Some(our), Some(their)] = by_key else {
            // Nothing tells two of one key apart: each is its own.
            *ours = union(base, ours, theirs);
            return;
        };
        let keys: BTreeSet<&K> =
            [&old, &our, &their].into_iter().flat_map(BTreeMap::keys).collect();
        let mut merged = Vec::with_capacity(keys.len());
        for one in keys {
            let (old, our, their) = (old.get(one), our.get(one), their.get(one));
            match verdict(old.copied(), our.copied(), their.copied()) {
                Verdict::Stands(stands) => merged.extend(stands.cloned()),
                Verdict::BothChanged => {
                    let (Some(our), Some(their)) = (our, their) else { continue };
                    let around = self.around.clone();
                    self.around = format!("{around}{field}.{one}.");
                    merged.push(self.merge(old.copied(), our, their));
                    self.around = around;
                }
            }
        }
        *ours = merged;
    }
}

/// Returns a list by its keys, `None` where two share one.
fn keyed<T, K: Ord>(list: &[T], key: impl Fn(&T) -> K) -> Option<BTreeMap<K, &T>> {
    let by_key: BTreeMap<K, &T> = list.iter().map(|one| (key(one), one)).collect();
    (by_key.len() == list.len()).then_some(by_key)
}

/// Returns ours without what they took out, and with what they added.
pub(super) fn union<T: Clone + PartialEq>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    let stays = |one: &&T| theirs.contains(one) || !base.contains(one);
    let mut merged: Vec<T> = ours.iter().filter(stays).cloned().collect();
    for one in theirs {
        if !merged.contains(one) && !base.contains(one) {
            merged.push(one.clone());
        }
    }
    merged
}
