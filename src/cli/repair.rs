//! `repair`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Done, Outcome, args::Repair, given::as_given, output, say};
use crate::{
    jobs,
    review::count,
    store::{RepairOutcome, Repaired, Repairing},
    text::harmless,
};

/// Saves what is whole in damaged files, and prints what became of each and what is lost.
pub(super) fn repair(args: &Repair) -> Done {
    let repairing = if args.dry_run { Repairing::Told } else { Repairing::Done };
    let all = jobs::repair(&args.project, &args.files, repairing)
        .map_err(|error| as_given(error, &args.project))?;
    output::print(|out| {
        if args.json {
            let values: Vec<Value> = all.iter().map(to_json).collect();
            serde_json::to_writer_pretty(&mut *out, &values)?;
            return writeln!(out);
        }
        all.iter().try_for_each(|one| print(out, one))
    })?;
    if all.is_empty() && !args.json {
        say::done_line(format!("Nothing is damaged: {}", args.project.display()));
    }
    Ok(if all.iter().all(is_whole) { Outcome::FINE } else { Outcome::PROBLEMS })
}

/// Is all of the file there now?
fn is_whole(one: &Repaired) -> bool {
    match &one.outcome {
        RepairOutcome::Sound => true,
        RepairOutcome::Saved { lost, kept, .. } => lost.is_empty() && kept.is_some(),
        RepairOutcome::Made { is_written, .. } => *is_written,
        _ => false,
    }
}

fn print(out: &mut dyn Write, one: &Repaired) -> io::Result<()> {
    let file = one.file.to_string_lossy().replace('\\', "/");
    let mut line = |text: String| writeln!(out, "{}", harmless(&text));
    match &one.outcome {
        RepairOutcome::Sound => line(format!("{file}: Nothing is wrong with this file")),
        RepairOutcome::Saved { saved, lost, kept } => {
            let verb = if kept.is_some() { "Saved" } else { "Would save" };
            line(format!("{file}: {verb} {}", counted(saved)))?;
            for lost in lost {
                line(format!("{file}:{}:{}: Not saved: {}", lost.line, lost.column, lost.message))?;
            }
            kept.as_ref().map_or(Ok(()), |kept| {
                line(format!("{file}: The old file is kept as {}", kept.display()))
            })
        }
        RepairOutcome::Made { title, is_written } => {
            let verb = if *is_written { "Made" } else { "Would make" };
            line(format!(
                "{file}: {verb} a new one, since it was missing, with the title “{title}”"
            ))
        }
        RepairOutcome::TwoSides => {
            line(format!("{file}: This file has two sides: `postil merge` makes one of them"))
        }
        RepairOutcome::Left { message, hint } => line(format!("{file}: {message}. {hint}")),
        RepairOutcome::Unknown => {
            line(format!("{file}: This is none of the files that can be repaired"))
        }
    }
}

/// Returns what was saved: "12 spans, 3 links".
fn counted(saved: &[(&'static str, usize)]) -> String {
    let some = saved.iter().filter(|(_, number)| *number > 0);
    let some: Vec<String> =
        some.map(|(noun, number)| count(*number, noun.trim_end_matches('s'))).collect();
    if some.is_empty() { "its fields".to_owned() } else { some.join(", ") }
}

fn to_json(one: &Repaired) -> Value {
    let file = one.file.to_string_lossy().replace('\\', "/");
    match &one.outcome {
        RepairOutcome::Sound => json!({"file": file, "outcome": "sound"}),
        RepairOutcome::Saved { saved, lost, kept } => {
            let lost: Vec<Value> = lost
                .iter()
                .map(|lost| {
                    json!({"line": lost.line, "column": lost.column, "message": lost.message})
                })
                .collect();
            let saved: serde_json::Map<String, Value> =
                saved.iter().map(|(name, count)| ((*name).to_owned(), json!(count))).collect();
            let kept = kept.as_ref().map(|kept| kept.to_string_lossy().replace('\\', "/"));
            json!({"file": file, "outcome": "saved", "saved": saved, "lost": lost, "kept": kept})
        }
        RepairOutcome::Made { title, is_written } => {
            json!({"file": file, "outcome": "made", "title": title, "written": is_written})
        }
        RepairOutcome::TwoSides => json!({"file": file, "outcome": "two-sides"}),
        RepairOutcome::Left { message, .. } => {
            json!({"file": file, "outcome": "left", "message": message})
        }
        RepairOutcome::Unknown => json!({"file": file, "outcome": "unknown"}),
    }
}
