//! The frame around the panels: menu, status bar, and what an empty window says.

pub mod announcer;
pub mod drop;
pub mod empty;
pub mod menu;
pub mod news;
pub mod status;
