//! Which encoding with one byte a letter a text in Latin letters is in.
//!
//! The detector goes by pairs of letters as the web has them. Where a text has few letters beyond
//! ASCII, whole words tell more: `naïve` and `Núñez` are of one language each, `Núńez` is of none.
//! So each encoding is weighed by the words that it gives, and by signs that no word has.

use encoding_rs::{
    ISO_8859_2, ISO_8859_15, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257,
};
use whatlang::Lang;

use super::{
    super::Encoding,
    alphabets::{ALPHABETS, Alphabet, Region},
    oddities::oddities,
};

/// So many bytes of words beyond ASCII are weighed.
const SAMPLE: usize = 1 << 14;

/// So many bytes of the text tell its language.
const HEAD: usize = 1 << 12;

/// With fewer letters the words of two languages look alike.
const LEAST_LETTERS: usize = 60;

/// What a sign weighs that no word has, or a word that is of no language.
const ODD: usize = 3;

/// A code page of DOS has to be better by so much, two letters that no other encoding explains: hardly a
/// text has been saved in one since.
const RARE: usize = 2 * ODD - 1;

/// So much better has to be what the detector did not find, and what the language of the text is not
/// usually kept in.
const UNUSUAL: usize = 2;

/// An encoding with the languages that it was made for.
struct Candidate {
    encoding: Encoding,
    region: Region,
    /// What it has to be better by.
    rare: usize,
}

fn candidates() -> Vec<Candidate> {
    let usual =
        |encoding, region| Candidate { encoding: Encoding::from(encoding), region, rare: 0 };
    let dos = |encoding, region| Candidate { encoding, region, rare: RARE };
    vec![
        usual(WINDOWS_1252, Region::West),
        usual(ISO_8859_15, Region::West),
        Candidate { encoding: Encoding::from(MACINTOSH), region: Region::West, rare: 1 },
        usual(WINDOWS_1250, Region::Middle),
        usual(ISO_8859_2, Region::Middle),
        usual(WINDOWS_1254, Region::Turkey),
        usual(WINDOWS_1257, Region::Baltic),
        dos(Encoding::IBM_437, Region::West),
        dos(Encoding::IBM_850, Region::West),
        dos(Encoding::IBM_852, Region::Middle),
    ]
}

/// Returns the likeliest encoding of a text in Latin letters: `detected`, unless another gives words
/// that are likelier.
pub(super) fn likeliest(bytes: &[u8], detected: Encoding) -> Encoding {
    let (marked, head) = (marked_words(bytes), bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes));
    let mut all = candidates();
    if all.iter().all(|one| one.encoding != detected) {
        all.push(Candidate { encoding: detected, region: Region::West, rare: 0 });
    }
    let weigh = |one: &Candidate| {
        let language = language(&one.encoding.decode(head).0);
        let is_home = match language {
            // Most texts are of the west; and of few words none tells the language.
            None => one.region == Region::West,
            Some(_) => ALPHABETS
                .iter()
                .any(|alphabet| alphabet.language == language && alphabet.region == one.region),
        };
        let is_detected = one.encoding == detected;
        let unusual = if is_home || is_detected { 0 } else { UNUSUAL };
        let weight = weight(&one.encoding.decode(&marked), language) + one.rare + unusual;
        (weight, language.is_some() && !is_home, !is_detected)
    };
    let best = all.iter().min_by_key(|one| weigh(one));
    best.map_or(detected, |best| best.encoding)
}

/// Returns the words that are not ASCII alone, apart by spaces: as many as a sample takes.
fn marked_words(bytes: &[u8]) -> Vec<u8> {
    let mut words = Vec::new();
    for word in bytes.split(u8::is_ascii_whitespace).filter(|word| !word.is_ascii()) {
        words.extend(word.iter().take(SAMPLE));
        words.push(b' ');
        if words.len() > SAMPLE {
            break;
        }
    }
    words
}

/// Returns the language of a text, where it has words enough to tell one of those that are weighed.
fn language(text: &str) -> Option<Lang> {
    let found = whatlang::detect(text).filter(|found| found.is_reliable())?.lang();
    let is_long = text.chars().filter(|c| c.is_alphabetic()).nth(LEAST_LETTERS).is_some();
    let is_weighed = ALPHABETS.iter().any(|alphabet| alphabet.language == Some(found));
    (is_long && is_weighed).then_some(found)
}

/// Weighs how little a text is like one in a language, with the bytes that stand for nothing.
fn weight((text, undecodable): &(String, usize), language: Option<Lang>) -> usize {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    let strange: usize = words.map(|word| strangeness(word, language)).sum();
    strange + ODD * (oddities(text) + undecodable)
}

/// Weighs a word: one of the text's language nothing, one of another language little.
fn strangeness(word: &str, language: Option<Lang>) -> usize {
    let of = || ALPHABETS.iter().filter(|alphabet| alphabet.has_all(word));
    let is_its_own = |alphabet: &Alphabet| language.is_some() && alphabet.language == language;
    match () {
        () if of().any(is_its_own) => 0,
        () if of().next().is_some() => 1,
        () if word.chars().all(|c| !c.is_ascii() && !is_latin(c)) => 1,
        () => ODD,
    }
}

/// Is this a letter of the blocks that have those of the Latin script?
fn is_latin(c: char) -> bool {
    matches!(c, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}
