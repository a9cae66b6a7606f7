//! Inputs made of other inputs: bytes changed, parts cut, doubled, moved, taken from elsewhere, and
//! words of the format put in the place of others.

use crate::random::Random;

/// No input is longer: what a reader does with much is tested elsewhere.
pub const LONGEST: usize = 1 << 16;

/// What is odd in any text: the ends of numbers, quotes, controls, marks that turn text around.
const ODD: [&str; 36] = [
    "",
    "0",
    "-1",
    "1",
    "4294967295",
    "4294967296",
    "18446744073709551616",
    "-9223372036854775808",
    "1e400",
    "NaN",
    "inf",
    "-0.0",
    "0x",
    "\"",
    "\\",
    "\\u{d800}",
    "\\ud800",
    "\\u{110000}",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{feff}",
    "\u{200b}",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    "e\u{301}\u{301}",
    "👩‍🚀",
    "שלום",
    "((((((((",
    "[[[[[[[[",
    "{{{{{{{{",
    "r#\"",
    "//",
    "/*",
];

/// Makes a new input of one of `seeds`, in a few steps.
pub fn mutated(random: &mut Random, seeds: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut input = random.of(seeds).cloned().unwrap_or_default();
    for _ in 0..=random.below(5) {
        step(random, &mut input, seeds, words);
    }
    input.truncate(LONGEST);
    input
}

fn step(random: &mut Random, input: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[&str]) {
    match random.below(11) {
        0 => change_byte(random, input),
        1 => input.truncate(random.below(input.len())),
        2 => drop(input.drain(part(random, input))),
        3 => insert(random, input, |random, input| input[part(random, input)].to_vec()),
        4 => {
            let other = random.of(seeds).cloned().unwrap_or_default();
            let taken = other[part(random, &other)].to_vec();
            insert(random, input, |_, _| taken);
        }
        5 => {
            let word = random.of(&ODD).copied().unwrap_or_default();
            insert(random, input, |_, _| word.as_bytes().to_vec());
        }
        6 => replace_token(random, input, random_word),
        7 => {
            let word = random.of(words).copied().unwrap_or_default();
            replace_token(random, input, |_| word.to_owned());
        }
        8 => swap_lines(random, input),
        9 => drop_line(random, input),
        _ => {
            let word = random.of(words).copied().unwrap_or_default();
            insert(random, input, |_, _| word.as_bytes().to_vec());
        }
    }
}

fn random_word(random: &mut Random) -> String {
    random.of(&ODD).copied().unwrap_or_default().to_owned()
}

fn change_byte(random: &mut Random, input: &mut [u8]) {
    let (at, bits) = (random.below(input.len()), random.next().to_le_bytes()[0]);
    if let Some(byte) = input.get_mut(at) {
        *byte = if bits & 1 == 0 { *byte ^ (1 << (bits >> 5)) } else { bits };
    }
}

/// A part of an input, mostly short.
fn part(random: &mut Random, input: &[u8]) -> std::ops::Range<usize> {
    let start = random.below(input.len());
    let most = if random.below(4) == 0 { input.len() } else { 40 };
    let end = (start + random.below(most)).min(input.len());
    start..end
}

fn insert(
    random: &mut Random,
    input: &mut Vec<u8>,
    made: impl FnOnce(&mut Random, &[u8]) -> Vec<u8>,
) {
    let new = made(random, input);
    let at = random.below(input.len() + 1);
    input.splice(at..at, new);
}

/// Puts another word in the place of one: of letters and digits, or of a single sign.
fn replace_token(
    random: &mut Random,
    input: &mut Vec<u8>,
    made: impl FnOnce(&mut Random) -> String,
) {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    let start = random.below(input.len());
    let len = input.iter().skip(start).take_while(|byte| is_word(byte)).count().max(1);
    let end = (start + len).min(input.len());
    let start = start.min(end);
    input.splice(start..end, made(random).into_bytes());
}

fn swap_lines(random: &mut Random, input: &mut Vec<u8>) {
    let mut lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
    let (a, b) = (random.below(lines.len()), random.below(lines.len()));
    if !lines.is_empty() {
        lines.swap(a, b);
    }
    *input = lines.concat();
}

fn drop_line(random: &mut Random, input: &mut Vec<u8>) {
    let mut lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
    if !lines.is_empty() {
        lines.remove(random.below(lines.len()));
    }
    *input = lines.concat();
}
