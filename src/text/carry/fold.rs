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
    pub fn from_raw(&self, start: u32, end: u32) -> (u32, u32) {
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
        let is_even = len == raw_len;
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
