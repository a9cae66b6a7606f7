//! Finding words in a text: plain or by a pattern, piece by piece, so that it can be stopped.
//!
//! A plain query means what a reader means by it: any white space, line breaks included, is a space;
//! straight quotes, apostrophes and hyphens are their curly and unbreakable kin; soft hyphens are not
//! there. Without regard to case, letters are equal by Unicode's simple folding, in which a hit is
//! never longer or shorter than what is typed: `Σ` finds `σ` and `ς`, but `ss` does not find `ß` nor
//! `i` a dotted `İ`.
//!
//! A hit never splits a grapheme: `e` is not found in an `e` that carries an accent of its own.

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use regex::{Regex, RegexBuilder};

use super::{
    Offset, Stretch, Text,
    characters::is_blank,
    graphemes::cuts_grapheme,
    previous_grapheme,
    words::{cuts_word, next_word_edge, previous_word_edge},
};

/// Bytes of the text in which the hits of one look begin.
const STRIDE: usize = 48 * 1024;

/// Bytes that a look reads beyond its stride. A match that is longer is found in parts.
const REACH: usize = 16 * 1024;

/// Beyond a match that is longer and no hit, the next look begins at the edge of a word: it would read
/// as much again for each letter.
const COSTLY: usize = 1024;

/// Bytes that a compiled pattern may take: what keeps the time for each look short.
const PATTERN: usize = 1 << 20;

/// Characters that a query may have.
const LONGEST: usize = 2_000;

/// How a query is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// As words.
    #[default]
    Plain,
    /// As a regular expression, in which `^` and `$` mean lines.
    Regex,
}

/// Whether capitals count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// They do not.
    #[default]
    Folded,
    /// They do.
    Exact,
}

/// Where a hit may begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edges {
    /// Anywhere.
    #[default]
    Any,
    /// Not within a word.
    Words,
    /// Not within a word, but before the `’s` of one that owns something.
    Owners,
}

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As it was typed.
    pub words: String,
    /// How that is read.
    pub syntax: Syntax,
    /// Whether capitals count.
    pub case: Case,
    /// Where a hit may begin and end.
    pub edges: Edges,
}

impl Query {
    /// Returns what finds a name wherever it is: whole words in any case, before `’s` too. Where the
    /// name given has a `’s` itself, that is left out.
    pub fn name(words: &str) -> Self {
        let words = owner(words.trim_matches(is_blank)).to_owned();
        Self { words, edges: Edges::Owners, ..Self::default() }
    }

    /// Is there nothing to look for?
    pub fn is_empty(&self) -> bool {
        match self.syntax {
            Syntax::Plain => self.words.chars().all(|c| c == SOFT_HYPHEN),
            Syntax::Regex => self.words.is_empty(),
        }
    }
}

/// Why there is nothing to look for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadQuery {
    /// It is no regular expression.
    #[error("Not a pattern yet: {0}")]
    Syntax(String),
    /// It would take too much memory and time.
    #[error("This pattern is too large to search with")]
    TooLarge,
    /// It is too long.
    #[error("This is too long to look for: {LONGEST} characters at most")]
    TooLong,
}

/// A query made ready for one text.
#[derive(Clone, Debug)]
pub struct Pattern {
    regex: Regex,
    edges: Edges,
}

impl Pattern {
    /// Makes a query ready. That can take some milliseconds.
    pub fn new(query: &Query, text: &Text) -> Result<Self, BadQuery> {
        if query.words.chars().nth(LONGEST).is_some() {
            return Err(BadQuery::TooLong);
        }
        let source = match query.syntax {
            Syntax::Plain => plain_source(&query.words, text),
            Syntax::Regex => query.words.clone(),
        };
        let built = RegexBuilder::new(&source)
            .case_insensitive(query.case == Case::Folded)
            .multi_line(true)
            .size_limit(PATTERN)
            .dfa_size_limit(PATTERN)
            .nest_limit(100)
            .build();
        let regex = built.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => BadQuery::TooLarge,
            error => BadQuery::Syntax(reason(&error.to_string())),
        })?;
        Ok(Self { regex, edges: query.edges })
    }
}

const SOFT_HYPHEN: char = '\u{AD}';

/// Signs that a keyboard has one key for.
const KIN: [&str; 3] = ["'’‘ʼ‛", "\"“”„‟", "-\u{2010}\u{2011}"];

/// Returns a regular expression for a plain query.
fn plain_source(words: &str, text: &Text) -> String {
    // Where there are none, the search need not look for them.
    let has_soft_hyphens = memchr::memmem::find(text.as_str().as_bytes(), "\u{AD}".as_bytes());
    let between = has_soft_hyphens.map_or("", |_| r"\u{AD}*");
    let mut source = String::new();
    let mut was_blank = false;
    for c in words.chars().filter(|c| *c != SOFT_HYPHEN) {
        if is_blank(c) && was_blank {
            continue;
        }
        if !source.is_empty() {
            source.push_str(between);
        }
        was_blank = is_blank(c);
        match KIN.iter().find(|kin| kin.contains(c)) {
            _ if was_blank => source.push_str(r"[\s\u{200B}\u{2060}\u{FEFF}]+"),
            Some(kin) => {
                // A hyphen that comes first in brackets is only a hyphen.
                let _ = write!(source, "[{kin}]");
            }
            None => source.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    source
}

/// Returns the last line of what the parser says, which has the reason.
fn reason(error: &str) -> String {
    let last = error.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

/// What one look brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A hit, after all those before.
    Hit(Stretch),
    /// Nothing, and there is more to look at.
    Nothing,
    /// The end of the text.
    End,
}

/// A search under way in one text. It reads a bounded piece of the text at each look.
#[derive(Clone, Debug)]
pub struct Scan<'a> {
    text: &'a Text,
    pattern: &'a Pattern,
    stride: usize,
    /// Where the next hit may begin.
    from: usize,
    /// The hits of this look begin before it.
    edge: usize,
    /// How far the last look wanted to read, and how far it read: one piece has many hits, each a look.
    last: (usize, usize),
}

impl<'a> Scan<'a> {
    /// Begins a search at the start of a text.
    pub fn new(text: &'a Text, pattern: &'a Pattern) -> Self {
        Self::with_stride(text, pattern, STRIDE)
    }

    fn with_stride(text: &'a Text, pattern: &'a Pattern, stride: usize) -> Self {
        Self { text, pattern, stride, from: 0, edge: stride, last: (0, 0) }
    }

    /// Looks for the next hit. Empty matches are passed over.
    pub fn look(&mut self) -> Seen {
        let content = self.text.as_str();
        if self.from >= content.len() {
            return Seen::End;
        }
        let wanted = self.edge.max(self.from) + REACH;
        if self.last.0 != wanted || self.last.1 <= self.from {
            self.last = (wanted, self.end_of_look(wanted));
        }
        let end = self.last.1;
        let is_last = end == content.len();
        let head = content.get(..end).unwrap_or_default();
        let found = self.pattern.regex.find_at(head, self.from);
        let Some(found) = found.filter(|found| is_last || found.start() < self.edge) else {
            self.from = if is_last { end } else { ceil(content, self.edge.max(self.from)) };
            self.edge = self.from + self.stride;
            return Seen::Nothing;
        };
        let hit = Stretch::new(found.start(), found.end());
        if found.is_empty() || !self.is_whole(hit) {
            self.from = self.beyond(hit);
            return Seen::Nothing;
        }
        self.from = found.end();
        Seen::Hit(hit)
    }

    /// Returns where the next hit may begin after a match that is none.
    fn beyond(&self, none: Stretch) -> usize {
        let next = Offset::new(ceil(self.text.as_str(), none.start.to_usize() + 1));
        let is_costly = none.len() > COSTLY && self.pattern.edges != Edges::Any;
        let next = if is_costly && cuts_word(self.text, next) {
            next_word_edge(self.text, next)
        } else {
            next
        };
        next.to_usize()
    }

    /// Returns how far this look reads: to an edge between graphemes, or between words where a hit may
    /// end nowhere else.
    fn end_of_look(&self, wanted: usize) -> usize {
        let length = self.text.as_str().len();
        if wanted >= length {
            return length;
        }
        let mut end = previous_grapheme(self.text, Offset::new(wanted));
        if self.pattern.edges != Edges::Any && cuts_word(self.text, end) {
            end = previous_word_edge(self.text, end);
        }
        let end = end.to_usize();
        if end > self.from { end } else { length }
    }

    fn is_whole(&self, hit: Stretch) -> bool {
        let text = self.text;
        if cuts_grapheme(text, hit.start) || cuts_grapheme(text, hit.end) {
            return false;
        }
        match self.pattern.edges {
            Edges::Any => true,
            Edges::Words => !cuts_word(text, hit.start) && !cuts_word(text, hit.end),
            Edges::Owners => {
                !cuts_word(text, hit.start) && (ends_owner(text, hit) || !cuts_word(text, hit.end))
            }
        }
    }
}

fn ceil(content: &str, at: usize) -> usize {
    content.ceil_char_boundary(at.min(content.len()))
}

/// Returns a name without the `’s`, or the bare apostrophe of a plural, that says that it owns
/// something.
fn owner(words: &str) -> &str {
    let head = words.strip_suffix(['s', 'S']).unwrap_or(words);
    let is_plural = head.len() == words.len();
    let Some(name) = head.strip_suffix(['\'', '’', 'ʼ']) else { return words };
    let owns = !is_plural || name.ends_with(['s', 'S']);
    if owns && !name.is_empty() { name } else { words }
}

/// Does `’s` follow, and with it the word end?
fn ends_owner(text: &Text, hit: Stretch) -> bool {
    let tail = text.after(hit.end, 2);
    let mut chars = tail.chars();
    let is_owner =
        matches!(chars.next(), Some('\'' | '’' | 'ʼ')) && matches!(chars.next(), Some('s' | 'S'));
    is_owner && !cuts_word(text, Offset::new(hit.end.to_usize() + tail.len()))
}
