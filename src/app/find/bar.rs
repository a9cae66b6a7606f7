//! The bar above the article that finds words in it.

use egui::{
    Context, Event, Frame, KeyboardShortcut, Label, Margin, Response, RichText, Ui,
    accesskit::Live, text::CCursor, text_selection::CCursorRange, vec2,
};

use super::{
    Way,
    search::{Search, State},
};
use crate::{
    app::{
        action::{Action, FindAction},
        command::Command,
        icons,
        scene::Scene,
        shortcut::{find_keys, key_text, list_keys},
        theme::{Theme, font, space},
        widgets::{ComboLook, ComboText, chip, combo, field, icon_button, option_row},
    },
    text::search::{Case, Edges, Query, Syntax},
};

/// From this width on the bar is one line.
const ONE_LINE: f32 = 700.0;

/// The least width of the field.
const FIELD: f32 = 150.0;

/// What stands beside the field in one line, but for the count.
const BESIDE: f32 = 452.0;

/// The least width of the count, so that the field keeps still while it grows.
const COUNT: f32 = 76.0;

/// Around what stands in a bar; the bar of tags above leaves some room of its own.
pub const MARGIN: Margin = Margin { left: 12, right: 12, top: 2, bottom: 8 };

/// Shows the bar while it is open.
pub fn find_bar_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    if !scene.finding.is_open {
        return;
    }
    let mut query = scene.finding.query.clone();
    switch_keys(ui.ctx(), &mut query);
    let bar = Frame::NONE.inner_margin(MARGIN).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 7.0);
        let is_one_line = ui.available_width() >= ONE_LINE;
        ui.horizontal(|ui| {
            let text = count_text(scene);
            let galley = ui.painter().layout_no_wrap(text.clone(), font::small(), scene.theme.dim);
            let count = galley.size().x.max(COUNT);
            let beside = if is_one_line { BESIDE } else { 96.0 };
            let room = (ui.available_width() - beside - count).max(FIELD);
            let response = field_ui(ui, room, &mut query);
            keyboard(ui, scene, &response, actions);
            count_ui(ui, &scene.theme, text, count);
            walk_ui(ui, scene, actions);
            if is_one_line {
                switches_ui(ui, &mut query, Switch::label);
                tag_all_ui(ui, scene, actions);
            }
            let close = format!("Close ({})", list_keys::LEAVE.name());
            if icon_button(ui, icons::X, &close).clicked() {
                actions.push(Action::Find(FindAction::Close));
            }
        });
        if !is_one_line {
            ui.horizontal_wrapped(|ui| {
                switches_ui(ui, &mut query, Switch::sign);
                tag_all_ui(ui, scene, actions);
            });
        }
        if let Some(State::Bad(why)) = scene.finding.search.as_ref().map(|search| &search.state) {
            ui.label(RichText::new(why).font(font::small()).color(scene.theme.warning));
        }
    });
    let bottom = bar.response.rect.bottom();
    ui.painter().hline(ui.max_rect().x_range(), bottom - 0.5, scene.theme.thin());
    if query != scene.finding.query {
        actions.push(Action::Find(FindAction::Ask(query)));
    }
}

fn field_ui(ui: &mut Ui, width: f32, query: &mut Query) -> Response {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let shown = ui.allocate_ui_with_layout(vec2(width, space::CHIP), layout, |ui| {
        field(ui, "Find in article", "Find in article", &mut query.words)
    });
    shown.inner
}

/// Gives the keyboard to the field when it is asked to, and takes its own keys: Enter and Esc.
fn keyboard(ui: &Ui, scene: &Scene<'_>, response: &Response, actions: &mut Vec<Action>) {
    if scene.finding.takes_keyboard {
        response.request_focus();
        select_all(ui.ctx(), response, &scene.finding.query.words);
        actions.push(Action::Find(FindAction::TookKeyboard));
    }
    if !response.lost_focus() {
        return;
    }
    let (is_next, is_left, is_back) = ui.input(|input| {
        let is_pressed = |key| input.key_pressed(key);
        (is_pressed(find_keys::NEXT), is_pressed(list_keys::LEAVE), input.modifiers.shift)
    });
    if is_next {
        let command = if is_back { Command::FindPrevious } else { Command::FindNext };
        actions.push(Action::Run(command));
        response.request_focus();
    } else if is_left {
        actions.push(Action::Find(FindAction::Close));
    }
}

fn select_all(ctx: &Context, response: &Response, words: &str) {
    let mut state = egui::text_edit::TextEditState::load(ctx, response.id).unwrap_or_default();
    let (start, end) = (CCursor::new(0), CCursor::new(words.chars().count()));
    state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
    state.store(ctx, response.id);
}

/// A switch of the bar.
#[derive(Clone, Copy)]
enum Switch {
    Regex,
    Case,
    Words,
}

impl Switch {
    const ALL: [Self; 3] = [Self::Regex, Self::Case, Self::Words];

    fn label(self) -> &'static str {
        match self {
            Self::Regex => "Regex",
            Self::Case => "Match case",
            Self::Words => "Whole word",
        }
    }

    /// Returns what it shows where there is little room.
    fn sign(self) -> &'static str {
        match self {
            Self::Regex => ".*",
            Self::Case => "Aa",
            Self::Words => "[w]",
        }
    }

    fn keys(self) -> KeyboardShortcut {
        match self {
            Self::Regex => find_keys::REGEX,
            Self::Case => find_keys::CASE,
            Self::Words => find_keys::WORDS,
        }
    }

    fn is_on(self, query: &Query) -> bool {
        match self {
            Self::Regex => query.syntax == Syntax::Regex,
            Self::Case => query.case == Case::Exact,
            Self::Words => query.edges != Edges::Any,
        }
    }

    fn flip(self, query: &mut Query) {
        match (self, self.is_on(query)) {
            (Self::Regex, true) => query.syntax = Syntax::Plain,
            (Self::Regex, false) => query.syntax = Syntax::Regex,
            (Self::Case, true) => query.case = Case::Folded,
            (Self::Case, false) => query.case = Case::Exact,
            (Self::Words, true) => query.edges = Edges::Any,
            (Self::Words, false) => query.edges = Edges::Words,
        }
    }
}

/// Adds the switches; `text` is what each shows, beside its name.
fn switches_ui(ui: &mut Ui, query: &mut Query, text: impl Fn(Switch) -> &'static str) {
    for switch in Switch::ALL {
        let response = chip(ui, text(switch), None, switch.is_on(query));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(switch.label()));
        let hint = format!("{} ({})", switch.label(), key_text(ui.ctx(), switch.keys()));
        if response.on_hover_text(hint).clicked() {
            switch.flip(query);
        }
    }
}

/// Takes the keys of the switches off the input, with the letters that they type on some systems.
fn switch_keys(ctx: &Context, query: &mut Query) {
    if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
        return;
    }
    for switch in Switch::ALL {
        ctx.input_mut(|input| {
            if input.consume_shortcut(&switch.keys()) {
                input.events.retain(|event| !matches!(event, Event::Text(_)));
                switch.flip(query);
            }
        });
    }
}

fn walk_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    ui.add_enabled_ui(!scene.finding.hits().is_empty(), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (icon, command) in
            [(icons::CARET_UP, Command::FindPrevious), (icons::CARET_DOWN, Command::FindNext)]
        {
            let hint = command.hint(ui.ctx());
            if icon_button(ui, icon, &hint).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
}

fn tag_all_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let has_hits = scene.finding.search.as_ref().is_some_and(|search| search.total > 0);
    ui.add_enabled_ui(has_hits, |ui| {
        let text = ComboText { name: "Tag all hits", value: "Tag all", swatch: None };
        let response = combo(ui, ComboLook::Pill, text, |ui| {
            for tag in scene.offered_tags() {
                let color = scene.theme.tag(tag);
                if option_row(ui, &tag.name, Some(color), "", false).clicked() {
                    actions.push(Action::Find(FindAction::TagAll(tag.id.clone())));
                }
            }
        });
        response.on_hover_text("Tag all hits as one act; a tag’s key tags the hit that one is at");
    });
}

fn count_ui(ui: &mut Ui, theme: &Theme, text: String, width: f32) {
    let text = RichText::new(text).font(font::small()).color(theme.dim);
    let size = vec2(width, space::CHIP);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let shown = ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_width(width);
        ui.add(Label::new(text).extend())
    });
    // Said as it changes, without the keyboard leaving the field.
    ui.ctx().accesskit_node_builder(shown.inner.id, |node| node.set_live(Live::Polite));
}

fn count_text(scene: &Scene<'_>) -> String {
    let finding = scene.finding;
    let Some(search) = &finding.search else { return String::new() };
    let more = if search.state == State::Looking { "…" } else { "" };
    let round = match finding.wrapped {
        Some(Way::On) => " · from the top",
        Some(Way::Back) => " · from the end",
        None => "",
    };
    match (finding.current, search.total) {
        (_, 0) => none_yet(search).to_owned(),
        (Some(at), total) => format!("{} of {}{more}{round}", grouped(at + 1), grouped(total)),
        (None, 1) => format!("1 hit{more}"),
        (None, total) => format!("{} hits{more}", grouped(total)),
    }
}

fn none_yet(search: &Search) -> &'static str {
    match search.state {
        State::Done => "No hits",
        _ if search.is_slow() => "Looking…",
        _ => "",
    }
}

/// Writes a number with its thousands apart: `12,345`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let is_start = |at: usize| at > 0 && at % 3 == first;
    let parts = digits.char_indices().map(|(at, digit)| (is_start(at).then_some(','), digit));
    parts.flat_map(|(comma, digit)| comma.into_iter().chain([digit])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, expected) in
            [(7, "7"), (999, "999"), (1_000, "1,000"), (45_000, "45,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), expected);
        }
    }
}
