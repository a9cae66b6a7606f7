//! The window, driven by accessible name and by keys, and looked at.

mod first;
mod harness;
mod spans;
mod table;
