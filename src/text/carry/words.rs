//! Words that were changed rather than replaced: a small gap's words of both texts, paired by how
//! alike they are.

use super::{
    diff::{Gap, Same},
    fold::Folded,
    runs::{ChangedWord, Run},
    token::{Token, Tokens},
};

/// How many pairs of words are compared in one gap; a larger one was written anew.
const MOST_PAIRS: usize = 4096;

/// Characters of the longest words that are compared letter by letter.
const LONGEST: usize = 48;

/// From this likeness on two words are one that was changed.
const ALIKE: f32 = 0.5;

/// Two words of a gap that are one, changed or not.
struct Pair {
    likeness: f32,
    runs: Vec<Run>,
}

/// What two texts have in common, put together from words and letters.
#[derive(Debug, Default)]
pub(super) struct Common {
    pub runs: Vec<Run>,
    pub changed: Vec<ChangedWord>,
}

/// Which words have found their place.
#[derive(Debug)]
pub(super) struct Taken {
    pub old: Vec<bool>,
    pub new: Vec<bool>,
}

impl Taken {
    /// Takes the words that stayed in order.
    pub fn new(tokens: &Tokens, same: &[Same]) -> Self {
        let mut taken = Self {
            old: vec![false; tokens.old.words.len()],
            new: vec![false; tokens.new.words.len()],
        };
        for one in same {
            taken.take(*one);
        }
        taken
    }

    /// Takes a run of words on both sides.
    pub fn take(&mut self, one: Same) {
        self.old[one.old as usize..(one.old + one.len) as usize].fill(true);
        self.new[one.new as usize..(one.new + one.len) as usize].fill(true);
    }
}

/// Pairs the words of a gap that are free, in order, and takes them.
pub(super) fn add_changed_words(
    common: &mut Common,
    taken: &mut Taken,
    gap: Gap,
    tokens: &Tokens,
    old: &Folded,
    new: &Folded,
) {
    let side = |range: (u32, u32)| (range.1 - range.0) as usize;
    let (rows, columns) = (side(gap.old), side(gap.new));
    if rows == 0 || columns == 0 || rows * columns > MOST_PAIRS {
        return;
    }
    let old_words = &tokens.old.tokens[gap.old.0 as usize..gap.old.1 as usize];
    let new_words = &tokens.new.tokens[gap.new.0 as usize..gap.new.1 as usize];
    let is_free = |row: usize, column: usize| {
        !taken.old[gap.old.0 as usize + row] && !taken.new[gap.new.0 as usize + column]
    };
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let pairs: Vec<Option<Pair>> = all
        .map(|(row, column)| {
            let is_free = is_free(row, column);
            is_free.then(|| pair(old_words[row], new_words[column], old, new)).flatten()
        })
        .collect();
    let weight = |row: usize, column: usize| {
        pairs[row * columns + column].as_ref().map(|pair| {
            let len = old_words[row].end - old_words[row].start;
            #[expect(clippy::cast_precision_loss, reason = "words are short")]
            let len = len as f32;
            pair.likeness * len.sqrt()
        })
    };
    for (row, column) in best_pairs(rows, columns, weight) {
        if let Some(pair) = &pairs[row * columns + column] {
            common.runs.extend(&pair.runs);
            taken.old[gap.old.0 as usize + row] = true;
            taken.new[gap.new.0 as usize + column] = true;
            let (a, b) = (old_words[row], new_words[column]);
            common.changed.push(ChangedWord { old: (a.start, a.end), new: (b.start, b.end) });
        }
    }
}

/// Returns the pairs, ascending in both, whose weights sum up to the most.
fn best_pairs(
    rows: usize,
    columns: usize,
    weight: impl Fn(usize, usize) -> Option<f32>,
) -> Vec<(usize, usize)> {
    let width = columns + 1;
    let mut best = vec![0.0_f32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let skipped = best[(row + 1) * width + column].max(best[row * width + column + 1]);
            let paired = weight(row, column).map(|one| one + best[(row + 1) * width + column + 1]);
            best[row * width + column] = paired.map_or(skipped, |paired| paired.max(skipped));
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows && column < columns {
        let here = best[row * width + column];
        let paired = weight(row, column).map(|one| one + best[(row + 1) * width + column + 1]);
        if paired.is_some_and(|paired| paired >= here) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if best[(row + 1) * width + column] >= here {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// Compares two words; `None` where they are different ones.
fn pair(a: Token, b: Token, old: &Folded, new: &Folded) -> Option<Pair> {
    let (old_word, new_word) = (old.slice(a.start, a.end), new.slice(b.start, b.end));
    if old_word == new_word {
        let runs = vec![Run { old: a.start, new: b.start, len: a.end - a.start }];
        return Some(Pair { likeness: 1.0, runs });
    }
    let is_word = |word: &str| word.chars().next().is_some_and(char::is_alphanumeric);
    if !is_word(old_word) || !is_word(new_word) {
        return None;
    }
    let old_chars: Vec<char> = old_word.chars().take(LONGEST + 1).collect();
    let new_chars: Vec<char> = new_word.chars().take(LONGEST + 1).collect();
    let longest = old_chars.len().max(new_chars.len());
    let shortest = old_chars.len().min(new_chars.len());
    if longest > LONGEST || shortest * 2 < longest {
        return None;
    }
    let common = common_letters(&old_chars, &new_chars);
    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    let likeness = 2.0 * common.len() as f32 / (old_chars.len() + new_chars.len()) as f32;
    if likeness < ALIKE {
        return None;
    }
    let mut runs: Vec<Run> = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let (mut old_byte, mut new_byte) = (a.start, b.start);
    let width = |c: char| super::fold::narrow(c.len_utf8());
    for (row, column) in common {
        old_byte += old_chars[old_at..row].iter().map(|c| width(*c)).sum::<u32>();
        new_byte += new_chars[new_at..column].iter().map(|c| width(*c)).sum::<u32>();
        (old_at, new_at) = (row, column);
        let len = width(old_chars[row]);
        runs.push(Run { old: old_byte, new: new_byte, len });
    }
    Some(Pair { likeness, runs })
}

/// Returns the places of the letters that two words have in common, in order.
fn common_letters(old: &[char], new: &[char]) -> Vec<(usize, usize)> {
    best_pairs(old.len(), new.len(), |row, column| (old[row] == new[column]).then_some(1.0))
}
