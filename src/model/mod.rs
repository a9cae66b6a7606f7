//! What a project is: articles, codebook, actor cards, analysts, and layers of spans and links.
//!
//! Values only: no files, no clock, no randomness. A [`Project`] changes through
//! [`Project::apply`] alone; see [`edit`].

mod analyst;
mod article;
mod attributes;
mod card;
mod chunked;
mod codebook;
pub mod edit;
mod id;
mod in_order;
mod layer;
mod link;
pub mod merge;
mod place;
mod project;
mod span;
mod time;
mod unknown;
mod word;

pub use analyst::{Analyst, AnalystKind};
pub use article::{Article, Block, BlockKind, Fact, Original, Page, Version, VersionNumber};
pub use attributes::Attributes;
pub use card::Card;
pub use codebook::{Attribute, AttributeKind, Codebook, Color, LinkKind, Tag, Underline};
pub use id::{
    AnalystId, ArticleId, AttributeId, BadId, CardId, KindId, LayerId, LinkId, SpanId, TagId, slug,
};
pub use in_order::InOrder;
pub use layer::{Conflict, Layer, Status};
pub use link::{Link, LinkEnd};
pub use place::ByPlace;
pub use project::{Changes, Project};
pub use span::{Anchor, Fragments, Pending, Place, Score, Span};
pub use time::Time;
pub use unknown::Unknown;
