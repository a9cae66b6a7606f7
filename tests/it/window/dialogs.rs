//! The empty window and the dialogs: what is asked, and what comes of each answer.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, SpanAction, ViewAction},
        command::{Command, TABLE},
        dialog::{Dialog, PathPurpose},
        view::Selection,
    },
    jobs::ExportFormat,
    model::edit::Edit,
    store::{Problem, ProblemKind, Settings},
    text::Stretch,
};

use super::harness::{Setup, on_sample, sample, window};

pub(super) fn dialog<'a>(harness: &'a Harness<'static, Window>) -> Option<&'a Dialog> {
    harness.state().desk.view.dialog.as_deref()
}

pub(super) fn run(harness: &mut Harness<'static, Window>, command: Command) {
    harness.state_mut().desk.dispatch(Action::Run(command));
    harness.run();
}

pub(super) fn type_path(harness: &mut Harness<'static, Window>, path: &str) {
    harness.get_by_role_and_label(Role::TextInput, "Path").focus();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, "Path").type_text(path);
    harness.run();
}

fn change_title(harness: &mut Harness<'static, Window>) {
    let edit = Edit::Title("Another title".into());
    harness.state_mut().desk.dispatch(Action::change("rename project", edit));
    harness.run();
}

pub(super) fn articles(harness: &Harness<'static, Window>) -> usize {
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

#[test]
fn an_article_is_removed_with_all_about_it_and_comes_back() {
    let mut harness = on_sample("port-crews", Setup::default());
    let before = harness.state().desk.open.as_ref().unwrap().project.clone();
    run(&mut harness, Command::RemoveArticle);
    harness.get_by_label_contains("go with it");
    harness.get_by_label("Remove").click();
    harness.run();
    assert_eq!(articles(&harness), 2);
    assert!(dialog(&harness).is_none());
    run(&mut harness, Command::Undo);
    assert_eq!(harness.state().desk.open.as_ref().unwrap().project, before);
}

#[test]
fn what_is_known_about_an_article_can_be_changed() {
    let mut harness = on_sample("port-crews", Setup::default());
    let article =
        |harness: &Harness<'static, Window>| harness.state().desk.article().unwrap().clone();
    run(&mut harness, Command::ArticleDetails);
    let field = |harness: &mut Harness<'static, Window>, label: &str, text: &str| {
        let field = harness.get_by_role_and_label(Role::TextInput, label);
        field.focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run();
    };
    field(&mut harness, "Title", "The tally");
    field(&mut harness, "byline", "E. Halloran");
    field(&mut harness, "New fact", "section");
    field(&mut harness, "Its value", "World");
    harness.get_by_label("Add fact").click();
    harness.run();
    harness.get_by_label("Remove url").click();
    harness.run();
    let changed = article(&harness);
    assert_eq!(changed.title, "The tally");
    assert_eq!((changed.fact("byline"), changed.fact("section")), ("E. Halloran", "World"));
    assert_eq!(changed.fact("url"), "");
    let byline = changed.facts.iter().find(|fact| fact.name == "byline").unwrap();
    assert_eq!(byline.from, "analyst");
    for _ in 0..4 {
        run(&mut harness, Command::Undo);
    }
    assert!(!harness.state().desk.open.as_ref().unwrap().is_unsaved);
}

#[test]
fn the_cheat_sheet_lists_every_command() {
    let mut harness = on_sample("port-crews", Setup::default());
    run(&mut harness, Command::CheatSheet);
    for entry in TABLE {
        let found = harness.query_all_by_label_contains(entry.label).count();
        assert!(found > 0, "{}", entry.label);
    }
    harness.get_by_label("Tag as Quote: 2");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(dialog(&harness).is_none());
}

#[test]
fn an_export_asks_for_a_format_and_then_for_a_file() {
    let mut harness = on_sample("port-crews", Setup::default());
    run(&mut harness, Command::Export);
    harness.get_by_label("JSON lines").click();
    harness.run();
    harness.get_by_label("Choose a file…").click();
    harness.run();
    let Some(Dialog::Path(path)) = dialog(&harness) else { panic!() };
    assert_eq!(path.purpose, PathPurpose::Export(ExportFormat::Jsonl));
    let ending = Path::new(&path.path).extension().and_then(|ending| ending.to_str());
    assert_eq!(ending, Some("jsonl"));
}

#[test]
fn an_export_takes_the_chosen_spans_in_the_chosen_way() {
    let temp = tempfile::tempdir().unwrap();
    let mut harness = on_sample("port-crews", Setup::default());
    run(&mut harness, Command::Export);
    let project = &harness.state().desk.open.as_ref().unwrap().project;
    let spans: Vec<_> = project.layers().flat_map(|layer| layer.spans()).collect();
    let quotes = spans.iter().filter(|span| span.tag.as_str() == "quote").count();
    harness.get_by_label_contains(&format!("{} spans in ", spans.len()));
    // The dialog comes after the bar of tags.
    harness.get_all_by_label("Quote").last().unwrap().click();
    harness.run();
    harness.get_by_label_contains(&format!("{quotes} spans in "));
    harness.get_by_label("With a byte order mark, for older spreadsheets").click();
    harness.run();
    harness.get_by_label("Choose a file…").click();
    harness.run();
    let path = temp.path().join("quotes.csv");
    type_path(&mut harness, &path.display().to_string());
    harness.get_by_label("Export").click();
    harness.run();
    let written = std::fs::read_to_string(path).unwrap();
    assert!(written.starts_with("\u{feff}id,"), "{written}");
    assert!(written.contains(",quote,") && !written.contains(",claim,"), "{written}");
}

#[test]
fn the_project_gets_another_title() {
    let mut harness = on_sample("port-crews", Setup::default());
    run(&mut harness, Command::ProjectDetails);
    harness.get_by_label_contains("3 articles, ");
    let title = |harness: &Harness<'static, Window>| {
        harness.state().desk.open.as_ref().unwrap().project.title().to_owned()
    };
    let before = title(&harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    for letter in ["C", "r", "e", "w", "s"] {
        harness.get_by_role_and_label(Role::TextInput, "Title").type_text(letter);
        harness.run();
    }
    assert_eq!(title(&harness), "Crews");
    harness.key_press(Key::Enter);
    harness.run();
    assert!(dialog(&harness).is_none());
    run(&mut harness, Command::Undo);
    assert_eq!(title(&harness), before, "it is one undo");
}

#[test]
fn problems_name_their_file() {
    let mut harness = on_sample("port-crews", Setup::default());
    run(&mut harness, Command::Problems);
    harness.get_by_label("No problems");
    harness.key_press(Key::Escape);
    harness.run();
    harness.state_mut().desk.open.as_mut().unwrap().problems.push(problem());
    run(&mut harness, Command::Problems);
    harness.get_by_label("annotations/alice/quay.ron, line 12, column 3");
}

fn problem() -> Problem {
    Problem {
        path: "annotations/alice/quay.ron".into(),
        line: Some((12, 3)),
        kind: ProblemKind::Damaged,
        message: "This file ends in the middle of a span".into(),
        hint: "Put it back from a backup; the rest of the project is open".into(),
    }
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
            harness.key_press(Key::Escape);
            harness.run();
            harness.state_mut().desk.open.as_mut().unwrap().problems.push(problem());
            for (command, which) in [
                (Command::ProjectDetails, "project"),
                (Command::ArticleDetails, "article"),
                (Command::RemoveArticle, "remove-article"),
                (Command::Export, "export"),
                (Command::Problems, "problems"),
                (Command::CheatSheet, "keys"),
                (Command::About, "about"),
            ] {
                run(&mut harness, command);
                picture(&mut harness, &format!("{name}-{which}"));
                harness.key_press(Key::Escape);
                harness.run();
            }
        }
    }
}
