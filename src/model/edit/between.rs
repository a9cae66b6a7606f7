//! From one state of a project to another, as an edit.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    ArticleEdit, ArticleField, Edit, LayerEdit, LayerField, LinkEdit, Record, RecordEdit,
    SharedEdit, SharedFile, SpanEdit,
};
use crate::model::{Article, Layer, LayerId, Project, SpanId};

/// Returns the batch that makes `to` of `from`, by [`Project::restore`]: what it changes may break
/// the codebook's rules, as a damaged file may. Parts that both share cost one comparison.
pub fn between(from: &Project, to: &Project) -> Edit {
    let mut edits = Vec::new();
    shared(&mut edits, from, to);
    parts(
        &mut edits,
        (&from.articles, &to.articles),
        |one| Edit::Article(ArticleEdit::Remove(one.id.clone())),
        |one| Edit::Article(ArticleEdit::Add(Arc::clone(one))),
        |edits, old, new| edits.push(article(old, new)),
    );
    parts(
        &mut edits,
        (&from.layers, &to.layers),
        |one| Edit::Layer(LayerEdit::Remove(one.id.clone())),
        |one| Edit::Layer(LayerEdit::Add(Arc::clone(one))),
        |edits, old, new| layer(edits, old, new),
    );
    Edit::Batch(edits)
}

fn shared(edits: &mut Vec<Edit>, from: &Project, to: &Project) {
    if from.title != to.title {
        edits.push(Edit::Title(to.title.clone()));
    }
    if from.created != to.created {
        edits.push(Edit::Shared(SharedEdit::Created(to.created)));
    }
    if from.conflicts != to.conflicts {
        edits.push(Edit::Shared(SharedEdit::Conflicts(to.conflicts.clone())));
    }
    for file in SharedFile::ALL {
        let unknown = file.unknown(to);
        if file.unknown(from) != unknown {
            edits.push(Edit::Shared(SharedEdit::Unknown(file, unknown.clone())));
        }
    }
    if from.codebook != to.codebook {
        let (old, new) = (&from.codebook, &to.codebook);
        records(edits, (&old.tags, &new.tags), Edit::Tag);
        records(edits, (&old.links, &new.links), Edit::LinkKind);
        records(edits, (&old.attributes, &new.attributes), Edit::Attribute);
    }
    if from.analysts != to.analysts {
        records(edits, (&from.analysts, &to.analysts), Edit::Analyst);
    }
    if from.cards != to.cards {
        records(edits, (&from.cards, &to.cards), Edit::Card);
    }
}

type Both<'a, K, V> = (&'a BTreeMap<K, V>, &'a BTreeMap<K, V>);

fn records<R: Record + Clone + PartialEq>(
    edits: &mut Vec<Edit>,
    (from, to): Both<'_, R::Id, R>,
    edit: impl Fn(RecordEdit<R>) -> Edit,
) {
    parts(
        edits,
        (from, to),
        |one| edit(RecordEdit::Remove(one.id().clone())),
        |one| edit(RecordEdit::Add(Box::new(one.clone()))),
        |edits, _, new| edits.push(edit(RecordEdit::Change(Box::new(new.clone())))),
    );
}

/// Adds the edits that make one list by id of another.
fn parts<K: Ord, V: PartialEq>(
    edits: &mut Vec<Edit>,
    (from, to): Both<'_, K, V>,
    remove: impl Fn(&V) -> Edit,
    add: impl Fn(&V) -> Edit,
    change: impl Fn(&mut Vec<Edit>, &V, &V),
) {
    edits.extend(from.iter().filter(|(id, _)| !to.contains_key(id)).map(|(_, old)| remove(old)));
    for (id, new) in to {
        match from.get(id) {
            None => edits.push(add(new)),
            Some(old) if old != new => change(edits, old, new),
            Some(_) => {}
        }
    }
}

/// Sets the fields that differ; puts the whole article where that is not enough.
fn article(old: &Article, new: &Arc<Article>) -> Edit {
    let mut fields = Vec::new();
    let mut reached = old.clone();
    if old.title != new.title {
        reached.title.clone_from(&new.title);
        fields.push(ArticleField::Title(new.title.clone()));
    }
    if old.group != new.group {
        reached.group.clone_from(&new.group);
        fields.push(ArticleField::Group(new.group.clone()));
    }
    if old.note != new.note {
        reached.note.clone_from(&new.note);
        fields.push(ArticleField::Note(new.note.clone()));
    }
    if old.facts != new.facts {
        reached.facts.clone_from(&new.facts);
        fields.push(ArticleField::Facts(new.facts.clone()));
    }
    let newer = new.versions.get(old.versions.len()..).unwrap_or_default();
    for version in newer {
        reached.versions.push(version.clone());
        fields.push(ArticleField::AddVersion(Box::new(version.clone())));
    }
    if reached != **new {
        return Edit::Article(ArticleEdit::Change(Arc::clone(new)));
    }
    let set = |field| Edit::Article(ArticleEdit::Set(new.id.clone(), field));
    Edit::Batch(fields.into_iter().map(set).collect())
}

fn layer(edits: &mut Vec<Edit>, old: &Layer, new: &Layer) {
    let mut set = |field| edits.push(Edit::Layer(LayerEdit::Set(new.id.clone(), field)));
    if old.version != new.version {
        set(LayerField::Version(new.version));
    }
    if old.status != new.status {
        set(LayerField::Status(new.status.clone()));
    }
    if old.note != new.note {
        set(LayerField::Note(new.note.clone()));
    }
    if old.conflicts != new.conflicts {
        set(LayerField::Conflicts(new.conflicts.clone()));
    }
    if old.unknown != new.unknown {
        set(LayerField::Unknown(new.unknown.clone()));
    }
    spans(edits, &new.id, old, new);
    links(edits, &new.id, old, new);
}

fn spans(edits: &mut Vec<Edit>, id: &LayerId, old: &Layer, new: &Layer) {
    let mut add = |edit| edits.push(Edit::Span(id.clone(), edit));
    let gone = old.spans_apart(new).filter(|span| new.span(&span.id).is_none());
    let gone: Vec<SpanId> = gone.map(|span| span.id.clone()).collect();
    if !gone.is_empty() {
        add(SpanEdit::RemoveAll(gone));
    }
    let mut fresh = Vec::new();
    for span in new.spans_apart(old) {
        match old.span(&span.id) {
            None => fresh.push(span.clone()),
            Some(before) if before != span => add(SpanEdit::Change(Box::new(span.clone()))),
            Some(_) => {}
        }
    }
    if !fresh.is_empty() {
        add(SpanEdit::AddAll(fresh));
    }
}

fn links(edits: &mut Vec<Edit>, id: &LayerId, old: &Layer, new: &Layer) {
    let mut add = |edit| edits.push(Edit::Link(id.clone(), edit));
    for link in old.links_apart(new).filter(|link| new.link(&link.id).is_none()) {
        add(LinkEdit::Remove(link.id.clone()));
    }
    for link in new.links_apart(old) {
        match old.link(&link.id) {
            None => add(LinkEdit::Add(Box::new(link.clone()))),
            Some(before) if before != link => add(LinkEdit::Change(Box::new(link.clone()))),
            Some(_) => {}
        }
    }
}
