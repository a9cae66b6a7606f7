//! The two ways in which mail carries bytes as letters: quoted-printable and base64 (RFC 2045). What
//! breaks their rules is kept as it is, or left out where it can mean nothing.

use std::borrow::Cow;

/// Returns the bytes of a part, by the header that says how they were carried.
pub(super) fn decoded<'a>(body: &'a [u8], encoding: Option<&str>) -> Cow<'a, [u8]> {
    match encoding.map(|name| name.trim().to_ascii_lowercase()).as_deref() {
        Some("quoted-printable") => Cow::Owned(quoted_printable(body)),
        Some("base64") => Cow::Owned(base64(body)),
        _ => Cow::Borrowed(body),
    }
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (plain, quoted) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        bytes.extend_from_slice(plain);
        let after = quoted.get(1..).unwrap_or_default();
        let line = after.trim_ascii_start();
        // White space that some programs leave at a line's end is no reason to break it.
        let gap = after.get(..after.len() - line.len()).unwrap_or_default();
        let byte = after.first_chunk::<2>().and_then(|digits| hex(*digits));
        if let Some(byte) = byte {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else if let Some(end) = memchr::memchr(b'\n', gap) {
            rest = after.get(end + 1..).unwrap_or_default();
        } else if after.is_empty() {
            rest = after;
        } else {
            bytes.push(b'=');
            rest = after;
        }
    }
    bytes.extend_from_slice(rest);
    bytes
}

fn hex(digits: [u8; 2]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(digits[0])? << 4 | digit(digits[1])?)
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in body.iter().take_while(|byte| **byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0x00ff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    bytes
}
