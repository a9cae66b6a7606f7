//! Who annotates.

use super::{AnalystId, Unknown, word::words};

words! {
    /// What an analyst is.
    AnalystKind {
        /// Someone who reads.
        Person = "person",
        /// A program.
        Machine = "machine",
        /// What several agreed on.
        Consensus = "consensus",
    }
}

/// Who made an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analyst {
    /// Names the analyst in files and folders.
    pub id: AnalystId,
    /// As people call them.
    pub name: String,
    /// Person, machine or consensus.
    pub kind: AnalystKind,
    /// Free text.
    pub note: String,
    /// Fields of newer versions.
    pub unknown: Unknown,
}

impl Analyst {
    /// Returns a person.
    pub fn person(id: AnalystId, name: impl Into<String>) -> Self {
        let (kind, note, unknown) = (AnalystKind::Person, String::new(), Unknown::default());
        Self { id, name: name.into(), kind, note, unknown }
    }
}
