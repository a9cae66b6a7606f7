//! Answers computed from a project: the table of its spans, what is wrong with it, what is in it.
//! Nothing here changes one.

mod check;
mod citation;
mod conflict;
mod stats;
mod table;
mod values;
mod wording;

pub use check::{Finding, check};
pub use citation::citation;
pub use conflict::ConflictWords;
pub use stats::{ArticleStats, Count, Stats, stats};
pub use table::{Column, Filter, Row, Sort, rows};
pub use values::{is_date, value_problem};
pub use wording::{count, first_words, shortened};
