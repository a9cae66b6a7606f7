//! `import` and `export`.

use std::{io, path::Path};

use super::{
    Done, Outcome,
    args::{Export, Import},
    output, project, say, usage,
};
use crate::{
    exchange::{
        CsvOptions,
        jsonl::{ImportError, Problem},
    },
    jobs::{self, ExportFormat, JobError, Stamps, UnknownTags},
    review,
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
        Err(error) => return Err(error),
    };
    jobs::apply_and_save(&mut opened, import.edit)?;
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
    let scope = jobs::scope(project, &args.tags, &args.analysts, &args.articles)?;
    let Some(path) = &args.output else {
        output::print(|out| jobs::export_to(project, format, &scope, options, out))?;
        return Ok(outcome);
    };
    let count = jobs::export(project, format, &scope, options, path)?;
    say::done_line(format!("Exported {}: {}", review::count(count, "span"), path.display()));
    Ok(outcome)
}
