//! What is done while a worker has the folder stays, whatever the worker comes back with.

use std::path::PathBuf;

use super::{
    keeping::{project_in, save, settle, window},
    *,
};
use crate::app::action::FileAction;

fn steps(desk: &mut Desk) {
    while desk.work.step() {
        desk.take_messages();
    }
    desk.take_messages();
}

#[test]
fn what_was_done_while_a_damaged_file_was_read_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    desk.work = Work::by_hand();
    std::fs::write(path.join("codebook.ron"), "(format: 1, arti").unwrap();
    desk.touched(&path, [PathBuf::from("codebook.ron")].into_iter().collect());
    mark(&mut desk, "Friday", "claim");
    assert_eq!(counts(&desk).0, 2);
    steps(&mut desk);
    assert_eq!(counts(&desk).0, 2, "the span that was tagged meanwhile");
}

#[test]
fn what_was_done_while_a_save_met_a_damaged_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    desk.work = Work::by_hand();
    std::fs::write(path.join("codebook.ron"), "(format: 1, arti").unwrap();
    run(&mut desk, Command::Save);
    mark(&mut desk, "She", "actor");
    steps(&mut desk);
    assert_eq!(counts(&desk).0, 3);
}

#[test]
fn what_was_done_while_a_file_with_other_spaces_was_read_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    desk.work = Work::by_hand();
    let file = path.join("codebook.ron");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{text}\n\n")).unwrap();
    desk.touched(&path, [PathBuf::from("codebook.ron")].into_iter().collect());
    mark(&mut desk, "Friday", "claim");
    steps(&mut desk);
    assert_eq!(counts(&desk).0, 2);
}

#[test]
fn discard_takes_nothing_that_was_done_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    drop(desk);
    let mut desk = window(&path, "Alice", 200);
    desk.work = Work::by_hand();
    desk.touched(&path, [PathBuf::from("project.ron")].into_iter().collect());
    desk.dispatch(Action::File(FileAction::DiscardRecovered));
    let elsewhere = folder.path().join("moved");
    std::fs::rename(&path, &elsewhere).unwrap();
    steps(&mut desk);
    assert!(desk.open.as_ref().unwrap().is_gone);
    mark(&mut desk, "She", "actor");
    mark(&mut desk, "doubts", "skepticism");
    let before = counts(&desk).0;
    std::fs::rename(&elsewhere, &path).unwrap();
    desk.look_for_folder();
    steps(&mut desk);
    assert_eq!(counts(&desk).0, before);
}

#[test]
fn discard_while_saving_is_done_then_or_never() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    drop(desk);
    let mut desk = window(&path, "Alice", 200);
    desk.work = Work::by_hand();
    desk.save_quietly();
    desk.dispatch(Action::File(FileAction::DiscardRecovered));
    steps(&mut desk);
    mark(&mut desk, "She", "actor");
    let before = counts(&desk).0;
    desk.touched(&path, [PathBuf::from("project.ron")].into_iter().collect());
    steps(&mut desk);
    assert_eq!(counts(&desk).0, before);
}

#[test]
fn save_as_is_done_though_the_folder_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    desk.work = Work::by_hand();
    desk.touched(&path, [PathBuf::from("project.ron")].into_iter().collect());
    let copy = folder.path().join("copy");
    desk.dispatch(Action::File(FileAction::SaveTo(copy.clone())));
    std::fs::rename(&path, folder.path().join("moved")).unwrap();
    steps(&mut desk);
    assert!(
        copy.join("project.ron").exists() || desk.open.as_ref().unwrap().save_to_later.is_none()
    );
}

#[test]
fn what_changed_while_the_folder_was_gone_is_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut alice = window(&path, "Alice", 100);
    let mut bo = window(&path, "Bo", 200);
    mark(&mut alice, "Friday", "claim");
    save(&mut alice);
    let header = path.join("project.ron");
    std::fs::rename(&header, path.join("project.away")).unwrap();
    bo.touched(&path, [PathBuf::from("annotations/alice/port.ron")].into_iter().collect());
    bo.take_messages();
    assert!(bo.open.as_ref().unwrap().is_gone);
    std::fs::rename(path.join("project.away"), &header).unwrap();
    bo.look_for_folder();
    bo.take_messages();
    assert!(!bo.open.as_ref().unwrap().is_gone);
    assert_eq!(counts(&bo).0, 2);
}

#[test]
fn a_project_that_was_saved_elsewhere_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    std::fs::rename(&path, folder.path().join("moved")).unwrap();
    desk.touched(&path, [PathBuf::from("project.ron")].into_iter().collect());
    desk.take_messages();
    assert!(desk.open.as_ref().unwrap().is_gone);
    let copy = folder.path().join("copy");
    desk.dispatch(Action::File(FileAction::SaveTo(copy.clone())));
    desk.take_messages();
    let open = desk.open.as_ref().unwrap();
    assert!(!open.is_gone && !open.is_unsaved, "{:?}", desk.news.last());
    assert_eq!(open.path(), Some(copy));
}
