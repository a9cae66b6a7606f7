//! Coming back to where one was.

use std::path::Path;

use super::*;
use crate::{app::view::Spot, text::Offset};

/// Returns a desk on a project with two articles, saved to a folder.
fn saved(folder: &Path) -> Desk {
    let mut desk = desk_of_alice();
    let reading = articles::read("Another text.\n\nIt is short.\n".as_bytes(), "b.txt").unwrap();
    let other = reading.into_article(ArticleId::new("other").unwrap(), "b.txt", Time::default());
    let edit = crate::jobs::articles_edit(vec![other]);
    desk.dispatch(Action::change("add article", edit));
    desk.dispatch(Action::File(crate::app::action::FileAction::SaveTo(folder.join("port"))));
    desk.take_messages();
    desk
}

fn open(desk: &mut Desk, folder: &Path) {
    let paths = vec![folder.join("port")];
    desk.dispatch(Action::File(crate::app::action::FileAction::Open(paths)));
    for _ in 0..4 {
        desk.take_messages();
    }
}

fn show(desk: &mut Desk, article: &str) {
    desk.dispatch(Action::View(ViewAction::Article(ArticleId::new(article).unwrap())));
}

#[test]
fn an_article_opens_where_it_was_left_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = saved(folder.path());
    let (port, line, caret) =
        (ArticleId::new("port").unwrap(), at("Lena").start, at("a door").start);
    show(&mut desk, "port");
    desk.view.selection = Some(Selection::of(at("“a ")));
    desk.view.spots.insert(port.clone(), Spot { top: Some(line), caret: None });
    desk.view.read.insert(port.clone(), 0.4);
    show(&mut desk, "other");
    assert_eq!(desk.view.selection, None, "never read before");
    show(&mut desk, "port");
    assert_eq!(desk.view.selection, Some(Selection::caret(Offset(caret.0 + 2))));
    desk.keep_place();

    let mut later =
        Desk::new(Settings::default(), Stamps::fixed(0, Time::default()), Work::inline());
    later.places = desk.places.clone();
    open(&mut later, folder.path());
    assert_eq!(later.view.article, Some(port.clone()), "the one read last");
    assert_eq!(later.view.spots.get(&port).unwrap().top, Some(line));
    assert_eq!(later.view.selection, Some(Selection::caret(Offset(caret.0 + 2))));
    assert_eq!(later.view.read.get(&port), Some(&0.4));
}

#[test]
fn positions_in_another_text_and_of_projects_without_a_folder_are_not_kept() {
    let mut untitled = desk_of_alice();
    select(&mut untitled, "Friday");
    untitled.keep_place();
    assert!(!untitled.places.is_changed);

    let folder = tempfile::tempdir().unwrap();
    let mut desk = saved(folder.path());
    show(&mut desk, "port");
    select(&mut desk, "Friday");
    desk.keep_place();
    let project = desk.open.as_ref().unwrap().path().unwrap();
    let port = ArticleId::new("port").unwrap();
    let mut version = desk.article().unwrap().newest().unwrap().clone();
    assert!(desk.places.find(&project, &port, &version).is_some());
    version.hash = "blake3:other".into();
    assert!(desk.places.find(&project, &port, &version).is_none());
}
