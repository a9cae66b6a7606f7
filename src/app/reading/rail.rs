//! The scroll bar, on the map of the whole article: where the spans of each tag are; a click goes there.

use egui::{
    Color32, CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::{
    minimap::{self, Minimap},
    sheet::Sheet,
};
use crate::{app::scene::Scene, text::Offset};

/// How wide the rail is, and how far it stands from the view's edges.
const WIDTH: f32 = 12.0;
const INSET: f32 = 4.0;
const ABOVE: f32 = 8.0;

/// The handle is at least so high: to be seen, and to be grabbed.
const LEAST_HANDLE: f32 = 28.0;

/// How high a mark is, and from one row of marks to the next.
const MARK: f32 = 3.0;
const ROW: f32 = 4.0;

/// The rail's own state.
#[derive(Debug, Default)]
pub struct Rail {
    map: Minimap,
    /// How far below the handle's top it is held, while it is dragged.
    grip: Option<f32>,
}

/// The scroll bar's handle in its track.
#[derive(Clone, Copy, Debug)]
struct Handle {
    track: Rect,
    height: f32,
    /// How far the page can be scrolled, in points; more than 0.
    most: f64,
}

impl Handle {
    /// Returns the handle of a page; `None` where all of it is in view.
    fn of(sheet: &Sheet<'_>, track: Rect) -> Option<Self> {
        let (whole, view) = (sheet.page.height(), f64::from(sheet.view.height()));
        #[expect(clippy::cast_possible_truncation, reason = "a part of one")]
        let part = (view / whole.max(1.0)) as f32;
        let height = (track.height() * part).max(LEAST_HANDLE);
        (whole > view).then_some(Self { track, height, most: whole - view })
    }

    fn room(&self) -> f32 {
        (self.track.height() - self.height).max(1.0)
    }

    /// Returns its upper edge where the page is scrolled so far.
    fn top(&self, scroll: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a part of one")]
        let part = (scroll / self.most).clamp(0.0, 1.0) as f32;
        self.track.top() + self.room() * part
    }

    /// Returns how far the page is scrolled where its upper edge is there.
    fn scroll(&self, top: f32) -> f64 {
        self.most * f64::from(((top - self.track.top()) / self.room()).clamp(0.0, 1.0))
    }

    fn rect(&self, top: f32) -> Rect {
        let top = top.clamp(self.track.top(), self.track.top() + self.room());
        Rect::from_min_size(pos2(self.track.left(), top), vec2(WIDTH, self.height))
    }
}

impl Rail {
    /// Shows the rail; returns how far the page is to be scrolled, if it is moved.
    pub fn rail_ui(&mut self, ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>) -> Option<f64> {
        let right = sheet.view.right() - INSET;
        let track = Rect::from_min_max(
            pos2(right - WIDTH, sheet.view.top() + ABOVE),
            pos2(right, sheet.view.bottom() - ABOVE),
        );
        if track.height() < LEAST_HANDLE * 2.0 {
            return None;
        }
        self.map.update(ui.ctx(), scene, sheet, rows_of(track));
        let response = ui.interact(track, Id::unique("article rail"), Sense::CLICK | Sense::DRAG);
        let handle = Handle::of(sheet, track);
        let percent = handle.map_or(100.0, |handle| sheet.scroll / handle.most * 100.0);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ScrollBar, true, "Place in the article");
            info.value = Some(percent.round());
            info
        });
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Default);
        }
        let pointer = response.interact_pointer_pos();
        let wanted = handle.zip(pointer).map(|(handle, at)| self.moved(sheet, handle, at.y));
        if pointer.is_none() {
            self.grip = None;
        }
        paint_hits(ui, scene, sheet, track);
        let shown = handle.map(|handle| handle.rect(handle.top(wanted.unwrap_or(sheet.scroll))));
        let is_lively = response.hovered() || pointer.is_some();
        let edge = if is_lively { scene.theme.accent } else { scene.theme.dim };
        self.paint(ui, scene, track, shown.map(|handle| (handle, edge)));
        wanted.filter(|wanted| (wanted - sheet.scroll).abs() > 0.01)
    }

    /// Returns how far to scroll with the pointer held at `y`.
    fn moved(&mut self, sheet: &Sheet<'_>, handle: Handle, y: f32) -> f64 {
        // The handle stays with the pointer, however the heights on the page turn out.
        if let Some(grip) = self.grip {
            return handle.scroll(y - grip);
        }
        let top = handle.top(sheet.scroll);
        let is_on = (top..=top + handle.height).contains(&y);
        let scroll = if is_on {
            sheet.scroll
        } else {
            // Beside the handle, what the map shows there comes to the middle of the view.
            let part = f64::from((y - handle.track.top()) / handle.track.height());
            let middle = f64::from(sheet.view.height()) / 2.0;
            (sheet.page.height() * part - middle).clamp(0.0, handle.most)
        };
        self.grip = Some(y - handle.top(scroll));
        scroll
    }

    fn paint(&self, ui: &Ui, scene: &Scene<'_>, track: Rect, handle: Option<(Rect, Color32)>) {
        let theme = &scene.theme;
        let painter = ui.painter();
        painter.rect_filled(track, 3.0, theme.panel);
        if let Some((handle, edge)) = handle {
            painter.rect(handle, 3.0, theme.line, Stroke::new(1.0, edge), StrokeKind::Inside);
        }
        let inner = track.shrink2(vec2(2.0, 0.0));
        for (row, colors) in self.map.colors(scene) {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred rows, a few tags")]
            let (y, width) =
                (track.top() + row as f32 * ROW, inner.width() / colors.len().max(1) as f32);
            for (number, color) in colors.into_iter().enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "a few tags")]
                let x = inner.left() + number as f32 * width;
                let mark = Rect::from_min_size(pos2(x, y), vec2(width, MARK));
                painter.rect_filled(mark, 0.0, color);
            }
        }
    }
}

/// Paints where the hits of a search are, beside the rail: a long mark for the one that one is at.
fn paint_hits(ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, track: Rect) {
    let (hits, current) = scene.hits();
    if hits.is_empty() {
        return;
    }
    let starts = minimap::starts(sheet, rows_of(track));
    let first_from = |offset: Offset| hits.partition_point(|hit| hit.start < offset);
    for (row, start) in starts.iter().enumerate() {
        let end = starts.get(row + 1).copied().unwrap_or_else(|| sheet.page.text().end());
        let in_row = hits.get(first_from(*start)..first_from(end)).unwrap_or_default();
        if in_row.is_empty() {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
        let y = track.top() + row as f32 * ROW;
        let is_current = current.is_some_and(|hit| (*start..end).contains(&hit.start));
        let left = track.left() - if is_current { 12.0 } else { 6.0 };
        let mark = Rect::from_min_max(pos2(left, y), pos2(track.left() - 1.0, y + MARK));
        ui.painter().rect_filled(mark, 0.0, scene.theme.hit_line);
    }
}

/// Returns how many rows of marks there is room for.
fn rows_of(track: Rect) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
    let count = (track.height() / ROW) as usize;
    count
}
