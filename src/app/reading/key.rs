//! What the layout of a page depends on: where it changes, the page is made anew.

use egui::Ui;

use super::style::Typography;
use crate::{
    app::scene::Scene,
    model::{ArticleId, Version, VersionNumber},
};

/// What a layout depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PageKey {
    /// Which article.
    pub article: ArticleId,
    /// Which text of it.
    pub version: VersionNumber,
    /// That text's hash: an id that was given up may come back with another text.
    pub hash: String,
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
            hash: version.hash.clone(),
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
            && self.hash == other.hash
            && self.typography.face == other.typography.face
    }
}
