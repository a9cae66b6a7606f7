//! The lines under spans, one way of drawing for each tag.

use egui::{Color32, Painter, Pos2, Rangef, Shape, Stroke, pos2};

use crate::model::Underline;

/// Paints a tag's line, its middle at `y`.
pub fn paint_underline(painter: &Painter, x: Rangef, y: f32, line: &Underline, color: Color32) {
    let ends = [pos2(x.min, y), pos2(x.max, y)];
    match line {
        Underline::Double => {
            painter.hline(x, y - 1.25, Stroke::new(1.25, color));
            painter.hline(x, y + 1.25, Stroke::new(1.25, color));
        }
        Underline::Dotted => {
            painter.extend(Shape::dotted_line(&ends, color, 3.5, 1.1));
        }
        Underline::Dashed => {
            painter.extend(Shape::dashed_line(&ends, Stroke::new(2.0, color), 6.0, 3.5));
        }
        Underline::Wavy => {
            painter.add(Shape::line(wave(x, y), Stroke::new(1.5, color)));
        }
        Underline::Solid | Underline::Other(_) => {
            painter.hline(x, y, Stroke::new(2.0, color));
        }
    }
}

fn wave(x: Rangef, y: f32) -> Vec<Pos2> {
    let mut points = Vec::new();
    let mut at = x.min;
    while at <= x.max {
        points.push(pos2(at, y + 1.6 * ((at - x.min) * 0.9).sin()));
        at += 1.0;
    }
    points
}
