//! Marked content: what a page says about the letters between `BDC` and `EMC` (ISO 32000-2, 14.6).

use compact_str::CompactString;
use hayro_syntax::object::{Dict, Name, String as PdfString};

use super::{glyph::Ink, strings};

/// How many marks may lie in each other; deeper ones say nothing.
const DEEPEST_MARK: usize = 256;
/// How many bytes a mark may give to say for its letters, which are those of one line.
const MOST_SAID: usize = 4096;

/// The marks that are open.
#[derive(Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    deeper: usize,
}

struct Mark {
    is_hidden: bool,
    is_folio: bool,
    /// What its letters say, in place of what their font tells.
    text: Option<CompactString>,
    /// The first of its letters.
    first: usize,
}

impl Marks {
    pub fn begin(&mut self, tag: &Name<'_>, properties: Option<&Dict<'_>>, ink: &Ink) {
        if self.open.len() >= DEEPEST_MARK {
            self.deeper += 1;
            return;
        }
        let is_artifact = tag.as_ref() == b"Artifact";
        let named = |key: &str, value: &[u8]| {
            properties
                .and_then(|p| p.get::<Name<'_>>(key))
                .is_some_and(|name| name.as_ref() == value)
        };
        let is_folio = is_artifact
            && (named("Type", b"Pagination")
                || named("Subtype", b"Header")
                || named("Subtype", b"Footer"));
        let text = properties
            .and_then(|p| p.get::<PdfString<'_>>("ActualText"))
            .filter(|text| text.as_bytes().len() <= MOST_SAID)
            .map(|text| strings::decode(text.as_bytes()).into());
        let mark = Mark {
            is_hidden: self.is_hidden(),
            is_folio: is_folio || self.is_folio(),
            text,
            first: ink.glyphs.len(),
        };
        self.open.push(mark);
    }

    pub fn end(&mut self, ink: &mut Ink) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(Mark { text: Some(text), first, .. }) = self.open.pop() else { return };
        say(text, first, ink);
    }

    /// Hides what the innermost mark holds.
    pub fn hide(&mut self) {
        if let Some(mark) = self.open.last_mut() {
            mark.is_hidden = true;
        }
    }

    pub fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|mark| mark.is_hidden)
    }

    pub fn is_folio(&self) -> bool {
        self.open.last().is_some_and(|mark| mark.is_folio)
    }
}

/// Lets the letters from `first` on say `text`, as one. Where they are on several lines, or the text
/// says nothing and they do, they are left as they are.
fn say(text: CompactString, first: usize, ink: &mut Ink) {
    let Some([head, tail @ ..]) = ink.glyphs.get(first..) else { return };
    let is_one_line =
        tail.iter().all(|g| g.turn == head.turn && (g.y - head.y).hypot(0.0) < head.size * 0.2);
    let last = tail.last().unwrap_or(head);
    let width = (last.x - head.x).hypot(last.y - head.y) + last.advance;
    if !is_one_line || head.turn != 0 || last.x < head.x || tail.len() > 80 {
        return;
    }
    let known = ink.glyphs.iter().skip(first).filter(|g| g.text != "\u{fffd}").count();
    ink.unknown = ink.unknown.saturating_sub(ink.glyphs.len() - first - known);
    ink.glyphs.truncate(first + 1);
    ink.said += text.len();
    if let Some(head) = ink.glyphs.last_mut() {
        head.text = text;
        head.advance = width;
    }
}
