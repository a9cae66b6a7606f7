//! Signs within a text that no text in Latin letters has: it was read in the wrong encoding.

/// Counts what no text in Latin letters has: a capital after a small letter, a sign or a control
/// character within a word, an opening quotation mark after a letter, the frames of DOS within words.
pub(super) fn oddities(text: &str) -> usize {
    let mut before = [' '; 2];
    let mut count = 0;
    for c in text.chars().chain([' ']) {
        let [earlier, at] = before;
        let is_run = earlier == at && at == c && at.is_alphabetic() && !at.is_ascii();
        count += usize::from(is_run || is_odd(earlier, at, c));
        before = [at, c];
    }
    count
}

fn is_odd(before: char, c: char, after: char) -> bool {
    let is_in_word = before.is_alphabetic() || after.is_lowercase();
    let is_between = before.is_alphabetic() && after.is_alphabetic();
    match c {
        c if c.is_ascii() => false,
        '\u{80}'..='\u{9f}'
        | '\u{2c6}'..='\u{2dd}'
        | '¤'
        | '¯'
        | '¦'
        | '¸'
        | '´'
        | '¨'
        | '¬'
        | '¥'
        | '¢' => true,
        '¼'
        | '½'
        | '¾'
        | '‡'
        | '†'
        | '‰'
        | '◊'
        | '∂'
        | '∆'
        | '∏'
        | '∫'
        | '√'
        | '∑'
        | 'Ω'
        | '≈'
        | '£'
        | '─'..='▟' => is_in_word,
        '¹' | '²' | '³' => is_between || !before.is_alphanumeric() && !is_closing(before),
        '“' | '‘' | '«' | '‹' | '„' | '‚' | '¡' | '¿' => before.is_alphanumeric(),
        '”' | '»' | '›' | '°' | '©' | '®' | '™' | '•' | '…' | '¶' | '§' => {
            is_between
        }
        '·' => is_between && before != 'l',
        c if c.is_uppercase() => before.is_lowercase() || is_lone_capital(before, after),
        c if c.is_lowercase() => before.is_uppercase() && after.is_uppercase(),
        _ => false,
    }
}

/// May a footnote's number stand after it?
fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '”' | '’' | '»' | '“')
}

/// Does an accented capital stand by itself, or before a number, as quotation marks, dashes and pounds do
/// that are read in another encoding than their own?
fn is_lone_capital(before: char, after: char) -> bool {
    let is_free = before.is_whitespace() || before.is_ascii_punctuation();
    is_free && (after.is_whitespace() || after.is_ascii_punctuation() || after.is_ascii_digit())
}
