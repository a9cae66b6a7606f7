//! What the window shows while files are dragged over it.

use egui::{Align2, Id, LayerId, Order, Pos2, Rect, Shape, Stroke, Vec2, vec2};

use crate::{
    app::{
        icons, memo,
        scene::Scene,
        theme::{font, radius},
    },
    jobs::{self, Asked},
};

/// Between the window's edge and the dashed frame.
const AROUND: f32 = 14.0;

/// Shows over everything what a drop would do, while there are files to be dropped.
pub fn drop_ui(ctx: &egui::Context, scene: &Scene<'_>) {
    let hovered = ctx.input(|input| input.raw.hovered_files.clone());
    if hovered.is_empty() {
        return;
    }
    let paths: Vec<_> = hovered.into_iter().filter_map(|file| file.path).collect();
    let is_project = memo::looked_up(ctx, "is a project", &paths, || {
        matches!(jobs::classify(&paths), Ok(Asked::Project(_)))
    });
    let text = match scene.project() {
        _ if is_project => "Drop to open the project".to_owned(),
        Some(project) => format!("Drop to add to “{}”", project.title()),
        None => "Drop to open".to_owned(),
    };
    let theme = &scene.theme;
    let painter = ctx.layer_painter(LayerId::new(Order::Tooltip, Id::unique("drop")));
    let window = ctx.content_rect();
    painter.rect_filled(window, 0.0, theme.paper.gamma_multiply(0.97));
    let frame = window.shrink(AROUND);
    painter.rect_filled(frame, f32::from(radius::WINDOW), theme.wash(theme.accent));
    let stroke = Stroke::new(2.0, theme.accent);
    painter.extend(Shape::dashed_line(&outline(frame), stroke, 9.0, 7.0));
    let middle = frame.center();
    let icon = font::large_icon();
    painter.text(middle - vec2(0.0, 26.0), Align2::CENTER_CENTER, icons::TRAY, icon, theme.accent);
    painter.text(middle + vec2(0.0, 18.0), Align2::CENTER_CENTER, text, font::subhead(), theme.ink);
}

/// Returns the outline of a rounded rectangle, closed.
fn outline(rect: Rect) -> Vec<Pos2> {
    const STEPS: u8 = 8;
    let round = f32::from(radius::WINDOW);
    let inner = rect.shrink(round);
    let quarter = std::f32::consts::FRAC_PI_2;
    let corners = [
        (inner.right_top(), -quarter),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), quarter),
        (inner.left_top(), 2.0 * quarter),
    ];
    let mut points: Vec<Pos2> = corners
        .into_iter()
        .flat_map(|(center, from)| {
            (0..=STEPS).map(move |step| {
                let angle = from + quarter * f32::from(step) / f32::from(STEPS);
                center + round * Vec2::angled(angle)
            })
        })
        .collect();
    points.extend(points.first().copied());
    points
}
