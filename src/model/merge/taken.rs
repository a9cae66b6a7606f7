//! What came in from the other side, counted for people.

use std::fmt;

use crate::model::edit::{
    ArticleEdit, Edit, LayerEdit, LinkEdit, RecordEdit, SharedEdit, SpanEdit,
};

/// How many of one kind of thing came in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// New ones.
    pub added: usize,
    /// Changed ones.
    pub changed: usize,
    /// Ones that were taken out.
    pub removed: usize,
}

/// What came in from the other side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Articles.
    pub articles: Count,
    /// Layers whose status, note or version changed, and whole ones.
    pub layers: Count,
    /// Spans.
    pub spans: Count,
    /// Links.
    pub links: Count,
    /// Tags, link kinds, attributes, analysts, actor cards.
    pub records: Count,
    /// Did the title change, or what else the project's own file holds?
    pub project: bool,
}

impl Taken {
    /// Counts what an edit brings.
    pub(super) fn of(edit: &Edit) -> Self {
        let mut taken = Self::default();
        taken.count(edit);
        taken
    }

    fn count(&mut self, edit: &Edit) {
        match edit {
            Edit::Title(_) | Edit::Shared(SharedEdit::Created(_) | SharedEdit::Unknown(..)) => {
                self.project = true;
            }
            // Conflicts are told of by themselves.
            Edit::Shared(SharedEdit::Conflicts(_)) => {}
            Edit::Tag(edit) => self.records.record(edit),
            Edit::LinkKind(edit) => self.records.record(edit),
            Edit::Attribute(edit) => self.records.record(edit),
            Edit::Analyst(edit) => self.records.record(edit),
            Edit::Card(edit) => self.records.record(edit),
            Edit::Article(edit) => match edit {
                ArticleEdit::Add(_) => self.articles.added += 1,
                ArticleEdit::Remove(_) => self.articles.removed += 1,
                ArticleEdit::Change(_) | ArticleEdit::Set(..) => self.articles.changed += 1,
            },
            Edit::Layer(edit) => self.layer(edit),
            Edit::Span(_, edit) => self.span(edit),
            Edit::Link(_, edit) => match edit {
                LinkEdit::Add(_) => self.links.added += 1,
                LinkEdit::Remove(_) => self.links.removed += 1,
                LinkEdit::Change(_) | LinkEdit::Set { .. } => self.links.changed += 1,
            },
            // The fields of one article are a batch of their own, and one change.
            Edit::Batch(edits) if is_one_article(edits) => self.articles.changed += 1,
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.count(edit)),
        }
    }

    fn layer(&mut self, edit: &LayerEdit) {
        match edit {
            LayerEdit::Add(layer) => {
                self.layers.added += 1;
                self.spans.added += layer.span_count();
                self.links.added += layer.link_count();
            }
            LayerEdit::Remove(_) => self.layers.removed += 1,
            LayerEdit::Set(_, crate::model::edit::LayerField::Conflicts(_)) => {}
            LayerEdit::Set(..) | LayerEdit::CarryOver(_) => self.layers.changed += 1,
        }
    }

    fn span(&mut self, edit: &SpanEdit) {
        match edit {
            SpanEdit::Add(_) => self.spans.added += 1,
            SpanEdit::AddAll(spans) => self.spans.added += spans.len(),
            SpanEdit::Remove(_) => self.spans.removed += 1,
            SpanEdit::RemoveAll(spans) => self.spans.removed += spans.len(),
            SpanEdit::Change(_) | SpanEdit::Set { .. } => self.spans.changed += 1,
        }
    }

    /// Did nothing come in?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn is_one_article(edits: &[Edit]) -> bool {
    let mut edits = edits.iter();
    let is_field = |edit: &Edit| matches!(edit, Edit::Article(ArticleEdit::Set(..)));
    edits.len() > 0 && edits.all(is_field)
}

impl Count {
    fn record<R: crate::model::edit::Record>(&mut self, edit: &RecordEdit<R>) {
        match edit {
            RecordEdit::Add(_) => self.added += 1,
            RecordEdit::Change(_) => self.changed += 1,
            RecordEdit::Remove(_) => self.removed += 1,
        }
    }
}

impl fmt::Display for Taken {
    /// Writes what came in: `2 spans added, 1 article changed`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        for (count, one, many) in [
            (self.articles, "article", "articles"),
            (self.spans, "span", "spans"),
            (self.links, "link", "links"),
            (self.layers, "layer", "layers"),
            (self.records, "shared record", "shared records"),
        ] {
            let changes =
                [(count.added, "added"), (count.changed, "changed"), (count.removed, "removed")];
            for (count, what) in changes.into_iter().filter(|(count, _)| *count > 0) {
                parts.push(format!("{count} {} {what}", if count == 1 { one } else { many }));
            }
        }
        if self.project {
            parts.push("the project’s own fields changed".to_owned());
        }
        f.write_str(if parts.is_empty() { "nothing" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}
