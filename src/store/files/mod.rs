//! The text of each file of a project: from bytes to the model and back, without touching the disk.

mod article;
mod codebook;
mod edit;
mod journal;
mod kind;
mod layer;
mod parse;
mod people;
mod project;
mod read;
mod rescue;
mod span;
mod string;
mod words;
mod write;

pub(super) use article::{StoredArticle, StoredVersion, render_article};
pub(super) use codebook::{read_codebook, render_codebook};
pub(super) use edit::Blob;
pub use journal::FileHashes;
pub(super) use journal::{BadEntry, Beside, Entry, Start, read_entry, render_entry};
pub(super) use kind::Kind;
pub(super) use layer::{StoredLayer, render_layer};
pub(super) use people::{read_analysts, read_cards, render_analysts, render_cards};
pub(super) use project::{read_project, render_project};
pub use rescue::Lost;
pub(super) use rescue::rescue;
