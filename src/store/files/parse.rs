//! From a file's bytes to what it holds, or to what is wrong with it.

use std::cell::Cell;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::{
    read::{In, Name, Record},
    words::in_words,
    write::FORMAT,
};
use crate::store::{Flaw, markers};

/// Reads a file.
pub(super) fn parse<'de, T: Record<'de>>(bytes: &'de [u8]) -> Result<T, Flaw> {
    let text = readable(bytes)?;
    // Errors count columns from the start of what the parser was given, and so must the editor.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match ron::from_str::<In<T>>(text) {
        Ok(In(value)) => Ok(value),
        Err(error) => Err(explained(text, &error)),
    }
}

fn readable(bytes: &[u8]) -> Result<&str, Flaw> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Flaw::Empty);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let head = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Flaw::NotUtf8 { line: line_at_end(head) }
    })?;
    if bytes.contains(&0) {
        return Err(Flaw::Binary);
    }
    match markers::first(bytes) {
        Some(line) => Err(Flaw::Markers { line }),
        None => Ok(text),
    }
}

fn line_at_end(head: &[u8]) -> u32 {
    number(1 + memchr::memchr_iter(b'\n', head).count())
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Says what is wrong: a file of another format fails in many ways, of which its format is the first.
fn explained(text: &str, error: &ron::error::SpannedError) -> Flaw {
    if let Some(line) = markers::any(text.as_bytes()) {
        return Flaw::Markers { line };
    }
    match format_of(text) {
        Found::Number(found) if found > u64::from(FORMAT) => Flaw::Newer { format: found },
        Found::Nothing if matches!(error.code, ron::Error::Message(_)) => Flaw::NoFormat,
        Found::Number(0) | Found::Other => Flaw::NoFormat,
        Found::Number(_) | Found::Nothing => Flaw::Syntax {
            line: number(error.span.end.line),
            column: number(error.span.end.col),
            message: in_words(&error.code),
        },
    }
}

/// What a file says of its format.
#[derive(Clone, Copy)]
enum Found {
    Nothing,
    Number(u64),
    Other,
}

/// Looks for `format` in a file that could not be read as a whole.
fn format_of(text: &str) -> Found {
    let found = Cell::new(Found::Nothing);
    // The outcome is in the cell: what comes after the format is of no interest.
    ron::Options::default().from_str_seed(text, Seek(&found)).unwrap_or_default();
    found.get()
}

struct Seek<'a>(&'a Cell<Found>);

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_struct("", &[], self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("fields in parentheses")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            if name == "format" {
                self.0.set(Found::Other);
                self.0.set(Found::Number(map.next_value()?));
                return Err(A::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
