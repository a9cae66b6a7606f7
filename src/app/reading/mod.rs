//! The reading view: the article as a well-set page, to read and to mark.
//!
//! Only what is near the view is laid out. Highlights are painted under the text from the spans in
//! view, so that tagging lays nothing out again.

mod bar;
mod beside;
mod caret;
mod cut;
mod edges;
mod furniture;
mod gesture;
mod heights;
mod highlight;
mod hits;
mod key;
mod line;
mod linking;
mod links;
mod margin;
mod menu;
mod minimap;
mod mixed;
mod natural;
mod nodes;
mod page;
mod paint;
mod pair;
mod piece;
mod rail;
mod scroll;
mod shaping;
mod sheet;
mod spoken;
mod style;
mod tables;
#[cfg(test)]
mod tests;
mod typeset;
mod view;

use egui::Id;

pub use self::{beside::BesideView, pair::pair_ui, view::Reading};

/// Names the page among what can have the keyboard.
pub fn page_id() -> Id {
    Id::unique("article page")
}
