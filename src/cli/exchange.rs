//! `import` and `export`.

use std::{io, path::Path};

use super::{
    Done, Outcome,
    args::{Export, Import},
    given::as_given,
    output, project, say, usage,
};
use crate::{
    exchange::{
        CsvOptions,
        jsonl::{ImportError, Problem},
    },
    jobs::{self, ExportFormat, JobError, Stamps, UnknownTags},
    review,
    store::Opened,
};

/// Adds spans from a file, or from the standard input, to a project.
pub(super) fn import(args: &Import) -> Done {
    let mut opened = project::open(&args.project)?;
    let tags = if args.add_tags { UnknownTags::Add } else { UnknownTags::Refuse };
    let stamps = &mut Stamps::live();
    let import = if args.file == Path::new("-") {
        let (stdin, name) = (io::stdin().lock(), Path::new("the standard input"));
        jobs::import_jsonl_from(&opened.project, stdin, name, &args.analyst, tags, stamps)
    } else {
        jobs::import_jsonl(&opened.project, &args.file, &args.analyst, tags, stamps)
    };
    let import = match import {
        Ok(import) => import,
        Err(error) if lacks_tag(&error) => {
            let hint = "Add the tag to the codebook, or let --add-tags add it";
            return Ok(say::failed_with_hint(&error, hint));
        }
        Err(error) => return Err(name_damaged(error, &opened)),
    };
    jobs::apply_and_save(&mut opened, import.edit)
        .map_err(|error| as_given(error, &args.project))?;
    let counts = [(import.spans, "span"), (import.links, "link"), (import.tags_added.len(), "tag")];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, noun)| *count > 0 || *noun == "span")
        .map(|(count, noun)| review::count(count, noun))
        .collect();
    say::done_line(format!("Added {}: {}", counts.join(", "), args.project.display()));
    if import.skipped > 0 {
        let spans = review::count(import.skipped, "span");
        say::done_line(format!("Left out {spans} that the project has already"));
    }
    Ok(Outcome::FINE)
}

/// Is the first thing that is wrong with the lines a tag that the project does not have?
fn lacks_tag(error: &JobError) -> bool {
    let JobError::Import { error: ImportError::Lines(lines), .. } = error else { return false };
    lines.first().is_some_and(|line| matches!(line.problem, Problem::NoTag(_)))
}

/// Tells an article that is not there from one that could not be read.
fn name_damaged(mut error: JobError, opened: &Opened) -> JobError {
    if let JobError::Import { error: ImportError::Lines(lines), .. } = &mut error {
        for line in lines {
            match &line.problem {
                Problem::NoArticle(name) if opened.folder.taken().contains(name) => {
                    line.problem = Problem::DamagedArticle(name.clone());
                }
                _ => {}
            }
        }
    }
    error
}

/// Writes a project's labelled spans to a file, or to the standard output.
pub(super) fn export(args: &Export) -> Done {
    let format = if args.format == "csv" { ExportFormat::Csv } else { ExportFormat::Jsonl };
    let options = CsvOptions { bom: args.bom, harmless: args.harmless };
    if format != ExportFormat::Csv && options != CsvOptions::default() {
        return Ok(usage::wrong(
            "--bom and --harmless are for CSV",
            "Leave them out, or give --format csv",
        ));
    }
    let opened = project::open(&args.project)?;
    let (project, outcome) = (&opened.project, project::outcome_of(&opened));
    let is_whole = outcome == Outcome::FINE;
    let scope = jobs::scope(project, &args.tags, &args.analysts, &args.articles)?;
    let Some(path) = &args.output else {
        output::print(|out| jobs::export_to(project, format, &scope, options, out))?;
        warn_of_faults(&opened, &args.project);
        return Ok(outcome);
    };
    if !is_whole {
        return Ok(refuse_partial(&opened, args, path));
    }
    let count = jobs::export(project, format, &scope, options, path)?;
    warn_of_faults(&opened, &args.project);
    say::done_line(format!("Exported {}: {}", review::count(count, "span"), path.display()));
    Ok(outcome)
}

/// Says that a file stays as it is, in place of a result that lacks what could not be read.
fn refuse_partial(opened: &Opened, args: &Export, path: &Path) -> Outcome {
    let folder = project::folder(&args.project);
    let left_out = opened.problems.iter().filter(|problem| problem.leaves_out());
    let files: Vec<String> =
        left_out.map(|problem| folder.join(&problem.path).display().to_string()).collect();
    let (what, files) = (path.display(), files.join(", "));
    say::error_line(format!("Nothing was written to {what}, for these can't be read: {files}"));
    say::hint_line("Mend them, or export to the standard output (without -o) what can be read");
    Outcome::PROBLEMS
}

/// Says how much `check` would say of a project whose spans were exported all the same.
fn warn_of_faults(opened: &Opened, path: &Path) {
    let faults = jobs::check_opened(opened).len();
    if faults > 0 {
        let problems = review::count(faults, "problem");
        say::warning_line(format!("The project has {problems}: {}", path.display()));
        say::hint_line(format!("`postil check {}` lists them", path.display()));
    }
}
