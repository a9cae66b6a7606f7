//! The pieces of a page: blocks, and parts of those that are too long.

use super::{line::Laid, natural::Natural, style::BlockStyle};
use crate::{
    model::BlockKind,
    text::{Offset, Stretch},
};

/// A block, or a part of one that is too long.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The text. Where it begins within a block, it begins with a line once it is laid out.
    pub at: Stretch,
    /// Where it was cut, before the line was known.
    pub(super) cut: Offset,
    /// Where its block begins.
    pub(super) block: Offset,
    /// How it is set, by number.
    pub(super) style: u16,
    /// How long it is in one line.
    pub(super) natural: Natural,
    /// Space above it, in points.
    pub(super) gap: f32,
    /// Its lines' height in points: estimated until it is laid out.
    pub(super) height: f32,
    pub(super) is_known: bool,
    /// Does it begin with a line?
    pub(super) is_settled: bool,
    pub(super) goes_on: bool,
}

impl Piece {
    /// Does its block go on below it?
    pub fn has_more_below(&self) -> bool {
        self.goes_on
    }

    /// Did its block begin above it?
    pub fn has_more_above(&self) -> bool {
        self.block < self.cut
    }
}

/// A piece near the view, with its lines.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// What its block is.
    pub kind: &'a BlockKind,
    /// How it is set.
    pub style: &'a BlockStyle,
    /// Its lines.
    pub laid: &'a Laid,
    /// How far it stands from the column's left edge, in points.
    pub left: f32,
    /// Where its first line begins, from the page's top.
    pub top: f64,
}

/// Returns the pieces that are whole cells of tables: number, place, and width over the letters' size.
pub(super) fn cells(
    pieces: &[Piece],
    styles: &[(BlockKind, u32, BlockStyle)],
) -> impl Iterator<Item = (usize, Stretch, f32)> {
    let kind = styles.iter().position(|(kind, ..)| *kind == BlockKind::TableCell);
    let is_cell = move |piece: &Piece| {
        Some(usize::from(piece.style)) == kind && !piece.goes_on && !piece.has_more_above()
    };
    let all = pieces.iter().enumerate().filter(move |(_, piece)| is_cell(piece));
    all.map(|(number, piece)| (number, piece.at, piece.natural.ems()))
}
