//! Bars that stay until what they tell of has changed: news that passes would be missed.

mod about;
mod bar;

use super::action::Action;
use crate::text::harmless;

pub use bar::notices_ui;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Something to know.
    Plain,
    /// Something to attend to.
    Warning,
}

/// What a bar tells, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Notice {
    /// How much it matters.
    pub weight: Weight,
    /// What is the case.
    pub text: String,
    /// What can be done, the likeliest first.
    pub answers: Vec<(String, Action)>,
}

impl Notice {
    /// Returns a notice without answers.
    pub fn new(weight: Weight, text: impl Into<String>) -> Self {
        Self { weight, text: harmless(&text.into()).into_owned(), answers: Vec::new() }
    }

    /// Returns the notice with one more thing that can be done.
    #[must_use]
    pub fn answer(mut self, label: impl Into<String>, action: Action) -> Self {
        self.answers.push((label.into(), action));
        self
    }
}
