//! The part of the page that is in view, and where its text stands on the screen.

use egui::{Pos2, Rect, pos2, vec2};

use super::{
    line::{Line, Run},
    page::Page,
    piece::Seen,
};
use crate::{
    app::{bidi::Direction, theme::Theme},
    text::{Offset, Stretch},
};

/// The part of the page that is in view.
pub struct Sheet<'a> {
    /// The page.
    pub page: &'a Page,
    /// Where it is seen.
    pub view: Rect,
    /// The left edge of the column.
    pub left: f32,
    /// How far the page is scrolled, in points.
    pub scroll: f64,
    /// Colours.
    pub theme: &'a Theme,
}

/// A part of a span or selection on one line.
pub struct Strip {
    /// From its left to its right edge, and from the line's top to its bottom.
    pub rect: Rect,
    /// Where the letters stand.
    pub baseline: f32,
    /// How large they are.
    pub size: f32,
}

impl Strip {
    /// Returns what a highlight fills: from above the letters to a little below them.
    pub fn fill(&self) -> Rect {
        let top = self.baseline - self.size * 0.98;
        Rect::from_x_y_ranges(self.rect.x_range(), top..=self.bottom())
    }

    /// Returns where the first line under the letters is drawn.
    pub fn bottom(&self) -> f32 {
        self.baseline + self.size * 0.36
    }
}

impl<'a> Sheet<'a> {
    /// Returns the pieces in view.
    pub fn pieces(&self) -> impl Iterator<Item = Seen<'a>> {
        self.page.in_view(self.scroll, self.scroll + f64::from(self.view.height()))
    }

    /// Returns the text in view, cut at pieces.
    pub fn stretch(&self) -> Stretch {
        let mut pieces = self.pieces().map(|seen| seen.piece.at);
        let first = pieces.next().unwrap_or_default();
        pieces.fold(first, Stretch::union)
    }

    /// Returns the top left corner of a piece on the screen.
    pub fn origin(&self, seen: Seen<'_>) -> Pos2 {
        #[expect(clippy::cast_possible_truncation, reason = "the difference is near the view")]
        let y = (seen.top - self.scroll) as f32;
        pos2(self.left + seen.left, self.view.top() + y)
    }

    /// Returns the runs of a piece that are in view.
    pub fn runs_in_view(&self, seen: Seen<'a>) -> impl Iterator<Item = &'a Run> {
        let top = self.origin(seen).y;
        let view = self.view;
        seen.laid.runs.iter().filter(move |run| {
            let y = top + run.at.y;
            y < view.bottom() && y + run.galley.size().y > view.top()
        })
    }

    /// Returns the parts of a stretch on the lines in view.
    pub fn strips(&self, stretch: Stretch) -> impl Iterator<Item = Strip> {
        let covered = self.pieces().filter(move |seen| seen.piece.at.overlaps(stretch));
        covered.flat_map(move |seen| {
            let (origin, size) = (self.origin(seen), seen.style.font.size);
            let (top, bottom) = (self.view.top(), self.view.bottom());
            seen.laid
                .rects(stretch, origin)
                .filter(move |(rect, _)| rect.bottom() > top - size && rect.top() < bottom + size)
                .map(move |(rect, line)| Strip { rect, baseline: origin.y + line.baseline, size })
        })
    }

    /// Returns where a caret stands, `None` where that is out of view.
    pub fn caret(&self, offset: Offset) -> Option<Rect> {
        let seen = self.page.seen(self.page.piece_at(offset))?;
        let line = seen.laid.line_at(offset.min(seen.piece.at.end))?;
        let (origin, size) = (self.origin(seen), seen.style.font.size);
        let x = origin.x + line.x(offset);
        let bottom = origin.y + line.baseline + size * 0.28;
        let height = size * 1.22;
        Some(Rect::from_min_size(pos2(x, bottom - height), vec2(0.0, height)))
    }

    /// Returns the line that an offset is on, `None` where that is out of view.
    pub fn line_of(&self, offset: Offset) -> Option<&'a Line> {
        self.page.laid(self.page.piece_at(offset))?.line_at(offset)
    }

    /// Returns the last place for a caret on the line that an offset is on, `None` where that is out of
    /// view.
    pub fn end_of_line(&self, offset: Offset) -> Option<Offset> {
        let seen = self.page.seen(self.page.piece_at(offset))?;
        let line = seen.laid.line_at(offset)?;
        let is_broken = goes_on(seen, line);
        Some(if is_broken { line.last_stop_before_break() } else { line.content_end() })
    }

    /// Returns which way the paragraph at an offset is read.
    pub fn direction_at(&self, offset: Offset) -> Direction {
        self.page.laid(self.page.piece_at(offset)).map(|laid| laid.direction).unwrap_or_default()
    }

    /// Returns the edge between graphemes that is nearest to a point.
    pub fn edge_at(&self, point: Pos2) -> Option<Offset> {
        let (seen, line, x) = self.line_at(point)?;
        Some(within(seen, line, line.offset(x)))
    }

    /// Returns the start of the grapheme under a point, `None` beside the text.
    pub fn grapheme_at(&self, point: Pos2) -> Option<Offset> {
        let (seen, line, x) = self.line_at(point)?;
        let y = point.y - self.origin(seen).y;
        let mut extents = line.extents(line.at).into_iter();
        let is_on = extents.any(|(left, right)| (left..=right).contains(&x))
            && (line.top..line.bottom).contains(&y);
        is_on.then(|| line.grapheme(x))
    }

    fn line_at(&self, point: Pos2) -> Option<(Seen<'a>, &'a Line, f32)> {
        let y = self.scroll + f64::from(point.y - self.view.top());
        let mut row = self.page.row(self.page.piece_at_y(y));
        // Between two pieces the nearer one counts.
        if let (Some(near), Some(next)) = (self.page.seen(row.start), self.page.seen(row.end)) {
            let beyond = y - near.top - f64::from(self.page.row_height(row.start));
            if beyond > 0.0 && next.top - y < beyond {
                row = self.page.row(row.end);
            }
        }
        let is_left_of = |seen: &Seen<'_>| self.left + seen.left <= point.x;
        let beside = row.clone().rev().filter_map(|number| self.page.seen(number));
        let seen = beside.clone().find(is_left_of).or_else(|| self.page.seen(row.start))?;
        let origin = self.origin(seen);
        Some((seen, seen.laid.line_at_y(point.y - origin.y)?, point.x - origin.x))
    }
}

/// Is a line broken because there was no more room on it?
fn goes_on(seen: Seen<'_>, line: &Line) -> bool {
    let is_last = seen.laid.lines.last().is_some_and(|last| last.at == line.at);
    !line.has_line_end() && (!is_last || seen.piece.has_more_below())
}

/// Keeps a caret at the end of a soft-wrapped line before the space that it breaks at, so that it
/// does not show on the next line.
fn within(seen: Seen<'_>, line: &Line, offset: Offset) -> Offset {
    if offset >= line.at.end && goes_on(seen, line) && offset > line.at.start {
        return line.last_stop_before_break();
    }
    offset
}
