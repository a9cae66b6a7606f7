//! The fields of one line, as an import finds them.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize,
    de::{Deserializer, SeqAccess, Visitor},
};

/// One line: a span to be. Fields that an import has no use for are passed over.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    pub id: Option<String>,
    pub article: String,
    pub tag: String,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub fragments: Option<Vec<(u32, u32)>>,
    pub text: Option<String>,
    pub texts: Option<Vec<String>>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub note: Option<String>,
    pub attributes: Option<BTreeMap<String, Values>>,
    pub links: Option<Vec<LinkFields>>,
    pub card: Option<String>,
    pub created: Option<String>,
    pub adrift: Option<bool>,
}

/// A link of a line's span.
#[derive(Debug, Deserialize)]
pub(super) struct LinkFields {
    pub kind: String,
    pub to: String,
    pub to_article: Option<String>,
    pub note: Option<String>,
    pub attributes: Option<BTreeMap<String, Values>>,
}

/// An attribute's values: a list, or one word, number or truth alone.
#[derive(Debug)]
pub(super) struct Values(pub Vec<String>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValuesVisitor)
    }
}

struct ValuesVisitor;

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or a list of values")
    }

    fn visit_str<E>(self, value: &str) -> Result<Values, E> {
        Ok(Values(vec![value.to_owned()]))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Values, E> {
        Ok(Values(vec![if value { "yes" } else { "no" }.to_owned()]))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Values, E> {
        Ok(Values(vec![value.to_string()]))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Values, E> {
        Ok(Values(vec![value.to_string()]))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Values, E> {
        Ok(Values(vec![value.to_string()]))
    }

    fn visit_unit<E>(self) -> Result<Values, E> {
        Ok(Values(Vec::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
        let mut values = Vec::new();
        while let Some(Values(more)) = list.next_element()? {
            values.extend(more);
        }
        Ok(Values(values))
    }
}
