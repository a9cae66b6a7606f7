//! Integration tests, one binary: the program run as a process, the window, the sample projects,
//! the layers, the documents.

#![expect(
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod adding;
mod anchoring;
mod bad_input;
mod cli;
mod format_doc;
mod layers;
mod limits;
mod markdown;
mod maximal;
mod program;
mod promise;
#[cfg(unix)]
mod readme;
mod repair;
mod restore;
#[cfg(unix)]
mod rights;
mod samples;
mod two_sides;
mod update;
#[cfg(feature = "gui")]
mod window;
mod words;
