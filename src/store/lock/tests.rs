//! One writes an analyst's layers at a time: in one program, in two, and on two machines.

use std::{
    env,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use super::*;

const ROOT: &str = "POSTIL_TEST_LOCK_ROOT";

fn alice() -> AnalystId {
    "alice".parse().unwrap()
}

fn now() -> Time {
    "2026-03-03T10:00:00Z".parse().unwrap()
}

fn take(root: &Path, bits: u64) -> Result<Held, NotTaken> {
    Held::take(root, &alice(), &SessionId::from_bits(bits), now())
}

/// Returns who holds the lock as it says.
fn holder(root: &Path) -> Option<Holder> {
    read(&root.join(".postil/locks/analyst-alice.ron"))
}

/// Writes what a program on another machine says of itself, so long ago.
fn said_elsewhere(root: &Path, age: Duration) -> Holder {
    let holder = Holder {
        host: "fedora".to_owned(),
        pid: 12,
        since: now().to_string(),
        version: "0.1.0".to_owned(),
        session: "fedora-000000-0007".to_owned(),
    };
    let said = root.join(".postil/locks/analyst-alice.ron");
    own::write(&said, &holder).unwrap();
    let file = OpenOptions::new().write(true).open(said).unwrap();
    file.set_modified(SystemTime::now() - age).unwrap();
    holder
}

#[test]
fn the_second_is_told_who_holds_it() {
    let root = tempfile::tempdir().unwrap();
    let first = take(root.path(), 1).unwrap();
    assert_eq!(first.took(), &Took::Free);
    let NotTaken::By(holder) = take(root.path(), 2).unwrap_err() else { panic!("it is held") };
    assert_eq!((holder.pid, holder.since.as_str()), (process::id(), "2026-03-03T10:00:00Z"));
    assert_eq!(self::holder(root.path()), Some(holder));
    let bo = "bo".parse().unwrap();
    assert!(Held::take(root.path(), &bo, &SessionId::from_bits(2), now()).is_ok());
    drop(first);
    assert_eq!(self::holder(root.path()), None);
    assert_eq!(take(root.path(), 2).unwrap().took(), &Took::Free);
}

#[test]
fn another_machine_holds_it_as_long_as_it_is_heard_of() {
    let root = tempfile::tempdir().unwrap();
    drop(take(root.path(), 1).unwrap());
    let holder = said_elsewhere(root.path(), SILENCE / 2);
    assert_eq!(take(root.path(), 1).unwrap_err(), NotTaken::By(holder));
    let holder = said_elsewhere(root.path(), SILENCE * 2);
    let held = take(root.path(), 1).unwrap();
    assert_eq!(held.took(), &Took::Over(holder));
}

#[test]
fn who_was_silent_for_too_long_learns_that_it_lost_the_lock() {
    let root = tempfile::tempdir().unwrap();
    let session = SessionId::from_bits(1);
    let beat = Duration::from_millis(10);
    let held = Held::take_beating(root.path(), &alice(), &session, now(), beat).unwrap();
    assert!(!held.is_lost());
    let begun = std::time::Instant::now();
    let other = said_elsewhere(root.path(), Duration::ZERO);
    while !held.is_lost() && begun.elapsed() < Duration::from_secs(30) {
        thread::sleep(beat);
    }
    assert!(held.is_lost());
    drop(held);
    assert_eq!(holder(root.path()), Some(other), "it is not removed by the loser");
}

#[test]
fn a_lock_that_is_taken_over_in_between_stays_so() {
    let root = tempfile::tempdir().unwrap();
    let held = take(root.path(), 1).unwrap();
    let said = root.path().join(".postil/locks/analyst-alice.ron");
    let word = Word::of(&said, &held.beating.session).unwrap().unwrap();
    let other = said_elsewhere(root.path(), Duration::ZERO);
    word.again().unwrap();
    assert_eq!(holder(root.path()), Some(other));
    assert!(!say_again(&said, &held.beating.session));
}

#[test]
fn the_holder_says_again_that_it_lives() {
    let root = tempfile::tempdir().unwrap();
    let held = take(root.path(), 1).unwrap();
    let said = root.path().join(".postil/locks/analyst-alice.ron");
    let file = OpenOptions::new().write(true).open(&said).unwrap();
    file.set_modified(SystemTime::now() - SILENCE * 2).unwrap();
    assert!(!is_fresh(said.parent().unwrap(), &said));
    assert!(say_again(&said, &held.beating.session));
    assert!(is_fresh(said.parent().unwrap(), &said));
}

#[test]
fn a_place_that_cannot_be_written_to_is_said_to_be_so() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join(".postil"), "").unwrap();
    assert!(matches!(take(root.path(), 1), Err(NotTaken::Unlockable(_))));
}

/// What the test below runs as a program of its own: it takes the lock, says so, and waits until it
/// is killed.
#[test]
fn another_program_that_holds_the_lock() {
    let Some(root) = env::var_os(ROOT) else { return };
    let held = take(Path::new(&root), 9).unwrap();
    println!("\nheld");
    thread::sleep(Duration::from_mins(1));
    drop(held);
}

#[test]
fn a_program_that_is_killed_holds_nothing_any_more() {
    let root = tempfile::tempdir().unwrap();
    let mut other = Command::new(env::current_exe().unwrap())
        .args(["--exact", "store::lock::tests::another_program_that_holds_the_lock", "--nocapture"])
        .env(ROOT, root.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "held"), "it holds the lock");
    let NotTaken::By(holder) = take(root.path(), 1).unwrap_err() else { panic!("it is held") };
    assert_eq!(holder.pid, other.id());
    other.kill().unwrap();
    other.wait().unwrap();
    let held = take(root.path(), 1).unwrap();
    assert_eq!(held.took(), &Took::Over(holder), "and it is said whose it was");
}
