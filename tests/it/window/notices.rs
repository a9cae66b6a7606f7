//! The bars that stay above the article while there is something to know.

use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, AnalystAction, FileAction, ViewAction},
    },
    articles,
    model::{
        AnalystId, ArticleId, VersionNumber,
        edit::{ArticleEdit, ArticleField, Edit},
    },
};

use super::harness::{Setup, click, on_sample, window};
use crate::program::Desk as Folder;

/// Returns a window on the sample as Alice, with a newer text of her article.
pub fn corrected(setup: Setup) -> Harness<'static, Window> {
    let mut harness = on_sample("port-crews", setup);
    let id = ArticleId::new("port-crews-freed").unwrap();
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Analyst(AnalystAction::Choose(AnalystId::new("alice").unwrap())));
    desk.dispatch(Action::View(ViewAction::Article(id.clone())));
    let text = desk.text().unwrap().as_str().replacen("forty-one", "forty", 1);
    let read = articles::read(text.as_bytes(), "port.txt").unwrap();
    let added = "2026-02-12T08:00:00Z".parse().unwrap();
    let article = read.into_article(id.clone(), "port.txt", added);
    let mut version = article.newest().unwrap().clone();
    version.number = VersionNumber(2);
    let add = ArticleField::AddVersion(Box::new(version));
    desk.dispatch(Action::change("new version", Edit::Article(ArticleEdit::Set(id, add))));
    harness.run();
    harness
}

#[test]
fn an_earlier_text_is_told_until_the_newest_is_shown() {
    let mut harness = corrected(Setup::default());
    harness.get_by_label_contains("Your 59 spans are about this one");
    assert_eq!(harness.state().desk.version().unwrap().number, VersionNumber(1));
    click(&mut harness, "Show version 2");
    assert_eq!(harness.state().desk.version().unwrap().number, VersionNumber(2));
    assert!(harness.query_by_label("Show version 2").is_none());
}

#[test]
fn a_layer_that_cannot_be_read_is_told_where_it_would_be_added_to() {
    let program = Folder::with_project("It rises.\n");
    program.write("P/annotations/alice/notes.ron", "(format: 1, article: \"no");
    let mut harness = window(Setup::default());
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::File(FileAction::Open(vec![program.path("P")])));
    harness.run();
    assert!(harness.query_by_label("What is wrong…").is_none(), "nobody annotates yet");
    harness.get_by_label("notes, Alice’s spans can’t be read");
    harness.get_by_label_contains("The spans of Alice in this article can’t be read. Review, Prob");
    harness.get_by_label("Spans can’t be read");
    let alice = AnalystId::new("alice").unwrap();
    harness.state_mut().desk.dispatch(Action::Analyst(AnalystAction::Choose(alice)));
    harness.run();
    harness.get_by_label("notes, your spans can’t be read");
    harness
        .get_by_label_contains("Your spans in this article can’t be read, and none can be added");
    click(&mut harness, "What is wrong…");
    harness.get_by_label_contains("annotations/alice/notes.ron, line 1");
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_spans_that_cannot_be_read() {
    for (name, setup) in super::harness::setups("unreadable") {
        let program = Folder::with_project("It rises.\n");
        program.write("P/annotations/alice/notes.ron", "(format: 1, article: \"no");
        let mut harness = window(setup);
        let desk = &mut harness.state_mut().desk;
        desk.dispatch(Action::File(FileAction::Open(vec![program.path("P")])));
        desk.dispatch(Action::Analyst(AnalystAction::Choose(AnalystId::new("alice").unwrap())));
        harness.run();
        super::harness::picture(&mut harness, &name);
    }
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_notices() {
    for (name, setup) in super::harness::setups("notices") {
        super::harness::picture(&mut corrected(setup), &name);
    }
}

/// Not compared: to look at.
#[cfg(feature = "snapshots")]
#[test]
fn pictures_of_two_texts() {
    for (name, setup) in super::harness::setups("compare") {
        let mut harness = corrected(setup);
        click(&mut harness, "Compare");
        super::harness::picture(&mut harness, &name);
    }
}

#[test]
fn another_text_is_shown_beside_until_it_is_hidden() {
    let mut harness = corrected(Setup::default());
    assert!(harness.query_by_label("Read this one").is_none());
    click(&mut harness, "Compare");
    let beside = harness.state().desk.view.beside.clone().unwrap();
    assert_eq!((beside.shown, beside.other), (VersionNumber(1), VersionNumber(2)));
    let differences = beside.differences.unwrap();
    let whole = harness.state().desk.text().unwrap().whole();
    assert_eq!(differences.in_shown(whole).count(), 1);
    click(&mut harness, "Read this one");
    let desk = &harness.state().desk;
    assert_eq!(desk.version().unwrap().number, VersionNumber(2));
    assert!(desk.view.beside.is_none(), "it would be beside itself");
    harness.key_press(egui::Key::F4);
    harness.run();
    assert_eq!(harness.state().desk.view.beside.as_ref().unwrap().other, VersionNumber(1));
    click(&mut harness, "Hide this text");
    assert!(harness.state().desk.view.beside.is_none());
}
