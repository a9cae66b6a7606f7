//! One program writes to a project at a time: the lock that a save holds from its first file to its
//! last, and whoever reads the whole project shares.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    process, thread,
    time::{Duration, Instant},
};

use super::{
    StoreError, atomic,
    disk::Disk,
    lock::is_fresh,
    names,
    session::SessionId,
    system::{Asked, OpenFile},
};

/// How long one save waits for another to end.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How often it looks.
const PAUSE: Duration = Duration::from_millis(5);

/// The right to write to a project, for as long as it is kept.
#[derive(Debug)]
pub(super) struct Writing {
    _lock: OpenFile,
    _sign: Option<Sign>,
}

/// A file that says that a program writes, where the file system has no locks. It is made by one
/// program alone, and counts for as long as a program is believed that says no more.
#[derive(Debug)]
struct Sign {
    path: PathBuf,
    said: String,
}

impl Sign {
    /// Puts up the sign; `None` while another program's is up.
    fn put_up(disk: &Disk, session: &SessionId) -> io::Result<Option<Self>> {
        let path = sign(disk);
        if is_up(&path) {
            return Ok(None);
        }
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = match disk.system().create(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
            file => file?,
        };
        let said = format!("{session} {}\n", process::id());
        let sign = Self { path, said };
        disk.system().write(&mut file, sign.said.as_bytes())?;
        drop(file);
        // Another may have been about to take away the same old one.
        Ok(sign.is_own().then_some(sign))
    }

    fn is_own(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|said| said == self.said)
    }
}

impl Drop for Sign {
    fn drop(&mut self) {
        if self.is_own() {
            // What can't be removed counts for nothing after a while.
            fs::remove_file(&self.path).unwrap_or_default();
        }
    }
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
        let error = |source: io::Error| {
            // Where nothing may be written it is the project's folder that people can do something about.
            let is_closed = matches!(
                source.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            );
            let path = if is_closed { disk.root() } else { path.as_path() };
            StoreError::Write { path: path.to_owned(), source }
        };
        make_postil(disk, error)?;
        disk.system().make_folders(path.parent().unwrap_or(&path)).map_err(error)?;
        let begun = Instant::now();
        loop {
            let got = match disk.system().try_lock(&path).map_err(error)? {
                Asked::Locked(lock) => Some(Self { _lock: lock, _sign: None }),
                Asked::Taken => None,
                Asked::NoLocks(lock) => {
                    let sign = Sign::put_up(disk, session).map_err(error)?;
                    sign.map(|sign| Self { _lock: lock, _sign: Some(sign) })
                }
            };
            if let Some(got) = got {
                say_who(&path, session);
                return Ok(got);
            }
            if begun.elapsed() >= patience {
                return Err(busy(disk));
            }
            thread::sleep(PAUSE);
        }
    }
}

/// Waits a while until no program writes, and keeps others from it until the file is dropped, where
/// the file system has locks; `None` where nobody has ever written, or somebody still does.
pub(super) fn share(disk: &Disk, patience: Duration) -> Option<File> {
    keep_out(disk, patience).ok().flatten()
}

/// Does the work of [`share`], and says who writes where somebody still does.
pub(super) fn keep_out(disk: &Disk, patience: Duration) -> Result<Option<File>, StoreError> {
    let begun = Instant::now();
    loop {
        match disk.system().try_share(&path(disk)) {
            Ok(Asked::Locked(file)) => return Ok(Some(file)),
            Ok(Asked::NoLocks(file)) if !is_up(&sign(disk)) => return Ok(Some(file)),
            Ok(Asked::Taken | Asked::NoLocks(_)) => {}
            // Nobody has ever written, or nobody can tell.
            Err(_) => return Ok(None),
        }
        if begun.elapsed() >= patience {
            return Err(busy(disk));
        }
        thread::sleep(PAUSE);
    }
}

fn busy(disk: &Disk) -> StoreError {
    StoreError::Busy { path: disk.root().to_owned(), holder: who(&path(disk)) }
}

/// Makes the folder for what is not the project's content, and keeps it out of repositories.
fn make_postil(disk: &Disk, error: impl FnOnce(io::Error) -> StoreError) -> Result<(), StoreError> {
    let file = Path::new(names::POSTIL).join(".gitignore");
    let ignored = disk.path(&file);
    if disk.leads_out(&file) {
        return Err(StoreError::LeadsOut { path: ignored });
    }
    if fs::symlink_metadata(&ignored).is_ok() {
        return Ok(());
    }
    atomic::write_on(disk.system(), &ignored, b"*\n").map_err(error)
}

fn path(disk: &Disk) -> PathBuf {
    disk.path(&Path::new(names::POSTIL).join("locks").join("writing.lock"))
}

fn sign(disk: &Disk) -> PathBuf {
    path(disk).with_extension("sign")
}

/// Is there a sign that still counts?
fn is_up(sign: &Path) -> bool {
    let folder = sign.parent().unwrap_or(sign);
    fs::symlink_metadata(sign).is_ok() && is_fresh(folder, sign)
}

/// Leaves word for others who wait. They only read it to say it: without it they say less.
fn say_who(path: &Path, session: &SessionId) {
    let said = OpenOptions::new().write(true).open(path).and_then(|mut file| {
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        writeln!(file, "{} {}", session.host(), process::id())
    });
    said.unwrap_or_default();
}

/// Returns who writes, in words.
fn who(path: &Path) -> String {
    let said = fs::read_to_string(path).unwrap_or_default();
    match said.trim().split_once(' ') {
        Some((host, pid)) if pid.parse::<u32>().is_ok() => format!("process {pid} on {host}"),
        _ => "another program".to_owned(),
    }
}
