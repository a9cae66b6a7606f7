//! The program: arguments to the command line or to the window.

use std::{path::PathBuf, process::ExitCode};

use postil::cli::{self, Outcome};

fn main() -> ExitCode {
    let outcome = match cli::run(std::env::args_os()) {
        Outcome::Window(paths) => window(paths),
        exit @ Outcome::Exit(_) => exit,
    };
    match outcome {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Window(_) => ExitCode::SUCCESS,
    }
}

/// Opens the window on these paths, and returns when it is closed.
#[cfg(feature = "gui")]
fn window(paths: Vec<PathBuf>) -> Outcome {
    match postil::app::run(paths) {
        Ok(()) => Outcome::Exit(0),
        Err(error) => cli::no_window(&error.to_string(), postil::app::NoWindow::HINT),
    }
}

/// Says that this program has none.
#[cfg(not(feature = "gui"))]
fn window(_: Vec<PathBuf>) -> Outcome {
    cli::no_window("This build of Postil has no window", "Use the commands: postil --help")
}
