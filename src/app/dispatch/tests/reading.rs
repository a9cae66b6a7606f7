//! Article files come in one lot after the other, and what became of each is told.

use std::path::PathBuf;

use super::{
    keeping::{project_in, save, settle, window},
    *,
};
use crate::{
    app::{action::FileAction, dialog::ReadReport},
    articles::Encoding,
    jobs::ReadOptions,
    model::{
        VersionNumber,
        edit::{ArticleEdit, ArticleField, Edit},
    },
};

fn file(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn read(desk: &mut Desk, paths: Vec<PathBuf>) {
    desk.dispatch(Action::File(FileAction::Read(paths, ReadOptions::default())));
}

fn take(desk: &mut Desk) {
    while desk.work.step() {
        desk.take_messages();
    }
    desk.take_messages();
}

fn report(desk: &Desk) -> &ReadReport {
    let Some(Dialog::Report(report)) = desk.view.dialog.as_deref() else {
        panic!("no report: {:?}", desk.news)
    };
    report
}

fn ids(desk: &Desk) -> Vec<&str> {
    let articles = desk.open.as_ref().unwrap().project.articles();
    articles.map(|article| article.id.as_str()).collect()
}

#[test]
fn lots_come_in_one_after_the_other_under_ids_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    desk.work = Work::by_hand();
    let one = file(&folder, "a.txt", b"News\n\nThe first.\n");
    let two = file(&folder, "b.txt", b"News\n\nThe second.\n");
    let three = file(&folder, "c.txt", b"News\n\nThe third.\n");
    read(&mut desk, vec![one]);
    read(&mut desk, vec![two]);
    // Meanwhile somebody else's article comes in under the id that the first will have.
    let reading = articles::read(b"News\n\nAnother.\n", "d.txt").unwrap();
    let other = reading.into_article(ArticleId::new("news").unwrap(), "d.txt", Time::default());
    desk.dispatch(Action::change("add", crate::jobs::articles_edit(vec![other])));
    read(&mut desk, vec![three]);
    take(&mut desk);
    assert_eq!(ids(&desk), ["news", "news-2", "news-3", "news-4", "port"]);
    assert!(desk.queue.lot.is_none() && desk.queue.waiting.is_empty());
}

#[test]
fn what_waits_is_cancelled_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    desk.work = Work::by_hand();
    let paths = ["a", "b"].map(|name| file(&folder, name, name.as_bytes()));
    for path in paths {
        read(&mut desk, vec![path]);
    }
    desk.dispatch(Action::File(FileAction::Cancel));
    take(&mut desk);
    assert_eq!(ids(&desk), ["port"]);
    let again = file(&folder, "c", b"Again.");
    read(&mut desk, vec![again]);
    take(&mut desk);
    assert_eq!(ids(&desk).len(), 2, "the next lot is read");
}

#[test]
fn many_files_end_in_a_report() {
    let folder = tempfile::tempdir().unwrap();
    file(&folder, "a.txt", b"One.\n");
    file(&folder, "b.txt", b"One.\r\n");
    file(&folder, "c.txt", b"");
    file(&folder, "d.txt", b"Caf\xe9 am Kai.\n");
    let mut desk = desk();
    read(&mut desk, vec![folder.path().to_owned()]);
    take(&mut desk);
    let report = report(&desk);
    assert_eq!((report.added.len(), report.skipped.len(), report.warnings.len()), (2, 1, 1));
    let [failed] = &report.failed[..] else { panic!("{report:?}") };
    assert!(failed.why.starts_with("The file holds no words: ") && failed.raised.is_none());
    assert!(!failed.hint.is_empty());
    run(&mut desk, Command::Undo);
    assert_eq!(ids(&desk), ["port"], "all of them are one step");
}

#[test]
fn one_file_is_told_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk();
    let empty = file(&folder, "c.txt", b"");
    read(&mut desk, vec![empty]);
    take(&mut desk);
    assert!(desk.view.dialog.is_none());
    assert!(desk.news[0].text.starts_with("The file holds no words: "));
}

#[test]
fn a_file_is_read_again_until_somebody_has_begun_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let bytes = "Café am Kai\n\nEin Satz, der länger ist.\n".as_bytes();
    let file = file(&folder, "kai.txt", bytes);
    read(&mut desk, vec![file]);
    take(&mut desk);
    let id = desk.view.article.clone().unwrap();
    save(&mut desk);
    settle(&desk);
    let latin = ReadOptions { encoding: Encoding::named("latin1"), ..ReadOptions::default() };
    let again = || Action::File(FileAction::ReadAgain(id.clone(), latin));
    let text = |desk: &Desk| desk.text().unwrap().as_str().to_owned();
    desk.dispatch(again());
    take(&mut desk);
    assert!(text(&desk).starts_with("CafÃ© am Kai\n"));
    save(&mut desk);
    settle(&desk);
    let at = path.join("articles").join(id.as_str());
    assert!(std::fs::read_to_string(at.join("1.txt")).unwrap().starts_with("CafÃ©"));
    assert_eq!(std::fs::read(at.join("1.source.txt")).unwrap(), bytes);
    run(&mut desk, Command::Undo);
    assert!(text(&desk).starts_with("Café am Kai\n"));
    save(&mut desk);
    settle(&desk);
    assert!(std::fs::read_to_string(at.join("1.txt")).unwrap().starts_with("Café"));
    assert!(crate::jobs::check(&path).unwrap().is_empty());
    // With a span in it the text stays.
    desk.dispatch(Action::View(ViewAction::Select(Some(Selection::of(Stretch::new(0, 5))))));
    tag(&mut desk, "actor");
    desk.dispatch(again());
    take(&mut desk);
    assert!(text(&desk).starts_with("Café am Kai\n"));
    let said = &desk.news.last().unwrap().text;
    assert!(said.contains("is about it"), "{said}");
}

#[test]
fn what_is_done_while_a_file_is_read_again_stays() {
    let mut desk = desk();
    desk.work = Work::by_hand();
    let id = desk.view.article.clone().unwrap();
    let latin = ReadOptions { encoding: Encoding::named("latin1"), ..ReadOptions::default() };
    let again = Action::File(FileAction::ReadAgain(id.clone(), latin));
    desk.dispatch(again.clone());
    let note = ArticleField::Note("Ask Lena".to_owned());
    let set = Edit::Article(ArticleEdit::Set(id.clone(), note));
    desk.dispatch(Action::change("note", set));
    take(&mut desk);
    let article = desk.article().unwrap();
    assert_eq!(article.note, "Ask Lena");
    assert_eq!(article.newest().unwrap().encoding, "windows-1252");
    // A text that comes in meanwhile is not written over.
    desk.dispatch(again);
    let reading = articles::read(b"Port crews freed\n\nNews.\n", "port.txt").unwrap();
    let version = reading.into_version(VersionNumber(2), "port.txt", Time::default());
    let edit = crate::jobs::version_edit(desk.article().unwrap(), version);
    desk.dispatch(Action::change("update", edit));
    take(&mut desk);
    assert_eq!(desk.article().unwrap().newest().unwrap().number, VersionNumber(2));
    assert!(desk.news.last().unwrap().text.contains("another text by now"));
}

#[test]
fn a_report_waits_for_the_dialog_that_is_open() {
    let folder = tempfile::tempdir().unwrap();
    file(&folder, "a.txt", b"One.\n");
    file(&folder, "b.txt", b"");
    file(&folder, "c.jpg", b"x");
    let mut desk = desk();
    run(&mut desk, Command::About);
    read(&mut desk, vec![folder.path().to_owned()]);
    take(&mut desk);
    assert!(matches!(desk.view.dialog.as_deref(), Some(Dialog::About)));
    assert_eq!(desk.view.article.as_ref().unwrap().as_str(), "port", "and nobody is taken away");
    desk.dispatch(Action::close_dialog());
    desk.take_messages();
    let report = report(&desk);
    assert_eq!((report.added.len(), report.failed.len(), report.passed_over.len()), (1, 1, 1));
}

#[test]
fn a_save_in_between_takes_away_neither_the_lot_nor_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    desk.work = Work::by_hand();
    let one = file(&folder, "a.txt", b"News\n\nThe first.\n");
    let two = file(&folder, "b.txt", b"News\n\nThe second.\n");
    let before = ids(&desk).len();
    read(&mut desk, vec![one]);
    read(&mut desk, vec![two]);
    mark(&mut desk, "Friday", "claim");
    run(&mut desk, Command::Save);
    take(&mut desk);
    assert_eq!(ids(&desk).len(), before + 2);
    assert!(desk.work.running().is_none());
}
