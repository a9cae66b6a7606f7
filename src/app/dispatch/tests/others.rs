//! Two windows, and what others change in the files of the open project.

use std::path::{Path, PathBuf};

use super::{
    keeping::{project_in, save, settle, spans_on_disk, window},
    *,
};
use crate::{
    app::{
        action::{CareAction, FileAction},
        dialog::AfterSave,
        keeping::HeldBy,
    },
    model::{AnalystId, edit::Edit},
    store,
};

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
    save(&mut desk);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "(format: 1, arti", "left alone unasked");
    desk.dispatch(Action::Care(CareAction::WriteAgain("annotations/alice/port.ron".into())));
    for _ in 0..4 {
        desk.take_messages();
    }
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
    assert_eq!(spans_on_disk(&path), 1);
    assert_eq!(store::open(&path).unwrap().problems, []);
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
fn a_file_that_another_program_damaged_holds_up_only_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    desk.dispatch(Action::change("title", Edit::Title("Mine".into())));
    let file = path.join("annotations/alice/port.ron");
    let whole = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("<<<<<<< HEAD\n{whole}=======\n{whole}>>>>>>> theirs\n"))
        .unwrap();
    desk.leave(AfterSave::Close);
    desk.dispatch(Action::File(FileAction::SaveThenGoOn));
    for _ in 0..5 {
        desk.take_messages();
    }
    assert_eq!(store::open(&path).unwrap().project.title(), "Mine");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("<<<<<<<"), "left alone");
    let open = desk.open.as_ref().expect("it is not closed with work that is nowhere");
    assert!(open.is_unsaved);
    assert_eq!(open.problems.len(), 1);
    assert_eq!(open.problems[0].path, Path::new("annotations/alice/port.ron"));
    let said = desk.news.last().unwrap().text.clone();
    assert!(said.starts_with("Saved, but for annotations/alice/port.ron. "), "{said}");
    let told = desk.news.len();
    desk.save_quietly();
    desk.take_messages();
    assert_eq!(desk.news.len(), told, "it is not said again and again");
    save(&mut desk);
    let said = desk.news.last().unwrap().text.clone();
    assert!(said.starts_with("Not saved: annotations/alice/port.ron. "), "{said}");
    // The journal has what the file has not.
    settle(&desk);
    drop(desk);
    std::fs::write(&file, whole).unwrap();
    let mut desk = window(&path, "Alice", 200);
    let open = desk.open.as_ref().unwrap();
    assert_eq!(open.keeping.recovered.as_ref().map(|one| one.refused.len()), Some(0));
    assert_eq!(counts(&desk).0, 2);
    save(&mut desk);
    assert_eq!((counts(&desk).0, spans_on_disk(&path)), (2, 2));
}

#[test]
fn what_is_whole_here_is_whole_in_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let file = PathBuf::from("annotations/alice/port.ron");
    std::fs::write(path.join(&file), "(format: 1, arti").unwrap();
    desk.touched(&path, [file].into_iter().collect());
    desk.take_messages();
    let copy = folder.path().join("copy");
    desk.dispatch(Action::File(FileAction::SaveTo(copy.clone())));
    desk.take_messages();
    let open = desk.open.as_ref().unwrap();
    assert_eq!((open.unread.len(), open.is_unsaved), (0, false));
    assert_eq!(spans_on_disk(&copy), 1);
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    assert_eq!(spans_on_disk(&copy), 2);
}

/// Does work until the window has what others saved, and something is done before each step.
fn while_tagging(desk: &mut Desk, words: &[(&str, &str)]) {
    for (words, tag) in words {
        mark(desk, words, tag);
        let before = counts(desk).0;
        assert!(desk.work.step());
        desk.take_messages();
        assert_eq!(counts(desk).0, before, "nothing is merged in a frame");
        assert!(matches!(desk.open.as_ref().unwrap().home, Home::Saving(_) | Home::Reading(_)));
    }
    while desk.work.step() {
        desk.take_messages();
    }
}

#[test]
fn no_frame_merges_what_was_done_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut alice = window(&path, "Alice", 100);
    let mut bo = window(&path, "Bo", 200);
    bo.work = Work::by_hand();
    mark(&mut alice, "Friday", "claim");
    save(&mut alice);
    bo.touched(&path, [PathBuf::from("annotations/alice/port.ron")].into_iter().collect());
    while_tagging(&mut bo, &[("doubts", "skepticism"), ("She", "actor")]);
    assert_eq!(counts(&bo).0, 4, "one of Alice’s before, one now, two of Bo’s");
    // The same while a save is under way, which merges on its way.
    mark(&mut alice, "She", "actor");
    alice.dispatch(Action::change("title", Edit::Title("Alice’s".into())));
    save(&mut alice);
    bo.dispatch(Action::change("title", Edit::Title("Bo’s".into())));
    run(&mut bo, Command::Save);
    while_tagging(&mut bo, &[("Friday", "claim")]);
    let open = bo.open.as_ref().unwrap();
    assert_eq!((counts(&bo).0, open.conflicts, open.is_unsaved), (5, 1, true));
    run(&mut bo, Command::Save);
    while bo.work.step() {
        bo.take_messages();
    }
    assert_eq!(spans_on_disk(&path), 6);
    assert_eq!(store::open(&path).unwrap().problems, []);
}

#[test]
fn what_another_program_is_still_writing_is_read_when_it_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut alice = window(&path, "Alice", 100);
    let mut bo = window(&path, "Bo", 200);
    bo.work = Work::by_hand();
    mark(&mut alice, "Friday", "claim");
    save(&mut alice);
    let lock = path.join(".postil/locks/writing.lock");
    let lock = std::fs::File::options().write(true).open(lock).unwrap();
    lock.lock().unwrap();
    bo.touched(&path, [PathBuf::from("annotations/alice/port.ron")].into_iter().collect());
    assert!(bo.work.step());
    bo.take_messages();
    assert_eq!(counts(&bo).0, 1, "it may be half of a save");
    drop(lock);
    while bo.work.step() {
        bo.take_messages();
    }
    assert_eq!(counts(&bo).0, 2);
}

#[test]
fn what_was_held_up_comes_back_once_the_file_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    mark(&mut desk, "She", "actor");
    let file = path.join("annotations/alice/port.ron");
    let whole = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, "(format: 1, arti").unwrap();
    save(&mut desk);
    settle(&desk);
    drop(desk);
    let desk = window(&path, "Alice", 200);
    let open = desk.open.as_ref().unwrap();
    assert_eq!(open.only_here().count(), 0, "one span of a layer is not the layer");
    let told = &open.keeping.recovered.as_ref().unwrap().refused;
    assert!(told.iter().any(|one| one.starts_with("It is kept: ")), "{told:?}");
    drop(desk);
    std::fs::write(&file, &whole).unwrap();
    let desk = window(&path, "Alice", 300);
    let open = desk.open.as_ref().unwrap();
    assert_eq!(open.keeping.recovered.as_ref().map(|one| one.refused.len()), Some(0));
    assert_eq!(counts(&desk).0, 3);
}

#[test]
fn a_project_ron_that_is_gone_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let header = path.join("project.ron");
    let before = std::fs::read(&header).unwrap();
    std::fs::remove_file(&header).unwrap();
    desk.touched(&path, [PathBuf::from("project.ron")].into_iter().collect());
    desk.take_messages();
    let told = &desk.news.last().unwrap().text;
    assert!(told.starts_with("The project.ron of this project is not there"), "{told}");
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    let told = &desk.news.last().unwrap().text;
    assert!(told.contains("The project.ron of this project is not there"), "{told}");
    assert!(desk.open.as_ref().unwrap().is_whole_here(Path::new("project.ron")));
    desk.dispatch(Action::Care(CareAction::WriteAgain("project.ron".into())));
    for _ in 0..4 {
        desk.take_messages();
    }
    assert_eq!(std::fs::read(&header).unwrap(), before);
    let open = desk.open.as_ref().unwrap();
    assert!(!open.is_gone && !open.is_unsaved && open.problems.is_empty());
    assert_eq!(spans_on_disk(&path), 2, "and the rest is saved along with it");

    // One that comes back by itself is as good, and nobody needs to ask for it.
    std::fs::remove_file(&header).unwrap();
    let files = || [PathBuf::from("project.ron")].into_iter().collect();
    desk.touched(&path, files());
    desk.take_messages();
    std::fs::write(&header, &before).unwrap();
    let later = Time::default().to_utc() + chrono::TimeDelta::seconds(3);
    desk.stamps = Stamps::fixed(300, Time::new(later));
    assert!(desk.look_for_folder_again().is_some());
    desk.take_messages();
    assert_eq!(desk.look_for_folder_again(), None);
    let open = desk.open.as_ref().unwrap();
    assert!(!open.is_gone && !open.is_unsaved && open.problems.is_empty());
}
