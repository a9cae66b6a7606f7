//! Single edits: what each does, and what is refused.

use super::*;
use crate::{
    model::{Article, AttributeId, Layer, Link, LinkEnd, LinkId, SpanId, TagId, Time},
    testing::{apply, layer_id, link, link_to, project, span_id},
};

/// Checks that an edit is refused for this reason.
#[track_caller]
fn refused(project: &Project, edit: Edit, why: &str) {
    let mut changed = project.clone();
    let error = changed.apply(edit).unwrap_err();
    assert_eq!(error.to_string(), why);
    assert_eq!(changed, *project);
}

fn quay() -> Project {
    let mut project = project(&[
        ("alice/quay", "[Go](quote) said [Ana](actor), [perhaps](skepticism)"),
        ("alice/tide", "[It may](claim) rise"),
    ]);
    link(&mut project, "alice/quay", "said-by", 1, 2);
    let elsewhere = LinkEnd::SpanIn(layer_id("alice/tide").article, span_id(4));
    link_to(&mut project, "alice/quay", "doubts", 3, elsewhere);
    project
}

fn remove(span: u64) -> SpanEdit {
    SpanEdit::Remove(span_id(span))
}

#[test]
fn a_span_that_links_touch_is_not_removed_alone() {
    let mut project = quay();
    let (quay, tide) = (layer_id("alice/quay"), layer_id("alice/tide"));
    let in_use =
        |number| format!("The span `{}` is still in use: a link touches it", span_id(number));
    refused(&project, Edit::Span(quay.clone(), remove(2)), &in_use(2));
    refused(&project, Edit::Span(tide.clone(), remove(4)), &in_use(4));
    let both = compose::remove_spans(&project, &quay, &[span_id(1), span_id(2)]);
    assert!(there_and_back(&mut project, &both));
    let target = compose::remove_spans(&project, &tide, &[span_id(4)]);
    assert!(there_and_back(&mut project, &target));
    assert_eq!(project.layers().map(Layer::link_count).sum::<usize>(), 0);
}

#[test]
fn a_link_within_an_article_does_not_name_the_article() {
    let project = quay();
    let layer = layer_id("alice/quay");
    let own = LinkEnd::SpanIn(layer.article.clone(), span_id(1));
    let kind = "doubts".parse().unwrap();
    let link = Link::new("l9".parse().unwrap(), kind, span_id(3), own, Time::default());
    refused(
        &project,
        compose::add_link(&layer, link),
        "A link within one article names its end without the article",
    );
}

#[test]
fn a_link_kind_is_not_narrowed_under_its_links() {
    let mut project = quay();
    let mut kind = project.codebook().links[&"said-by".parse().unwrap()].clone();
    kind.from = vec!["claim".parse().unwrap()];
    let change = |kind: &LinkKind| Edit::LinkKind(RecordEdit::Change(Box::new(kind.clone())));
    refused(
        &project,
        change(&kind),
        "The link kind `said-by` is still in use: 1 of its links would not be allowed any more",
    );
    kind.from = vec!["quote".parse().unwrap()];
    assert!(there_and_back(&mut project, &change(&kind)));
}

#[test]
fn a_tag_goes_with_links_between_its_own_spans() {
    let mut project = project(&[("alice/quay", "[Go](claim)"), ("alice/tide", "[Rise](claim)")]);
    let mut kind = project.codebook().links[&"doubts".parse().unwrap()].clone();
    (kind.from, kind.to) = (Vec::new(), Vec::new());
    apply(&mut project, Edit::LinkKind(RecordEdit::Change(Box::new(kind))));
    let elsewhere = LinkEnd::SpanIn(layer_id("alice/tide").article, span_id(2));
    link_to(&mut project, "alice/quay", "doubts", 1, elsewhere);
    let tag: TagId = "claim".parse().unwrap();
    let edit = compose::remove_tag(&project, &tag, &compose::SpansOfTag::Remove);
    assert!(there_and_back(&mut project, &edit));
    assert_eq!(project.layers().map(Layer::span_count).sum::<usize>(), 0);
}

#[test]
fn what_was_damaged_can_be_removed_and_undone() {
    let mut project = quay();
    spoil(&mut project, "alice/quay");
    let before = project.clone();
    let layer = layer_id("alice/quay");
    let mut history = History::default();
    let remove = compose::remove_spans(&project, &layer, &[span_id(77)]);
    history.apply(&mut project, "delete span", remove).unwrap();
    assert!(project.span(&layer, &span_id(77)).is_none());
    history.undo(&mut project).unwrap();
    assert_eq!(project, before);
    let mut tag = project.codebook().tags.values().next().unwrap().clone();
    (tag.id, tag.key) = ("mood".parse().unwrap(), String::new());
    let add = Edit::Tag(RecordEdit::Add(Box::new(tag)));
    history.apply(&mut project, "add tag", add).unwrap();
    history.undo(&mut project).unwrap();
    assert_eq!(project, before, "though spans carry the tag");
}

#[test]
fn a_change_sets_the_time_of_the_last_change() {
    let mut project = quay();
    let (layer, time) = (layer_id("alice/quay"), "2026-01-13T10:00:00Z".parse().unwrap());
    let set = compose::set_span(&layer, &span_id(1), SpanField::Note("so".to_owned()), time);
    let inverse = apply(&mut project, set);
    assert_eq!(project.span(&layer, &span_id(1)).unwrap().changed, Some(time));
    apply(&mut project, inverse);
    assert_eq!(project.span(&layer, &span_id(1)).unwrap().changed, None);
}

#[test]
fn fields_get_the_values_that_are_set() {
    let mut project = quay();
    let (layer, time) = (layer_id("alice/quay"), Time::default());
    let certainty: AttributeId = "certainty".parse().unwrap();
    let values = vec!["hedged".to_owned()];
    let link = LinkId::from_bits(1);
    let note = || "so".to_owned();
    for field in [
        SpanField::Note(note()),
        SpanField::Attribute(certainty.clone(), values.clone()),
        SpanField::Tag("claim".parse().unwrap()),
    ] {
        apply(&mut project, compose::set_span(&layer, &span_id(1), field, time));
    }
    for field in [LinkField::Note(note()), LinkField::Attribute(certainty.clone(), values.clone())]
    {
        let set = LinkEdit::Set { link: link.clone(), field, changed: Some(time) };
        apply(&mut project, Edit::Link(layer.clone(), set));
    }
    let span = project.span(&layer, &span_id(1)).unwrap();
    assert_eq!((span.note.as_str(), span.tag.as_str()), ("so", "claim"));
    assert_eq!(span.attributes.values(&certainty), values);
    let link = project.layer(&layer).unwrap().link(&link).unwrap();
    assert_eq!((link.note.as_str(), link.changed), ("so", Some(time)));
    assert_eq!(link.attributes.values(&certainty), values);
}

#[test]
fn typing_is_one_step_until_something_else_is_done() {
    let mut project = quay();
    let before = project.clone();
    let mut history = History::default();
    let note = |words: &str| {
        let field = SpanField::Note(words.to_owned());
        compose::set_span(&layer_id("alice/quay"), &span_id(1), field, Time::default())
    };
    for words in ["a", "ab", "abc"] {
        history.apply_joined(&mut project, "edit note", "note s1", note(words)).unwrap();
    }
    assert_eq!(history.steps().len(), 1);
    history.break_run();
    history.apply_joined(&mut project, "edit note", "note s1", note("abcd")).unwrap();
    assert_eq!(history.steps().len(), 2);
    assert_eq!(history.undo(&mut project), Ok(Some("edit note".to_owned())));
    assert_eq!(history.undo(&mut project), Ok(Some("edit note".to_owned())));
    assert_eq!(project, before);
    assert_eq!((history.undo_label(), history.redo_label()), (None, Some("edit note")));
    history.redo(&mut project).unwrap();
    history.apply_joined(&mut project, "edit note", "note s1", note("x")).unwrap();
    assert_eq!(history.steps().len(), 2, "what was redone is not typed on");
    assert_eq!(history.redo(&mut project), Ok(None), "a new act drops what was undone");
}

#[test]
fn an_article_goes_with_its_layers_and_the_links_to_it() {
    let mut project = quay();
    let tide = layer_id("alice/tide").article;
    refused(
        &project,
        Edit::Article(ArticleEdit::Remove(tide.clone())),
        "The article `tide` is still in use: 1 layers are about it",
    );
    let edit = compose::remove_article(&project, &tide);
    assert!(there_and_back(&mut project, &edit));
    assert_eq!(
        project.articles().map(|one: &Article| one.id.as_str()).collect::<Vec<_>>(),
        ["quay"]
    );
    let ids: Vec<SpanId> =
        project.layers().flat_map(|one| one.spans()).map(|one| one.id.clone()).collect();
    assert_eq!(ids, [span_id(1), span_id(2), span_id(3)]);
}
