//! An article gets a new text from a file, and the spans go over to it.

use std::fs;

use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, FileAction, ViewAction},
        command::Command,
        dialog::Dialog,
        view::Selection,
    },
    model::{ArticleId, VersionNumber},
    text::Stretch,
};

use super::harness::{Setup, click, on_sample, type_into};

/// Returns the text of Alice's article as it was corrected: words changed, a paragraph gone, a section
/// before another one.
fn corrected(text: &str) -> String {
    let mut text = text
        .replacen("forty-one dock workers", "forty dock workers", 1)
        .replacen("a door left ajar, nothing more", "a door left wide open, for once", 1)
        .replacen("nobody laughed", "no one in the room laughed", 1);
    let from = text.find("A tally that does not add up").unwrap();
    let (middle, end) =
        (text.find("The fire on the tug").unwrap(), text.find("Back to the sheds").unwrap());
    let moved = text[middle..end].to_owned();
    text.replace_range(middle..end, "");
    text.insert_str(from, &moved);
    let gone = text.find("The ministry did not reply").unwrap();
    let after = gone + text[gone..].find("\n\n").unwrap() + 2;
    text.replace_range(gone..after, "");
    text
}

/// Returns a window on the sample as Alice, whose article was updated from a file: the dialog asks.
fn updated(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("port-crews-freed.txt");
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    let article = ArticleId::new("port-crews-freed").unwrap();
    desk.dispatch(Action::View(ViewAction::Article(article.clone())));
    fs::write(&file, corrected(desk.text().unwrap().as_str())).unwrap();
    desk.dispatch(Action::File(FileAction::Update(article, file)));
    harness.run();
    harness
}

fn shown(harness: &Harness<'static, Window>) -> VersionNumber {
    harness.state().desk.version().unwrap().number
}

/// How many spans wait for a yes or have no place.
fn adrift(harness: &Harness<'static, Window>) -> usize {
    let project = &harness.state().desk.open.as_ref().unwrap().project;
    project.layers().map(|layer| layer.adrift().count()).sum()
}

fn select(harness: &mut Harness<'static, Window>, words: &str) {
    let desk = &mut harness.state_mut().desk;
    let start = desk.text().unwrap().as_str().find(words).unwrap();
    let at = Selection::of(Stretch::new(start, start + words.len()));
    desk.dispatch(Action::View(ViewAction::Select(Some(at))));
    harness.run();
}

#[test]
fn what_becomes_of_the_spans_is_shown_before_they_go_over() {
    let mut harness = updated(Setup::default());
    harness.get_by_label_contains("What is unchanged goes to its new place");
    assert!(harness.query_all_by_label("not found").count() > 1, "the count, and a span");
    click(&mut harness, "Cancel");
    assert_eq!((shown(&harness), adrift(&harness)), (VersionNumber(1), 0));
    click(&mut harness, "Carry 59 spans over…");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(shown(&harness), VersionNumber(2));
    assert!(adrift(&harness) > 0);
    harness.get_by_label("Yes, it is here");
}

#[test]
fn each_proposal_has_a_key() {
    let mut harness = updated(Setup::default());
    click(&mut harness, "Carry over");
    let all = adrift(&harness);
    let press = |harness: &mut Harness<'static, Window>, modifiers, key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        adrift(harness)
    };
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::Y), all - 1);
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::Enter), all - 2);
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::X), all - 2, "it has no place");
    let at = |harness: &Harness<'static, Window>| harness.state().desk.view.proposal.clone();
    let before = at(&harness);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_ne!(at(&harness), before);
    press(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(at(&harness), before);
    select(&mut harness, "Marisol Deane");
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::H), all - 3);
    let left = press(&mut harness, Modifiers::SHIFT, Key::Y);
    assert!(left < all - 4, "{left} of {all} are left");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(at(&harness), None);
    harness.get_by_label_contains("for your yes to a new place");
}

#[test]
fn the_newest_text_says_that_the_spans_are_about_an_earlier_one() {
    let mut harness = updated(Setup::default());
    click(&mut harness, "Cancel");
    click(&mut harness, "Show version 2");
    harness.get_by_label_contains("Your 59 spans in this article are about version 1");
    click(&mut harness, "Show version 1");
    harness.get_by_label_contains("Your 59 spans are about this one");
}

#[test]
fn every_version_is_listed_to_be_shown_and_compared() {
    // All of the dialog is in view.
    let mut harness = updated(Setup { size: [1280.0, 1200.0], ..Setup::default() });
    click(&mut harness, "Cancel");
    let details = |harness: &mut Harness<'static, Window>| {
        harness.state_mut().desk.dispatch(Action::Run(Command::ArticleDetails));
        harness.run();
    };
    details(&mut harness);
    click(&mut harness, "Version 2: show");
    assert_eq!(shown(&harness), VersionNumber(2));
    details(&mut harness);
    click(&mut harness, "Version 1: compare");
    let beside = harness.state().desk.view.beside.clone().unwrap();
    assert_eq!((beside.shown, beside.other), (VersionNumber(2), VersionNumber(1)));
    assert!(harness.state().desk.view.dialog.is_none());
}

#[test]
fn the_file_is_asked_for_where_the_system_has_no_dialog() {
    let mut harness = on_sample("port-crews", Setup::default());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new.txt");
    fs::write(&file, "Another text.\n").unwrap();
    harness.state_mut().desk.dispatch(Action::Run(Command::UpdateArticle));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    type_into(&mut harness, "Path", &file.display().to_string());
    click(&mut harness, "Update");
    harness.run();
    assert!(!matches!(harness.state().desk.view.dialog.as_deref(), Some(Dialog::Path(_))));
    assert_eq!(harness.state().desk.article().unwrap().versions.len(), 2);
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_carrying_spans_over() {
    use super::harness::{picture, setups};

    for (name, setup) in setups("carry") {
        let mut harness = updated(setup);
        picture(&mut harness, &name);
        click(&mut harness, "Carry over");
        harness.run_steps(600);
        picture(&mut harness, &format!("{name}-moved"));
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Y);
        harness.run();
        harness.run_steps(600);
        picture(&mut harness, &format!("{name}-changed"));
        harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
        harness.run();
        picture(&mut harness, &format!("{name}-gone"));
        select(&mut harness, "Marisol Deane");
        picture(&mut harness, &format!("{name}-selected"));
        harness.key_press(Key::Escape);
        harness.key_press(Key::Escape);
        harness.key_press(Key::Escape);
        harness.run();
        harness.state_mut().desk.dispatch(Action::Run(Command::ArticleDetails));
        harness.run();
        harness.get_by_label("Version 1: show").scroll_to_me();
        harness.run_steps(60);
        picture(&mut harness, &format!("{name}-versions"));
    }
}
