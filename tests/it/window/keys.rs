//! Keys that a person has changed.

use egui::{Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::app::{Window, action::Action, command::Command, keymap::Keymap};

use super::harness::{Setup, on_sample};

#[test]
fn changed_keys_work_and_show_and_their_problems_stand_on_the_cheat_sheet() {
    let mut harness = on_sample("port-crews", Setup::default());
    let changes = r#"{
        "next-article": ["K"],
        "previous-article": ["J"],
        "edit-note": [],
        "save": ["N"],
        "copy": ["Ctrl+M"],
    }"#;
    Keymap::with(&ron::from_str(changes).unwrap()).install(&harness.ctx);
    let article =
        |harness: &Harness<'static, Window>| harness.state().desk.view.article.clone().unwrap();
    let first = article(&harness);
    harness.key_press(Key::J);
    harness.run();
    assert_eq!(article(&harness), first, "J goes back now, and this is the first");
    harness.key_press(Key::K);
    harness.run();
    assert_ne!(article(&harness), first);

    harness.state_mut().desk.dispatch(Action::Run(Command::CheatSheet));
    harness.run();
    harness.get_by_label("Next article: K");
    harness.get_by_label("Write a note");
    harness.get_by_label("Copy: Ctrl+M");
    harness.get_by_label("Save: Ctrl+S");
    harness.get_by_label_contains("“N” is asked for by save and next-span");
    harness.key_press(Key::Escape);
    harness.run();

    assert_eq!(copies(&mut harness, egui::Event::Copy), 0, "Ctrl+C copies no more");
    let (modifiers, key) = (Modifiers::COMMAND, Key::M);
    let pressed =
        egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    assert_eq!(copies(&mut harness, pressed), 1);
    Keymap::default().install(&harness.ctx);
    assert_eq!(copies(&mut harness, egui::Event::Copy), 1);
}

/// Returns how many texts a press copies of the whole article.
fn copies(harness: &mut Harness<'static, Window>, pressed: egui::Event) -> usize {
    harness.state_mut().desk.dispatch(Action::Run(Command::SelectAll));
    harness.run();
    harness.event(pressed);
    harness.step();
    harness.output().platform_output.commands.len()
}
