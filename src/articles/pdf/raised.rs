//! Small digits raised behind a number: its power, or the call of a note. Written as digits of its own they
//! would make another number of it.

use compact_str::CompactString;

use super::words::Word;
use crate::articles::raised::superscript;

/// The last digits of a number.
struct Number {
    right: f32,
    baseline: f32,
    size: f32,
}

/// Writes small digits that are raised right behind a digit as superscripts. The words are those of one line,
/// from left to right.
pub(super) fn mark(row: &mut [Word]) {
    let mut number: Option<Number> = None;
    for word in row {
        if let Some(number) = number.as_mut().filter(|number| is_raised(word, number)) {
            for letter in &mut word.letters {
                letter.text = letter.text.chars().map(superscript).collect::<CompactString>();
            }
            number.right = word.right;
            continue;
        }
        let ends = |word: &Word| {
            word.letters
                .last()
                .is_some_and(|last| last.text.ends_with(|c: char| c.is_ascii_digit()))
        };
        number = ends(word).then_some(Number {
            right: word.right,
            baseline: word.baseline,
            size: word.size,
        });
    }
}

/// Does a word begin with a digit that is small, and raised right behind a number?
fn is_raised(word: &Word, number: &Number) -> bool {
    let rise = (number.baseline - word.baseline) / number.size;
    let gap = (word.left - number.right) / number.size;
    word.size <= number.size * 0.85
        && rise >= 0.2
        && (-0.2..0.15).contains(&gap)
        && word
            .letters
            .first()
            .is_some_and(|first| first.text.starts_with(|c: char| c.is_ascii_digit()))
}
