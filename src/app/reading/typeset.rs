//! From a piece of text to lines: by egui where all of it runs from left to right, else run by run.

use egui::{Ui, text::LayoutJob};

use super::{line::Laid, mixed, shaping::Faces, style::BlockStyle};
use crate::{
    app::{
        bidi::{Direction, turns_direction},
        theme::Theme,
    },
    text::Offset,
};

/// What lays text out.
pub struct Typesetter<'a> {
    /// egui's fonts.
    pub ui: &'a Ui,
    /// Colours.
    pub theme: &'a Theme,
    /// The fonts, to ask the shaper with.
    pub faces: &'a mut Faces,
}

impl Typesetter<'_> {
    /// Lays out `text`, which begins at `start` in the article, in lines of at most `width` points.
    pub fn set(
        &mut self,
        (text, start): (&str, Offset),
        style: &BlockStyle,
        width: f32,
        direction: Direction,
    ) -> Laid {
        let mut content = text.to_owned();
        if !style.keeps_lines {
            // One byte for one byte, so that positions stay the same.
            content = content.replace(['\n', '\t'], " ");
        }
        let is_plain = direction == Direction::LeftToRight && !turns_direction(text);
        if is_plain && let Some(laid) = self.plain((&content, start), style, width) {
            return laid;
        }
        mixed::lay_out(self, (&content, start), style, width, direction)
    }

    fn plain(
        &self,
        (content, start): (&str, Offset),
        style: &BlockStyle,
        width: f32,
    ) -> Option<Laid> {
        let mut job = LayoutJob::single_section(content.to_owned(), style.format(self.theme));
        job.wrap.max_width = width;
        Laid::plain(self.ui.painter().layout_job(job), content, start)
    }
}
