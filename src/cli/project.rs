//! Opening a project for the commands that need one.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use super::{Outcome, given::as_given, say};
use crate::{
    jobs::{self, JobError},
    store::{Opened, Problem},
};

/// Opens a project and says what is odd in it.
pub(super) fn open(path: &Path) -> Result<Opened, JobError> {
    let opened = jobs::open_project(path, None, &|_| {}, &AtomicBool::new(false))
        .map_err(|error| as_given(error, path))?;
    for recovered in &opened.recovered {
        say::warning_line(recovered);
    }
    warn_of(&opened.problems, path);
    Ok(opened)
}

/// Tells the problems of a project, and in one line all spans of a file about which the same is to be
/// done.
fn warn_of(problems: &[Problem], path: &Path) {
    let (spans, others): (Vec<&Problem>, Vec<&Problem>) =
        problems.iter().partition(|problem| problem.of_spans(1).is_some());
    let folder = folder(path);
    let mut others = others.into_iter().peekable();
    while let Some(problem) = others.next() {
        say::warning_line(format!("{}: {}", problem.message, folder.join(&problem.path).display()));
        // What is the same for several stands once.
        if others.peek().is_none_or(|next| next.hint != problem.hint) {
            say::hint_line(&problem.hint);
        }
    }
    let mut alike: BTreeMap<(&str, &Path), Vec<&Problem>> = BTreeMap::new();
    for problem in spans {
        alike.entry((&problem.hint, &problem.path)).or_default().push(problem);
    }
    let mut alike = alike.into_iter().peekable();
    while let Some(((hint, file), spans)) = alike.next() {
        if let Some(line) = spans.first().and_then(|one| one.of_spans(spans.len())) {
            say::warning_line(format!("{line}: {}", folder.join(file).display()));
        }
        if alike.peek().is_none_or(|((next, _), _)| *next != hint) {
            say::hint_line(hint);
        }
    }
}

/// Returns a project's folder as it was named, by itself or by its `project.ron`.
pub(super) fn folder(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_owned() } else { path.parent().unwrap_or(path).to_owned() }
}

/// Returns what a command that shows a project ends with: problems, if a part of it could not be
/// read and so is not in the result.
pub(super) fn outcome_of(opened: &Opened) -> Outcome {
    let is_partial = opened.problems.iter().any(|problem| problem.leaves_out());
    if is_partial { Outcome::PROBLEMS } else { Outcome::FINE }
}
