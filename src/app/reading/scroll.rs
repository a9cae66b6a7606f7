//! How far the page is scrolled for something to be seen, and what the wheel asks for.

use egui::{Rect, Ui};

use super::{page::Page, typeset::Typesetter};
use crate::text::{Offset, Stretch};

/// Returns the height of the line that holds an offset, from the page's top.
pub fn top_of(page: &mut Page, setter: &mut Typesetter<'_>, offset: Offset) -> Option<f64> {
    page.lay(setter, page.piece_at(offset));
    // Laying out a piece may have moved the offset's line to the piece before it.
    let number = page.piece_at(offset);
    page.lay(setter, number);
    let seen = page.seen(number)?;
    Some(seen.top + f64::from(seen.laid.line_at(offset)?.top))
}

/// How something out of view is brought into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Where the eye expects what was jumped to.
    InUpperThird,
    /// Not farther than needed: a caret that moves.
    WithLeastScrolling,
}

/// Returns how far to scroll so that a stretch is seen; `None` where it is seen already.
pub fn scroll_to(
    page: &mut Page,
    setter: &mut Typesetter<'_>,
    at: Stretch,
    (scroll, height): (f64, f64),
    show: Show,
) -> Option<f64> {
    let line = page.line_height() * 1.4;
    // Laying out the end may move the start.
    top_of(page, setter, at.start)?;
    let bottom = top_of(page, setter, at.end)? + line;
    let top = top_of(page, setter, at.start)?;
    let (edge, above) = match show {
        Show::InUpperThird => (height * 0.12, height * 0.3),
        Show::WithLeastScrolling => (24.0, 32.0),
    };
    let is_above = top <= scroll + edge;
    let is_below = bottom >= scroll + height - edge;
    match (is_above, is_below, show) {
        (false, false, _) => None,
        (false, true, Show::WithLeastScrolling) => Some((bottom + edge - height).min(top - above)),
        _ => Some(top - above),
    }
}

/// Takes how far the wheel was turned over the view, in points.
pub fn wheel(ui: &Ui, view: Rect) -> f32 {
    if !ui.rect_contains_pointer(view) {
        return 0.0;
    }
    ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y))
}
