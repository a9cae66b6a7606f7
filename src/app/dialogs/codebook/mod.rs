//! The codebook editor: the records of one part at the left, the fields of one at the right.
//!
//! All that is typed is written to the project at once; there is nothing to confirm.

mod attribute;
mod colors;
mod link;
mod list;
mod new;
mod tag;

use egui::{Align, Layout, ScrollArea, Ui};

use self::list::list_ui;
use super::{
    frame::{DialogBox, room},
    pen::{FirstField, Pen, cell},
};
use crate::{
    app::{
        action::Action,
        command::Command,
        dialog::{CodebookDialog, CodebookPart},
        icons,
        scene::Scene,
        widgets::{icon_button, pill, primary_button},
    },
    model::{Attribute, Codebook, LinkKind, Tag},
};

const WIDTH: f32 = 880.0;
const HEIGHT: f32 = 470.0;
const LIST: f32 = 208.0;
/// Below the last field, so that its edge is seen.
const AFTER_FIELDS: f32 = 10.0;
/// Between the list and the fields.
const GAP: f32 = 24.0;
const PARTS: [(CodebookPart, &str); 3] = [
    (CodebookPart::Tags, "Tags"),
    (CodebookPart::Links, "Links"),
    (CodebookPart::Attributes, "Attributes"),
];

/// Shows the codebook editor.
pub fn codebook_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut CodebookDialog,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    choose_first(open.project.codebook(), dialog);
    DialogBox::new("Codebook", WIDTH).show(ui, |ui, _| {
        parts_ui(ui, scene, dialog, actions);
        ui.add_space(4.0);
        let height = HEIGHT.min(room(ui, 124.0));
        ui.horizontal_top(|ui| {
            let narrow = LIST.min(ui.available_width() * 0.32);
            cell(ui, narrow, |ui| {
                ui.set_height(height);
                list_ui(ui, scene, open.project.codebook(), dialog, actions);
            });
            let x = ui.cursor().left() + GAP / 2.0;
            let top = ui.max_rect().top();
            ui.painter().vline(x, top..=top + height, scene.theme.thin());
            ui.add_space(GAP);
            let wide = ui.available_width();
            cell(ui, wide, |ui| {
                let scroll = ScrollArea::vertical().id_salt("fields").auto_shrink(false);
                scroll.max_height(height).min_scrolled_height(height).show(ui, |ui| {
                    ui.set_width(ui.available_width() - 12.0);
                    fields_ui(ui, scene, dialog, actions);
                    ui.add_space(AFTER_FIELDS);
                });
            });
        });
        ui.add_space(10.0);
        footer_ui(ui, scene, dialog, actions);
    });
}

/// Chooses the first record of each part where none is chosen, or one that is gone.
fn choose_first(codebook: &Codebook, dialog: &mut CodebookDialog) {
    let is_there = dialog.tag.as_ref().is_some_and(|id| codebook.tags.contains_key(id));
    if !is_there {
        dialog.tag = codebook.tags_in_order().first().map(|tag| tag.id.clone());
    }
    let is_there = dialog.kind.as_ref().is_some_and(|id| codebook.links.contains_key(id));
    if !is_there {
        dialog.kind = codebook.links.keys().next().cloned();
    }
    let is_there = dialog.attribute.as_ref().is_some_and(|id| codebook.attributes.contains_key(id));
    if !is_there {
        dialog.attribute = codebook.attributes.keys().next().cloned();
    }
}

/// Shows the parts, and undo and redo: the keys for these belong to the fields here.
fn parts_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut CodebookDialog,
    actions: &mut Vec<Action>,
) {
    ui.horizontal(|ui| {
        for (part, label) in PARTS {
            if pill(ui, label, dialog.part == part).clicked() {
                dialog.part = part;
                dialog.draft.clear();
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let icons =
                [(icons::ARROW_U_UP_RIGHT, Command::Redo), (icons::ARROW_U_UP_LEFT, Command::Undo)];
            for (icon, command) in icons {
                let Some(entry) = command.entry() else { continue };
                let can_run = scene.can_run(entry);
                let add = |ui: &mut Ui| icon_button(ui, icon, &scene.label(entry));
                if ui.add_enabled_ui(can_run, add).inner.clicked() {
                    dialog.draft.clear();
                    actions.push(Action::Run(command));
                }
            }
        });
    });
}

fn fields_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut CodebookDialog,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    let (project, revision) = (&open.project, open.revision);
    let Some(record) = record(project.codebook(), dialog) else { return };
    let is_new = std::mem::take(&mut dialog.is_new);
    let first = if is_new { FirstField::TakesAll } else { FirstField::Waits };
    let draft = &mut dialog.draft;
    let mut pen = Pen { project, revision, theme: &scene.theme, draft, actions, first };
    match record {
        Record::Tag(tag) => tag::tag_ui(ui, &mut pen, tag),
        Record::Link(kind) => link::link_ui(ui, &mut pen, kind),
        Record::Attribute(one) => attribute::attribute_ui(ui, &mut pen, one),
    }
}

/// Shows what is done with the record as a whole, and the way out.
fn footer_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    dialog: &mut CodebookDialog,
    actions: &mut Vec<Action>,
) {
    let Some(open) = scene.open else { return };
    let (project, revision) = (&open.project, open.revision);
    let record = record(project.codebook(), dialog);
    let (theme, draft) = (&scene.theme, &mut dialog.draft);
    let first = FirstField::Waits;
    let mut pen = Pen { project, revision, theme, draft, actions, first };
    ui.horizontal(|ui| {
        match record {
            Some(Record::Tag(tag)) => tag::retire_ui(ui, &mut pen, tag),
            Some(Record::Link(kind)) => link::retire_ui(ui, &mut pen, kind),
            Some(Record::Attribute(one)) => attribute::retire_ui(ui, &mut pen, one),
            None => {}
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if primary_button(ui, "Done").clicked() {
                pen.actions.push(Action::close_dialog());
            }
            match record {
                Some(Record::Tag(tag)) => tag::delete_ui(ui, &mut pen, tag),
                Some(Record::Link(kind)) => link::delete_ui(ui, &mut pen, kind),
                Some(Record::Attribute(one)) => attribute::delete_ui(ui, &mut pen, one),
                None => {}
            }
        });
    });
}

/// The record whose fields are shown.
#[derive(Clone, Copy)]
enum Record<'a> {
    Tag(&'a Tag),
    Link(&'a LinkKind),
    Attribute(&'a Attribute),
}

fn record<'a>(codebook: &'a Codebook, dialog: &CodebookDialog) -> Option<Record<'a>> {
    match dialog.part {
        CodebookPart::Tags => codebook.tags.get(dialog.tag.as_ref()?).map(Record::Tag),
        CodebookPart::Links => codebook.links.get(dialog.kind.as_ref()?).map(Record::Link),
        CodebookPart::Attributes => {
            codebook.attributes.get(dialog.attribute.as_ref()?).map(Record::Attribute)
        }
    }
}

/// Returns the tags that a link kind or attribute can name: those offered, and those named already.
fn tags_to_name(codebook: &Codebook, named: impl Fn(&Tag) -> bool) -> Vec<&Tag> {
    let mut tags = codebook.tags_in_order();
    tags.retain(|tag| !tag.retired || named(tag));
    tags
}
