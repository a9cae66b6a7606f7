//! A text in the pieces that it is laid out in: its blocks, and the parts of those that are too long.

use crate::{
    model::{BlockKind, Version},
    text::{Offset, Stretch, Text, outline, snap_to_grapheme},
};

/// A block longer than this, in bytes, is laid out in several pieces, so that a paragraph without end
/// costs no more than a long one.
const WHOLE: usize = 8 * 1024;

/// How long such a piece is, in bytes.
pub const PIECE: usize = 1024;

/// Returns the blocks of a version: those that its reader found, else those that its text shows.
pub fn blocks(version: &Version) -> Vec<(Stretch, BlockKind, u32)> {
    if !version.blocks.is_empty() {
        let blocks = version.blocks.iter();
        return blocks.map(|block| (block.at, block.kind.clone(), block.level)).collect();
    }
    let parts = outline(version.text.as_str());
    parts.into_iter().map(|part| (part.at, BlockKind::Paragraph, 0)).collect()
}

/// Cuts a block that is too long into pieces, after white space where there is some.
pub fn cut(text: &Text, at: Stretch) -> Vec<Stretch> {
    let mut parts = Vec::new();
    let mut start = at.start;
    if at.len() <= WHOLE {
        return vec![at];
    }
    while at.end.to_usize() - start.to_usize() > PIECE * 3 / 2 {
        let middle = start.to_usize() + PIECE;
        let far = text.as_str().floor_char_boundary(middle);
        let near = text.as_str().ceil_char_boundary(middle - PIECE / 4);
        let before = text.slice(Stretch::new(near, far));
        let space = before.char_indices().rfind(|(_, c)| c.is_whitespace());
        let end = match space {
            Some((byte, c)) => Offset::new(near + byte + c.len_utf8()),
            None => snap_to_grapheme(text, Stretch { start, end: Offset::new(far) }).end,
        };
        // A grapheme may be longer than a piece: then it is cut like a word.
        let is_near = start < end && end.to_usize() <= far + PIECE / 2;
        let end = if is_near { end.min(at.end) } else { Offset::new(far) };
        parts.push(Stretch { start, end });
        start = end;
    }
    parts.push(Stretch { start, end: at.end });
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let text = Text::new(text);
        let parts = cut(&text, text.whole());
        assert!(parts.len() > 5);
        let mut end = Offset::START;
        for part in parts {
            assert_eq!(part.start, end);
            assert!(text.is_boundary(part.end) && !part.is_empty() && part.len() < PIECE * 2);
            end = part.end;
        }
        assert_eq!(end, text.end());
    }

    #[test]
    fn parts_follow_on_each_other_whatever_the_text_is() {
        check(&"words of a paragraph ".repeat(900));
        check(&"港湾局".repeat(3000));
        check(&format!("a{}", "\u{301}".repeat(9000)));
        check(&"x".repeat(20_000));
    }
}
