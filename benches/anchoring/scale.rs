//! How long large and hostile pairs of texts take.

use std::time::Instant;

use postil::text::{Offset, Stretch, Text, carry::Carrier, next_grapheme};

/// Prints a line for each pair of texts.
pub fn run() {
    let words = ["strike", "the", "port", "said", "of", "crews", "never", "Zürich", "to", "talks"];
    let mut random = 1_u64;
    let mut next = move || {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 40).unwrap_or(0)
    };
    let mut long = String::new();
    while long.len() < 10_000_000 {
        let end = if next() % 14 == 0 { ".\n\n" } else { " " };
        long += &format!("{}{}{end}", words[next() % words.len()], next() % 4000);
    }
    let edited: String = long
        .split_inclusive(' ')
        .enumerate()
        .filter(|(at, _)| at % 50 != 7)
        .map(|(_, word)| word)
        .collect();
    let mut paragraphs: Vec<&str> = long.split_inclusive("\n\n").collect();
    for at in 0..paragraphs.len() {
        paragraphs.swap(at, (at * 7919 + 13) % at.max(1).max(1).max(at + 1));
    }
    let few: String =
        (0..1_500_000).map(|_| words[next() % words.len()]).flat_map(|word| [word, " "]).collect();
    let other: String =
        (0..1_500_000).map(|_| words[next() % words.len()]).flat_map(|word| [word, " "]).collect();
    measure("10 MB, every 50th word deleted", &long, &edited);
    measure("10 MB, paragraphs shuffled", &long, &paragraphs.concat());
    measure("8 MB of ten words, drawn anew", &few, &other);
    let mut draw = |different: usize| -> String {
        (0..1_500_000).map(|_| format!("w{} ", next() % different)).collect()
    };
    for different in [500, 5000, 100_000] {
        let name = format!("10 MB of {different} words, drawn anew");
        measure(&name, &draw(different), &draw(different));
    }
    measure("8 MB of one word, one more", &"no ".repeat(2_700_000), &"no ".repeat(2_700_001));
    measure(
        "1 MB of one word against two words",
        &"no ".repeat(330_000),
        &"no yes ".repeat(150_000),
    );
    measure("10 MB without a blank, turned", &"x".repeat(10_000_000), &"xy".repeat(5_000_000));
    measure("4 MB of accents", &"e\u{301}".repeat(1_300_000), &"\u{301}".repeat(2_000_000));
    measure("10 MB of blanks", &" ".repeat(10_000_000), &"\n".repeat(10_000_000));
}

/// Carries spans of several lengths from all of a text over.
fn measure(name: &str, old: &str, new: &str) {
    let (old, new) = (Text::new(old), Text::new(new));
    let end = old.end().to_usize();
    let spans: Vec<Stretch> = (0..100_000)
        .map(|number| {
            let start = next_grapheme(&old, Offset::new(number * (end / 100_000)));
            let len = [8, 60, 400, 5000][number % 4];
            Stretch {
                start,
                end: next_grapheme(&old, Offset::new((start.to_usize() + len).min(end))),
            }
        })
        .collect();
    let begun = Instant::now();
    let carrier = Carrier::new(&old, &new);
    let compared = begun.elapsed();
    let found = spans.iter().filter(|span| !carrier.carry(&[**span]).to.is_empty()).count();
    println!(
        "{name}: compared in {:.2} s, {} spans ({found} found) in {:.2} s",
        compared.as_secs_f64(),
        spans.len(),
        (begun.elapsed() - compared).as_secs_f64()
    );
}
