//! The fields of an actor card, edited in place.

use egui::{RichText, Ui};

use crate::{
    app::{
        action::Action,
        theme::font,
        widgets::{field, labelled, lines, multiline},
    },
    model::{
        Card,
        edit::{Edit, RecordEdit},
    },
};

/// What was typed so far, where the card can't hold it as it stands.
#[derive(Debug, Default)]
pub(super) struct CardEdit {
    is_open: bool,
    name: Option<String>,
    aliases: Option<String>,
}

impl CardEdit {
    /// Are the fields shown?
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows the fields, or puts them away.
    pub fn toggle(&mut self) {
        *self = Self { is_open: !self.is_open, ..Self::default() };
    }

    /// Shows the fields of a card.
    pub fn edit_ui(&mut self, ui: &mut Ui, card: &Card, actions: &mut Vec<Action>) {
        ui.spacing_mut().item_spacing.y = 4.0;
        self.name_ui(ui, card, actions);
        self.aliases_ui(ui, card, actions);
        let mut note = card.note.clone();
        let is_changed = labelled(ui, "Note on the card", |ui| {
            multiline(ui, "Note on the card", "", &mut note, 2)
        })
        .changed();
        if is_changed {
            actions.push(change("note", Card { note, ..card.clone() }));
        }
        ui.add_space(4.0);
    }

    fn name_ui(&mut self, ui: &mut Ui, card: &Card, actions: &mut Vec<Action>) {
        let mut name = self.name.clone().unwrap_or_else(|| card.name.clone());
        let edited = labelled(ui, "Name", |ui| field(ui, "Card name", "", &mut name));
        if edited.changed() {
            let is_empty = name.trim().is_empty();
            if !is_empty {
                actions.push(change("name", Card { name: name.clone(), ..card.clone() }));
            }
            self.name = is_empty.then_some(name);
        }
        if self.name.is_some() {
            let text = RichText::new("A card needs a name").font(font::small());
            ui.label(text.color(ui.visuals().error_fg_color));
        }
    }

    fn aliases_ui(&mut self, ui: &mut Ui, card: &Card, actions: &mut Vec<Action>) {
        // What is typed stays as it is until the card is changed from elsewhere: by an undo.
        let draft = self.aliases.take().filter(|draft| lines(draft) == card.aliases);
        let mut aliases = draft.unwrap_or_else(|| card.aliases.join("\n"));
        let edited = labelled(ui, "Also called, one a line", |ui| {
            multiline(ui, "Also called, one a line", "", &mut aliases, 2)
        });
        if edited.changed() && lines(&aliases) != card.aliases {
            actions.push(change("aliases", Card { aliases: lines(&aliases), ..card.clone() }));
        }
        self.aliases = Some(aliases);
    }
}

fn change(part: &str, card: Card) -> Action {
    let key = format!("card {part} {}", card.id);
    Action::typing("edit actor card", key, Edit::Card(RecordEdit::Change(Box::new(card))))
}
