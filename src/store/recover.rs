//! What a crash cut short, before a project is read: a save that was decided is finished, any other
//! taken back, and nothing of either is left lying about.

use std::{fmt, fs::File, path::PathBuf};

use super::{
    disk::Disk,
    manifest::{self, Manifest, State},
    saving::{Failed, Saving, hash_of, is_there, remove_generation},
    session::SessionId,
    writing::{self, PATIENCE, Writing},
};
use crate::model::Time;

/// A save that was cut short, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
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

impl fmt::Display for Recovered {
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
pub(super) fn before_reading(disk: &mut Disk) -> (Vec<Recovered>, Option<File>) {
    let unfinished = unfinished(disk);
    if unfinished.is_empty() {
        return (Vec::new(), writing::share(disk, PATIENCE));
    }
    // Where nothing can be written, or the save still runs, it is not for this program to finish.
    let session = SessionId::from_bits(0);
    let held = Writing::begin(disk, &session, PATIENCE);
    let done = held.ok().map(|held| finish_all(disk, &held));
    let shared = writing::share(disk, PATIENCE);
    let mut recovered = done.and_then(Result::ok).unwrap_or_default();
    recovered.extend(read_as_finished(disk));
    (recovered, shared)
}

/// Finishes or takes back every save of this machine that was cut short.
pub(super) fn finish_all(disk: &Disk, _held: &Writing) -> Result<Vec<Recovered>, Failed> {
    let mut recovered = Vec::new();
    for (number, state) in unfinished(disk) {
        let Some((state, manifest)) =
            state.and_then(|state| Some((state, manifest::read(disk, number, state)?)))
        else {
            // Torn by a power cut before anything rested on it.
            remove_generation(disk, number)?;
            continue;
        };
        if !is_ours(&manifest) {
            continue;
        }
        let saving = Saving { disk, number, manifest: &manifest };
        let (outcome, left) = match state {
            State::Decided => (Outcome::Finished, forward(&saving)?),
            State::TakenBack => {
                saving.take_back()?;
                (Outcome::TakenBack, Vec::new())
            }
            State::Begun | State::Done => {
                saving.sweep()?;
                (Outcome::TakenBack, Vec::new())
            }
        };
        recovered.push(Recovered { begun: manifest.time.parse().ok(), outcome, left });
    }
    Ok(recovered)
}

/// Returns the saves that are not done.
fn unfinished(disk: &Disk) -> Vec<(u64, Option<State>)> {
    let mut all = manifest::all(disk);
    all.retain(|(_, state)| *state != Some(State::Done));
    all
}

/// Another machine's saves are its own to finish: whether it still runs can't be told from here.
fn is_ours(manifest: &Manifest) -> bool {
    manifest.session.parse::<SessionId>().is_ok_and(|session| session.is_of_this_host())
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
            system.rename(&temporary, &saving.folder().join(name)).map_err(failed)?;
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

/// Reads the files of saves that could not be finished as if they were.
fn read_as_finished(disk: &mut Disk) -> Vec<Recovered> {
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
        recovered.push(Recovered { begun, outcome: Outcome::InReading, left: Vec::new() });
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
    let moved = |one: &manifest::Move| (one.from.clone(), Some(saving.disk.path(&one.to)));
    writes.chain(moves.map(moved)).collect()
}
