//! The text strings of a document: titles, authors, page labels (ISO 32000-2, 7.9.2.2).

/// Returns a text string's text: UTF-16 or UTF-8 by its byte order mark, else `PDFDocEncoding`.
pub(super) fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            // Against the rules, but far more likely than such a sequence of letters.
            Ok(text) if !text.is_ascii() => text.to_owned(),
            _ => bytes.iter().map(|&byte| narrow(byte)).collect(),
        },
    };
    // Escapes may name the language of what follows.
    text.chars().filter(|&c| c != '\0' && c != '\u{feff}').collect()
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|&pair| unit(pair)))
        .map(|c| c.unwrap_or('\u{fffd}'))
        .collect()
}

/// Returns a letter of `PDFDocEncoding`: Latin 1 but for these.
fn narrow(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 31] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    let at = |table: &[char], first: u8| table.get(usize::from(byte - first)).copied();
    match byte {
        0x18..=0x1f => at(&LOW, 0x18),
        0x80..=0x9e => at(&HIGH, 0x80),
        0xa0 => Some('€'),
        _ => None,
    }
    .unwrap_or_else(|| char::from(byte))
}
