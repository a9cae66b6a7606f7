//! Making one of the two sides that git or a syncing program left of a file.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{JobError, Stamps, asked::PROJECT_FILE, project::check_can_look};
use crate::{
    model::{
        Conflict,
        merge::{OpenConflict, merge, standing},
    },
    store::{self, Mending, Opened, ProblemKind, Repairing},
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

/// Where the parts of a merged file are now, relative to the project's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The file as it was.
    pub kept: PathBuf,
    /// The second copy, where there was one.
    pub copy: Option<PathBuf>,
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

/// Merges the two sides of the files of a project that are given, or of all that have two, in one step
/// that is kept among the earlier states. A file with one side is passed over, and one that can't be
/// merged keeps none of the others from it.
pub fn merge_sides(
    project: &Path,
    files: &[PathBuf],
    merging: Repairing,
    stamps: &Stamps,
) -> Result<Vec<Tried>, JobError> {
    check_can_look(project)?;
    let mut mending = Mending::of(project)?;
    let (mut all, mut met) = (Vec::new(), BTreeSet::new());
    loop {
        // Opened anew each time: what one merge makes readable may have two sides further down.
        let opened = mending.open()?;
        if met.is_empty() {
            files.iter().try_for_each(|file| check_is_within(&opened, file))?;
        }
        let mut with_two = if files.is_empty() { with_two_sides(&opened) } else { files.to_vec() };
        // It keeps what the others leave undecided.
        with_two.sort_by_key(|file| !file.ends_with(PROJECT_FILE));
        let next = with_two.into_iter().find(|file| !met.contains(file));
        let Some(file) = next else { break };
        let one = merge_one(&mut mending, &opened, &file, stamps).transpose();
        all.extend(one.map(|one| (file.clone(), one)));
        met.insert(file);
    }
    if merging == Repairing::Done {
        let merged = all.iter().filter_map(|(_, one)| Some(one.as_ref().ok()?.file.as_path()));
        let merged: BTreeSet<&Path> = merged.collect();
        let folder = mending.carry_out("merge", &merged.into_iter().collect::<Vec<_>>())?;
        if let Some(folder) = folder {
            for one in all.iter_mut().filter_map(|(_, one)| one.as_mut().ok()) {
                let copy = one.copy.as_ref().map(|copy| folder.join(copy));
                one.settled = Some(Settled { kept: folder.join(&one.file), copy });
            }
        }
    }
    Ok(all)
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
    mending: &mut Mending,
    opened: &Opened,
    file: &Path,
    stamps: &Stamps,
) -> Result<Option<MergedSides>, JobError> {
    let Some(sides) = store::sides(mending, &opened.project, file)? else { return Ok(None) };
    let merged = merge(&sides.base, &sides.ours, &sides.theirs, stamps.now());
    mending.settle(opened, &sides, &merged.project)?;
    let undecided = |open: OpenConflict| Undecided {
        ours: standing(&merged.project, open.layer.as_ref(), &open.conflict),
        conflict: open.conflict,
    };
    let conflicts = merged.conflicts.into_iter().map(undecided).collect();
    Ok(Some(MergedSides { file: sides.file, copy: sides.copy, conflicts, settled: None }))
}
