//! Text of mainframes, in EBCDIC. In encodings that go on from ASCII it reads like Cyrillic noise.

/// So many bytes at the beginning are looked at.
const SAMPLE: usize = 1 << 14;

/// With fewer bytes there is too little to go by.
const LEAST: usize = 24;

/// The space of EBCDIC, which is `@` in ASCII.
const SPACE: u8 = 0x40;

/// Its `a`, `e`, `i` and `o`.
const VOWELS: [u8; 4] = [0x81, 0x85, 0x89, 0x96];

/// Are the bytes letters of EBCDIC for the most part, with its spaces between them and no others?
pub(super) fn is_ebcdic(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    let is_apart = |byte: &u8| matches!(byte, b' ' | b'\n');
    if sample.len() < LEAST || sample.iter().any(is_apart) || std::str::from_utf8(sample).is_ok() {
        return false;
    }
    let count = |is_one: &dyn Fn(&u8) -> bool| sample.iter().filter(|byte| is_one(byte)).count();
    let (spaces, letters) = (count(&|byte| *byte == SPACE), count(&|byte| is_letter(*byte)));
    let vowels = count(&|byte| VOWELS.contains(byte));
    // In encodings of East Asia the byte is half of a letter: always after the same one, as in the wide
    // space, or seldom.
    let after_a = sample.windows(2).filter(|pair| *pair == [VOWELS[0], SPACE]).count();
    let is_spaced = spaces * 20 >= sample.len() && after_a * 2 < spaces;
    is_spaced && letters * 3 >= (sample.len() - spaces) * 2 && vowels * 5 >= letters
}

/// Is it a letter of ASCII in EBCDIC?
fn is_letter(byte: u8) -> bool {
    let low = byte & 0x0f;
    match byte & 0xf0 {
        0x80 | 0x90 | 0xc0 | 0xd0 => (1..=9).contains(&low),
        0xa0 | 0xe0 => (2..=9).contains(&low),
        _ => false,
    }
}
