//! Strings only: positions and their conversions, graphemes, words, sentences, quotations, outline.
//!
//! Nothing here knows of files, projects or the clock.

mod position;
mod text;

pub use position::{Offset, ScalarOffset, Stretch, Utf16Offset};
pub use text::Text;
