//! A save that fails at any step, in any way, leaves the project as it was or as it was to be.

use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::{
    trial::{Both, CHANGES, Change, FAULTS, Fault, Trial, open_on},
    *,
};

#[test]
fn a_save_that_fails_leaves_the_old_or_the_new_state_whole() {
    let mut trials = 0;
    for (name, change) in CHANGES {
        let both = Both::of(change);
        let steps = steps(change);
        let all =
            FAULTS.par_iter().flat_map(|fault| (0..steps).into_par_iter().map(|at| (*fault, at)));
        trials += all.filter(|(fault, at)| try_save(name, change, &both, *fault, *at)).count();
    }
    println!("{trials} saves failed at a step");
    assert!(trials > 300, "{trials}");
}

/// Returns how many steps the save of a change takes.
fn steps(change: Change) -> usize {
    let copy = Copy::in_memory("port-crews");
    let trial = Trial::new(Fault::Nothing, 0);
    let mut opened = open_on(&trial, copy.root()).unwrap();
    change(&mut opened.project);
    trial.arm();
    opened.folder.save(&opened.project).unwrap();
    trial.steps()
}

/// Tries a save that fails at a step; returns whether it came to that.
fn try_save(name: &str, change: Change, both: &Both, fault: Fault, at: usize) -> bool {
    let context = format!("{name}, {fault:?} at {at}");
    let copy = Copy::in_memory("port-crews");
    let trial = Trial::new(fault, at);
    let mut opened = open_on(&trial, copy.root()).unwrap();
    let old = opened.project.clone();
    change(&mut opened.project);
    trial.arm();
    let outcome = opened.folder.save(&opened.project);
    if !trial.has_failed.load(Ordering::Relaxed) {
        return false;
    }
    if matches!(fault, Fault::ReadOnly | Fault::Kill) {
        // In a folder where nothing can be written, all of it can be read.
        let read = open_on(&trial, copy.root()).unwrap();
        let is_whole = read.project == old || on_disk(&read.project) == on_disk(&opened.project);
        assert!(is_whole, "{context}: read in the meantime: {:?}", read.recovered);
    }
    trial.disarm();
    let message = outcome.as_ref().err().map(ToString::to_string).unwrap_or_default();
    let is_old_expected = message.starts_with("Nothing was saved");
    if is_old_expected && !matches!(fault, Fault::Kill | Fault::ReadOnly) {
        assert!(copy.content() == both.old, "{context}: {message}: it was not taken back");
    }
    if fault != Fault::Kill && at.is_multiple_of(2) {
        // The same program tries again.
        let again = opened.folder.save(&opened.project);
        assert!(again.is_ok(), "{context}: {message}; then {again:?}");
        assert_eq!(copy.content(), both.new, "{context}: again");
        return true;
    }
    drop(opened);
    let opened = copy.open();
    assert_eq!(opened.problems, [], "{context}");
    let found = copy.content();
    let expected = match &outcome {
        Ok(_) => &both.new,
        Err(_) if is_old_expected => &both.old,
        Err(_) => {
            assert!(message.starts_with("The save was cut short"), "{context}: {message}");
            if found == both.old { &both.old } else { &both.new }
        }
    };
    assert!(found == *expected, "{context}: {message}: {}", difference(&found, expected));
    assert!(copy.open().recovered.is_empty(), "{context}");
    true
}

/// Names the files that differ.
pub(super) fn difference(
    found: &BTreeMap<PathBuf, Vec<u8>>,
    expected: &BTreeMap<PathBuf, Vec<u8>>,
) -> String {
    let all: std::collections::BTreeSet<_> = found.keys().chain(expected.keys()).collect();
    let differing = all.into_iter().filter(|file| found.get(*file) != expected.get(*file));
    let state = |file: &PathBuf| match (found.get(file), expected.get(file)) {
        (None, _) => "is missing",
        (_, None) => "is there",
        _ => "is another",
    };
    let named = differing.map(|file| format!("{} {}", file.display(), state(file)));
    named.collect::<Vec<_>>().join(", ")
}

/// Returns the project as it comes from the disk: the originals stay there.
fn on_disk(project: &Project) -> Project {
    let mut on_disk = project.clone();
    for article in project.articles() {
        let mut article = article.clone();
        for version in &mut article.versions {
            if matches!(version.original, crate::model::Original::InMemory(_)) {
                version.original = crate::model::Original::InFolder;
            }
        }
        on_disk.put_article(article);
    }
    on_disk
}

#[test]
fn a_new_project_is_there_whole_or_not_at_all() {
    let copy = Copy::in_memory("port-crews");
    let from = copy.open();
    let there = quick_folder();
    let create = |trial: &std::sync::Arc<Trial>, root: &Path| {
        trial.arm();
        let system: std::sync::Arc<dyn system::System> = trial.clone();
        create::create_on(&system, root, &from.project, Some(&from.folder)).map(|_| ())
    };
    let counted = Trial::new(Fault::Nothing, 0);
    create(&counted, &there.path().join("whole")).unwrap();
    let whole = content(&there.path().join("whole"));
    let mut trials = 0;
    for fault in FAULTS {
        for at in 0..counted.steps() {
            let root = there.path().join(format!("{fault:?}-{at}"));
            let trial = Trial::new(fault, at);
            let outcome = create(&trial, &root);
            if !trial.has_failed.load(Ordering::Relaxed) {
                assert!(outcome.is_ok());
                continue;
            }
            trials += 1;
            let context = format!("{fault:?} at {at}: {outcome:?}");
            match open(&root) {
                Ok(opened) => {
                    assert_eq!(opened.problems, [], "{context}");
                    assert!(content(&root) == whole, "{context}");
                    let says_so = |error: &StoreError| error.to_string().starts_with("Nothing");
                    assert!(!outcome.as_ref().is_err_and(says_so), "{context}");
                }
                Err(StoreError::NotAProject { .. } | StoreError::NoHeader { .. }) => {
                    assert!(outcome.is_err(), "{context}");
                }
                Err(error) => panic!("{context}: {error}"),
            }
            if matches!(fault, Fault::Io | Fault::NoSpace | Fault::Sync | Fault::Short) {
                assert!(!root.exists(), "{context}: nothing stays");
            }
        }
    }
    println!("{trials} new projects failed at a step");
    assert!(trials > 100, "{trials}");
}
