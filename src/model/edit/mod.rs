//! The only ways to change a project: edits as plain data, each of which knows its inverse.
//!
//! An [`Edit`] carries its ids, analyst and time, so that the model needs no clock. Applying one
//! checks all of it, then changes the project, and returns the inverse, which holds whatever was
//! removed. On a refusal the project is as it was. [`compose`] builds the batches that one act of a
//! person takes; [`History`] keeps what was done for undo and redo.

mod article;
mod attribute;
mod between;
mod carry_over;
pub mod compose;
mod history;
mod layer;
mod link;
mod record;
mod refused;
mod shared;
mod span;
#[cfg(test)]
pub(crate) mod tests;
mod touched;

pub use article::{ArticleEdit, ArticleField};
pub use between::between;
pub use carry_over::{CarriedSpan, CarryOver};
pub use history::{Act, History, Step, Turn};
pub use layer::{LayerEdit, LayerField};
pub use link::{LinkEdit, LinkField};
pub use record::{Record, RecordEdit};
pub use refused::Refused;
pub use shared::{SharedEdit, SharedFile};
pub use span::{SpanEdit, SpanField};

use super::{Analyst, Attribute, Card, LayerId, LinkKind, Project, Tag};

/// One change to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets the project's title.
    Title(String),
    /// Changes what the shared files hold beside title and records.
    Shared(SharedEdit),
    /// Changes the codebook's tags.
    Tag(RecordEdit<Tag>),
    /// Changes the codebook's link kinds.
    LinkKind(RecordEdit<LinkKind>),
    /// Changes the codebook's attributes.
    Attribute(RecordEdit<Attribute>),
    /// Changes the analysts.
    Analyst(RecordEdit<Analyst>),
    /// Changes the actor cards.
    Card(RecordEdit<Card>),
    /// Changes the articles.
    Article(ArticleEdit),
    /// Changes the layers as wholes.
    Layer(LayerEdit),
    /// Changes a span of a layer.
    Span(LayerId, SpanEdit),
    /// Changes a link of a layer.
    Link(LayerId, LinkEdit),
    /// Several, in order, as one.
    Batch(Vec<Edit>),
}

/// Whether an edit has to fit the rules of the codebook and leave nothing that names what is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rules {
    Kept,
    Waived,
}

impl Project {
    /// Applies an edit and returns its inverse.
    ///
    /// Refuses an edit that does not fit; the project is then as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, Refused> {
        self.apply_with(edit, Rules::Kept)
    }

    /// Applies the inverse of an edit to the project that the edit left, and returns the inverse of
    /// that.
    ///
    /// What was there before comes back even where it breaks a rule, as a link of a damaged file
    /// may: it can be removed, so undo has to be able to bring it back. Ids are checked still.
    pub fn restore(&mut self, edit: Edit) -> Result<Edit, Refused> {
        self.apply_with(edit, Rules::Waived)
    }

    fn apply_with(&mut self, edit: Edit, rules: Rules) -> Result<Edit, Refused> {
        match edit {
            Edit::Title(title) => Ok(Edit::Title(std::mem::replace(&mut self.title, title))),
            Edit::Shared(edit) => Ok(Edit::Shared(shared::apply(self, edit))),
            Edit::Tag(edit) => record::apply(self, edit, rules).map(Edit::Tag),
            Edit::LinkKind(edit) => record::apply(self, edit, rules).map(Edit::LinkKind),
            Edit::Attribute(edit) => record::apply(self, edit, rules).map(Edit::Attribute),
            Edit::Analyst(edit) => record::apply(self, edit, rules).map(Edit::Analyst),
            Edit::Card(edit) => record::apply(self, edit, rules).map(Edit::Card),
            Edit::Article(edit) => article::apply(self, edit, rules).map(Edit::Article),
            Edit::Layer(edit) => layer::apply(self, edit, rules).map(Edit::Layer),
            Edit::Span(layer, edit) => {
                let inverse = span::apply(self, &layer, edit, rules)?;
                Ok(Edit::Span(layer, inverse))
            }
            Edit::Link(layer, edit) => {
                let inverse = link::apply(self, &layer, edit, rules)?;
                Ok(Edit::Link(layer, inverse))
            }
            Edit::Batch(edits) => self.apply_batch(edits, rules),
        }
    }

    /// Applies all or none: a refusal on the way takes back what came before it.
    fn apply_batch(&mut self, edits: Vec<Edit>, rules: Rules) -> Result<Edit, Refused> {
        let before = self.clone();
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply_with(edit, rules) {
                Ok(inverse) => inverses.push(inverse),
                Err(refused) => {
                    *self = before;
                    return Err(refused);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::Batch(inverses))
    }
}
