//! Sizes of type, in points.

/// Labels and second lines.
pub const SMALL: f32 = 11.5;
/// The interface.
pub const UI: f32 = 13.0;
/// Titles of dialogs.
pub const TITLE: f32 = 16.0;
/// Icons beside interface text.
pub const ICON: f32 = 16.0;
/// Icons beside labels and second lines.
pub const SMALL_ICON: f32 = 13.0;
/// The article.
pub const READING: f32 = 17.5;
/// The headline.
pub const HEADLINE: f32 = 29.0;
/// Subheads.
pub const SUBHEAD: f32 = 18.5;
/// What a character of the article's measure takes up on a line, at 100 %.
pub const CHARACTER: f32 = 9.0;
