//! The fields of a link kind.

use egui::Ui;

use super::tags_to_name;
use crate::{
    app::{
        dialogs::{
            frame::error_ui,
            pen::{Pen, name},
        },
        memo,
        widgets::{chip, danger_button, labelled},
    },
    model::{
        LinkKind, TagId,
        edit::{Edit, RecordEdit},
    },
    review::count,
};

/// Under this name the draft remembers that deleting was refused.
const REFUSED: &str = "refused";

/// Shows the fields of a link kind.
pub fn link_ui(ui: &mut Ui, pen: &mut Pen<'_>, kind: &LinkKind) {
    if let Some(name) = pen.line(ui, "Name, as a verb from one end to the other", &kind.name, name)
    {
        write(pen, kind, "name", LinkKind { name, ..kind.clone() });
    }
    ui.add_space(4.0);
    if let Some(from) = ends_ui(ui, pen, "From spans tagged", "From any", &kind.from) {
        change(pen, LinkKind { from, ..kind.clone() });
    }
    if let Some(to) = ends_ui(ui, pen, "To spans tagged", "To any", &kind.to) {
        change(pen, LinkKind { to, ..kind.clone() });
    }
    ui.add_space(4.0);
    if let Some(definition) = pen.text(ui, "Definition", &kind.definition, 3) {
        write(pen, kind, "definition", LinkKind { definition, ..kind.clone() });
    }
    if let Some(examples) = pen.list(ui, "Examples, one a line", &kind.examples, 3) {
        write(pen, kind, "examples", LinkKind { examples, ..kind.clone() });
    }
    if let Some(note) = pen.text(ui, "Note", &kind.note, 1) {
        write(pen, kind, "note", LinkKind { note, ..kind.clone() });
    }
}

fn write(pen: &mut Pen<'_>, kind: &LinkKind, field: &str, changed: LinkKind) {
    let key = format!("link kind {} {field}", kind.id);
    pen.write("change link kind", &key, Edit::LinkKind(RecordEdit::Change(Box::new(changed))));
}

fn change(pen: &mut Pen<'_>, changed: LinkKind) {
    pen.change("change link kind", Edit::LinkKind(RecordEdit::Change(Box::new(changed))));
}

/// Shows the tags that one end may have; returns them when one was added or taken away.
fn ends_ui(
    ui: &mut Ui,
    pen: &Pen<'_>,
    label: &str,
    any: &str,
    ends: &[TagId],
) -> Option<Vec<TagId>> {
    let tags = tags_to_name(pen.project.codebook(), |tag| ends.contains(&tag.id));
    let mut changed = None;
    labelled(ui, label, |ui| {
        ui.horizontal_wrapped(|ui| {
            if chip(ui, any, None, ends.is_empty()).clicked() {
                changed = Some(Vec::new());
            }
            for tag in tags {
                let is_on = ends.contains(&tag.id);
                if chip(ui, &tag.name, Some(pen.theme.tag(tag)), is_on).clicked() {
                    let mut all = ends.to_vec();
                    if is_on {
                        all.retain(|one| *one != tag.id);
                    } else {
                        all.push(tag.id.clone());
                    }
                    changed = Some(all);
                }
            }
        });
    });
    changed.filter(|changed| changed != ends)
}

/// Shows whether the kind is offered.
pub fn retire_ui(ui: &mut Ui, pen: &mut Pen<'_>, kind: &LinkKind) {
    let mut retired = kind.retired;
    if ui.checkbox(&mut retired, "Retired: no longer offered, its links stay").changed() {
        change(pen, LinkKind { retired, ..kind.clone() });
    }
}

/// Shows the button that deletes the kind, or says why it can't be.
pub fn delete_ui(ui: &mut Ui, pen: &mut Pen<'_>, kind: &LinkKind) {
    let key = (pen.revision, kind.id.clone());
    let links = memo::kept(ui.ctx(), "links of a kind", key, || {
        let links = pen.project.layers().flat_map(|layer| layer.links());
        links.filter(|link| link.kind == kind.id).count()
    });
    if danger_button(ui, "Delete").clicked() {
        if links > 0 {
            pen.draft.keep(REFUSED, kind.id.to_string());
        } else {
            pen.change("delete link kind", Edit::LinkKind(RecordEdit::Remove(kind.id.clone())));
        }
    }
    if links > 0 && pen.draft.text(REFUSED) == Some(kind.id.as_str()) {
        let carry = if links == 1 { "is" } else { "are" };
        error_ui(ui, &format!("{} {carry} of this kind", count(links, "link")));
    }
}
