//! Edits of articles as editors make them, which remember where each character went.

use postil::text::{Offset, Stretch, Text, sentence_at};

use super::{
    articles::ARTICLES,
    case::{Case, CaseSpan, Expected},
};

/// Numbers that look random and follow from a seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % most.max(1)
    }
}

/// A character of the edited text.
#[derive(Clone, Copy)]
struct Letter {
    is: char,
    /// Where the character was that it is or stands for.
    from: Option<usize>,
    /// Is it what it was, but for its form?
    is_kept: bool,
}

type Letters = Vec<Letter>;
type EditFn = fn(&mut Letters, &mut Random);

const EDITS: [(&str, EditFn); 10] = [
    ("typos", typos),
    ("words replaced", replace_words),
    ("sentence inserted", insert_sentence),
    ("sentence deleted", delete_sentence),
    ("paragraph moved", move_paragraph),
    ("paragraph deleted", delete_paragraph),
    ("quotes restyled", restyle_quotes),
    ("lines broken", break_lines),
    ("headline changed", change_headline),
    ("all of it", all),
];

/// Returns edited versions of each article, `times` of each kind.
pub fn cases(seed: u64, times: usize) -> Vec<Case> {
    let mut random = Random::new(seed);
    let mut cases = Vec::new();
    for (number, old) in ARTICLES.iter().enumerate() {
        for (edit, apply) in EDITS {
            for _ in 0..times {
                let from = old.char_indices();
                let mut letters: Letters =
                    from.map(|(at, is)| Letter { is, from: Some(at), is_kept: true }).collect();
                apply(&mut letters, &mut random);
                cases.push(case(number, old, edit, &letters));
            }
        }
    }
    cases
}

fn case(number: usize, old: &str, edit: &str, letters: &Letters) -> Case {
    let new = letters.iter().map(|letter| letter.is).collect();
    let spans = spans(old).into_iter().filter_map(|(kind, at)| {
        let expected = expected(at, old, letters)?;
        Some(CaseSpan { kind: kind.to_owned(), at, expected, also: None })
    });
    let spans = spans.collect();
    Case {
        article: format!("own {number}"),
        edit: edit.to_owned(),
        old: old.to_owned(),
        new,
        spans,
    }
}

/// Returns where a span's characters went; `None` where they were torn apart.
fn expected(at: Stretch, old: &str, letters: &Letters) -> Option<Expected> {
    let is_of = |letter: &Letter| letter.from.is_some_and(|from| at.contains(Offset::new(from)));
    let all = old[at.range()].chars().filter(|c| !c.is_whitespace()).count();
    let kept =
        letters.iter().filter(|one| is_of(one) && one.is_kept && !one.is.is_whitespace()).count();
    if kept * 2 < all {
        return Some(Expected::Gone);
    }
    let holds = |letter: &Letter| is_of(letter) && !letter.is.is_whitespace();
    let first = letters.iter().position(holds)?;
    let last = letters.iter().rposition(holds)?;
    let strangers = letters[first..=last].iter().filter(|one| one.from.is_some() && !is_of(one));
    if strangers.count() > 0 {
        return None;
    }
    let bytes = |letters: &[Letter]| letters.iter().map(|one| one.is.len_utf8()).sum::<usize>();
    let start = bytes(&letters[..first]);
    Some(Expected::At(Stretch::new(start, start + bytes(&letters[first..=last]))))
}

/// Returns what an analyst might mark: sentences, clauses, names and quotations.
fn spans(old: &str) -> Vec<(&'static str, Stretch)> {
    let text = Text::new(old);
    let mut spans = Vec::new();
    let mut at = 0;
    while at < old.len() {
        let sentence = sentence_at(&text, text.whole(), Offset::new(at));
        at = sentence.end.to_usize().max(at + 1);
        while !old.is_char_boundary(at) {
            at += 1;
        }
        let words = old[sentence.range()].trim();
        let start = sentence.start.to_usize() + old[sentence.range()].find(words).unwrap_or(0);
        if spans.contains(&("sentence", Stretch::new(start, start + words.len()))) {
            continue;
        }
        let ends: Vec<usize> = words.match_indices(' ').map(|(at, _)| at).collect();
        if ends.len() < 6 || words.contains('\n') {
            continue;
        }
        spans.push(("sentence", Stretch::new(start, start + words.len())));
        spans.push(("clause", Stretch::new(start + ends[1] + 1, start + ends[5])));
    }
    for (at, word) in
        old.split_whitespace().map(|word| (word.as_ptr() as usize - old.as_ptr() as usize, word))
    {
        let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_name =
            name.chars().next().is_some_and(char::is_uppercase) && name.chars().count() > 4;
        if is_name && name.chars().all(char::is_alphanumeric) {
            spans.push(("name", Stretch::new(at, at + name.len())));
        }
    }
    let quotes =
        old.match_indices('“').filter_map(|(at, _)| Some((at, at + old[at..].find('”')? + 3)));
    spans.extend(quotes.map(|(start, end)| ("quotation", Stretch::new(start, end))));
    spans
}

/// Returns where words, sentences or paragraphs are: runs between what `is_end` says ends one.
fn runs(letters: &Letters, is_end: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = 0;
    for at in 0..=letters.len() {
        if at == letters.len() || is_end(at) {
            if at > start {
                runs.push((start, at));
            }
            start = at + 1;
        }
    }
    runs
}

fn words(letters: &Letters) -> Vec<(usize, usize)> {
    let mut words = runs(letters, |at| !letters[at].is.is_alphanumeric());
    words.retain(|(start, end)| end - start > 4);
    words
}

/// Sentences within a paragraph, each with the blank after it.
fn sentences(letters: &Letters) -> Vec<(usize, usize)> {
    let is = |at: usize| letters.get(at).map_or('\n', |letter| letter.is);
    let ends = |at: usize| {
        is(at) == ' '
            && matches!(is(at.wrapping_sub(1)), '.' | '”')
            && is(at.wrapping_sub(2)) != ','
    };
    let mut sentences = runs(letters, |at| ends(at) || is(at) == '\n');
    sentences.retain(|(start, end)| end - start > 30 && is(*end) == ' ');
    sentences.iter().map(|(start, end)| (*start, end + 1)).collect()
}

fn paragraphs(letters: &Letters) -> Vec<(usize, usize)> {
    runs(letters, |at| letters[at].is == '\n')
}

fn strange(words: &str) -> Letters {
    words.chars().map(|is| Letter { is, from: None, is_kept: false }).collect()
}

fn typos(letters: &mut Letters, random: &mut Random) {
    for _ in 0..8 {
        let words = words(letters);
        let (start, end) = words[random.below(words.len())];
        let at = start + 1 + random.below(end - start - 3);
        match random.below(3) {
            0 => drop(letters.remove(at)),
            1 => letters.splice(at..at, strange("q")).for_each(drop),
            _ => letters.swap(at, at + 1),
        }
    }
}

fn replace_words(letters: &mut Letters, random: &mut Random) {
    const OTHERS: [&str; 4] = ["zzyzx", "quux", "xylophony", "jumpy fjords"];
    for _ in 0..8 {
        let words = words(letters);
        let (start, end) = words[random.below(words.len())];
        letters.splice(start..end, strange(OTHERS[random.below(4)]));
    }
}

fn insert_sentence(letters: &mut Letters, random: &mut Random) {
    const SENTENCES: [&str; 3] = [
        "Officials were not available for comment that day. ",
        "An earlier version of this article said otherwise. ",
        "He added that more was to follow before the end of the week. ",
    ];
    for sentence in SENTENCES {
        let starts = sentences(letters);
        let at = starts[random.below(starts.len())].1;
        letters.splice(at..at, strange(sentence));
    }
}

fn delete_sentence(letters: &mut Letters, random: &mut Random) {
    for _ in 0..2 {
        let all = sentences(letters);
        if !all.is_empty() {
            let (start, end) = all[random.below(all.len())];
            letters.drain(start..end);
        }
    }
}

fn move_paragraph(letters: &mut Letters, random: &mut Random) {
    let all = paragraphs(letters);
    let mut parts: Vec<Letters> =
        all.iter().map(|(start, end)| letters[*start..*end].to_vec()).collect();
    let moved = parts.remove(1 + random.below(all.len() - 1));
    let to = 1 + random.below(parts.len());
    parts.insert(to, moved);
    let blank = strange("\n\n");
    *letters = parts.join(&blank[..]);
}

fn delete_paragraph(letters: &mut Letters, random: &mut Random) {
    let all = paragraphs(letters);
    let (start, end) = all[1 + random.below(all.len() - 1)];
    letters.drain(start..(end + 2).min(letters.len()));
}

fn restyle_quotes(letters: &mut Letters, _: &mut Random) {
    for letter in letters {
        letter.is = match letter.is {
            '“' | '”' => '"',
            '’' => '\'',
            '—' => '-',
            other => other,
        };
    }
}

fn break_lines(letters: &mut Letters, random: &mut Random) {
    let width = 40 + random.below(40);
    let mut column = 0;
    for letter in letters {
        column += 1;
        if letter.is == '\n' || (letter.is == ' ' && column > width) {
            letter.is = '\n';
            column = 0;
        }
    }
}

fn change_headline(letters: &mut Letters, _: &mut Random) {
    let end = letters.iter().position(|letter| letter.is == '\n').unwrap_or(0);
    letters.splice(..end, strange("What happened this week, and why"));
    letters.splice(0..0, strange("Updated at noon\n\n"));
}

fn all(letters: &mut Letters, random: &mut Random) {
    for (_, edit) in &EDITS[..9] {
        edit(letters, random);
    }
}
