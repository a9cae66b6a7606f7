//! One program writes to a project at a time: the lock that a save holds from its first file to its
//! last, and whoever reads the whole project shares.

use std::{
    fs::{File, OpenOptions},
    io::{Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use super::{StoreError, atomic, disk::Disk, names, session::SessionId, system::OpenFile};

/// How long one save waits for another to end.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How often it looks.
const PAUSE: Duration = Duration::from_millis(5);

/// The right to write to a project, for as long as it is kept.
#[derive(Debug)]
pub(super) struct Writing {
    _lock: OpenFile,
}

impl Writing {
    /// Waits until no other program writes, and keeps others from it. Says who writes where that
    /// takes longer than a save takes.
    pub(super) fn begin(
        disk: &Disk,
        session: &SessionId,
        patience: Duration,
    ) -> Result<Self, StoreError> {
        let path = path(disk);
        let error = |source| StoreError::Write { path: path.clone(), source };
        make_postil(disk)?;
        disk.system().make_folders(path.parent().unwrap_or(&path)).map_err(error)?;
        let begun = Instant::now();
        loop {
            if let Some(lock) = disk.system().try_lock(&path).map_err(error)? {
                say_who(&path, session);
                return Ok(Self { _lock: lock });
            }
            if begun.elapsed() >= patience {
                let path = disk.root().to_owned();
                return Err(StoreError::Busy { path, holder: who(&self::path(disk)) });
            }
            thread::sleep(PAUSE);
        }
    }
}

/// Waits a while until no program writes, and keeps others from it until the file is dropped; `None`
/// where nobody has ever written, or where locks do not work.
pub(super) fn share(disk: &Disk, patience: Duration) -> Option<File> {
    let file = OpenOptions::new().read(true).open(path(disk)).ok()?;
    let begun = Instant::now();
    while file.try_lock_shared().is_err() {
        if begun.elapsed() >= patience {
            return None;
        }
        thread::sleep(PAUSE);
    }
    Some(file)
}

/// Makes the folder for what is not the project's content, and keeps it out of repositories.
fn make_postil(disk: &Disk) -> Result<(), StoreError> {
    let file = Path::new(names::POSTIL).join(".gitignore");
    let ignored = disk.path(&file);
    if disk.leads_out(&file) {
        return Err(StoreError::LeadsOut { path: ignored });
    }
    if std::fs::symlink_metadata(&ignored).is_ok() {
        return Ok(());
    }
    atomic::write_on(disk.system(), &ignored, b"*\n")
        .map_err(|source| StoreError::Write { path: ignored, source })
}

fn path(disk: &Disk) -> PathBuf {
    disk.path(&Path::new(names::POSTIL).join("locks").join("writing.lock"))
}

/// Leaves word for others who wait. They only read it to say it: without it they say less.
fn say_who(path: &Path, session: &SessionId) {
    let said = OpenOptions::new().write(true).open(path).and_then(|mut file| {
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        writeln!(file, "{} {}", session.host(), std::process::id())
    });
    said.unwrap_or_default();
}

/// Returns who writes, in words.
fn who(path: &Path) -> String {
    let said = std::fs::read_to_string(path).unwrap_or_default();
    match said.trim().split_once(' ') {
        Some((host, pid)) if pid.parse::<u32>().is_ok() => format!("process {pid} on {host}"),
        _ => "another program".to_owned(),
    }
}
