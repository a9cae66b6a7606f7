//! What a save leaves as it was: links, modes, attributes; and who may save when.

use std::{fs::File, io, sync::Arc, time::Duration};

use super::*;
use crate::store::{
    disk::Disk,
    folder::new_session,
    system::{Step, System},
    writing,
    writing::Writing,
};

#[cfg(unix)]
#[test]
fn a_shared_file_may_be_a_link_that_leads_out() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let copy = Copy::of("port-crews");
    let out = tempfile::tempdir().unwrap();
    let (path, target) = (copy.root().join("analysts.ron"), out.path().join("everyone.ron"));
    fs::rename(&path, &target).unwrap();
    symlink(&target, &path).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o600)).unwrap();
    let before = fs::read(&target).unwrap();
    let mut opened = copy.open();
    let bo = crate::model::Analyst::person("bo".parse().unwrap(), "Bo");
    opened.project.apply(crate::model::edit::compose::add_analyst(bo)).unwrap();
    opened.folder.save(&opened.project).unwrap();
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("Bo"));
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1, "nothing is left beside it");
    restore(copy.root(), 1, &[], ChangedSince::Refused).unwrap();
    assert_eq!(fs::read(&target).unwrap(), before);
}

#[cfg(target_os = "linux")]
#[test]
fn attributes_of_a_file_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let copy = Copy::of("port-crews");
    let path = copy.root().join(ALICES);
    if setxattr(&path, "user.colour", b"red", XattrFlags::empty()).is_err() {
        // This disk has no attributes to keep.
        return;
    }
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "mine");
    opened.folder.save(&opened.project).unwrap();
    assert!(copy.read(ALICES).contains("mine"));
    let mut value = [0; 8];
    let length = getxattr(&path, "user.colour", &mut value[..]).unwrap();
    assert_eq!(&value[..length], b"red");
}

#[cfg(unix)]
#[test]
fn an_owner_stays_where_the_system_lets_it() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let copy = Copy::of("port-crews");
    let path = copy.root().join(ALICES);
    if chown(&path, Some(12_345), Some(23_456)).is_err() {
        // Only root gives files away.
        return;
    }
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "mine");
    opened.folder.save(&opened.project).unwrap();
    let metadata = fs::metadata(&path).unwrap();
    assert_eq!((metadata.uid(), metadata.gid()), (12_345, 23_456));
}

#[test]
fn who_saves_is_told_to_those_who_wait() {
    let copy = Copy::of("port-crews");
    let disk = Disk::on(system::real(), copy.root()).unwrap();
    let held = Writing::begin(&disk, &new_session(), Duration::ZERO).unwrap();
    let error = Writing::begin(&disk, &new_session(), Duration::from_millis(20)).unwrap_err();
    let process = format!("The project is being saved by process {} on ", std::process::id());
    assert!(error.to_string().starts_with(&process), "{error}");
    assert!(writing::share(&disk, Duration::ZERO).is_none(), "nobody reads half a save");
    drop(held);
    let reading = writing::share(&disk, Duration::ZERO).unwrap();
    let error = Writing::begin(&disk, &new_session(), Duration::ZERO).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    drop(reading);
    Writing::begin(&disk, &new_session(), Duration::ZERO).unwrap();
}

#[test]
fn a_generation_says_how_much_of_a_journal_is_in_the_files() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "mine");
    let covers = Covers { session: "here-1".to_owned(), records: 12 };
    opened.folder.save_covering(&opened.project, Some(covers.clone())).unwrap();
    let [generation] = &generations(copy.root()).unwrap()[..] else { panic!() };
    assert_eq!(generation.covers, Some(covers));
    assert_eq!(generation.files.len(), 1);
    assert_eq!(generation.files[0].file, Path::new(ALICES));
}

/// A disk of a kind that has no locks.
#[derive(Debug)]
struct WithoutLocks;

impl System for WithoutLocks {
    fn before(&self, _: Step<'_>) -> io::Result<()> {
        Ok(())
    }

    fn lock(&self, _: &File) -> Result<(), fs::TryLockError> {
        Err(fs::TryLockError::Error(io::ErrorKind::Unsupported.into()))
    }

    fn lock_shared(&self, file: &File) -> Result<(), fs::TryLockError> {
        self.lock(file)
    }
}

#[test]
fn without_locks_one_program_saves_at_a_time_all_the_same() {
    let copy = Copy::of("port-crews");
    let system: Arc<dyn System> = Arc::new(WithoutLocks);
    let never = std::sync::atomic::AtomicBool::new(false);
    let mut opened = open::open_on(system.clone(), copy.root(), None, &|_| {}, &never).unwrap();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "mine");
    opened.folder.save(&opened.project).unwrap();
    assert!(copy.read(ALICES).contains("mine"));
    let disk = Disk::on(system, copy.root()).unwrap();
    let held = Writing::begin(&disk, &new_session(), Duration::ZERO).unwrap();
    let error = Writing::begin(&disk, &new_session(), Duration::from_millis(20)).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    assert!(writing::share(&disk, Duration::ZERO).is_none(), "nobody reads half a save");
    drop(held);
    assert!(writing::share(&disk, Duration::ZERO).is_some());
    // A program that died while it saved keeps others waiting for a while only.
    copy.write(".postil/locks/writing.sign", "elsewhere-1 1\n");
    let sign = copy.root().join(".postil/locks/writing.sign");
    assert!(Writing::begin(&disk, &new_session(), Duration::ZERO).is_err());
    let long_ago = std::time::SystemTime::now() - Duration::from_mins(10);
    File::options().write(true).open(&sign).unwrap().set_modified(long_ago).unwrap();
    drop(Writing::begin(&disk, &new_session(), Duration::ZERO).unwrap());
    assert!(!sign.exists());
}
