//! Typed extras on a span, a link or an article.

use std::collections::BTreeMap;

use super::AttributeId;

/// The attributes of one record; a value is always a list, and an empty list is no attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(BTreeMap<AttributeId, Vec<String>>);

impl Attributes {
    /// Returns the values of one attribute; none where it is not set.
    pub fn values(&self, attribute: &AttributeId) -> &[String] {
        self.0.get(attribute).map_or(&[], Vec::as_slice)
    }

    /// Sets the values of one attribute and returns those it had; an empty list takes it off.
    pub fn replace(&mut self, attribute: AttributeId, values: Vec<String>) -> Vec<String> {
        let old = if values.is_empty() {
            self.0.remove(&attribute)
        } else {
            self.0.insert(attribute, values)
        };
        old.unwrap_or_default()
    }

    /// Returns each attribute and its values, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&AttributeId, &[String])> {
        self.0.iter().map(|(id, values)| (id, values.as_slice()))
    }

    /// Is none set?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(AttributeId, Vec<String>)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (AttributeId, Vec<String>)>>(pairs: I) -> Self {
        Self(pairs.into_iter().filter(|(_, values)| !values.is_empty()).collect())
    }
}
