//! The margin: a stripe beside the column for each span in view.

use egui::{Rect, Ui, pos2};

use super::{highlight::Shown, sheet::Sheet};

/// How far the first stripe stands from the column, how wide one is, and from one to the next.
const GAP: f32 = 22.0;
const WIDTH: f32 = 4.0;
const STEP: f32 = 7.0;

/// Paints a stripe for each span: those that overlap stand beside each other.
pub fn paint_stripes(ui: &Ui, sheet: &Sheet<'_>, spans: &[Shown<'_>]) {
    let left = sheet.left + sheet.page.key.width + GAP;
    let room = ((sheet.view.right() - 24.0 - left) / STEP).max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few stripes")]
    let most = room as usize;
    let mut stripes: Vec<(f32, f32, &Shown<'_>)> = spans
        .iter()
        .filter_map(|shown| {
            let mut strips = shown.fragments.iter().flat_map(|one| sheet.strips(one));
            let first = strips.next()?.fill();
            let last = strips.last().map_or(first, |strip| strip.fill());
            Some((first.top(), last.bottom(), shown))
        })
        .collect();
    stripes.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let mut ends: Vec<f32> = Vec::new();
    for (top, bottom, shown) in stripes {
        let free = ends.iter().position(|end| *end < top);
        let lane = free.unwrap_or_else(|| {
            ends.push(0.0);
            ends.len() - 1
        });
        ends[lane] = bottom;
        if lane >= most {
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few stripes")]
        let x = left + lane as f32 * STEP;
        let rect = Rect::from_min_max(pos2(x, top), pos2(x + WIDTH, bottom));
        ui.painter().rect_filled(rect, 2.0, shown.color);
    }
}
