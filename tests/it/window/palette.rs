//! The palette: what it finds, and what Enter does.

use egui::Key;
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::app::{Window, action::Action, command::Command, dialog::Dialog, view::Main};

use super::harness::{Setup, on_sample};

fn palette(setup: Setup, query: &str) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    harness.state_mut().desk.dispatch(Action::Run(Command::Palette));
    harness.run();
    let field = harness.get_by_label("Search");
    assert!(field.is_focused(), "one can type at once");
    field.type_text(query);
    harness.run();
    harness
}

fn press(harness: &mut Harness<'static, Window>, key: Key) {
    harness.key_press(key);
    harness.run();
}

#[test]
fn a_few_letters_and_enter_run_a_command() {
    let mut harness = palette(Setup::default(), "tabsp");
    harness.get_by_label("Table of spans");
    press(&mut harness, Key::Enter);
    let view = &harness.state().desk.view;
    assert!(view.dialog.is_none());
    assert_eq!(view.main, Main::Table);
}

#[test]
fn only_commands_that_can_run_are_offered() {
    let harness = palette(Setup::default(), "delete");
    assert!(harness.query_by_label("Delete").is_none(), "no span is selected");
}

#[test]
fn a_command_may_open_another_dialog() {
    let mut harness = palette(Setup::default(), "codeb");
    press(&mut harness, Key::Enter);
    assert!(matches!(harness.state().desk.view.dialog.as_deref(), Some(Dialog::Codebook(_))));
}

#[test]
fn articles_are_found_by_title() {
    let mut harness = palette(Setup::default(), "@ministry");
    press(&mut harness, Key::Enter);
    let article = harness.state().desk.view.article.clone().unwrap();
    assert_eq!(article.as_str(), "ministry-disputes-tally");
}

#[test]
fn spans_are_found_by_their_words() {
    let mut harness = palette(Setup::default(), "#door left");
    press(&mut harness, Key::Enter);
    let desk = &harness.state().desk;
    let span = desk.view.span.clone().unwrap();
    let (span, text) = desk.open.as_ref().unwrap().span(&span).unwrap();
    assert!(span.words(text).contains("door left"), "{}", span.words(text));
}

#[test]
fn arrows_walk_round_and_escape_leaves_all_as_it_was() {
    let mut harness = palette(Setup::default(), "theme");
    let row = |harness: &Harness<'static, Window>| match harness.state().desk.view.dialog.as_deref()
    {
        Some(Dialog::Palette { row, .. }) => Some(*row),
        _ => None,
    };
    press(&mut harness, Key::ArrowDown);
    assert_eq!(row(&harness), Some(1));
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowUp);
    assert!(row(&harness).unwrap() > 1, "from the first to the last");
    press(&mut harness, Key::Escape);
    assert_eq!(row(&harness), None);
}

#[cfg(feature = "snapshots")]
#[test]
fn picture_of_the_palette() {
    use super::harness::{picture, setups};
    for (name, setup) in setups("palette") {
        let mut harness = palette(setup, "");
        picture(&mut harness, &name);
        harness.get_by_label("Search").type_text("port");
        harness.run();
        picture(&mut harness, &format!("{name}-found"));
    }
}

#[test]
fn a_percentage_goes_to_that_part_of_the_article() {
    let mut harness = palette(Setup::default(), "50 %");
    harness.get_by_label("Go to 50 % of the article");
    press(&mut harness, Key::Enter);
    let desk = &harness.state().desk;
    assert!(desk.view.dialog.is_none());
    let (end, caret) = (desk.text().unwrap().end(), desk.view.selection.unwrap().focus);
    assert!(caret.0.abs_diff(end.0 / 2) < 20, "{caret} of {end}");
    let top = desk.view.top();
    assert!(top < caret && caret.0 - top.0 < 1500, "{caret} is in view, which begins at {top}");
}
