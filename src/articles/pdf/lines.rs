//! Words into lines, by their baselines; lines into text.

use super::{
    direction, justified, lists, raised,
    words::{Letter, Word},
};

/// A gap within a line that is wider than any between words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// Where in the text its space is.
    pub at: usize,
    /// Where the words before it end on the page, and those behind it begin.
    pub left: f32,
    pub right: f32,
}

/// A line of text on a page. Lengths are points, in the frame in which it is upright.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    /// Gaps wider than any between words.
    pub gaps: Vec<Gap>,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    /// The size of most of its letters.
    pub size: f32,
    /// Are all of its letters bold?
    pub is_bold: bool,
    /// Does the file say that it belongs to the page and not to the text?
    pub is_folio: bool,
    /// How wide its first word is.
    pub first_word: f32,
    /// Does it begin with a large letter that reaches down over lines below?
    pub has_initial: bool,
    /// Do its letters run from right to left?
    pub is_rtl: bool,
}

impl Line {
    /// Returns where it begins as read: for right-to-left lines counted from the right.
    pub fn start(&self) -> f32 {
        if self.is_rtl { -self.right } else { self.left }
    }

    /// Returns where it ends as read.
    pub fn end(&self) -> f32 {
        if self.is_rtl { -self.left } else { self.right }
    }

    /// Does it look like another: as large, and as bold?
    pub fn is_like(&self, other: &Self) -> bool {
        (self.size - other.size).abs() <= self.size.max(other.size) * 0.1
            && self.is_bold == other.is_bold
    }
}

/// How many large letters a column may begin paragraphs with, and in how many words small ones are looked
/// for: what has more is a drawing.
const MOST_INITIALS: usize = 100;
const MOST_WORDS: usize = 8_000;

/// Returns the lines of one column, from top to bottom. `em` is the size of most letters of the page.
pub(super) fn lines(words: Vec<Word>, em: f32) -> Vec<Line> {
    let large = words.iter().filter(|word| is_large(word, em)).count();
    let alone: Vec<bool> = words
        .iter()
        .map(|word| large < MOST_INITIALS && is_large(word, em) && is_alone(word, &words))
        .collect();
    let mut alone = alone.into_iter();
    let (initials, words): (Vec<Word>, Vec<Word>) =
        words.into_iter().partition(|_| alone.next().unwrap_or_default());
    let mut rows = rows(words);
    if rows.iter().map(Vec::len).sum::<usize>() < MOST_WORDS {
        raise_scripts(&mut rows);
    }
    rows.retain(|row| !row.is_empty());
    let mut orphans = Vec::new();
    let mut with_initial = Vec::new();
    for initial in initials {
        match beside(&rows, &initial) {
            Some(at) => with_initial.push((at, initial)),
            None => orphans.push(vec![initial]),
        }
    }
    let mut lines: Vec<Line> = rows.into_iter().map(line).collect();
    for (at, initial) in with_initial {
        if let Some(line) = lines.get_mut(at) {
            let text: String = initial.letters.iter().map(|letter| letter.text.as_str()).collect();
            line.gaps.iter_mut().for_each(|gap| gap.at += text.len());
            line.text.insert_str(0, &text);
            line.has_initial = true;
        }
    }
    lines.extend(orphans.into_iter().map(line));
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    lines
}

fn is_large(word: &Word, em: f32) -> bool {
    word.size > em * 1.9 && word.letters.len() <= 2
}

/// Has it none of its size beside it?
fn is_alone(word: &Word, words: &[Word]) -> bool {
    let is_beside = |other: &&Word| {
        other.order != word.order
            && other.size > word.size * 0.7
            && (other.baseline - word.baseline).abs() < word.size * 0.25
    };
    !words.iter().any(|other| is_beside(&other))
}

/// Returns the first of the rows that stand to the right of a large letter; there are two at least.
fn beside(rows: &[Vec<Word>], initial: &Word) -> Option<usize> {
    let reach = initial.baseline - initial.size * 0.95..initial.baseline + initial.size * 0.25;
    let mut found = rows.iter().enumerate().filter(|(_, row)| {
        row.iter().map(|word| word.left).reduce(f32::min).is_some_and(|left| {
            left > initial.right - initial.size * 0.1 && left < initial.right + initial.size * 0.5
        }) && row
            .first()
            .is_some_and(|word| reach.contains(&word.baseline) && word.size < initial.size * 0.7)
    });
    let first = found.next()?.0;
    found.next().map(|_| first)
}

/// Returns words in rows of one baseline, from top to bottom.
fn rows(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let near = rows.iter_mut().rev().take(6).find(|row| {
            row.last().is_some_and(|last| {
                (word.baseline - last.baseline).abs() < word.size.min(last.size) * 0.25
            })
        });
        match near {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    rows
}

/// Moves small words that stand beside a larger one, a little above or below, into its row; and bullets into
/// that of their item.
fn raise_scripts(rows: &mut [Vec<Word>]) {
    for at in 0..rows.len() {
        let small = std::mem::take(rows.get_mut(at).unwrap_or(&mut Vec::new()));
        let is_alone = small.len() == 1;
        let mut stay = Vec::new();
        for word in small {
            let reach = at.saturating_sub(4)..(at + 5).min(rows.len());
            let host = reach.filter(|&other| other != at).find(|&other| {
                rows.get(other).is_some_and(|row| {
                    row.iter().any(|host| is_script(&word, host))
                        || is_number_of(&word, row)
                        || (is_alone && lists::is_bullet_of(&word, row))
                })
            });
            match host.and_then(|host| rows.get_mut(host)) {
                Some(row) => row.push(word),
                None => stay.push(word),
            }
        }
        if let Some(row) = rows.get_mut(at) {
            row.append(&mut stay);
        }
    }
}

fn is_script(word: &Word, host: &Word) -> bool {
    let rise = host.baseline - word.baseline;
    let gap = (word.left - host.right).max(host.left - word.right);
    word.size < host.size * 0.85
        && word.letters.len() <= 8
        && (-0.35..0.7).contains(&(rise / host.size))
        && (-0.35..0.35).contains(&(gap / host.size))
}

/// Is a small word the number of a note that begins in a row, with a tab between?
fn is_number_of(word: &Word, row: &[Word]) -> bool {
    let is_sign = |letter: &Letter| {
        letter.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡'))
    };
    let left = row.iter().map(|word| word.left).fold(f32::MAX, f32::min);
    row.first().is_some_and(|host| {
        let rise = (host.baseline - word.baseline) / host.size;
        let gap = (left - word.right) / host.size;
        word.size < host.size * 0.85
            && word.letters.len() <= 3
            && word.letters.iter().all(is_sign)
            && (0.15..0.7).contains(&rise)
            && (0.0..5.0).contains(&gap)
    })
}

fn line(mut row: Vec<Word>) -> Line {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    raised::mark(&mut row);
    let size = usual(&row, |word| word.size);
    let baseline = usual(&row, |word| word.baseline);
    let left = row.iter().map(|word| word.left).fold(f32::MAX, f32::min);
    let right = row.iter().map(|word| word.right).fold(f32::MIN, f32::max);
    let is_bold = row.iter().all(|word| word.is_bold);
    let is_folio = row.iter().all(|word| word.is_folio);
    let rest = row.iter().skip(1).find(|word| word.is_spaced).map_or(right, |word| word.left);
    let letters = spaced(&row, size);
    let (text, gaps, is_rtl) = direction::text(&letters);
    Line {
        text,
        gaps,
        left,
        right,
        baseline,
        size,
        is_bold,
        is_folio,
        first_word: rest - left,
        has_initial: false,
        is_rtl,
    }
}

/// Returns what most letters of a row have.
fn usual(row: &[Word], measure: fn(&Word) -> f32) -> f32 {
    let mut all: Vec<(f32, usize)> =
        row.iter().map(|word| (measure(word), word.letters.len())).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = all.iter().map(|&(_, count)| count).sum::<usize>() / 2;
    let mut seen = 0;
    let middle = all.iter().find(|&&(_, count)| {
        seen += count;
        seen > half
    });
    middle.or(all.last()).map_or(0.0, |&(value, _)| value)
}

/// A letter of a line, with the space before it.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub letter: &'a Letter,
    pub space: Space,
}

/// What stands between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    None,
    Word,
    /// Wider than any between words: a tab, or the gap between two cells.
    Wide,
}

/// Returns the letters of a row, from left to right, with the spaces between them.
fn spaced(row: &[Word], size: f32) -> Vec<Placed<'_>> {
    let least = least_space(row, size);
    let widest = if justified::is_justified(row, size) { f32::MAX } else { size * 1.8 };
    let mut placed: Vec<Placed<'_>> = Vec::new();
    let mut before: Option<&Word> = None;
    for word in row {
        let space = before.map_or(Space::None, |before| {
            let gap = word.left - before.right;
            // A space that the page draws may be as thin as it likes.
            let is_drawn = (word.is_spaced && word.order > before.order)
                || (before.is_spaced && before.order > word.order);
            let is_drawn = is_drawn && gap > -size * 0.1;
            if gap > widest {
                Space::Wide
            } else if gap > least || is_drawn {
                Space::Word
            } else {
                Space::None
            }
        });
        for (at, letter) in word.letters.iter().enumerate() {
            placed.push(Placed { letter, space: if at == 0 { space } else { Space::None } });
        }
        before = Some(word);
    }
    placed
}

/// Returns the least gap that parts words in a row. Letters set wide apart raise it.
fn least_space(row: &[Word], size: f32) -> f32 {
    let usual = size * 0.15;
    let is_single = |word: &&Word| {
        word.letters.len() == 1
            && word.letters.iter().all(|letter| letter.text.chars().all(char::is_alphabetic))
    };
    let singles = row.iter().filter(is_single).count();
    if row.len() < 6 || singles * 5 < row.len() * 4 || row.iter().skip(1).any(|word| word.is_spaced)
    {
        return usual;
    }
    let gap = |pair: &[Word]| match pair {
        [a, b] => b.left - a.right,
        _ => 0.0,
    };
    let mut gaps: Vec<f32> = row.windows(2).map(gap).collect();
    gaps.sort_by(f32::total_cmp);
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
    if middle > usual { middle * 1.6 } else { usual }
}
