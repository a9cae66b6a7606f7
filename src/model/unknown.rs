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

    /// Returns the RON text of one field.
    pub fn ron(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, ron)| ron)
    }

    /// Sets one field where it stands, or takes it out; a new one comes last.
    pub(super) fn replace(&mut self, name: &str, ron: Option<String>) {
        let at = self.0.iter().position(|(known, _)| known == name);
        match (at, ron) {
            (Some(at), Some(ron)) => self.0[at].1 = ron,
            (Some(at), None) => {
                self.0.remove(at);
            }
            (None, Some(ron)) => self.push(name.to_owned(), ron),
            (None, None) => {}
        }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
