//! The codebook editor: what is typed is written at once, what does not fit is told beside it.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::{
    app::{Window, action::Action, command::Command, dialog::Dialog},
    model::{Codebook, Tag, Underline},
};

use super::harness::{Setup, on_sample};

fn codebook_editor(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    harness.state_mut().desk.dispatch(Action::Run(Command::Codebook));
    harness.run();
    harness
}

fn codebook(harness: &Harness<'static, Window>) -> Codebook {
    harness.state().desk.open.as_ref().unwrap().project.codebook().clone()
}

fn tag(harness: &Harness<'static, Window>, id: &str) -> Tag {
    codebook(harness).tags[&id.parse().unwrap()].clone()
}

fn click(harness: &mut Harness<'static, Window>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn write(harness: &mut Harness<'static, Window>, label: &str, text: &str) {
    let fields = harness.get_all_by_label(label);
    let is_field = |role| role == Role::TextInput || role == Role::MultilineTextInput;
    let mut fields = fields.filter(|node| is_field(node.accesskit_node().role()));
    fields.next().unwrap().focus();
    drop(fields);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    if text.is_empty() {
        harness.key_press(Key::Backspace);
    } else {
        harness.event(egui::Event::Text(text.to_owned()));
    }
    harness.run();
}

fn spans(harness: &Harness<'static, Window>, tag: &str) -> usize {
    let open = harness.state().desk.open.as_ref().unwrap();
    let spans = open.project.layers().flat_map(|layer| layer.spans());
    spans.filter(|span| span.tag.as_str() == tag).count()
}

fn undo(harness: &mut Harness<'static, Window>) {
    harness.state_mut().desk.dispatch(Action::Run(Command::Undo));
    harness.run();
}

#[test]
fn a_new_tag_is_named_at_once() {
    let mut harness = codebook_editor(Setup::default());
    click(&mut harness, "New tag");
    let made = tag(&harness, "new-tag");
    assert_eq!((made.key.as_str(), &made.underline), ("5", &Underline::Wavy));
    assert!(harness.get_by_role_and_label(Role::TextInput, "Name").is_focused());
    harness.event(egui::Event::Text("Rumour".to_owned()));
    harness.run();
    assert_eq!(tag(&harness, "new-tag").name, "Rumour", "typing replaces what it was called");
}

#[test]
fn typing_a_name_is_one_undo_and_an_empty_one_stays_in_the_field() {
    let mut harness = codebook_editor(Setup::default());
    write(&mut harness, "Name", "Assertion");
    write(&mut harness, "Name", "Assertions");
    write(&mut harness, "Name", "");
    harness.get_by_label("It needs a name");
    assert_eq!(tag(&harness, "claim").name, "Assertions");
    assert!(harness.state().desk.news.is_empty());
    undo(&mut harness);
    assert_eq!(tag(&harness, "claim").name, "Claim");
}

#[test]
fn a_key_that_another_tag_has_is_told_and_not_taken() {
    let mut harness = codebook_editor(Setup::default());
    write(&mut harness, "Key", "2");
    harness.get_by_label("Quote has it");
    assert_eq!(tag(&harness, "claim").key, "1");
    write(&mut harness, "Key", "n");
    harness.get_by_label_contains("no longer the one of “Next span”");
    assert_eq!(tag(&harness, "claim").key, "n");
}

#[test]
fn a_colour_that_another_tag_has_is_told() {
    let mut harness = codebook_editor(Setup::default());
    assert!(harness.query_by_label("Quote has this colour too").is_none());
    let quote = tag(&harness, "quote").color;
    click(&mut harness, &format!("Colour {quote}"));
    harness.get_by_label("Quote has this colour too");
}

#[test]
fn a_parent_is_chosen_with_the_keyboard() {
    let mut harness = codebook_editor(Setup::default());
    harness.get_by_label("Parent").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    for _ in 0..2 {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    harness.key_press(Key::Enter);
    harness.run();
    assert!(tag(&harness, "claim").parent.is_some());
    assert!(!egui::Popup::is_any_open(&harness.ctx), "the list is closed");
    assert!(harness.get_by_label("Parent").is_focused());
}

#[test]
fn a_retired_tag_is_not_retired_by_deleting_it() {
    let mut harness = codebook_editor(Setup::default());
    click(&mut harness, "Retired: no longer offered, its spans stay");
    click(&mut harness, "Delete…");
    assert!(harness.query_by_label_contains("which is retired").is_none());
    click(&mut harness, "They are deleted too, with their links");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(!codebook(&harness).tags.contains_key(&"claim".parse().unwrap()));
    assert_eq!(spans(&harness, "claim"), 0);
}

#[test]
fn colours_lines_and_examples_are_written() {
    let mut harness = codebook_editor(Setup::default());
    click(&mut harness, "Line wavy");
    click(&mut harness, "Colour #BE3A2B");
    write(&mut harness, "Examples, one a line", "the strike is over\n\n it is raining \n");
    let claim = tag(&harness, "claim");
    assert_eq!(claim.underline, Underline::Wavy);
    assert_eq!(
        (claim.color.to_string(), claim.color_dark.to_string()),
        ("#BE3A2B".into(), "#F48C7D".into())
    );
    assert_eq!(claim.examples, ["the strike is over", "it is raining"]);
    write(&mut harness, "Colour on light paper", "#12");
    harness.get_by_label("As #RRGGBB");
    write(&mut harness, "Colour on light paper", "102030");
    assert_eq!(tag(&harness, "claim").color.to_string(), "#102030");
}

#[test]
fn a_retired_tag_comes_back_without_a_key_that_is_taken() {
    let mut harness = codebook_editor(Setup::default());
    click(&mut harness, "Retired: no longer offered, its spans stay");
    assert!(tag(&harness, "claim").retired);
    assert!(harness.query_by_label("Tag Claim").is_none(), "it is no longer offered");
    click(&mut harness, "New tag");
    assert_eq!(tag(&harness, "new-tag").key, "1");
    click(&mut harness, "Claim, retired");
    click(&mut harness, "Retired: no longer offered, its spans stay");
    let claim = tag(&harness, "claim");
    assert_eq!((claim.retired, claim.key.as_str()), (false, ""));
}

#[test]
fn a_tag_without_spans_is_deleted_at_once() {
    let mut harness = codebook_editor(Setup::default());
    click(&mut harness, "New tag");
    click(&mut harness, "Delete…");
    assert_eq!(codebook(&harness).tags.len(), 4);
    let dialog = harness.state().desk.view.dialog.as_deref();
    assert!(matches!(dialog, Some(Dialog::Codebook(_))));
}

#[test]
fn deleting_a_tag_in_use_asks_what_becomes_of_its_spans() {
    let mut harness = codebook_editor(Setup::default());
    let before = spans(&harness, "skepticism");
    assert!(before > 0);
    click(&mut harness, "Skepticism");
    click(&mut harness, "Delete…");
    harness.get_by_label_contains("carry it. What becomes of them?");
    // Esc leads back.
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Codebook");
    click(&mut harness, "Delete…");
    click(&mut harness, "They are deleted too, with their links");
    click(&mut harness, "Delete");
    assert_eq!((spans(&harness, "skepticism"), codebook(&harness).tags.len()), (0, 3));
    assert!(!harness.state().desk.open.as_ref().unwrap().history.steps().is_empty());
    undo(&mut harness);
    assert_eq!((spans(&harness, "skepticism"), codebook(&harness).tags.len()), (before, 4));
}

#[test]
fn spans_may_get_another_tag() {
    let mut harness = codebook_editor(Setup::default());
    let (quotes, claims) = (spans(&harness, "quote"), spans(&harness, "claim"));
    click(&mut harness, "Quote");
    click(&mut harness, "Delete…");
    click(&mut harness, "They get another tag");
    click(&mut harness, "Delete");
    assert_eq!(spans(&harness, "claim"), quotes + claims);
}

#[test]
fn a_link_kind_in_use_is_not_deleted() {
    let mut harness = codebook_editor(Setup::default());
    click(&mut harness, "Links");
    click(&mut harness, "doubts");
    click(&mut harness, "Delete");
    harness.get_by_label_contains("links are of this kind");
    click(&mut harness, "New link kind");
    write(&mut harness, "Name, as a verb from one end to the other", "repeats");
    click(&mut harness, "Delete");
    assert_eq!(codebook(&harness).links.len(), 2);
}

#[test]
fn an_attribute_is_made_and_deleted_with_its_values() {
    let mut harness = codebook_editor(Setup::default());
    click(&mut harness, "Attributes");
    click(&mut harness, "New attribute");
    write(&mut harness, "Values, one a line", "high\nlow");
    click(&mut harness, "Articles");
    let made = codebook(&harness).attributes[&"new-attribute".parse().unwrap()].clone();
    assert_eq!((made.values.len(), made.on.as_slice()), (2, &["article".to_owned()][..]));
    click(&mut harness, "Certainty");
    click(&mut harness, "Delete");
    assert_eq!(codebook(&harness).attributes.len(), 1);
    undo(&mut harness);
    assert_eq!(codebook(&harness).attributes.len(), 2);
}

#[cfg(feature = "snapshots")]
#[test]
fn picture_of_the_codebook() {
    use super::harness::{picture, setups};
    for (name, setup) in setups("codebook") {
        let mut harness = codebook_editor(setup);
        picture(&mut harness, &name);
        write(&mut harness, "Key", "2");
        picture(&mut harness, &format!("{name}-clash"));
        click(&mut harness, "Links");
        picture(&mut harness, &format!("{name}-links"));
        click(&mut harness, "Attributes");
        picture(&mut harness, &format!("{name}-attributes"));
        click(&mut harness, "Tags");
        click(&mut harness, "Pick: Colour on light paper");
        picture(&mut harness, &format!("{name}-picker"));
        harness.key_press(Key::Escape);
        harness.run();
        click(&mut harness, "Delete…");
        picture(&mut harness, &format!("{name}-delete"));
    }
}
