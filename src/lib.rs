//! Postil: read closely, mark the words that matter, keep them as files that people can read.
//!
//! One direction: each module may know only those above it. ARCHITECTURE.md says more.

/// Strings only: positions, graphemes, words, sentences, quotations, the outline of a text.
pub mod text;

/// What a project is, and the edits that change it.
pub mod model;

/// Article files in.
pub mod articles;

/// Answers computed from a project.
pub mod review;

/// Annotations out and in.
pub mod exchange;

/// The project folder on disk, and the settings.
pub mod store;

/// What a person asks for, end to end.
pub mod jobs;

/// The command line: the jobs without a window.
pub mod cli;

/// The window.
#[cfg(feature = "gui")]
pub mod app;

#[cfg(test)]
mod testing;
