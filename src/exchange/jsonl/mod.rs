//! JSON lines: one object a span, in both directions.
//!
//! An export says all of a span, with positions in scalar values and in UTF-16. An import needs
//! `article`, `tag` and `start`/`end` or `fragments` alone; all or nothing of a file comes in, as one
//! edit.

mod error;
mod export;
mod fields;
mod import;
mod json;
mod links;
mod lookup;
mod place;
#[cfg(test)]
mod tests;

pub use error::{ImportError, LineError, NoText, Problem};
pub use export::write_jsonl;
pub use import::{Import, ImportOptions, read_jsonl};
