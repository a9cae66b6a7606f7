//! What the layout of a page depends on: where it changes, the page is made anew.

use egui::Ui;

use super::style::Typography;
use crate::{
    app::scene::Scene,
    model::{ArticleId, Version, VersionNumber},
    text::Text,
};

/// What a layout depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PageKey {
    /// Which article.
    pub article: ArticleId,
    /// Which text of it.
    pub version: VersionNumber,
    /// That text: an id that was given up may come back with another, and a file may be changed under an
    /// open window.
    pub text: Text,
    /// The column's width in points.
    pub width: f32,
    /// The type that it is set in.
    pub typography: Typography,
    /// Pixels a point: the lines break where they are drawn.
    pub pixels: f32,
    /// Colours are part of what is laid out.
    pub is_dark: bool,
}

impl PageKey {
    /// Returns what the layout of a text depends on where it has this much room.
    pub fn of(ui: &Ui, scene: &Scene<'_>, article: &ArticleId, version: &Version) -> Self {
        let typography = Typography::of(scene.settings);
        Self {
            article: article.clone(),
            version: version.number,
            text: version.text.clone(),
            width: typography.column_width(ui.available_rect_before_wrap().width()),
            typography,
            pixels: ui.ctx().pixels_per_point(),
            is_dark: scene.theme.is_dark,
        }
    }

    /// Is this the same text in the same font, so that it is as long as it was?
    pub fn has_text_of(&self, other: &Self) -> bool {
        self.article == other.article
            && self.version == other.version
            && self.text == other.text
            && self.typography.face == other.typography.face
    }
}
