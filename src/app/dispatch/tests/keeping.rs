//! What keeps the work: the journal over a restart, locks, and what others change meanwhile.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use super::*;
use crate::{
    app::{
        action::{CareAction, FileAction},
        keeping::HeldBy,
    },
    model::AnalystId,
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

fn spans_on_disk(path: &Path) -> usize {
    store::open(path).unwrap().project.layers().map(|layer| layer.span_count()).sum()
}

/// Waits until all that was done is on the disk.
pub(super) fn settle(desk: &Desk) {
    let journal = desk.open.as_ref().unwrap().keeping.journal.as_ref().unwrap();
    journal.flush(Duration::from_mins(1)).unwrap();
}

fn save(desk: &mut Desk) {
    run(desk, Command::Save);
    desk.take_messages();
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
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    drop(desk);
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
fn a_second_window_on_the_same_layers_only_reads_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let first = window(&path, "Alice", 100);
    let mut second = window(&path, "Alice", 200);
    assert!(first.open.as_ref().unwrap().held.is_none());
    let held = second.open.as_ref().unwrap().held.clone().unwrap();
    assert!(held.by.starts_with("another window on this computer, since "), "{held:?}");
    select(&mut second, "Friday");
    tag(&mut second, "claim");
    assert_eq!(counts(&second).0, 1);
    let said = second.news.last().unwrap().text.clone();
    assert!(said.starts_with("Alice’s spans can only be read here"), "{said}");
    second.dispatch(Action::Analyst(AnalystAction::Choose(AnalystId::new("bo").unwrap())));
    second.take_messages();
    assert!(second.open.as_ref().unwrap().held.is_none());
    select(&mut second, "Friday");
    tag(&mut second, "claim");
    assert_eq!(counts(&second).0, 2, "Bo’s are free");
    drop(first);
    second.dispatch(Action::Analyst(AnalystAction::Choose(AnalystId::new("alice").unwrap())));
    second.take_messages();
    assert!(second.open.as_ref().unwrap().held.is_none(), "free again");
}

#[test]
fn what_another_window_saves_comes_in_and_goes_along() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut alice = window(&path, "Alice", 100);
    let mut bo = window(&path, "Bo", 200);
    mark(&mut alice, "Friday", "claim");
    mark(&mut bo, "doubts", "skepticism");
    save(&mut alice);
    let layer = PathBuf::from("annotations/alice/port.ron");
    bo.touched(&path, [layer].into_iter().collect());
    bo.take_messages();
    assert_eq!(counts(&bo).0, 3, "Alice’s new span, and Bo’s own that is not saved");
    assert!(bo.open.as_ref().unwrap().is_unsaved);
    // Not told of this time: the save itself notices.
    mark(&mut alice, "She", "actor");
    save(&mut alice);
    save(&mut bo);
    assert!(!bo.open.as_ref().unwrap().is_unsaved);
    assert_eq!(spans_on_disk(&path), 4);
    assert_eq!(store::open(&path).unwrap().problems, []);
}

#[test]
fn what_was_tagged_while_others_changes_were_read_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut alice = window(&path, "Alice", 100);
    let mut bo = window(&path, "Bo", 200);
    bo.work = Work::by_hand();
    mark(&mut alice, "Friday", "claim");
    save(&mut alice);
    let layer = PathBuf::from("annotations/alice/port.ron");
    bo.touched(&path, [layer].into_iter().collect());
    mark(&mut bo, "doubts", "skepticism");
    run(&mut bo, Command::Save);
    while bo.work.step() {
        bo.take_messages();
    }
    assert_eq!(counts(&bo).0, 3);
    assert_eq!(spans_on_disk(&path), 3, "the save that was asked for meanwhile was done");
}

#[test]
fn what_another_has_open_is_not_undone_here() {
    let mut desk = desk_of_alice();
    mark(&mut desk, "Friday", "claim");
    let open = desk.open.as_mut().unwrap();
    let analyst = open.analyst.clone().unwrap();
    open.held = Some(HeldBy { analyst, by: "process 7 on quay".into() });
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk).0, 1);
    desk.open.as_mut().unwrap().held = None;
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk).0, 0);
    desk.open.as_mut().unwrap().held =
        Some(HeldBy { analyst: AnalystId::new("alice").unwrap(), by: String::new() });
    run(&mut desk, Command::Redo);
    assert_eq!(counts(&desk).0, 0);
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
fn a_folder_that_is_gone_takes_nothing_out_of_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let elsewhere = folder.path().join("moved");
    std::fs::rename(&path, &elsewhere).unwrap();
    let all = ["project.ron", "articles/port/article.ron", "annotations/alice/port.ron"];
    desk.touched(&path, all.map(PathBuf::from).into_iter().collect());
    desk.take_messages();
    assert_eq!(counts(&desk).0, 1, "nobody took the articles out");
    let open = desk.open.as_ref().unwrap();
    assert!(open.is_gone && open.is_unsaved);
    assert!(desk.news.last().unwrap().text.contains("is not there any more"));
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    assert!(!path.join("annotations").exists(), "no half of a project is made");
    assert!(desk.news.last().unwrap().text.contains("is not there any more"));
    std::fs::rename(&elsewhere, &path).unwrap();
    desk.look_for_folder();
    desk.take_messages();
    assert!(!desk.open.as_ref().unwrap().is_gone);
    save(&mut desk);
    assert_eq!(spans_on_disk(&path), 2);
}

#[test]
fn a_layer_that_another_program_damaged_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let file = path.join("annotations/alice/port.ron");
    std::fs::write(&file, "(format: 1, arti").unwrap();
    desk.touched(&path, [PathBuf::from("annotations/alice/port.ron")].into_iter().collect());
    desk.take_messages();
    assert_eq!(counts(&desk).0, 1, "it is whole here");
    assert!(desk.open.as_ref().unwrap().is_unsaved, "and in no file");
    let layer = desk.open.as_ref().unwrap().own_layer(&ArticleId::new("port").unwrap()).unwrap();
    save(&mut desk);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "(format: 1, arti", "left alone unasked");
    desk.dispatch(Action::Care(CareAction::WriteAgain(layer)));
    for _ in 0..4 {
        desk.take_messages();
    }
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
    assert_eq!(spans_on_disk(&path), 1);
    assert_eq!(store::open(&path).unwrap().problems, []);
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
fn who_gets_no_lock_does_not_tag_while_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let _first = window(&path, "Alice", 100);
    let mut second = window(&path, "", 200);
    select(&mut second, "Friday");
    tag(&mut second, "claim");
    assert!(matches!(second.view.dialog.as_deref(), Some(Dialog::Analyst { then: Some(_), .. })));
    second.work = Work::by_hand();
    second.dispatch(Action::Analyst(AnalystAction::Choose(AnalystId::new("alice").unwrap())));
    while second.work.step() {
        second.take_messages();
    }
    assert!(second.open.as_ref().unwrap().held.is_some());
    assert_eq!(counts(&second).0, 1, "what waited for the name waited for the lock too");
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
fn what_is_asked_for_while_files_are_read_is_done_when_the_folder_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    drop(desk);
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
    assert_eq!(counts(&desk).0, 2, "not while a worker has the folder");
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
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    drop(desk);
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
