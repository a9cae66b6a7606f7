//! The files that what is not saved rests on: which are kept, and what becomes of it where they are not.

use super::*;

fn add(project: &Project, number: u64) -> Edit {
    let id = testing::layer_id("alice/quay");
    let first = project.layer(&id).unwrap().spans().next().unwrap().clone();
    let span = crate::model::Span { id: testing::span_id(number), ..first };
    Edit::Span(id, SpanEdit::Add(Box::new(span)))
}

/// Returns the edit that gives the first span so long a note.
fn long(count: usize) -> Edit {
    let field = SpanField::Note("long ".repeat(count));
    let set = SpanEdit::Set { span: testing::span_id(1), field, changed: Some(time(2)) };
    Edit::Span(testing::layer_id("alice/quay"), set)
}

#[test]
fn a_segment_that_begins_by_itself_during_a_save_is_recovered_whole() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("tag span", add(&desk.project, 90));
    desk.flush();
    let (covers, saved) = (desk.journal.covers(), desk.project.clone());
    desk.apply("long", long(1_000_000));
    desk.flush();
    let numbers = segment_numbers(&desk.session()).len();
    desk.apply("tag span", add(&desk.project, 91));
    desk.flush();
    assert_eq!(numbers, 2, "a segment has begun");
    desk.folder.as_mut().unwrap().save_covering(&saved, covers).unwrap();
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(again.project, desk.project);
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!(recovered.undo_ends, None);
}
