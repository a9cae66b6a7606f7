//! The bar above the article while proposals are gone through.

use egui::{
    Align, Context, FocusDirection, Frame, Label, Layout, Margin, Modifiers, RichText, Ui,
    accesskit::Live, text::LayoutJob, vec2,
};

use super::{Proposal, WordsCompared, moved, plain_words, proposal, waiting};
use crate::{
    app::{
        action::{Action, ProposalAction},
        find::Way,
        icons,
        reading::page_id,
        scene::Scene,
        shortcut::{list_keys, proposal_keys as keys},
        theme::{Theme, font, space},
        widgets::{button_with_key, icon_button, paint_swatch},
    },
    model::{ArticleId, Place},
};

/// Around what stands in the bar.
const MARGIN: Margin = Margin { left: 12, right: 12, top: 6, bottom: 8 };

/// Shows the bar.
pub fn proposals_bar_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let Some((open, at)) = scene.open.zip(scene.view.proposal.as_ref()) else { return };
    let Some(shown) = proposal(open, at) else { return };
    let all = waiting(open, &at.layer.article);
    let number = all.iter().position(|one| one == at).map_or(0, |number| number + 1);
    let mut asked = Vec::new();
    let bar = Frame::NONE.inner_margin(MARGIN).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 5.0);
        ui.horizontal(|ui| {
            ui.set_min_height(space::CHIP);
            head_ui(ui, scene, &shown, (number, all.len()));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = format!("Close ({})", list_keys::LEAVE.name());
                if icon_button(ui, icons::X, &close).clicked() {
                    asked.push(ProposalAction::Close);
                }
            });
        });
        words_ui(ui, &scene.theme, &shown);
        ui.horizontal_wrapped(|ui| answers_ui(ui, scene, &shown, &at.layer.article, &mut asked));
    });
    let bottom = bar.response.rect.bottom();
    ui.painter().hline(ui.max_rect().x_range(), bottom - 0.5, scene.theme.thin());
    actions.extend(asked.into_iter().map(Action::Proposal));
}

/// Says which one it is and how sure its place is.
fn head_ui(ui: &mut Ui, scene: &Scene<'_>, shown: &Proposal<'_>, (number, all): (usize, usize)) {
    let theme = &scene.theme;
    let tag = scene.codebook().and_then(|codebook| codebook.tags.get(&shown.span.tag));
    let name = tag.map_or(shown.span.tag.as_str(), |tag| tag.name.as_str());
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), egui::Sense::empty());
    paint_swatch(ui, rect.center(), theme.tag_or_dim(tag));
    let how = match (&shown.place, shown.pending.how.as_str()) {
        (None, _) => "was not found in this text",
        (_, "moved") => "has moved",
        _ => "has changed",
    };
    let label =
        ui.label(RichText::new(format!("{name} {how}")).font(font::ui_medium()).color(theme.ink));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(Live::Polite));
    let sure = shown.pending.score.to_fraction() * 100.0;
    let sure = if shown.place.is_some() { format!(" · {sure:.0} % sure") } else { String::new() };
    let text = format!("{number} of {all}{sure}");
    ui.add(Label::new(RichText::new(text).font(font::small()).color(theme.dim)).truncate());
}

/// Shows the words as they were, and those at the place that is proposed.
fn words_ui(ui: &mut Ui, theme: &Theme, shown: &Proposal<'_>) {
    let was = match &shown.span.place {
        Place::Adrift(anchor) => anchor.texts.join(" … "),
        Place::At(at) => at.texts(shown.text).join(" … "),
    };
    let Some(place) = &shown.place else {
        return line_ui(ui, theme, "was", plain_words(theme, &was));
    };
    let now = place.texts(shown.text).join(" … ");
    let words = WordsCompared::new(&was, &now);
    if was == now {
        // Moved: there is nothing to compare.
        return line_ui(ui, theme, "was", plain_words(theme, &was));
    }
    line_ui(ui, theme, "was", words.was(theme));
    line_ui(ui, theme, "now", words.now(theme));
}

fn line_ui(ui: &mut Ui, theme: &Theme, name: &str, job: LayoutJob) {
    ui.horizontal_top(|ui| {
        ui.add_sized(
            vec2(26.0, 16.0),
            Label::new(RichText::new(name).font(font::small()).color(theme.dim)),
        );
        ui.add(Label::new(job).wrap());
    });
}

fn answers_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    shown: &Proposal<'_>,
    article: &ArticleId,
    asked: &mut Vec<ProposalAction>,
) {
    if shown.place.is_some() {
        if button_with_key(ui, "Yes, it is here", keys::YES[0].name()).clicked() {
            asked.push(ProposalAction::Accept);
        }
        if button_with_key(ui, "No, not here", keys::NO.name()).clicked() {
            asked.push(ProposalAction::Reject);
        }
    }
    let moved = scene.open.map_or(0, |open| moved(open, article).len());
    if moved > 1 {
        let yes = format!("Yes to all {moved} that moved");
        let key = format!("Shift+{}", keys::YES_TO_MOVED.name());
        if button_with_key(ui, &yes, &key).clicked() {
            asked.push(ProposalAction::AcceptMoved);
        }
    }
    if scene.view.selected_text().is_none() {
        if shown.place.is_none() {
            let text = "Select the words where it belongs";
            ui.label(RichText::new(text).font(font::ui()).color(scene.theme.dim));
        }
    } else if button_with_key(ui, "Put it at the selection", keys::PUT.name()).clicked() {
        asked.push(ProposalAction::PutAtSelection);
    }
    ui.spacing_mut().item_spacing.x = 0.0;
    let back = format!("Previous (Shift+{})", keys::STEP.name());
    if icon_button(ui, icons::CARET_UP, &back).clicked() {
        asked.push(ProposalAction::Step(Way::Back));
    }
    let on = format!("Next ({})", keys::STEP.name());
    if icon_button(ui, icons::CARET_DOWN, &on).clicked() {
        asked.push(ProposalAction::Step(Way::On));
    }
}

/// Takes the keys of the proposals off the input, while they are gone through.
pub fn proposal_keys(ctx: &Context, scene: &Scene<'_>) -> Vec<Action> {
    if scene.view.proposal.is_none() {
        return Vec::new();
    }
    let focused = ctx.memory(|memory| memory.focused());
    let is_on_button = focused.is_some_and(|id| id != page_id());
    let mut asked = Vec::new();
    let mut take = |modifiers, key, action: ProposalAction| {
        if ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            asked.push(Action::Proposal(action));
        }
    };
    let none = Modifiers::NONE;
    // Shift first: without it egui takes either.
    take(Modifiers::SHIFT, keys::YES_TO_MOVED, ProposalAction::AcceptMoved);
    take(Modifiers::SHIFT, keys::STEP, ProposalAction::Step(Way::Back));
    take(none, keys::STEP, ProposalAction::Step(Way::On));
    take(none, keys::NEXT, ProposalAction::Step(Way::On));
    take(none, keys::PREVIOUS, ProposalAction::Step(Way::Back));
    take(none, keys::PUT, ProposalAction::PutAtSelection);
    take(none, keys::NO, ProposalAction::Reject);
    for key in keys::YES {
        if key != list_keys::TAKE || !is_on_button {
            take(none, key, ProposalAction::Accept);
        }
    }
    if !asked.is_empty() {
        ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    asked
}
