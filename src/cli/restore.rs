//! `restore`: going back to what a project's files held before one of the last saves.

use std::{
    io::{self, Write},
    path::Path,
};

use serde_json::json;

use super::{Done, Outcome, args::Restore, given::as_given, output, say};
use crate::{
    jobs::{self, JobError},
    review,
    store::{ChangedSince, Generation, Going, GoingTo, StoreError},
    text::harmless,
};

/// How many files of a save are named in its line.
const NAMED: usize = 3;

/// Lists the saves, or goes back to before one of them.
pub(super) fn restore(args: &Restore) -> Done {
    let done = match args.to {
        None => list(args),
        Some(number) if args.dry_run => preview(args, number),
        Some(number) => go_back(args, number),
    };
    done.map_err(|error| as_given(error, &args.project))
}

fn list(args: &Restore) -> Done {
    let generations = jobs::generations(&args.project)?;
    output::print(|out| {
        if args.json {
            return json_line(out, &generations.iter().map(as_json).collect());
        }
        generations.iter().try_for_each(|one| writeln!(out, "{}", harmless(&line(one))))
    })?;
    if generations.is_empty() {
        say::done_line(format!("No earlier states are kept: {}", args.project.display()));
    }
    Ok(Outcome::FINE)
}

fn line(generation: &Generation) -> String {
    let named = generation.files.iter().take(NAMED).map(|changed| slashed(&changed.file));
    let mut files: Vec<String> = named.collect();
    if generation.files.len() > NAMED {
        files.push(format!("and {} more", generation.files.len() - NAMED));
    }
    let time = generation.time.map(|time| time.to_string()).unwrap_or_default();
    let what =
        if generation.what.is_empty() { String::new() } else { format!("  ({})", generation.what) };
    format!("{:>3}  {time}  {}{what}", generation.number, files.join(", "))
}

fn as_json(generation: &Generation) -> serde_json::Value {
    let hash = |hash: Option<blake3::Hash>| hash.map(|hash| format!("blake3:{}", hash.to_hex()));
    let files = generation.files.iter().map(|changed| {
        json!({
            "file": slashed(&changed.file),
            "before": hash(changed.before),
            "after": hash(changed.after),
        })
    });
    json!({
        "number": generation.number,
        "time": generation.time.map(|time| time.to_string()),
        "session": generation.session,
        "what": generation.what,
        "files": files.collect::<Vec<_>>(),
    })
}

fn preview(args: &Restore, number: u64) -> Done {
    let goings = jobs::preview_restore(&args.project, number, &args.files)?;
    output::print(|out| {
        if args.json {
            return json_line(out, &goings.iter().map(going_json).collect());
        }
        goings.iter().try_for_each(|going| {
            let to = word(going.to);
            let warning = if going.is_changed_since { ", changed since the last save" } else { "" };
            let file = slashed(&going.file);
            writeln!(out, "{}", harmless(&format!("{to}  {file}{warning}")))
        })
    })?;
    Ok(Outcome::FINE)
}

fn going_json(going: &Going) -> serde_json::Value {
    json!({
        "file": slashed(&going.file),
        "to": word(going.to),
        "changed_since": going.is_changed_since,
    })
}

const fn word(to: GoingTo) -> &'static str {
    match to {
        GoingTo::Before => "before",
        GoingTo::Trash => "trash",
    }
}

fn go_back(args: &Restore, number: u64) -> Done {
    let changed_since =
        if args.replace_changed { ChangedSince::Replaced } else { ChangedSince::Refused };
    let saved = match jobs::restore(&args.project, number, &args.files, changed_since) {
        Err(error @ JobError::Store(StoreError::ChangedOutside { .. })) => {
            let hint =
                "--replace-changed goes back all the same; what these files hold is kept, too";
            return Ok(say::failed_with_hint(&as_given(error, &args.project), hint));
        }
        saved => saved?,
    };
    if args.json {
        let files: Vec<String> = saved.files.keys().map(|file| slashed(file)).collect();
        let kept = json!({ "files": files, "kept_as": saved.generation });
        output::print(|out| writeln!(out, "{kept}"))?;
    }
    let count = review::count(saved.files.len(), "file");
    let place = args.project.display();
    say::done_line(match saved.generation {
        Some(kept) => format!("Restored {count}; `--to {kept}` takes it back: {place}"),
        None => format!("Everything is so already: {place}"),
    });
    Ok(Outcome::FINE)
}

fn json_line(out: &mut dyn Write, values: &Vec<serde_json::Value>) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, values)?;
    writeln!(out)
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
