//! A session is held while its program lives, and leaves nothing if it held nothing.

use std::{fs, path::Path};

use super::*;

fn sessions(root: &Path) -> Sessions {
    Sessions { root: Some(root.to_owned()), state: Some(root.join("state")) }
}

fn begin(root: &Path, bits: u64) -> Session {
    sessions(root).begin(bits, Time::default()).unwrap()
}

#[test]
fn ids_name_this_machine_and_no_other() {
    let id = SessionId::from_bits(7);
    assert_eq!(id.as_str().parse::<SessionId>().unwrap(), id);
    assert!(id.is_of_this_host());
    assert!(id.as_str().ends_with("-0000000000000007"));
    let other: SessionId = "old-fedora-000000-0007".parse().unwrap();
    assert_eq!((other.host(), other.is_of_this_host()), ("old-fedora", false));
    for name in ["", "a-b", "../x-00-00", "A-00-00", "host-00-", "host-00-zz", "host-00-00/.."] {
        assert_eq!(name.parse::<SessionId>(), Err(NotASession), "{name}");
    }
}

#[test]
fn a_session_is_live_until_it_is_dropped_and_leaves_nothing_empty() {
    let root = tempfile::tempdir().unwrap();
    let session = begin(root.path(), 1);
    let (id, folder) = (session.id().clone(), session.folder().to_owned());
    assert_eq!(folder, root.path().join(".postil/sessions").join(id.as_str()));
    assert_eq!(fs::read_to_string(root.path().join(".postil/.gitignore")).unwrap(), "*\n");
    assert_eq!(about(&folder).unwrap().pid, process::id());
    assert!(Session::is_live(root.path(), &id));
    assert!(sessions(root.path()).adopt(&folder).is_none(), "nobody takes over a live session");
    assert!(sessions(root.path()).dead().is_empty());
    sweep(&folder);
    assert!(folder.exists(), "a live session is not swept");
    drop(session);
    assert!(!Session::is_live(root.path(), &id));
    assert!(!folder.exists());
}

#[test]
fn a_session_that_holds_something_stays_and_can_be_taken_over() {
    let root = tempfile::tempdir().unwrap();
    let session = begin(root.path(), 1);
    let folder = session.folder().to_owned();
    fs::write(folder.join("1.journal"), "x").unwrap();
    drop(session);
    assert_eq!(sessions(root.path()).dead(), std::slice::from_ref(&folder));
    let again = sessions(root.path()).adopt(&folder).unwrap();
    assert!(Session::is_live(root.path(), again.id()));
    assert!(sessions(root.path()).dead().is_empty());
    fs::remove_file(folder.join("1.journal")).unwrap();
    drop(again);
    assert!(!folder.exists());
}

/// Holds a lock for a moment, as a program does that looks whether it is held.
fn look_at(folder: &Path) -> thread::JoinHandle<()> {
    let path = folder.join(LOCK);
    let lock = fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
    lock.try_lock().unwrap();
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(5));
        drop(lock);
    })
}

#[test]
fn a_look_of_another_program_keeps_no_session_from_its_place() {
    let root = tempfile::tempdir().unwrap();
    let id = SessionId::from_bits(1);
    let folder = root.path().join(".postil/sessions").join(id.as_str());
    fs::create_dir_all(&folder).unwrap();
    let look = look_at(&folder);
    let session = begin(root.path(), 1);
    assert_eq!(session.kept(), &Kept::InProject);
    look.join().unwrap();
    fs::write(folder.join("1.journal"), "x").unwrap();
    drop(session);
    let look = look_at(&folder);
    assert!(sessions(root.path()).adopt(&folder).is_some());
    look.join().unwrap();
}

#[test]
fn sessions_of_other_machines_are_left_alone() {
    let root = tempfile::tempdir().unwrap();
    let id: SessionId = "elsewhere-000000-0001".parse().unwrap();
    let folder = root.path().join(".postil/sessions").join(id.as_str());
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(LOCK), "").unwrap();
    assert!(Session::is_live(root.path(), &id));
    assert!(sessions(root.path()).adopt(&folder).is_none());
    assert!(sessions(root.path()).dead().is_empty());
}

#[test]
fn two_sessions_of_one_project_do_not_meet() {
    let root = tempfile::tempdir().unwrap();
    let (one, other) = (begin(root.path(), 1), begin(root.path(), 2));
    assert_ne!(one.folder(), other.folder());
    drop(one);
    assert!(Session::is_live(root.path(), other.id()));
}

#[test]
fn a_project_that_cannot_be_written_to_has_its_session_in_the_state_folder() {
    let root = tempfile::tempdir().unwrap();
    // A file where a folder should be: nobody can write below it, not even root.
    fs::write(root.path().join(".postil"), "").unwrap();
    let session = begin(root.path(), 1);
    let Kept::Aside(why) = session.kept() else { panic!("{:?}", session.kept()) };
    assert!(!why.is_empty());
    assert!(session.folder().starts_with(root.path().join("state/sessions")));
    assert_eq!(about(session.folder()).unwrap().project.as_deref(), Some(root.path()));
    assert!(sessions(root.path()).is_live(session.id()));
    let folder = session.folder().to_owned();
    fs::write(folder.join("1.journal"), "x").unwrap();
    drop(session);
    assert_eq!(sessions(root.path()).dead(), std::slice::from_ref(&folder));
    let elsewhere = Sessions { root: Some("/elsewhere".into()), ..sessions(root.path()) };
    assert!(elsewhere.dead().is_empty(), "another project's");
    let untitled = Sessions { root: None, ..sessions(root.path()) };
    assert!(untitled.dead().is_empty(), "not an untitled one's");
    assert!(matches!(sessions(root.path()).adopt(&folder).unwrap().kept(), Kept::Aside(_)));
}

#[test]
fn an_untitled_project_has_its_session_in_the_state_folder() {
    let root = tempfile::tempdir().unwrap();
    let untitled = Sessions { root: None, ..sessions(root.path()) };
    let session = untitled.begin(1, Time::default()).unwrap();
    assert_eq!(session.kept(), &Kept::Untitled);
    fs::write(session.folder().join("1.journal"), "x").unwrap();
    let folder = session.folder().to_owned();
    assert!(untitled.dead().is_empty());
    drop(session);
    assert_eq!(untitled.dead(), [folder]);
    assert!(sessions(root.path()).dead().is_empty());
}
