//! What a person asks for, end to end: open, add, save, import, export.
//!
//! The window and the command line share these. Nothing here prints or draws; long work reports
//! its progress and can be cancelled.

mod stamps;

pub use stamps::Stamps;
