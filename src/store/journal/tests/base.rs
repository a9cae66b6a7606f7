//! The files that what is not saved rests on: which are kept, and what becomes of it where they are not.

use super::*;
use crate::model::edit::{ArticleEdit, ArticleField};

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

/// Returns the edit that gives an article a second version, with words before and after the first.
fn second_version(project: &Project, before: &str, after: &str) -> Edit {
    let id = testing::layer_id("alice/quay").article;
    let words = project.article(&id).unwrap().versions[0].text.as_str();
    let words = format!("{before}{words}{after}");
    let mut version = testing::article(&id, &words).versions[0].clone();
    version.number = crate::model::VersionNumber(2);
    let add = ArticleField::AddVersion(Box::new(version));
    Edit::Article(ArticleEdit::Set(id, add))
}

/// Gives an article a second version, as another program does that writes the layer about it in place.
fn carry_over(root: &Path) {
    let mut folder = open(root).unwrap().folder;
    let mut project = folder.saved().clone();
    project.restore(second_version(&project, "", " And more.")).unwrap();
    folder.save(&project).unwrap();
    let layer = root.join("annotations/alice/quay.ron");
    let text = fs::read_to_string(&layer).unwrap();
    assert!(text.contains("version: 1"));
    fs::write(&layer, text.replacen("version: 1", "version: 2", 1)).unwrap();
    assert_eq!(open(root).unwrap().problems, []);
}

#[test]
fn no_layer_is_about_a_version_that_was_not_there_then() {
    let at = tempfile::tempdir().unwrap();
    for has_another in [false, true] {
        let mut desk = Desk::create(&at.path().join(format!("a{has_another}")), &small());
        desk.apply("edit note", long(300_000));
        desk.save();
        desk.note("ours");
        if has_another {
            desk.apply("add version", second_version(&desk.project, "Not yet. ", ""));
        }
        desk.flush();
        carry_over(&desk.root);
        let (mut again, recovered) = desk.crash(&at.path().join(format!("b{has_another}")));
        let id = testing::layer_id("alice/quay");
        let layer = again.project.layer(&id).unwrap();
        let article = again.project.article(&id.article).unwrap();
        let text = &article.version(layer.version).unwrap().text;
        assert!(text.as_str().ends_with(" And more."), "{text:?}");
        assert_eq!(layer.span(&testing::span_id(2)).unwrap().note, "ours");
        let told = recovered.refused.last().unwrap();
        assert!(told.contains("annotations/alice/quay.ron"), "{told}");
        again.save();
        assert_eq!(open(&again.root).unwrap().problems, []);
    }
}
