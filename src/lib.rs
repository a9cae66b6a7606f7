//! Postil: read closely, mark the words that matter, keep them as files that people can read.
//!
//! One direction: each module may know only those above it in this list. ARCHITECTURE.md says more.
//!
//! - [`text`]: strings only: positions, graphemes, words, sentences, quotations, outline
//! - [`model`]: what a project is, and the edits that change it
//! - [`articles`]: article files in
//! - [`review`]: answers computed from a project
//! - [`exchange`]: annotations out and in
//! - [`store`]: the project folder on disk, and the settings
//! - [`jobs`]: what a person asks for, end to end
//! - [`cli`]: the command line: the jobs without a window
//! - `app`: the window (feature `gui`)

pub mod text;

pub mod model;

pub mod articles;

pub mod review;

pub mod exchange;

pub mod store;

pub mod jobs;

pub mod cli;

#[cfg(feature = "gui")]
pub mod app;

#[cfg(test)]
mod testing;
