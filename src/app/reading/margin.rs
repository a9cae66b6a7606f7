//! The margin: a stripe beside the column for each span in view.

use egui::{Rect, Ui, pos2};

use super::{highlight::Shown, sheet::Sheet};

/// How far the first stripe stands from the column, and how far from the map beside the page.
const GAP: f32 = 12.0;
const RAIL: f32 = 22.0;

/// How wide a stripe is, and from one to the next, where there is room; and the least that is told
/// apart.
const WIDTH: f32 = 4.0;
const STEP: f32 = 7.0;
const LEAST_STEP: f32 = 3.0;

/// Paints a stripe for each span: those that overlap stand beside each other.
pub fn paint_stripes(ui: &Ui, sheet: &Sheet<'_>, spans: &[Shown<'_>]) {
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
    let lanes: Vec<usize> = stripes
        .iter()
        .map(|(top, bottom, _)| {
            let free = ends.iter().position(|end| end < top);
            let lane = free.unwrap_or_else(|| {
                ends.push(0.0);
                ends.len() - 1
            });
            ends[lane] = *bottom;
            lane
        })
        .collect();
    let column = sheet.left + sheet.page.key.width;
    #[expect(clippy::cast_precision_loss, reason = "a few stripes")]
    let place = |lane: usize| lane as f32;
    let room = (sheet.view.right() - RAIL - column - GAP).max(LEAST_STEP);
    let step = (room / place(ends.len().max(1))).clamp(LEAST_STEP, STEP);
    // Where there is more room, the stripes stand farther off.
    let left = column + GAP + (room - step * place(ends.len())).clamp(0.0, 10.0);
    for ((top, bottom, shown), lane) in stripes.into_iter().zip(lanes) {
        let x = left + place(lane) * step;
        let width = WIDTH.min(step - 1.0);
        if x + width > sheet.view.right() - RAIL + 1.0 {
            continue;
        }
        let rect = Rect::from_min_max(pos2(x, top), pos2(x + width, bottom));
        ui.painter().rect_filled(rect, 2.0, shown.color);
    }
}
