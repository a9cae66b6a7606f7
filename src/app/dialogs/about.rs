//! Name, version, licences.

use egui::{CollapsingHeader, RichText, ScrollArea, Ui};

use super::frame::{DialogBox, buttons_ui, room};
use crate::{
    app::{
        action::Action,
        scene::Scene,
        theme::{Theme, font},
        widgets::primary_button,
    },
    jobs::NOTICES,
};

/// What Postil is made of that has a licence of its own, and the licence.
const PARTS: [(&str, &str); 6] = [
    ("Postil", "MIT or Apache 2.0, as you prefer"),
    ("Source Serif 4, Inter", "SIL Open Font License 1.1"),
    ("Noto fonts", "SIL Open Font License 1.1"),
    ("Phosphor icons", "MIT"),
    ("Fonts of the PDF reader: Foxit", "BSD 3-Clause"),
    ("Character maps of the PDF reader: Adobe", "BSD 3-Clause"),
];

/// Says what Postil is.
pub fn about_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let theme = &scene.theme;
    let shown = DialogBox::new("About Postil", 420.0).show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        ScrollArea::vertical().max_height(room(ui, 64.0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add_space(6.0);
            ui.label(RichText::new("Postil").font(font::headline()).color(theme.ink));
            let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
            ui.label(RichText::new(version).font(font::small()).color(theme.dim));
            ui.add_space(8.0);
            let text = "A postil is a note written in the margin beside a text. Postil is for people \
                        who read closely for a living: mark the exact words, say what they are, link \
                        them, and keep it all in files that people can read.";
            ui.label(RichText::new(text).font(font::ui()).color(theme.ink));
            ui.add_space(10.0);
            parts_ui(ui, theme);
            ui.add_space(6.0);
            notices_ui(ui, theme);
        });
        buttons_ui(ui, |ui| primary_button(ui, "Close").clicked() || is_enter)
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

/// Shows the notices whole once they are asked for.
fn notices_ui(ui: &mut Ui, theme: &Theme) {
    let head = RichText::new("Their notices").font(font::small()).color(theme.ink);
    CollapsingHeader::new(head).show(ui, |ui| {
        ui.label(RichText::new(NOTICES).font(font::small()).color(theme.dim));
    });
}

fn parts_ui(ui: &mut Ui, theme: &Theme) {
    egui::Grid::new("parts").num_columns(2).min_row_height(0.0).spacing([18.0, 6.0]).show(
        ui,
        |ui| {
            for (part, licence) in PARTS {
                ui.label(RichText::new(part).font(font::small()).color(theme.ink));
                ui.label(RichText::new(licence).font(font::small()).color(theme.dim));
                ui.end_row();
            }
        },
    );
}
