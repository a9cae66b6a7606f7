//! The state in which a page's letters are drawn: matrices, font and spacing (ISO 32000-2, 8.4 and 9.3).

use std::rc::Rc;

use hayro_font::{
    UNITS_PER_EM,
    kurbo::{Affine, Point, Vec2},
};

use super::{fonts::Face, glyph::Glyph};

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub matrix: Affine,
    pub face: Option<Rc<Face<'a>>>,
    pub size: f64,
    pub letter_space: f64,
    pub word_space: f64,
    /// 1 for the width that the font gives.
    pub stretch: f64,
    pub leading: f64,
    pub rise: f64,
    pub line: Affine,
    pub text: Affine,
}

impl State<'_> {
    pub fn new(matrix: Affine) -> Self {
        Self {
            matrix,
            face: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            line: Affine::IDENTITY,
            text: Affine::IDENTITY,
        }
    }

    /// Begins the next line.
    pub fn next_line(&mut self, x: f64, y: f64) {
        self.line *= Affine::translate((x, y));
        self.text = self.line;
    }

    /// Moves by a number between the strings of one `TJ`.
    pub fn adjust(&mut self, by: f64) {
        let by = -by / f64::from(UNITS_PER_EM) * self.size;
        let is_horizontal = self.face.as_ref().is_none_or(|face| face.is_horizontal());
        let by = if is_horizontal { Vec2::new(by * self.stretch, 0.0) } else { Vec2::new(0.0, by) };
        self.text *= Affine::translate(by);
    }

    /// Returns the letter that a code of `length` bytes draws here, and moves behind it. `None` where
    /// numbers are out of all bounds.
    pub fn draw(&mut self, face: &Face<'_>, code: u32, length: usize) -> Option<Glyph> {
        let advance = face.advance(code) / f64::from(UNITS_PER_EM) * self.size;
        let space = if code == 32 && length == 1 { self.word_space } else { 0.0 };
        let is_horizontal = face.is_horizontal();
        let full = advance + self.letter_space + space;
        // Letters set apart are still one word; a gap wider than half a letter's height is meant.
        let shown =
            advance + self.letter_space.clamp(-self.size.abs() / 2.0, self.size.abs() / 2.0);
        let (step, shown) = if is_horizontal {
            (Vec2::new(full * self.stretch, 0.0), Vec2::new(shown * self.stretch, 0.0))
        } else {
            (Vec2::new(0.0, full), Vec2::new(0.0, shown))
        };
        let to_page = self.matrix * self.text;
        let origin = to_page * Point::new(0.0, self.rise);
        let along = to_page * Point::new(shown.x, shown.y + self.rise) - origin;
        let ahead = if is_horizontal {
            Vec2::new(self.size * self.stretch, 0.0)
        } else {
            Vec2::new(0.0, -self.size)
        };
        let ahead = to_page * Point::new(ahead.x, ahead.y + self.rise) - origin;
        let up = to_page * Point::new(0.0, self.size + self.rise) - origin;
        let height = if is_horizontal { up.hypot() } else { ahead.hypot() };
        self.text *= Affine::translate(step);
        let forward = if ahead.dot(along) < 0.0 { -along.hypot() } else { along.hypot() };
        let numbers = [origin.x, origin.y, forward, height];
        if !numbers.iter().all(|n| n.is_finite() && n.abs() < 1e7) || height < 0.01 {
            return None;
        }
        Some(Glyph {
            text: face.text(code),
            x: narrow(origin.x),
            y: narrow(origin.y),
            advance: narrow(forward),
            size: narrow(height),
            turn: turn(ahead),
            is_vertical: !is_horizontal,
            is_bold: face.is_bold,
            is_folio: false,
        })
    }
}

/// Returns a direction in whole degrees.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "0 to 359 after the remainder"
)]
fn turn(ahead: Vec2) -> u16 {
    ahead.y.atan2(ahead.x).to_degrees().round().rem_euclid(360.0) as u16
}

#[expect(clippy::cast_possible_truncation, reason = "points on a page need no more than 24 bits")]
fn narrow(number: f64) -> f32 {
    number as f32
}
