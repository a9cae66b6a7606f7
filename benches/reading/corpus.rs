//! Texts to measure with: news-like paragraphs drawn from one seed, or those of a folder.

use std::{fs, path::Path};

use postil::text::{ScalarOffset, Stretch, Text};
use serde_json::Value;

/// How long a text is, and how many spans it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 5 KB, 40 spans.
    S,
    /// 100 KB, 1,000 spans.
    M,
    /// 1 MB, 10,000 spans.
    L,
    /// 10 MB, 100,000 spans.
    Xl,
    /// The text of `Xl` as one paragraph.
    G,
}

impl Size {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 5] = [Self::S, Self::M, Self::L, Self::Xl, Self::G];

    /// Returns its name: on the command line, in the table, of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
            Self::Xl => "XL",
            Self::G => "G",
        }
    }

    /// Returns the size with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name().eq_ignore_ascii_case(name))
    }

    /// Returns bytes and spans.
    fn counts(self) -> (usize, usize) {
        match self {
            Self::S => (5_000, 40),
            Self::M => (100_000, 1_000),
            Self::L => (1_000_000, 10_000),
            Self::Xl | Self::G => (10_000_000, 100_000),
        }
    }
}

/// A text with its spans.
pub struct Corpus {
    /// The article.
    pub text: String,
    /// Where each span is, in bytes, and the tag's name.
    pub spans: Vec<(Stretch, String)>,
}

impl Corpus {
    /// Returns the corpus of a size: that of `folder`, or one made here.
    pub fn new(size: Size, folder: Option<&Path>) -> Self {
        let of = if size == Size::G { Size::Xl } else { size };
        let made = folder.map_or_else(|| draw(of), |folder| read(of, folder));
        if size == Size::G { made.in_one_paragraph() } else { made }
    }

    /// Joins all paragraphs with a space.
    fn in_one_paragraph(self) -> Self {
        const BREAK: &str = "\n\n";
        let breaks: Vec<usize> = self.text.match_indices(BREAK).map(|(at, _)| at).collect();
        let moved = |at: usize| at - breaks.partition_point(|before| *before < at);
        let spans = self.spans.into_iter().map(|(at, tag)| {
            (Stretch::new(moved(at.start.to_usize()), moved(at.end.to_usize())), tag)
        });
        Self { text: self.text.replace(BREAK, " "), spans: spans.collect() }
    }
}

/// Reads `XL.txt` and `XL.spans.jsonl`, whose positions are in scalar values.
fn read(size: Size, folder: &Path) -> Corpus {
    let file = |ending: &str| {
        let path = folder.join(format!("{}.{ending}", size.name()));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let text = Text::new(file("txt"));
    let spans = file("spans.jsonl");
    let span = |line: &str| {
        let span: Value = serde_json::from_str(line).expect("a line is JSON");
        let at = |name: &str| {
            let at = span[name].as_u64().and_then(|at| u32::try_from(at).ok());
            ScalarOffset(at.expect("a position is a number"))
        };
        let stretch = text.stretch_from_scalars(at("start"), at("end"));
        let tag = span["label"].as_str().expect("a span has a label").to_owned();
        (stretch.expect("a span is in its text"), tag)
    };
    Corpus { spans: spans.lines().map(span).collect(), text: text.as_str().to_owned() }
}

/// Draws a text, and spans over it: four fifths beside each other, one fifth over an earlier one,
/// half of those nested in it, half crossing its end.
fn draw(size: Size) -> Corpus {
    let (bytes, count) = size.counts();
    let mut draw = Draw(0x00C0_FFEE + bytes as u64);
    let mut text = String::with_capacity(bytes + 1024);
    while text.len() < bytes {
        for number in 0..3 + draw.below(4) {
            let space = if number > 0 { " " } else { "" };
            text.push_str(space);
            text.push_str(&sentence(&mut draw));
        }
        text.push_str("\n\n");
    }
    while !text.is_char_boundary(bytes) {
        text.pop();
    }
    text.truncate(bytes);
    text.truncate(text.trim_end().len());
    let words = words(&text);
    let spans = places(&mut draw, words.len(), count)
        .into_iter()
        .map(|(from, to, tag)| (Stretch::new(words[from].0, words[to - 1].1), tag.to_owned()));
    Corpus { spans: spans.collect(), text }
}

/// Returns where each word starts and ends.
fn words(text: &str) -> Vec<(usize, usize)> {
    let start = text.as_ptr() as usize;
    let at = |word: &str| word.as_ptr() as usize - start;
    text.split_whitespace().map(|word| (at(word), at(word) + word.len())).collect()
}

/// A tag, and the least and most words of its spans.
const TAGS: [(&str, usize, usize); 4] =
    [("actor", 1, 3), ("skepticism", 3, 6), ("quote", 4, 10), ("claim", 5, 12)];

/// Draws spans as first word, the word after the last, and tag.
fn places(draw: &mut Draw, words: usize, count: usize) -> Vec<(usize, usize, &'static str)> {
    let over = count / 5;
    let apart = count - over;
    let mut places = Vec::with_capacity(count);
    for number in 0..apart {
        let (low, high) = (number * words / apart, (number + 1) * words / apart);
        let (tag, least, most) = TAGS[draw.below(TAGS.len())];
        let length = (least + draw.below(most - least + 1)).min((high - low).max(2) - 1);
        let start = low + draw.below((high - low - length).max(1));
        places.push((start, start + length, tag));
    }
    for number in 0..over {
        let (start, end, _) = places[number * apart / over];
        let (tag, ..) = TAGS[draw.below(TAGS.len())];
        let (from, to) = if number % 2 == 1 {
            (start + (end - start) / 2, end + 2 + draw.below(3))
        } else if end - start > 1 {
            let from = start + draw.below(end - start - 1);
            (from, end.min(from + 1 + draw.below(2)))
        } else {
            (start.saturating_sub(2), end + 2)
        };
        places.push((from, to.min(words), tag));
    }
    places.retain(|(from, to, _)| from < to);
    places
}

const NAMES: [&str; 8] = [
    "Maria Keller",
    "Tomás Okafor",
    "Aïcha Dubois",
    "Viktor Novák",
    "Priya Lindqvist",
    "Søren Castañeda",
    "Nadia Müller",
    "Daniel Harper",
];
const BODIES: [&str; 6] = [
    "the Ministry of Health",
    "the Harbour Authority",
    "Northfield Council",
    "the Central Bank",
    "the transport union",
    "the Electoral Commission",
];
const THINGS: [&str; 6] = [
    "a new flood barrier",
    "the vaccination programme",
    "the housing reform",
    "the border agreement",
    "the offshore wind farm",
    "an inquiry into the spending",
];
const DID: [&str; 6] = ["announced", "rejected", "defended", "postponed", "questioned", "approved"];
const SUCH: [&str; 5] = ["costly", "long-awaited", "controversial", "preliminary", "overdue"];
const EFFECTS: [&str; 4] = [
    "would cost taxpayers many million euros",
    "will reduce emissions within a decade",
    "was based on a sample of a few households",
    "could delay the project by months",
];
const DOUBTS: [&str; 4] = [
    "critics say there is little evidence for that",
    "independent experts doubt the figure",
    "the claim could not be verified",
    "no documents were released to support it",
];

/// Returns a sentence as newspapers have them.
fn sentence(draw: &mut Draw) -> String {
    let (name, body, thing) = (draw.of(&NAMES), draw.of(&BODIES), draw.of(&THINGS));
    let (did, such, effect, doubt) =
        (draw.of(&DID), draw.of(&SUCH), draw.of(&EFFECTS), draw.of(&DOUBTS));
    match draw.below(5) {
        0 => format!("{name} of {body} {did} {thing} on Monday, saying it {effect}."),
        1 => format!("“We believe the {such} plan {effect},” said {name}, who speaks for {body}."),
        2 => format!("According to {body}, {thing} {effect} — but {doubt}."),
        3 => format!("The {such} decision, which {body} {did} in {}, {effect}.", draw.below(36)),
        _ => format!("However, {doubt}, and {name} asked whether {thing} was still needed."),
    }
}

/// Numbers that are the same on every machine: splitmix64, <https://prng.di.unimi.it/splitmix64.c>.
struct Draw(u64);

impl Draw {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// Returns a number under `most`.
    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.bits() % most as u64).expect("it is under a usize")
    }

    fn of(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }
}
