//! How well spans are carried over to edited articles, as a table, and how long it takes.
//!
//! `cargo bench --no-default-features --bench anchoring` edits articles of the project's own.
//! `-- --corpus DIR` takes articles and edited versions of them from a folder, `--half a` (or `b`)
//! every second article of it; `--misses` shows what is not exact; `--scale` measures large texts.

#![expect(
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a table is what it is for, and it reads its own articles"
)]

#[path = "../../tests/it/anchoring/articles.rs"]
mod articles;
#[path = "../../tests/it/anchoring/case.rs"]
mod case;
mod corpus;
#[path = "../../tests/it/anchoring/edits.rs"]
mod edits;
mod scale;
#[path = "../../tests/it/anchoring/score.rs"]
mod score;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use case::{Case, CaseSpan, Expected};
use postil::text::{
    Stretch, Text,
    carry::{Carried, Carrier},
};
use score::{Score, Tally};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|arg| arg == name);
    let value = |name: &str| args.iter().skip_while(|arg| *arg != name).nth(1);
    if has("--scale") {
        return scale::run();
    }
    let cases = match value("--corpus") {
        Some(folder) => corpus::read(Path::new(folder), value("--half").map(String::as_str)),
        None => edits::cases(20_260_303, 20),
    };
    let (mut time, mut tally) = (Duration::ZERO, Tally::default());
    for case in &cases {
        let (old, new) = (Text::new(case.old.as_str()), Text::new(case.new.as_str()));
        let start = Instant::now();
        let carrier = Carrier::new(&old, &new);
        let found: Vec<Carried> = case.spans.iter().map(|one| carrier.carry(&[one.at])).collect();
        time += start.elapsed();
        for (span, carried) in case.spans.iter().zip(found) {
            let score = Score::of(&span.expected, span.also, carried.to.first().copied());
            tally.add(&case.edit, &span.kind, score);
            if has("--misses") && !matches!(score, Score::Exact | Score::RightlyGone) {
                print_miss(case, span, &carried, score, [&old, &new]);
            }
        }
    }
    print!("{tally}");
    println!(
        "exact {:.2} %, at least {:.2} % for each kind of edit; harmful {:.2} %; {} spans in {:.2} s",
        100.0 * tally.exact(),
        100.0 * tally.exact_of_worst_edit(),
        100.0 * tally.harmful(),
        tally.count(),
        time.as_secs_f64()
    );
}

fn print_miss(
    case: &Case,
    span: &CaseSpan,
    carried: &Carried,
    score: Score,
    [old, new]: [&Text; 2],
) {
    let words = |at: Option<Stretch>| at.map_or("–", |at| new.slice(at)).replace('\n', "~");
    let expected = if let Expected::At(at) = span.expected { Some(at) } else { None };
    println!(
        "{score:?}: {}, {}, {}, {}, {:.2}",
        case.article, case.edit, span.kind, carried.how, carried.score
    );
    println!("   was {}", old.slice(span.at).replace('\n', "~"));
    println!("   not {}", words(expected));
    println!("   but {}", words(carried.to.first().copied()));
}
