//! Reading a file: records whose unknown fields are kept as they stand.
//!
//! Written by hand because serde's `flatten` and `ron::Value` lose the form of what they do not know.

use std::{
    borrow::Cow, collections::HashSet, fmt, fmt::Display, marker::PhantomData, str::FromStr,
};

use compact_str::CompactString;
use ron::value::RawValue;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::write::FORMAT;
use crate::model::{Attributes, Unknown};

/// What is read from a parenthesised list of fields.
pub(super) trait Record<'de>: Sized {
    /// Reads the fields; an error names what is wrong, the place is known to the parser.
    fn read<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;

    /// Returns how many of its fields this version does not know.
    fn unknown(&self) -> usize {
        0
    }

    /// Returns what no other record of its list may share; empty where they may.
    fn key(&self) -> CompactString {
        CompactString::default()
    }
}

/// Reads known fields into variables of their names, `Option`s all, and keeps the others.
macro_rules! fields {
    ($map:ident, $unknown:ident, { $($field:ident: $type:ty,)+ }) => {
        $(let mut $field: Option<$type> = None;)+
        let mut $unknown = $crate::model::Unknown::default();
        'fields: while let Some(name) = $map.next_key::<$crate::store::files::read::Name<'de>>()? {
            $(if name.0 == stringify!($field) {
                $crate::store::files::read::once(&mut $field, name.0, &mut $map)?;
                continue 'fields;
            })+
            $crate::store::files::read::keep(&mut $unknown, name.0, &mut $map)?;
        }
    };
}
pub(super) use fields;

/// Reads a field that may come once: keeping the last of two would lose the first.
pub(super) fn once<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(twice(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

/// No record has more fields that this version does not know: each is looked for among the others.
const MOST_UNKNOWN: usize = 1000;

/// Keeps a field that this version does not know.
pub(super) fn keep<'de, A: MapAccess<'de>>(
    unknown: &mut Unknown,
    name: &str,
    map: &mut A,
) -> Result<(), A::Error> {
    if unknown.iter().any(|(known, _)| known == name) {
        return Err(twice(name));
    }
    if unknown.len() >= MOST_UNKNOWN {
        return Err(A::Error::custom(format_args!("over {MOST_UNKNOWN} fields are not known")));
    }
    let ron: &RawValue = map.next_value()?;
    // A comment at its end would swallow what is written after it.
    unknown.push(name.to_owned(), ron.trim().get_ron().to_owned());
    Ok(())
}

fn twice<E: Error>(name: &str) -> E {
    E::custom(format_args!("the field `{name}` is there twice"))
}

/// Returns a field that a record cannot do without.
pub(super) fn required<T, E: Error>(name: &str, field: Option<T>) -> Result<T, E> {
    field.ok_or_else(|| E::custom(format_args!("the field `{name}` is missing")))
}

/// A field's name.
pub(super) struct Name<'de>(pub(super) &'de str);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field’s name")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(name))
            }
        }
        from.deserialize_identifier(NameVisitor)
    }
}

/// A record.
pub(super) struct In<T>(pub(super) T);

impl<'de, T: Record<'de>> Deserialize<'de> for In<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        OneOf { keys: &mut HashSet::new(), record: PhantomData }.deserialize(from).map(In)
    }
}

/// Reads one record of a list, whose key none before it may have. The check is made within the
/// record, so that an error has its line.
struct OneOf<'a, T> {
    keys: &'a mut HashSet<CompactString>,
    record: PhantomData<T>,
}

impl<'de, T: Record<'de>> DeserializeSeed<'de> for OneOf<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<T, D::Error> {
        from.deserialize_struct("", &[], self)
    }
}

impl<'de, T: Record<'de>> Visitor<'de> for OneOf<'_, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields in parentheses")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let record = T::read(map)?;
        let key = record.key();
        if key.is_empty() || self.keys.insert(key) {
            return Ok(record);
        }
        Err(A::Error::custom(format_args!("`{}` is there twice", record.key())))
    }
}

/// A list of records, no two with the same key.
pub(super) struct List<T>(pub(super) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Record<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct ListVisitor<T>(PhantomData<T>);
        impl<'de, T: Record<'de>> Visitor<'de> for ListVisitor<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
                let (mut list, mut keys) = (Vec::new(), HashSet::new());
                while let Some(record) =
                    seq.next_element_seed(OneOf { keys: &mut keys, record: PhantomData })?
                {
                    list.push(record);
                }
                Ok(List(list))
            }
        }
        from.deserialize_seq(ListVisitor(PhantomData))
    }
}

/// A text, borrowed from the file where nothing in it is escaped.
#[derive(Default)]
pub(super) struct Words<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Words<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct WordsVisitor;
        impl<'de> Visitor<'de> for WordsVisitor {
            type Value = Words<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotes")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Owned(text.to_owned())))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Owned(text)))
            }
        }
        from.deserialize_str(WordsVisitor)
    }
}

/// An id, a time, a colour: what has a form.
pub(super) struct Parsed<T>(pub(super) T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Words(text) = Words::deserialize(from)?;
        text.parse()
            .map(Parsed)
            .map_err(|error| D::Error::custom(format_args!("{error}: `{text}`")))
    }
}

/// A word of a closed set, which may have grown since.
pub(super) struct Word<T>(pub(super) T);

impl<'de, T: for<'a> From<&'a str>> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Words(text) = Words::deserialize(from)?;
        Ok(Self(T::from(&text)))
    }
}

/// Attributes: a map of lists.
#[derive(Default)]
pub(super) struct Labels(pub(super) Attributes);

impl<'de> Deserialize<'de> for Labels {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct LabelsVisitor;
        impl<'de> Visitor<'de> for LabelsVisitor {
            type Value = Labels;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of attributes, each with a list of values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Labels, A::Error> {
                let mut attributes = Attributes::default();
                while let Some((Parsed(id), values)) = map.next_entry()? {
                    let name = format!("{id}");
                    if !attributes.replace(id, values).is_empty() {
                        return Err(twice(&name));
                    }
                }
                Ok(Labels(attributes))
            }
        }
        from.deserialize_map(LabelsVisitor)
    }
}

/// The format's number, checked to be one that this version reads. A file of an older format would
/// be brought up to date here.
pub(super) struct Format;

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match u64::deserialize(from)? {
            number if number == u64::from(FORMAT) => Ok(Self),
            number => Err(D::Error::custom(format_args!("format {number} is not known"))),
        }
    }
}
