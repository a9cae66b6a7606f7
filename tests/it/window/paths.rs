//! Asking for a path in the window.

use std::path::Path;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use postil::app::{
    action::Action,
    command::Command,
    dialog::{Dialog, PathDialog, PathPurpose},
};

use super::{
    dialogs::{articles, dialog, run, type_path},
    harness::{Setup, on_sample, sample, window},
};

#[test]
fn a_path_is_completed_by_tab_and_checked() {
    let temp = tempfile::tempdir().unwrap();
    std::fs::create_dir(temp.path().join("articles")).unwrap();
    std::fs::write(temp.path().join("articles/quay.txt"), "By the quay, nothing moved.\n").unwrap();
    let mut harness = window(Setup::default());
    run(&mut harness, Command::OpenFiles);
    type_path(&mut harness, &format!("{}/nothing", temp.path().display()));
    harness.get_by_label("There is no such file or folder");
    type_path(&mut harness, &format!("{}/art", temp.path().display()));
    harness.key_press(Key::Tab);
    harness.run();
    harness.get_by_label("quay.txt").click();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(dialog(&harness).is_none());
    assert_eq!(articles(&harness), 1);
}

#[test]
fn a_path_is_looked_up_anew_for_each_question() {
    let temp = tempfile::tempdir().unwrap();
    let place = temp.path().join("mine");
    let mut harness = window(Setup::default());
    run(&mut harness, Command::NewProject);
    let mut ask = |purpose, expected: Option<&str>| {
        let asked = PathDialog::new(purpose, String::new());
        harness.state_mut().desk.dispatch(Action::dialog(Dialog::Path(asked)));
        harness.run();
        type_path(&mut harness, &place.display().to_string());
        for text in ["There is no such file or folder", "This folder is not empty"] {
            let found = harness.query_by_label_contains(text).is_some();
            assert_eq!(found, expected == Some(text), "{purpose:?}: {text}");
        }
        harness.key_press(Key::Escape);
        harness.run();
    };
    ask(PathPurpose::OpenFolder, Some("There is no such file or folder"));
    ask(PathPurpose::SaveProject, None);
    std::fs::create_dir(&place).unwrap();
    std::fs::write(place.join("a.txt"), "").unwrap();
    ask(PathPurpose::SaveProject, Some("This folder is not empty"));
}

#[test]
fn a_click_beside_a_dialog_leaves_the_keyboard_in_its_field() {
    let mut harness = window(Setup::default());
    run(&mut harness, Command::OpenFiles);
    harness.run();
    let corner = egui::pos2(8.0, 780.0);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerMoved(corner));
        harness.event(egui::Event::PointerButton {
            pos: corner,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run();
    }
    assert!(harness.get_by_role_and_label(Role::TextInput, "Path").is_focused());
    harness.event(egui::Event::Text("xyz".into()));
    harness.run();
    let Some(Dialog::Path(path)) = dialog(&harness) else { panic!() };
    assert!(path.path.ends_with("xyz"), "{}", path.path);
}

#[test]
fn enter_takes_the_row_that_is_lit() {
    let temp = tempfile::tempdir().unwrap();
    std::fs::create_dir(temp.path().join("articles")).unwrap();
    for name in ["quay.txt", "strike.txt"] {
        std::fs::write(temp.path().join("articles").join(name), "Nothing moved.\n").unwrap();
    }
    let mut harness = window(Setup::default());
    run(&mut harness, Command::OpenFiles);
    type_path(&mut harness, &format!("{}/art", temp.path().display()));
    harness.key_press(Key::Enter);
    harness.run();
    let Some(Dialog::Path(path)) = dialog(&harness) else { panic!() };
    assert!(Path::new(&path.path).ends_with("articles"), "{}", path.path);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(dialog(&harness).is_none());
    let open = harness.state().desk.open.as_ref().unwrap();
    let article = open.project.articles().next().unwrap();
    assert!(article.newest().unwrap().source.ends_with("strike.txt"));
}

#[test]
fn a_project_can_be_opened_where_articles_are_asked_for() {
    let mut harness = window(Setup::default());
    run(&mut harness, Command::OpenFiles);
    type_path(&mut harness, &sample("port-crews").display().to_string());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(articles(&harness), 3);
}

#[test]
fn what_is_wrong_with_a_path_is_told_once_it_was_typed() {
    let temp = tempfile::tempdir().unwrap();
    std::fs::write(temp.path().join("a.csv"), "").unwrap();
    let mut harness = on_sample("port-crews", Setup::default());
    run(&mut harness, Command::Export);
    harness.get_by_label("Choose a file…").click();
    harness.run();
    type_path(&mut harness, &format!("{}/a.csv", temp.path().display()));
    harness.get_by_label("There is a file at this place: it will be replaced");
    harness.get_by_label("Replace");
    harness.key_press(Key::Escape);
    harness.run();
    run(&mut harness, Command::SaveAs);
    type_path(&mut harness, &temp.path().display().to_string());
    harness.get_by_label_contains("This folder is not empty");
}
