//! The encodings that a text file may have.

use encoding_rs::{
    BIG5, DecoderResult, EUC_JP, EUC_KR, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_3,
    ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_10, ISO_8859_13,
    ISO_8859_14, ISO_8859_15, ISO_8859_16, KOI8_R, KOI8_U, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE,
    UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850, DECODING_TABLE_CP852};

/// An encoding of text: those of the WHATWG Encoding Standard, UTF-32, and code pages of DOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Standard(&'static encoding_rs::Encoding),
    Utf32(Order),
    Dos(CodePage),
}

/// The code pages of DOS that the standard does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CodePage {
    Ibm437,
    Ibm850,
    Ibm852,
}

impl CodePage {
    /// Returns what the bytes beyond ASCII stand for.
    fn letters(self) -> &'static [char; 128] {
        match self {
            Self::Ibm437 => &DECODING_TABLE_CP437,
            Self::Ibm850 => &DECODING_TABLE_CP850,
            Self::Ibm852 => &DECODING_TABLE_CP852,
        }
    }
}

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

fn standard(encoding: &'static encoding_rs::Encoding) -> Encoding {
    Encoding(Kind::Standard(encoding))
}

impl Encoding {
    /// Where an encoding is from that the analyst chose.
    pub const CHOSEN: &'static str = "chosen";
    /// UTF-32, the low byte first.
    pub const UTF_32LE: Self = Self(Kind::Utf32(Order::Little));
    /// UTF-32, the high byte first.
    pub const UTF_32BE: Self = Self(Kind::Utf32(Order::Big));

    /// DOS in the United States; it has the letters of German and French.
    pub const IBM_437: Self = Self(Kind::Dos(CodePage::Ibm437));
    /// DOS in western Europe.
    pub const IBM_850: Self = Self(Kind::Dos(CodePage::Ibm850));
    /// DOS in middle Europe.
    pub const IBM_852: Self = Self(Kind::Dos(CodePage::Ibm852));

    /// What all files should have.
    pub fn utf_8() -> Self {
        standard(UTF_8)
    }

    /// UTF-16, the low byte first.
    pub fn utf_16le() -> Self {
        standard(UTF_16LE)
    }

    /// UTF-16, the high byte first.
    pub fn utf_16be() -> Self {
        standard(UTF_16BE)
    }

    /// Returns every encoding, in the order in which a person looks for one: Unicode, then by
    /// region.
    pub fn all() -> Vec<Self> {
        let standards = [
            UTF_8,
            UTF_16LE,
            UTF_16BE,
            WINDOWS_1252,
            ISO_8859_15,
            MACINTOSH,
            WINDOWS_1250,
            ISO_8859_2,
            ISO_8859_16,
            WINDOWS_1251,
            KOI8_R,
            KOI8_U,
            ISO_8859_5,
            IBM866,
            X_MAC_CYRILLIC,
            WINDOWS_1253,
            ISO_8859_7,
            WINDOWS_1254,
            ISO_8859_3,
            WINDOWS_1257,
            ISO_8859_13,
            ISO_8859_4,
            ISO_8859_10,
            ISO_8859_14,
            WINDOWS_1255,
            ISO_8859_8,
            WINDOWS_1256,
            ISO_8859_6,
            WINDOWS_874,
            WINDOWS_1258,
            SHIFT_JIS,
            EUC_JP,
            ISO_2022_JP,
            GB18030,
            GBK,
            BIG5,
            EUC_KR,
        ];
        let mut all: Vec<Self> = standards.into_iter().map(standard).collect();
        let mut put_before = |next, ours: &[Self]| {
            let at = all.iter().position(|one| *one == standard(next)).unwrap_or(all.len());
            all.splice(at..at, ours.iter().copied());
        };
        put_before(WINDOWS_1252, &[Self::UTF_32LE, Self::UTF_32BE]);
        put_before(MACINTOSH, &[Self::IBM_850, Self::IBM_437]);
        put_before(WINDOWS_1251, &[Self::IBM_852]);
        all
    }

    /// Returns the encoding that a label names, such as `latin1`, `Shift_JIS` or `utf-16le`: by the
    /// labels of the WHATWG Encoding Standard, and `cp437` and the like. `None` where it names none.
    pub fn named(label: &str) -> Option<Self> {
        match label.trim().to_ascii_lowercase().as_str() {
            "utf-32" | "utf-32le" | "utf32" => return Some(Self::UTF_32LE),
            "utf-32be" => return Some(Self::UTF_32BE),
            "ibm437" | "cp437" | "437" => return Some(Self::IBM_437),
            "ibm850" | "cp850" | "850" => return Some(Self::IBM_850),
            "ibm852" | "cp852" | "852" => return Some(Self::IBM_852),
            _ => {}
        }
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(standard)
    }

    /// Returns its name, such as `windows-1252`.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Standard(encoding) => encoding.name(),
            Kind::Utf32(Order::Little) => "UTF-32LE",
            Kind::Utf32(Order::Big) => "UTF-32BE",
            Kind::Dos(CodePage::Ibm437) => "IBM437",
            Kind::Dos(CodePage::Ibm850) => "IBM850",
            Kind::Dos(CodePage::Ibm852) => "IBM852",
        }
    }

    /// Returns the text of bytes without a byte order mark, and how many of the bytes stand for
    /// nothing: `U+FFFD` is put in their place.
    pub(super) fn decode(self, bytes: &[u8]) -> (String, usize) {
        match self.0 {
            Kind::Standard(encoding) => decode(encoding, bytes),
            Kind::Utf32(order) => decode_utf32(order, bytes),
            Kind::Dos(page) => (decode_dos(page.letters(), bytes), 0),
        }
    }
}

impl From<&'static encoding_rs::Encoding> for Encoding {
    fn from(encoding: &'static encoding_rs::Encoding) -> Self {
        standard(encoding)
    }
}

fn decode(encoding: &'static encoding_rs::Encoding, mut bytes: &[u8]) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
    let mut undecodable = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
        bytes = bytes.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, undecodable),
            DecoderResult::OutputFull => text.reserve(bytes.len() + 64),
            DecoderResult::Malformed(length, _) => {
                undecodable += usize::from(length);
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

/// Every byte of these code pages stands for something.
fn decode_dos(letters: &[char; 128], bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte.checked_sub(128) {
        Some(at) => letters.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

fn decode_utf32(order: Order, bytes: &[u8]) -> (String, usize) {
    let (units, rest) = bytes.as_chunks::<4>();
    let (mut text, mut undecodable) = (String::with_capacity(bytes.len() / 3), 0);
    for unit in units {
        let value = match order {
            Order::Little => u32::from_le_bytes(*unit),
            Order::Big => u32::from_be_bytes(*unit),
        };
        text.push(char::from_u32(value).unwrap_or_else(|| {
            undecodable += unit.len();
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        undecodable += rest.len();
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, undecodable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_found_by_its_name() {
        let all = Encoding::all();
        for encoding in &all {
            assert_eq!(Encoding::named(encoding.name()), Some(*encoding));
        }
        let names: std::collections::BTreeSet<_> = all.iter().map(|one| one.name()).collect();
        assert_eq!(names.len(), all.len());
        assert_eq!(Encoding::named(" Latin1 ").map(Encoding::name), Some("windows-1252"));
        assert_eq!(Encoding::named("utf-7"), None);
    }

    #[test]
    fn what_stands_for_nothing_is_counted_and_marked() {
        fn check(encoding: Encoding, bytes: &[u8], text: &str, undecodable: usize) {
            assert_eq!(encoding.decode(bytes), (text.to_owned(), undecodable), "{encoding:?}");
        }
        check(Encoding::utf_8(), b"caf\xe9 \xe2\x82 x", "caf\u{fffd} \u{fffd} x", 3);
        check(Encoding::utf_16le(), b"a\0\0\xd8b\0c", "a\u{fffd}b\u{fffd}", 3);
        check(
            Encoding::UTF_32LE,
            b"a\0\0\0\0\xd8\0\0\x01\xf6\x01\0b",
            "a\u{fffd}\u{1f601}\u{fffd}",
            5,
        );
        check(Encoding::UTF_32BE, b"\0\0\0a", "a", 0);
    }
}
