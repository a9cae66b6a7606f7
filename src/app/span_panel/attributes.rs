//! The attributes of the selected span, each by its kind.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::shown::Shown;
use crate::{
    app::{
        action::{Action, SpanAction},
        theme::font,
        widgets::{ComboLook, ComboText, chip, combo, field, labelled, option_row},
    },
    model::{Attribute, AttributeId, AttributeKind, edit::SpanField},
    review::value_problem,
};

/// What stands for no value.
const NONE: &str = "—";

/// Values as they were typed, where they are none yet: half a date.
#[derive(Debug, Default)]
pub(super) struct Drafts(BTreeMap<AttributeId, String>);

impl Drafts {
    /// Shows the attributes that the span's tag takes, and those that it has all the same.
    pub fn attributes_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
        let span = shown.span;
        for attribute in shown.codebook().attributes.values() {
            let values = span.attributes.values(&attribute.id);
            let is_offered = !attribute.retired && attribute.is_on_tag(&span.tag);
            if !is_offered && values.is_empty() {
                continue;
            }
            let set = labelled(ui, &attribute.name, |ui| self.values_ui(ui, attribute, values));
            if let Some(values) = set {
                let field = SpanField::Attribute(attribute.id.clone(), values);
                actions.push(Action::Span(SpanAction::Set(shown.at.clone(), field)));
            }
        }
    }

    /// Shows one attribute and returns its new values.
    fn values_ui(
        &mut self,
        ui: &mut Ui,
        attribute: &Attribute,
        values: &[String],
    ) -> Option<Vec<String>> {
        match attribute.kind {
            AttributeKind::Choice => choice_ui(ui, attribute, values),
            AttributeKind::Choices => choices_ui(ui, attribute, values),
            AttributeKind::YesNo => yes_no_ui(ui, values),
            AttributeKind::Text
            | AttributeKind::Number
            | AttributeKind::Date
            | AttributeKind::Other(_) => self.typed_ui(ui, attribute, values),
        }
    }

    fn typed_ui(
        &mut self,
        ui: &mut Ui,
        attribute: &Attribute,
        values: &[String],
    ) -> Option<Vec<String>> {
        let draft = self.0.get(&attribute.id);
        let mut text = draft.cloned().unwrap_or_else(|| values.join("; "));
        let is_changed = field(ui, &attribute.name, NONE, &mut text).changed();
        let set = is_changed.then(|| self.typed(attribute, &text)).flatten();
        if self.0.contains_key(&attribute.id) {
            let error = ui.visuals().error_fg_color;
            ui.label(RichText::new(form(&attribute.kind)).font(font::small()).color(error));
        }
        set
    }

    /// Takes what was typed: as the value where it is one, as a draft where it is none yet.
    fn typed(&mut self, attribute: &Attribute, text: &str) -> Option<Vec<String>> {
        let trimmed = match attribute.kind {
            AttributeKind::Number | AttributeKind::Date => text.trim(),
            _ => text,
        };
        let values = if trimmed.is_empty() { Vec::new() } else { vec![trimmed.to_owned()] };
        if value_problem(attribute, &values).is_some() {
            self.0.insert(attribute.id.clone(), text.to_owned());
            return None;
        }
        self.0.remove(&attribute.id);
        Some(values)
    }
}

/// What a value must look like.
fn form(kind: &AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Number => "Not kept yet: write a number, such as 12 or 3.5",
        AttributeKind::Date => "Not kept yet: write a date, such as 2026, 2026-02 or 2026-02-09",
        _ => "Not kept yet: this is no value of the attribute",
    }
}

fn choice_ui(ui: &mut Ui, attribute: &Attribute, values: &[String]) -> Option<Vec<String>> {
    let value = if values.is_empty() { NONE.to_owned() } else { values.join(", ") };
    let text = ComboText { name: &attribute.name, value: &value, swatch: None };
    let mut picked = None;
    combo(ui, ComboLook::Field, text, |ui| {
        if option_row(ui, NONE, None, "", values.is_empty()).clicked() {
            picked = Some(Vec::new());
        }
        for value in &attribute.values {
            if option_row(ui, value, None, "", values.contains(value)).clicked() {
                picked = Some(vec![value.clone()]);
            }
        }
    });
    picked
}

fn choices_ui(ui: &mut Ui, attribute: &Attribute, values: &[String]) -> Option<Vec<String>> {
    // A value of an older codebook can still be taken off.
    let gone = values.iter().filter(|value| !attribute.values.contains(value));
    let mut picked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for value in attribute.values.iter().chain(gone) {
            let is_on = values.contains(value);
            if chip(ui, value, None, is_on).clicked() {
                let mut values = values.to_vec();
                if is_on {
                    values.retain(|one| one != value);
                } else {
                    values.push(value.clone());
                }
                picked = Some(values);
            }
        }
    });
    picked
}

fn yes_no_ui(ui: &mut Ui, values: &[String]) -> Option<Vec<String>> {
    let mut picked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (value, label) in [("yes", "Yes"), ("no", "No")] {
            let is_on = values.iter().any(|one| one == value);
            if chip(ui, label, None, is_on).clicked() {
                picked = Some(if is_on { Vec::new() } else { vec![value.to_owned()] });
            }
        }
    });
    picked
}
