//! `new` and `add`, and opening a project for the other commands.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use super::{
    Done, Outcome,
    args::{Add, New},
    given::as_given,
    say,
};
use crate::{
    jobs::{self, ArticlesRead, ErrorKind, JobError, Stamps},
    model::{Article, Project},
    review,
    store::{Opened, Problem},
};

/// Makes a project; if any article can't be read, none.
pub(super) fn new(args: &New) -> Done {
    jobs::check_is_free(&args.project)?;
    let stamps = Stamps::live();
    let articles = match read(&args.articles, None, &|_| false, &stamps) {
        Ok(articles) => articles,
        Err(outcome) => return Ok(outcome),
    };
    let made = jobs::new_project(&args.project, &args.title, &args.analyst, articles, &stamps)?;
    let (project, _) = made;
    let count = review::count(project.articles().len(), "article");
    say::done_line(format!("Made a project with {count}: {}", args.project.display()));
    Ok(Outcome::FINE)
}

/// Adds articles to a project; if any can't be read, none.
pub(super) fn add(args: &Add) -> Done {
    let mut opened = open(&args.project)?;
    let is_taken = |id: &str| !opened.folder.takes_article_id(id);
    let read = read(&args.articles, Some(&opened.project), &is_taken, &Stamps::live());
    let articles = match read {
        Ok(articles) => articles,
        Err(outcome) => return Ok(outcome),
    };
    let count = review::count(articles.len(), "article");
    if !articles.is_empty() {
        jobs::add(&mut opened, articles).map_err(|error| as_given(error, &args.project))?;
    }
    say::done_line(format!("Added {count}: {}", args.project.display()));
    Ok(Outcome::FINE)
}

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

/// Reads articles and says what was left out; if any can't be read, returns with which exit code.
fn read(
    paths: &[PathBuf],
    project: Option<&Project>,
    is_taken: &dyn Fn(&str) -> bool,
    stamps: &Stamps,
) -> Result<Vec<Article>, Outcome> {
    let never = AtomicBool::new(false);
    let read = jobs::read_articles(paths, project, is_taken, stamps.now(), &|_, _| {}, &never);
    let ArticlesRead { articles, failed, skipped, warnings, .. } = read;
    for (path, article) in skipped {
        let why =
            format!("The article `{article}` has the same text; left out: {}", path.display());
        say::warning_line(why);
    }
    for (path, warning) in warnings {
        say::warning_line(format!("{warning}: {}", path.display()));
    }
    let worst = failed.iter().map(|(_, error)| error.kind()).max();
    for (_, error) in &failed {
        say::failed(error);
    }
    worst.map_or(Ok(articles), |kind: ErrorKind| Err(Outcome::Exit(kind.exit_code())))
}
