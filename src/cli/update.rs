//! `update`.

use std::{
    io::{self, Write},
    sync::atomic::AtomicBool,
};

use super::{Done, add, args::Update, given::as_given, output, project, say};
use crate::{
    jobs::{self, CarryReport, JobError, NewText, ReadOptions, SpanCarried, Stamps},
    model::{AnalystId, Article, ArticleId, LayerId, Project, VersionNumber, edit::Edit},
    review,
    text::{carry::How, harmless, quoted, shortened},
};

/// Characters of a span's words that a report shows.
const SHOWN: usize = 80;

/// Adds a new text of an article, and says where each analyst's spans are in it. Those of the named
/// analysts are carried over; all others stay with the text that they were made on.
pub(super) fn update(args: &Update) -> Done {
    let mut opened = project::open(&args.project)?;
    let title = std::slice::from_ref(&args.article);
    let scope = jobs::scope(&opened.project, &[], &args.analysts, title)?;
    let Some(article) = scope.articles.first().and_then(|id| opened.project.article(id)) else {
        return Err(unreadable(&args.article));
    };
    let id = article.id.clone();
    let options = match add::options(&args.how) {
        Ok(options) => options,
        Err(outcome) => return Ok(outcome),
    };
    let (to, added) = match new_version(article, args, options) {
        Err(error @ JobError::Article { .. }) => return Ok(add::say_failed(&error)),
        other => other?,
    };
    let mut after = opened.project.clone();
    let is_new = added.is_some();
    let mut edits = Vec::from_iter(added);
    for edit in &edits {
        after.apply(edit.clone())?;
    }
    let layers = after.layers_of(&id).map(|layer| layer.id.clone());
    let reports: Vec<CarryReport> =
        layers.filter_map(|layer| jobs::carry_report(&after, &layer, to)).collect();
    let is_named = |layer: &LayerId| scope.analysts.contains(&layer.analyst);
    let going = reports.iter().filter(|report| is_named(&report.layer));
    edits.extend(going.filter_map(|report| jobs::carry_edit(&after, report)));
    output::print(|out| print(out, &after, &reports, args))?;
    warn_of_no_layer(&after, &id, &scope.analysts);
    if !args.dry_run && !edits.is_empty() {
        let edit = Edit::Batch(edits);
        jobs::apply_and_save(&mut opened, edit).map_err(|error| as_given(error, &args.project))?;
    }
    if is_new {
        say_added(&id, to, args);
    }
    for report in &reports {
        if is_named(&report.layer) {
            say_carried(&after, report, args);
        } else {
            say_stays(&after, report);
        }
    }
    Ok(project::outcome_of(&opened))
}

/// Reads the file; says so if its text is the one that the article has already.
fn new_version(
    article: &Article,
    args: &Update,
    options: ReadOptions,
) -> Result<(VersionNumber, Option<Edit>), JobError> {
    let from = args.from.display();
    let (time, never) = (Stamps::live().now(), AtomicBool::new(false));
    match jobs::read_version(article, &args.from, options, time, &never)? {
        NewText::Unchanged(number) => {
            say::done_line(format!("The text of `{}` is unchanged: {from}", article.id));
            Ok((number, None))
        }
        NewText::Changed { version, warnings } => {
            for warning in warnings {
                say::warning_line(format!("{warning}: {from}"));
            }
            let number = version.number;
            Ok((number, Some(jobs::version_edit(article, *version))))
        }
    }
}

fn unreadable(article: &str) -> JobError {
    JobError::Unknown { noun: "article", id: article.to_owned(), known: Vec::new() }
}

fn warn_of_no_layer(project: &Project, article: &ArticleId, analysts: &[AnalystId]) {
    for analyst in analysts {
        let layer = LayerId { article: article.clone(), analyst: analyst.clone() };
        if project.layer(&layer).is_none() {
            let name = project.analyst_name(analyst);
            say::warning_line(format!("{name} has no spans in `{article}` to carry over"));
        }
    }
}

fn say_added(article: &ArticleId, to: VersionNumber, args: &Update) {
    let done = if args.dry_run { "Would add" } else { "Added" };
    say::done_line(format!("{done} version {to} of `{article}`: {}", args.project.display()));
}

fn say_carried(project: &Project, report: &CarryReport, args: &Update) {
    let name = project.analyst_name(&report.layer.analyst);
    let done = if args.dry_run { "Would carry" } else { "Carried" };
    say::done_line(format!("{done} {name}’s spans over to version {}", report.to));
}

fn say_stays(project: &Project, report: &CarryReport) {
    let name = project.analyst_name(&report.layer.analyst);
    let version = project.layer(&report.layer).map_or(report.to, |layer| layer.version);
    say::done_line(format!("{name}’s spans stay with version {version}"));
}

fn print(
    out: &mut dyn Write,
    project: &Project,
    reports: &[CarryReport],
    args: &Update,
) -> io::Result<()> {
    for report in reports {
        if args.json {
            for span in &report.spans {
                serde_json::to_writer(&mut *out, span)?;
                writeln!(out)?;
            }
        } else {
            writeln!(out, "{}", harmless(&summary(project, report)))?;
            for span in report.spans.iter().filter(|span| span.how != How::Same) {
                writeln!(out, "  {}", harmless(&line(span)))?;
            }
        }
    }
    Ok(())
}

/// Counts what became of a layer's spans.
fn summary(project: &Project, report: &CarryReport) -> String {
    let counts = [
        (How::Same, "unchanged"),
        (How::Moved, "moved"),
        (How::Changed, "changed"),
        (How::Orphan, "orphaned"),
    ];
    let counts = counts.map(|(how, word)| format!("{} {word}", report.count(how)));
    let spans = review::count(report.spans.len(), "span");
    let name = project.analyst_name(&report.layer.analyst);
    format!("{name}: {spans}: {}", counts.join(", "))
}

/// Writes old and new words of a span side by side.
fn line(span: &SpanCarried) -> String {
    let words = |words: &str| quoted(&shortened(words, SHOWN)).to_string();
    let head = format!(
        "{:<8} {:<5} {}  {}",
        span.how.to_string(),
        span.score.to_string(),
        span.id,
        words(&span.old)
    );
    match span.how {
        How::Changed => format!("{head} → {}", words(&span.new)),
        _ => head,
    }
}
