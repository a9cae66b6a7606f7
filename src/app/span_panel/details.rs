//! The details of the selected span: its words, tag, links, attributes, card and note.

use std::borrow::Cow;

use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Ui};

use super::{attributes::Drafts, card::CardPicker, links::Links, shown::Shown};
use crate::{
    app::{
        action::{Action, AnalystAction, SpanAction},
        bidi::lines_of_sight,
        icons,
        theme::font,
        view::SpanRef,
        widgets::{ComboLook, button, icon_button, labelled, multiline, one_line, tag_combo},
    },
    model::{Codebook, Time, edit::SpanField},
    review::first_words,
};

/// So many characters of a long span are shown.
const WORDS: usize = 700;

/// What stands beside the tag besides the place: the button, and the gaps.
const BESIDE_TAG: f32 = 46.0;

/// The least room for a tag.
const LEAST_TAG: f32 = 72.0;

/// The details' own state.
#[derive(Debug, Default)]
pub(super) struct Details {
    of: Option<SpanRef>,
    drafts: Drafts,
    links: Links,
    picker: CardPicker,
}

impl Details {
    /// Shows the details in the room that is left.
    pub fn details_ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        focus_note: bool,
        actions: &mut Vec<Action>,
    ) {
        if self.of.as_ref() != Some(shown.at) {
            *self = Self { of: Some(shown.at.clone()), ..Self::default() };
        }
        ui.set_min_height(ui.available_height());
        let area = ScrollArea::vertical().id_salt(("details", &shown.at.span)).auto_shrink(false);
        area.show(ui, |ui| {
            Frame::NONE.inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                look_of_read_only(ui, shown);
                self.parts_ui(ui, shown, focus_note, actions);
            });
        });
    }

    fn parts_ui(
        &mut self,
        ui: &mut Ui,
        shown: &Shown<'_>,
        focus_note: bool,
        actions: &mut Vec<Action>,
    ) {
        let is_own = shown.is_own();
        header_ui(ui, shown, actions);
        let words = first_words(shown.span, Some(shown.text), WORDS);
        let lines = lines_of_sight(ui, &words, &font::quote(), ui.available_width());
        // What is put in another order to be seen is not to be copied so.
        let is_in_order = matches!(lines, Cow::Borrowed(_));
        let lines = RichText::new(&*lines).font(font::quote()).color(shown.scene.theme.ink);
        ui.add(Label::new(lines).wrap().selectable(is_in_order));
        if !is_own {
            read_only_ui(ui, shown, actions);
        }
        self.links.links_ui(ui, shown, actions);
        ui.add_enabled_ui(is_own, |ui| {
            self.drafts.attributes_ui(ui, shown, actions);
            let is_actor = shown.span.tag.as_str() == Codebook::ACTOR;
            if is_actor || shown.span.card.is_some() {
                self.picker.card_ui(ui, shown, actions);
            }
            note_ui(ui, shown, focus_note, actions);
        });
        footer_ui(ui, shown);
    }
}

/// What can't be changed can still be read: no pale text, but no ground of a field either.
fn look_of_read_only(ui: &mut Ui, shown: &Shown<'_>) {
    if !shown.is_own() {
        let visuals = ui.visuals_mut();
        visuals.disabled_alpha = 1.0;
        visuals.text_edit_bg_color = Some(shown.scene.theme.panel);
    }
}

fn header_ui(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
    let Shown { at, span, .. } = shown;
    let dim = shown.scene.theme.dim;
    let most = ui.available_width() - LEAST_TAG - BESIDE_TAG;
    let place = one_line(ui, &place_text(shown), font::small(), dim, most);
    ui.horizontal(|ui| {
        // The place stays whole: a long tag is cut.
        let rest = ui.available_width() - place.size().x - BESIDE_TAG;
        ui.add_enabled_ui(shown.is_own(), |ui| {
            ui.set_max_width(rest);
            let codebook = shown.codebook();
            let picked = tag_combo(ui, ComboLook::Title, "Tag", codebook, &span.tag);
            if let Some(tag) = picked {
                actions.push(Action::Span(SpanAction::Retag((*at).clone(), tag)));
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if shown.is_own() && icon_button(ui, icons::TRASH, "Delete span").clicked() {
                actions.push(Action::Span(SpanAction::Remove(vec![(*at).clone()])));
            }
            ui.add(Label::new(place));
        });
    });
}

/// Where it is and whose: `characters 312–345 · Alice`.
fn place_text(shown: &Shown<'_>) -> String {
    let place = shown.span.place.fragments().map_or_else(
        || "adrift".to_owned(),
        |fragments| {
            let extent = fragments.extent();
            let (start, end) =
                (shown.text.to_scalar(extent.start), shown.text.to_scalar(extent.end));
            let pages = shown.pages();
            let page = if pages.is_empty() { pages } else { format!("page {pages} · ") };
            format!("{page}characters {start}–{end}")
        },
    );
    format!("{place} · {}", shown.analyst_name())
}

fn read_only_ui(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Vec<Action>) {
    let name = shown.analyst_name();
    let text = format!("{name}’s span. Annotate as {name} to change it");
    ui.label(RichText::new(text).font(font::small()).color(shown.scene.theme.dim));
    if button(ui, &format!("Annotate as {name}")).clicked() {
        let analyst = shown.at.layer.analyst.clone();
        actions.push(Action::Analyst(AnalystAction::Choose(analyst)));
    }
}

fn note_ui(ui: &mut Ui, shown: &Shown<'_>, focus_note: bool, actions: &mut Vec<Action>) {
    let mut note = shown.span.note.clone();
    let hint = if shown.is_own() { "What to remember about it" } else { "" };
    let field = labelled(ui, "Note", |ui| multiline(ui, "Note", hint, &mut note, 3));
    if focus_note {
        field.request_focus();
        field.scroll_to_me(None);
    }
    if field.changed() {
        let set = SpanAction::Set(shown.at.clone(), SpanField::Note(note));
        actions.push(Action::Span(set));
    }
}

/// When it was made and changed, where it came from, of how many stretches it is.
fn footer_ui(ui: &mut Ui, shown: &Shown<'_>) {
    let span = shown.span;
    let mut parts = vec![format!("made {}", local(span.created))];
    parts.extend(span.changed.map(|time| format!("changed {}", local(time))));
    if !span.origin.is_empty() {
        parts.push(format!("from {}", span.origin));
    }
    let fragments = span.place.fragments().map_or(1, |fragments| fragments.count());
    if fragments > 1 {
        parts.push(format!("{fragments} fragments"));
    }
    ui.add_space(2.0);
    let text = RichText::new(parts.join(" · ")).font(font::small());
    ui.add(Label::new(text.color(shown.scene.theme.dim)).wrap());
}

fn local(time: Time) -> String {
    time.to_utc().with_timezone(&chrono::Local).format("%-d %b %Y, %H:%M").to_string()
}
