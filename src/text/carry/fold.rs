//! A text folded for comparing: small letters, one kind of quotation mark, dash and blank, letters
//! taken apart from their accents, nothing invisible; with a map back.

use unicode_normalization::char::decompose_canonical;

/// A folded text. Positions in it are bytes, as those of the text that it was made of are.
#[derive(Debug)]
pub(super) struct Folded {
    text: String,
    pieces: Vec<Piece>,
}

/// What one place of the folded text was made of: a run whose bytes count alike on both sides, or
/// one character (or run of blanks) that became something of another length.
#[derive(Clone, Copy, Debug)]
struct Piece {
    folded: u32,
    raw: u32,
    raw_end: u32,
    is_even: bool,
}

impl Folded {
    /// Folds a text, in one pass.
    pub fn new(raw: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(raw.len()), pieces: Vec::new() };
        let mut chars = raw.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if is_invisible(c) {
                continue;
            }
            let (before, mut end) = (folded.text.len(), start + c.len_utf8());
            if c.is_whitespace() {
                folded.text.push(' ');
                let is_blank = |c: char| c.is_whitespace() || is_invisible(c);
                while let Some((at, next)) = chars.next_if(|(_, next)| is_blank(*next)) {
                    end = at + next.len_utf8();
                }
            } else {
                push_folded(&mut folded.text, c);
            }
            folded.add_piece(before, start, end);
        }
        folded
    }

    /// Returns the folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the words between two places of the folded text.
    pub fn slice(&self, start: u32, end: u32) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Returns where the folded text ends.
    pub fn end(&self) -> u32 {
        narrow(self.text.len())
    }

    /// Returns where in the text that begins which stands at a place of the folded one.
    pub fn raw_start(&self, folded: u32) -> u32 {
        let Some(piece) = self.piece_at(folded) else { return 0 };
        if piece.is_even { piece.raw + (folded - piece.folded) } else { piece.raw }
    }

    /// Returns where in the text that ends which ends at a place of the folded one.
    pub fn raw_end(&self, folded: u32) -> u32 {
        let Some(last) = folded.checked_sub(1) else { return 0 };
        let Some(piece) = self.piece_at(last) else { return 0 };
        if piece.is_even { piece.raw + (folded - piece.folded) } else { piece.raw_end }
    }

    /// Returns the place of the folded text that a stretch of the text became.
    pub fn place_of(&self, start: u32, end: u32) -> (u32, u32) {
        let first = self.pieces.partition_point(|piece| piece.raw_end <= start);
        let last = self.pieces.partition_point(|piece| piece.raw < end);
        let folded_start = self.pieces.get(first).map_or(self.end(), |piece| {
            piece.folded + if piece.is_even { start.saturating_sub(piece.raw) } else { 0 }
        });
        let folded_end = last.checked_sub(1).map_or(0, |at| {
            let piece = self.pieces[at];
            let next = self.pieces.get(last).map_or(self.end(), |next| next.folded);
            if piece.is_even { piece.folded + (end.min(piece.raw_end) - piece.raw) } else { next }
        });
        (folded_start, folded_end.max(folded_start))
    }

    fn piece_at(&self, folded: u32) -> Option<Piece> {
        let next = self.pieces.partition_point(|piece| piece.folded <= folded);
        self.pieces.get(next.checked_sub(1)?).copied()
    }

    /// Notes that the bytes from `before` on were made of the raw `start..end`.
    fn add_piece(&mut self, before: usize, start: usize, end: usize) {
        let (len, raw_len) = (self.text.len() - before, end - start);
        let (start, end) = (narrow(start), narrow(end));
        // One letter and its accent may take as many bytes as the letter that has it.
        let made = self.text.get(before..).unwrap_or_default();
        let is_even = len == raw_len && made.chars().nth(1).is_none();
        match self.pieces.last_mut() {
            Some(last) if is_even && last.is_even && last.raw_end == start => last.raw_end = end,
            _ => {
                let piece = Piece { folded: narrow(before), raw: start, raw_end: end, is_even };
                self.pieces.push(piece);
            }
        }
    }
}

/// Texts are kept under 4 GiB when they are read.
pub(super) fn narrow(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn push_folded(text: &mut String, c: char) {
    if c.is_ascii() {
        text.push(if c == '`' { '\'' } else { c.to_ascii_lowercase() });
        return;
    }
    match c {
        '‘'..='‛' | 'ʼ' | '′' | '´' | '‹' | '›' => text.push('\''),
        '“'..='‟' | '″' | '«' | '»' => text.push('"'),
        '‐'..='―' | '−' => text.push('-'),
        '…' => text.push_str("..."),
        _ => decompose_canonical(c, |part| text.extend(part.to_lowercase())),
    }
}

/// Does it show nothing and mean nothing to a reader? Joiners do: they make one emoji of several.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'
        | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        assert_eq!(Folded::new(raw).as_str(), expected);
    }

    #[test]
    fn the_same_words_fold_to_the_same() {
        check("“Go,” she SAID — now…", "\"go,\" she said - now...");
        check("caf\u{e9} cafe\u{301}", "cafe\u{301} cafe\u{301}");
        check("co\u{ad}op\u{200b}era\u{feff}tion", "cooperation");
        check("a \u{a0}\n\n\tb", "a b");
        check("İs 门 👩\u{200d}👧", "i\u{307}s 门 👩\u{200d}👧");
    }

    #[test]
    fn places_are_mapped_back_and_forth() {
        let raw = "A “b\u{ad}c”  d";
        let folded = Folded::new(raw);
        assert_eq!(folded.as_str(), "a \"bc\" d");
        let of = |words: &str| {
            let start = folded.as_str().find(words).unwrap();
            let end = narrow(start + words.len());
            raw.get(folded.raw_start(narrow(start)) as usize..folded.raw_end(end) as usize).unwrap()
        };
        assert_eq!((of("bc"), of("\"bc\""), of(" d")), ("b\u{ad}c", "“b\u{ad}c”", "  d"));
        let place = |words: &str| {
            let start = raw.find(words).unwrap();
            let (start, end) = folded.place_of(narrow(start), narrow(start + words.len()));
            folded.slice(start, end)
        };
        assert_eq!(
            (place("“b"), place("c”"), place("\u{ad}c"), place("d")),
            ("\"b", "c\"", "c", "d")
        );
        assert_eq!(place("\u{ad}"), "");
    }

    proptest! {
        #[test]
        fn every_place_maps_to_whole_characters(raw in "(\\PC|[a-zÉ “”\u{ad}\n…]){0,60}") {
            let folded = Folded::new(&raw);
            for (at, c) in folded.as_str().char_indices() {
                let start = folded.raw_start(narrow(at)) as usize;
                let end = folded.raw_end(narrow(at + c.len_utf8())) as usize;
                prop_assert!(start < end && raw.get(start..end).is_some(), "{at} {start} {end}");
                let (from, to) = folded.place_of(narrow(start), narrow(end));
                prop_assert!(from as usize <= at && at + c.len_utf8() <= to as usize);
            }
            for (at, c) in raw.char_indices() {
                let (from, to) = folded.place_of(narrow(at), narrow(at + c.len_utf8()));
                prop_assert!(folded.as_str().get(from as usize..to as usize).is_some());
            }
        }
    }
}
