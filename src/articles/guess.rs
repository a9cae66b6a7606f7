//! Which encoding bytes are in, where nothing says so.
//!
//! UTF-8 is what decodes as such; UTF-16 is known by its zero bytes. All else goes to chardetng, the
//! detector of Firefox. It leaves out what is rare on the web, and goes by more letters than a text in
//! Latin letters may have: such a text is weighed once more (`latin`).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::WINDOWS_1258;

use super::Encoding;

mod alphabets;
mod latin;
mod oddities;

/// The likeliest encoding of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub encoding: Encoding,
    /// Why it was taken.
    pub from: &'static str,
    /// What to say where it may well be wrong.
    pub doubt: Option<String>,
}

/// So many bytes at the beginning are looked at for UTF-16.
const SAMPLE: usize = 1 << 16;

/// With so many characters that are not ASCII a guess among the encodings with one byte a letter is
/// sure enough.
const ENOUGH: usize = 40;

/// Returns the likeliest encoding of bytes without a byte order mark.
pub(super) fn guess(bytes: &[u8]) -> Guess {
    let sure = |encoding, from| Guess { encoding, from, doubt: None };
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    if let Some(encoding) = utf16(sample) {
        return sure(encoding, "the zero bytes of UTF-16");
    }
    match std::str::from_utf8(bytes) {
        Ok(_) if bytes.is_ascii() => return sure(Encoding::utf_8(), "ASCII alone"),
        Ok(_) => return sure(Encoding::utf_8(), "valid UTF-8"),
        Err(_) => {}
    }
    if is_broken_utf8(bytes) {
        return sure(Encoding::utf_8(), "UTF-8 for the most part");
    }
    legacy(bytes)
}

/// Returns which UTF-16 the bytes are, if they are.
fn utf16(sample: &[u8]) -> Option<Encoding> {
    // Text in any other encoding has none of these: they are in every space and newline of UTF-16, or
    // in the punctuation of East Asia.
    if !sample.iter().any(|byte| *byte <= 2) || sample.len() < 4 || is_utf8_with_controls(sample) {
        return None;
    }
    let is_text = |encoding: Encoding| {
        let even = sample.get(..sample.len() & !1).unwrap_or_default();
        let (text, broken) = encoding.decode(even);
        // The sample's end may cut a pair in two.
        broken <= 2 && reads_like_text(&text)
    };
    let (little, big) = (is_text(Encoding::utf_16le()), is_text(Encoding::utf_16be()));
    match (little, big) {
        (true, false) => Some(Encoding::utf_16le()),
        (false, true) => Some(Encoding::utf_16be()),
        _ => None,
    }
}

/// Is it UTF-8 with few control characters? In UTF-16 every other byte is one, where both bytes of the
/// letters are ASCII.
fn is_utf8_with_controls(sample: &[u8]) -> bool {
    // The sample's end may cut a letter in two.
    let is_utf8 =
        std::str::from_utf8(sample).map_or_else(|error| error.error_len().is_none(), |_| true);
    let is_control = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\r');
    is_utf8 && sample.iter().filter(is_control).count() * 4 < sample.len()
}

/// Has the text no character that texts do not have, and spaces as often as texts do?
fn reads_like_text(text: &str) -> bool {
    let (mut spaces, mut total) = (0_usize, 0_usize);
    for c in text.chars() {
        let is_odd = matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{80}'..='\u{84}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}');
        if is_odd {
            return false;
        }
        total += 1;
        spaces += usize::from(matches!(c, ' ' | '\n' | '\r' | '\u{3000}'..='\u{3002}'));
    }
    spaces > 0 && total / spaces <= 400
}

/// Is it UTF-8 in which a few bytes were damaged?
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    // Letters of other encodings form what looks like UTF-8 only by chance, one in dozens.
    whole > 0 && broken <= whole.saturating_mul(2)
}

fn legacy(bytes: &[u8]) -> Guess {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let detected = detector.guess(None, Utf8Detection::Deny);
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let from = "guessed from the bytes";
    let is_latin = is_mostly_ascii(bytes);
    // Vietnamese has letters in two parts, which no other encoding gives.
    let encoding = match Encoding::from(detected) {
        other if !is_latin || detected == WINDOWS_1258 => other,
        latin => latin::likeliest(bytes, latin),
    };
    let is_doubtful = detected.is_single_byte() && high < ENOUGH && !is_mostly_letters(bytes, high);
    let doubt = (is_doubtful || encoding != Encoding::from(detected)).then(|| {
        let name = encoding.name();
        format!("The encoding {name} is a guess: where letters read wrong, choose another for the article")
    });
    Guess { encoding, from, doubt }
}

/// Are most of the letters not ASCII, as in Cyrillic or Greek? Then there is enough to go by.
fn is_mostly_letters(bytes: &[u8], high: usize) -> bool {
    high >= 12 && bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count() < high
}

/// Are by far the most letters ASCII, as in most languages that are written in Latin letters? What is
/// repeated counts once: the lines of frames are no letters.
fn is_mostly_ascii(bytes: &[u8]) -> bool {
    let is_new =
        |pair: &&[u8]| matches!(pair, [before, byte] if !byte.is_ascii() && byte != before);
    let high = bytes.windows(2).filter(is_new).count();
    bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count() > high.saturating_mul(2)
}
