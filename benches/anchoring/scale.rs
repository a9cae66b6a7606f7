//! How long large and hostile pairs of texts take.

use std::{fmt::Write as _, time::Instant};

use postil::text::{Offset, Stretch, Text, carry::Carrier, next_grapheme};

/// How many spans are carried over.
const SPANS: usize = 100_000;

/// Prints a line for each pair of texts.
pub fn run() {
    let mut random = Random(1);
    let long = random.text(10_000_000, 40_000, 14);
    let edited = long.split_inclusive(' ').enumerate().filter(|(at, _)| at % 50 != 7);
    measure(
        "10 MB, every 50th word deleted",
        &long,
        &edited.map(|(_, word)| word).collect::<String>(),
    );
    let mut paragraphs: Vec<&str> = long.split_inclusive("\n\n").collect();
    for at in 0..paragraphs.len() {
        paragraphs.swap(at, (at * 7919 + 13) % (at + 1));
    }
    measure("10 MB, paragraphs shuffled", &long, &paragraphs.concat());
    for different in [10, 500, 5000, 100_000] {
        let name = format!("8 MB of {different} words, drawn anew");
        let mut draw = || random.text(8_000_000, different, 1000);
        measure(&name, &draw(), &draw());
    }
    measure("8 MB of one word, one more", &"no ".repeat(2_700_000), &"no ".repeat(2_700_001));
    measure("1 MB of one word against two", &"no ".repeat(330_000), &"no yes ".repeat(150_000));
    measure("10 MB without a blank", &"x".repeat(10_000_000), &"xy".repeat(5_000_000));
    measure("4 MB of accents", &"e\u{301}".repeat(1_300_000), &"\u{301}".repeat(2_000_000));
    measure("10 MB of blanks", &" ".repeat(10_000_000), &"\n".repeat(10_000_000));
}

/// Numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % most
    }

    /// Returns a text of so many words, with so many to a paragraph.
    fn text(&mut self, bytes: usize, different: usize, to_paragraph: usize) -> String {
        let mut text = String::with_capacity(bytes + 16);
        while text.len() < bytes {
            let end = if self.below(to_paragraph) == 0 { ".\n\n" } else { " " };
            let _ = write!(text, "w{}{end}", self.below(different));
        }
        text
    }
}

/// Carries spans of several lengths from all of a text over.
fn measure(name: &str, old: &str, new: &str) {
    let (old, new) = (Text::new(old), Text::new(new));
    let end = old.end().to_usize();
    let span = |number: usize| {
        let start = next_grapheme(&old, Offset::new(number * (end / SPANS)));
        let to = start.to_usize() + [8, 60, 400, 5000][number % 4];
        Stretch { start, end: next_grapheme(&old, Offset::new(to.min(end))) }
    };
    let spans: Vec<Stretch> = (0..SPANS).map(span).collect();
    let begun = Instant::now();
    let carrier = Carrier::new(&old, &new);
    let (compared, begun) = (begun.elapsed().as_secs_f64(), Instant::now());
    let found = spans.iter().filter(|span| !carrier.carry(&[**span]).to.is_empty()).count();
    let taken = begun.elapsed().as_secs_f64();
    println!("{name}: compared in {compared:.2} s, {found} of {SPANS} spans found in {taken:.2} s");
}
