//! Font families and common fonts.

use egui::{FontFamily, FontId};

use super::size;

/// The reading serif.
pub fn serif() -> FontFamily {
    FontFamily::Name("serif".into())
}

/// The reading serif for headings.
pub fn serif_semibold() -> FontFamily {
    FontFamily::Name("serif-semibold".into())
}

/// The reading serif for emphasis.
pub fn serif_italic() -> FontFamily {
    FontFamily::Name("serif-italic".into())
}

/// The interface sans, a little heavier.
pub fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

/// The interface sans for titles.
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Interface text.
pub fn ui() -> FontId {
    FontId::new(size::UI, FontFamily::Proportional)
}

/// Interface text, a little heavier.
pub fn ui_medium() -> FontId {
    FontId::new(size::UI, medium())
}

/// What is typed into the palette.
pub fn large() -> FontId {
    FontId::new(size::UI + 2.0, FontFamily::Proportional)
}

/// An icon by itself on an empty page.
pub fn large_icon() -> FontId {
    FontId::new(40.0, FontFamily::Name("icons".into()))
}

/// Subheads outside the article.
pub fn subhead() -> FontId {
    FontId::new(size::SUBHEAD, serif_semibold())
}

/// Titles of dialogs.
pub fn title() -> FontId {
    FontId::new(size::TITLE, semibold())
}

/// Headlines outside the article.
pub fn headline() -> FontId {
    FontId::new(size::HEADLINE, serif_semibold())
}

/// Interface titles.
pub fn ui_semibold() -> FontId {
    FontId::new(size::UI, semibold())
}

/// Labels and second lines.
pub fn small() -> FontId {
    FontId::new(size::SMALL, FontFamily::Proportional)
}

/// Labels that head a list.
pub fn small_semibold() -> FontId {
    FontId::new(size::SMALL, semibold())
}

/// Icons beside interface text.
pub fn icon() -> FontId {
    FontId::new(size::ICON, FontFamily::Name("icons".into()))
}

/// Icons beside labels and second lines.
pub fn small_icon() -> FontId {
    FontId::new(size::SMALL_ICON, FontFamily::Name("icons".into()))
}

/// The article's words outside the article.
pub fn quote() -> FontId {
    FontId::new(16.0, serif())
}
