//! Setting one field to what a conflict has kept of the other side.

use std::fmt::Display;

use super::{
    layer::{LAYER, LayerHead},
    place,
    shared::{Head, file_id},
    value::Value,
    visit::{Fields, Visit},
};
use crate::{
    model::{
        Attributes, Conflict, LayerId, LinkId, Project, Span, SpanId, Time, Unknown, VersionNumber,
        edit::{
            ArticleEdit, Edit, LayerEdit, LayerField, LinkEdit, Record, RecordEdit, SharedEdit,
            SharedFile, SpanEdit,
        },
    },
    text::Text,
};

/// Returns the edit that takes the other side's value of a conflict; `None` where what it is about
/// is gone, or the value is not of its form.
pub(in crate::model) fn settled(
    project: &Project,
    layer: Option<&LayerId>,
    conflict: &Conflict,
) -> Option<Edit> {
    match layer {
        Some(layer) => of_layer(project, layer, conflict),
        None => of_shared(project, conflict),
    }
}

fn of_layer(project: &Project, id: &LayerId, conflict: &Conflict) -> Option<Edit> {
    let layer = project.layer(id)?;
    if conflict.id == LAYER {
        let old = LayerHead::of(layer);
        let head = Taking::new(conflict, None).take(&old)?;
        let set = |field| Edit::Layer(LayerEdit::Set(id.clone(), field));
        let status = (head.status != old.status).then(|| set(LayerField::Status(head.status)));
        let note = (head.note != old.note).then(|| set(LayerField::Note(head.note)));
        let unknown = (head.unknown != old.unknown).then(|| set(LayerField::Unknown(head.unknown)));
        return Some(Edit::Batch([status, note, unknown].into_iter().flatten().collect()));
    }
    if let Some(link) = LinkId::new(&conflict.id).ok().and_then(|link| layer.link(&link)) {
        let link = Taking::new(conflict, None).take(link)?;
        return Some(Edit::Link(id.clone(), LinkEdit::Change(Box::new(link))));
    }
    let span = layer.span(&SpanId::new(&conflict.id).ok()?)?;
    let version = project.article(&id.article)?.version(layer.version);
    let text = version.map(|version| (&version.text, layer.version));
    let span = Taking::new(conflict, text).take(span)?;
    Some(Edit::Span(id.clone(), SpanEdit::Change(Box::new(span))))
}

fn of_shared(project: &Project, conflict: &Conflict) -> Option<Edit> {
    if let Some(file) = SharedFile::ALL.into_iter().find(|file| file_id(*file) == conflict.id) {
        let old = Head::of(project, file);
        let head = Taking::new(conflict, None).take(&old)?;
        let title = (head.title != old.title).then_some(Edit::Title(head.title));
        let created = (head.created != old.created).then_some(SharedEdit::Created(head.created));
        let unknown =
            (head.unknown != old.unknown).then_some(SharedEdit::Unknown(file, head.unknown));
        let shared = created.into_iter().chain(unknown).map(Edit::Shared);
        return Some(Edit::Batch(title.into_iter().chain(shared).collect()));
    }
    let (noun, id) = conflict.id.rsplit_once(' ')?;
    let codebook = project.codebook();
    match noun {
        "tag" => record(conflict, codebook.tags.values(), id).map(Edit::Tag),
        "link kind" => record(conflict, codebook.links.values(), id).map(Edit::LinkKind),
        "attribute" => record(conflict, codebook.attributes.values(), id).map(Edit::Attribute),
        "analyst" => record(conflict, project.analysts().values(), id).map(Edit::Analyst),
        "actor card" => record(conflict, project.cards().values(), id).map(Edit::Card),
        "article" => {
            let article = project.article(&id.parse().ok()?)?;
            let article = Taking::new(conflict, None).take(article)?;
            Some(Edit::Article(ArticleEdit::Change(article.into())))
        }
        _ => None,
    }
}

fn record<'a, R: Record + Fields + 'a>(
    conflict: &Conflict,
    mut all: impl Iterator<Item = &'a R>,
    id: &str,
) -> Option<RecordEdit<R>> {
    let old = all.find(|one| one.id().to_string() == id)?;
    let new = Taking::new(conflict, None).take(old)?;
    Some(RecordEdit::Change(Box::new(new)))
}

/// Looks for the field of a conflict, and sets it.
struct Taking<'a> {
    field: &'a str,
    ron: &'a str,
    text: Option<(&'a Text, VersionNumber)>,
    /// The fields around the one that is looked at, each followed by a dot.
    around: String,
    is_done: bool,
}

impl<'a> Taking<'a> {
    fn new(conflict: &'a Conflict, text: Option<(&'a Text, VersionNumber)>) -> Self {
        let (field, ron) = (&conflict.field, &conflict.theirs);
        Self { field, ron, text, around: String::new(), is_done: false }
    }

    /// Returns the record with the field set, `None` where it has no such one.
    fn take<T: Fields>(mut self, old: &T) -> Option<T> {
        let mut new = old.clone();
        T::visit(Some(old), &mut new, old, &mut self);
        self.is_done.then_some(new)
    }

    /// Returns what remains of the field's name behind those around it.
    fn rest(&self) -> Option<&'a str> {
        self.field.strip_prefix(self.around.as_str())
    }

    fn set<T: Value>(&mut self, field: &str, ours: &mut T) {
        if self.rest() == Some(field)
            && let Some(theirs) = T::from_ron(self.ron)
        {
            *ours = theirs;
            self.is_done = true;
        }
    }
}

impl Visit for Taking<'_> {
    fn value<T: Value>(&mut self, field: &str, _: Option<&T>, ours: &mut T, _: &T) {
        self.set(field, ours);
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
        self.set(field, ours);
    }

    fn note(&mut self, field: &str, _: Option<&String>, ours: &mut String, _: &String) {
        self.set(field, ours);
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
        let Some(id) = name.and_then(|name| name.parse().ok()) else { return };
        let Some(values) = Vec::<String>::from_ron(self.ron) else { return };
        ours.replace(id, values);
        self.is_done = true;
    }

    fn unknown(&mut self, _field: &str, _: Option<&Unknown>, ours: &mut Unknown, _: &Unknown) {
        // What is known comes before, or has a dot in its name.
        let name = self.rest().filter(|name| !name.contains('.') && *name != place::FIELD);
        let Some(name) = name.filter(|_| !self.is_done) else { return };
        let ron = if self.ron.is_empty() { Some(None) } else { raw(self.ron).map(Some) };
        let Some(ron) = ron else { return };
        ours.replace(name, ron);
        self.is_done = true;
    }

    fn position(&mut self, _: Option<&Span>, ours: &mut Span, _: &Span) {
        if self.rest() == Some(place::FIELD)
            && let Some((place, pending)) = place::from_ron(self.ron, self.text)
        {
            (ours.place, ours.pending) = (place, pending);
            self.is_done = true;
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
            if self.rest().is_some() && !self.is_done {
                let old = one.clone();
                T::visit(Some(&old), one, &old, self);
            }
        }
        self.around = around;
    }
}

/// Returns RON that may be written as it stands, `None` where it is none.
fn raw(ron: &str) -> Option<String> {
    let raw = ron::value::RawValue::from_ron(ron).ok()?;
    Some(raw.trim().get_ron().to_owned())
}
