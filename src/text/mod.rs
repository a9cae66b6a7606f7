//! Strings only: positions and their conversions, graphemes, words, sentences, quotations, and the
//! outline and facts of a plain text.
//!
//! Nothing here knows of files, projects or the clock.

mod abbreviations;
mod blocks;
mod bylines;
pub mod carry;
mod characters;
mod datelines;
mod dates;
mod facts;
mod graphemes;
mod harmless;
#[cfg(test)]
mod marked;
mod outlets;
mod outline;
mod position;
mod quotations;
mod quoted;
pub mod search;
mod sentences;
mod size;
#[expect(clippy::module_inception, reason = "it holds the type `Text`")]
mod text;
mod window;
mod words;

pub use dates::only_date;
pub use facts::{Found, facts};
pub use graphemes::{is_grapheme_boundary, next_grapheme, previous_grapheme, snap_to_grapheme};
pub use harmless::{harmless, harmless_lines};
pub use outline::{Part, PartKind, outline, title};
pub use position::{Offset, ScalarOffset, Stretch, Utf16Offset};
pub use quotations::{Quotation, quotation_at, quotations};
pub use quoted::{quoted, shortened};
pub use sentences::{next_sentence, previous_sentence, sentence_at};
pub use size::size;
pub use text::Text;
pub use words::{next_word_edge, previous_word_edge, snap_to_words, trim, word_at, words};
