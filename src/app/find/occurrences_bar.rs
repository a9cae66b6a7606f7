//! The bar above the article while the other occurrences of a name are shown.

use egui::{
    Align, Context, FocusDirection, Frame, Label, Layout, RichText, Ui, accesskit::Live, vec2,
};

use super::{
    bar::{MARGIN, grouped},
    finding::Way,
    occurrences::Occurrences,
    search::State,
};
use crate::{
    app::{
        action::{Action, OccurrenceAction},
        icons,
        reading::page_id,
        scene::Scene,
        shortcut::{list_keys, occurrence_keys as keys},
        theme::{font, space},
        widgets::{button_with_key, icon_button},
    },
    text::shortened,
};

/// From this width on the bar is one line.
const ONE_LINE: f32 = 690.0;

/// A name longer than this is cut in the bar.
const NAME: usize = 32;

/// Shows the bar.
pub fn occurrences_bar_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let Some(occurrences) = scene.occurrences else { return };
    let is_free =
        |memory: &egui::Memory| memory.focused().is_none() && memory.top_modal_layer().is_none();
    if ui.memory(is_free) {
        ui.memory_mut(|memory| memory.request_focus(page_id()));
    }
    let mut asked = Vec::new();
    let bar = Frame::NONE.inner_margin(MARGIN).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 7.0);
        let is_one_line = ui.available_width() >= ONE_LINE;
        let has_none = occurrences.is_done() && occurrences.ghosts().is_empty();
        ui.horizontal(|ui| {
            ui.set_min_height(space::CHIP);
            texts_ui(ui, scene, occurrences);
            if is_one_line && !has_none {
                controls_ui(ui, scene, occurrences, &mut asked);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = format!("Close ({})", list_keys::LEAVE.name());
                if icon_button(ui, icons::X, &close).clicked() {
                    asked.push(OccurrenceAction::Close);
                }
            });
        });
        if !is_one_line && !has_none {
            ui.horizontal_wrapped(|ui| controls_ui(ui, scene, occurrences, &mut asked));
        }
    });
    let bottom = bar.response.rect.bottom();
    ui.painter().hline(ui.max_rect().x_range(), bottom - 0.5, scene.theme.thin());
    actions.extend(asked.into_iter().map(Action::Occurrence));
}

/// Says how many there are, and what else is to be known of them.
fn texts_ui(ui: &mut Ui, scene: &Scene<'_>, occurrences: &Occurrences) {
    let most = if ui.available_width() >= ONE_LINE { NAME } else { NAME / 2 };
    let name = shortened(&occurrences.query.words, most);
    let search = occurrences.search.as_ref();
    let (total, tagged) = search.map_or((0, 0), |(search, _)| (search.total, search.tagged));
    let what = match (total, search.map(|(search, _)| &search.state)) {
        (_, Some(State::Bad(why))) => why.clone(),
        (0, Some(State::Done)) => format!("No other “{name}” to tag"),
        (_, Some(State::Done)) => format!("{} more of “{name}”", grouped(total)),
        _ => format!("{}… more of “{name}”", grouped(total)),
    };
    let what = RichText::new(what).font(font::ui_medium()).color(scene.theme.ink);
    let label = ui.label(what);
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
    let off = total.saturating_sub(occurrences.count_on());
    let notes = [(tagged, "already tagged"), (off, "skipped")];
    let notes = notes.into_iter().filter(|(number, _)| *number > 0);
    let notes: Vec<String> =
        notes.map(|(number, what)| format!("{} {what}", grouped(number))).collect();
    let notes = RichText::new(notes.join(" · ")).font(font::small()).color(scene.theme.dim);
    if !notes.is_empty() {
        ui.add(Label::new(notes).truncate());
    }
}

fn controls_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    occurrences: &Occurrences,
    asked: &mut Vec<OccurrenceAction>,
) {
    take_ui(ui, scene, occurrences, asked);
    let is_on = occurrences.ghost().is_none_or(|ghost| occurrences.is_on(ghost));
    let skip = if is_on { "Skip" } else { "Take" };
    if button_with_key(ui, skip, keys::TOGGLE.1.name()).clicked() {
        asked.push(OccurrenceAction::ToggleCurrent);
    }
    ui.spacing_mut().item_spacing.x = 0.0;
    let back = format!("Previous occurrence (Shift+{})", keys::PREVIOUS[0].1.name());
    if icon_button(ui, icons::CARET_UP, &back).clicked() {
        asked.push(OccurrenceAction::Step(Way::Back));
    }
    let on = format!("Next occurrence ({})", keys::NEXT[0].1.name());
    if icon_button(ui, icons::CARET_DOWN, &on).clicked() {
        asked.push(OccurrenceAction::Step(Way::On));
    }
}

/// The button that tags them all; before a tag is chosen, what to do for that.
fn take_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    occurrences: &Occurrences,
    asked: &mut Vec<OccurrenceAction>,
) {
    let (Some(project), Some(tag)) = (scene.project(), &occurrences.tag) else {
        let hint = RichText::new("Choose a tag: its key, or its chip above");
        ui.label(hint.font(font::small()).color(scene.theme.dim));
        return;
    };
    let number = occurrences.count_on() + usize::from(occurrences.is_along(project));
    let name = shortened(project.codebook().tag_name(tag), NAME / 2);
    let label = format!("Tag {} as {name}", grouped(number));
    if button_with_key(ui, &label, keys::TAKE.1.name()).clicked() {
        asked.push(OccurrenceAction::TakeAll);
    }
}

/// Takes the keys of the occurrences off the input, while they are shown. Tab walks them in place of
/// the controls: each of these has a key of its own.
pub fn occurrence_keys(ctx: &Context, scene: &Scene<'_>) -> Vec<Action> {
    if scene.occurrences.is_none() {
        return Vec::new();
    }
    let focused = ctx.memory(|memory| memory.focused());
    let is_on_button = focused.is_some_and(|id| id != page_id());
    let mut asked = Vec::new();
    let mut take = |(modifiers, key), action: OccurrenceAction| {
        if ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            asked.push(Action::Occurrence(action));
        }
    };
    // Shift first: without it egui takes either.
    for keys in keys::PREVIOUS {
        take(keys, OccurrenceAction::Step(Way::Back));
    }
    for keys in keys::NEXT {
        take(keys, OccurrenceAction::Step(Way::On));
    }
    if !is_on_button {
        take(keys::TOGGLE, OccurrenceAction::ToggleCurrent);
        take(keys::TAKE, OccurrenceAction::TakeAll);
    }
    if !asked.is_empty() {
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    asked
}
