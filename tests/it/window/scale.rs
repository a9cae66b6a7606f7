//! The interface at twice its size: what no longer fits scrolls or is shortened, nothing is cut off.

use egui::{Rect, pos2};
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, ViewAction},
        command::{Command, Menu},
        desk::Tone,
    },
    store::{Settings, Theme},
};

use super::harness::{Setup, on_sample};

/// A window of 1280 by 800 pixels at 200 %.
fn double(theme: Theme) -> Harness<'static, Window> {
    let settings = Settings { theme, ..Settings::default() };
    let mut harness = on_sample("port-crews", Setup { settings, size: [640.0, 400.0], scale: 2.0 });
    let alice = AnalystAction::Choose("alice".parse().unwrap());
    harness.state_mut().desk.dispatch(Action::Analyst(alice));
    harness.run();
    harness
}

const DIALOGS: [Command; 11] = [
    Command::ReadingSettings,
    Command::CheatSheet,
    Command::Codebook,
    Command::Export,
    Command::ArticleDetails,
    Command::ProjectDetails,
    Command::ChooseAnalyst,
    Command::RemoveArticle,
    Command::Palette,
    Command::About,
    Command::Problems,
];

fn run(harness: &mut Harness<'static, Window>, command: Command) {
    harness.state_mut().desk.dispatch(Action::Run(command));
    harness.run();
}

fn close(harness: &mut Harness<'static, Window>) {
    harness.state_mut().desk.dispatch(Action::View(ViewAction::Dialog(None)));
    harness.run();
}

#[test]
fn the_window_takes_the_scale_that_is_set() {
    let mut harness = double(Theme::Light);
    harness.state_mut().desk.settings.zoom = 1.25;
    harness.run();
    assert_eq!(harness.ctx.zoom_factor().to_bits(), 1.25_f32.to_bits());
}

const WINDOW: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(640.0, 400.0) };

#[test]
fn every_dialog_keeps_its_buttons_in_the_window() {
    let mut harness = double(Theme::Light);
    for command in DIALOGS {
        run(&mut harness, command);
        let names = ["Close", "Cancel", "Done", "Reset", "Remove", "Choose a file…"];
        let buttons = names.iter().flat_map(|name| harness.query_all_by_label(name));
        let rects: Vec<Rect> = buttons.map(|button| button.rect()).collect();
        assert!(!rects.is_empty() || command == Command::Palette, "{command:?}");
        assert!(rects.iter().all(|rect| WINDOW.contains_rect(*rect)), "{command:?}: {rects:?}");
        assert_eq!(outside(&harness), [], "{command:?}");
        close(&mut harness);
    }
}

#[test]
fn long_news_stays_in_the_window() {
    let mut harness = double(Theme::Light);
    let text =
        "“Ctrl+Shift+F” is asked for by next-span and previous-article: next-span keeps its own";
    harness.state_mut().desk.say(Tone::Bad, text);
    harness.run_steps(3);
    let rect = harness.get_by_label(text).rect();
    assert!(WINDOW.contains_rect(rect), "{rect:?}");
}

#[test]
fn every_menu_stays_in_the_window() {
    let mut harness = double(Theme::Light);
    for menu in Menu::ALL {
        harness.get_by_label(menu.label()).click();
        harness.run();
        assert!(egui::Popup::is_any_open(&harness.ctx), "{menu:?}");
        assert_eq!(outside(&harness), [], "{menu:?}");
        harness.key_press(egui::Key::Escape);
        harness.run();
    }
}

/// Returns where menus and dialogs reach beyond the window.
fn outside(harness: &Harness<'static, Window>) -> Vec<Rect> {
    harness.ctx.memory(|memory| {
        let layers = memory.areas().visible_layer_ids();
        let floating = layers.iter().filter(|layer| layer.order == egui::Order::Foreground);
        let rects = floating.filter_map(|layer| memory.area_rect(layer.id));
        rects.filter(|rect| !WINDOW.contains_rect(*rect)).collect()
    })
}

#[cfg(feature = "snapshots")]
mod pictures {
    use super::*;
    use crate::window::harness::picture;

    #[test]
    fn pictures_at_twice_the_size() {
        for (theme, name) in [(Theme::Light, "scale-light"), (Theme::Dark, "scale-dark")] {
            let mut harness = double(theme);
            picture(&mut harness, name);
            if theme == Theme::Dark {
                continue;
            }
            for command in DIALOGS {
                run(&mut harness, command);
                picture(&mut harness, &format!("{name}-{command:?}"));
                close(&mut harness);
            }
            harness.get_by_label("View").click();
            harness.run();
            picture(&mut harness, &format!("{name}-menu"));
            harness.key_press(egui::Key::Escape);
            harness.run();
            run(&mut harness, Command::NextSpan);
            picture(&mut harness, &format!("{name}-span"));
            run(&mut harness, Command::ShowTable);
            picture(&mut harness, &format!("{name}-table"));
        }
    }
}
