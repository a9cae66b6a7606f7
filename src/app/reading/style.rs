//! How each kind of block is set, in the type that the user has chosen.

use egui::{FontFamily, FontId, text::TextFormat};

use crate::{
    app::theme::{Theme, font, size},
    model::BlockKind,
    store::{ReadingFont, Settings},
};

/// The type that articles are set in: what the user has chosen of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Typography {
    /// The letters' size, 1.0 being 100 %.
    pub size_scale: f32,
    /// Characters a line, about.
    pub measure: u16,
    /// From one baseline to the next, over the letters' size.
    pub leading: f32,
    /// Which font.
    pub face: ReadingFont,
}

impl Typography {
    /// Returns the type that the settings ask for.
    pub fn of(settings: &Settings) -> Self {
        let Settings { text_scale, measure, leading, reading_font, .. } = settings;
        Self { size_scale: *text_scale, measure: *measure, leading: *leading, face: *reading_font }
    }

    /// Returns the width of the column in a view: the measure, less where there is no room.
    pub fn column_width(&self, view: f32) -> f32 {
        let wanted = f32::from(self.measure) * size::CHARACTER * self.scale();
        wanted.min(view - 2.0 * 56.0).max(160.0).floor()
    }

    /// Returns how much larger than at 100 % letters are: those of the sans look larger than those
    /// of the serif, so that they are set smaller.
    fn scale(&self) -> f32 {
        self.size_scale
            * match self.face {
                ReadingFont::Serif => 1.0,
                ReadingFont::Sans => 0.94,
            }
    }

    fn text_font(&self) -> FontFamily {
        match self.face {
            ReadingFont::Serif => font::serif(),
            ReadingFont::Sans => FontFamily::Proportional,
        }
    }

    fn heading_font(&self) -> FontFamily {
        match self.face {
            ReadingFont::Serif => font::serif_semibold(),
            ReadingFont::Sans => font::semibold(),
        }
    }
}

/// How a block is set.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockStyle {
    /// Which font, how large.
    pub font: FontId,
    /// From one baseline to the next.
    pub line_height: f32,
    /// Free space above the block.
    pub above: f32,
    /// Free space below the block.
    pub below: f32,
    /// How far it stands in from the column's left edge.
    pub indent: f32,
    /// Does it stand closer to another of its kind than to what else there is?
    pub is_close: bool,
    /// Is it quieter than the text?
    pub is_dim: bool,
    /// Do line ends in the text show as such?
    pub keeps_lines: bool,
}

impl BlockStyle {
    /// Returns how a kind of block is set.
    pub fn of(kind: &BlockKind, level: u32, typography: &Typography) -> Self {
        let scale = typography.scale();
        let text = size::READING * scale;
        let base = Self {
            font: FontId::new(text, typography.text_font()),
            line_height: text * typography.leading,
            above: 0.0,
            below: text * 0.7,
            indent: 0.0,
            is_close: false,
            is_dim: false,
            keeps_lines: false,
        };
        match kind {
            BlockKind::Heading if level <= 1 => {
                let headline = size::HEADLINE * scale;
                let font = FontId::new(headline, typography.heading_font());
                Self { font, line_height: headline * 1.25, below: text * 0.55, ..base }
            }
            BlockKind::Heading => {
                let subhead = subhead_size(level) * scale;
                let font = FontId::new(subhead, typography.heading_font());
                Self { font, above: text * 0.75, below: text * 0.25, ..base }
            }
            BlockKind::Byline | BlockKind::Source | BlockKind::Caption | BlockKind::Footnote => {
                let small = size::UI * typography.size_scale;
                let font = FontId::new(small, FontFamily::Proportional);
                let line_height = small * 1.55;
                Self { font, line_height, below: text, is_dim: true, ..base }
            }
            BlockKind::Quotation => Self { indent: text * 1.6, ..base },
            BlockKind::ListItem => {
                let indent = text * 1.1 * level_indent(level);
                Self { indent, below: text * 0.3, is_close: true, keeps_lines: true, ..base }
            }
            BlockKind::TableCell => {
                let small = text * 0.92;
                let font = FontId::new(small, typography.text_font());
                let (line_height, below) = (small * 1.4, text * 0.4);
                Self { font, line_height, below, is_close: true, keeps_lines: true, ..base }
            }
            BlockKind::Preformatted => Self { below: text * 0.7, keeps_lines: true, ..base },
            BlockKind::Paragraph | BlockKind::Other(_) => base,
        }
    }

    /// Returns the format to lay text out with.
    pub fn format(&self, theme: &Theme) -> TextFormat {
        let color = if self.is_dim { theme.dim } else { theme.ink };
        let mut format = TextFormat::simple(self.font.clone(), color);
        format.line_height = Some(self.line_height);
        format
    }
}

/// Returns how large a subhead is: from the third level on hardly larger than the text.
fn subhead_size(level: u32) -> f32 {
    match level {
        0..=2 => size::SUBHEAD,
        3 => f32::midpoint(size::SUBHEAD, size::READING),
        _ => size::READING,
    }
}

fn level_indent(level: u32) -> f32 {
    f32::from(u8::try_from(level.clamp(1, 8)).unwrap_or(1))
}
