//! The window, driven by accessible name and by keys, and looked at.
#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

mod cards;
mod care;
mod codebook;
mod dialogs;
mod drawn;
mod edges;
mod files;
mod find;
mod first;
mod harness;
mod keys;
mod look;
mod notices;
#[cfg(all(feature = "html", feature = "office", feature = "pdf"))]
mod opened;
mod palette;
mod paths;
mod places;
mod reading;
mod recovery;
mod scale;
mod scrolling;
#[cfg(feature = "snapshots")]
mod snapshots;
mod spans;
mod spoken;
mod table;
mod update;
