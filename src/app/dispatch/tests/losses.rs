//! What other programs take out by mishap is not taken for their wish.

use std::path::{Path, PathBuf};

use super::{
    keeping::{project_in, save, spans_on_disk, window},
    *,
};
use crate::{app::action::CareAction, store};

const LAYER: &str = "annotations/alice/port.ron";

fn touch(desk: &mut Desk, path: &Path, file: &str) {
    desk.touched(path, [PathBuf::from(file)].into_iter().collect());
    for _ in 0..3 {
        desk.take_messages();
    }
}

#[test]
fn what_a_repair_elsewhere_could_not_save_stays_here() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let first = std::fs::read_to_string(path.join(LAYER)).unwrap();
    mark(&mut desk, "Friday", "claim");
    mark(&mut desk, "She", "actor");
    save(&mut desk);
    std::fs::write(path.join(LAYER), "(format: 1, arti").unwrap();
    touch(&mut desk, &path, LAYER);
    // What is left of it after a repair, with a word of theirs.
    let theirs = first.replacen("tag: \"actor\"", "tag: \"actor\", note: \"theirs\"", 1);
    assert_ne!(theirs, first);
    std::fs::write(path.join(LAYER), theirs).unwrap();
    touch(&mut desk, &path, LAYER);
    assert_eq!(counts(&desk).0, 3, "{:?}", desk.news.last());
    let open = desk.open.as_ref().unwrap();
    let notes: Vec<&str> =
        open.project.layers().flat_map(|one| one.spans()).map(|span| span.note.as_str()).collect();
    assert!(open.is_unsaved && notes.contains(&"theirs"), "{notes:?}");
    save(&mut desk);
    assert_eq!((spans_on_disk(&path), store::open(&path).unwrap().problems.len()), (3, 0));
}

#[test]
fn a_layer_of_ones_own_whose_file_is_gone_stays_and_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut alice = window(&path, "Alice", 100);
    let mut bo = window(&path, "Bo", 200);
    assert!(alice.open.as_ref().unwrap().keeping.lock.is_some());
    std::fs::remove_file(path.join(LAYER)).unwrap();
    touch(&mut bo, &path, LAYER);
    assert_eq!(counts(&bo).0, 0, "whose it is not takes it for taken out");
    touch(&mut alice, &path, LAYER);
    assert_eq!(counts(&alice).0, 1);
    assert!(alice.open.as_ref().unwrap().is_unsaved);
    let said = alice.news.last().unwrap().text.clone();
    assert!(said.contains("is gone"), "{said}");
    save(&mut alice);
    assert_eq!(spans_on_disk(&path), 1);
}

#[test]
fn a_step_that_can_not_be_undone_any_more_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    let first = std::fs::read_to_string(path.join(LAYER)).unwrap();
    mark(&mut desk, "She", "actor");
    save(&mut desk);
    std::fs::write(path.join(LAYER), first).unwrap();
    touch(&mut desk, &path, LAYER);
    assert_eq!(counts(&desk).0, 2);
    run(&mut desk, Command::Undo);
    let said = desk.news.last().unwrap().text.clone();
    assert!(said.contains("passed over"), "{said}");
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk).0, 1, "the step before it");
    run(&mut desk, Command::Redo);
    run(&mut desk, Command::Redo);
    assert_eq!(counts(&desk).0, 2);
}

#[test]
fn a_text_that_is_changed_under_the_window_ends_the_selection_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    select(&mut desk, "Friday");
    assert!(desk.view.selection.is_some());
    std::fs::write(path.join("articles/port/1.txt"), "Short.\n").unwrap();
    touch(&mut desk, &path, "articles/port/1.txt");
    assert_eq!(desk.view.selection, None);
}

#[test]
fn a_codebook_that_another_program_damaged_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let file = path.join("codebook.ron");
    let whole = std::fs::read_to_string(&file).unwrap();
    let damaged = whole.get(..whole.len() / 2).unwrap();
    std::fs::write(&file, damaged).unwrap();
    desk.touched(&path, [PathBuf::from("codebook.ron")].into_iter().collect());
    desk.take_messages();
    let open = desk.open.as_ref().unwrap();
    assert!(open.is_unsaved && open.is_whole_here(Path::new("codebook.ron")));
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    assert_eq!(spans_on_disk(&path), 2, "it holds up nothing else");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), damaged, "left alone unasked");
    desk.dispatch(Action::Care(CareAction::WriteAgain("codebook.ron".into())));
    for _ in 0..4 {
        desk.take_messages();
    }
    let open = desk.open.as_ref().unwrap();
    assert!(!open.is_unsaved && open.problems.is_empty() && open.held_up.is_empty());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), whole);
    let kept = path.join(".postil/trash/mended-1/codebook.ron");
    assert_eq!(std::fs::read_to_string(kept).unwrap(), damaged);
    assert_eq!(store::open(&path).unwrap().problems, []);
    // One that could not be read when the project was opened is not whole here.
    std::fs::write(&file, damaged).unwrap();
    drop(desk);
    let desk = window(&path, "Alice", 200);
    let open = desk.open.as_ref().unwrap();
    assert!(!open.is_unsaved && !open.is_whole_here(Path::new("codebook.ron")));
}
