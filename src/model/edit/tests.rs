//! Every edit and its inverse, on random projects and on small ones.

mod between;
pub(crate) mod edits;
mod examples;
mod history;
pub(crate) mod random;
mod records;

use edits::{random_edit, random_project, variant};
use proptest::prelude::*;
use random::Random;

use super::*;
use crate::{
    model::{Fragments, KindId, Layer, Link, LinkEnd, LinkId, Span, Time},
    testing::{layer_id, span_id},
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
