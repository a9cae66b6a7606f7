//! The empty window and the dialogs: what is asked, and what comes of each answer.

use std::path::PathBuf;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, SpanAction, ViewAction},
        command::Command,
        dialog::Dialog,
        view::Selection,
    },
    model::edit::Edit,
    store::Settings,
    text::Stretch,
};

use super::harness::{Setup, on_sample, sample, window};

fn dialog<'a>(harness: &'a Harness<'static, Window>) -> Option<&'a Dialog> {
    harness.state().desk.view.dialog.as_deref()
}

fn run(harness: &mut Harness<'static, Window>, command: Command) {
    harness.state_mut().desk.dispatch(Action::Run(command));
    harness.run();
}

fn change_title(harness: &mut Harness<'static, Window>) {
    let edit = Edit::Title("Another title".into());
    harness.state_mut().desk.dispatch(Action::change("rename project", edit));
    harness.run();
}

fn articles(harness: &Harness<'static, Window>) -> usize {
    harness.state().desk.open.as_ref().map_or(0, |open| open.project.articles().len())
}

#[test]
fn an_empty_window_opens_what_it_names() {
    let recent = vec![sample("hard-cases"), PathBuf::from("/no/such/folder/gone")];
    let settings = Settings { recent, ..Setup::default().settings };
    let mut harness = window(Setup { settings, ..Setup::default() });
    harness.run();
    harness.get_by_label("Open the sample project");
    harness.get_by_label("Forget gone").click();
    harness.run();
    assert_eq!(harness.state().desk.settings.recent, [sample("hard-cases")]);
    harness.get_by_label("Open hard-cases").click();
    harness.run();
    assert!(articles(&harness) > 0);
}

/// The environment names the folder for samples, and a test may not change it for the others: it
/// runs itself again.
#[test]
fn the_sample_is_one_click_away() {
    const FOLDER: &str = "POSTIL_DATA_DIR";
    if std::env::var_os(FOLDER).is_none() {
        let temp = tempfile::tempdir().unwrap();
        let again = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "window::dialogs::the_sample_is_one_click_away"])
            .env(FOLDER, temp.path())
            .output()
            .unwrap();
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stdout));
        assert!(temp.path().join("samples/port-crews/project.ron").is_file());
        return;
    }
    let mut harness = window(Setup::default());
    harness.run();
    harness.get_by_label("Open the sample project").click();
    harness.run();
    assert_eq!(articles(&harness), 3);
}

#[test]
fn the_first_tag_asks_for_a_name_and_is_then_made() {
    let mut harness = on_sample("port-crews", Setup::default());
    let spans = |harness: &Harness<'static, Window>| {
        let open = harness.state().desk.open.as_ref().unwrap();
        open.project.layers().map(|layer| layer.span_count()).sum::<usize>()
    };
    let before = spans(&harness);
    let desk = &mut harness.state_mut().desk;
    let selection = Selection::of(Stretch::new(0, 10));
    desk.dispatch(Action::View(ViewAction::Select(Some(selection))));
    let tag = "claim".parse().unwrap();
    desk.dispatch(Action::Span(SpanAction::Tag(tag)));
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Who annotates?");
    let field = harness.get_by_role_and_label(Role::TextInput, "Someone else");
    assert!(field.is_focused(), "one can type at once");
    field.type_text("Dana Ferris");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(dialog(&harness).is_none());
    assert_eq!(spans(&harness), before + 1);
    let open = harness.state().desk.open.as_ref().unwrap();
    assert_eq!(open.analyst.as_ref().unwrap().as_str(), "dana-ferris");
}

#[test]
fn an_analyst_of_the_project_is_one_click() {
    let mut harness = on_sample("port-crews", Setup::default());
    run(&mut harness, Command::ChooseAnalyst);
    harness.get_by_label("Alice").click();
    harness.run();
    let open = harness.state().desk.open.as_ref().unwrap();
    assert_eq!(open.analyst.as_ref().unwrap().as_str(), "alice");
    assert!(dialog(&harness).is_none());
}

#[test]
fn unsaved_work_is_kept_let_go_or_saved() {
    let mut harness = on_sample("port-crews", Setup::default());
    change_title(&mut harness);
    run(&mut harness, Command::CloseProject);
    harness.get_by_role_and_label(Role::Dialog, "Save changes to “Another title”?");
    harness.get_by_label("Cancel").click();
    harness.run();
    assert!(dialog(&harness).is_none() && articles(&harness) == 3, "nothing has happened");
    run(&mut harness, Command::CloseProject);
    harness.get_by_label("Don’t save").click();
    harness.run();
    assert!(harness.state().desk.open.is_none());
}

#[test]
fn saving_before_closing_asks_where_and_then_closes() {
    let temp = tempfile::tempdir().unwrap();
    let mut harness = window(Setup::default());
    run(&mut harness, Command::NewProject);
    change_title(&mut harness);
    run(&mut harness, Command::CloseProject);
    harness.key_press(Key::Enter);
    harness.run();
    assert!(matches!(dialog(&harness), Some(Dialog::Path(_))));
    // Esc gives the saving up, and the closing with it.
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().desk.open.is_some() && harness.state().desk.after_save.is_none());
    run(&mut harness, Command::CloseProject);
    harness.get_by_label("Save").click();
    harness.run();
    let place = temp.path().join("mine");
    type_path(&mut harness, &place.display().to_string());
    harness.get_by_label("Save").click();
    harness.run();
    assert!(harness.state().desk.open.is_none());
    assert!(place.join("project.ron").is_file());
}

fn type_path(harness: &mut Harness<'static, Window>, path: &str) {
    harness.get_by_role_and_label(Role::TextInput, "Path").focus();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Path").type_text(path);
    harness.run();
}

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

#[cfg(feature = "snapshots")]
mod pictures {
    use super::*;
    use crate::window::harness::{picture, setups};

    #[test]
    fn picture_of_an_empty_window() {
        for (name, mut setup) in setups("empty") {
            setup.settings.recent = vec![
                sample("port-crews"),
                sample("hard-cases"),
                PathBuf::from("/home/dana/annotations/prisoner-release"),
            ];
            let mut harness = window(setup);
            harness.run();
            picture(&mut harness, &name);
        }
    }

    #[test]
    fn picture_of_a_drop() {
        for (name, setup) in setups("drop") {
            let mut harness = window(setup);
            let file = egui::HoveredFile { path: Some("/tmp/x.txt".into()), ..Default::default() };
            harness.input_mut().hovered_files.push(file);
            harness.run_steps(3);
            picture(&mut harness, &name);
        }
    }

    #[test]
    fn picture_of_small_dialogs() {
        for (name, setup) in setups("dialog") {
            let mut harness = on_sample("port-crews", setup);
            run(&mut harness, Command::ChooseAnalyst);
            picture(&mut harness, &format!("{name}-analyst"));
            harness.key_press(Key::Escape);
            change_title(&mut harness);
            run(&mut harness, Command::CloseProject);
            picture(&mut harness, &format!("{name}-unsaved"));
            harness.key_press(Key::Escape);
            harness.run();
            run(&mut harness, Command::OpenFiles);
            type_path(&mut harness, &format!("{}/", sample("port-crews").display()));
            picture(&mut harness, &format!("{name}-path"));
        }
    }
}
