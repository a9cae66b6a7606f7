//! How each kind of block is set.

use egui::{FontId, text::TextFormat};

use crate::{
    app::theme::{Theme, font, size},
    model::BlockKind,
};

/// How a block is set, at one scale.
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
    /// Is it quieter than the text?
    pub is_dim: bool,
    /// Do line ends in the text show as such?
    pub keeps_lines: bool,
}

impl BlockStyle {
    /// Returns how a kind of block is set at `scale`, 1.0 being 100 %.
    pub fn of(kind: &BlockKind, level: u32, scale: f32) -> Self {
        let text = size::READING * scale;
        let base = Self {
            font: FontId::new(text, font::serif()),
            line_height: text * size::LEADING,
            above: 0.0,
            below: text * 0.7,
            indent: 0.0,
            is_dim: false,
            keeps_lines: false,
        };
        match kind {
            BlockKind::Heading if level <= 1 => {
                let headline = size::HEADLINE * scale;
                let font = FontId::new(headline, font::serif_semibold());
                Self { font, line_height: headline * 1.25, below: text * 0.55, ..base }
            }
            BlockKind::Heading => {
                let subhead = size::SUBHEAD * scale;
                let font = FontId::new(subhead, font::serif_semibold());
                Self { font, above: text * 0.75, below: text * 0.25, ..base }
            }
            BlockKind::Byline | BlockKind::Source | BlockKind::Caption => {
                let small = size::UI * scale;
                let font = FontId::new(small, egui::FontFamily::Proportional);
                let line_height = small * 1.55;
                Self { font, line_height, below: text, is_dim: true, ..base }
            }
            BlockKind::Quotation => Self { indent: text * 1.6, ..base },
            BlockKind::ListItem => {
                let indent = text * 1.1 * level_indent(level);
                Self { indent, below: text * 0.3, keeps_lines: true, ..base }
            }
            BlockKind::TableCell | BlockKind::Preformatted => {
                Self { below: text * 0.3, keeps_lines: true, ..base }
            }
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

fn level_indent(level: u32) -> f32 {
    f32::from(u8::try_from(level.clamp(1, 8)).unwrap_or(1))
}
