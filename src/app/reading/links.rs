//! The links of the selected span as calm curves, and the ends out of view as chips at the edge.

use egui::{Align2, Color32, Id, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::sheet::Sheet;
use crate::{
    app::{
        action::Action,
        scene::Scene,
        theme::{font, radius},
        view::SpanRef,
        widgets::{one_line, paint_line, paint_swatch},
    },
    model::{Link, Span},
    review::first_words,
    text::{Offset, Stretch},
};

/// One end of a link, seen from the selected span.
struct End<'a> {
    link: &'a Link,
    other: &'a Span,
    at: SpanRef,
    is_outgoing: bool,
}

/// Paints the links of the selected span.
pub fn links_ui(ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, actions: &mut Vec<Action>) {
    let Some(selected) = &scene.view.span else { return };
    let Some((span, _)) = scene.open.and_then(|open| open.span(selected)) else { return };
    let mut below = 0;
    let mut above = 0;
    for end in ends(scene, selected) {
        let here = span.place.fragments().map(|fragments| fragments.extent());
        let there = end.other.place.fragments().map(|fragments| fragments.extent());
        let (Some(here), Some(there)) = (here, there) else { continue };
        let color = scene.theme.tag_or_dim(scene.codebook().and_then(|codebook| {
            codebook.tags.get(if end.is_outgoing { &span.tag } else { &end.other.tag })
        }));
        match (first_strip(sheet, here), first_strip(sheet, there)) {
            (Some(here), Some(there)) if end.is_outgoing => paint_curve(ui, here, there, color),
            (Some(here), Some(there)) => paint_curve(ui, there, here, color),
            (Some(_), None) => {
                let is_above = there.start < sheet.stretch().start;
                let row = if is_above { &mut above } else { &mut below };
                chip_ui(ui, scene, sheet, &end, (is_above, *row), actions);
                *row += 1;
            }
            (None, _) => {}
        }
    }
}

fn ends<'a>(scene: &Scene<'a>, selected: &SpanRef) -> Vec<End<'a>> {
    let found = scene.project().and_then(|project| project.layer(&selected.layer));
    let Some(layer) = found else { return Vec::new() };
    let ends = layer.links_at(&selected.span).filter_map(|link| {
        let is_outgoing = link.from == selected.span;
        let id = match (&link.to, is_outgoing) {
            (crate::model::LinkEnd::Span(to), true) => to,
            (_, false) => &link.from,
            _ => return None,
        };
        let other = layer.span(id)?;
        Some(End { link, other, at: SpanRef::new(&layer.id, id), is_outgoing })
    });
    ends.collect()
}

fn first_strip(sheet: &Sheet<'_>, at: Stretch) -> Option<Rect> {
    sheet.strips(at).next().map(|strip| strip.fill())
}

/// Paints a curve from one span to another, with an arrow's head there: over the line where both are
/// on one line, else through the space between them.
fn paint_curve(ui: &Ui, from: Rect, to: Rect, color: Color32) {
    let lines_apart = from.center().y - to.center().y;
    let (points, head) = if lines_apart.abs() < from.height() * 0.5 {
        let start = pos2(from.left() + from.width().min(16.0), from.top() - 2.0);
        let end = pos2(to.center().x.min(to.left() + 160.0), to.top() - 2.0);
        let lift = 14.0 + (start.x - end.x).abs().min(240.0) * 0.04;
        let top = start.y.min(end.y) - lift;
        ([start, pos2(start.x, top), pos2(end.x, top), end], -6.0)
    } else {
        let x = from.left() + from.width().min(16.0);
        let (start, end_y, head) = if lines_apart > 0.0 {
            (pos2(x, from.top() - 2.0), to.bottom() + 4.0, 6.0)
        } else {
            (pos2(x, from.bottom() + 4.0), to.top() - 2.0, -6.0)
        };
        let inset = to.width().min(16.0) * 0.5;
        let end = pos2(x.clamp(to.left() + inset, to.right() - inset), end_y);
        let middle = f32::midpoint(start.y, end.y);
        ([start, pos2(start.x, middle), pos2(end.x, middle), end], head)
    };
    let stroke = Stroke::new(1.5, color);
    let end = points[3];
    let curve = egui::epaint::CubicBezierShape::from_points_stroke(
        points,
        false,
        Color32::TRANSPARENT,
        stroke,
    );
    ui.painter().add(curve);
    let side = |dx: f32| Shape::line_segment([end, end + vec2(dx, head)], stroke);
    ui.painter().extend([side(-4.0), side(4.0)]);
}

fn chip_ui(
    ui: &Ui,
    scene: &Scene<'_>,
    sheet: &Sheet<'_>,
    end: &End<'_>,
    (is_above, row): (bool, usize),
    actions: &mut Vec<Action>,
) {
    let (Some(project), Some(version)) = (scene.project(), scene.version()) else { return };
    let theme = &scene.theme;
    let kind = project.codebook().kind_name(&end.link.kind);
    let arrow = if is_above { "↑" } else { "↓" };
    let words = first_words(end.other, Some(&version.text), 48);
    let text = if end.is_outgoing {
        format!("{arrow} {kind} {words}")
    } else {
        format!("{arrow} {kind} ← {words}")
    };
    let line = one_line(ui, &text, font::small(), theme.ink, 320.0);
    let size = vec2(line.size().x + 34.0, 24.0);
    #[expect(clippy::cast_precision_loss, reason = "a few chips")]
    let inset = 8.0 + row as f32 * 28.0;
    let left = sheet.left + sheet.page.key.width - size.x;
    let top =
        if is_above { sheet.view.top() + inset } else { sheet.view.bottom() - inset - size.y };
    let rect = Rect::from_min_size(Pos2::new(left, top), size);
    let id = Id::unique(("link chip", end.link.id.as_str(), end.is_outgoing));
    // Drags as well: those that it did not take would be the page's.
    let response = ui.interact(rect, id, egui::Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
    let fill = if response.hovered() { theme.hover } else { theme.panel };
    let painter = ui.painter();
    painter.rect(rect, f32::from(radius::WINDOW), fill, theme.thin(), StrokeKind::Inside);
    let tag = project.codebook().tags.get(&end.other.tag);
    paint_swatch(ui, rect.left_center() + vec2(14.0, 0.0), theme.tag_or_dim(tag));
    paint_line(ui, line, rect.left() + 25.0, rect.center().y);
    if response.clicked() {
        actions.push(Action::jump(&end.at.layer, &end.at.span));
    }
}

/// Returns the letters for the `number`th of `count` candidates: one letter each where that is
/// enough, else two.
pub fn letters(number: usize, count: usize) -> String {
    const LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";
    let letter = |at: usize| char::from(LETTERS[at % LETTERS.len()]);
    if count <= LETTERS.len() {
        return letter(number).to_string();
    }
    [letter(number / LETTERS.len()), letter(number)].iter().collect()
}

/// Paints the letters that choose a candidate.
pub fn paint_letters(ui: &Ui, sheet: &Sheet<'_>, at: Offset, letters: &str, color: Color32) {
    let Some(caret) = sheet.caret(at) else { return };
    let galley = ui.painter().layout_no_wrap(
        letters.to_uppercase(),
        font::small_semibold(),
        sheet.theme.paper,
    );
    let size = galley.size() + vec2(8.0, 3.0);
    let rect = Rect::from_min_size(caret.left_top() - vec2(size.x * 0.5, size.y * 0.6), size);
    ui.painter().rect_filled(rect, 4.0, color);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, sheet.theme.paper);
}
