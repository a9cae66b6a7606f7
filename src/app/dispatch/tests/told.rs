//! The journal knows of all files that were read or written, whoever touched them.

use std::path::PathBuf;

use super::{
    keeping::{project_in, save, settle, window},
    *,
};
use crate::{
    model::{Project, edit::Edit},
    store,
};

fn outside(path: &std::path::Path, edit: impl FnOnce(&Project) -> Edit) {
    let mut opened = store::open(path).unwrap();
    let edit = edit(&opened.project);
    opened.project.restore(edit).unwrap();
    opened.folder.save(&opened.project).unwrap();
}

fn steps(desk: &mut Desk) {
    while desk.work.step() {
        desk.take_messages();
    }
    desk.take_messages();
}

#[test]
fn what_a_save_took_in_is_known_to_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let before = desk.open.as_ref().unwrap().project.title().to_owned();
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    outside(&path, |_| Edit::Title("Theirs".into()));
    desk.work = Work::by_hand();
    run(&mut desk, Command::Save);
    mark(&mut desk, "She", "actor");
    steps(&mut desk);
    assert_eq!(desk.open.as_ref().unwrap().project.title(), "Theirs");
    settle(&desk);
    desk.dispatch(Action::change("title", Edit::Title(before.clone())));
    settle(&desk);
    drop(desk);
    let desk = window(&path, "Alice", 300);
    let open = desk.open.as_ref().unwrap();
    assert_eq!(
        open.project.title(),
        before,
        "{:?}",
        open.keeping.recovered.as_ref().unwrap().refused
    );
}

#[test]
fn what_a_save_took_in_is_no_change_by_others_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    outside(&path, |_| Edit::Title("Theirs".into()));
    save(&mut desk);
    settle(&desk);
    desk.dispatch(Action::change("title", Edit::Title("Mine".into())));
    settle(&desk);
    drop(desk);
    let desk = window(&path, "Alice", 300);
    let open = desk.open.as_ref().unwrap();
    let recovered = open.keeping.recovered.as_ref().unwrap();
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!(open.project.title(), "Mine");
    assert_eq!(open.conflicts, 0);
    assert_eq!(recovered.undo_ends, None);
}

#[test]
fn what_was_read_along_is_known_to_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut alice = window(&path, "Alice", 100);
    let before = alice.open.as_ref().unwrap().project.title().to_owned();
    mark(&mut alice, "Friday", "claim");
    settle(&alice);
    outside(&path, |_| Edit::Title("Theirs".into()));
    let layer = path.join("annotations/alice/port.ron");
    let text = std::fs::read_to_string(&layer).unwrap();
    std::fs::write(&layer, format!("{text}\n")).unwrap();
    alice.touched(&path, [PathBuf::from("annotations/alice/port.ron")].into_iter().collect());
    alice.take_messages();
    alice.touched(&path, [PathBuf::from("project.ron")].into_iter().collect());
    alice.take_messages();
    assert_eq!(alice.open.as_ref().unwrap().project.title(), "Theirs");
    alice.dispatch(Action::change("title", Edit::Title(before.clone())));
    settle(&alice);
    drop(alice);
    let desk = window(&path, "Alice", 300);
    let open = desk.open.as_ref().unwrap();
    let refused = &open.keeping.recovered.as_ref().unwrap().refused;
    assert_eq!(open.project.title(), before, "{refused:?}");
    assert_eq!(*refused, [""; 0]);
}

#[test]
fn what_is_done_in_a_layer_that_was_read_along_is_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut bo = window(&path, "Bo", 100);
    // As a pull brings both: the article's file, and Bo's layer from another machine.
    let mut other = window(&path, "Bo", 500);
    other.open.as_mut().unwrap().held = None;
    mark(&mut other, "doubts", "skepticism");
    save(&mut other);
    drop(other);
    assert!(path.join("annotations/bo/port.ron").exists());
    let article = path.join("articles/port/article.ron");
    let text = std::fs::read_to_string(&article).unwrap();
    std::fs::write(&article, format!("{text}\n")).unwrap();
    for file in ["articles/port/article.ron", "annotations/bo/port.ron"] {
        bo.touched(&path, [PathBuf::from(file)].into_iter().collect());
        bo.take_messages();
    }
    assert_eq!(counts(&bo).0, 2);
    mark(&mut bo, "Friday", "claim");
    assert_eq!(counts(&bo).0, 3);
    settle(&bo);
    drop(bo);
    let desk = window(&path, "Bo", 300);
    let refused =
        desk.open.as_ref().unwrap().keeping.recovered.as_ref().map(|one| one.refused.clone());
    assert_eq!(counts(&desk).0, 3, "{refused:?}");
    assert_eq!(refused.map(|one| one.len()), Some(0));
}
