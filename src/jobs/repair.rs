//! Mending the damaged files of a project.

use std::{
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use super::{JobError, Stamps, merge_sides, open_project, project::check_can_look};
use crate::store::{
    self, Flaw, Problem, ProblemKind, RepairOutcome, Repaired, Repairing, StoreError,
};

/// What to do about a file that could not be repaired.
const BEYOND_REPAIR: &str = "It could not be repaired and was left as it is. `postil restore PROJECT` \
     lists the earlier states that are kept; or correct it with a text editor";

/// Saves what is whole in the files of a project that are given, or in all that are damaged, and says
/// what became of each. The old files are kept in the trash. Where no files are given, what no repair
/// can help is in the result as well: a text that is missing or another.
pub fn repair(
    project: &Path,
    files: &[PathBuf],
    repairing: Repairing,
) -> Result<Vec<Repaired>, JobError> {
    check_can_look(project)?;
    let mut repaired = store::repair(project, files, repairing)?;
    for one in &mut repaired {
        // That it is to be repaired is no hint where just this was tried.
        if let RepairOutcome::Left { hint, .. } = &mut one.outcome
            && hint.contains("`postil repair`")
        {
            BEYOND_REPAIR.clone_into(hint);
        }
    }
    let is_double = |one: &&mut Repaired| matches!(one.outcome, RepairOutcome::TwoSides);
    for one in repaired.iter_mut().filter(is_double) {
        if let Some(flaw) = flawed_side(project, &one.file) {
            let (message, hint) = (flaw.to_string(), flaw.hint().to_owned());
            one.outcome = RepairOutcome::Left { message, hint };
        }
    }
    if files.is_empty() {
        let beyond = beyond_repair(project, &repaired);
        repaired.extend(beyond);
    }
    Ok(repaired)
}

/// Returns what is wrong in one of the sides of a file that has two: no merge makes one of them then.
fn flawed_side(project: &Path, file: &Path) -> Option<Flaw> {
    let tried = merge_sides(project, &[file.to_owned()], Repairing::Told, &Stamps::live());
    match tried.ok()?.pop()? {
        (_, Err(JobError::Store(StoreError::Flawed { flaw, .. }))) => Some(flaw),
        _ => None,
    }
}

/// Returns the files that are missing or not what they were, and that no repair has looked at.
fn beyond_repair(project: &Path, repaired: &[Repaired]) -> Vec<Repaired> {
    // A project that can't be opened has a damaged file, which was told of already.
    let opened = open_project(project, None, &|_| {}, &AtomicBool::new(false));
    let problems = opened.map(|opened| opened.problems).unwrap_or_default();
    let is_new = |problem: &Problem| {
        let is_broken = matches!(
            problem.kind,
            ProblemKind::Damaged
                | ProblemKind::Missing
                | ProblemKind::TextChanged
                | ProblemKind::Outside
                | ProblemKind::Unreadable
        );
        is_broken && repaired.iter().all(|one| one.file != problem.path)
    };
    let left = |problem: Problem| Repaired {
        file: problem.path,
        outcome: RepairOutcome::Left { message: problem.message, hint: problem.hint },
    };
    problems.into_iter().filter(is_new).map(left).collect()
}
