//! What a restart makes of files that others changed, of damaged numbers, and of much that is not saved.

use super::*;
use crate::{
    model::{Layer, Span, edit::LayerEdit},
    store::{
        files::{Beside, Entry, Start, render_entry},
        journal::segments::read,
    },
};

/// Leaves out the lines of a file that hold something.
fn without_lines(file: &Path, with: &str) {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().filter(|line| !line.contains(with));
    fs::write(file, lines.fold(String::new(), |all, line| all + line + "\n")).unwrap();
}

#[test]
fn what_no_longer_fits_where_nothing_is_kept_costs_nothing_else() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let layer = testing::layer_id("alice/quay");
    desk.apply("rename project", title("Harbour"));
    for (span, words) in [(1, "on what goes"), (2, "on what stays")] {
        let field = SpanField::Note(words.to_owned());
        let set = SpanEdit::Set { span: testing::span_id(span), field, changed: Some(time(1)) };
        desk.apply("edit note", Edit::Span(layer.clone(), set));
    }
    desk.taken_in();
    desk.flush();
    let root = at.path().join("b/project");
    copy(&desk.root, &root);
    without_base(&root);
    without_lines(&root.join("annotations/alice/quay.ron"), "s000000000001");
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    assert!(recovered.refused[0].contains("no longer fits"), "{:?}", recovered.refused);
    assert_eq!(again.project.title(), "Harbour");
    let span = again.project.span(&layer, &testing::span_id(2)).unwrap();
    assert_eq!(span.note, "on what stays");
}

#[test]
fn a_layer_that_others_began_as_well_is_merged_with_ours() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let id = testing::layer_id("bo/quay");
    let begin = |span: u64| {
        let text = testing::project(&[("bo/quay", "The mayor said [boats left](claim)")]);
        let layer = text.layer(&id).unwrap();
        let first = layer.spans().next().unwrap().clone();
        let spans = vec![Span { id: testing::span_id(span), ..first }];
        let layer = Layer::new(id.clone(), layer.version).with(spans, Vec::new());
        Edit::Layer(LayerEdit::Add(Arc::new(layer)))
    };
    desk.apply("tag span", begin(71));
    desk.taken_in();
    desk.flush();
    let root = at.path().join("b/project");
    copy(&desk.root, &root);
    let mut folder = open(&root).unwrap().folder;
    let mut theirs = folder.saved().clone();
    theirs.restore(begin(72)).unwrap();
    folder.save(&theirs).unwrap();
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    assert_eq!(recovered.refused, [""; 0]);
    for span in [71, 72] {
        assert!(again.project.span(&id, &testing::span_id(span)).is_some(), "{span}");
    }
}

#[test]
fn files_that_others_changed_are_named_where_nothing_is_kept_of_them() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.note("ours");
    desk.flush();
    let root = at.path().join("b/project");
    copy(&desk.root, &root);
    let mut folder = open(&root).unwrap().folder;
    let mut theirs = folder.saved().clone();
    let field = SpanField::Note("theirs".to_owned());
    let set = SpanEdit::Set { span: testing::span_id(2), field, changed: Some(time(1)) };
    testing::apply(&mut theirs, Edit::Span(testing::layer_id("alice/quay"), set));
    testing::apply(&mut theirs, title("Nothing to do with it"));
    folder.save(&theirs).unwrap();
    without_base(&root);
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    let [told] = recovered.refused.as_slice() else { panic!("{:?}", recovered.refused) };
    assert!(told.contains("annotations/alice/quay.ron"), "{told}");
    assert!(!told.contains("project.ron"), "{told}");
    assert_eq!(labels(&recovered), ["edit note"]);
    assert_eq!(again.project.title(), "Nothing to do with it");
}

#[test]
fn numbers_that_no_record_can_have_are_damage() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.note("a");
    desk.flush();
    let mut covers = desk.journal.covers().unwrap();
    covers.records = u64::MAX;
    desk.folder.as_mut().unwrap().save_covering(&desk.project, Some(covers)).unwrap();
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(labels(&recovered), [""; 0], "the files have it");
    again.note("ab");
    again.flush();
    let (last, recovered) = again.crash(&at.path().join("c"));
    assert_eq!(labels(&recovered).last(), Some(&"edit note"));
    assert_eq!(last.project, again.project);

    let session = last.session();
    drop(last);
    for (file, number) in [(800, u64::MAX), (801, 7)] {
        let start = Start { covers: u64::MAX, ..Start::default() };
        let record = frame(number, &render_entry(&Entry::Begun(start), &Beside::default()).0);
        fs::write(segment_file(&session, file), record).unwrap();
        let written = read(&session);
        assert!(written.last < 1000, "{}", written.last);
        assert_eq!(written.damage.last().unwrap().0, file);
    }
}

#[test]
fn a_journal_of_one_project_that_nobody_saves_stays_small() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("rename project", title("Harbour"));
    desk.save();
    let saved = desk.project.clone();
    for turn in 0..60 {
        desk.note(&format!("{turn} {}", "long ".repeat(100_000)));
        desk.history.break_run();
        desk.flush();
    }
    desk.apply("rename project", title("Port"));
    let session = desk.session();
    let numbers = segment_numbers(&session);
    let lengths =
        numbers.iter().map(|one| fs::metadata(segment_file(&session, *one)).unwrap().len());
    let lengths: Vec<u64> = lengths.collect();
    assert!(lengths.iter().sum::<u64>() < 40 << 20, "{lengths:?}");
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!(again.project, desk.project);
    assert_eq!(again.undo().as_deref(), Some("rename project"));
    assert_eq!(again.undo().as_deref(), Some("edit note"));

    desk.save_and(Tell::Not);
    let (_, recovered) = desk.crash(&at.path().join("c"));
    assert_eq!(labels(&recovered), [""; 0]);
    again.journal.discard(time(9));
    again.flush();
    let (last, recovered) = again.crash(&at.path().join("d"));
    assert_eq!((&last.project, labels(&recovered)), (&saved, Vec::new()));
}
