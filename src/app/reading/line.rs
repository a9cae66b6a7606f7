//! Laid-out lines, with the view's own map between x and byte.
//!
//! Positions never come from egui's cursors: each line keeps the x of every grapheme's start.

use std::sync::Arc;

use egui::{Galley, Pos2, Rect, epaint::text::PlacedRow};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::{Offset, Stretch};

/// A place in a line where a caret can stand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stop {
    at: Offset,
    x: f32,
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
    /// Where its last visible letter ends.
    ink_end: f32,
    stops: Vec<Stop>,
}

impl Line {
    /// Returns the x of an offset; one inside a grapheme counts as the grapheme's start.
    pub fn x(&self, offset: Offset) -> f32 {
        let next = self.stops.partition_point(|stop| stop.at <= offset);
        let stop = next.checked_sub(1).and_then(|at| self.stops.get(at));
        stop.or(self.stops.first()).map_or(0.0, |stop| stop.x)
    }

    /// Returns the offset whose edge is nearest to `x`.
    pub fn offset(&self, x: f32) -> Offset {
        let next = self.stops.partition_point(|stop| stop.x <= x);
        let left = next.checked_sub(1).and_then(|at| self.stops.get(at));
        match (left, self.stops.get(next)) {
            (Some(left), Some(right)) if right.x - x < x - left.x => right.at,
            (Some(left), _) => left.at,
            (None, Some(right)) => right.at,
            (None, None) => self.at.start,
        }
    }

    /// Returns the offset of the grapheme that `x` is on: its start.
    pub fn grapheme(&self, x: f32) -> Offset {
        let next = self.stops.partition_point(|stop| stop.x <= x);
        let last = self.stops.len().saturating_sub(2);
        let at = next.saturating_sub(1).min(last);
        self.stops.get(at).map_or(self.at.start, |stop| stop.at)
    }

    /// Returns the last place for a caret that shows on this line: before the space, or the
    /// grapheme, that it breaks at.
    pub fn last_stop_before_break(&self) -> Offset {
        let before = self.stops.len().checked_sub(2).and_then(|at| self.stops.get(at));
        before.map_or(self.at.start, |stop| stop.at)
    }

    /// Returns the left and right edge of the part of `stretch` on this line, `None` where there is
    /// none. White space at a break is left out.
    pub fn extent(&self, stretch: Stretch) -> Option<(f32, f32)> {
        let part = self.at.intersection(stretch)?;
        let right = self.x(part.end).min(self.ink_end.max(self.x(part.start)));
        let left = self.x(part.start);
        (right > left).then_some((left, right))
    }
}

/// A laid-out piece of text.
#[derive(Clone, Debug)]
pub struct Laid {
    /// What is painted.
    pub galley: Arc<Galley>,
    /// Its lines, top to bottom; at least one.
    pub lines: Vec<Line>,
}

impl Laid {
    /// Maps a galley of `text`, which begins at `start` in the article.
    pub fn new(galley: Arc<Galley>, text: &str, start: Offset) -> Self {
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
            let newline = usize::from(row.ends_with_newline);
            lines.push(line(row, content, Offset::new(start.to_usize() + byte), newline));
            byte += length + newline;
        }
        Self { galley, lines }
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
        rest.take_while(move |line| line.at.start < stretch.end).filter_map(move |line| {
            let (left, right) = line.extent(stretch)?;
            let min = Pos2::new(left, line.top) + origin.to_vec2();
            let max = Pos2::new(right, line.bottom) + origin.to_vec2();
            Some((Rect::from_min_max(min, max), line))
        })
    }
}

fn line(row: &PlacedRow, content: &str, start: Offset, newline: usize) -> Line {
    let left = row.pos.x;
    let first = row.glyphs.first();
    let baseline = row.pos.y + first.map_or(row.size.y * 0.7, |glyph| glyph.pos.y);
    let end = Offset::new(start.to_usize() + content.len());
    let mut stops = Vec::with_capacity(content.len() / 2 + 1);
    let mut glyph = 0;
    for (at, grapheme) in content.grapheme_indices(true) {
        let x = row.glyphs.get(glyph).map_or(row.size.x, |glyph| glyph.pos.x);
        stops.push(Stop { at: Offset::new(start.to_usize() + at), x: left + x });
        glyph += grapheme.chars().count();
    }
    let right = row.glyphs.last().map_or(0.0, |glyph| glyph.max_x());
    stops.push(Stop { at: end, x: left + right });
    spread(&mut stops);
    let inked = content.trim_end().len();
    let whole = Stretch { start, end: Offset::new(end.to_usize() + newline) };
    let mut line = Line {
        at: whole,
        top: row.pos.y,
        bottom: row.pos.y + row.size.y,
        baseline,
        ink_end: f32::INFINITY,
        stops,
    };
    line.ink_end = line.x(Offset::new(start.to_usize() + inked));
    line
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
        let is_inside = same > 0 && next + same < stops.len();
        if is_inside {
            #[expect(clippy::cast_precision_loss, reason = "a handful of graphemes")]
            let step = (end - x) / (same + 1) as f32;
            for (place, at) in (next..next + same).enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "a handful of graphemes")]
                let part = step * (place + 1) as f32;
                stops[at].x = x + part;
            }
        }
        from = next;
    }
}
