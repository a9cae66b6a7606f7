//! What screen readers are told: caret moves, tagging, news.

use egui::{Key, Modifiers, Role, accesskit::Live};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use postil::app::{
    Window,
    action::{Action, AnalystAction, ViewAction},
};

use super::{
    harness::{Setup, on_sample, window},
    reading::type_key,
};

fn article() -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", Setup::default());
    let desk = &mut harness.state_mut().desk;
    let id = "what-the-accord-says".parse().unwrap();
    desk.dispatch(Action::View(ViewAction::Article(id)));
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    harness.run();
    harness
}

/// Returns what was told last, by the node that tells it.
fn told(harness: &Harness<'static, Window>) -> String {
    let status = harness.get_by(|node| node.role() == Role::Status);
    assert_eq!(status.accesskit_node().live(), Live::Polite);
    status.accesskit_node().label().unwrap_or_default()
}

fn press(harness: &mut Harness<'static, Window>, modifiers: Modifiers, key: Key) -> String {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
    told(harness)
}

#[test]
fn the_node_that_tells_is_there_from_the_start() {
    let mut harness = window(Setup::default());
    harness.run();
    assert_eq!(told(&harness), "");
}

#[test]
fn what_the_caret_goes_over_is_told() {
    let mut harness = article();
    let (none, ctrl, shift) = (Modifiers::NONE, Modifiers::COMMAND, Modifiers::SHIFT);
    press(&mut harness, none, Key::ArrowRight);
    press(&mut harness, ctrl, Key::ArrowDown);
    let line = press(&mut harness, ctrl, Key::Home);
    assert!(line.starts_with("What the shipping accord"), "{line}");
    for (modifiers, key, expected) in [
        (none, Key::ArrowRight, "W"),
        (none, Key::ArrowRight, "h"),
        (none, Key::ArrowLeft, "h\u{a0}"),
        (ctrl, Key::ArrowRight, "hat"),
        (none, Key::ArrowRight, "space"),
        (ctrl | shift, Key::ArrowRight, "the selected"),
        (shift, Key::ArrowLeft, "e unselected"),
        (none, Key::Home, "Start of line"),
        (none, Key::ArrowLeft, "Start of the article"),
        (none, Key::End, "End of line"),
    ] {
        assert_eq!(press(&mut harness, modifiers, key), expected, "{modifiers:?} {key:?}");
    }
    assert!(press(&mut harness, none, Key::G).ends_with(" selected"));
    assert_eq!(
        press(&mut harness, none, Key::ArrowDown),
        "leaves out",
        "the headline's second line"
    );
}

#[test]
fn tagging_linking_deleting_and_undoing_are_told() {
    let mut harness = article();
    let (ctrl, shift) = (Modifiers::COMMAND, Modifiers::SHIFT);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, ctrl, Key::Home);
    press(&mut harness, ctrl | shift, Key::ArrowRight);
    type_key(&mut harness, Key::Num3, "3");
    assert_eq!(told(&harness), "Tagged as Actor: What");
    press(&mut harness, ctrl | shift, Key::ArrowRight);
    type_key(&mut harness, Key::Num2, "2");
    assert_eq!(told(&harness), "Tagged as Quote: the");
    type_key(&mut harness, Key::L, "l");
    type_key(&mut harness, Key::A, "a");
    assert_eq!(told(&harness), "Linked: the, said by What");
    assert_eq!(
        press(&mut harness, Modifiers::NONE, Key::CloseBracket),
        "Moved Quote: the shipping"
    );
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::Delete), "Deleted Quote: the shipping");
    press(&mut harness, ctrl, Key::Z);
    let news = harness.get_by_label("Undone: delete Quote");
    assert_eq!(news.accesskit_node().live(), Live::Polite);
    assert_eq!(press(&mut harness, Modifiers::NONE, Key::P), "Selected Quote: the shipping");
}
