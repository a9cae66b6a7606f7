//! Every edit and its inverse, on random projects and on small ones.

mod between;
pub(crate) mod edits;
mod history;
pub(crate) mod random;

use edits::{random_edit, random_project, variant};
use proptest::prelude::*;
use random::Random;

use super::*;
use crate::{
    model::{
        Article, AttributeId, Fragments, KindId, Layer, Link, LinkEnd, LinkId, Span, SpanId, TagId,
        Time,
    },
    testing::{apply, layer_id, link, link_to, project, span_id},
};

/// Checks that the indexes of the layers are those of their spans and links.
fn assert_indexed(project: &Project) {
    for layer in project.layers() {
        let (spans, links) = (layer.spans().cloned().collect(), layer.links().cloned().collect());
        let fresh = Layer::new(layer.id.clone(), layer.version).with(spans, links);
        assert!(layer.by_place().ids().eq(fresh.by_place().ids()), "{}", layer.id);
        for span in layer.spans() {
            assert!(layer.links_at(&span.id).eq(fresh.links_at(&span.id)), "{}", span.id);
        }
    }
}

/// Checks that every span, link and layer stands on something that is there.
fn assert_sound(project: &Project) {
    for layer in project.layers() {
        let version = project.article(&layer.id.article).and_then(|one| one.version(layer.version));
        let text = &version.expect("a layer is about a text").text;
        assert!(project.analysts().contains_key(&layer.id.analyst));
        for span in layer.spans() {
            assert!(project.codebook().tags.contains_key(&span.tag), "{}", span.tag);
            assert!(span.place.fragments().is_none_or(|fragments| fragments.are_in(text)));
            assert!(span.card.as_ref().is_none_or(|card| project.cards().contains_key(card)));
        }
        for link in layer.links() {
            let kind = &project.codebook().links[&link.kind];
            assert!(kind.may_start_from(&layer.span(&link.from).expect("a start").tag));
            if let LinkEnd::Card(card) = &link.to {
                assert!(project.cards().contains_key(card) && kind.may_end_at_card());
            } else {
                let (_, to) = project.link_target(&layer.id, link).expect("an end");
                assert!(kind.may_end_at(&to.tag));
            }
        }
    }
}

/// Applies an edit, takes it back and does it again, and returns whether it fitted.
fn there_and_back(project: &mut Project, edit: &Edit) -> bool {
    let fits = walk(project, edit, Project::apply);
    assert_sound(project);
    fits
}

/// Applies an edit, and goes back and forth over it with `step`.
fn walk(
    project: &mut Project,
    edit: &Edit,
    step: impl Fn(&mut Project, Edit) -> Result<Edit, Refused>,
) -> bool {
    let before = project.clone();
    let Ok(inverse) = project.apply(edit.clone()) else {
        assert_eq!(*project, before, "a refused edit changes nothing: {edit:?}");
        return false;
    };
    let after = project.clone();
    let again = step(project, inverse).unwrap_or_else(|why| panic!("{why}: undoing {edit:?}"));
    assert_eq!(*project, before, "undone: {edit:?}");
    step(project, again).unwrap_or_else(|why| panic!("{why}: redoing {edit:?}"));
    assert_eq!(*project, after, "redone: {edit:?}");
    assert_indexed(project);
    true
}

/// Puts a span with an unknown tag into a layer, and links that no rule allows, as a damaged file
/// may have them.
pub(in crate::model) fn spoil(project: &mut Project, layer: &str) {
    let layer = project.layer(&layer_id(layer)).expect("the layer is there").clone();
    let words = Fragments::one(crate::text::Stretch::new(0, 2)).unwrap();
    let span = |number, tag: &str| {
        Span::new(span_id(number), tag.parse().unwrap(), words.clone(), Time::default())
    };
    let link = |number, kind: &str, to| {
        let kind = KindId::new(kind).unwrap();
        let to = LinkEnd::Span(span_id(to));
        Link::new(LinkId::from_bits(number), kind, span_id(77), to, Time::default())
    };
    let spans = layer.spans().cloned().chain([span(77, "mood"), span(78, "claim")]);
    let links = [link(77, "said-by", 78), link(78, "sings", 78), link(79, "said-by", 99)];
    let links = layer.links().cloned().chain(links);
    let bare = Layer::new(layer.id.clone(), layer.version);
    project.put_layer(bare.with(spans.collect(), links.collect()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_edit_has_an_inverse(seed: u64, steps in 1..60_usize) {
        let mut random = Random::new(seed);
        let mut project = random_project(&mut random);
        for _ in 0..steps {
            let edit = random_edit(&mut random, &project);
            there_and_back(&mut project, &edit);
        }
    }

    #[test]
    fn a_damaged_project_comes_back_as_it_was(seed: u64, steps in 1..60_usize) {
        let mut random = Random::new(seed);
        let mut project = random_project(&mut random);
        spoil(&mut project, "alice/quay");
        spoil(&mut project, "bo/pier");
        for _ in 0..steps {
            let edit = random_edit(&mut random, &project);
            walk(&mut project, &edit, Project::restore);
        }
    }

    #[test]
    fn a_history_walks_all_the_way_back_and_forth(seed: u64, steps in 1..40_usize) {
        let mut random = Random::new(seed);
        let mut project = random_project(&mut random);
        if seed % 2 == 0 {
            spoil(&mut project, "alice/quay");
        }
        let mut history = History::default();
        let mut states = vec![project.clone()];
        for _ in 0..steps {
            let edit = random_edit(&mut random, &project);
            if history.apply(&mut project, "step", edit).is_ok() {
                states.push(project.clone());
            }
        }
        prop_assert_eq!(history.steps().len() + 1, states.len());
        for state in states.iter().rev().skip(1) {
            prop_assert!(history.undo(&mut project).unwrap().is_some());
            prop_assert_eq!(&project, state);
        }
        prop_assert_eq!(history.undo(&mut project), Ok(None));
        for state in states.iter().skip(1) {
            prop_assert!(history.redo(&mut project).unwrap().is_some());
            prop_assert_eq!(&project, state);
        }
        prop_assert_eq!(history.redo(&mut project), Ok(None));
    }
}

/// The properties above would hold for edits that are all refused, or that do nothing.
#[test]
fn random_edits_of_every_variant_change_something() {
    let mut fitted = std::collections::BTreeMap::new();
    for seed in 0..120 {
        let mut random = Random::new(seed);
        let mut project = random_project(&mut random);
        for _ in 0..60 {
            let (edit, before) = (random_edit(&mut random, &project), project.clone());
            there_and_back(&mut project, &edit);
            let has_changed = project != before;
            if let Some(name) = variant(&edit) {
                *fitted.entry(name).or_insert(0) += usize::from(has_changed);
            }
        }
    }
    let expected = [
        "Analyst(Add",
        "Analyst(Change",
        "Analyst(Remove",
        "Article(Add",
        "Article(Change",
        "Article(Remove",
        "Article(Set AddVersion",
        "Article(Set Facts",
        "Article(Set Group",
        "Article(Set Label",
        "Article(Set Note",
        "Article(Set RemoveVersion",
        "Article(Set Title",
        "Attribute(Add",
        "Attribute(Change",
        "Attribute(Remove",
        "Card(Add",
        "Card(Change",
        "Card(Remove",
        "Layer(Add",
        "Layer(CarryOver",
        "Layer(Remove",
        "Layer(Set Conflicts",
        "Layer(Set Note",
        "Layer(Set Status",
        "Layer(Set Unknown",
        "Layer(Set Version",
        "Link(Add",
        "Link(Change",
        "Link(Remove",
        "Link(Set Attribute",
        "Link(Set Kind",
        "Link(Set Note",
        "LinkKind(Add",
        "LinkKind(Change",
        "LinkKind(Remove",
        "Shared(Conflicts",
        "Shared(Created",
        "Shared(Unknown",
        "Span(Add",
        "Span(AddAll",
        "Span(Change",
        "Span(Remove",
        "Span(RemoveAll",
        "Span(Set Attribute",
        "Span(Set Card",
        "Span(Set Note",
        "Span(Set Pending",
        "Span(Set Place",
        "Span(Set Tag",
        "Tag(Add",
        "Tag(Change",
        "Tag(Remove",
        "Title",
    ];
    let rare: Vec<&str> = expected
        .into_iter()
        .filter(|name| fitted.get(*name).is_none_or(|count: &usize| *count < 3))
        .collect();
    assert!(rare.is_empty(), "{rare:?} of {fitted:?}");
}

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
