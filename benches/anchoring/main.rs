//! How well spans are carried over to edited articles, as a table, and how long it takes.
//!
//! `cargo bench --no-default-features --bench anchoring -- --corpus DIR` scores a folder of articles
//! and edited versions of them.

mod corpus;
mod scale;
mod score;

use std::{path::Path, process::ExitCode, time::Instant};

use corpus::Expected;
use postil::text::{Stretch, Text, carry::Carrier};
use score::{Score, Tally};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.get(at + 1)
    };
    if args.iter().any(|arg| arg == "--scale") {
        scale::run();
        return ExitCode::SUCCESS;
    }
    let Some(folder) = value("--corpus") else {
        return ExitCode::SUCCESS;
    };
    let cases = corpus::read(Path::new(folder), value("--half").map(String::as_str));
    let shows = args.iter().any(|arg| arg == "--misses");
    let (mut time, mut tally) = (std::time::Duration::ZERO, Tally::default());
    for case in &cases {
        let (old, new) = (Text::new(case.old.as_str()), Text::new(case.new.as_str()));
        let start = Instant::now();
        let carrier = Carrier::new(&old, &new);
        let found: Vec<_> = case.spans.iter().map(|span| carrier.carry(&[span.at])).collect();
        time += start.elapsed();
        for (span, carried) in case.spans.iter().zip(found) {
            let score = Score::of(&span.expected, span.also, carried.to.first().copied());
            tally.add(&case.edit, &span.kind, score);
            if shows && score != Score::Exact && score != Score::RightlyGone {
                let words =
                    |at: Option<Stretch>| at.map_or("–", |at| new.slice(at)).replace('\n', "~");
                let expected = if let Expected::At(at) = span.expected { Some(at) } else { None };
                println!(
                    "{score:?} {} {} {} {:?} {:.2}\n   was {}\n   exp {}\n   got {}",
                    case.article,
                    case.edit,
                    span.kind,
                    carried.how,
                    carried.score,
                    old.slice(span.at).replace('\n', "~"),
                    words(expected),
                    words(carried.to.first().copied())
                );
            }
        }
    }
    print!("{tally}");
    println!("{} spans in {:.2} s", tally.count(), time.as_secs_f64());
    ExitCode::SUCCESS
}
