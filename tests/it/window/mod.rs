//! The window, driven by accessible name and by keys, and looked at.

mod codebook;
mod dialogs;
mod first;
mod harness;
mod palette;
