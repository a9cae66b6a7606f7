//! Typing is one record a batch, not one a letter.

use std::mem::discriminant;

use crate::{
    model::{
        Time,
        edit::{
            Act, ArticleEdit, ArticleField, Edit, LayerEdit, LinkEdit, LinkField, RecordEdit,
            SpanEdit, SpanField,
        },
    },
    store::files::Entry,
};

/// Returns the one record that two in a row come to, where the second goes on with the first and leaves
/// nothing of what that changed: what was there before the first, and what the second made of it.
pub(super) fn joined(first: &Entry, second: &Entry) -> Option<Entry> {
    let (Entry::Act(time, Act::Did { key, edit: old, inverse, .. }), Entry::Act(_, second)) =
        (first, second)
    else {
        return None;
    };
    let Act::Did { label, key: Some(same), edit, inverse: None } = second else { return None };
    if key.as_ref() != Some(same) || !stands_over(edit, old) {
        return None;
    }
    let (label, key, edit) = (label.clone(), key.clone(), edit.clone());
    let time: Time = *time;
    Some(Entry::Act(time, Act::Did { label, key, edit, inverse: inverse.clone() }))
}

/// Does an edit set all that the one before it had set?
fn stands_over(edit: &Edit, before: &Edit) -> bool {
    match (edit, before) {
        (Edit::Title(_), Edit::Title(_)) => true,
        (Edit::Tag(RecordEdit::Change(one)), Edit::Tag(RecordEdit::Change(other))) => {
            one.id == other.id
        }
        (Edit::LinkKind(RecordEdit::Change(one)), Edit::LinkKind(RecordEdit::Change(other))) => {
            one.id == other.id
        }
        (Edit::Attribute(RecordEdit::Change(one)), Edit::Attribute(RecordEdit::Change(other))) => {
            one.id == other.id
        }
        (Edit::Analyst(RecordEdit::Change(one)), Edit::Analyst(RecordEdit::Change(other))) => {
            one.id == other.id
        }
        (Edit::Card(RecordEdit::Change(one)), Edit::Card(RecordEdit::Change(other))) => {
            one.id == other.id
        }
        (
            Edit::Article(ArticleEdit::Set(one, field)),
            Edit::Article(ArticleEdit::Set(other, old)),
        ) => one == other && is_same_of_article(field, old),
        (Edit::Layer(LayerEdit::Set(one, field)), Edit::Layer(LayerEdit::Set(other, old))) => {
            one == other && discriminant(field) == discriminant(old)
        }
        (
            Edit::Span(layer, SpanEdit::Set { span, field, .. }),
            Edit::Span(other, SpanEdit::Set { span: same, field: old, .. }),
        ) => (layer, span) == (other, same) && is_same_of_span(field, old),
        (
            Edit::Link(layer, LinkEdit::Set { link, field, .. }),
            Edit::Link(other, LinkEdit::Set { link: same, field: old, .. }),
        ) => (layer, link) == (other, same) && is_same_of_link(field, old),
        _ => false,
    }
}

fn is_same_of_article(one: &ArticleField, other: &ArticleField) -> bool {
    match (one, other) {
        (ArticleField::Label(one, _), ArticleField::Label(other, _)) => one == other,
        (ArticleField::AddVersion(_) | ArticleField::RemoveVersion(_), _) => false,
        _ => discriminant(one) == discriminant(other),
    }
}

fn is_same_of_span(one: &SpanField, other: &SpanField) -> bool {
    match (one, other) {
        (SpanField::Attribute(one, _), SpanField::Attribute(other, _)) => one == other,
        _ => discriminant(one) == discriminant(other),
    }
}

fn is_same_of_link(one: &LinkField, other: &LinkField) -> bool {
    match (one, other) {
        (LinkField::Attribute(one, _), LinkField::Attribute(other, _)) => one == other,
        _ => discriminant(one) == discriminant(other),
    }
}
