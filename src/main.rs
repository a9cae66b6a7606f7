//! The program: arguments to the command line or to the window.

use std::{panic, path::PathBuf, process::ExitCode, time::Instant};

use postil::cli::{self, Keys, Outcome};

fn main() -> ExitCode {
    let begun = Instant::now();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !postil::articles::is_reading() {
            usual(panic);
        }
    }));
    let outcome = match cli::run(std::env::args_os()) {
        Outcome::Window { paths, timings } => window(paths, timings.then_some(begun)),
        Outcome::Keys(which) => keys(which),
        exit @ Outcome::Exit(_) => exit,
    };
    match outcome {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::Window { .. } | Outcome::Keys(_) => ExitCode::SUCCESS,
    }
}

/// Opens the window on these paths, and returns when it is closed. With the time at which the
/// program has begun it is measured.
#[cfg(feature = "gui")]
fn window(paths: Vec<PathBuf>, begun: Option<Instant>) -> Outcome {
    let timings = begun.map(postil::app::timings::Timings::since);
    match postil::app::run(paths, timings.clone()) {
        Ok(()) => timings.map_or(Outcome::Exit(0), |timings| cli::timings(&timings.to_json())),
        Err(error) => cli::no_window(&error.to_string(), postil::app::NoWindow::HINT),
    }
}

/// Prints the window's keys.
#[cfg(feature = "gui")]
fn keys(which: Keys) -> Outcome {
    use postil::app::keymap::Keymap;
    let keymap = if which == Keys::InForce { Keymap::load() } else { Keymap::default() };
    cli::print_keys(&keymap.to_ron(), &keymap.problems)
}

/// Says that this program has none.
#[cfg(not(feature = "gui"))]
fn window(_: Vec<PathBuf>, _: Option<Instant>) -> Outcome {
    cli::no_window("This build of Postil has no window", "Use the commands: postil --help")
}

/// Says that there is no window to have keys.
#[cfg(not(feature = "gui"))]
fn keys(_: Keys) -> Outcome {
    window(Vec::new(), None)
}
