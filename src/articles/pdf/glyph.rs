//! Letters as a page shows them, each with its place.

use compact_str::CompactString;

/// A letter on a page: what it says and where it stands. Lengths are points, y grows downwards, and a
/// page that is shown turned is turned already.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Mostly one letter. Empty for what has no meaning in letters.
    pub text: CompactString,
    /// Where its baseline begins.
    pub x: f32,
    pub y: f32,
    /// How far the next letter stands off.
    pub advance: f32,
    /// The height of its font as shown.
    pub size: f32,
    /// The direction of its line, in whole degrees from 0 to 359, clockwise as seen.
    pub turn: u16,
    /// Is its font one for vertical lines?
    pub is_vertical: bool,
    /// Is its font a bold one?
    pub is_bold: bool,
    /// Does the file say that it belongs to the page and not to the text: a running head, a folio?
    pub is_folio: bool,
}

impl Glyph {
    /// Does it only part words?
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(|c| c.is_whitespace() || c == '\u{200b}')
    }
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Ink {
    /// In the order in which the page draws them.
    pub glyphs: Vec<Glyph>,
    /// How many bytes of text they were said to be.
    pub said: usize,
    /// How many letters could not be told from their shapes.
    pub unknown: usize,
    /// How many were guessed from their codes.
    pub guessed: usize,
    /// How many pictures.
    pub pictures: usize,
    /// Was there more on it than a page may have?
    pub is_cut: bool,
    /// The page's size as shown.
    pub width: f32,
    pub height: f32,
}

impl Ink {
    /// Drops what is drawn a second time at nearly the same place: a shadow, or bold by printing twice.
    pub fn drop_doubles(&mut self) {
        let mut seen =
            std::collections::HashMap::<(i32, i32, CompactString), Vec<(f32, f32)>>::new();
        self.glyphs.retain(|glyph| {
            if glyph.is_blank() || glyph.text.is_empty() {
                return true;
            }
            let near = glyph.size * 0.12;
            let (column, row) = (cell(glyph.x), cell(glyph.y));
            let is_double = (-1..=1).any(|dx| {
                (-1..=1).any(|dy| {
                    let key = (column + dx, row + dy, glyph.text.clone());
                    seen.get(&key).is_some_and(|places| {
                        places
                            .iter()
                            .any(|&(x, y)| (x - glyph.x).abs() < near && (y - glyph.y).abs() < near)
                    })
                })
            });
            if !is_double {
                let places = seen.entry((column, row, glyph.text.clone())).or_default();
                // So many in one place are a drawing.
                if places.len() < 32 {
                    places.push((glyph.x, glyph.y));
                }
            }
            !is_double
        });
    }
}

/// Returns the square of four points in which a place is, along one axis.
#[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
fn cell(at: f32) -> i32 {
    ((at / 4.0).floor() as i32).clamp(-1_000_000, 1_000_000)
}
