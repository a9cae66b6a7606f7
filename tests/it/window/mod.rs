//! The window, driven by accessible name and by keys, and looked at.

mod first;
mod harness;
mod reading;
mod spans;
mod table;
