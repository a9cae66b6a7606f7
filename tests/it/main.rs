//! Integration tests, one binary.

#[cfg(feature = "gui")]
mod window;
