//! The article as pieces of text, of which only those near the view are laid out.

use std::collections::BTreeMap;

use egui::{Ui, text::LayoutJob};

use super::{
    line::Laid,
    style::{BlockStyle, Typography},
};
use crate::{
    app::theme::Theme,
    model::{ArticleId, BlockKind, Version, VersionNumber},
    text::{Offset, Stretch, Text, outline, snap_to_words},
};

/// A block longer than this is laid out in several pieces, so that a paragraph without end costs
/// no more than a short one.
const PIECE: usize = 4 * 1024;

/// How many laid-out pieces are kept.
const KEPT: usize = 160;

/// Free space above the first and below the last piece, in points.
const EDGE: f64 = 36.0;

/// What a layout depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PageKey {
    /// Which article.
    pub article: ArticleId,
    /// Which text of it.
    pub version: VersionNumber,
    /// The column's width in points.
    pub width: f32,
    /// The type that it is set in.
    pub typography: Typography,
    /// Pixels a point: the lines break where they are drawn.
    pub pixels: f32,
    /// Colours are part of what is laid out.
    pub is_dark: bool,
}

/// A block, or a part of one that is too long.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The text.
    pub at: Stretch,
    /// How it is set.
    pub style: BlockStyle,
    /// Where it begins: its first line's top, from the page's top.
    pub top: f64,
    /// Its lines' height: estimated until it is laid out.
    height: f32,
    is_known: bool,
    has_more_above: bool,
    has_more_below: bool,
}

impl Piece {
    /// Returns the space that it wants below: none where its block goes on.
    fn below(&self) -> f32 {
        if self.has_more_below { 0.0 } else { self.style.below }
    }
}

/// An article's pieces, in one width and size.
#[derive(Debug)]
pub struct Page {
    /// What the layout depends on.
    pub key: PageKey,
    text: Text,
    pieces: Vec<Piece>,
    height: f64,
    laid: BTreeMap<usize, (u64, Laid)>,
    clock: u64,
}

impl Page {
    /// Cuts a version's text into pieces and estimates their heights.
    pub fn new(key: PageKey, version: &Version) -> Self {
        let text = version.text.clone();
        let mut pieces = Vec::new();
        for (at, kind, level) in blocks(version) {
            let style = BlockStyle::of(&kind, level, &key.typography);
            let parts = cut(&text, at);
            let count = parts.len();
            for (number, at) in parts.into_iter().enumerate() {
                let height = estimate(&style, at, key.width);
                let (has_more_above, has_more_below) = (number > 0, number + 1 < count);
                pieces.push(Piece {
                    at,
                    style: style.clone(),
                    top: 0.0,
                    height,
                    is_known: false,
                    has_more_above,
                    has_more_below,
                });
            }
        }
        let mut page = Self { key, text, pieces, height: 0.0, laid: BTreeMap::new(), clock: 0 };
        page.stack_from(0);
        page
    }

    /// Returns the height of the page in points, partly estimated.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// Returns the text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Returns the pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Returns the number of the piece at a height.
    pub fn piece_at_y(&self, y: f64) -> usize {
        let next = self.pieces.partition_point(|piece| piece.top <= y);
        next.saturating_sub(1)
    }

    /// Returns the number of the piece that holds an offset, or of the one before it.
    pub fn piece_at(&self, offset: Offset) -> usize {
        let next = self.pieces.partition_point(|piece| piece.at.start <= offset);
        next.saturating_sub(1)
    }

    /// Lays out the pieces from `top` to `bottom`; returns by how much what stands above `top` has
    /// grown, since its height was only estimated.
    pub fn lay_out(&mut self, ui: &Ui, theme: &Theme, top: f64, bottom: f64) -> f64 {
        self.clock += 1;
        let anchor = self.piece_at_y(top);
        let before = self.pieces.get(anchor).map_or(0.0, |piece| piece.top);
        let mut number = anchor;
        while self.pieces.get(number).is_some_and(|piece| piece.top <= bottom) {
            self.lay(ui, theme, number);
            number += 1;
        }
        self.forget_old();
        let after = self.pieces.get(anchor).map_or(0.0, |piece| piece.top);
        after - before
    }

    /// Lays out one piece if it is not, and corrects the heights.
    pub fn lay(&mut self, ui: &Ui, theme: &Theme, number: usize) {
        let clock = self.clock;
        if let Some((used, _)) = self.laid.get_mut(&number) {
            *used = clock;
            return;
        }
        let Some(piece) = self.pieces.get_mut(number) else { return };
        let source = self.text.slice(piece.at);
        let mut content = source.to_owned();
        if !piece.style.keeps_lines {
            // One byte for one byte, so that positions stay the same.
            content = content.replace(['\n', '\t'], " ");
        }
        let mut job = LayoutJob::single_section(content, piece.style.format(theme));
        job.wrap.max_width = (self.key.width - piece.style.indent).max(40.0);
        let galley = ui.painter().layout_job(job);
        let height = galley.size().y;
        let laid = Laid::new(galley, source, piece.at.start);
        let is_off = !piece.is_known && (piece.height - height).abs() > 0.01;
        piece.is_known = true;
        piece.height = height;
        self.laid.insert(number, (clock, laid));
        if is_off {
            self.stack_from(number);
        }
    }

    /// Returns a piece's lines, `None` where it is not laid out.
    pub fn laid(&self, number: usize) -> Option<&Laid> {
        self.laid.get(&number).map(|(_, laid)| laid)
    }

    /// Returns the pieces from `top` to `bottom` that are laid out.
    pub fn in_view(&self, top: f64, bottom: f64) -> impl Iterator<Item = (&Piece, &Laid)> {
        let first = self.piece_at_y(top);
        let rest = self.pieces.iter().enumerate().skip(first);
        rest.take_while(move |(_, piece)| piece.top <= bottom)
            .filter_map(|(number, piece)| Some((piece, self.laid(number)?)))
    }

    /// Puts the pieces one below the other, from one on: those above it stand already.
    fn stack_from(&mut self, first: usize) {
        let before = first.checked_sub(1).and_then(|number| self.pieces.get(number));
        let (mut y, mut below) = before
            .map_or((EDGE, 0.0), |piece| (piece.top + f64::from(piece.height), piece.below()));
        for (number, piece) in self.pieces.iter_mut().enumerate().skip(first) {
            let above = if piece.has_more_above || number == 0 { 0.0 } else { piece.style.above };
            y += f64::from(below.max(above));
            piece.top = y;
            y += f64::from(piece.height);
            below = piece.below();
        }
        self.height = y + EDGE * 2.0;
    }

    fn forget_old(&mut self) {
        if self.laid.len() <= KEPT {
            return;
        }
        let newest = self.clock;
        self.laid.retain(|_, (used, _)| *used + 30 > newest);
        while self.laid.len() > KEPT {
            let oldest = self.laid.iter().min_by_key(|(_, (used, _))| *used);
            let Some((&number, &(used, _))) = oldest else { return };
            if used == newest {
                return;
            }
            self.laid.remove(&number);
        }
    }
}

/// Returns the blocks of a version: those that its reader found, else those that its text shows.
fn blocks(version: &Version) -> Vec<(Stretch, BlockKind, u32)> {
    if !version.blocks.is_empty() {
        let blocks = version.blocks.iter();
        return blocks.map(|block| (block.at, block.kind.clone(), block.level)).collect();
    }
    let parts = outline(version.text.as_str());
    parts.into_iter().map(|part| (part.at, BlockKind::Paragraph, 0)).collect()
}

/// Cuts a block that is too long into pieces that end between words.
fn cut(text: &Text, at: Stretch) -> Vec<Stretch> {
    let mut parts = Vec::new();
    let mut start = at.start;
    while at.end.to_usize() - start.to_usize() > PIECE * 3 / 2 {
        let mut middle = start.to_usize() + PIECE;
        while !text.is_boundary(Offset::new(middle)) {
            middle -= 1;
        }
        let here = Offset::new(middle);
        let word = snap_to_words(text, Stretch { start: here, end: at.end }).start;
        let end = if word > start && word.to_usize() + PIECE > middle { word } else { here };
        parts.push(Stretch { start, end });
        start = end;
    }
    parts.push(Stretch { start, end: at.end });
    parts
}

/// Estimates the height of a piece from its length: exact enough for the scroll bar.
fn estimate(style: &BlockStyle, at: Stretch, width: f32) -> f32 {
    let glyph = style.font.size * 0.475;
    let per_line = ((width - style.indent) / glyph).max(8.0);
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let lines = (at.len() as f32 / per_line).ceil().max(1.0);
    lines * style.line_height
}
