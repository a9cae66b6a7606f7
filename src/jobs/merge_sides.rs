//! Making one of the two sides that git or a syncing program left of a file.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use super::{JobError, Stamps, asked::PROJECT_FILE, open_project, save};
use crate::{
    model::{
        Conflict,
        merge::{Open, merge, standing},
    },
    store::{self, Flaw, Opened, ProblemKind, Repairing, Settled, StoreError},
};

/// What became of a file with two sides.
#[derive(Clone, Debug)]
pub struct MergedSides {
    /// The file, relative to the project's folder.
    pub file: PathBuf,
    /// The second copy, where there was one.
    pub copy: Option<PathBuf>,
    /// What both sides changed; ours stands, and the project keeps theirs.
    pub conflicts: Vec<Undecided>,
    /// Where the sides are kept; `None` where nothing was written.
    pub settled: Option<Settled>,
}

/// What both sides changed, each in its own way.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// What it is about, and what theirs is.
    pub conflict: Conflict,
    /// What ours is, as RON text; `None` where what it is about is not there.
    pub ours: Option<String>,
}

/// A file with two sides, and what became of it.
pub type Tried = (PathBuf, Result<MergedSides, JobError>);

/// Merges the two sides of the files of a project that are given, or of all that have two. A file
/// with one side is passed over, and one that can't be merged keeps none of the others from it.
pub fn merge_sides(
    project: &Path,
    files: &[PathBuf],
    merging: Repairing,
    stamps: &Stamps,
) -> Result<Vec<Tried>, JobError> {
    let (mut merged, mut met) = (Vec::new(), BTreeSet::new());
    loop {
        // Opened anew each time: what one merge makes readable may have two sides further down.
        let opened = open_project(project, None, &|_| {}, &AtomicBool::new(false))?;
        if met.is_empty() {
            files.iter().try_for_each(|file| check_is_within(&opened, file))?;
        }
        let with_two = if files.is_empty() { with_two_sides(&opened) } else { files.to_vec() };
        let next = with_two.into_iter().find(|file| !met.contains(file));
        let Some(file) = next else { return Ok(merged) };
        let one = merge_one(project, &opened, &file, merging, stamps).transpose();
        merged.extend(one.map(|one| (file.clone(), one)));
        met.insert(file);
    }
}

/// Returns the files that hold both sides of a conflict, and the second copies.
fn with_two_sides(opened: &Opened) -> Vec<PathBuf> {
    let problems = opened.problems.iter();
    let two = problems
        .filter(|one| matches!(one.kind, ProblemKind::Conflict | ProblemKind::ConflictCopy));
    two.map(|problem| problem.path.clone()).collect()
}

/// Refuses a file that is not there or not in the project's folder, however it was named: from where
/// we are, or from that folder.
fn check_is_within(opened: &Opened, file: &Path) -> Result<(), JobError> {
    let root = opened.folder.path();
    let root = root.canonicalize().map_err(|error| JobError::reading(root, error))?;
    let named = [root.join(file), file.to_owned()].into_iter();
    let mut found = named.filter_map(|path| path.canonicalize().ok());
    if found.any(|path| path.starts_with(&root)) {
        return Ok(());
    }
    Err(JobError::Unknown {
        noun: "file with two sides",
        id: file.display().to_string(),
        known: with_two_sides(opened).iter().map(|file| file.display().to_string()).collect(),
    })
}

fn merge_one(
    project: &Path,
    opened: &Opened,
    file: &Path,
    merging: Repairing,
    stamps: &Stamps,
) -> Result<Option<MergedSides>, JobError> {
    let sides = store::sides(project, &opened.project, file);
    let Some(sides) = sides.map_err(|error| of_side(error, opened))? else {
        return Ok(None);
    };
    let merged = merge(&sides.base, &sides.ours, &sides.theirs, stamps.now());
    let has_conflicts = merged.project.conflicts() != opened.project.conflicts();
    // `project.ron` takes its own conflicts along.
    let is_own = sides.file == Path::new(PROJECT_FILE);
    if merging == Repairing::Done && has_conflicts && !is_own {
        // Before their side goes to the trash, where nobody would look for it.
        keep_conflicts(project, merged.project.conflicts())?;
    }
    let settled = match merging {
        Repairing::Done => Some(sides.settle(&merged.project)?),
        Repairing::Told => None,
    };
    let undecided = |open: Open| Undecided {
        ours: standing(&merged.project, open.layer.as_ref(), &open.conflict),
        conflict: open.conflict,
    };
    let conflicts = merged.conflicts.into_iter().map(undecided).collect();
    Ok(Some(MergedSides { file: sides.file, copy: sides.copy, conflicts, settled }))
}

/// Says of a fault in one side of a file that it is in a side: its line is none of the file's, and no
/// repair sees it while the other side is there.
fn of_side(error: StoreError, opened: &Opened) -> StoreError {
    let is_parted = |path: &Path| {
        let mut problems = opened.problems.iter();
        problems.any(|one| one.kind == ProblemKind::Conflict && path.ends_with(&one.path))
    };
    match error {
        StoreError::Flawed { path, flaw: Flaw::Syntax { line, column, message } }
            if is_parted(&path) =>
        {
            StoreError::Flawed { path, flaw: Flaw::Side { line, column, message } }
        }
        other => other,
    }
}

/// Keeps in `project.ron` what could not be decided about the shared files.
fn keep_conflicts(project: &Path, conflicts: &[Conflict]) -> Result<(), JobError> {
    let mut opened = open_project(project, None, &|_| {}, &AtomicBool::new(false))?;
    let with = opened.project.clone().with_conflicts(conflicts.to_vec());
    if with != opened.project {
        save(&mut opened.folder, &with)?;
    }
    Ok(())
}
