//! Wrong usage, help and the version, in the words of the rest of the command line.

use std::io::{self, Write as _};

use clap::{CommandFactory as _, error::ErrorKind};

use crate::text::harmless_lines;

use super::{Outcome, args::Line, say};

/// Prints help and version as results, and anything else as an error with a hint.
pub(super) fn explain(error: &clap::Error) -> Outcome {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // Clap knows the terminal's width and colours; a reader who has left is no error.
        let _ = error.print();
        return Outcome::FINE;
    }
    let message = in_our_words(&error.render().to_string(), &whole_usage);
    let _ = write!(io::stderr(), "{}", harmless_lines(&message));
    Outcome::Exit(2)
}

/// Says what was asked for in a wrong way, where clap can't know it.
pub(super) fn wrong(error: &str, hint: &str) -> Outcome {
    say::error_line(error);
    say::hint_line(hint);
    Outcome::Exit(2)
}

/// Returns a command's usage with `[OPTIONS]`, which clap leaves out of errors.
fn whole_usage(command: &str) -> Option<String> {
    let mut line = Line::command();
    line.build();
    Some(line.find_subcommand_mut(command)?.render_usage().to_string())
}

/// Turns clap's `error:`, `tip:` and closing line into `Error:` and `Hint:`, and the usage of a
/// command into what `usage` knows of it.
fn in_our_words(message: &str, usage: &dyn Fn(&str) -> Option<String>) -> String {
    let line = |line: &str| {
        if let Some(error) = line.strip_prefix("error: ") {
            return format!("Error: {}", capitalised(error));
        }
        if let Some(tip) = line.trim_start().strip_prefix("tip: ") {
            return format!("Hint: {}", capitalised(tip));
        }
        let command = line.strip_prefix("Usage: postil ").and_then(|rest| rest.split(' ').next());
        if let Some(usage) = command.and_then(usage) {
            return usage;
        }
        if line.starts_with("For more information") {
            return "Hint: --help says more".to_owned();
        }
        line.to_owned()
    };
    let lines: Vec<String> = message.lines().filter(|line| !line.is_empty()).map(line).collect();
    lines.join("\n") + "\n"
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_read_like_ours() {
        let theirs = "error: unexpected argument '-x' found\n\n  tip: to pass '-x' use '-- -x'\n\n\
            Usage: postil new\n\nFor more information, try '--help'.\n";
        let ours = "Error: Unexpected argument '-x' found\nHint: To pass '-x' use '-- -x'\n\
            Usage: postil new\nHint: --help says more\n";
        assert_eq!(in_our_words(theirs, &|_| None), ours);
    }
}
