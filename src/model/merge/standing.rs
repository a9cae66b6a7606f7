//! What stands here in the field of a conflict, to be shown beside what the other side has.

use std::fmt::Display;

use super::{
    layer::{LAYER, LayerHead},
    place,
    shared::{Head, file_id},
    value::{Value, list},
    visit::{Fields, Visit},
};
use crate::{
    model::{
        Attributes, Conflict, LayerId, LinkId, Project, Span, SpanId, Time, Unknown, VersionNumber,
        edit::{Record, SharedFile},
    },
    text::Text,
};

/// Returns our value of a conflict, as RON like theirs; empty where we have none, `None` where what
/// it is about is gone.
pub fn standing(project: &Project, layer: Option<&LayerId>, conflict: &Conflict) -> Option<String> {
    match layer {
        Some(layer) => of_layer(project, layer, conflict),
        None => of_shared(project, conflict),
    }
}

fn of_layer(project: &Project, id: &LayerId, conflict: &Conflict) -> Option<String> {
    let layer = project.layer(id)?;
    let looking = Looking::new(conflict);
    if conflict.id == LAYER {
        return looking.at(&LayerHead::of(layer));
    }
    if let Some(link) = LinkId::new(&conflict.id).ok().and_then(|link| layer.link(&link)) {
        return looking.at(link);
    }
    let span = layer.span(&SpanId::new(&conflict.id).ok()?)?;
    let version = project.article(&id.article)?.version(layer.version);
    let text = version.map(|version| (&version.text, layer.version));
    Looking { text, ..looking }.at(span)
}

fn of_shared(project: &Project, conflict: &Conflict) -> Option<String> {
    let looking = Looking::new(conflict);
    if let Some(file) = SharedFile::ALL.into_iter().find(|file| file_id(*file) == conflict.id) {
        return looking.at(&Head::of(project, file));
    }
    let (noun, id) = conflict.id.rsplit_once(' ')?;
    let codebook = project.codebook();
    match noun {
        "tag" => looking.at(one(codebook.tags.values(), id)?),
        "link kind" => looking.at(one(codebook.links.values(), id)?),
        "attribute" => looking.at(one(codebook.attributes.values(), id)?),
        "analyst" => looking.at(one(project.analysts().values(), id)?),
        "actor card" => looking.at(one(project.cards().values(), id)?),
        "article" => looking.at(project.article(&id.parse().ok()?)?),
        _ => None,
    }
}

fn one<'a, R: Record + 'a>(mut all: impl Iterator<Item = &'a R>, id: &str) -> Option<&'a R> {
    all.find(|one| one.id().to_string() == id)
}

/// Looks for the field of a conflict, and what stands in it.
struct Looking<'a> {
    field: &'a str,
    text: Option<(&'a Text, VersionNumber)>,
    /// The fields around the one that is looked at, each followed by a dot.
    around: String,
    found: Option<String>,
}

impl<'a> Looking<'a> {
    fn new(conflict: &'a Conflict) -> Self {
        Self { field: &conflict.field, text: None, around: String::new(), found: None }
    }

    fn at<T: Fields>(mut self, record: &T) -> Option<String> {
        T::visit(None, &mut record.clone(), record, &mut self);
        self.found
    }

    fn rest(&self) -> Option<&'a str> {
        self.field.strip_prefix(self.around.as_str())
    }

    fn find(&mut self, field: &str, value: &impl Value) {
        if self.rest() == Some(field) {
            self.found = Some(value.to_ron());
        }
    }
}

impl Visit for Looking<'_> {
    fn value<T: Value>(&mut self, field: &str, _: Option<&T>, ours: &mut T, _: &T) {
        self.find(field, ours);
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
        self.find(field, ours);
    }

    fn note(&mut self, field: &str, _: Option<&String>, ours: &mut String, _: &String) {
        self.find(field, ours);
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
            self.found = Some(list(ours.values(&id)));
        }
    }

    fn unknown(&mut self, _field: &str, _: Option<&Unknown>, ours: &mut Unknown, _: &Unknown) {
        // What is known comes before, or has a dot in its name.
        let name = self.rest().filter(|name| !name.contains('.') && *name != place::FIELD);
        if let Some(name) = name.filter(|_| self.found.is_none()) {
            self.found = Some(ours.ron(name).unwrap_or_default().to_owned());
        }
    }

    fn position(&mut self, _: Option<&Span>, ours: &mut Span, _: &Span) {
        if self.rest() == Some(place::FIELD) {
            self.found = Some(place::to_ron(ours, self.text));
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
            if self.rest().is_some() && self.found.is_none() {
                let old = one.clone();
                T::visit(None, one, &old, self);
            }
        }
        self.around = around;
    }
}
