//! What shows the structure of a text beside its letters: the bar of a quotation, the rules of a
//! table, the line above footnotes, and where the file's pages begin.

use egui::{Align2, Stroke, Ui, pos2};

use super::{piece::Seen, sheet::Sheet};
use crate::{
    app::{scene::Scene, theme::font},
    model::{BlockKind, Page},
    text::{Offset, harmless},
};

/// From a quotation's bar to its letters.
const BAR: f32 = 14.0;

/// How wide the line above footnotes is.
const FOOTNOTE_LINE: f32 = 72.0;

/// How far a page's label stands from the column.
const LABEL: f32 = 14.0;

/// Dots of a page's line, and the gaps between them.
const DOT: f32 = 2.0;

/// Paints it for what is in view.
pub fn paint(ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>) {
    let mut above: Option<Seen<'_>> = None;
    for seen in sheet.pieces() {
        match seen.kind {
            BlockKind::Quotation => paint_bar(ui, sheet, seen),
            BlockKind::TableCell => paint_row_line(ui, sheet, seen),
            BlockKind::Footnote if above.is_some_and(|above| above.kind != seen.kind) => {
                paint_footnote_line(ui, sheet, seen);
            }
            _ => {}
        }
        above = Some(seen);
    }
    if let Some(version) = scene.version() {
        paint_pages(ui, sheet, &version.pages);
    }
}

fn paint_bar(ui: &Ui, sheet: &Sheet<'_>, seen: Seen<'_>) {
    let (origin, height) = (sheet.origin(seen), seen.laid.size.y);
    let x = sheet.left + seen.style.indent - BAR;
    ui.painter().vline(x, origin.y..=origin.y + height, Stroke::new(2.0, sheet.theme.line));
}

/// Paints a line above a cell that begins a row.
fn paint_row_line(ui: &Ui, sheet: &Sheet<'_>, seen: Seen<'_>) {
    let before = seen.piece.at.start.to_usize().checked_sub(1);
    let text = sheet.page.text().as_str().as_bytes();
    let begins_row = before.is_none_or(|at| text.get(at) != Some(&b'\t'));
    if seen.piece.has_more_above() || !begins_row {
        return;
    }
    let y = sheet.origin(seen).y - seen.style.font.size * 0.15;
    let column = sheet.left..=sheet.left + sheet.page.key.width;
    ui.painter().hline(column, y.round(), Stroke::new(1.0, sheet.theme.line));
}

fn paint_footnote_line(ui: &Ui, sheet: &Sheet<'_>, seen: Seen<'_>) {
    let y = sheet.origin(seen).y - seen.style.font.size * 0.6;
    let short = sheet.left..=sheet.left + FOOTNOTE_LINE;
    ui.painter().hline(short, y.round(), Stroke::new(1.0, sheet.theme.line));
}

/// Paints where pages begin: the label beside the line, and a dotted line above it where the page begins
/// with a block.
fn paint_pages(ui: &Ui, sheet: &Sheet<'_>, pages: &[Page]) {
    let shown = sheet.stretch();
    let first = pages.partition_point(|page| page.at.start < shown.start);
    let in_view = pages.iter().skip(first).take_while(|page| page.at.start < shown.end);
    for page in in_view {
        paint_page(ui, sheet, page);
    }
}

fn paint_page(ui: &Ui, sheet: &Sheet<'_>, page: &Page) {
    let Some(seen) = sheet.page.seen(sheet.page.piece_at(page.at.start)) else { return };
    let Some(line) = seen.laid.line_at(page.at.start) else { return };
    let (origin, theme) = (sheet.origin(seen), sheet.theme);
    let middle = origin.y + line.baseline - seen.style.font.size * 0.3;
    let label = if page.label.is_empty() { String::new() } else { format!("p. {}", page.label) };
    let at = pos2(sheet.left - LABEL, middle);
    let label = harmless(&label);
    ui.painter().text(at, Align2::RIGHT_CENTER, label, font::small(), theme.dim);
    let is_first = page.at.start == Offset::START || seen.top < f64::from(seen.style.line_height);
    if seen.piece.at.start == page.at.start && !seen.piece.has_more_above() && !is_first {
        let y = (origin.y - seen.style.font.size * 0.45).round();
        let ends = [pos2(sheet.left, y), pos2(sheet.left + sheet.page.key.width, y)];
        let stroke = Stroke::new(1.0, theme.line);
        ui.painter().extend(egui::Shape::dashed_line(&ends, stroke, DOT, DOT * 2.0));
    }
}
