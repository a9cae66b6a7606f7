//! The part of the page that is in view, and where its text stands on the screen.

use egui::{Pos2, Rect, pos2, vec2};

use super::{
    line::{Laid, Line},
    page::{Page, Piece},
};
use crate::{
    app::theme::Theme,
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
    pub fn pieces(&self) -> impl Iterator<Item = (&'a Piece, &'a Laid)> {
        self.page.in_view(self.scroll, self.scroll + f64::from(self.view.height()))
    }

    /// Returns the text in view, cut at pieces.
    pub fn stretch(&self) -> Stretch {
        let mut pieces = self.pieces().map(|(piece, _)| piece.at);
        let first = pieces.next().unwrap_or_default();
        pieces.fold(first, Stretch::union)
    }

    /// Returns the top left corner of a piece on the screen.
    pub fn origin(&self, piece: &Piece) -> Pos2 {
        #[expect(clippy::cast_possible_truncation, reason = "the difference is near the view")]
        let y = (piece.top - self.scroll) as f32;
        pos2(self.left + piece.style.indent, self.view.top() + y)
    }

    /// Returns the parts of a stretch on the lines in view.
    pub fn strips(&self, stretch: Stretch) -> impl Iterator<Item = Strip> {
        let pieces: Vec<_> =
            self.pieces().filter(|(piece, _)| piece.at.overlaps(stretch)).collect();
        let strips = pieces.into_iter().flat_map(|(piece, laid)| {
            let origin = self.origin(piece);
            let size = piece.style.font.size;
            let rects: Vec<_> = laid.rects(stretch, origin).collect();
            rects.into_iter().map(move |(rect, line)| Strip {
                rect,
                baseline: origin.y + line.baseline,
                size,
            })
        });
        strips.collect::<Vec<_>>().into_iter()
    }

    /// Returns where a caret stands, `None` where that is out of view.
    pub fn caret(&self, offset: Offset) -> Option<Rect> {
        let number = self.page.piece_at(offset);
        let (piece, laid) = (self.page.pieces().get(number)?, self.page.laid(number)?);
        let (line, origin) = (laid.line_at(offset.min(piece.at.end))?, self.origin(piece));
        let x = origin.x + line.x(offset);
        let bottom = origin.y + line.baseline + piece.style.font.size * 0.28;
        let height = piece.style.font.size * 1.22;
        Some(Rect::from_min_size(pos2(x, bottom - height), vec2(0.0, height)))
    }

    /// Returns the line that an offset is on, `None` where that is out of view.
    pub fn line_of(&self, offset: Offset) -> Option<&'a Line> {
        self.page.laid(self.page.piece_at(offset))?.line_at(offset)
    }

    /// Returns the edge between graphemes that is nearest to a point.
    pub fn edge_at(&self, point: Pos2) -> Option<Offset> {
        let (piece, line, x) = self.line_at(point)?;
        Some(within(piece, line, line.offset(x)))
    }

    /// Returns the start of the grapheme under a point, `None` beside the text.
    pub fn grapheme_at(&self, point: Pos2) -> Option<Offset> {
        let (piece, line, x) = self.line_at(point)?;
        let (left, right) = line.extent(line.at)?;
        let origin = self.origin(piece);
        let is_on = (left..=right).contains(&x)
            && (origin.y + line.top..origin.y + line.bottom).contains(&point.y);
        is_on.then(|| line.grapheme(x))
    }

    fn line_at(&self, point: Pos2) -> Option<(&'a Piece, &'a Line, f32)> {
        let y = self.scroll + f64::from(point.y - self.view.top());
        let mut number = self.page.piece_at_y(y);
        let near = self.page.pieces().get(number)?;
        // Between two pieces the nearer one counts.
        let bottom = self.page.laid(number).map_or(0.0, |laid| laid.galley.size().y);
        if let Some(next) = self.page.pieces().get(number + 1)
            && y > near.top + f64::from(bottom)
            && next.top - y < y - near.top - f64::from(bottom)
            && self.page.laid(number + 1).is_some()
        {
            number += 1;
        }
        let (piece, laid) = (self.page.pieces().get(number)?, self.page.laid(number)?);
        let origin = self.origin(piece);
        Some((piece, laid.line_at_y(point.y - origin.y)?, point.x - origin.x))
    }
}

/// Keeps a caret at the end of a soft-wrapped line before the space that it breaks at, so that it
/// does not show on the next line.
fn within(piece: &Piece, line: &Line, offset: Offset) -> Offset {
    if offset >= line.at.end && offset < piece.at.end && offset > line.at.start {
        return line.last_stop_before_break();
    }
    offset
}
