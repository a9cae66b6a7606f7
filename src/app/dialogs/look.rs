//! How articles look, with the article beside it as it changes.

use egui::{Align, Align2, Layout, RichText, Ui, vec2};

use super::frame::{CONTROL, DialogBox, buttons_ui};
use crate::{
    app::{
        action::Action,
        command::Command,
        icons,
        scene::Scene,
        theme::{font, space},
        widgets::{button, icon_button, pill, primary_button},
    },
    store::{ReadingFont, Theme},
};

const WIDTH: f32 = 320.0;
/// How much of a row its name takes.
const NAME: f32 = 92.0;

/// Shows what can be chosen of the article's look.
pub fn look_ui(ui: &mut Ui, scene: &Scene<'_>, actions: &mut Vec<Action>) {
    let corner = vec2(-12.0, space::TOP_BAR + 8.0);
    let dialog = DialogBox::new("Reading settings", WIDTH)
        .beside(|area| area.anchor(Align2::RIGHT_TOP, corner));
    let shown = dialog.show(ui, |ui, moment| {
        let is_enter = moment.enter(ui);
        let (mut run, settings) = (Vec::new(), scene.settings);
        row_ui(ui, scene, "Theme", |ui| {
            let choices = [
                ("System", Theme::System, Command::ThemeSystem),
                ("Light", Theme::Light, Command::ThemeLight),
                ("Dark", Theme::Dark, Command::ThemeDark),
            ];
            run.extend(one_of(ui, settings.theme, &choices));
        });
        row_ui(ui, scene, "Font", |ui| {
            let choices = [
                ("Serif", ReadingFont::Serif, Command::FontSerif),
                ("Sans", ReadingFont::Sans, Command::FontSans),
            ];
            run.extend(one_of(ui, settings.reading_font, &choices));
        });
        let interface = format!("{:.0} %", settings.zoom * 100.0);
        let size = format!("{:.0} %", settings.text_scale * 100.0);
        let measure = format!("{} characters", settings.measure);
        let leading = format!("{:.2}", settings.leading);
        for (name, value, less, more) in [
            ("Interface", interface, Command::SmallerInterface, Command::LargerInterface),
            ("Text size", size, Command::ZoomOut, Command::ZoomIn),
            ("Column", measure, Command::NarrowerColumn, Command::WiderColumn),
            ("Line spacing", leading, Command::LessLineSpacing, Command::MoreLineSpacing),
        ] {
            row_ui(ui, scene, name, |ui| run.extend(step_ui(ui, scene, &value, less, more)));
        }
        let is_closed = buttons_ui(ui, |ui| {
            let is_closed = primary_button(ui, "Close").clicked() || is_enter;
            if button(ui, "Reset").clicked() {
                run.push(Command::ResetReading);
            }
            is_closed
        });
        actions.extend(run.into_iter().map(Action::Run));
        is_closed
    });
    if shown.inner || shown.backdrop_response.clicked() {
        actions.push(Action::close_dialog());
    }
}

fn row_ui(ui: &mut Ui, scene: &Scene<'_>, name: &str, add: impl FnOnce(&mut Ui)) {
    let line = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), CONTROL), line, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let left = ui.cursor().left();
        ui.label(RichText::new(name).font(font::ui()).color(scene.theme.dim));
        ui.add_space((left + NAME - ui.cursor().left()).max(0.0));
        add(ui);
    });
}

/// Shows choices side by side and returns the command of the one that was taken.
fn one_of<T: PartialEq + Copy>(
    ui: &mut Ui,
    now: T,
    choices: &[(&str, T, Command)],
) -> Option<Command> {
    let mut taken = None;
    for (label, value, command) in choices {
        if pill(ui, label, now == *value).clicked() {
            taken = Some(*command);
        }
    }
    taken
}

/// Shows a value between the buttons for less and more.
fn step_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    value: &str,
    less: Command,
    more: Command,
) -> Option<Command> {
    let is_less = icon_button(ui, icons::MINUS, less.label()).clicked();
    let middle = Layout::centered_and_justified(egui::Direction::LeftToRight);
    ui.allocate_ui_with_layout(vec2(104.0, CONTROL), middle, |ui| {
        ui.label(RichText::new(value).font(font::ui_medium()).color(scene.theme.ink));
    });
    let is_more = icon_button(ui, icons::PLUS, more.label()).clicked();
    match (is_less, is_more) {
        (true, _) => Some(less),
        (_, true) => Some(more),
        _ => None,
    }
}
