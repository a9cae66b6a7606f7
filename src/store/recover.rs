//! What a crash cut short, before a project is read: a save that was decided is finished, any other
//! taken back, and nothing of either is left lying about.

use std::{
    fmt,
    fs::File,
    io,
    path::{Path, PathBuf},
};

use super::{
    Flaw, StoreError,
    disk::Disk,
    manifest::{self, Obscure, State},
    saving::{Saving, copy, hash_of, is_there, remove_generation},
    session::SessionId,
    system::Failed,
    writing::{self, PATIENCE, Writing},
};
use crate::model::Time;

/// A save that was cut short, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutShort {
    /// When it had begun.
    pub begun: Option<Time>,
    /// Did the project become what was saved, or is it what it was before?
    pub outcome: Outcome,
    /// Files that somebody else has changed since, relative to the project's folder: they are as
    /// they were left, and what was to be saved is kept in the folder of the generation.
    pub left: Vec<PathBuf>,
}

/// What became of a save that was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All of its files are the new ones.
    Finished,
    /// All of its files are the old ones.
    TakenBack,
    /// It is read as if it were finished, but nothing can be written in the folder.
    InReading,
}

impl fmt::Display for CutShort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.outcome {
            Outcome::Finished => "A save that was cut short was finished",
            Outcome::TakenBack => {
                "A save that was cut short was taken back: nothing of it is there"
            }
            Outcome::InReading => {
                "A save was cut short; it is shown whole, but its files can’t be put in place here"
            }
        })?;
        if !self.left.is_empty() {
            let files: Vec<String> =
                self.left.iter().map(|file| file.display().to_string()).collect();
            write!(f, ", but for what was changed since: {}", files.join(", "))?;
        }
        Ok(())
    }
}

/// Brings the folder into one state, and keeps others from writing to it while the result lives.
pub(super) fn before_reading(disk: &mut Disk) -> (Vec<CutShort>, Option<File>) {
    let unfinished = unfinished(disk);
    if unfinished.is_empty() {
        return (Vec::new(), writing::share(disk, PATIENCE));
    }
    // Where nothing can be written, or the save still runs, it is not for this program to finish.
    let session = SessionId::from_bits(0);
    let held = Writing::begin(disk, &session, PATIENCE);
    // What can't be finished is said when it is in the way: of the next save.
    let done = held.ok().map(|held| finish_all(disk, &held).0);
    let shared = writing::share(disk, PATIENCE);
    let mut recovered = done.unwrap_or_default();
    recovered.extend(read_as_finished(disk));
    (recovered, shared)
}

/// Finishes or takes back every save of this machine that was cut short. The error is of the first
/// that could not be: until it is, nothing may be written over what it has half done.
pub(super) fn finish_all(disk: &Disk, _held: &Writing) -> (Vec<CutShort>, Result<(), StoreError>) {
    let mut recovered = Vec::new();
    let mut outcome = Ok(());
    for (number, state) in unfinished(disk) {
        match finish(disk, number, state) {
            Ok(one) => recovered.extend(one),
            Err(error) => outcome = outcome.and(Err(error)),
        }
    }
    (recovered, outcome)
}

fn finish(disk: &Disk, number: u64, state: Option<State>) -> Result<Option<CutShort>, StoreError> {
    let Some(state) = state else { return remove_bare(disk, number).map(|()| None) };
    let manifest = match manifest::understand(disk, number, state) {
        Err(obscure) => return pass_over(disk, number, state, obscure).map(|()| None),
        Ok(manifest) => manifest,
    };
    let saving = Saving { disk, number, manifest: &manifest };
    let (outcome, left) = match state {
        State::Decided => (Outcome::Finished, forward(&saving).map_err(unwritten)?),
        State::TakenBack => {
            saving.take_back().map_err(unwritten)?;
            (Outcome::TakenBack, Vec::new())
        }
        State::Begun | State::Done => {
            saving.sweep().map_err(unwritten)?;
            (Outcome::TakenBack, Vec::new())
        }
    };
    Ok(Some(CutShort { begun: manifest.time.parse().ok(), outcome, left }))
}

/// Leaves a save alone that can't be understood. Only one that is torn before anything rested on it
/// is removed; one that may have replaced some files already keeps the old ones, and stays.
fn pass_over(disk: &Disk, number: u64, state: State, obscure: Obscure) -> Result<(), StoreError> {
    let path = disk.path(&manifest::folder(number).join(state.file()));
    match (state, obscure) {
        (State::Begun, Obscure::Torn) => remove_bare(disk, number),
        (_, Obscure::Elsewhere) | (State::Begun, _) => Ok(()),
        (_, Obscure::Newer(format)) => {
            Err(StoreError::Flawed { path, flaw: Flaw::Newer { format } })
        }
        (_, Obscure::Unread(source)) => Err(StoreError::Read { path, source }),
        (_, Obscure::Torn) => {
            let source = io::Error::other("an unfinished save is described here, and it is torn");
            Err(StoreError::Read { path, source })
        }
    }
}

/// Removes a generation that keeps nothing. A manifest is synced before there is anything beside it:
/// where there is, it is not a power cut that took the manifest away, but a program that syncs files
/// has yet to bring it.
fn remove_bare(disk: &Disk, number: u64) -> Result<(), StoreError> {
    let entries = disk.entries(&manifest::folder(number)).unwrap_or_default();
    if entries.iter().all(|entry| State::is_file(Path::new(&entry.name))) {
        remove_generation(disk, number).map_err(unwritten)?;
    }
    Ok(())
}

fn unwritten((path, source): Failed) -> StoreError {
    StoreError::Write { path, source }
}

/// Returns the saves that are not done.
fn unfinished(disk: &Disk) -> Vec<(u64, Option<State>)> {
    let mut all = manifest::all(disk);
    all.retain(|(_, state)| *state != Some(State::Done));
    all
}

/// Puts everything into its place that is not there yet, and returns the files that somebody else has
/// changed in between.
fn forward(saving: &Saving<'_>) -> Result<Vec<PathBuf>, Failed> {
    let (disk, system) = (saving.disk, saving.disk.system());
    let mut left = Vec::new();
    for (index, write) in saving.manifest.writes.iter().enumerate() {
        let target = saving.target(write)?;
        let temporary = saving.temporary(index, &target);
        let failed = |error| (target.clone(), error);
        if !is_there(&temporary) {
            continue;
        }
        let now = hash_of(&target).map_err(failed)?;
        if now == write.old {
            system.rename(&temporary, &target).map_err(failed)?;
        } else if now == write.new {
            system.remove(&temporary).map_err(failed)?;
        } else {
            let name = format!("unsaved-{}", super::saving::kept_name(saving.manifest, index));
            keep_unsaved(disk, &temporary, &saving.folder().join(name)).map_err(failed)?;
            left.push(write.file.clone());
        }
    }
    for one in &saving.manifest.moves {
        let (from, to) = (disk.path(&one.from), disk.path(&one.to));
        if is_there(&from) && !is_there(&to) {
            system.rename(&from, &to).map_err(|error| (from, error))?;
        }
    }
    saving.sync_touched()?;
    saving.finish();
    Ok(left)
}

/// Keeps what was to be saved; the file that it was for may be a link to another disk.
fn keep_unsaved(disk: &Disk, temporary: &Path, kept: &Path) -> io::Result<()> {
    match disk.system().rename(temporary, kept) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            if is_there(kept) {
                disk.system().remove(kept)?;
            }
            copy(disk, temporary, kept)?;
            disk.system().remove(temporary)
        }
        renamed => renamed,
    }
}

/// Reads the files of saves that could not be finished as if they were.
fn read_as_finished(disk: &mut Disk) -> Vec<CutShort> {
    let mut recovered = Vec::new();
    for (number, state) in unfinished(disk) {
        let Some(state @ (State::Decided | State::TakenBack)) = state else { continue };
        let Some(manifest) = manifest::read(disk, number, state) else { continue };
        let saving = Saving { disk, number, manifest: &manifest };
        let instead = match state {
            State::Decided => as_new(&saving),
            _ => as_old(&saving),
        };
        if instead.is_empty() {
            continue;
        }
        for (file, other) in instead {
            disk.read_instead(file, other);
        }
        let begun = manifest.time.parse().ok();
        recovered.push(CutShort { begun, outcome: Outcome::InReading, left: Vec::new() });
    }
    recovered
}

fn as_new(saving: &Saving<'_>) -> Vec<(PathBuf, Option<PathBuf>)> {
    let writes = saving.manifest.writes.iter().enumerate().filter_map(|(index, write)| {
        let target = saving.target(write).ok()?;
        let temporary = saving.temporary(index, &target);
        let is_waiting = is_there(&temporary) && hash_of(&target).is_ok_and(|now| now == write.old);
        is_waiting.then(|| (write.file.clone(), Some(temporary)))
    });
    let moves = saving.manifest.moves.iter().filter(|one| !is_there(&saving.disk.path(&one.to)));
    writes.chain(moves.map(|one| (one.from.clone(), None))).collect()
}

fn as_old(saving: &Saving<'_>) -> Vec<(PathBuf, Option<PathBuf>)> {
    let writes = saving.manifest.writes.iter().enumerate().filter_map(|(index, write)| {
        let target = saving.target(write).ok()?;
        let is_new = write.old != write.new && hash_of(&target).is_ok_and(|now| now == write.new);
        let kept = write.old.map(|_| saving.kept(index));
        is_new.then(|| (write.file.clone(), kept))
    });
    let moves = saving.manifest.moves.iter().filter(|one| {
        is_there(&saving.disk.path(&one.to)) && !is_there(&saving.disk.path(&one.from))
    });
    let in_trash = |one: &manifest::Move| (one.from.clone(), Some(saving.disk.path(&one.to)));
    writes.chain(moves.map(in_trash)).collect()
}
