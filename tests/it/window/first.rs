//! The main path: open the sample, see its articles.

use egui_kittest::{Harness, kittest::Queryable as _};
use postil::app::{
    Window,
    action::{Action, AnalystAction, FileAction, ViewAction},
    command::Command,
};

use super::harness::{Setup, on_sample, sample};

#[test]
fn the_sample_opens_with_its_articles() {
    let harness = on_sample("port-crews", Setup::default());
    let open = harness.state().desk.open.as_ref().unwrap();
    assert_eq!(open.project.articles().len(), 3);
    harness.get_all_by_label_contains("Port crews freed").next().unwrap();
    assert!(!open.is_unsaved);
}

#[test]
fn another_project_begins_without_the_filters_of_the_one_before() {
    let mut harness = on_sample("port-crews", Setup::default());
    let filter = |harness: &Harness<'static, Window>| {
        harness.get_by_label("Filter articles").value().unwrap_or_default()
    };
    let before = harness.state().desk.open.as_ref().unwrap().revision;
    harness.get_by_label("Filter articles").focus();
    harness.run();
    harness.get_by_label("Filter articles").type_text("freed");
    harness.run();
    assert_eq!(filter(&harness), "freed");
    let open = FileAction::Open(vec![sample("hard-cases")]);
    harness.state_mut().desk.dispatch(Action::File(open));
    harness.run();
    assert_eq!(filter(&harness), "");
    assert_ne!(harness.state().desk.open.as_ref().unwrap().revision, before);
    let open = FileAction::Open(vec![sample("port-crews")]);
    harness.state_mut().desk.dispatch(Action::File(open));
    harness.run();
    let open = harness.state().desk.open.as_ref().unwrap();
    assert_ne!(open.revision, before, "no two states share a number");
    harness.get_all_by_label_contains("Port crews freed").next().unwrap();
}

#[test]
fn an_article_without_spans_may_be_done() {
    let mut harness = on_sample("port-crews", Setup::default());
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::View(ViewAction::Article("what-the-accord-says".parse().unwrap())));
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    desk.dispatch(Action::Run(Command::MarkDone));
    harness.run();
    harness.get_by_label_contains("done, no spans");
}

#[cfg(feature = "snapshots")]
#[test]
fn picture_of_the_sample() {
    for (theme, name) in
        [(postil::store::Theme::Light, "sample-light"), (postil::store::Theme::Dark, "sample-dark")]
    {
        let mut setup = Setup::default();
        setup.settings.theme = theme;
        let mut harness = on_sample("port-crews", setup);
        super::harness::picture(&mut harness, name);
    }
}

#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_the_hard_cases() {
    let mut harness = on_sample("hard-cases", Setup::default());
    let open = harness.state().desk.open.as_ref().unwrap();
    let ids: Vec<_> = open.project.articles().map(|one| one.id.clone()).collect();
    for id in ids {
        let name = format!("hard-{id}");
        harness.state_mut().desk.dispatch(Action::View(ViewAction::Article(id)));
        harness.run();
        super::harness::picture(&mut harness, &name);
    }
}

/// A file that is let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_file_dropped_on_the_window_joins_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tide.txt");
    std::fs::write(&path, "The tide rises\n\nIt rose by a hand on Friday.\n").unwrap();
    let mut harness = on_sample("port-crews", Setup::default());
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    harness.run();
    let desk = &harness.state().desk;
    let project = &desk.open.as_ref().unwrap().project;
    assert_eq!(project.articles().len(), 4);
    assert_eq!(desk.article().unwrap().title, "The tide rises");
}

#[test]
fn the_right_panel_is_as_wide_as_before_once_there_is_room_again() {
    let mut harness = on_sample("port-crews", Setup::default());
    let width = harness.state().desk.settings.right.width;
    let left_edge =
        |harness: &Harness<'static, Window>| harness.get_by_label("Filter spans").rect().left();
    let before = left_edge(&harness);
    harness.set_size(egui::vec2(660.0, 800.0));
    harness.run();
    harness.set_size(egui::vec2(1280.0, 800.0));
    harness.run();
    assert!((harness.state().desk.settings.right.width - width).abs() < 0.5);
    assert!((left_edge(&harness) - before).abs() < 1.0);
}
