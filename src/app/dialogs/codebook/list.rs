//! The records of one part of the codebook.

use egui::{Color32, ScrollArea, Ui, vec2};

use super::new;
use crate::{
    app::{
        action::Action,
        dialog::{CodebookDialog, CodebookPart},
        icons,
        scene::Scene,
        theme::{Theme, font},
        widgets::{button, item, key_cap, key_cap_width, one_line, paint_line, paint_swatch},
    },
    model::Codebook,
};

const ROW: f32 = 32.0;

/// What stands in a row.
struct Line<'a> {
    name: &'a str,
    key: &'a str,
    color: Option<Color32>,
    is_retired: bool,
}

/// Shows the records of the part that is chosen, and the button that adds one.
pub fn list_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    codebook: &Codebook,
    dialog: &mut CodebookDialog,
    actions: &mut Vec<Action>,
) {
    let before = (dialog.tag.clone(), dialog.kind.clone(), dialog.attribute.clone());
    let height = ui.available_height() - 40.0;
    let list = ScrollArea::vertical().id_salt("list").max_height(height);
    list.auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        match dialog.part {
            CodebookPart::Tags => tags_ui(ui, &scene.theme, codebook, dialog),
            CodebookPart::Links => links_ui(ui, &scene.theme, codebook, dialog),
            CodebookPart::Attributes => attributes_ui(ui, &scene.theme, codebook, dialog),
        }
    });
    if before != (dialog.tag.clone(), dialog.kind.clone(), dialog.attribute.clone()) {
        dialog.draft.clear();
    }
    ui.add_space(6.0);
    let label = match dialog.part {
        CodebookPart::Tags => "New tag",
        CodebookPart::Links => "New link kind",
        CodebookPart::Attributes => "New attribute",
    };
    if button(ui, label).clicked() {
        actions.extend(new::add(codebook, dialog));
    }
}

fn tags_ui(ui: &mut Ui, theme: &Theme, codebook: &Codebook, dialog: &mut CodebookDialog) {
    for tag in codebook.tags_in_order() {
        let line = Line {
            name: &tag.name,
            key: &tag.key,
            color: Some(theme.tag(tag)),
            is_retired: tag.retired,
        };
        if line_ui(ui, theme, &line, dialog.tag.as_ref() == Some(&tag.id)) {
            dialog.tag = Some(tag.id.clone());
        }
    }
}

fn links_ui(ui: &mut Ui, theme: &Theme, codebook: &Codebook, dialog: &mut CodebookDialog) {
    for kind in codebook.links.values() {
        let line = Line { name: &kind.name, key: "", color: None, is_retired: kind.retired };
        if line_ui(ui, theme, &line, dialog.kind.as_ref() == Some(&kind.id)) {
            dialog.kind = Some(kind.id.clone());
        }
    }
}

fn attributes_ui(ui: &mut Ui, theme: &Theme, codebook: &Codebook, dialog: &mut CodebookDialog) {
    for one in codebook.attributes.values() {
        let line = Line { name: &one.name, key: "", color: None, is_retired: one.retired };
        if line_ui(ui, theme, &line, dialog.attribute.as_ref() == Some(&one.id)) {
            dialog.attribute = Some(one.id.clone());
        }
    }
}

fn line_ui(ui: &mut Ui, theme: &Theme, line: &Line<'_>, is_current: bool) -> bool {
    let retired = if line.is_retired { ", retired" } else { "" };
    let name = format!("{}{retired}", line.name);
    let row = item(ui, ROW, &name, is_current, |ui, rect| {
        let middle = rect.center().y;
        let ink = if line.is_retired { theme.dim } else { theme.ink };
        let mut left = rect.left() + 12.0;
        if let Some(color) = line.color {
            paint_swatch(ui, rect.left_center() + vec2(16.0, 0.0), color);
            left += 16.0;
        }
        let mut right = rect.right() - 10.0;
        if line.is_retired {
            let icon = one_line(ui, icons::ARCHIVE, font::icon(), theme.dim, 20.0);
            right -= icon.size().x;
            paint_line(ui, icon, right, middle);
        } else {
            right -= key_cap_width(ui, line.key);
            key_cap(ui, theme, line.key, right, middle);
        }
        let text = one_line(ui, line.name, font::ui_medium(), ink, right - left - 8.0);
        paint_line(ui, text, left, middle);
    });
    row.clicked()
}
