//! Highlights: pale fills under the text, lines below it, an outline around the selected span.

use egui::{Color32, CornerRadius, Rect, Stroke, StrokeKind, Ui, pos2};

use super::sheet::Sheet;
use crate::{
    app::{scene::Scene, view::SpanRef, widgets::paint_underline},
    model::{Fragments, Span, Tag, Underline},
    text::Stretch,
};

/// How far one line under the text stands from the next, in points.
const LANE: f32 = 3.0;

/// How many lines are told apart under one line of text: as many as the next one leaves room for.
const LANES: usize = 5;

/// A span in view.
pub struct Shown<'a> {
    /// Which one.
    pub at: SpanRef,
    /// The span.
    pub span: &'a Span,
    /// Its stretches.
    pub fragments: &'a Fragments,
    /// Its tag, if the codebook knows it.
    pub tag: Option<&'a Tag>,
    /// Its tag's colour.
    pub color: Color32,
    /// Which line under the text is its own, among those that overlap it: 0 is the nearest.
    pub lane: usize,
}

/// Returns the spans in view, the longest first, so that the inner ones are drawn over the outer.
pub fn shown<'a>(scene: &Scene<'a>, sheet: &Sheet<'_>) -> Vec<Shown<'a>> {
    let mut all = Vec::new();
    let (Some(project), Some(article)) = (scene.project(), scene.article()) else { return all };
    let Some(version) = scene.version() else { return all };
    let view = sheet.stretch();
    for layer in project.layers_of(&article.id) {
        if layer.version != version.number {
            continue;
        }
        for span in layer.by_place().overlapping(view) {
            let Some(fragments) = span.place.fragments() else { continue };
            let tag = project.codebook().tags.get(&span.tag);
            let color = scene.theme.tag_or_dim(tag);
            let at = SpanRef::new(&layer.id, &span.id);
            all.push(Shown { at, span, fragments, tag, color, lane: 0 });
        }
    }
    all.sort_by_key(|shown| (shown.fragments.len_in_bytes(), shown.fragments.start()));
    give_lanes(&mut all);
    all.reverse();
    all
}

/// Gives each span, shortest first, the nearest line that no overlapping span has.
fn give_lanes(spans: &mut [Shown<'_>]) {
    let mut lanes: Vec<Vec<Stretch>> = Vec::new();
    for shown in spans {
        let extent = shown.fragments.extent();
        let is_free = |lane: &Vec<Stretch>| lane.iter().all(|other| !other.overlaps(extent));
        let lane = lanes.iter().position(is_free).unwrap_or_else(|| {
            lanes.push(Vec::new());
            lanes.len() - 1
        });
        lanes[lane].push(extent);
        shown.lane = lane.min(LANES - 1);
    }
}

/// Paints what lies under the text: fills and lines.
pub fn paint_under(ui: &Ui, sheet: &Sheet<'_>, spans: &[Shown<'_>], hovered: Option<&SpanRef>) {
    for shown in spans {
        let is_hovered = hovered == Some(&shown.at);
        let wash = sheet.theme.wash(shown.color);
        let wash = if is_hovered { wash.gamma_multiply(1.8) } else { wash };
        for strip in shown.fragments.iter().flat_map(|fragment| sheet.strips(fragment)) {
            ui.painter().rect_filled(strip.fill(), 2.0, wash);
            #[expect(clippy::cast_precision_loss, reason = "five lanes")]
            let y = strip.bottom() + shown.lane as f32 * LANE;
            let underline = shown.tag.map_or(&Underline::Solid, |tag| &tag.underline);
            paint_underline(ui.painter(), strip.rect.x_range(), y, underline, shown.color);
        }
    }
}

/// Paints a line around a span.
pub fn paint_outline(ui: &Ui, sheet: &Sheet<'_>, fragments: &Fragments, stroke: Stroke) {
    for strip in fragments.iter().flat_map(|fragment| sheet.strips(fragment)) {
        let rect = strip.fill().expand2(egui::vec2(1.5, 2.5));
        let rect = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() + 1.0));
        ui.painter().rect_stroke(rect, CornerRadius::same(4), stroke, StrokeKind::Middle);
    }
}

/// Paints the selected text and the caret.
pub fn paint_selection(ui: &Ui, sheet: &Sheet<'_>, stretch: Stretch) {
    for strip in sheet.strips(stretch) {
        ui.painter().rect_filled(strip.fill(), 2.0, sheet.theme.selection);
    }
}
