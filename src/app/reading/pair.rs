//! The article that is read, alone or with another of its texts on the side where it belongs in time.

use egui::{Align, Frame, Layout, Margin, Rect, RichText, Ui, UiBuilder, pos2};

use super::{beside::BesideView, view::Reading};
use crate::{
    app::{
        action::{Action, ViewAction},
        command::Command,
        icons,
        scene::Scene,
        theme::font,
        widgets::{button, icon_button},
    },
    model::Version,
};

/// How high the line is that says which text it is.
const HEAD: f32 = 34.0;
/// Least room for the button that changes places.
const BUTTON: f32 = 130.0;

/// Shows the article.
pub fn pair_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (reading, other): (&mut Reading, &mut BesideView),
    has_dialog: bool,
    actions: &mut Vec<Action>,
) {
    let texts = scene.view.beside.as_ref().and_then(|beside| {
        let article = scene.article()?;
        Some((article.version(beside.shown)?, article.version(beside.other)?))
    });
    let Some((shown, beside)) = texts else {
        return reading.reading_ui(ui, scene, has_dialog, actions);
    };
    let room = ui.available_rect_before_wrap();
    let middle = room.center().x.round();
    let left = Rect::from_min_max(room.min, pos2(middle, room.bottom()));
    let right = Rect::from_min_max(pos2(middle, room.top()), room.max);
    let is_before = beside.number < shown.number;
    let (own, side) = if is_before { (right, left) } else { (left, right) };
    ui.scope_builder(UiBuilder::new().max_rect(own), |ui| {
        head_ui(ui, scene, shown, Whose::Read, actions);
        reading.reading_ui(ui, scene, has_dialog, actions);
    });
    ui.scope_builder(UiBuilder::new().max_rect(side), |ui| {
        head_ui(ui, scene, beside, Whose::Beside, actions);
        other.beside_ui(ui, scene, reading);
    });
    ui.painter().vline(middle, room.y_range(), scene.theme.thin());
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Of the text that is read.
    Read,
    /// Of the one beside it.
    Beside,
}

/// Says which text it is.
fn head_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    version: &Version,
    whose: Whose,
    actions: &mut Vec<Action>,
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let margin = Margin::symmetric(14, 0);
    let head = Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_height(HEAD);
        ui.horizontal_centered(|ui| {
            let added = version.added.to_utc().with_timezone(&chrono::Local);
            let name = format!("Version {}", version.number);
            ui.label(RichText::new(name).font(font::ui_medium()).color(scene.theme.ink));
            let date = added.format("%-d %b %Y").to_string();
            ui.label(RichText::new(date).font(font::small()).color(scene.theme.dim));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if whose == Whose::Read {
                    return;
                }
                if icon_button(ui, icons::X, "Hide this text").clicked() {
                    actions.push(Action::Run(Command::CompareTexts));
                }
                let is_wide = ui.available_width() > BUTTON;
                if is_wide && button(ui, "Read this one").clicked() {
                    actions.push(Action::View(ViewAction::Version(version.number)));
                }
            });
        });
    });
    let line = head.response.rect;
    let width = ui.max_rect().x_range();
    ui.painter().hline(width, line.bottom() - 0.5, scene.theme.thin());
}
