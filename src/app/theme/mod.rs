//! Colours, sizes and spaces of the window: the only place that has any.

pub mod font;
mod install;
pub mod radius;
pub mod size;
pub mod space;
mod tag_colors;
#[cfg(test)]
mod tests;
mod tokens;

pub use install::install;
pub use tag_colors::TAG_COLORS;
pub use tokens::{Theme, contrast};
