//! The tokens of the light and of the dark theme.

use egui::{Color32, Shadow, Stroke};

use crate::model::{Color, Tag};

/// The tokens of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Is it the dark one?
    pub is_dark: bool,
    /// Behind panels and bars.
    pub panel: Color32,
    /// Behind the article and in fields.
    pub paper: Color32,
    /// Text.
    pub ink: Color32,
    /// Quieter text.
    pub dim: Color32,
    /// Thin lines between things.
    pub line: Color32,
    /// Behind what the pointer is on.
    pub hover: Color32,
    /// Links, focus, the current tab.
    pub accent: Color32,
    /// Text on the accent colour.
    pub on_accent: Color32,
    /// Behind the selected row.
    pub selected: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Behind what a search has found.
    pub hit: Color32,
    /// Behind words that another text of the article does not have.
    pub changed: Color32,
    /// Around the hit that one is at.
    pub hit_line: Color32,
    /// What went wrong.
    pub error: Color32,
    /// What wants attention.
    pub warning: Color32,
    /// How much of a tag's colour fills its spans, 0 to 1.
    pub fill: f32,
}

impl Theme {
    /// Returns the light theme: warm paper.
    pub const fn light() -> Self {
        Self {
            is_dark: false,
            panel: rgb(0xF5, 0xF2, 0xEC),
            paper: rgb(0xFF, 0xFD, 0xF8),
            ink: rgb(0x1F, 0x1D, 0x1A),
            dim: rgb(0x66, 0x61, 0x5A),
            line: rgb(0xE4, 0xDE, 0xD3),
            hover: rgb(0xEB, 0xE6, 0xDC),
            accent: rgb(0x2F, 0x5D, 0x9B),
            on_accent: rgb(0xFF, 0xFF, 0xFF),
            selected: rgb(0xDC, 0xE7, 0xF5),
            selection: rgb(0xD1, 0xDE, 0xF0),
            hit: rgb(0xF6, 0xE7, 0xA1),
            changed: rgb(0xE8, 0xE1, 0xD0),
            hit_line: rgb(0x8A, 0x6A, 0x00),
            error: rgb(0xA9, 0x2B, 0x2B),
            warning: rgb(0x8A, 0x5A, 0x00),
            fill: 0.16,
        }
    }

    /// Returns the dark theme.
    pub const fn dark() -> Self {
        Self {
            is_dark: true,
            panel: rgb(0x1B, 0x1C, 0x1F),
            paper: rgb(0x21, 0x23, 0x27),
            ink: rgb(0xE8, 0xE4, 0xDC),
            dim: rgb(0xAD, 0xA8, 0x9F),
            line: rgb(0x33, 0x36, 0x3B),
            hover: rgb(0x2A, 0x2D, 0x32),
            accent: rgb(0x7F, 0xB0, 0xEE),
            on_accent: rgb(0x14, 0x1A, 0x22),
            selected: rgb(0x2C, 0x3B, 0x50),
            selection: rgb(0x28, 0x3D, 0x66),
            hit: rgb(0x4C, 0x45, 0x22),
            changed: rgb(0x36, 0x39, 0x40),
            hit_line: rgb(0xE6, 0xC6, 0x5A),
            error: rgb(0xF0, 0x8A, 0x80),
            warning: rgb(0xE3, 0xB3, 0x5C),
            fill: 0.18,
        }
    }

    /// Returns the theme that a part of the window is drawn in.
    pub fn of(ui: &egui::Ui) -> Self {
        if ui.visuals().dark_mode { Self::dark() } else { Self::light() }
    }

    /// Returns a tag's own colour: underlines, squares, stripes.
    pub fn tag(&self, tag: &Tag) -> Color32 {
        let Color([red, green, blue]) = if self.is_dark { tag.color_dark } else { tag.color };
        Color32::from_rgb(red, green, blue)
    }

    /// Returns the colour of a tag that the codebook may not know.
    pub fn tag_or_dim(&self, tag: Option<&Tag>) -> Color32 {
        tag.map_or(self.dim, |tag| self.tag(tag))
    }

    /// Returns a pale wash of a colour, to lay under text.
    pub fn wash(&self, color: Color32) -> Color32 {
        color.gamma_multiply(self.fill)
    }

    /// Returns the line between things.
    pub fn thin(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    /// Returns what lies over the window while a dialog is open.
    pub fn backdrop(&self) -> Color32 {
        Color32::from_black_alpha(if self.is_dark { 130 } else { 60 })
    }

    /// Returns the shadow under what floats.
    pub fn shadow(&self) -> Shadow {
        let alpha = if self.is_dark { 120 } else { 40 };
        Shadow { offset: [0, 6], blur: 20, spread: 0, color: Color32::from_black_alpha(alpha) }
    }
}

/// Returns the contrast of two colours by WCAG 2.2, from 1 to 21:
/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |color: Color32| {
        let linear = egui::Rgba::from(color);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

const fn rgb(red: u8, green: u8, blue: u8) -> Color32 {
    Color32::from_rgb(red, green, blue)
}
