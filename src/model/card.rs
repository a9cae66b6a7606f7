//! Actors across all articles.

use super::{CardId, Unknown};

/// One person or body across all articles, to which actor spans point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Random.
    pub id: CardId,
    /// The name that the project uses.
    pub name: String,
    /// Other words for the same actor, as texts have them.
    pub aliases: Vec<String>,
    /// Free text.
    pub note: String,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Card {
    /// Returns a card with a name alone.
    pub fn new(id: CardId, name: impl Into<String>) -> Self {
        let (aliases, note, unknown) = (Vec::new(), String::new(), Unknown::default());
        Self { id, name: name.into(), aliases, note, unknown }
    }
}
