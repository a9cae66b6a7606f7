//! Layers that hold nothing have no file, and are there again for what needs them.

use super::*;
use crate::model::{Layer, Span, edit::compose};

/// Takes the one span of Bo's out, and saves: the layer is there still, and has no file.
fn emptied(at: &Path) -> (Desk, Span) {
    let mut desk = Desk::create(at, &small());
    let (layer, span) = (testing::layer_id("bo/tide"), testing::span_id(4));
    let taken = desk.project.span(&layer, &span).unwrap().clone();
    let edit = compose::remove_spans(&desk.project, &layer, &[span]);
    desk.apply("delete span", edit);
    (desk, taken)
}

fn add(span: &Span, number: u64) -> Edit {
    let span = Span { id: testing::span_id(number), ..span.clone() };
    Edit::Span(testing::layer_id("bo/tide"), SpanEdit::Add(Box::new(span)))
}

fn discard(desk: &mut Desk, history: History) {
    desk.journal.discard(time(50));
    desk.project = desk.folder.as_ref().unwrap().saved().clone();
    desk.history = history;
    desk.history.keep_acts();
}

#[test]
fn undo_finds_them_when_what_came_after_is_let_go_after_two_restarts() {
    for is_removed in [false, true] {
        let at = tempfile::tempdir().unwrap();
        let (mut desk, span) = emptied(&at.path().join("a"));
        desk.save();
        if is_removed {
            let article = testing::layer_id("bo/tide").article;
            let edit = compose::remove_article(&desk.project, &article);
            desk.apply("remove article", edit);
        } else {
            desk.apply("tag span", add(&span, 9));
        }
        desk.flush();
        let (second, _) = desk.crash(&at.path().join("b"));
        second.flush();
        let (mut third, recovered) = second.crash(&at.path().join("c"));
        assert_eq!((recovered.refused.len(), &third.project), (0, &desk.project));
        discard(&mut third, recovered.saved_history);
        assert_eq!(third.undo().as_deref(), Some("delete span"));
        assert_eq!(third.project, small());
    }
}

#[test]
fn what_is_done_in_them_after_the_rest_was_let_go_comes_back() {
    let at = tempfile::tempdir().unwrap();
    let (mut desk, span) = emptied(&at.path().join("a"));
    desk.save();
    desk.apply("rename project", title("Not wanted"));
    let saved = desk.history.clone();
    discard(&mut desk, saved);
    desk.apply("tag span", add(&span, 9));
    desk.flush();
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!(again.project, desk.project);
}

#[test]
fn what_is_done_in_them_after_a_save_that_the_journal_did_not_hear_of_comes_back() {
    let at = tempfile::tempdir().unwrap();
    let (mut desk, span) = emptied(&at.path().join("a"));
    desk.flush();
    desk.save_and(Tell::Not);
    let (mut undone, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(recovered.undo_ends, None);
    assert_eq!((undone.undo().as_deref(), &undone.project), (Some("delete span"), &small()));
    desk.apply("tag span", add(&span, 9));
    desk.flush();
    let (again, recovered) = desk.crash(&at.path().join("c"));
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!(again.project, desk.project);
    assert!(again.project.layers().all(|layer: &Layer| !layer.is_blank()));
}
