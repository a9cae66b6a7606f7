//! Fields that this version does not know, carried through as they stand.

/// The fields of a record that this version does not know: names and their RON text, in the order
/// in which they were read. They are written back after the known ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown(Vec<(String, String)>);

impl Unknown {
    /// Keeps a field.
    pub fn push(&mut self, name: String, ron: String) {
        self.0.push((name, ron));
    }

    /// Returns each field's name and RON text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, ron)| (name.as_str(), ron.as_str()))
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
