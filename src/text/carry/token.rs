//! The words and marks of a folded text, numbered so that the same words have the same number.

use imara_diff::InternedInput;

use super::fold::{Folded, narrow};

/// Where a word or a mark stands in a folded text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
}

/// The words and marks of two texts.
pub(super) struct Tokens {
    pub old: Side,
    pub new: Side,
    /// How many different words and marks there are in both.
    pub different: u32,
}

/// The words and marks of one text.
#[derive(Debug)]
pub(super) struct Side {
    pub tokens: Vec<Token>,
    /// The number of each.
    pub words: Vec<imara_diff::Token>,
}

impl Tokens {
    pub fn new(old: &Folded, new: &Folded) -> Self {
        let (old_tokens, new_tokens) = (tokens(old.as_str()), tokens(new.as_str()));
        let mut input = InternedInput::default();
        input.update_before(old_tokens.iter().map(|token| old.slice(token.start, token.end)));
        input.update_after(new_tokens.iter().map(|token| new.slice(token.start, token.end)));
        Self {
            different: input.interner.num_tokens(),
            old: Side { tokens: old_tokens, words: input.before },
            new: Side { tokens: new_tokens, words: input.after },
        }
    }
}

impl Side {
    pub fn len(&self) -> u32 {
        narrow(self.tokens.len())
    }

    pub fn word(&self, at: u32) -> imara_diff::Token {
        self.words[at as usize]
    }

    pub fn token(&self, at: u32) -> Token {
        self.tokens[at as usize]
    }

    /// Returns the bytes from the first of these tokens to the last, blanks between them included.
    pub fn extent(&self, from: u32, to: u32) -> u32 {
        if from >= to { 0 } else { self.token(to - 1).end - self.token(from).start }
    }
}

/// Words of letters and digits; each ideograph and each mark alone; no blanks.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut is_in_word = false;
    for (start, c) in text.char_indices() {
        let (start, end) = (narrow(start), narrow(start + c.len_utf8()));
        let is_letter = is_part_of_word(c);
        match tokens.last_mut() {
            Some(last) if is_letter && is_in_word && end - last.start <= LONGEST => last.end = end,
            _ if c == ' ' => {}
            _ => tokens.push(Token { start, end }),
        }
        is_in_word = is_letter;
    }
    tokens
}

/// Bytes after which a word is cut, for scripts without blanks and hostile texts.
const LONGEST: u32 = 64;

fn is_part_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let is_accent = matches!(c, '\u{300}'..='\u{36f}');
    let is_ideograph =
        matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    (c.is_alphanumeric() || is_accent) && !is_ideograph
}
