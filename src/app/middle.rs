//! What fills the middle of the window, with the bars above it.

use egui::Ui;

use super::{
    action::Action,
    find, notice, proposals,
    reading::{self, BesideView, Reading},
    scene::Scene,
    table::{self, TablePanel},
    tag_bar,
    view::Main,
};
use crate::{model::ArticleId, text::Offset};

/// The state of what may fill the middle.
#[derive(Default)]
pub struct Middle {
    table: TablePanel,
    reading: Reading,
    beside: BesideView,
}

impl Middle {
    /// Returns the article that was shown last and the start of the first line in view; `None` at the
    /// very top.
    pub fn top(&self) -> Option<(&ArticleId, Option<Offset>)> {
        self.reading.top()
    }

    /// Shows the article, or a review panel.
    pub fn middle_ui(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        has_dialog: bool,
        actions: &mut Vec<Action>,
    ) {
        match scene.view.main {
            Main::Article => {
                tag_bar::tag_bar_ui(ui, scene, actions);
                notice::notices_ui(ui, scene, actions);
                find::find_bar_ui(ui, scene, actions);
                find::occurrences_bar_ui(ui, scene, actions);
                proposals::proposals_bar_ui(ui, scene, actions);
                let views = (&mut self.reading, &mut self.beside);
                reading::pair_ui(ui, scene, views, has_dialog, actions);
            }
            Main::Table => {
                notice::notices_ui(ui, scene, actions);
                table::table_ui(ui, scene, &mut self.table, actions);
            }
        }
    }
}
