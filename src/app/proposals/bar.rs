//! The bar above the article while proposals are gone through.

use egui::{
    Align, Context, FocusDirection, Frame, Label, Layout, Margin, Modifiers, RichText, Stroke, Ui,
    accesskit::Live,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::{Proposal, proposal, waiting};
use crate::{
    app::{
        action::{Action, ProposalAction},
        compare::Differences,
        find::Way,
        icons,
        reading::page_id,
        scene::Scene,
        shortcut::{list_keys, proposal_keys as keys},
        theme::{Theme, font, space},
        widgets::{button_with_key, icon_button, paint_swatch},
    },
    model::Place,
    text::{Stretch, Text, shortened},
};

/// Around what stands in the bar.
const MARGIN: Margin = Margin { left: 12, right: 12, top: 6, bottom: 8 };

/// Words longer than this are cut in the bar, in characters.
const WORDS: usize = 400;

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
        ui.horizontal_wrapped(|ui| answers_ui(ui, scene, &shown, &mut asked));
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
    let was = shortened(&was, WORDS).into_owned();
    let Some(place) = &shown.place else {
        return line_ui(ui, theme, "was", plain(theme, &was));
    };
    let now = place.texts(shown.text).join(" … ");
    let now = shortened(&now, WORDS).into_owned();
    let (before, after) = (Text::new(was.clone()), Text::new(now.clone()));
    let differences = Differences::between(&before, &after);
    let struck = TextFormat {
        background: theme.changed,
        strikethrough: Stroke::new(1.0, theme.dim),
        ..format(theme)
    };
    let added = TextFormat {
        background: theme.changed,
        underline: Stroke::new(1.0, theme.accent),
        ..format(theme)
    };
    let removed: Vec<Stretch> = differences.in_shown(before.whole()).collect();
    line_ui(ui, theme, "was", marked(theme, &was, &removed, &struck));
    let new: Vec<Stretch> = differences.in_other(after.whole()).collect();
    line_ui(ui, theme, "now", marked(theme, &now, &new, &added));
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

fn format(theme: &Theme) -> TextFormat {
    TextFormat { font_id: font::ui(), color: theme.ink, ..TextFormat::default() }
}

fn plain(theme: &Theme, words: &str) -> LayoutJob {
    LayoutJob::single_section(words.to_owned(), format(theme))
}

/// Returns words of which some stretches look different.
fn marked(theme: &Theme, words: &str, stretches: &[Stretch], different: &TextFormat) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut from = 0;
    for one in stretches {
        let (start, end) = (one.start.to_usize(), one.end.to_usize());
        job.append(words.get(from..start).unwrap_or_default(), 0.0, format(theme));
        job.append(words.get(start..end).unwrap_or_default(), 0.0, different.clone());
        from = end;
    }
    job.append(words.get(from..).unwrap_or_default(), 0.0, format(theme));
    job
}

fn answers_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    shown: &Proposal<'_>,
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
    if scene.view.selected_text().is_some()
        && button_with_key(ui, "Put it at the selection", keys::PUT.name()).clicked()
    {
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
    take(Modifiers::SHIFT, keys::STEP, ProposalAction::Step(Way::Back));
    take(none, keys::STEP, ProposalAction::Step(Way::On));
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
