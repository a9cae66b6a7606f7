//! What a search has found, in the text: hits with a fill, occurrences of a name as ghosts of the
//! spans that they may become.

use egui::{Color32, CornerRadius, Rect, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::sheet::Sheet;
use crate::{
    app::{
        action::{Action, OccurrenceAction},
        find::Occurrences,
        scene::Scene,
    },
    text::Stretch,
};

/// How far the lines that fill a ghost stand apart, in points.
const HATCH: f32 = 5.0;

/// A dash of a ghost's outline, and the gap after it.
const DASH: (f32, f32) = (4.0, 3.0);

/// Paints what lies under the text and under the spans: the fill of each hit, or of each ghost that is
/// on.
pub fn paint_under(ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>) {
    if let Some(occurrences) = scene.occurrences {
        let color = ghost_color(scene, occurrences).gamma_multiply(0.5);
        let ghosts = in_view(occurrences.ghosts(), sheet).iter().copied();
        let on = ghosts.filter(|ghost| occurrences.is_on(*ghost));
        for strip in on.flat_map(|ghost| sheet.strips(ghost)) {
            hatch(ui, ghost_rect(strip.fill()), color);
        }
        return;
    }
    for strip in in_view(scene.finding.hits(), sheet).iter().flat_map(|hit| sheet.strips(*hit)) {
        ui.painter().rect_filled(strip.fill(), 2.0, scene.theme.hit);
    }
}

/// Paints a line around the hit that one is at.
pub fn paint_over(ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>) {
    let Some(hit) = scene.finding.hit().filter(|_| scene.occurrences.is_none()) else { return };
    for strip in sheet.strips(hit) {
        let rect = strip.fill().expand2(egui::vec2(2.0, 1.5));
        let stroke = Stroke::new(2.0, scene.theme.hit_line);
        ui.painter().rect_stroke(rect, CornerRadius::same(3), stroke, StrokeKind::Middle);
    }
}

/// Shows the ghosts; a click on one switches it off or on. Returns whether the pointer is on one.
pub fn ghosts_ui(ui: &Ui, scene: &Scene<'_>, sheet: &Sheet<'_>, actions: &mut Vec<Action>) -> bool {
    let Some(occurrences) = scene.occurrences else { return false };
    let color = ghost_color(scene, occurrences);
    let all = occurrences.ghosts();
    let first = all.partition_point(|ghost| ghost.end <= sheet.stretch().start);
    let mut is_on_one = false;
    for (number, ghost) in in_view(all, sheet).iter().enumerate() {
        let strips: Vec<Rect> = sheet.strips(*ghost).map(|strip| strip.fill()).collect();
        paint_ghost(ui, occurrences, *ghost, &strips, color);
        let name = format!("Occurrence {} of {}", first + number + 1, all.len());
        let name = format!("{name}: {}", sheet.page.text().slice(*ghost));
        for (part, rect) in strips.iter().enumerate() {
            let id = ui.scope_id().with(("ghost", ghost.start, part));
            let response = ui.interact(*rect, id, Sense::click());
            response.widget_info(|| {
                let is_on = occurrences.is_on(*ghost);
                WidgetInfo::selected(egui::Role::CheckBox, true, is_on, &name)
            });
            is_on_one |= response.contains_pointer();
            if response.clicked() {
                actions.push(Action::Occurrence(OccurrenceAction::Toggle(*ghost)));
            }
        }
    }
    is_on_one
}

/// Returns the colour of the tag that is chosen.
fn ghost_color(scene: &Scene<'_>, occurrences: &Occurrences) -> Color32 {
    let tags = scene.codebook().zip(occurrences.tag.as_ref());
    let tag = tags.and_then(|(codebook, tag)| codebook.tags.get(tag));
    tag.map_or(scene.theme.accent, |tag| scene.theme.tag(tag))
}

fn ghost_rect(strip: Rect) -> Rect {
    strip.expand2(egui::vec2(2.0, 1.0))
}

/// Paints the line around a ghost: of dashes while it is on, of dots while it is off.
fn paint_ghost(
    ui: &Ui,
    occurrences: &Occurrences,
    ghost: Stretch,
    strips: &[Rect],
    color: Color32,
) {
    let (is_on, is_current) = (occurrences.is_on(ghost), occurrences.current == Some(ghost.start));
    for rect in strips {
        let rect = ghost_rect(*rect);
        let (left, right) = (rect.left_top(), rect.right_bottom());
        let path = [left, rect.right_top(), right, rect.left_bottom(), left];
        let outline = if is_current {
            vec![Shape::closed_line(path[..4].to_vec(), Stroke::new(2.0, color))]
        } else if is_on {
            Shape::dashed_line(&path, Stroke::new(1.25, color), DASH.0, DASH.1)
        } else {
            Shape::dotted_line(&path, color, DASH.0, 0.8)
        };
        ui.painter().extend(outline);
    }
}

fn hatch(ui: &Ui, rect: Rect, color: Color32) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        let ends = [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())];
        painter.line_segment(ends, Stroke::new(1.0, color));
        x += HATCH;
    }
}

/// Returns those of a sorted list that are in view.
fn in_view<'a>(all: &'a [Stretch], sheet: &Sheet<'_>) -> &'a [Stretch] {
    let view = sheet.stretch();
    let first = all.partition_point(|one| one.end <= view.start);
    let rest = all.get(first..).unwrap_or_default();
    let count = rest.partition_point(|one| one.start < view.end);
    rest.get(..count).unwrap_or_default()
}
