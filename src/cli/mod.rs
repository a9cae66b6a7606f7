//! The jobs without a window: arguments in, results on the standard output, all else on the
//! standard error, and an exit code.
//!
//! Nothing but the result goes to the standard output: `new`, `add` and `import` say what they did
//! on the standard error. What comes from files is made harmless for a terminal.

mod add;
mod args;
mod exchange;
mod given;
mod merge;
mod output;
mod project;
mod repair;
mod report;
mod restore;
mod say;
mod update;
mod usage;

use std::{ffi::OsString, io::ErrorKind, path::PathBuf};

use clap::Parser as _;

use crate::jobs::{JobError, NOTICES};
use args::{Command, Line};

/// What the program does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Ends with this exit code: 0 fine, 1 problems found, 2 wrong usage, 3 input or output failed.
    Exit(u8),
    /// Opens the window.
    Window {
        /// On these.
        paths: Vec<PathBuf>,
        /// Is it to be measured?
        timings: bool,
    },
    /// Asks the window's part for its keys, to print them with [`print_keys`].
    Keys(Keys),
}

/// Which keys to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// With the changes of a person's own.
    InForce,
    /// As Postil has them.
    Default,
}

impl Outcome {
    /// All went well.
    const FINE: Self = Self::Exit(0);
    /// Problems were found.
    const PROBLEMS: Self = Self::Exit(1);
}

/// Does what the arguments ask for; the first is the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Outcome {
    let line = match Line::try_parse_from(args) {
        Ok(line) => line,
        Err(error) => return usage::explain(&error),
    };
    if line.notices {
        return print(NOTICES);
    }
    let Some(command) = line.command else { return window(line) };
    let done = match command {
        Command::New(new) => add::new(&new),
        Command::Add(add) => add::add(&add),
        Command::Update(update) => update::update(&update),
        Command::Import(import) => exchange::import(&import),
        Command::Export(export) => exchange::export(&export),
        Command::Restore(restore) => restore::restore(&restore),
        Command::Check(report) => report::check(&report),
        Command::Merge(merge) => merge::merge(&merge),
        Command::Repair(repair) => repair::repair(&repair),
        Command::Stats(report) => report::stats(&report),
        Command::Keys(args::Keys { default: true }) => return Outcome::Keys(Keys::Default),
        Command::Keys(_) => return Outcome::Keys(Keys::InForce),
    };
    done.unwrap_or_else(|error| say::failed(&error))
}

/// Hands paths on to the window, if all are there.
fn window(Line { paths, timings, .. }: Line) -> Outcome {
    let is_gone =
        |path: &&PathBuf| path.metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound);
    let Some(path) = paths.iter().find(is_gone) else { return Outcome::Window { paths, timings } };
    let is_word = path.extension().is_none() && path.components().count() == 1;
    if is_word && path == &paths[0] {
        let error = format!("There is no such file or command: {}", path.display());
        return usage::wrong(&error, "`postil --help` lists the commands");
    }
    say::failed(&JobError::NoSuchPath { path: path.clone() })
}

/// Prints a text of the program's own.
fn print(text: &str) -> Outcome {
    let done = output::print(|out| out.write_all(text.as_bytes()));
    done.map_or_else(|error| say::failed(&error), |_| Outcome::FINE)
}

/// Prints keys, and says what is wrong with those that were changed.
pub fn print_keys(keys: &str, problems: &[String]) -> Outcome {
    for problem in problems {
        say::warning_line(problem);
    }
    let done = output::print(|out| out.write_all(keys.as_bytes()));
    let outcome = if problems.is_empty() { Outcome::FINE } else { Outcome::PROBLEMS };
    done.map_or_else(|error| say::failed(&error), |_| outcome)
}

/// Says that there is no window to show, and what to do instead.
pub fn no_window(why: &str, hint: &str) -> Outcome {
    say::error_line(why);
    say::hint_line(hint);
    Outcome::Exit(3)
}

/// Prints how long the window took, and ends well.
pub fn timings(json: &str) -> Outcome {
    say::done_line(json);
    Outcome::FINE
}

/// What a command ends with.
type Done = Result<Outcome, JobError>;
