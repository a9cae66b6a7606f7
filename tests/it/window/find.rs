//! Finding words in the article, and labelling all occurrences of a name.

use egui::{Key, Modifiers};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, ViewAction},
        command::Command,
    },
    model::ArticleId,
};

use super::{
    harness::{Setup, click, on_sample},
    reading::type_key,
};

fn article(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    let id = ArticleId::new("what-the-accord-says").unwrap();
    desk.dispatch(Action::View(ViewAction::Article(id)));
    harness.run();
    harness
}

/// Opens the bar and types into it, as a keyboard does.
fn find(harness: &mut Harness<'static, Window>, words: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.event(egui::Event::Text(words.to_owned()));
    harness.run();
}

fn selected(harness: &Harness<'static, Window>) -> Option<String> {
    let desk = &harness.state().desk;
    Some(desk.text()?.slice(desk.view.selected_text()?).to_owned())
}

fn spans(harness: &Harness<'static, Window>) -> usize {
    let project = &harness.state().desk.open.as_ref().unwrap().project;
    let layers = project.layers_of(&"what-the-accord-says".parse().unwrap());
    layers.map(|layer| layer.span_count()).sum()
}

fn is_typing(harness: &Harness<'static, Window>) -> bool {
    harness.get_by_label("Find in article").is_focused()
}

#[test]
fn typing_finds_and_enter_goes_on() {
    let mut harness = article(Setup::default());
    find(&mut harness, "accord");
    let total = harness.state().desk.finding.hits().len();
    assert!(total > 3, "{total} hits");
    harness.get_by_label(&format!("1 of {total}"));
    assert_eq!(selected(&harness).unwrap().to_lowercase(), "accord");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label(&format!("2 of {total}"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run();
    harness.get_by_label(&format!("{total} of {total} · from the end"));
    assert!(is_typing(&harness), "Enter stays in the field");
    click(&mut harness, "Next hit (F3)");
    harness.get_by_label(&format!("1 of {total} · from the top"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.event(egui::Event::Text("no such words".to_owned()));
    harness.run();
    harness.get_by_label("No hits");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Find in article").is_none());
    assert!(!harness.state().desk.finding.is_open);
}

#[test]
fn f3_goes_into_the_text_where_a_key_tags_the_hit() {
    let mut harness = article(Setup::default());
    find(&mut harness, "accord");
    let before = spans(&harness);
    type_key(&mut harness, Key::Num3, "3");
    assert_eq!(spans(&harness), before, "in the field it is a letter");
    harness.key_press(Key::Backspace);
    harness.key_press(Key::F3);
    harness.run();
    assert!(!is_typing(&harness));
    type_key(&mut harness, Key::Num3, "3");
    assert_eq!(spans(&harness), before + 1);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Find in article").is_none());
}

#[test]
fn the_field_takes_the_keyboard_from_wherever_it_is() {
    let mut harness = article(Setup::default());
    label_all(&mut harness);
    type_key(&mut harness, Key::Num3, "3");
    harness.key_press(Key::Enter);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    assert!(is_typing(&harness));
}

#[test]
fn all_hits_are_tagged_from_a_list_and_one_undo_takes_them_back() {
    let mut harness = article(Setup::default());
    find(&mut harness, "accord");
    let before = spans(&harness);
    let total = harness.state().desk.finding.hits().len();
    click(&mut harness, "Tag all hits");
    click(&mut harness, "Claim");
    assert_eq!(spans(&harness), before + total);
    harness.state_mut().desk.dispatch(Action::Run(Command::Undo));
    harness.run();
    assert_eq!(spans(&harness), before);
}

#[test]
fn switches_have_keys_and_a_bad_pattern_is_said_in_the_bar() {
    let mut harness = article(Setup::default());
    find(&mut harness, "THE");
    let any = harness.state().desk.finding.hits().len();
    press_alt_w(&mut harness);
    let finding = &harness.state().desk.finding;
    assert_eq!(finding.query.words, "THE", "the key types nothing");
    let words = finding.hits().len();
    assert!(0 < words && words < any, "{words} of {any}");
    click(&mut harness, "Match case");
    assert_eq!(harness.state().desk.finding.hits().len(), 0);
    click(&mut harness, "Match case");
    harness.key_press_modifiers(Modifiers::ALT, Key::R);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    harness.event(egui::Event::Text("(the|an".to_owned()));
    harness.run();
    harness.get_by_label("Not a pattern yet: unclosed group");
    harness.event(egui::Event::Text(")".to_owned()));
    harness.run();
    assert!(harness.query_by_label("Not a pattern yet: unclosed group").is_none());
    assert!(!harness.state().desk.finding.hits().is_empty());
}

/// Presses Alt and W as the systems do that make a letter of it: all in one frame.
fn press_alt_w(harness: &mut Harness<'static, Window>) {
    let input = harness.input_mut();
    input.events.push(egui::Event::Key {
        key: Key::W,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::ALT,
    });
    input.events.push(egui::Event::Text("w".to_owned()));
    harness.run();
}

/// Asks for the occurrences of the word "accord"; returns how many there are with the one selected.
fn label_all(harness: &mut Harness<'static, Window>) -> usize {
    find(harness, "accord");
    harness.key_press(Key::F3);
    harness.run();
    type_key(harness, Key::A, "a");
    harness.state().desk.occurrences.as_ref().unwrap().ghosts().len() + 1
}

fn ghosts(harness: &Harness<'static, Window>) -> Vec<(String, bool)> {
    let nodes = harness.query_all_by_role(egui::accesskit::Role::CheckBox);
    let nodes = nodes.filter_map(|node| {
        let node = node.accesskit_node();
        let label = node.label().filter(|label| label.starts_with("Occurrence"))?;
        Some((label, node.toggled() == Some(egui::accesskit::Toggled::True)))
    });
    nodes.collect()
}

#[test]
fn ghosts_are_walked_skipped_and_taken_by_keys() {
    let mut harness = article(Setup::default());
    let total = label_all(&mut harness);
    let before = spans(&harness);
    assert!(harness.query_by_label("Find in article").is_none(), "one bar at a time");
    harness.get_by_label(&format!("{} more of “accord”", total - 1));
    type_key(&mut harness, Key::Num3, "3");
    assert_eq!(spans(&harness), before, "the key chooses the tag");
    harness.get_by_label(&format!("Tag {total} as Actor"));
    harness.key_press(Key::Tab);
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert!(ghosts(&harness).iter().any(|(_, is_on)| !is_on));
    harness.get_by_label("1 skipped");
    harness.key_press(Key::N);
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    harness.run();
    harness.get_by_label("Take");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(spans(&harness), before + total - 1);
    assert!(harness.state().desk.occurrences.is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(spans(&harness), before);
}

#[test]
fn ghosts_are_skipped_and_taken_by_the_mouse() {
    let mut harness = article(Setup::default());
    let total = label_all(&mut harness);
    let before = spans(&harness);
    click(&mut harness, "Tag Claim");
    let selection = harness.state().desk.view.selection;
    let (name, is_on) = ghosts(&harness).into_iter().next().unwrap();
    assert!(is_on);
    click(&mut harness, &name);
    assert!(ghosts(&harness).contains(&(name.clone(), false)));
    assert_eq!(harness.state().desk.view.selection, selection, "the click is the ghost's");
    click(&mut harness, &name);
    assert!(ghosts(&harness).contains(&(name.clone(), true)));
    click(&mut harness, &name);
    click(&mut harness, &format!("Tag {} as Claim", total - 1));
    assert_eq!(spans(&harness), before + total - 1);
}

#[test]
fn letters_that_end_a_link_run_no_command() {
    let mut harness = article(Setup::default());
    find(&mut harness, "shipping");
    harness.key_press(Key::F3);
    harness.run();
    type_key(&mut harness, Key::Num2, "2");
    harness.state_mut().desk.dispatch(Action::Run(Command::StartLink));
    harness.run();
    type_key(&mut harness, Key::A, "a");
    type_key(&mut harness, Key::J, "j");
    assert!(harness.state().desk.occurrences.is_none());
    let shown = harness.state().desk.view.article.as_ref().unwrap();
    assert_eq!(shown.as_str(), "what-the-accord-says");
}

#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_hits_and_ghosts() {
    use super::harness::{picture, setups};
    for (name, setup) in setups("find") {
        let mut harness = article(setup);
        let id = ArticleId::new("port-crews-freed").unwrap();
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Article(id)));
        harness.run();
        find(&mut harness, "the authority");
        harness.key_press(Key::Enter);
        harness.run();
        picture(&mut harness, &name);
        harness.key_press(Key::F3);
        harness.run();
        type_key(&mut harness, Key::A, "a");
        picture(&mut harness, &name.replace("find", "ghosts-untagged"));
        type_key(&mut harness, Key::Num3, "3");
        harness.key_press(Key::Tab);
        harness.run();
        harness.key_press(Key::Space);
        harness.run();
        harness.key_press(Key::Tab);
        harness.run();
        picture(&mut harness, &name.replace("find", "ghosts"));
    }
}
