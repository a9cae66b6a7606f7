//! Annotations out and in, one module a format. Readers and writers in, values out: nothing here
//! knows of files.

mod csv;
pub mod jsonl;
mod record;
mod scope;
mod tags;

pub use self::csv::{CsvOptions, write_csv};
pub use scope::Scope;
pub use tags::fresh_tag;
