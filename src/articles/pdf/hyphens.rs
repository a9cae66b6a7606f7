//! Words that a line's end parts: where a hyphen is the typesetter's, and where it is the word's own.

use std::collections::HashSet;

/// The words of a document, in lower case, as evidence of how they are written within a line.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    /// Adds the words of a line, but for those that its ends may cut off.
    pub fn add(&mut self, line: &str) {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        if words.last().is_some_and(|word| word.ends_with(is_hyphen)) {
            words.pop();
        }
        for word in words {
            let word = bare(word).to_lowercase();
            for part in word.split(is_hyphen).filter(|part| part.chars().count() > 2) {
                self.0.insert(part.to_owned());
            }
            self.0.insert(word);
        }
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}')
}

/// Returns the end of a text, as much as a word may take. Whoever looks at the whole of what grows line by
/// line looks at all of it each time.
pub(super) fn end(text: &str) -> &str {
    text.get(text.floor_char_boundary(text.len().saturating_sub(LONGEST))..).unwrap_or_default()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// How many bytes of a text's end are looked at.
const LONGEST: usize = 400;

/// How a line goes on in the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// With a space between.
    Space,
    /// With nothing between.
    Close,
    /// Without the hyphen that ends it.
    Joined,
}

/// First parts of words that keep their hyphen: those that are seldom written in one with what follows.
const FIRST_PARTS: [&str; 12] =
    ["all", "cross", "ex", "half", "ill", "long", "self", "short", "so", "vice", "well", "quasi"];

/// Returns how a text goes on in the line after it. How the document writes the word elsewhere decides
/// whether a hyphen stays; where it does not, the word's first part does.
pub(super) fn joint(text: &str, next: &str, known: &Vocabulary) -> Joint {
    let text = end(text);
    let (Some(last), Some(first)) = (text.chars().next_back(), next.chars().next()) else {
        return Joint::Close;
    };
    if !is_hyphen(last) {
        let end = text.split_whitespace().next_back().unwrap_or_default();
        let is_address = last == '/' && (end.contains("://") || end.starts_with("www."));
        if is_address || (last == '–' && end.len() > last.len_utf8()) {
            return Joint::Close;
        }
        return if is_unspaced(last) && is_unspaced(first) { Joint::Close } else { Joint::Space };
    }
    let before = text.trim_end_matches(is_hyphen);
    if !before.ends_with(char::is_alphabetic) {
        // A dash, or a number's hyphen: `38-3-` and `110` are one, ` - ` stands between words.
        return if before.ends_with(char::is_whitespace) { Joint::Space } else { Joint::Close };
    }
    if last == '\u{ad}' {
        return Joint::Joined;
    }
    if !first.is_lowercase() {
        return Joint::Close;
    }
    let head = bare(before.split_whitespace().next_back().unwrap_or_default()).to_lowercase();
    let tail = bare(next.split_whitespace().next().unwrap_or_default()).to_lowercase();
    if known.has(&format!("{head}{tail}")) {
        return Joint::Joined;
    }
    let part = head.rsplit(is_hyphen).next().unwrap_or_default();
    let is_compound = known.has(&format!("{head}-{tail}"))
        || part.len() < head.len()
        || FIRST_PARTS.contains(&part)
        || (known.has(part)
            && known.has(&tail)
            && part.chars().count() > 2
            && tail.chars().count() > 2);
    if is_compound { Joint::Close } else { Joint::Joined }
}

/// Is it of a script that sets no spaces between words?
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' | '\u{e00}'..='\u{eff}')
}
