//! Strings only: positions and their conversions, graphemes, words, sentences, quotations, outline.
//!
//! Nothing here knows of files, projects or the clock.

mod graphemes;
mod position;
mod text;
mod window;

pub use graphemes::{is_grapheme_boundary, next_grapheme, previous_grapheme, snap_to_grapheme};
pub use position::{Offset, ScalarOffset, Stretch, Utf16Offset};
pub use text::Text;
