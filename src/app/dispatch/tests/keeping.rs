//! What keeps the work: the journal over a restart, locks, and what others change meanwhile.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::*;
use crate::{
    app::action::{CareAction, FileAction},
    store,
};

/// Makes a project in a folder, annotated by Alice and Bo, with one span of Alice's.
pub(super) fn project_in(folder: &Path) -> PathBuf {
    let mut desk = desk_of_alice();
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    desk.dispatch(Action::Analyst(AnalystAction::New("Alice".into())));
    mark(&mut desk, "Lena Okafor", "actor");
    let path = folder.join("port");
    desk.dispatch(Action::File(FileAction::SaveTo(path.clone())));
    desk.take_messages();
    path
}

/// Opens the project in a window that keeps a journal, as this analyst. Its ids begin at `first`.
pub(super) fn window(path: &Path, analyst: &str, first: u64) -> Desk {
    let settings = Settings { analyst: analyst.into(), ..Settings::default() };
    let mut desk = Desk::new(settings, Stamps::fixed(first, Time::default()), Work::inline());
    desk.keeps_journals = true;
    desk.dispatch(Action::File(FileAction::Open(vec![path.to_owned()])));
    for _ in 0..6 {
        desk.take_messages();
    }
    desk
}

pub(super) fn spans_on_disk(path: &Path) -> usize {
    store::open(path).unwrap().project.layers().map(|layer| layer.span_count()).sum()
}

/// Waits until all that was done is on the disk.
pub(super) fn settle(desk: &Desk) {
    let journal = desk.open.as_ref().unwrap().keeping.journal.as_ref().unwrap();
    journal.flush(Duration::from_mins(1)).unwrap();
}

pub(super) fn save(desk: &mut Desk) {
    run(desk, Command::Save);
    desk.take_messages();
}

/// Makes a project in a folder, in which a crash has left one span that was not saved.
fn left_by_a_crash(folder: &Path) -> PathBuf {
    let path = project_in(folder);
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    path
}

#[test]
fn what_was_not_saved_is_there_again_and_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    assert!(desk.view.dialog.is_none(), "nothing was left");
    mark(&mut desk, "Friday", "claim");
    mark(&mut desk, "She", "actor");
    run(&mut desk, Command::Undo);
    settle(&desk);
    drop(desk);

    let mut desk = window(&path, "Alice", 200);
    assert!(matches!(desk.view.dialog.as_deref(), Some(Dialog::Recovered)));
    assert_eq!((counts(&desk).0, spans_on_disk(&path)), (2, 1));
    desk.dispatch(Action::close_dialog());
    run(&mut desk, Command::Redo);
    assert_eq!(counts(&desk).0, 3);
    run(&mut desk, Command::Undo);
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk).0, 1);
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
}

#[test]
fn what_was_recovered_can_be_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_by_a_crash(folder.path());
    let mut desk = window(&path, "Alice", 200);
    desk.dispatch(Action::File(FileAction::DiscardRecovered));
    assert!(desk.view.dialog.is_none());
    assert_eq!(counts(&desk).0, 1);
    settle(&desk);
    drop(desk);
    let desk = window(&path, "Alice", 300);
    assert!(desk.view.dialog.is_none(), "it is not offered again");
    assert_eq!(counts(&desk).0, 1);
}

#[test]
fn undo_reaches_back_over_a_save_and_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    settle(&desk);
    drop(desk);
    let mut desk = window(&path, "Alice", 200);
    assert!(desk.view.dialog.is_none(), "all of it was saved");
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk).0, 1);
    save(&mut desk);
    assert_eq!(spans_on_disk(&path), 1);
}

#[test]
fn work_that_is_let_go_when_the_window_closes_does_not_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    run(&mut desk, Command::CloseProject);
    desk.dispatch(Action::File(FileAction::DiscardAndGoOn));
    assert!(desk.open.is_none());
    // The journal is let go of on a thread of its own.
    let sessions = path.join(".postil/sessions");
    let is_held = || {
        let folders = std::fs::read_dir(&sessions).into_iter().flatten().flatten();
        folders.into_iter().any(|one| {
            let lock = std::fs::File::open(one.path().join("lock"));
            lock.is_ok_and(|lock| lock.try_lock_shared().is_err())
        })
    };
    for _ in 0..3000 {
        if !is_held() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let desk = window(&path, "Alice", 200);
    assert!(desk.view.dialog.is_none());
    assert_eq!(counts(&desk).0, 1);
}

#[test]
fn going_back_to_an_earlier_save_stands_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let span = mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    desk.dispatch(Action::Span(SpanAction::Set(span, SpanField::Note("who said so?".into()))));
    save(&mut desk);
    let states = crate::jobs::generations(&path).unwrap();
    desk.dispatch(Action::Care(CareAction::GoBack(states[1].number)));
    for _ in 0..4 {
        desk.take_messages();
    }
    assert_eq!((counts(&desk).0, spans_on_disk(&path)), (1, 1));
    run(&mut desk, Command::Undo);
    let said = &desk.news.last().unwrap().text;
    assert_eq!(counts(&desk).0, 1, "what was done to a span that is gone is not undone: {said}");
    mark(&mut desk, "doubts", "skepticism");
    settle(&desk);
    drop(desk);

    let mut desk = window(&path, "Alice", 200);
    assert!(matches!(desk.view.dialog.as_deref(), Some(Dialog::Recovered)), "the new span");
    assert_eq!((counts(&desk).0, spans_on_disk(&path)), (2, 1));
    let keeping = &desk.open.as_ref().unwrap().keeping;
    assert_eq!(keeping.undo_ends, None, "the journal knows how the files came to be so");
    save(&mut desk);
    assert_eq!(spans_on_disk(&path), 2);
}

#[test]
fn a_save_in_a_new_place_leaves_nothing_to_recover() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    let copy = folder.path().join("copy");
    desk.dispatch(Action::File(FileAction::SaveTo(copy.clone())));
    desk.take_messages();
    settle(&desk);
    drop(desk);
    let desk = window(&copy, "Alice", 200);
    assert!(desk.view.dialog.is_none(), "{:?}", desk.view.dialog);
    assert_eq!(counts(&desk).0, 2);
}

#[test]
fn a_worker_that_breaks_with_the_folder_leaves_work_that_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    desk.open.as_mut().unwrap().home = Home::Reading(path);
    let ticket = desk.ticket();
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    desk.work.with_folder(ticket, |_| panic!("a fault"));
    std::panic::set_hook(hook);
    desk.take_messages();
    assert!(matches!(desk.open.as_ref().unwrap().home, Home::Untitled));
    assert!(desk.news.last().unwrap().text.contains("save it to a new place"));
    let copy = folder.path().join("copy");
    desk.dispatch(Action::File(FileAction::SaveTo(copy.clone())));
    desk.take_messages();
    assert_eq!(spans_on_disk(&copy), 2);
}

#[test]
fn what_is_asked_for_while_files_are_read_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_by_a_crash(folder.path());
    let mut desk = window(&path, "Alice", 200);
    desk.work = Work::by_hand();
    let touch = |desk: &mut Desk| {
        desk.touched(&path, [PathBuf::from("codebook.ron")].into_iter().collect());
        assert!(matches!(desk.open.as_ref().unwrap().home, Home::Reading(_)));
    };
    let finish = |desk: &mut Desk| {
        while desk.work.step() {
            desk.take_messages();
        }
    };
    touch(&mut desk);
    desk.dispatch(Action::File(FileAction::DiscardRecovered));
    assert_eq!(counts(&desk).0, 1, "at once: what is done next is not let go");
    finish(&mut desk);
    assert_eq!(counts(&desk).0, 1);
    touch(&mut desk);
    let copy = folder.path().join("copy");
    desk.dispatch(Action::File(FileAction::SaveTo(copy.clone())));
    finish(&mut desk);
    assert_eq!(spans_on_disk(&copy), 1);
}

#[test]
fn nothing_is_saved_by_itself_before_it_is_known_whether_it_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let path = left_by_a_crash(folder.path());
    let mut desk = window(&path, "Alice", 200);
    desk.settings.autosave = 1;
    desk.open.as_mut().unwrap().unsaved_since = Some(Time::default());
    let later = Time::default().to_utc() + chrono::TimeDelta::hours(1);
    desk.stamps = Stamps::fixed(300, Time::new(later));
    assert_eq!(desk.save_by_itself(), None);
    desk.take_messages();
    assert_eq!(spans_on_disk(&path), 1);
    desk.dispatch(Action::close_dialog());
    desk.save_by_itself();
    desk.take_messages();
    assert_eq!(spans_on_disk(&path), 2, "kept, it is saved like anything else");
}
