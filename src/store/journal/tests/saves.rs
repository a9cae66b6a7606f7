//! What a restart finds of saves that the journal has heard of late, or never.

use super::{restart::article, *};
use crate::model::edit::{ArticleEdit, compose};

#[test]
fn a_crash_right_after_a_save_recovers_nothing_that_it_wrote() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.flush();
    desk.apply("add article", Edit::Article(ArticleEdit::Add(Arc::new(article("bridge")))));
    desk.note("saved");
    desk.flush();
    desk.save_and(Tell::Not);
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!((labels(&recovered), recovered.refused.len()), (Vec::new(), 0));
    assert_eq!(again.history.steps().len(), 2);
    desk.apply("rename project", title("Not saved"));
    desk.flush();
    let (again, recovered) = desk.crash(&at.path().join("c"));
    assert_eq!((labels(&recovered), recovered.refused.len()), (vec!["rename project"], 0));
    assert_eq!(again.project.title(), "Not saved");
    assert_eq!(again.history.steps().len(), 3);
}

#[test]
fn what_several_saves_wrote_is_no_change_of_another_program() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("rename project", title("First"));
    desk.flush();
    desk.save_and(Tell::Not);
    desk.note("second");
    desk.flush();
    desk.save_and(Tell::Not);
    desk.apply("rename project", title("Not saved"));
    desk.flush();
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!((labels(&recovered), recovered.refused.len()), (vec!["rename project"], 0));
    assert_eq!((again.history.steps().len(), recovered.undo_ends), (3, None));
}

#[test]
fn a_layer_that_holds_nothing_has_no_file_and_is_there_for_undo() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.flush();
    let layer = testing::layer_id("bo/tide");
    let edit = compose::remove_spans(&desk.project, &layer, &[testing::span_id(4)]);
    desk.apply("delete span", edit);
    desk.save();
    assert!(!desk.root.join("annotations/bo/tide.ron").exists());
    desk.flush();
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(labels(&recovered), [""; 0]);
    assert!(again.folder.as_ref().unwrap().is_saved(&again.project));
    assert_eq!(again.undo().as_deref(), Some("delete span"));
    again.flush();
    let (last, recovered) = again.crash(&at.path().join("c"));
    assert_eq!((labels(&recovered), recovered.refused.len()), (vec!["undo: delete span"], 0));
    assert_eq!(last.project, small());
}

#[test]
fn no_record_has_the_number_of_one_that_a_save_holds_already() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.note("a");
    desk.flush();
    // As if twenty more had been saved, and a crash had kept them from the journal.
    let mut covers = desk.journal.covers().unwrap();
    covers.records += 20;
    desk.folder.as_mut().unwrap().save_covering(&desk.project, Some(covers)).unwrap();
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(labels(&recovered), [""; 0]);
    assert!(recovered.undo_ends.is_some(), "what was before the twenty can't be gone back to");
    again.note("ab");
    again.flush();
    let (mut last, recovered) = again.crash(&at.path().join("c"));
    assert_eq!(labels(&recovered), ["edit note"]);
    assert_eq!(last.project, again.project);
    assert_eq!((last.undo().as_deref(), last.undo()), (Some("edit note"), None));
    assert_eq!(last.project, desk.project);
}
