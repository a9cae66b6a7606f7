//! Going back to an earlier state of a project's files: a save like any other, so that it can be
//! taken back in turn.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    Saved, StoreError, atomic,
    commit::outcome,
    disk::Disk,
    folder::new_session,
    generations::{self, Changed},
    manifest::{self, Manifest, Move, Write},
    names,
    plan::{Planned, held},
    recover::finish_all,
    saving::{Order, carry_out, hash_of},
    system, trash,
    writing::{PATIENCE, Writing},
};

/// What going back does to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Going {
    /// Relative to the project's folder.
    pub file: PathBuf,
    /// Where it goes.
    pub to: GoingTo,
    /// Has it been changed since the last save, by another program?
    pub is_changed_since: bool,
}

/// Where a file goes when a project goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoingTo {
    /// It holds again what it held.
    Before,
    /// It was not there then: it goes to the trash.
    Trash,
}

/// What becomes of files that another program has changed since the last save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangedSince {
    /// Nothing is done.
    Refused,
    /// They are replaced, and what they hold is kept as of any save.
    Replaced,
}

/// Returns what [`restore`] would do to the project in `root`.
pub fn preview_restore(
    root: &Path,
    number: u64,
    only: &[PathBuf],
) -> Result<Vec<Going>, StoreError> {
    let disk = disk(root)?;
    Ok(goings(&disk, number, only)?.into_iter().map(|(going, _)| going).collect())
}

/// Makes the files of the project in `root` what they were before the save with this number, in one
/// step; where files are named, these alone.
pub fn restore(
    root: &Path,
    number: u64,
    only: &[PathBuf],
    changed_since: ChangedSince,
) -> Result<Saved, StoreError> {
    restore_on(&disk(root)?, number, only, changed_since)
}

/// Does the work of [`restore`] on `disk`.
pub(super) fn restore_on(
    disk: &Disk,
    number: u64,
    only: &[PathBuf],
    changed_since: ChangedSince,
) -> Result<Saved, StoreError> {
    let session = new_session();
    let held = Writing::begin(disk, &session, PATIENCE).map_err(StoreError::nothing_saved)?;
    finish_all(disk, &held).1?;
    let goings = goings(disk, number, only)?;
    let changed = goings.iter().filter(|(going, _)| going.is_changed_since);
    let paths: Vec<PathBuf> = changed.map(|(going, _)| disk.path(&going.file)).collect();
    if !paths.is_empty() && changed_since == ChangedSince::Refused {
        return Err(StoreError::ChangedOutside { paths });
    }
    let mut manifest = Manifest::new(&session);
    manifest.what = format!("back to before {number}");
    let order = order(disk, manifest, &goings).map_err(StoreError::nothing_saved)?;
    let planned = Planned { order, as_they_are: Vec::new(), freed: Vec::new() };
    let mut saved = outcome(&planned);
    if !planned.order.is_empty() {
        let generation = manifest::next(disk);
        carry_out(disk, generation, &planned.order, &held).map_err(StoreError::nothing_saved)?;
        generations::prune(disk);
        saved.generation = Some(generation);
    }
    Ok(saved)
}

fn disk(root: &Path) -> Result<Disk, StoreError> {
    Disk::on(system::real(), root)
        .map_err(|source| StoreError::Read { path: root.to_owned(), source })
}

/// Returns what goes back and is not so already, with what its file holds now.
fn goings(disk: &Disk, number: u64, only: &[PathBuf]) -> Result<Vec<(Going, Changed)>, StoreError> {
    let generations = generations::all(disk);
    if !generations.iter().any(|generation| generation.number == number) {
        return Err(StoreError::NoGeneration { number, path: disk.root().to_owned() });
    }
    let before = generations::before(&generations, number);
    let is_meant = |file: &Path| only.is_empty() || only.iter().any(|one| file.starts_with(one));
    let mut goings = Vec::new();
    for (file, changed) in before.into_iter().filter(|(file, _)| is_meant(file)) {
        let path = disk.path(&file);
        let now = hash_of(&path).map_err(|source| StoreError::Read { path, source })?;
        if now != changed.before {
            let to = if changed.before.is_some() { GoingTo::Before } else { GoingTo::Trash };
            let is_changed_since = now != changed.after;
            goings.push((Going { file, to, is_changed_since }, Changed { after: now, ..changed }));
        }
    }
    Ok(goings)
}

fn order(
    disk: &Disk,
    mut manifest: Manifest,
    goings: &[(Going, Changed)],
) -> Result<Order<'static>, StoreError> {
    let mut contents = Vec::new();
    let mut removed = BTreeSet::new();
    for (going, changed) in goings {
        let path = disk.path(&going.file);
        if disk.leads_out(&going.file) {
            return Err(StoreError::LeadsOut { path });
        }
        if atomic::is_read_only(&path) {
            return Err(StoreError::ReadOnly { path });
        }
        if going.to == GoingTo::Trash {
            removed.insert(going.file.clone());
            continue;
        }
        contents.push(kept(disk, changed)?.into());
        let (file, old, new) = (going.file.clone(), changed.after, changed.before);
        manifest.writes.push(Write { file, old, new });
    }
    manifest.moves = moves(disk, &removed)?;
    Ok(Order { manifest, contents })
}

/// Returns what a file held, if it is still what was kept.
fn kept(disk: &Disk, changed: &Changed) -> Result<Vec<u8>, StoreError> {
    let path = disk.path(&changed.kept);
    let bytes = disk
        .read(&changed.kept)
        .map_err(|error| StoreError::Read { path: path.clone(), source: error.into_io() })?;
    if Some(blake3::hash(&bytes)) == changed.before {
        return Ok(bytes);
    }
    let source = io::Error::other("it is not what was kept");
    Err(StoreError::Read { path, source })
}

/// Puts files aside: an article of which nothing stays goes as a whole, since an empty folder would
/// be one that is damaged.
fn moves(disk: &Disk, removed: &BTreeSet<PathBuf>) -> Result<Vec<Move>, StoreError> {
    let trash = trash::free_folder(disk, "restored");
    let mut moves: Vec<Move> = Vec::new();
    for file in removed {
        if moves.iter().any(|one| file.starts_with(&one.from)) {
            continue;
        }
        let whole = file.parent().filter(|folder| folder.starts_with(names::ARTICLES));
        let whole = whole.and_then(|folder| all_of(disk, folder, removed));
        let from = whole.unwrap_or(file);
        let path = disk.path(from);
        let files = held(&path, from).map_err(|source| StoreError::Read { path, source })?;
        moves.push(Move { from: from.to_owned(), to: trash.join(from), files });
    }
    Ok(moves)
}

fn all_of<'a>(disk: &Disk, folder: &'a Path, removed: &BTreeSet<PathBuf>) -> Option<&'a Path> {
    let mut entries = fs::read_dir(disk.path(folder)).ok()?;
    let is_removed = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| removed.contains(&folder.join(entry.file_name())))
    };
    entries.all(is_removed).then_some(folder)
}
