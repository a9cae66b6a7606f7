//! How long a text is in one line, from the widths of its letters: enough to estimate how many lines
//! it takes, at any width and size, without laying it out.

use std::collections::{BTreeMap, HashMap};

use egui::{FontFamily, FontId, Ui};

use super::style::BlockStyle;

/// The size at which letters are measured: large, so that rounding does not show.
const SIZE: f32 = 100.0;

/// The part of its last word that a line has no room for, over the length of a word.
const LOST: f32 = 0.57;

/// Letters beside each other stand a little closer than each would alone.
const KERNED: f32 = 0.993;

/// What comes below a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// More of its block.
    More,
    /// Another block, or nothing.
    Another,
}

/// How long a text is in one line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Natural {
    /// Its width over the size of the letters.
    ems: f32,
    /// How many words it has.
    words: u32,
    /// How many line ends it has.
    ends: u32,
}

/// The widths of the letters of a family, over their size.
#[derive(Debug)]
pub struct Ruler {
    ascii: [f32; 128],
    other: HashMap<char, f32>,
}

/// A ruler for each family that was asked for.
pub type Rulers = BTreeMap<FontFamily, Ruler>;

impl Natural {
    /// Returns rulers to measure with.
    pub fn rulers() -> Rulers {
        Rulers::new()
    }

    /// Measures a text.
    pub fn measure(ui: &Ui, rulers: &mut Rulers, family: &FontFamily, text: &str) -> Self {
        if !rulers.contains_key(family) {
            rulers.insert(family.clone(), Ruler::new(ui, family));
        }
        let Some(ruler) = rulers.get_mut(family) else { return Self::default() };
        let (mut ems, mut words, mut ends) = (0.0, 1, 0);
        for c in text.chars() {
            if let Some(width) = ruler.ascii.get(c as usize) {
                ems += width;
                words += u32::from(c == ' ');
                ends += u32::from(c == '\n');
            } else {
                ems += *ruler.other.entry(c).or_insert_with(|| width(ui, family, c));
                // A line can break at every ideograph.
                words += u32::from(c >= '\u{2e80}');
            }
        }
        Self { ems, words, ends }
    }

    /// Returns its width over the size of the letters.
    pub fn ems(self) -> f32 {
        self.ems
    }

    /// Returns how many of its bytes are so many ems wide, if all are as wide as the average of its
    /// `length`.
    pub fn bytes_in(self, ems: f32, length: usize) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a part of a piece's length"
        )]
        let bytes = (length as f32 * ems / self.ems.max(1.0)) as usize;
        bytes
    }

    /// Returns about how many lines it takes in a width in points: a broken number where the block
    /// goes on below it, else at least one.
    pub fn lines(self, style: &BlockStyle, width: f32, goes_on: Below) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let (words, ends) = (self.words as f32, self.ends as f32);
        let length = self.ems * style.font.size * KERNED;
        let word = length / words;
        // Ideographs are all as wide as high: a line holds a whole number of them.
        let lost = if word <= style.font.size * 1.05 { width % word } else { LOST * word };
        let room = (width - lost.min(width * 0.5)).max(1.0);
        if goes_on == Below::More {
            return length / room;
        }
        // The last line loses no word.
        let lines = ((length - lost) / room).ceil().max(1.0);
        // Each line end leaves half a line empty.
        if style.keeps_lines { (lines + ends * 0.5).ceil().max(ends + 1.0) } else { lines }
    }
}

impl Ruler {
    fn new(ui: &Ui, family: &FontFamily) -> Self {
        let ascii = std::array::from_fn(|code| {
            let c = u8::try_from(code).map_or(' ', char::from);
            if c.is_control() { 0.0 } else { width(ui, family, c) }
        });
        Self { ascii, other: HashMap::new() }
    }
}

fn width(ui: &Ui, family: &FontFamily, c: char) -> f32 {
    let font = FontId::new(SIZE, family.clone());
    ui.fonts_mut(|fonts| fonts.glyph_width(&font, c)) / SIZE
}
