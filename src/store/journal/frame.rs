//! How records stand in a segment's file: each with its number, length and checksum, so that one that
//! was written in part is told from one that is whole, and a person can still read them.

use std::fmt::Write as _;

/// How many hexadecimal digits a checksum has.
const CHECKSUM: usize = 16;

/// A record as it stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub(super) number: u64,
    pub(super) payload: &'a str,
}

/// What comes after the last whole record of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing.
    Clean,
    /// A record that was written in part, from this byte on.
    Torn(usize),
    /// Something that is no record, from this byte on, and whole records after it.
    Damaged(usize),
}

/// Returns a record as it stands in a file:
///
/// ```text
/// #12 34 0123456789abcdef
/// (did: "tag Quote", …)
/// ```
pub(super) fn frame(number: u64, payload: &str) -> String {
    let mut out = String::with_capacity(payload.len() + 48);
    let checksum = checksum(number, payload);
    write!(out, "#{number} {} {checksum}\n{payload}\n", payload.len())
        .expect("writing to a string cannot fail");
    out
}

/// Returns the records of a file up to the first that is not whole, and what comes after them.
pub(super) fn frames(bytes: &[u8]) -> (Vec<Frame<'_>>, Tail) {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        let Some((frame, end)) = read(bytes, at) else {
            let mut others = memchr::memchr_iter(b'#', bytes.get(at + 1..).unwrap_or_default());
            let goes_on = others.any(|next| read(bytes, at + 1 + next).is_some());
            return (found, if goes_on { Tail::Damaged(at) } else { Tail::Torn(at) });
        };
        found.push(frame);
        at = end;
    }
    (found, Tail::Clean)
}

/// Reads the record at a byte, and returns it with where it ends.
fn read(bytes: &[u8], at: usize) -> Option<(Frame<'_>, usize)> {
    let rest = bytes.get(at..)?.strip_prefix(b"#")?;
    // A number, a length and a checksum are short: no search through all of a damaged file.
    let line = rest.get(..rest.len().min(64))?;
    let line = std::str::from_utf8(line.get(..memchr::memchr(b'\n', line)?)?).ok()?;
    let mut parts = line.split(' ');
    let number: u64 = parts.next()?.parse().ok()?;
    let length: usize = parts.next()?.parse().ok()?;
    let sum = parts.next()?;
    let start = at + 1 + line.len() + 1;
    let end = start.checked_add(length)?;
    let payload = std::str::from_utf8(bytes.get(start..end)?).ok()?;
    let is_whole = bytes.get(end) == Some(&b'\n') && sum == checksum(number, payload);
    is_whole.then_some((Frame { number, payload }, end + 1))
}

/// The number is in it: a record that stands in the wrong place is none.
fn checksum(number: u64, payload: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&number.to_le_bytes());
    hasher.update(payload.as_bytes());
    let mut sum = hasher.finalize().to_hex().to_string();
    sum.truncate(CHECKSUM);
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(payloads: &[String]) -> (Vec<u8>, Vec<usize>) {
        let (mut bytes, mut ends) = (Vec::new(), Vec::new());
        for (number, payload) in (1..).zip(payloads) {
            bytes.extend(frame(number, payload).as_bytes());
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    proptest! {
        #[test]
        fn a_file_cut_anywhere_holds_what_was_whole(
            payloads in proptest::collection::vec("[^\r]{0,20}|\n#1 2 3\n", 1..6),
        ) {
            let (bytes, ends) = file(&payloads);
            for cut in 0..=bytes.len() {
                let (found, tail) = frames(&bytes[..cut]);
                let whole = ends.iter().filter(|end| **end <= cut).count();
                prop_assert_eq!(found.len(), whole);
                let begun = ends[..whole].last().copied().unwrap_or_default();
                prop_assert_eq!(tail, if begun == cut { Tail::Clean } else { Tail::Torn(begun) });
                for (frame, payload) in found.iter().zip(&payloads) {
                    prop_assert_eq!(frame.payload, payload);
                }
            }
        }

        #[test]
        fn no_changed_byte_passes(at in 0..200_usize, with: u8) {
            let payloads: Vec<String> = (0..4).map(|number| "é".repeat(number + 9)).collect();
            let (mut bytes, ends) = file(&payloads);
            let at = at % bytes.len();
            prop_assume!(bytes[at] != with);
            bytes[at] = with;
            let (found, tail) = frames(&bytes);
            let hit = ends.iter().filter(|end| **end <= at).count();
            prop_assert_eq!(found.len(), hit);
            prop_assert_ne!(tail, Tail::Clean);
            if hit < 3 {
                prop_assert!(matches!(tail, Tail::Damaged(_)));
            }
        }
    }

    #[test]
    fn zeros_at_the_end_are_a_torn_record() {
        let (mut bytes, ends) = file(&["one".to_owned()]);
        bytes.extend([0; 4096]);
        assert_eq!(frames(&bytes).1, Tail::Torn(ends[0]));
        assert_eq!(frames(b"").1, Tail::Clean);
    }
}
