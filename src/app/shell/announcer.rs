//! What screen readers are told of their own accord: a node without a look, whose label changes.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, accesskit::Live};

/// Follows a text that is told again, which no reader would take for new otherwise.
const AGAIN: char = '\u{a0}';

/// What was told last.
#[derive(Debug, Default)]
pub struct Announcer {
    told: String,
}

impl Announcer {
    /// Tells what is fresh. The node is there in every frame, so that readers know it.
    pub fn announcer_ui(&mut self, ui: &Ui, fresh: &[String]) {
        if !fresh.is_empty() {
            let mut text = fresh.join(". ");
            if text == self.told {
                text.push(AGAIN);
            }
            self.told = text;
        }
        let corner = Rect::from_min_size(ui.max_rect().min, egui::Vec2::ZERO);
        let response = ui.interact(corner, Id::unique("announcer"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &self.told));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    }
}
