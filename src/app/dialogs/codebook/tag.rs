//! The fields of a tag.

use egui::Ui;

use super::colors;
use crate::{
    app::{
        action::{Action, CodebookAction},
        command::TABLE,
        dialog::{Dialog, SpansFate},
        dialogs::{
            frame::error_ui,
            pen::{Pen, cell, name},
        },
        keymap::Keymap,
        shortcut::key_text,
        theme::font,
        widgets::{ComboLook, ComboText, combo, danger_button, labelled, option_row},
    },
    model::{
        Codebook, Project, Tag, TagId,
        edit::{Edit, RecordEdit},
    },
};

const KEY: f32 = 56.0;
const PARENT: f32 = 170.0;

/// Shows the fields of a tag.
pub fn tag_ui(ui: &mut Ui, pen: &mut Pen<'_>, tag: &Tag) {
    first_line_ui(ui, pen, tag);
    ui.add_space(4.0);
    colors::colors_ui(ui, pen, tag);
    ui.add_space(4.0);
    if let Some(definition) = pen.text(ui, "Definition", &tag.definition, 2) {
        write(pen, tag, "definition", Tag { definition, ..tag.clone() });
    }
    if let Some(examples) = pen.list(ui, "Examples, one a line", &tag.examples, 2) {
        write(pen, tag, "examples", Tag { examples, ..tag.clone() });
    }
    if let Some(note) = pen.text(ui, "Note", &tag.note, 1) {
        write(pen, tag, "note", Tag { note, ..tag.clone() });
    }
    if tag.id.as_str() == Codebook::ACTOR && tag.retired {
        error_ui(ui, "Only spans with this tag point to actor cards");
    }
}

/// Writes a tag as it is after one more letter of a field.
pub fn write(pen: &mut Pen<'_>, tag: &Tag, field: &str, changed: Tag) {
    let label = if field == "name" { "rename tag" } else { "change tag" };
    let key = format!("tag {} {field}", tag.id);
    pen.write(label, &key, Edit::Tag(RecordEdit::Change(Box::new(changed))));
}

fn first_line_ui(ui: &mut Ui, pen: &mut Pen<'_>, tag: &Tag) {
    ui.horizontal_top(|ui| {
        let gaps = 2.0 * ui.spacing().item_spacing.x;
        let rest = (ui.available_width() - KEY - PARENT - gaps).max(90.0);
        cell(ui, rest, |ui| {
            if let Some(name) = pen.line(ui, "Name", &tag.name, name) {
                write(pen, tag, "name", Tag { name, ..tag.clone() });
            }
        });
        let codebook = pen.project.codebook();
        cell(ui, KEY, |ui| {
            let read = |key: &str| read_key(codebook, tag, key);
            if let Some(key) = pen.line(ui, "Key", &tag.key, read) {
                write(pen, tag, "key", Tag { key, ..tag.clone() });
            }
        });
        cell(ui, PARENT, |ui| parent_ui(ui, pen, codebook, tag));
    });
    let keymap = Keymap::of(ui.ctx());
    let shadowed = TABLE.iter().find(|entry| {
        let keys = keymap.keys(entry.command).iter().filter(|keys| keys.modifiers.is_none());
        !tag.key.is_empty()
            && keys
                .map(|keys| key_text(ui.ctx(), *keys))
                .any(|key| key.eq_ignore_ascii_case(&tag.key))
    });
    if let Some(entry) = shadowed {
        let text = format!("This key is then no longer the one of “{}”", entry.label);
        let text = egui::RichText::new(text).font(font::small());
        ui.label(text.color(pen.theme.warning));
    }
}

/// Takes a letter or digit that no other tag has, or nothing.
fn read_key(codebook: &Codebook, tag: &Tag, key: &str) -> Result<String, String> {
    let key = key.trim();
    let mut characters = key.chars();
    let is_key = characters.next().is_none_or(char::is_alphanumeric);
    if !is_key || characters.next().is_some() {
        return Err("One letter or digit".to_owned());
    }
    let has_it = |other: &&Tag| other.id != tag.id && !other.retired && other.key == key;
    match codebook.tags.values().find(has_it) {
        Some(other) if !key.is_empty() && !tag.retired => Err(format!("{} has it", other.name)),
        _ => Ok(key.to_owned()),
    }
}

fn parent_ui(ui: &mut Ui, pen: &mut Pen<'_>, codebook: &Codebook, tag: &Tag) {
    const NONE: &str = "None";
    labelled(ui, "Parent", |ui| {
        let now = tag.parent.as_ref().map_or(NONE, |parent| codebook.tag_name(parent));
        let text = ComboText { name: "Parent", value: now, swatch: None };
        let mut picked = None;
        combo(ui, ComboLook::Field, text, |ui| {
            if option_row(ui, NONE, None, "", tag.parent.is_none()).clicked() {
                picked = Some(None);
            }
            for other in codebook.tags_in_order() {
                if is_below(codebook, &other.id, &tag.id) {
                    continue;
                }
                let is_current = tag.parent.as_ref() == Some(&other.id);
                let color = Some(pen.theme.tag(other));
                if option_row(ui, &other.name, color, "", is_current).clicked() {
                    picked = Some(Some(other.id.clone()));
                }
            }
        });
        if let Some(parent) = picked.filter(|parent| *parent != tag.parent) {
            let changed = Tag { parent, ..tag.clone() };
            pen.change("move tag", Edit::Tag(RecordEdit::Change(Box::new(changed))));
        }
    });
}

/// Is `tag` the tag `above`, or below it?
fn is_below(codebook: &Codebook, tag: &TagId, above: &TagId) -> bool {
    let parent = |tag: &TagId| codebook.tags.get(tag).and_then(|tag| tag.parent.clone());
    let mut line = std::iter::successors(Some(tag.clone()), parent).take(codebook.tags.len() + 1);
    line.any(|tag| tag == *above)
}

/// Shows whether the tag is offered.
pub fn retire_ui(ui: &mut Ui, pen: &mut Pen<'_>, tag: &Tag) {
    let mut retired = tag.retired;
    if ui.checkbox(&mut retired, "Retired: no longer offered, its spans stay").changed() {
        // The key may have gone to another tag meanwhile.
        let own = read_key(pen.project.codebook(), &Tag { retired, ..tag.clone() }, &tag.key);
        let changed = Tag { retired, key: own.unwrap_or_default(), ..tag.clone() };
        let label = if retired { "retire tag" } else { "bring tag back" };
        pen.change(label, Edit::Tag(RecordEdit::Change(Box::new(changed))));
    }
}

/// Shows the button that deletes the tag.
pub fn delete_ui(ui: &mut Ui, pen: &mut Pen<'_>, tag: &Tag) {
    if danger_button(ui, "Delete…").clicked() {
        pen.actions.push(delete(pen.project, tag));
    }
}

/// Deletes a tag, or asks first what becomes of its spans.
fn delete(project: &Project, tag: &Tag) -> Action {
    let mut spans = project.layers().flat_map(|layer| layer.spans());
    if spans.any(|span| span.tag == tag.id) {
        let others = project.codebook().offered_tags();
        let other = others.into_iter().find(|other| other.id != tag.id);
        // What is retired can't be kept by retiring it.
        let fate = match other {
            _ if !tag.retired => SpansFate::Keep,
            Some(other) => SpansFate::Retag(other.id.clone()),
            None => SpansFate::Remove,
        };
        Action::dialog(Dialog::RemoveTag { tag: tag.id.clone(), fate })
    } else {
        Action::Codebook(CodebookAction::RemoveTag(tag.id.clone(), None))
    }
}
