//! Laid-out lines, with the view's own map between x and byte.
//!
//! Positions never come from egui's cursors: each line keeps where every grapheme stands.

use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Vec2, epaint::text::PlacedRow};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::{
    app::bidi::Direction,
    text::{Offset, Stretch},
};

/// A place in a plain line where a caret can stand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stop {
    at: Offset,
    x: f32,
    /// Is what stands there never seen, such as a place where a word may be broken?
    is_hidden: bool,
}

/// A grapheme of a mixed line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Its letters.
    pub at: Stretch,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// Is it read from right to left?
    pub is_rtl: bool,
}

impl Cell {
    fn leading(&self) -> f32 {
        if self.is_rtl { self.right } else { self.left }
    }

    fn trailing(&self) -> f32 {
        if self.is_rtl { self.left } else { self.right }
    }
}

/// Where the graphemes of a line stand.
#[derive(Clone, Debug)]
enum Map {
    /// From left to right: the edges between them, the last one's end included.
    Plain(Vec<Stop>),
    /// In an order of their own, kept in that of the text.
    Mixed(Vec<Cell>),
}

/// One line of a laid-out piece of text; coordinates count from the piece's top left corner.
#[derive(Clone, Debug)]
pub struct Line {
    /// The text on it, with the space or line end that it breaks at.
    pub at: Stretch,
    /// Its upper edge.
    pub top: f32,
    /// Its lower edge.
    pub bottom: f32,
    /// Where the letters stand.
    pub baseline: f32,
    /// Where its last visible letter ends in the text: after it there is only white space.
    ink_end: Offset,
    /// Where its text ends, without the line end that may follow.
    content_end: Offset,
    map: Map,
}

impl Line {
    /// Returns a line whose graphemes stand in these cells, which are in the order of the text.
    pub fn mixed(at: Stretch, (top, bottom, baseline): (f32, f32, f32), cells: Vec<Cell>) -> Self {
        let content_end = cells.last().map_or(at.start, |cell| cell.at.end);
        let ink_end = at.end;
        Self { at, top, bottom, baseline, ink_end, content_end, map: Map::Mixed(cells) }
    }

    /// Leaves the white space at its end out of what is marked.
    #[must_use]
    pub fn with_ink_end(self, ink_end: Offset) -> Self {
        Self { ink_end, ..self }
    }

    /// Returns the x where a caret stands at an offset; one inside a grapheme counts as the
    /// grapheme's start.
    pub fn x(&self, offset: Offset) -> f32 {
        match &self.map {
            Map::Plain(stops) => {
                let next = stops.partition_point(|stop| stop.at <= offset);
                let stop = next.checked_sub(1).and_then(|at| stops.get(at));
                stop.or(stops.first()).map_or(0.0, |stop| stop.x)
            }
            Map::Mixed(cells) => {
                let next = cells.partition_point(|cell| cell.at.end <= offset);
                match (cells.get(next), cells.last()) {
                    (Some(cell), _) => cell.leading(),
                    (None, Some(last)) => last.trailing(),
                    (None, None) => 0.0,
                }
            }
        }
    }

    /// Returns the offset whose edge is nearest to `x`.
    pub fn offset(&self, x: f32) -> Offset {
        match &self.map {
            Map::Plain(stops) => {
                let next = stops.partition_point(|stop| stop.x <= x);
                let left = next.checked_sub(1).and_then(|at| stops.get(at));
                match (left, stops.get(next)) {
                    (Some(left), Some(right)) if right.x - x < x - left.x => right.at,
                    (Some(left), _) => left.at,
                    (None, Some(right)) => right.at,
                    (None, None) => self.at.start,
                }
            }
            Map::Mixed(cells) => nearest(cells, x).map_or(self.at.start, |cell| {
                let is_left_half = x < f32::midpoint(cell.left, cell.right);
                if is_left_half == cell.is_rtl { cell.at.end } else { cell.at.start }
            }),
        }
    }

    /// Returns the offset of the grapheme that `x` is on: its start.
    pub fn grapheme(&self, x: f32) -> Offset {
        match &self.map {
            Map::Plain(stops) => {
                let next = stops.partition_point(|stop| stop.x <= x);
                let last = stops.len().saturating_sub(2);
                let at = next.saturating_sub(1).min(last);
                stops.get(at).map_or(self.at.start, |stop| stop.at)
            }
            Map::Mixed(cells) => nearest(cells, x).map_or(self.at.start, |cell| cell.at.start),
        }
    }

    /// Returns the last place for a caret on this line where its paragraph ends with it.
    pub fn content_end(&self) -> Offset {
        self.content_end
    }

    /// Does a line end follow its text?
    pub fn has_line_end(&self) -> bool {
        self.content_end < self.at.end
    }

    /// Returns the last place for a caret that shows on this line where its paragraph goes on: before
    /// the space, or the grapheme, that it breaks at.
    pub fn last_stop_before_break(&self) -> Offset {
        let before = match &self.map {
            Map::Plain(stops) => {
                stops.len().checked_sub(2).and_then(|at| stops.get(at)).map(|stop| stop.at)
            }
            Map::Mixed(cells) => cells.last().map(|cell| cell.at.start),
        };
        before.unwrap_or(self.at.start)
    }

    /// Returns the left and right edges of what `stretch` covers of this line, from left to right:
    /// several where the line is mixed. White space at a break is left out.
    pub fn extents(&self, stretch: Stretch) -> Vec<(f32, f32)> {
        let inked = Stretch { start: self.at.start, end: self.ink_end.max(self.at.start) };
        let Some(part) = inked.intersection(stretch) else { return Vec::new() };
        match &self.map {
            Map::Plain(_) => {
                let (left, right) = (self.x(part.start), self.x(part.end));
                if right > left { vec![(left, right)] } else { Vec::new() }
            }
            Map::Mixed(cells) => {
                let first = cells.partition_point(|cell| cell.at.end <= part.start);
                let covered = cells.iter().skip(first).take_while(|cell| cell.at.start < part.end);
                joined(covered.map(|cell| (cell.left, cell.right)).collect())
            }
        }
    }
}

/// Returns the cell at `x`, or the nearest to it. A cell without width is never hit.
fn nearest(cells: &[Cell], x: f32) -> Option<&Cell> {
    let distance = |cell: &&Cell| (cell.left - x).max(x - cell.right).max(0.0);
    let wide = cells.iter().filter(|cell| cell.right > cell.left);
    wide.min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Joins extents that touch.
fn joined(mut extents: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    extents.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut found: Vec<(f32, f32)> = Vec::new();
    for (left, right) in extents.into_iter().filter(|(left, right)| right > left) {
        match found.last_mut() {
            Some(last) if left - last.1 < 0.1 => last.1 = last.1.max(right),
            _ => found.push((left, right)),
        }
    }
    found
}

/// Text as it is painted: a whole plain piece, or a run of a mixed line.
#[derive(Clone, Debug)]
pub struct Run {
    /// What is painted.
    pub galley: Arc<Galley>,
    /// Where, from the piece's top left corner.
    pub at: Vec2,
}

/// A laid-out piece of text.
#[derive(Clone, Debug)]
pub struct Laid {
    /// What is painted.
    pub runs: Vec<Run>,
    /// Its lines, top to bottom; at least one.
    pub lines: Vec<Line>,
    /// How wide and high it is.
    pub size: Vec2,
    /// Which way it is read.
    pub direction: Direction,
}

impl Laid {
    /// Maps a galley of `text`, which begins at `start` in the article and runs from left to right.
    ///
    /// `None` where the galley has not one glyph a character, as egui promises but for letters that
    /// become several glyphs: then only the shaper can tell them apart.
    pub fn plain(galley: Arc<Galley>, text: &str, start: Offset) -> Option<Self> {
        let glyphs = galley.rows.iter().map(|row| row.glyphs.len() + newline(row));
        if glyphs.sum::<usize>() != text.chars().count() {
            return None;
        }
        let mut lines = Vec::with_capacity(galley.rows.len());
        let mut byte = 0;
        for row in &galley.rows {
            let rest = text.get(byte..).unwrap_or_default();
            let mut ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let length = match row.glyphs.len() {
                0 => 0,
                count => ends.nth(count - 1).unwrap_or(rest.len()),
            };
            let content = rest.get(..length).unwrap_or_default();
            lines.push(plain_line(row, content, Offset::new(start.to_usize() + byte)));
            byte += length + newline(row);
        }
        let size = galley.size();
        let (runs, direction) = (vec![Run { galley, at: Vec2::ZERO }], Direction::LeftToRight);
        Some(Self { runs, lines, size, direction })
    }

    /// Returns the first `count` lines alone.
    #[must_use]
    pub fn first_lines(mut self, count: usize) -> Self {
        if count == 0 || count >= self.lines.len() {
            return self;
        }
        let height = self.lines[count].top;
        self.lines.truncate(count);
        self.size.y = height;
        self.runs.retain_mut(|run| {
            run.galley = first_rows(&run.galley, height - run.at.y);
            !run.galley.rows.is_empty()
        });
        self
    }

    /// Returns the line that holds an offset; the first or last where it lies outside.
    pub fn line_at(&self, offset: Offset) -> Option<&Line> {
        let next = self.lines.partition_point(|line| line.at.start <= offset);
        self.lines.get(next.saturating_sub(1))
    }

    /// Returns the line at a height; the first or last where it lies outside.
    pub fn line_at_y(&self, y: f32) -> Option<&Line> {
        let next = self.lines.partition_point(|line| line.bottom <= y);
        self.lines.get(next.min(self.lines.len().saturating_sub(1)))
    }

    /// Returns the rectangles of the lines' parts that `stretch` covers, from each line's top to
    /// its bottom, moved by `origin`.
    pub fn rects(&self, stretch: Stretch, origin: Pos2) -> impl Iterator<Item = (Rect, &Line)> {
        let first = self.lines.partition_point(|line| line.at.end <= stretch.start);
        let rest = self.lines.get(first..).unwrap_or_default().iter();
        rest.take_while(move |line| line.at.start < stretch.end).flat_map(move |line| {
            line.extents(stretch).into_iter().map(move |(left, right)| {
                let min = Pos2::new(left, line.top) + origin.to_vec2();
                let max = Pos2::new(right, line.bottom) + origin.to_vec2();
                (Rect::from_min_max(min, max), line)
            })
        })
    }
}

/// Returns the rows of a galley that begin above `height`.
fn first_rows(galley: &Arc<Galley>, height: f32) -> Arc<Galley> {
    let count = galley.rows.partition_point(|row| row.pos.y < height - 0.5);
    if count == galley.rows.len() {
        return Arc::clone(galley);
    }
    let mut first = Galley::clone(galley);
    first.rows.truncate(count);
    first.rect.max.y = height;
    first.num_vertices = first.rows.iter().map(|row| row.visuals.mesh.vertices.len()).sum();
    first.num_indices = first.rows.iter().map(|row| row.visuals.mesh.indices.len()).sum();
    Arc::new(first)
}

fn newline(row: &PlacedRow) -> usize {
    usize::from(row.ends_with_newline)
}

fn plain_line(row: &PlacedRow, content: &str, start: Offset) -> Line {
    let left = row.pos.x;
    let first = row.glyphs.first();
    let baseline = row.pos.y + first.map_or(row.size.y * 0.7, |glyph| glyph.pos.y);
    let end = Offset::new(start.to_usize() + content.len());
    let mut stops = Vec::with_capacity(content.len() / 2 + 1);
    let mut glyph = 0;
    for (at, grapheme) in content.grapheme_indices(true) {
        let x = row.glyphs.get(glyph).map_or(row.size.x, |glyph| glyph.pos.x);
        let is_hidden = grapheme.chars().all(is_hidden);
        stops.push(Stop { at: Offset::new(start.to_usize() + at), x: left + x, is_hidden });
        glyph += grapheme.chars().count();
    }
    let right = row.glyphs.last().map_or(0.0, |glyph| glyph.max_x());
    stops.push(Stop { at: end, x: left + right, is_hidden: false });
    spread(&mut stops);
    let inked = content.trim_end().len();
    let ink_end = Offset::new(start.to_usize() + inked);
    let at = Stretch { start, end: Offset::new(end.to_usize() + newline(row)) };
    let bottom = row.pos.y + row.size.y;
    let (top, content_end) = (row.pos.y, end);
    Line { at, top, bottom, baseline, ink_end, content_end, map: Map::Plain(stops) }
}

/// Is this a character that takes no room by itself, so that it is no part of a ligature?
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Shares the width of a ligature among its graphemes, so that each has an edge of its own.
fn spread(stops: &mut [Stop]) {
    let mut from = 0;
    while from + 1 < stops.len() {
        // A run of stops at one place, and the first stop beyond it.
        let x = stops[from].x;
        let next = (from + 1..stops.len()).find(|&at| stops[at].x > x);
        let Some(next) = next else { break };
        // In a ligature the width stands at its first grapheme: the following ones share its end.
        let end = stops[next].x;
        let same = (next + 1..stops.len()).take_while(|&at| stops[at].x <= end).count();
        let tails = stops[next..next + same].iter().filter(|stop| !stop.is_hidden).count();
        if tails > 0 && next + same < stops.len() {
            #[expect(clippy::cast_precision_loss, reason = "a handful of graphemes")]
            let step = (end - x) / (tails + 1) as f32;
            let mut edge = x;
            for stop in &mut stops[next..next + same] {
                if !stop.is_hidden {
                    edge += step;
                }
                stop.x = edge;
            }
        }
        from = next;
    }
}
