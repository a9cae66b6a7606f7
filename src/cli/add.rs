//! `new` and `add`: article files in, and what became of each.

use std::{
    io::{self, Write},
    path::PathBuf,
    sync::atomic::AtomicBool,
};

use serde_json::{Value, json};

use super::{
    Done, Outcome,
    args::{Add, How, New},
    given::as_given,
    output,
    project::open,
    say,
};
use crate::{
    articles::{Encoding, Extent},
    jobs::{self, ArticlesRead, JobError, ReadOptions, Stamps},
    model::Project,
    review::count,
};

/// What to do about a file that goes beyond a limit.
const RAISE: &str =
    "If you trust the file, raise the limit (`--limit 10`); else split it, or save its text";

/// So many of the files that were passed over are named.
const NAMED: usize = 5;

/// Makes a project of the articles that can be read; if none can, no project.
pub(super) fn new(args: &New) -> Done {
    jobs::check_is_free(&args.project)?;
    let options = match options(&args.how) {
        Ok(options) => options,
        Err(outcome) => return Ok(outcome),
    };
    let stamps = Stamps::live();
    let mut read = read(&args.articles, None, &|_| false, options, &stamps);
    let articles = std::mem::take(&mut read.articles);
    let report = Report::new(&read, &articles);
    if articles.is_empty() {
        return report.finish(args.json, None);
    }
    let made = jobs::new_project(&args.project, &args.title, &args.analyst, articles, &stamps)?;
    let made = count(made.0.articles().len(), "article");
    let done = format!("Made a project with {made}: {}", args.project.display());
    report.finish(args.json, Some(done))
}

/// Adds the articles that can be read to a project.
pub(super) fn add(args: &Add) -> Done {
    let mut opened = open(&args.project)?;
    let options = match options(&args.how) {
        Ok(options) => options,
        Err(outcome) => return Ok(outcome),
    };
    let is_taken = |id: &str| !opened.folder.takes_article_id(id);
    let project = Some(&opened.project);
    let mut read = read(&args.articles, project, &is_taken, options, &Stamps::live());
    let articles = std::mem::take(&mut read.articles);
    let report = Report::new(&read, &articles);
    let added = count(articles.len(), "article");
    if !articles.is_empty() {
        jobs::add(&mut opened, articles).map_err(|error| as_given(error, &args.project))?;
    }
    let done = format!("Added {added}: {}", args.project.display());
    report.finish(args.json, Some(done))
}

fn read(
    paths: &[PathBuf],
    project: Option<&Project>,
    is_taken: &dyn Fn(&str) -> bool,
    options: ReadOptions,
    stamps: &Stamps,
) -> ArticlesRead {
    let never = AtomicBool::new(false);
    jobs::read_articles(paths, project, is_taken, stamps.now(), options, &|_, _| {}, &never)
}

/// Returns how the files are to be read; says what is wrong with what was asked.
pub(super) fn options(how: &How) -> Result<ReadOptions, Outcome> {
    let mut options = ReadOptions { limit: how.limit, ..ReadOptions::default() };
    if let Some(label) = &how.encoding {
        let Some(encoding) = Encoding::named(label) else {
            let names: Vec<_> = Encoding::all().into_iter().map(Encoding::name).collect();
            let hint = format!("These are known: {}", names.join(", "));
            say::error_line(format!("There is no encoding `{label}`"));
            say::hint_line(hint);
            return Err(Outcome::Exit(2));
        };
        options.encoding = Some(encoding);
    }
    options.extent = how.extent.as_deref().and_then(Extent::named);
    Ok(options)
}

/// Says why a file can't be read.
pub(super) fn say_failed(error: &JobError) -> Outcome {
    match error {
        JobError::Article { error: limit, .. } if limit.is_limit() => {
            say::failed_with_hint(error, RAISE)
        }
        _ => say::failed(error),
    }
}

/// What became of each file, for people and for programs.
struct Report<'a> {
    read: &'a ArticlesRead,
    /// The new articles, by their files.
    added: Vec<Value>,
}

impl<'a> Report<'a> {
    fn new(read: &'a ArticlesRead, articles: &[crate::model::Article]) -> Self {
        let added = articles.iter().zip(&read.files).map(|(article, file)| {
            let version = article.newest();
            json!({
                "file": file.to_string_lossy(),
                "article": article.id.as_str(),
                "title": article.title,
                "reader": version.map_or("", |version| &version.reader),
                "encoding": version.map_or("", |version| &version.encoding),
                "words": article.fact("words").parse::<u64>().unwrap_or_default(),
                "warnings": version.map_or(&[][..], |version| &version.warnings),
            })
        });
        Self { read, added: added.collect() }
    }

    /// Says what became of the files, and then what was done. Fails softly where some could not be
    /// read, and as the worst of them did where none could.
    fn finish(self, as_json: bool, done: Option<String>) -> Done {
        if as_json {
            let all = self.json();
            output::print(|out: &mut dyn Write| -> io::Result<()> { writeln!(out, "{all}") })?;
        }
        self.say();
        if let Some(done) = done {
            say::done_line(done);
        }
        let worst = self.read.failed.iter().map(|(_, error)| error.kind()).max();
        let Some(worst) = worst else { return Ok(Outcome::FINE) };
        let is_any = !self.added.is_empty() || !self.read.skipped.is_empty();
        Ok(if is_any { Outcome::PROBLEMS } else { Outcome::Exit(worst.exit_code()) })
    }

    fn say(&self) {
        for (path, article) in &self.read.skipped {
            let path = path.display();
            say::warning_line(format!(
                "The article `{article}` has the same text; left out: {path}"
            ));
        }
        for (path, warning) in &self.read.warnings {
            say::warning_line(format!("{warning}: {}", path.display()));
        }
        for (_, error) in &self.read.failed {
            say_failed(error);
        }
        let passed = self.read.passed_over.len();
        if passed > 0 {
            let files = count(passed, "file");
            let first: Vec<_> = self.read.passed_over.iter().take(NAMED).collect();
            let names: Vec<_> = first.iter().map(|path| path.display().to_string()).collect();
            let more = if passed > NAMED { ", …" } else { "" };
            say::warning_line(format!(
                "{files} without an article’s ending left out: {}{more}",
                names.join(", ")
            ));
        }
        let (skipped, failed) = (self.read.skipped.len(), self.read.failed.len());
        if skipped + failed > 0 {
            let read = count(self.added.len(), "file");
            say::done_line(format!("{read} read, {skipped} skipped, {failed} failed"));
        }
    }

    fn json(&self) -> Value {
        let skipped = self.read.skipped.iter().map(|(path, article)| {
            json!({ "file": path.to_string_lossy(), "article": article.as_str() })
        });
        let failed = self.read.failed.iter().map(|(path, error): &(PathBuf, JobError)| {
            let hint = error.hint().unwrap_or_default();
            json!({ "file": path.to_string_lossy(), "error": error.to_string(), "hint": hint })
        });
        json!({
            "read": self.added,
            "skipped": skipped.collect::<Vec<_>>(),
            "failed": failed.collect::<Vec<_>>(),
            "passed_over": self.read.passed_over.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
        })
    }
}
