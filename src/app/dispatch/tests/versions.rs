//! An article with an earlier text: which one is shown, and what may be done in it.

use super::*;
use crate::model::{
    VersionNumber,
    edit::{ArticleEdit, ArticleField, Edit},
};

const NEWER: &str =
    "Port crews freed\n\nLena Okafor, their speaker, called it “a door left ajar” on Friday.\n";

/// Adds a second text to the article.
fn correct(desk: &mut Desk) {
    let reading = articles::read(NEWER.as_bytes(), "port.txt").unwrap();
    let id = ArticleId::new("port").unwrap();
    let article = reading.into_article(id.clone(), "port.txt", Time::default());
    let mut version = article.versions.into_iter().next().unwrap();
    version.number = VersionNumber(2);
    let add = ArticleField::AddVersion(Box::new(version));
    desk.dispatch(Action::change("new version", Edit::Article(ArticleEdit::Set(id, add))));
}

fn shown(desk: &Desk) -> u32 {
    desk.version().unwrap().number.0
}

fn show(desk: &mut Desk, version: u32) {
    desk.dispatch(Action::View(ViewAction::Version(VersionNumber(version))));
}

#[test]
fn the_text_that_ones_spans_are_about_is_shown_else_the_newest() {
    let mut desk = desk_of_alice();
    correct(&mut desk);
    assert_eq!(shown(&desk), 2);
    run(&mut desk, Command::Undo);
    mark(&mut desk, "Lena Okafor", "actor");
    correct(&mut desk);
    assert_eq!(shown(&desk), 1, "Alice’s spans are about the first text");
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    assert_eq!(shown(&desk), 2);
}

#[test]
fn places_in_one_text_mean_nothing_in_the_other() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Lena Okafor", "actor");
    correct(&mut desk);
    select(&mut desk, "nothing more");
    show(&mut desk, 2);
    assert_eq!((desk.view.selection, desk.view.span.clone()), (None, None));
    assert_eq!(desk.text().unwrap().as_str(), NEWER);
    run(&mut desk, Command::NextSpan);
    assert_eq!(desk.view.span, None, "no span is about this text");
    desk.dispatch(Action::View(ViewAction::Jump(span.clone())));
    assert_eq!((shown(&desk), desk.view.span.clone()), (1, Some(span)));
}

#[test]
fn spans_are_added_only_to_the_text_that_the_others_are_about() {
    let mut desk = desk_of_alice();
    mark(&mut desk, "Lena Okafor", "actor");
    correct(&mut desk);
    show(&mut desk, 2);
    select(&mut desk, "on Friday");
    tag(&mut desk, "claim");
    assert_eq!(counts(&desk), (1, 0));
    let said = desk.news.last().unwrap().text.clone();
    assert!(said.contains("version 1"), "{said}");

    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    show(&mut desk, 1);
    select(&mut desk, "Lena Okafor");
    tag(&mut desk, "actor");
    assert_eq!(counts(&desk), (1, 0), "a new layer is about the newest text");
    show(&mut desk, 2);
    let at = Selection::of(Stretch::new(18, 29));
    desk.dispatch(Action::View(ViewAction::Select(Some(at))));
    tag(&mut desk, "actor");
    assert_eq!(words(&desk, desk.view.span.as_ref().unwrap()), "Lena Okafor");
}
