//! Random sessions against a history that never restarts.

use proptest::prelude::*;

use super::*;
use crate::model::edit::tests::{
    edits::{random_edit, random_project},
    random::Random,
};
use crate::model::{edit::between, merge::merge};
use crate::store::{
    files::{StoredLayer, render_layer},
    journal::recover::without_blank,
};

/// Returns a project as it comes out of its files: facts are sorted there, and a span has a place where
/// its words are.
fn filed(project: &Project) -> Project {
    let mut filed = project.clone();
    for article in project.articles() {
        let mut article = article.clone();
        article.facts.sort_by(|a, b| a.name.cmp(&b.name));
        filed.put_article(article);
    }
    for layer in project.layers().filter(|layer| layer.adrift().next().is_some()) {
        let article = project.article(&layer.id.article);
        let Some(version) = article.and_then(|article| article.version(layer.version)) else {
            continue;
        };
        let file = render_layer(layer, &version.text);
        let stored = StoredLayer::read_file(file.as_bytes()).unwrap();
        filed.put_layer(stored.into_layer(&version.text));
    }
    filed
}

/// Walks all the way back, and returns what was seen on the way.
fn walked(project: &Project, history: &History) -> Vec<(String, Project)> {
    let (mut project, mut history) = (project.clone(), history.clone());
    let mut seen = Vec::new();
    while let Ok(Some(label)) = history.undo(&mut project) {
        seen.push((label, filed(&project)));
    }
    seen
}

fn act(random: &mut Random, desk: &mut Desk) {
    match random.roll(9) {
        0 => drop(desk.undo()),
        1 => {
            drop(desk.history.redo(&mut desk.project));
            desk.tell();
        }
        2..=3 => {
            let title = Edit::Title(random.words());
            drop(desk.history.apply_joined(&mut desk.project, "title", "title", title));
            desk.tell();
        }
        _ => {
            let edit = random_edit(random, &desk.project);
            let number = random.roll(999);
            drop(desk.history.apply(&mut desk.project, format!("act {number}"), edit));
            desk.tell();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_restart_loses_or_changes_anything(seed: u64) {
        let mut random = Random::new(seed);
        let at = tempfile::tempdir().unwrap();
        let mut desk = Desk::create(&at.path().join("0"), &random_project(&mut random));
        for turn in 1..5 {
            for _ in 0..random.roll(12) {
                act(&mut random, &mut desk);
                if random.one_in(5) && desk.can_save() {
                    desk.save();
                }
            }
            desk.history.break_run();
            desk.tell();
            desk.flush();
            let (next, recovered) = desk.crash(&at.path().join(turn.to_string()));
            prop_assert_eq!(&recovered.refused, &[""; 0]);
            prop_assert_eq!(filed(&next.project), filed(&desk.project));
            prop_assert_eq!(walked(&next.project, &next.history), walked(&desk.project, &desk.history));
            desk = next;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_others_wrote_before_a_restart_is_merged_as_while_both_work(seed: u64) {
        let mut random = Random::new(seed);
        let at = tempfile::tempdir().unwrap();
        let mut desk = Desk::create(&at.path().join("a"), &random_project(&mut random));
        let begun = desk.project.clone();
        for _ in 0..random.roll(9) {
            act(&mut random, &mut desk);
            if random.one_in(5) {
                desk.taken_in();
            }
        }
        desk.flush();
        let root = at.path().join("b/project");
        copy(&desk.root, &root);
        let mut opened = open(&root).unwrap();
        for _ in 0..random.roll(9) {
            let edit = random_edit(&mut random, &opened.project);
            // One that does not fit changes nothing.
            drop(opened.project.apply(edit));
        }
        if opened.folder.save(&opened.project).is_ok() {
            let theirs = open(&root).unwrap().project;
            let live = merge(&begun, &filed(&desk.project), &theirs, time(0)).project;
            let (next, _) = Desk::open(&root, &at.path().join("b/state"));
            let [is, live] = [&next.project, &live].map(|one| filed(&without_blank(one)));
            prop_assert_eq!(between(&live, &is), Edit::Batch(Vec::new()));
        }
    }
}
