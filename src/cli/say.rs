//! What the command line says beside its result: on the standard error, each line marked.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

use super::Outcome;
use crate::{jobs::JobError, text::harmless};

/// Says what went wrong and what to do, and ends with the exit code of that kind.
pub(super) fn failed(error: &JobError) -> Outcome {
    failed_with(error, error.hint().as_deref())
}

/// Says what went wrong and, in the words of the command line, what to do.
pub(super) fn failed_with_hint(error: &JobError, hint: &str) -> Outcome {
    failed_with(error, Some(hint))
}

fn failed_with(error: &JobError, hint: Option<&str>) -> Outcome {
    for message in error.messages() {
        error_line(message);
    }
    if let Some(hint) = hint {
        hint_line(hint);
    }
    Outcome::Exit(error.kind().exit_code())
}

/// Says what went wrong.
pub(super) fn error_line(error: impl Display) {
    line("Error: ", error);
}

/// Says what to do.
pub(super) fn hint_line(hint: impl Display) {
    line("Hint: ", hint);
}

/// Says what is odd, though the work goes on.
pub(super) fn warning_line(warning: impl Display) {
    line("Warning: ", warning);
}

/// Says what was done.
pub(super) fn done_line(done: impl Display) {
    line("", done);
}

fn line(mark: &str, text: impl Display) {
    // Where nobody listens there is nobody to tell.
    let _ = writeln!(io::stderr(), "{mark}{}", harmless(&text.to_string()));
}
