//! The laws of merging over random projects, and what becomes of single cases.

mod cases;
mod facts;

use proptest::prelude::*;

use super::{Merging, Sides, holding_back, merge};
use crate::model::{
    Changes, Project, Time,
    edit::{
        between,
        tests::{
            edits::{random_edit, random_project},
            random::{Random, unknown},
            spoil,
        },
    },
};
use facts::{Fact, dangling, facts};

fn now() -> Time {
    "2026-03-04T08:00:00Z".parse().unwrap()
}

/// A state, and two that were made of it.
struct Three {
    base: Project,
    ours: Project,
    theirs: Project,
}

fn changed(random: &mut Random, base: &Project) -> Project {
    let mut project = base.clone();
    for _ in 0..random.roll(25) {
        let edit = random_edit(random, &project);
        let _ = project.apply(edit);
    }
    for article in project.articles().cloned().collect::<Vec<_>>() {
        if random.one_in(6) {
            let mut article = article;
            article.unknown = unknown(random);
            article.versions[0].unknown = unknown(random);
            article.versions[0].source = random.words();
            project.put_article(article);
        }
    }
    project
}

fn three(seed: u64) -> Three {
    let mut random = Random::new(seed);
    let mut base = random_project(&mut random);
    if random.one_in(4) {
        spoil(&mut base, "alice/quay");
    }
    let base = changed(&mut random, &base);
    let (ours, theirs) = (changed(&mut random, &base), changed(&mut random, &base));
    Three { base, ours, theirs }
}

/// Merges without the shortcuts for a whole project that one side left alone.
fn in_full(base: &Project, ours: &Project, theirs: &Project) -> Project {
    Merging::new(Sides { base, ours, theirs }, now()).run()
}

/// Checks that both are the same, and says in what they are not: a project is long.
#[track_caller]
fn same(what: &str, found: &Project, expected: &Project) {
    assert!(found == expected, "{what}: {:?}", between(found, expected));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_one_side_left_alone_is_as_the_other_has_it(seed: u64) {
        let Three { base, ours, theirs } = three(seed);
        for merge in [in_full, |base: &Project, ours: &Project, theirs: &Project| {
            merge(base, ours, theirs, now()).project
        }] {
            same("both the same", &merge(&base, &ours, &ours), &ours);
            same("ours left alone", &merge(&base, &base, &theirs), &theirs);
            same("theirs left alone", &merge(&base, &ours, &base), &ours);
        }
    }

    #[test]
    fn a_second_merge_changes_nothing(seed: u64) {
        let Three { base, ours, theirs } = three(seed);
        let merged = merge(&base, &ours, &theirs, now());
        let mut applied = ours.clone();
        applied.restore(merged.edit.clone()).unwrap();
        same("its edit", &applied, &merged.project);
        let again = merge(&base, &merged.project, &theirs, now());
        same("again", &again.project, &merged.project);
        prop_assert!(again.is_unchanged() && again.conflicts.is_empty());
        let after = in_full(&theirs, &merged.project, &theirs);
        same("theirs is the base from now on", &after, &merged.project);
    }

    #[test]
    fn the_facts_are_the_same_whichever_side_is_ours(seed: u64) {
        let Three { base, ours, theirs } = three(seed);
        let one = facts(&merge(&base, &ours, &theirs, now()).project);
        let other = facts(&merge(&base, &theirs, &ours, now()).project);
        let differing: Vec<&Fact> = one.symmetric_difference(&other).collect();
        prop_assert!(differing.is_empty(), "{differing:#?}");
    }

    #[test]
    fn what_is_left_without_some_changes_stands_by_itself(seed: u64) {
        let Three { base, ours, .. } = three(seed);
        let mut random = Random::new(seed);
        let mut parts = ours.changes_since(&base);
        parts.header &= random.one_in(2);
        parts.codebook &= random.one_in(2);
        parts.cards &= random.one_in(2);
        parts.analysts &= random.one_in(2);
        parts.articles.retain(|_| random.one_in(3));
        parts.articles_gone.retain(|_| random.one_in(3));
        parts.layers.retain(|_| random.one_in(3));
        parts.layers_gone.retain(|_| random.one_in(3));
        let held = holding_back(&ours, &base, &parts);
        let before: Vec<String> = [&base, &ours].into_iter().flat_map(dangling).collect();
        for one in dangling(&held) {
            prop_assert!(before.contains(&one), "{one}");
        }
        for id in parts.articles.iter().chain(&parts.articles_gone) {
            prop_assert_eq!(held.article(id), base.article(id));
        }
        for id in parts.layers.iter().chain(&parts.layers_gone) {
            prop_assert_eq!(held.layer(id), base.layer(id));
        }
        prop_assert!(!parts.codebook || held.codebook() == base.codebook());
        prop_assert!(!parts.cards || held.cards() == base.cards());
        prop_assert!(!parts.analysts || held.analysts() == base.analysts());
        same("nothing held", &holding_back(&ours, &base, &Changes::default()), &ours);
    }

    #[test]
    fn nothing_is_lost_that_neither_side_took_out(seed: u64) {
        let Three { base, ours, theirs } = three(seed);
        let merged = merge(&base, &ours, &theirs, now()).project;
        let [old, our, their, all] = [&base, &ours, &theirs, &merged].map(facts);
        let mut kept = our.union(&their).filter(|fact| !old.contains(*fact))
            .chain(our.intersection(&their));
        let lost = kept.find(|fact| !all.contains(*fact));
        prop_assert!(lost.is_none(), "{lost:?}");
        let before: Vec<String> = [&base, &ours, &theirs].into_iter().flat_map(dangling).collect();
        for one in dangling(&merged) {
            prop_assert!(before.contains(&one), "{one}");
        }
    }
}
