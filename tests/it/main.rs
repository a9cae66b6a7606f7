//! Integration tests, one binary: the program run as a process, the window, the sample projects,
//! the layers.

#![expect(
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod bad_input;
mod cli;
mod layers;
mod program;
#[cfg(unix)]
mod rights;
mod samples;
#[cfg(feature = "gui")]
mod window;
mod words;
