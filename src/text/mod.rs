//! Strings only: positions and their conversions, graphemes, words, sentences, quotations, outline.
//!
//! Nothing here knows of files, projects or the clock.

mod position;
#[expect(clippy::module_inception, reason = "it holds the type `Text`")]
mod text;

pub use position::{Offset, ScalarOffset, Stretch, Utf16Offset};
pub use text::Text;
