//! Accents that a page draws over or under a letter, as older typesetting does: one letter again.

use compact_str::CompactString;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::words::{Letter, Word};

/// How many bytes a letter may have with its marks.
const MOST_MARKED: usize = 32;

/// Makes one letter of a word's last and the next, if one is an accent upon the other.
pub(super) fn join(word: &mut Word, next: &Letter, baseline: f32) -> bool {
    let size = word.size;
    if (baseline - word.baseline).abs() > size * 0.6 {
        return false;
    }
    let Some(last) = word.letters.last_mut() else { return false };
    let middle = |letter: &Letter| f32::midpoint(letter.left, letter.right);
    let is_over = |mark: &Letter, base: &Letter| {
        middle(mark) > base.left - size * 0.05 && middle(mark) < base.right + size * 0.05
    };
    let has_room = last.text.len() < MOST_MARKED;
    if has_room && next.text.chars().all(is_combining_mark) && is_over(next, last) {
        last.text.push_str(&next.text);
        last.text = last.text.nfc().collect();
        return true;
    }
    if let Some(composed) =
        mark(&last.text).filter(|_| is_over(last, next)).and_then(|m| compose(&next.text, m))
    {
        // What was in the way of a baseline was the accent.
        word.baseline = baseline;
        *last = Letter { text: composed, left: next.left.min(last.left), right: next.right };
        word.right = next.right;
        return true;
    }
    if let Some(composed) =
        mark(&next.text).filter(|_| is_over(next, last)).and_then(|m| compose(&last.text, m))
    {
        last.text = composed;
        return true;
    }
    false
}

/// Returns the accent that goes with a letter, for one that stands alone.
fn mark(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    Some(match c {
        '`' => '\u{300}',
        '´' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' | '°' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

/// Returns a letter with an accent, if Unicode has it as one.
fn compose(base: &str, mark: char) -> Option<CompactString> {
    let mut chars = base.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    // Type for letters with an accent has none of its own on the i.
    let c = match c {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    };
    unicode_normalization::char::compose(c, mark)
        .map(|composed| CompactString::from_iter([composed]))
}
