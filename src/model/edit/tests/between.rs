//! The batch between two states of a project makes the one of the other.

use proptest::prelude::*;

use super::{
    super::{Edit, SpanEdit, between},
    edits::{random_edit, random_project},
    random::{Random, unknown},
    spoil,
};
use crate::{
    model::Project,
    testing::{layer_id, project, span_id},
};

/// Returns a random project with random fields of newer versions everywhere.
fn state(random: &mut Random) -> Project {
    let mut project = random_project(random);
    if random.one_in(3) {
        spoil(&mut project, "alice/quay");
    }
    changed(random, &mut project);
    project
}

fn changed(random: &mut Random, project: &mut Project) {
    for _ in 0..random.roll(30) {
        let edit = random_edit(random, project);
        let _ = project.apply(edit);
    }
    for article in project.articles().cloned().collect::<Vec<_>>() {
        if random.one_in(4) {
            let mut article = article;
            article.versions[0].unknown = unknown(random);
            article.unknown = unknown(random);
            project.put_article(article);
        }
    }
    if random.one_in(4)
        && let Some(layer) = random.pick(project.layers().cloned())
    {
        project.put_layer(layer.with(Vec::new(), Vec::new()));
    }
}

/// Checks that the batch leads there, and its inverse back.
fn check(from: &Project, to: &Project) {
    let mut project = from.clone();
    let inverse = project.restore(between(from, to)).expect("it fits");
    assert_eq!(project, *to);
    project.restore(inverse).expect("its inverse fits");
    assert_eq!(project, *from);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_batch_between_two_states_leads_from_one_to_the_other(seed: u64) {
        let mut random = Random::new(seed);
        let (from, other) = (state(&mut random), state(&mut random));
        let mut near = from.clone();
        changed(&mut random, &mut near);
        check(&from, &near);
        check(&from, &other);
        prop_assert_eq!(between(&from, &from.clone()), Edit::Batch(Vec::new()));
    }
}

#[test]
fn one_changed_span_is_one_edit() {
    let words: String = (0..2000).map(|_| "[so](claim) ").collect();
    let from = project(&[("alice/quay", &words), ("bo/tide", "[Rise](claim)")]);
    let (mut to, layer) = (from.clone(), layer_id("alice/quay"));
    let mut span = to.span(&layer, &span_id(700)).unwrap().clone();
    span.note = "new".to_owned();
    to.apply(Edit::Span(layer.clone(), SpanEdit::Change(Box::new(span.clone())))).unwrap();
    let expected = Edit::Span(layer.clone(), SpanEdit::Change(Box::new(span)));
    assert_eq!(between(&from, &to), Edit::Batch(vec![expected]));
    let (from, to) = (to.layer(&layer).unwrap(), from.layer(&layer).unwrap());
    assert!(to.spans_apart(from).count() < 400, "only what is not shared is looked at");
}
