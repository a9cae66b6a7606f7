//! One version's text, with the index that converts its positions without scanning it.

use std::sync::Arc;

use super::{Offset, ScalarOffset, Stretch, Utf16Offset};

/// Bytes between two entries of the index: no conversion scans more than this, plus one character.
const STRIDE: usize = 256;

/// How many of each unit precede a byte position that is a multiple of [`STRIDE`], moved back to a
/// character's start.
#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: u32,
    scalar: u32,
    utf16: u32,
}

/// The text of one version of an article: UTF-8, `\n` line ends, never changed.
///
/// Cloning is free. Equality compares the text alone.
#[derive(Clone)]
pub struct Text {
    content: Arc<str>,
    /// Empty where every byte is a character of its own: then all units agree.
    marks: Arc<[Mark]>,
}

impl Text {
    /// Builds the text and its index in one pass.
    pub fn new(content: impl Into<Arc<str>>) -> Self {
        let content = content.into();
        let marks = if content.is_ascii() { Vec::new() } else { marks(&content) };
        Self { content, marks: marks.into() }
    }

    /// Returns the whole text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Returns where the text ends.
    pub fn end(&self) -> Offset {
        Offset::new(self.content.len())
    }

    /// Returns the stretch of the whole text.
    pub fn whole(&self) -> Stretch {
        Stretch { start: Offset::START, end: self.end() }
    }

    /// Returns the words of a stretch; nothing where it leaves the text or cuts a character.
    pub fn slice(&self, stretch: Stretch) -> &str {
        self.content.get(stretch.range()).unwrap_or_default()
    }

    /// Is `offset` in the text (or its end) and not inside a character?
    pub fn is_boundary(&self, offset: Offset) -> bool {
        self.content.is_char_boundary(offset.to_usize())
    }

    /// Is the stretch in the text, with both ends between characters?
    pub fn holds(&self, stretch: Stretch) -> bool {
        stretch.start <= stretch.end
            && self.is_boundary(stretch.start)
            && self.is_boundary(stretch.end)
    }

    /// Returns the position in scalar values; an offset inside a character or beyond the end counts
    /// as the boundary before it.
    pub fn to_scalar(&self, offset: Offset) -> ScalarOffset {
        self.units_before(offset, |mark| mark.scalar, |_| 1)
            .map_or(ScalarOffset(offset.0), ScalarOffset)
    }

    /// Returns the position in UTF-16 code units; an offset inside a character or beyond the end
    /// counts as the boundary before it.
    pub fn to_utf16(&self, offset: Offset) -> Utf16Offset {
        self.units_before(offset, |mark| mark.utf16, utf16_len)
            .map_or(Utf16Offset(offset.0), Utf16Offset)
    }

    /// Returns the byte position of a position in scalar values, `None` beyond the end.
    pub fn from_scalar(&self, position: ScalarOffset) -> Option<Offset> {
        self.byte_of(position.0, |mark| mark.scalar, |_| 1)
    }

    /// Returns the byte position of a position in UTF-16 code units, `None` beyond the end or
    /// inside a surrogate pair.
    pub fn from_utf16(&self, position: Utf16Offset) -> Option<Offset> {
        self.byte_of(position.0, |mark| mark.utf16, utf16_len)
    }

    /// Returns the stretch between two positions in scalar values, `None` where it leaves the text
    /// or ends before it starts.
    pub fn stretch_from_scalars(&self, start: ScalarOffset, end: ScalarOffset) -> Option<Stretch> {
        let stretch = Stretch { start: self.from_scalar(start)?, end: self.from_scalar(end)? };
        (stretch.start <= stretch.end).then_some(stretch)
    }

    /// Returns up to `count` scalar values before `offset`.
    pub fn before(&self, offset: Offset, count: usize) -> &str {
        let head = self.slice(Stretch { start: Offset::START, end: offset });
        let start = head.char_indices().rev().take(count).last().map_or(head.len(), |(at, _)| at);
        head.get(start..).unwrap_or_default()
    }

    /// Returns up to `count` scalar values from `offset` on.
    pub fn after(&self, offset: Offset, count: usize) -> &str {
        let tail = self.slice(Stretch { start: offset.min(self.end()), end: self.end() });
        let end = tail.char_indices().nth(count).map_or(tail.len(), |(at, _)| at);
        tail.get(..end).unwrap_or_default()
    }

    /// Counts the units before `offset`; `None` says that bytes and units are the same here.
    fn units_before(
        &self,
        offset: Offset,
        of_mark: impl Fn(&Mark) -> u32,
        of_char: impl Fn(char) -> u32,
    ) -> Option<u32> {
        let end = offset.to_usize().min(self.content.len());
        let Some(mark) = self.mark_where(|mark| mark.byte as usize <= end) else {
            return (end < offset.to_usize()).then(|| self.end().0);
        };
        let tail = self.content.get(mark.byte as usize..).unwrap_or_default();
        let limit = end - mark.byte as usize;
        let inside = tail.char_indices().take_while(|(at, c)| at + c.len_utf8() <= limit);
        Some(of_mark(&mark) + inside.map(|(_, c)| of_char(c)).sum::<u32>())
    }

    fn byte_of(
        &self,
        position: u32,
        of_mark: impl Fn(&Mark) -> u32,
        of_char: impl Fn(char) -> u32,
    ) -> Option<Offset> {
        let Some(mark) = self.mark_where(|mark| of_mark(mark) <= position) else {
            return (position <= self.end().0).then_some(Offset(position));
        };
        let tail = self.content.get(mark.byte as usize..)?;
        let mut units = of_mark(&mark);
        for (at, c) in tail.char_indices() {
            if units >= position {
                return (units == position).then(|| Offset(mark.byte + Offset::new(at).0));
            }
            units += of_char(c);
        }
        (units == position).then(|| self.end())
    }

    /// Returns the last mark for which `precedes` holds; `None` where the text needs no marks.
    fn mark_where(&self, precedes: impl Fn(&Mark) -> bool) -> Option<Mark> {
        let next = self.marks.partition_point(precedes);
        self.marks.get(next.checked_sub(1)?).copied()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.content, &other.content) || self.content == other.content
    }
}

impl Eq for Text {}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({:?}…, {} bytes)", self.after(Offset::START, 40), self.content.len())
    }
}

fn utf16_len(c: char) -> u32 {
    if c.len_utf16() == 2 { 2 } else { 1 }
}

fn marks(content: &str) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(content.len() / STRIDE + 1);
    let (mut scalar, mut utf16, mut next) = (0, 0, 0);
    for (byte, c) in content.char_indices() {
        if byte >= next {
            marks.push(Mark { byte: Offset::new(byte).0, scalar, utf16 });
            next = byte + STRIDE;
        }
        scalar += 1;
        utf16 += utf16_len(c);
    }
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn units_differ_after_an_emoji() {
        let text = Text::new("a👍b");
        assert_eq!(text.to_scalar(Offset(5)), ScalarOffset(2));
        assert_eq!(text.to_utf16(Offset(5)), Utf16Offset(3));
        assert_eq!(text.from_scalar(ScalarOffset(3)), Some(Offset(6)));
        assert_eq!(text.from_scalar(ScalarOffset(4)), None);
        assert_eq!(text.from_utf16(Utf16Offset(2)), None, "inside the surrogate pair");
    }

    #[test]
    fn an_ascii_text_needs_no_index() {
        let text = Text::new("plain");
        assert!(text.marks.is_empty());
        assert_eq!(text.to_scalar(Offset(9)), ScalarOffset(5));
        assert_eq!(text.from_utf16(Utf16Offset(5)), Some(Offset(5)));
        assert_eq!(text.from_utf16(Utf16Offset(6)), None);
    }

    #[test]
    fn context_stops_at_the_ends_of_the_text() {
        let text = Text::new("é wide 👍 text");
        assert_eq!(text.before(Offset(3), 32), "é ");
        assert_eq!(text.after(Offset(8), 3), "👍 t");
        assert_eq!(text.after(text.end(), 3), "");
    }

    proptest! {
        #[test]
        fn conversions_agree_with_counting(start in "\\PC{0,40}", body in "(\\PC|\\n){0,400}", times in 1..12_usize) {
            let text = Text::new(format!("{start}{}", body.repeat(times)));
            let all = text.as_str();
            let (mut scalar, mut utf16) = (0, 0);
            for at in 0..=all.len() {
                let Some(head) = all.get(..at) else { continue };
                if at % 7 == 0 || at == all.len() {
                    scalar = u32::try_from(head.chars().count()).unwrap();
                    utf16 = u32::try_from(head.encode_utf16().count()).unwrap();
                    let offset = Offset::new(at);
                    prop_assert_eq!(text.to_scalar(offset), ScalarOffset(scalar));
                    prop_assert_eq!(text.to_utf16(offset), Utf16Offset(utf16));
                    prop_assert_eq!(text.from_scalar(ScalarOffset(scalar)), Some(offset));
                    prop_assert_eq!(text.from_utf16(Utf16Offset(utf16)), Some(offset));
                }
            }
            prop_assert_eq!(text.from_scalar(ScalarOffset(scalar + 1)), None);
            prop_assert_eq!(text.from_utf16(Utf16Offset(utf16 + 1)), None);
        }
    }
}
