//! The window: the only place that knows egui.
//!
//! A panel is a function of the scene that hands back actions; [`desk::Desk::dispatch`] turns
//! actions into edits and jobs. A panel never changes a project, never reads or writes a file and
//! never waits.

pub mod action;
mod articles_panel;
mod bidi;
pub mod command;
pub mod compare;
mod conflicts;
pub mod desk;
pub mod dialog;
mod dialogs;
mod dispatch;
pub mod find;
mod fonts;
mod icons;
mod keeper;
pub mod keeping;
pub mod keymap;
mod keys;
mod memo;
mod middle;
mod notice;
mod open;
mod proposals;
mod reading;
mod run;
mod scene;
mod shell;
mod shortcut;
mod span_panel;
mod table;
mod tag_bar;
pub mod theme;
pub mod timings;
pub mod view;
mod which;
mod widgets;
mod window;
pub mod work;

pub use run::{NoWindow, run};
pub use window::Window;
