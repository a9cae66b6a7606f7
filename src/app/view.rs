//! What is shown and selected: everything about the window that is no part of a project.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{ArticleId, LayerId, SpanId, TagId, VersionNumber},
    text::{Offset, Stretch},
};

use super::{
    compare::Beside,
    dialog::{Dialog, Export},
};

/// Names a span of a layer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpanRef {
    /// In whose annotation of what.
    pub layer: LayerId,
    /// Which one.
    pub span: SpanId,
}

impl SpanRef {
    /// Returns the name of a span of a layer.
    pub fn new(layer: &LayerId, span: &SpanId) -> Self {
        Self { layer: layer.clone(), span: span.clone() }
    }
}

/// Selected text, or a caret where both ends are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it was begun.
    pub anchor: Offset,
    /// Where it ends and the caret is.
    pub focus: Offset,
}

impl Selection {
    /// Returns a caret.
    pub fn caret(at: Offset) -> Self {
        Self { anchor: at, focus: at }
    }

    /// Returns a selection from the start to the end of a stretch.
    pub fn of(stretch: Stretch) -> Self {
        Self { anchor: stretch.start, focus: stretch.end }
    }

    /// Returns the selected stretch.
    pub fn stretch(self) -> Stretch {
        Stretch::between(self.anchor, self.focus)
    }

    /// Is it only a caret?
    pub fn is_caret(self) -> bool {
        self.anchor == self.focus
    }
}

/// A step by which the selection was grown, to shrink it by again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grown {
    /// The selection before.
    pub before: Selection,
    /// The selection that it grew to.
    pub after: Selection,
}

/// What fills the middle of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Main {
    /// The article.
    #[default]
    Article,
    /// The table of all spans.
    Table,
}

/// The tabs of the right panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The spans of the article, with the selected one's details below.
    #[default]
    Spans,
    /// The selected span alone.
    Details,
}

/// A link that was begun and has no end yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linking {
    /// Where it starts.
    pub from: SpanRef,
}

/// Where the reading view is asked to go, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goto {
    /// In which article.
    pub article: ArticleId,
    /// Which stretch is to be seen.
    pub at: Stretch,
}

/// Where the user is in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The first line in view; `None` at the very top.
    pub top: Option<Offset>,
    /// The caret.
    pub caret: Option<Offset>,
}

/// What is shown and selected.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The article shown.
    pub article: Option<ArticleId>,
    /// What fills the middle.
    pub main: Main,
    /// The tab of the right panel.
    pub side: Side,
    /// The selected text of the article, or the caret.
    pub selection: Option<Selection>,
    /// How the selection was grown.
    pub grown: Vec<Grown>,
    /// The selected span.
    pub span: Option<SpanRef>,
    /// The tag that was given last.
    pub last_tag: Option<TagId>,
    /// A link that was begun.
    pub linking: Option<Linking>,
    /// Where the reading view is asked to go.
    pub goto: Option<Goto>,
    /// The dialog that is open.
    pub dialog: Option<Box<Dialog>>,
    /// What is exported once there is a path for it.
    pub export: Option<Export>,
    /// Which article gets a new text once there is a path for it.
    pub updating: Option<ArticleId>,
    /// Asked to put the keyboard into the note of the selected span.
    pub focus_note: bool,
    /// How much of each article has been read, 0 to 1.
    pub read: BTreeMap<ArticleId, f32>,
    /// Where the user is, or was, in each article.
    pub spots: BTreeMap<ArticleId, Spot>,
    /// Which version of an article is shown, where a person chose one.
    pub versions: BTreeMap<ArticleId, VersionNumber>,
    /// The span whose proposed place is shown, to be decided on.
    pub proposal: Option<SpanRef>,
    /// Another text of the article, beside the one that is read.
    pub beside: Option<Beside>,
    /// Articles whose changed files are not to be told of.
    pub passed_over: BTreeSet<ArticleId>,
    /// What was shown last: places in one text mean nothing in another.
    pub shown: Option<(ArticleId, VersionNumber)>,
}

impl View {
    /// Returns where the first line in view begins, as it was last shown.
    pub fn top(&self) -> Offset {
        let spot = self.article.as_ref().and_then(|article| self.spots.get(article));
        spot.and_then(|spot| spot.top).unwrap_or(Offset::START)
    }

    /// Returns the selected stretch of text, `None` where there is only a caret.
    pub fn selected_text(&self) -> Option<Stretch> {
        self.selection.filter(|selection| !selection.is_caret()).map(Selection::stretch)
    }
}
