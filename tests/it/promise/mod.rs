//! What is promised of an analyst's work, tried for real: programs that are killed, two at once, and long
//! sessions, each against a model that cannot be wrong. docs/safety.md tells of these.
//!
//! `POSTIL_KILLS`, `POSTIL_TOGETHER` (seconds) and `POSTIL_SOAK` (acts) make them longer, `POSTIL_SEED`
//! takes another seed than 1.

#![expect(clippy::print_stdout, reason = "counts are for whoever reads the run")]

mod child;
mod desk;
mod hand;
mod kills;
mod random;
mod soak;
mod together;

/// Returns a number of the environment, or the one for a quick run.
fn asked(name: &str, quick: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(quick)
}

/// Returns the seed of this run.
fn seed() -> u64 {
    asked("POSTIL_SEED", 1)
}
