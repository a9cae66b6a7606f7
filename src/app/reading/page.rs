//! The article as pieces of text, of which only those near the view are laid out.

use std::{collections::BTreeMap, ops::Range};

use egui::Ui;

use super::{
    cut::{PIECE, blocks, cut},
    heights::Heights,
    key::PageKey,
    line::Laid,
    natural::{Below, Natural},
    piece::{Piece, Seen, cells},
    style::BlockStyle,
    tables::Tables,
    typeset::Typesetter,
};
use crate::{
    app::bidi::first_direction,
    model::{BlockKind, Version},
    text::{Offset, Stretch, Text},
};

/// How much laid-out text is kept, in bytes: many screens of it.
const KEPT: usize = 96 * 1024;

/// Free space above the first and below the last piece, in points.
const EDGE: f64 = 36.0;

/// An article's pieces, in one width and size.
#[derive(Debug)]
pub struct Page {
    /// What the layout depends on.
    pub key: PageKey,
    text: Text,
    pieces: Vec<Piece>,
    /// The kinds of block there are, and how each is set.
    styles: Vec<(BlockKind, u32, BlockStyle)>,
    tables: Tables,
    heights: Heights,
    laid: BTreeMap<usize, (u64, Laid)>,
    clock: u64,
}

impl Page {
    /// Cuts a version's text into pieces and estimates their heights.
    pub fn new(key: PageKey, version: &Version, ui: &Ui) -> Self {
        let text = version.text.clone();
        let mut styles: Vec<(BlockKind, u32, BlockStyle)> = Vec::new();
        let mut pieces = Vec::new();
        let mut rulers = Natural::rulers();
        for (at, kind, level) in blocks(version) {
            let known = styles.iter().position(|(k, l, _)| *k == kind && *l == level);
            let number = known.unwrap_or_else(|| {
                let style = BlockStyle::of(&kind, level, &key.typography);
                styles.push((kind, level, style));
                styles.len() - 1
            });
            let parts = cut(&text, at);
            let count = parts.len();
            let family = &styles[number].2.font.family;
            for (part, stretch) in parts.into_iter().enumerate() {
                pieces.push(Piece {
                    at: stretch,
                    cut: stretch.start,
                    block: at.start,
                    style: u16::try_from(number).unwrap_or(0),
                    natural: Natural::measure(ui, &mut rulers, family, text.slice(stretch)),
                    gap: 0.0,
                    height: 0.0,
                    is_known: false,
                    is_settled: part == 0,
                    goes_on: part + 1 < count,
                });
            }
        }
        let tables = Tables::find(&text, cells(&pieces, &styles));
        let (heights, laid) = (Heights::default(), BTreeMap::new());
        let mut page = Self { key, text, pieces, styles, tables, heights, laid, clock: 0 };
        page.estimate();
        page
    }

    /// Returns the page in another width or size. What is known of the text is kept.
    pub fn reflowed(self, key: PageKey, version: &Version, ui: &Ui) -> Self {
        if !key.has_text_of(&self.key) {
            return Self::new(key, version, ui);
        }
        let mut page = Self { key, laid: BTreeMap::new(), ..self };
        for (kind, level, style) in &mut page.styles {
            *style = BlockStyle::of(kind, *level, &page.key.typography);
        }
        let ends: Vec<Offset> = page.pieces.iter().skip(1).map(|piece| piece.cut).collect();
        for (number, piece) in page.pieces.iter_mut().enumerate() {
            piece.at.start = piece.cut;
            if let Some(end) = ends.get(number).filter(|_| piece.goes_on) {
                piece.at.end = *end;
            }
            piece.is_settled = !piece.has_more_above();
            piece.is_known = false;
        }
        page.estimate();
        page
    }

    /// Returns the height of the page in points, partly estimated.
    pub fn height(&self) -> f64 {
        self.heights.total() + EDGE * 3.0
    }

    /// Returns how high a line of the text is, in points.
    pub fn line_height(&self) -> f64 {
        f64::from(BlockStyle::of(&BlockKind::Paragraph, 0, &self.key.typography).line_height)
    }

    /// Returns the text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Returns where a piece's first line begins, from the page's top; the page's height where there
    /// is no such piece.
    pub fn top(&self, number: usize) -> f64 {
        let gap = self.pieces.get(number).map_or(0.0, |piece| piece.gap);
        EDGE + self.heights.before(number) + f64::from(gap)
    }

    /// Returns the number of the piece at a height: the last that begins above it, of those beside each
    /// other the first.
    pub fn piece_at_y(&self, y: f64) -> usize {
        let number = self.row(self.heights.at(y - EDGE)).start;
        if self.top(number) > y { self.row(number.saturating_sub(1)).start } else { number }
    }

    /// Returns the pieces that stand beside this one, with it.
    pub fn row(&self, number: usize) -> Range<usize> {
        self.tables.row(number)
    }

    /// Returns how high the lines of a row of pieces are, in points.
    pub fn row_height(&self, number: usize) -> f32 {
        let pieces = self.pieces.get(self.row(number)).unwrap_or_default();
        pieces.iter().map(|piece| piece.height).fold(0.0, f32::max)
    }

    /// Returns what a piece adds to the page's height: of those beside each other the last adds all.
    fn extent(&self, number: usize) -> f64 {
        if self.row(number).end > number + 1 {
            return 0.0;
        }
        let gap = self.pieces.get(number).map_or(0.0, |piece| piece.gap);
        f64::from(gap + self.row_height(number))
    }

    /// Returns the number of the piece that holds an offset, or of the one before it.
    pub fn piece_at(&self, offset: Offset) -> usize {
        let next = self.pieces.partition_point(|piece| piece.at.start <= offset);
        next.saturating_sub(1)
    }

    /// Returns about which offset stands at a height, as far as heights are known and whether it is
    /// laid out or not: for what need not be exact.
    pub fn rough_offset(&self, y: f64) -> Offset {
        let number = self.piece_at_y(y);
        let Some(piece) = self.pieces.get(number) else { return Offset::START };
        let part = ((y - self.top(number)) / f64::from(piece.height).max(1.0)).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a part of a piece's length"
        )]
        let within = (piece.at.len() as f64 * part) as usize;
        Offset::new(piece.at.start.to_usize() + within)
    }

    /// Lays out what is in a view that is scrolled by `scroll`, from `above` points above its upper
    /// edge to `below` points below it. Returns how far to scroll for what is in view to stay
    /// where it is: what is above it may turn out higher or lower than estimated.
    pub fn lay_out(
        &mut self,
        setter: &mut Typesetter<'_>,
        scroll: f64,
        (above, below): (f64, f64),
    ) -> f64 {
        self.clock += 1;
        let here = self.piece_at_y(scroll);
        let before = self.top(here);
        for number in self.piece_at_y(scroll - above)..here {
            self.lay(setter, number);
        }
        let scroll = scroll + self.top(here) - before;
        let mut number = here;
        while number < self.pieces.len() && self.top(number) <= scroll + below {
            self.lay(setter, number);
            number += 1;
        }
        self.forget_old();
        scroll
    }

    /// Lays out one piece if it is not, and corrects its height.
    pub fn lay(&mut self, setter: &mut Typesetter<'_>, number: usize) {
        let clock = self.clock;
        if let Some((used, _)) = self.laid.get_mut(&number) {
            *used = clock;
            return;
        }
        self.settle(setter, number);
        let Some(piece) = self.pieces.get(number) else { return };
        let next = self.pieces.get(number + 1).filter(|_| piece.goes_on);
        let open_end = next.filter(|next| !next.is_settled).map(|next| next.cut);
        let found = open_end.and_then(|cut| self.to_line_after(setter, number, cut));
        let laid = if let Some((laid, line)) = found {
            self.settle_at(number + 1, line);
            laid
        } else {
            self.set(setter, number, piece.at)
        };
        let height = laid.size.y;
        self.laid.insert(number, (clock, laid));
        let last = self.row(number).end - 1;
        let before = self.extent(last);
        let piece = &mut self.pieces[number];
        piece.is_known = true;
        if (height - piece.height).abs() > 0.01 {
            piece.height = height;
            self.heights.grow(last, self.extent(last) - before);
        }
    }

    /// Returns a piece's lines, `None` where it is not laid out.
    pub fn laid(&self, number: usize) -> Option<&Laid> {
        self.laid.get(&number).map(|(_, laid)| laid)
    }

    /// Returns a piece that is laid out.
    pub fn seen(&self, number: usize) -> Option<Seen<'_>> {
        let (piece, laid) = (self.pieces.get(number)?, self.laid(number)?);
        let (kind, _, style) = self.styled(piece);
        let left = self.tables.place(number).map_or(style.indent, |(left, _)| left);
        Some(Seen { piece, kind, style, laid, left, top: self.top(number) })
    }

    /// Returns the pieces from `top` to `bottom` that are laid out.
    pub fn in_view(&self, top: f64, bottom: f64) -> impl Iterator<Item = Seen<'_>> {
        let numbers = self.piece_at_y(top)..self.pieces.len();
        numbers
            .take_while(move |number| self.top(*number) <= bottom)
            .filter_map(|number| self.seen(number))
    }

    fn style(&self, piece: &Piece) -> &BlockStyle {
        &self.styled(piece).2
    }

    fn styled(&self, piece: &Piece) -> &(BlockKind, u32, BlockStyle) {
        &self.styles[usize::from(piece.style).min(self.styles.len() - 1)]
    }

    /// Makes a piece begin with a line, if it begins within a block.
    fn settle(&mut self, setter: &mut Typesetter<'_>, number: usize) {
        let Some(piece) = self.pieces.get(number).filter(|piece| !piece.is_settled) else { return };
        let cut = piece.cut;
        // The lines before it depend on where they begin, but after some lines less so.
        let found =
            number.checked_sub(1).and_then(|before| self.to_line_after(setter, before, cut));
        self.settle_at(number, found.map_or(cut, |(_, line)| line));
    }

    fn settle_at(&mut self, number: usize, line: Offset) {
        self.pieces[number].at.start = line;
        self.pieces[number].is_settled = true;
        self.pieces[number - 1].at.end = line;
    }

    /// Lays out a piece up to the first line that begins at or after `cut`; returns where that is.
    fn to_line_after(
        &self,
        setter: &mut Typesetter<'_>,
        number: usize,
        cut: Offset,
    ) -> Option<(Laid, Offset)> {
        let piece = self.pieces.get(number)?;
        let next = self.pieces.get(number + 1)?;
        // As far beyond as two lines reach.
        let style = self.style(next);
        let beyond = next.natural.bytes_in(2.0 * self.key.width / style.font.size, next.at.len());
        let end = self.text.as_str().floor_char_boundary(cut.to_usize() + beyond);
        let at = Stretch { start: piece.at.start, end: Offset::new(end).min(next.at.end) };
        let laid = self.set(setter, number, at);
        let count = laid.lines.partition_point(|line| line.at.start < cut);
        let line = laid.lines.get(count).filter(|_| count > 0)?.at.start;
        Some((laid.first_lines(count), line))
    }

    fn set(&self, setter: &mut Typesetter<'_>, number: usize, at: Stretch) -> Laid {
        let piece = &self.pieces[number];
        let style = self.style(piece);
        let width = self.width(number).max(40.0);
        // The first letter of the block tells; numbers without end are not looked through for it.
        let far = self.text.as_str().floor_char_boundary(piece.block.to_usize() + PIECE);
        let head = Stretch { start: piece.block, end: at.end.min(Offset::new(far)) };
        let direction = first_direction(self.text.slice(head)).unwrap_or_default();
        setter.set((self.text.slice(at), at.start), style, width, direction)
    }

    /// Returns how wide a piece's lines may be, in points.
    fn width(&self, number: usize) -> f32 {
        let indent = |piece| self.key.width - self.style(piece).indent;
        let place = self.tables.place(number).map(|(_, width)| width);
        place.or_else(|| self.pieces.get(number).map(indent)).unwrap_or(self.key.width)
    }

    /// Estimates the heights of all pieces.
    fn estimate(&mut self) {
        self.tables.fit(self.key.width);
        let (mut below, mut gap, mut before) = (0.0_f32, 0.0_f32, None);
        let apart = BlockStyle::of(&BlockKind::Paragraph, 0, &self.key.typography).below;
        for number in 0..self.pieces.len() {
            let (piece, pixels) = (&self.pieces[number], self.key.pixels);
            let style = self.style(piece);
            let above = if piece.has_more_above() || number == 0 { 0.0 } else { style.above };
            if self.row(number).start == number {
                gap = below.max(above);
            }
            let (kind, ..) = self.styled(piece);
            if before.is_some_and(|before: usize| {
                let (other, _, style) = self.styled(&self.pieces[before]);
                style.is_close && other != kind
            }) {
                gap = gap.max(apart);
            }
            before = Some(number);
            let next = if piece.goes_on { Below::More } else { Below::Another };
            let lines = piece.natural.lines(style, self.width(number), next);
            below = if piece.goes_on { 0.0 } else { style.below };
            // Lines are as high as whole pixels.
            let height = lines * (style.line_height * pixels).round() / pixels;
            let piece = &mut self.pieces[number];
            (piece.gap, piece.height) = (gap, height);
        }
        self.heights = Heights::new((0..self.pieces.len()).map(|number| self.extent(number)));
    }

    /// Forgets the lines that were not used for the longest time, where more than enough are kept.
    fn forget_old(&mut self) {
        // A short piece costs more than its letters.
        let cost = |pieces: &[Piece], number: usize| pieces[number].at.len().max(64);
        let mut kept: usize = self.laid.keys().map(|number| cost(&self.pieces, *number)).sum();
        while kept > KEPT {
            let oldest = self.laid.iter().min_by_key(|(_, (used, _))| *used);
            let Some((&number, &(used, _))) = oldest else { return };
            // What is in view is never forgotten.
            if used == self.clock {
                return;
            }
            self.laid.remove(&number);
            kept -= cost(&self.pieces, number);
        }
    }
}
