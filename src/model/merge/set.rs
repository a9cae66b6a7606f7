//! Setting one field to what a conflict has kept of the other side.

use super::{
    at_field::{AtField, Seeking},
    layer::{LAYER, LayerHead},
    place,
    shared::{Head, file_id},
    value::Value,
    visit::Fields,
};
use crate::{
    model::{
        AttributeId, Attributes, Conflict, LayerId, LinkId, Project, Span, SpanId, Unknown,
        VersionNumber,
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
        let head = taken(conflict, None, &old)?;
        let set = |field| Edit::Layer(LayerEdit::Set(id.clone(), field));
        let status = (head.status != old.status).then(|| set(LayerField::Status(head.status)));
        let note = (head.note != old.note).then(|| set(LayerField::Note(head.note)));
        let unknown = (head.unknown != old.unknown).then(|| set(LayerField::Unknown(head.unknown)));
        return Some(Edit::Batch([status, note, unknown].into_iter().flatten().collect()));
    }
    if let Some(link) = LinkId::new(&conflict.id).ok().and_then(|link| layer.link(&link)) {
        let link = taken(conflict, None, link)?;
        return Some(Edit::Link(id.clone(), LinkEdit::Change(Box::new(link))));
    }
    let span = layer.span(&SpanId::new(&conflict.id).ok()?)?;
    let version = project.article(&id.article)?.version(layer.version);
    let text = version.map(|version| (&version.text, layer.version));
    let span = taken(conflict, text, span)?;
    Some(Edit::Span(id.clone(), SpanEdit::Change(Box::new(span))))
}

fn of_shared(project: &Project, conflict: &Conflict) -> Option<Edit> {
    if let Some(file) = SharedFile::ALL.into_iter().find(|file| file_id(*file) == conflict.id) {
        let old = Head::of(project, file);
        let head = taken(conflict, None, &old)?;
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
            let article = taken(conflict, None, article)?;
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
    let new = taken(conflict, None, old)?;
    Some(RecordEdit::Change(Box::new(new)))
}

/// Sets the field of a conflict.
struct Taking<'a> {
    ron: &'a str,
    text: Option<(&'a Text, VersionNumber)>,
    is_done: bool,
}

/// Returns the record with the conflict's field set, `None` where it has no such one.
fn taken<T: Fields>(
    conflict: &Conflict,
    text: Option<(&Text, VersionNumber)>,
    old: &T,
) -> Option<T> {
    let taking = Taking { ron: &conflict.theirs, text, is_done: false };
    let mut new = old.clone();
    Seeking::new(&conflict.field, taking).run(&mut new).then_some(new)
}

impl AtField for Taking<'_> {
    fn value(&mut self, ours: &mut impl Value) {
        if let Some(theirs) = Value::from_ron(self.ron) {
            *ours = theirs;
            self.is_done = true;
        }
    }

    fn attribute(&mut self, ours: &mut Attributes, id: AttributeId) {
        let Some(values) = Vec::<String>::from_ron(self.ron) else { return };
        ours.replace(id, values);
        self.is_done = true;
    }

    fn unknown(&mut self, ours: &mut Unknown, name: &str) {
        let ron = if self.ron.is_empty() { Some(None) } else { raw(self.ron).map(Some) };
        let Some(ron) = ron else { return };
        ours.replace(name, ron);
        self.is_done = true;
    }

    fn position(&mut self, ours: &mut Span) {
        if let Some((place, pending)) = place::from_ron(self.ron, self.text) {
            (ours.place, ours.pending) = (place, pending);
            self.is_done = true;
        }
    }

    fn is_done(&self) -> bool {
        self.is_done
    }
}

/// Returns RON that may be written as it stands, `None` where it is none.
fn raw(ron: &str) -> Option<String> {
    let raw = ron::value::RawValue::from_ron(ron).ok()?;
    Some(raw.trim().get_ron().to_owned())
}
