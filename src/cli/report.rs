//! `check` and `stats`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Done, Outcome, args::Report, output, project};
use crate::{jobs, review, text::harmless};

/// Prints what is wrong with a project, one line each.
pub(super) fn check(args: &Report) -> Done {
    let faults = jobs::check(&args.project)?;
    output::print(|out| {
        if args.json {
            return json(out, &faults);
        }
        // One line each, whatever the names of files hold.
        faults.iter().try_for_each(|fault| writeln!(out, "{}", harmless(&fault.to_string())))
    })?;
    Ok(if faults.is_empty() { Outcome::FINE } else { Outcome::PROBLEMS })
}

/// Prints what is in a project, counted.
pub(super) fn stats(args: &Report) -> Done {
    let opened = project::open(&args.project)?;
    let stats = review::stats(&opened.project);
    output::print(|out| if args.json { json(out, &stats) } else { write!(out, "{stats}") })?;
    Ok(project::outcome_of(&opened))
}

fn json(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
