//! The fields of an attribute.

use egui::Ui;

use super::tags_to_name;
use crate::{
    app::{
        action::{Action, CodebookAction},
        dialogs::pen::{Pen, cell, name},
        widgets::{ComboLook, ComboText, chip, combo, danger_button, labelled, option_row},
    },
    model::{
        Attribute, AttributeKind,
        edit::{Edit, RecordEdit},
    },
};

const KIND: f32 = 170.0;
/// What stands for articles among the ids that an attribute is for.
const ARTICLE: &str = "article";

/// Shows the fields of an attribute.
pub fn attribute_ui(ui: &mut Ui, pen: &mut Pen<'_>, one: &Attribute) {
    ui.horizontal_top(|ui| {
        let rest = ui.available_width() - KIND - ui.spacing().item_spacing.x;
        cell(ui, rest, |ui| {
            if let Some(name) = pen.line(ui, "Name", &one.name, name) {
                write(pen, one, "name", Attribute { name, ..one.clone() });
            }
        });
        cell(ui, KIND, |ui| kind_ui(ui, pen, one));
    });
    ui.add_space(4.0);
    on_ui(ui, pen, one);
    ui.add_space(4.0);
    if matches!(one.kind, AttributeKind::Choice | AttributeKind::Choices)
        && let Some(values) = pen.list(ui, "Values, one a line", &one.values, 4)
    {
        write(pen, one, "values", Attribute { values, ..one.clone() });
    }
    if let Some(definition) = pen.text(ui, "Definition", &one.definition, 3) {
        write(pen, one, "definition", Attribute { definition, ..one.clone() });
    }
    if let Some(note) = pen.text(ui, "Note", &one.note, 1) {
        write(pen, one, "note", Attribute { note, ..one.clone() });
    }
}

fn write(pen: &mut Pen<'_>, one: &Attribute, field: &str, changed: Attribute) {
    let key = format!("attribute {} {field}", one.id);
    pen.write("change attribute", &key, Edit::Attribute(RecordEdit::Change(Box::new(changed))));
}

fn change(pen: &mut Pen<'_>, changed: Attribute) {
    pen.change("change attribute", Edit::Attribute(RecordEdit::Change(Box::new(changed))));
}

fn kind_ui(ui: &mut Ui, pen: &mut Pen<'_>, one: &Attribute) {
    labelled(ui, "Kind", |ui| {
        let text = ComboText { name: "Kind", value: kind_label(&one.kind), swatch: None };
        combo(ui, ComboLook::Field, text, |ui| {
            for kind in AttributeKind::KNOWN {
                let is_current = *kind == one.kind;
                let row = option_row(ui, kind_label(kind), None, "", is_current);
                if row.clicked() && !is_current {
                    change(pen, Attribute { kind: kind.clone(), ..one.clone() });
                }
            }
        });
    });
}

fn kind_label(kind: &AttributeKind) -> &str {
    match kind {
        AttributeKind::Choice => "One of several",
        AttributeKind::Choices => "Any of several",
        AttributeKind::Text => "Text",
        AttributeKind::Number => "Number",
        AttributeKind::Date => "Date",
        AttributeKind::YesNo => "Yes or no",
        AttributeKind::Other(word) => word,
    }
}

/// Shows what the attribute is for: tags, link kinds, articles.
fn on_ui(ui: &mut Ui, pen: &mut Pen<'_>, one: &Attribute) {
    let codebook = pen.project.codebook();
    let is_on = |id: &str| one.on.iter().any(|on| on == id);
    let mut toggled: Option<String> = None;
    labelled(ui, "For", |ui| {
        ui.horizontal_wrapped(|ui| {
            if chip(ui, "All spans", None, one.on.is_empty()).clicked() {
                change(pen, Attribute { on: Vec::new(), ..one.clone() });
            }
            for tag in tags_to_name(codebook, |tag| is_on(tag.id.as_str())) {
                let id = tag.id.as_str();
                if chip(ui, &tag.name, Some(pen.theme.tag(tag)), is_on(id)).clicked() {
                    toggled = Some(id.to_owned());
                }
            }
            for kind in codebook.links.values() {
                let id = kind.id.as_str();
                if chip(ui, &format!("“{}”", kind.name), None, is_on(id)).clicked() {
                    toggled = Some(id.to_owned());
                }
            }
            if chip(ui, "Articles", None, is_on(ARTICLE)).clicked() {
                toggled = Some(ARTICLE.to_owned());
            }
        });
    });
    let Some(id) = toggled else { return };
    let mut on = one.on.clone();
    if is_on(&id) {
        on.retain(|other| *other != id);
    } else {
        on.push(id);
    }
    change(pen, Attribute { on, ..one.clone() });
}

/// Shows whether the attribute is offered.
pub fn retire_ui(ui: &mut Ui, pen: &mut Pen<'_>, one: &Attribute) {
    let mut retired = one.retired;
    if ui.checkbox(&mut retired, "Retired: no longer offered, its values stay").changed() {
        change(pen, Attribute { retired, ..one.clone() });
    }
}

/// Shows the button that deletes the attribute.
pub fn delete_ui(ui: &mut Ui, pen: &mut Pen<'_>, one: &Attribute) {
    let delete = danger_button(ui, "Delete");
    if delete.on_hover_text("With its values everywhere; can be undone").clicked() {
        let remove = CodebookAction::RemoveAttribute(one.id.clone());
        pen.actions.push(Action::Codebook(remove));
    }
}
