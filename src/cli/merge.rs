//! `merge`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Done, Outcome, args::Repair, given::as_given, output, say};
use crate::{
    jobs::{self, MergedSides, Stamps},
    model::Conflict,
    review::count,
    store::Repairing,
    text::harmless,
};

/// Makes one file of each that has two sides, and prints what could not be decided.
pub(super) fn merge(args: &Repair) -> Done {
    let merging = if args.dry_run { Repairing::Told } else { Repairing::Done };
    let all = jobs::merge_sides(&args.project, &args.files, merging, &Stamps::live())
        .map_err(|error| as_given(error, &args.project))?;
    let (all, failed): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, one)| one.is_ok());
    let all: Vec<MergedSides> = all.into_iter().filter_map(|(_, one)| one.ok()).collect();
    output::print(|out| {
        if args.json {
            let values: Vec<Value> = all.iter().map(to_json).collect();
            serde_json::to_writer_pretty(&mut *out, &values)?;
            return writeln!(out);
        }
        all.iter().try_for_each(|one| print(out, one))
    })?;
    let mut worst = None;
    for error in failed.into_iter().filter_map(|(_, one)| one.err()) {
        worst = worst.max(Some(error.kind()));
        say::failed(&as_given(error, &args.project));
    }
    if let Some(kind) = worst {
        return Ok(Outcome::Exit(kind.exit_code()));
    }
    if all.is_empty() && !args.json {
        say::done_line(format!("No file has two sides: {}", args.project.display()));
    }
    let is_decided = all.iter().all(|one| one.conflicts.is_empty() && one.settled.is_some());
    Ok(if is_decided { Outcome::FINE } else { Outcome::PROBLEMS })
}

fn print(out: &mut dyn Write, one: &MergedSides) -> io::Result<()> {
    let file = shown(&one.file);
    let verb = if one.settled.is_some() { "Merged" } else { "Would merge" };
    let with = one.copy.as_ref().map_or("its two sides".to_owned(), |copy| {
        format!("with {}", copy.file_name().unwrap_or_default().to_string_lossy())
    });
    let undecided = match one.conflicts.len() {
        0 => String::new(),
        number => format!(", {} undecided", count(number, "field")),
    };
    let mut line = |text: String| writeln!(out, "{}", harmless(&text));
    line(format!("{file}: {verb} {with}{undecided}"))?;
    for undecided in &one.conflicts {
        let Conflict { id, field, theirs, .. } = &undecided.conflict;
        let ours = undecided.ours.as_deref().map_or("gone", said);
        let theirs = said(theirs);
        line(format!("{file}: {id}: Ours stands for `{field}`: {ours}; theirs is {theirs}"))?;
    }
    let Some(settled) = &one.settled else { return Ok(()) };
    line(format!("{file}: The old file is kept as {}", shown(&settled.kept)))?;
    settled
        .copy
        .as_ref()
        .map_or(Ok(()), |copy| line(format!("{file}: The copy is kept as {}", shown(copy))))
}

/// Returns a value as it is told; a side that has none says so.
const fn said(ron: &str) -> &str {
    if ron.is_empty() { "nothing" } else { ron }
}

fn shown(path: &std::path::Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn to_json(one: &MergedSides) -> Value {
    let conflicts: Vec<Value> = one
        .conflicts
        .iter()
        .map(|one| {
            let Conflict { id, field, theirs, .. } = &one.conflict;
            json!({"id": id, "field": field, "ours": one.ours, "theirs": theirs})
        })
        .collect();
    json!({
        "file": shown(&one.file),
        "copy": one.copy.as_deref().map(shown),
        "conflicts": conflicts,
        "kept": one.settled.as_ref().map(|settled| shown(&settled.kept)),
        "copy_kept": one.settled.as_ref().and_then(|settled| settled.copy.as_deref().map(shown)),
    })
}
