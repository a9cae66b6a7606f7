//! The journal: what was done since the last save, on disk within a second, and before that, for undo
//! across a restart.
//!
//! A session's folder holds segments (`000001.journal` and so on). Each begins with how things stand
//! there: what the last save wrote, and what of the project it did not; then comes each act with both
//! its directions. The texts of articles stand beside them, in `texts`, under their hashes.

mod about;
mod append;
mod base;
mod changes;
mod frame;
mod handle;
mod held;
mod join;
mod part;
mod past;
mod recover;
mod replay;
mod segments;
mod standing;
#[cfg(test)]
mod tests;
mod writer;
mod written_again;

pub use about::About;
pub use changes::Change;
pub use handle::{Journal, Standing, Status};
pub use recover::{Found, Recovered, find, find_untitled, nothing, recover};
pub use written_again::{RecordsAgain, records_again};
