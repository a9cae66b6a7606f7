//! The actor card that a span points to: found by name or alias, made, or taken off.

use egui::{Frame, Label, Margin, Rect, RichText, Ui};

use super::{card_edit::CardEdit, shown::Shown};
use crate::{
    app::{
        action::{Action, SpanAction},
        icons,
        shortcut::list_keys,
        theme::{font, radius},
        widgets::{RowText, field, icon_button, label, pick_row},
    },
    model::{Card, CardId, Project, edit::SpanField},
    review::first_words,
};

/// So many cards are offered at once.
const OFFERED: usize = 5;

/// The longest name that is proposed for a new card, in characters.
const NAME: usize = 80;

/// The picker's own state.
#[derive(Debug, Default)]
pub(super) struct CardPicker {
    query: String,
    /// Is the list of cards open?
    is_open: bool,
    /// The row that Enter picks.
    row: usize,
    found: Vec<CardId>,
    key: Option<(u64, String)>,
    edit: CardEdit,
}

impl CardPicker {
    /// Shows the card, and the field that finds another one.
    pub fn card_ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
        label(ui, "Actor card");
        let cards = shown.open.project.cards();
        let card = shown.span.card.as_ref().and_then(|card| cards.get(card));
        if let Some(card) = card {
            self.current_ui(ui, shown, card, actions);
        }
        if shown.is_own() {
            self.field_ui(ui, shown, card, actions);
        }
    }

    fn current_ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        card: &Card,
        actions: &mut Vec<Action>,
    ) {
        let theme = &shown.scene.theme;
        let fill = if ui.is_enabled() { theme.paper } else { theme.panel };
        let frame = Frame::new().fill(fill).stroke(theme.thin());
        let frame = frame.corner_radius(radius::CONTROL).inner_margin(Margin::symmetric(9, 4));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                ui.label(RichText::new(icons::USER).font(font::icon()).color(theme.dim));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 0.0;
                    if ui.is_enabled() {
                        if icon_button(ui, icons::X, "No card").clicked() {
                            actions.push(set(shown, None));
                        }
                        if icon_button(ui, icons::PENCIL_SIMPLE, "Edit card").clicked() {
                            self.edit.toggle();
                        }
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        let name = RichText::new(&card.name).font(font::ui_medium());
                        ui.add(Label::new(name).truncate());
                    });
                });
            });
            if self.edit.is_open() {
                self.edit.edit_ui(ui, card, actions);
            } else {
                quiet_ui(ui, &card.aliases.join(", "));
                quiet_ui(ui, &card.note);
            }
        });
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        card: Option<&Card>,
        actions: &mut Vec<Action>,
    ) {
        let hint = if card.is_some() { "Point to another card" } else { "Find or make a card" };
        let field = field(ui, "Find a card", hint, &mut self.query);
        if field.changed() {
            self.row = 0;
        }
        self.is_open |= field.has_focus();
        if field.lost_focus() && ui.input(|input| input.key_pressed(list_keys::LEAVE)) {
            (self.is_open, self.query) = (false, String::new());
        }
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(list_keys::TAKE));
        let is_wanted = self.is_open || !self.query.is_empty() || card.is_none();
        if !is_wanted {
            return;
        }
        let words = first_words(shown.span, Some(shown.text), NAME).replace(" … ", " ");
        self.refresh(shown, &words);
        if field.has_focus() {
            self.walk(ui);
        }
        let list = ui.scope(|ui| self.rows_ui(ui, shown, &words, is_entered));
        if let Some(action) = list.inner {
            actions.push(action);
            (self.is_open, self.query, self.row) = (false, String::new(), 0);
        } else if field.lost_focus() && is_pressed_outside(ui, list.response.rect) {
            self.is_open = false;
        }
    }

    /// Shows the cards that fit, then the row that makes a new one; returns what was picked.
    fn rows_ui(
        &self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        words: &str,
        is_entered: bool,
    ) -> Option<Action> {
        let mut picked = None;
        ui.spacing_mut().item_spacing.y = 1.0;
        for (at, id) in self.found.iter().enumerate() {
            let Some(card) = shown.open.project.cards().get(id) else { continue };
            let aliases = card.aliases.join(", ");
            let text = RowText { title: &card.name, detail: &aliases, name: &card.name };
            let is_lit = self.is_open && at == self.row;
            if pick_row(ui, icons::USER, text, is_lit).clicked() || (is_entered && at == self.row) {
                picked = Some(set(shown, Some(id.clone())));
            }
        }
        let name = if self.query.trim().is_empty() { words } else { self.query.trim() };
        let title = format!("New card “{name}”");
        let text = RowText { title: &title, detail: "", name: &title };
        let is_row = self.row == self.found.len();
        let row = pick_row(ui, icons::PLUS, text, self.is_open && is_row);
        if row.clicked() || (is_entered && is_row) {
            let new = SpanAction::NewCard(shown.at.clone(), name.to_owned());
            picked = Some(Action::Span(new));
        }
        picked
    }

    fn walk(&mut self, ui: &Ui) {
        let is_pressed = |key| ui.input(|input| input.key_pressed(key));
        if is_pressed(list_keys::DOWN) {
            self.row = (self.row + 1).min(self.found.len());
        }
        if is_pressed(list_keys::UP) {
            self.row = self.row.saturating_sub(1);
        }
    }

    /// Looks the cards up anew where they or the query have changed.
    fn refresh(&mut self, shown: &Shown<'_>, words: &str) {
        let revision = shown.open.revision;
        let is_same =
            self.key.as_ref().is_some_and(|(of, query)| *of == revision && *query == self.query);
        if is_same {
            return;
        }
        self.found = find(&shown.open.project, &self.query, words, shown.span.card.as_ref());
        self.key = Some((revision, self.query.clone()));
        self.row = self.row.min(self.found.len());
    }
}

/// Returns the cards whose name or alias holds the query, those that are called like the span's
/// words first.
fn find(project: &Project, query: &str, words: &str, now: Option<&CardId>) -> Vec<CardId> {
    let (query, words) = (query.trim().to_lowercase(), words.to_lowercase());
    let mut found: Vec<(bool, bool, &str, &CardId)> = Vec::new();
    for card in project.cards().values().filter(|card| Some(&card.id) != now) {
        let names = || std::iter::once(&card.name).chain(&card.aliases);
        let mut lower = names().map(|name| name.to_lowercase());
        let is_called_so = lower.clone().any(|name| words.contains(&name));
        let starts = lower.clone().any(|name| name.starts_with(&query));
        if lower.any(|name| name.contains(&query)) {
            found.push((!is_called_so, !starts, &card.name, &card.id));
        }
    }
    found.sort();
    found.into_iter().take(OFFERED).map(|(.., id)| id.clone()).collect()
}

fn set(shown: &Shown<'_>, card: Option<CardId>) -> Action {
    Action::Span(SpanAction::Set(shown.at.clone(), SpanField::Card(card)))
}

fn is_pressed_outside(ui: &Ui, rect: Rect) -> bool {
    ui.input(|input| {
        let is_used = input.pointer.any_pressed() || input.pointer.any_click();
        is_used && input.pointer.interact_pos().is_some_and(|at| !rect.contains(at))
    })
}

fn quiet_ui(ui: &mut Ui, text: &str) {
    if !text.is_empty() {
        let dim = ui.visuals().weak_text_color();
        ui.add(Label::new(RichText::new(text).font(font::small()).color(dim)).wrap());
    }
}
