//! Finding words in the article that is shown, and labelling all occurrences of a name.
//!
//! The searches run on workers; what the bars and the reading view show of them is here. What a person
//! does with them is in `dispatch/find.rs` and `dispatch/occurrences.rs`.

mod bar;
mod finding;
mod occurrences;
mod occurrences_bar;
mod search;

pub use bar::find_bar_ui;
pub use finding::{Finding, Way};
pub use occurrences::{MOST_AT_ONCE, Occurrences, Source, carries};
pub use occurrences_bar::{occurrence_keys, occurrences_bar_ui};
pub use search::{About, Found, Search, Sift, State};
