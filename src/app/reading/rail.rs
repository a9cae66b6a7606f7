//! The scroll bar, on the map of the whole article: where the spans of each tag are; a click goes there.

use egui::{CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{minimap::Minimap, sheet::Sheet};
use crate::app::scene::Scene;

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

impl Rail {
    /// Shows the rail; returns how far the page is to be scrolled, if it is moved.
    pub fn rail_ui(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        sheet: &Sheet<'_>,
        is_live: bool,
    ) -> Option<f64> {
        let (view, page) = (sheet.view, sheet.page);
        let right = view.right() - INSET;
        let track = Rect::from_min_max(
            pos2(right - WIDTH, view.top() + ABOVE),
            pos2(right, view.bottom() - ABOVE),
        );
        if track.height() < LEAST_HANDLE * 2.0 {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
        let count = (track.height() / ROW) as usize;
        self.map.update(ui.ctx(), scene, sheet, count);
        let most = (page.height() - f64::from(view.height())).max(0.0);
        #[expect(clippy::cast_possible_truncation, reason = "both are parts of one")]
        let (part, seen) = (
            if most > 0.0 { (sheet.scroll / most) as f32 } else { 0.0 },
            (f64::from(view.height()) / page.height().max(1.0)).min(1.0) as f32,
        );
        let height = (track.height() * seen).max(LEAST_HANDLE);
        let room = track.height() - height;
        let mut top = track.top() + room * part;
        let response = ui.interact(track, Id::unique("article rail"), Sense::click_and_drag());
        let percent = f64::from(part) * 100.0;
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ScrollBar, true, "Place in the article");
            info.value = Some(percent.round());
            info
        });
        let mut wanted = None;
        let pointer = response.interact_pointer_pos().filter(|_| is_live && most > 0.0);
        if let Some(at) = pointer {
            // Beside the handle, the handle's middle comes to the pointer.
            let is_on = (top..=top + height).contains(&at.y);
            let grip = *self.grip.get_or_insert(if is_on { at.y - top } else { height / 2.0 });
            // The handle stays with the pointer, however the heights on the page turn out.
            top = (at.y - grip).clamp(track.top(), track.top() + room);
            if room > 0.0 {
                wanted = Some(most * f64::from((top - track.top()) / room));
            }
        } else {
            self.grip = None;
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Default);
        }
        let handle = Rect::from_min_size(pos2(track.left(), top), vec2(WIDTH, height));
        let is_lively = response.hovered() || self.grip.is_some();
        self.paint(ui, scene, track, (most > 0.0).then_some(handle), is_lively);
        wanted.filter(|wanted| (wanted - sheet.scroll).abs() > 0.01)
    }

    fn paint(
        &self,
        ui: &Ui,
        scene: &Scene<'_>,
        track: Rect,
        handle: Option<Rect>,
        is_lively: bool,
    ) {
        let theme = &scene.theme;
        let painter = ui.painter();
        painter.rect_filled(track, 3.0, theme.panel);
        if let Some(handle) = handle {
            let edge = Stroke::new(1.0, if is_lively { theme.accent } else { theme.dim });
            painter.rect(handle, 3.0, theme.line, edge, StrokeKind::Inside);
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
