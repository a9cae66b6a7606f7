//! What others wrote between a crash and the next start meets what was recovered.

use std::path::{Path, PathBuf};

use super::{
    keeping::{project_in, save, settle, spans_on_disk, window},
    *,
};
use crate::{
    app::action::{CareAction, FileAction},
    model::edit::{Edit, SpanEdit},
    store,
};

/// Changes a project's files as another program does.
fn outside(path: &Path, edit: impl FnOnce(&Project) -> Edit) {
    let mut opened = store::open(path).unwrap();
    let edit = edit(&opened.project);
    opened.project.restore(edit).unwrap();
    opened.folder.save(&opened.project).unwrap();
}

fn first(project: &Project) -> (LayerId, SpanId) {
    let layer = project.layers().next().unwrap();
    (layer.id.clone(), layer.spans().next().unwrap().id.clone())
}

fn note(project: &Project, text: &str) -> Edit {
    let (layer, span) = first(project);
    Edit::Span(layer, SpanEdit::Set { span, field: SpanField::Note(text.into()), changed: None })
}

/// Leaves a project in which a crash kept a note from being saved.
fn noted(folder: &Path) -> PathBuf {
    let path = project_in(folder);
    let mut desk = window(&path, "Alice", 100);
    let edit = note(&desk.open.as_ref().unwrap().project, "ours");
    desk.dispatch(Action::change("note", edit));
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    path
}

#[test]
fn a_note_that_others_wrote_before_the_restart_is_a_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let path = noted(folder.path());
    outside(&path, |project| note(project, "theirs"));
    let desk = window(&path, "Alice", 200);
    let open = desk.open.as_ref().unwrap();
    let (layer, span) = first(&open.project);
    assert_eq!(open.project.span(&layer, &span).unwrap().note, "ours");
    assert_eq!((open.conflicts, counts(&desk).0), (1, 2));
}

#[test]
fn a_layer_that_others_took_out_before_the_restart_stays_where_it_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = noted(folder.path());
    std::fs::remove_file(path.join("annotations/alice/port.ron")).unwrap();
    let mut desk = window(&path, "Alice", 200);
    let open = desk.open.as_ref().unwrap();
    let recovered = open.keeping.recovered.as_ref().unwrap();
    assert!(recovered.refused.is_empty(), "{:?}", recovered.refused);
    assert_eq!(counts(&desk).0, 2);
    save(&mut desk);
    assert_eq!(spans_on_disk(&path), 2);
}

#[test]
fn a_layer_whose_file_was_damaged_before_the_restart_can_be_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = noted(folder.path());
    let file = path.join("annotations/alice/port.ron");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let mut desk = window(&path, "Alice", 200);
    let open = desk.open.as_ref().unwrap();
    let layer = open.project.layers().next().unwrap().id.clone();
    assert!(open.is_only_here(&layer) && open.is_unsaved);
    assert_eq!(counts(&desk).0, 2);
    desk.dispatch(Action::Care(CareAction::WriteAgain("annotations/alice/port.ron".into())));
    for _ in 0..4 {
        desk.take_messages();
    }
    assert_eq!(spans_on_disk(&path), 2);
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
}

#[test]
fn a_file_that_somebody_has_mended_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    let mut desk = window(&path, "Alice", 100);
    let file = PathBuf::from("annotations/alice/port.ron");
    let whole = std::fs::read_to_string(path.join(&file)).unwrap();
    std::fs::write(path.join(&file), "(format: 1, arti").unwrap();
    desk.touched(&path, [file.clone()].into_iter().collect());
    desk.take_messages();
    // Mended elsewhere, with one span's note more; the watch has not told yet.
    let mended = whole.replacen("tag: \"actor\"", "tag: \"actor\", note: \"theirs\"", 1);
    assert_ne!(mended, whole);
    std::fs::write(path.join(&file), &mended).unwrap();
    desk.dispatch(Action::Care(CareAction::WriteAgain(file.clone())));
    for _ in 0..5 {
        desk.take_messages();
    }
    assert_eq!(std::fs::read_to_string(path.join(&file)).unwrap(), mended);
    let project = &desk.open.as_ref().unwrap().project;
    let (layer, span) = first(project);
    assert_eq!(project.span(&layer, &span).unwrap().note, "theirs");
}

/// Leaves a project with a saved span, one that was not saved since another program damaged the file, and
/// one that was made after that save.
fn damaged(folder: &Path) -> PathBuf {
    let path = project_in(folder);
    let mut desk = window(&path, "Alice", 100);
    mark(&mut desk, "She", "actor");
    save(&mut desk);
    mark(&mut desk, "Friday", "claim");
    settle(&desk);
    cut_off(&path);
    save(&mut desk);
    assert!(!desk.open.as_ref().unwrap().held_up.is_empty());
    settle(&desk);
    path
}

fn cut_off(path: &Path) {
    let file = path.join("annotations/alice/port.ron");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn what_is_recovered_beside_a_damaged_file_says_what_is_at_stake() {
    let folder = tempfile::tempdir().unwrap();
    let path = damaged(folder.path());
    let desk = window(&path, "Alice", 200);
    let recovered = desk.open.as_ref().unwrap().keeping.recovered.as_ref().unwrap();
    let changes: Vec<_> = recovered.changes.iter().collect();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0].about.named, ["“Friday”"]);
    let told = &recovered.refused[0];
    assert!(told.starts_with("3 spans in "), "{told}");
}

#[test]
fn discarding_what_was_recovered_keeps_what_a_damaged_file_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = damaged(folder.path());
    let mut desk = window(&path, "Alice", 200);
    assert_eq!(counts(&desk).0, 3);
    desk.dispatch(Action::File(FileAction::DiscardRecovered));
    assert_eq!(counts(&desk).0, 2, "the saved ones");
    let told = care::last_news(&desk).to_owned();
    assert!(told.contains("a damaged file held stays here"), "{told}");
    settle(&desk);
    drop(desk);

    // Not even a second crash costs what was saved.
    let mut desk = window(&path, "Alice", 300);
    assert!(desk.view.dialog.is_none(), "it is not offered again");
    assert_eq!(counts(&desk).0, 2);
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk).0, 3);
    run(&mut desk, Command::Redo);
    desk.dispatch(Action::Care(CareAction::WriteAgain("annotations/alice/port.ron".into())));
    for _ in 0..4 {
        desk.take_messages();
    }
    assert_eq!(spans_on_disk(&path), 2);
}

#[test]
fn discarding_what_was_recovered_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let path = noted(folder.path());
    let mut desk = window(&path, "Alice", 200);
    assert_eq!(counts(&desk).0, 2);
    desk.dispatch(Action::File(FileAction::DiscardRecovered));
    assert_eq!(counts(&desk).0, 1);
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk).0, 2);
}
