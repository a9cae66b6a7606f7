//! A mending that fails at any step leaves all files as they were, or all mended.

use std::{
    collections::BTreeSet,
    sync::{Arc, atomic::Ordering},
};

use super::{
    faults::difference,
    trial::{FAULTS, Fault, Trial},
    *,
};

const LAYER: &str = "annotations/alice/port-crews-freed.ron";
const COPY: &str = "codebook (conflicted copy).ron";

fn two_damaged() -> Copy {
    let copy = Copy::in_memory("port-crews");
    assert!(copy.root().join(LAYER).exists());
    copy.replace(LAYER, "tag: \"", "tag \"");
    copy.write(COPY, copy.read("codebook.ron"));
    copy
}

fn mending(trial: &Arc<Trial>, root: &Path) -> Mending {
    let system: Arc<dyn system::System> = trial.clone();
    let mut mending = Mending::on(disk::Disk::on(system, root).unwrap());
    let layer = fs::read(root.join(LAYER)).unwrap();
    mending.put(Path::new(LAYER), Some(&layer), b"(format: 1)\n".to_vec()).unwrap();
    let project = fs::read(root.join(names::PROJECT)).unwrap();
    let new = [project.as_slice(), b"// Mended.\n"].concat();
    mending.put(Path::new(names::PROJECT), Some(&project), new).unwrap();
    mending.put_away(Path::new(COPY)).unwrap();
    mending
}

#[test]
fn a_mending_that_fails_leaves_all_or_nothing_mended() {
    let copy = two_damaged();
    let old = copy.content();
    let trial = Trial::new(Fault::Nothing, 0);
    trial.arm();
    let kept = mending(&trial, copy.root()).carry_out("repair", &[]).unwrap().unwrap();
    let (new, steps) = (copy.content(), trial.steps());
    let differing: BTreeSet<_> =
        old.iter().filter(|(file, _)| new.get(*file) != old.get(*file)).collect();
    assert_eq!(differing.len(), 3, "two are others, one is gone");
    for file in [LAYER, COPY, names::PROJECT] {
        let held = fs::read(copy.root().join(&kept).join(file)).unwrap();
        assert_eq!(Some(&held), old.get(Path::new(file)), "{file}");
    }
    let mut trials = 0;
    for fault in FAULTS {
        for at in 0..steps {
            let copy = two_damaged();
            let trial = Trial::new(fault, at);
            trial.arm();
            let outcome = mending(&trial, copy.root()).carry_out("repair", &[]);
            if !trial.has_failed.load(Ordering::Relaxed) {
                continue;
            }
            trials += 1;
            trial.disarm();
            // Whoever comes next finishes it.
            drop(Mending::of(copy.root()).unwrap());
            let found = copy.content();
            let context = format!("{fault:?} at {at}: {outcome:?}");
            let is_new = outcome.is_ok() || (found == new && !told_nothing(&outcome));
            let expected = if is_new { &new } else { &old };
            assert!(found == *expected, "{context}: {}", difference(&found, expected));
        }
    }
    println!("{trials} mendings failed at a step");
    assert!(trials > 60, "{trials}");
}

fn told_nothing(outcome: &Result<Option<PathBuf>, StoreError>) -> bool {
    outcome.as_ref().is_err_and(|error| error.to_string().starts_with("Nothing was saved"))
}

#[test]
fn what_others_changed_meanwhile_is_not_mended() {
    let copy = two_damaged();
    let mending = mending(&Trial::new(Fault::Nothing, 0), copy.root());
    copy.write(COPY, "(format: 1)");
    let before = copy.content();
    let outcome = mending.carry_out("repair", &[]);
    assert!(matches!(outcome, Err(StoreError::ChangedOutside { .. })), "{outcome:?}");
    assert!(copy.content() == before);
}
