//! What a screen reader finds in the article: paragraphs, and a node for each highlight in view.

use egui::{Rect, Sense, Ui, WidgetInfo};

use super::{highlight::Shown, sheet::Sheet};

/// Makes paragraphs and highlights known to screen readers.
pub fn nodes_ui(ui: &Ui, sheet: &Sheet<'_>, spans: &[Shown<'_>]) {
    for seen in sheet.pieces() {
        let rect = Rect::from_min_size(sheet.origin(seen), seen.laid.size);
        let id = ui.scope_id().with(("piece", seen.piece.at.start.0));
        node(ui, rect, id, egui::Role::Paragraph, sheet.page.text().slice(seen.piece.at));
    }
    for shown in spans {
        let Some(strip) = shown.fragments.iter().find_map(|one| sheet.strips(one).next()) else {
            continue;
        };
        let tag = shown.tag.map_or(shown.span.tag.as_str(), |tag| tag.name.as_str());
        let words: String = shown
            .fragments
            .iter()
            .flat_map(|one| sheet.page.text().slice(one).chars().take(200))
            .take(200)
            .collect();
        let id = ui.scope_id().with(("span", &shown.at));
        node(ui, strip.fill(), id, egui::Role::Mark, &format!("{tag}: {words}"));
    }
}

fn node(ui: &Ui, rect: Rect, id: egui::Id, role: egui::Role, label: &str) {
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, label));
}
