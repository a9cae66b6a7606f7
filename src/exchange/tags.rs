//! Tags that come with an import.

use crate::model::{Codebook, Color, Tag, TagId, Underline, Unknown, slug};

/// Colours on light and on dark paper, apart from each other and from the starter codebook's.
const PALETTE: [([u8; 3], [u8; 3]); 10] = [
    ([0xB3, 0x26, 0x1E], [0xF2, 0x8B, 0x82]),
    ([0x5B, 0x5B, 0xD6], [0xA9, 0xA8, 0xF5]),
    ([0x3F, 0x7D, 0x20], [0x8F, 0xCB, 0x6B]),
    ([0x8C, 0x4A, 0x2F], [0xE0, 0xA2, 0x84]),
    ([0x00, 0x6E, 0x7F], [0x56, 0xC2, 0xD2]),
    ([0xC2, 0x18, 0x5B], [0xF4, 0x8F, 0xB1]),
    ([0x7A, 0x5C, 0x00], [0xD9, 0xB6, 0x4A]),
    ([0x9C, 0x3F, 0xC1], [0xD5, 0x9B, 0xEF]),
    ([0x4F, 0x6D, 0x00], [0xB4, 0xD2, 0x5A]),
    ([0x5F, 0x63, 0x68], [0xB5, 0xB8, 0xBD]),
];

/// Returns a tag of this name that fits into the codebook: with an id made of the name, a colour
/// that no other tag has while there are any, and a digit for a key where one is free.
#[expect(clippy::missing_panics_doc, reason = "a slug is a valid id")]
pub fn fresh_tag(codebook: &Codebook, name: &str) -> Tag {
    let is_taken = |id: &str| codebook.tags.keys().any(|tag| tag.as_str() == id);
    let id = TagId::new(slug(name, "tag", is_taken)).expect("a slug is a valid id");
    let is_used = |colors: &&([u8; 3], [u8; 3])| {
        codebook.tags.values().any(|tag| tag.color == Color(colors.0))
    };
    let turn = codebook.tags.len();
    let free = PALETTE.iter().find(|colors| !is_used(colors));
    let (color, color_dark) = free.copied().unwrap_or(PALETTE[turn % PALETTE.len()]);
    let mut keys = ('1'..='9').map(String::from);
    let has_key = |key: &String| codebook.tags.values().any(|tag| !tag.retired && tag.key == *key);
    Tag {
        id,
        name: name.trim().to_owned(),
        key: keys.find(|key| !has_key(key)).unwrap_or_default(),
        color: Color(color),
        color_dark: Color(color_dark),
        underline: Underline::KNOWN[turn % Underline::KNOWN.len()].clone(),
        parent: None,
        definition: String::new(),
        examples: Vec::new(),
        note: String::new(),
        retired: false,
        unknown: Unknown::default(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn fresh_tags_fit_beside_each_other() {
        let mut codebook = Codebook::starter();
        for _ in 0..20 {
            let tag = fresh_tag(&codebook, "Frame: war");
            codebook.tags.insert(tag.id.clone(), tag);
        }
        let tags: Vec<&Tag> = codebook.tags.values().collect();
        assert_eq!(tags.len(), 24);
        let mut keys: Vec<&str> =
            tags.iter().map(|tag| tag.key.as_str()).filter(|key| !key.is_empty()).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        let colors: BTreeSet<String> = tags.iter().map(|tag| tag.color.to_string()).collect();
        assert_eq!(colors.len(), 14, "none comes twice before all are used");
        assert!(codebook.tags.contains_key(&TagId::new("frame-war-20").unwrap()));
    }
}
