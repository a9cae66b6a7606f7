//! Feeds every reader with broken input: nothing may panic, hang or be read in two ways.
//!
//! `cargo test --test fuzz` runs a second of it. With arguments it runs longer, or one reader alone:
//! `cargo test --test fuzz -- --seconds 60 --target layer --seed 7`. The same seed gives the same inputs.
//! An input that fails is made small and kept in `target/fuzz/`; it becomes a test.

#![expect(
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a tool that prints, and that fails where it is wrong"
)]

mod formats;
mod mutate;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod random;
mod run;
mod targets;
#[cfg(feature = "html")]
mod web;

use std::time::Duration;

use targets::TARGETS;

/// How long one run of `cargo test` may take in all.
const SMOKE: f64 = 1.0;

struct Asked {
    seconds: Option<f64>,
    target: Option<String>,
    seed: u64,
}

fn main() {
    let asked = asked();
    let wanted: Vec<_> = TARGETS
        .iter()
        .filter(|target| asked.target.as_ref().is_none_or(|name| name == target.name))
        .collect();
    assert!(!wanted.is_empty(), "there is no target {:?}", asked.target);
    #[expect(clippy::cast_precision_loss, reason = "a dozen targets")]
    let share = SMOKE / wanted.len() as f64;
    let time = Duration::from_secs_f64(asked.seconds.unwrap_or(share));
    println!("seed {}", asked.seed);
    let failed = wanted.into_iter().filter(|target| !run::run(target, asked.seed, time)).count();
    if failed > 0 {
        println!("{failed} failed");
        std::process::exit(1);
    }
}

/// Reads the arguments; those of the standard test harness are passed over.
fn asked() -> Asked {
    let mut asked = Asked { seconds: None, target: None, seed: 1 };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--seconds" => asked.seconds = args.next().and_then(|value| value.parse().ok()),
            "--target" => asked.target = args.next(),
            "--seed" => asked.seed = args.next().and_then(|value| value.parse().ok()).unwrap_or(1),
            _ => {}
        }
    }
    asked
}
