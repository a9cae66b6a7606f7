//! A history that is made anew of its acts is the one that it was.

use proptest::prelude::*;

use super::{
    super::{Act, Edit, History},
    edits::{random_edit, random_project},
    random::Random,
};
use crate::model::{Codebook, Project, Time};

/// Does something random to a history and its project.
fn act(random: &mut Random, project: &mut Project, history: &mut History) {
    match random.roll(10) {
        0..=2 => drop(history.undo(project)),
        3 => drop(history.redo(project)),
        4 => history.break_run(),
        5..=7 => {
            let key = random.pick(["note s1", "note s2"]).unwrap();
            let edit = Edit::Title(random.words());
            drop(history.apply_joined(project, format!("title {}", random.roll(9)), key, edit));
        }
        _ => {
            let edit = random_edit(random, project);
            drop(history.apply(project, format!("act {}", random.roll(99)), edit));
        }
    }
}

/// Walks all the way back, and returns what was seen on the way.
fn walked(project: &Project, history: &History) -> Vec<(String, Project)> {
    let (mut project, mut history) = (project.clone(), history.clone());
    let mut seen = Vec::new();
    while let Ok(Some(label)) = history.redo(&mut project) {
        seen.push((label, project.clone()));
    }
    while let Ok(Some(label)) = history.undo(&mut project) {
        seen.push((label, project.clone()));
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn undo_across_a_restart_is_undo_without_one(seed: u64, steps in 1..60_usize) {
        let mut random = Random::new(seed);
        let begun = random_project(&mut random);
        let (mut project, mut history) = (begun.clone(), History::default());
        history.keep_acts();
        let mut acts: Vec<Act> = Vec::new();
        for _ in 0..steps {
            act(&mut random, &mut project, &mut history);
            if random.one_in(6) {
                history.break_run();
                acts.extend(history.take_acts());
                history = History::from_acts(acts.clone());
                history.keep_acts();
                let mut replayed = begun.clone();
                for edit in acts.iter().filter_map(Act::edit) {
                    replayed.restore(Edit::clone(edit)).expect("what was done can be done again");
                }
                prop_assert_eq!(&replayed, &project);
            }
        }
        let mut without = history.clone();
        without.break_run();
        acts.extend(history.take_acts());
        let again = History::from_acts(acts);
        prop_assert_eq!(again.steps().len(), without.steps().len());
        prop_assert_eq!(walked(&project, &again), walked(&project, &without));
    }
}

#[test]
fn acts_are_kept_only_where_someone_takes_them() {
    let mut project = Project::new("", Time::default(), Codebook::default());
    let mut history = History::default();
    history.apply(&mut project, "title", Edit::Title("a".into())).unwrap();
    assert_eq!(history.take_acts(), []);
    history.keep_acts();
    for title in ["b", "c"] {
        history.apply_joined(&mut project, "title", "title", Edit::Title(title.into())).unwrap();
    }
    let acts = history.take_acts();
    let inverses: Vec<bool> =
        acts.iter().map(|act| matches!(act, Act::Did { inverse: Some(_), .. })).collect();
    assert_eq!(inverses, [true, false], "a joined act has no inverse of its own");
    assert_eq!(history.take_acts(), []);
    // Without what it was joined to, nothing leads past it.
    assert_eq!(History::from_acts(acts.into_iter().skip(1)).steps().len(), 0);
}
