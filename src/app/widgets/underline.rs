//! The lines under spans, one way of drawing for each tag.

use egui::{Color32, Painter, Pos2, Rangef, Shape, Stroke, pos2};

use crate::model::Underline;

/// How thick the lines are, in points.
const WIDTH: f32 = 1.5;

/// Paints a tag's line, its middle at `y`.
pub fn paint_underline(painter: &Painter, x: Rangef, y: f32, line: &Underline, color: Color32) {
    let stroke = Stroke::new(WIDTH, color);
    let ends = [pos2(x.min, y), pos2(x.max, y)];
    match line {
        Underline::Solid | Underline::Other(_) => {
            painter.hline(x, y, stroke);
        }
        Underline::Double => {
            painter.hline(x, y - 1.5, Stroke::new(1.0, color));
            painter.hline(x, y + 1.5, Stroke::new(1.0, color));
        }
        Underline::Dotted => {
            painter.extend(Shape::dotted_line(&ends, color, 3.5, 1.0));
        }
        Underline::Dashed => {
            painter.extend(Shape::dashed_line(&ends, stroke, 5.0, 3.0));
        }
        Underline::Wavy => {
            painter.add(Shape::line(wave(x, y), Stroke::new(1.2, color)));
        }
    }
}

fn wave(x: Rangef, y: f32) -> Vec<Pos2> {
    const STEP: f32 = 1.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a line is no wider than the window"
    )]
    let steps = (x.span() / STEP).max(0.0) as u16;
    let at = |step: u16| {
        let along = f32::from(step) * STEP;
        pos2(x.min + along, y + 1.6 * (along * std::f32::consts::TAU / 7.0).sin())
    };
    (0..=steps).map(at).collect()
}
