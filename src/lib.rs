//! Postil: read closely, mark the words that matter, keep them as files that people can read.
//!
//! One direction: each module may know only those above it.

pub mod text;

pub mod model;

pub mod articles;

pub mod store;

pub mod review;

pub mod exchange;

pub mod jobs;

#[cfg(feature = "gui")]
pub mod app;

#[cfg(test)]
mod testing;
