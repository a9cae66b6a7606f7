//! Why an edit does not fit a project.

use crate::model::{
    AnalystId, ArticleId, AttributeId, CardId, KindId, LayerId, LinkId, SpanId, TagId,
};

/// Why an edit was refused; the project is then as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Refused {
    #[error("There is already a {noun} `{id}`")]
    Exists { noun: &'static str, id: String },
    #[error("There is no {noun} `{id}`")]
    Missing { noun: &'static str, id: String },
    #[error("The {noun} `{id}` is still in use: {by}")]
    InUse { noun: &'static str, id: String, by: String },
    #[error("The span lies outside the text of version {version}, or cuts a character")]
    OutsideText { version: u32 },
    #[error("A link of the kind `{kind}` can’t start from a span tagged `{tag}`")]
    CannotStart { kind: KindId, tag: TagId },
    #[error("A link of the kind `{kind}` can’t end at a span tagged `{tag}`")]
    CannotEnd { kind: KindId, tag: TagId },
    #[error("A link of the kind `{kind}` can’t end at an actor card")]
    CannotEndAtCard { kind: KindId },
    #[error("A span can’t be linked to itself")]
    ToItself,
    #[error("A link within one article names its end without the article")]
    SameArticle,
    #[error("These two are already linked so")]
    LinkedAlready,
    #[error("A {noun} needs a name")]
    NoName { noun: &'static str },
    #[error("The key `{key}` belongs to the tag `{tag}` already")]
    KeyTaken { key: String, tag: TagId },
    #[error("A tag’s key is one letter or digit")]
    BadKey { key: String },
    #[error("The tag `{tag}` can’t be its own ancestor")]
    ParentLoop { tag: TagId },
    #[error("The span `{id}` has come in since the texts were compared")]
    NotCarried { id: SpanId },
    #[error("The last version of an article can’t be removed")]
    LastVersion,
}

impl Refused {
    pub(super) fn no_layer(id: &LayerId) -> Self {
        Self::Missing { noun: "layer", id: id.to_string() }
    }

    pub(super) fn no_article(id: &ArticleId) -> Self {
        Self::Missing { noun: "article", id: id.to_string() }
    }

    pub(super) fn no_span(id: &SpanId) -> Self {
        Self::Missing { noun: "span", id: id.to_string() }
    }

    pub(super) fn no_link(id: &LinkId) -> Self {
        Self::Missing { noun: "link", id: id.to_string() }
    }

    pub(super) fn no_tag(id: &TagId) -> Self {
        Self::Missing { noun: "tag", id: id.to_string() }
    }

    pub(super) fn no_kind(id: &KindId) -> Self {
        Self::Missing { noun: "link kind", id: id.to_string() }
    }

    pub(super) fn no_card(id: &CardId) -> Self {
        Self::Missing { noun: "actor card", id: id.to_string() }
    }

    pub(super) fn no_attribute(id: &AttributeId) -> Self {
        Self::Missing { noun: "attribute", id: id.to_string() }
    }

    pub(super) fn no_analyst(id: &AnalystId) -> Self {
        Self::Missing { noun: "analyst", id: id.to_string() }
    }
}
