//! What the passages of a document are: headings by their type, captions and footnotes by their words and
//! place.

use super::paragraphs::{Passage, Usual};

/// What a passage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(u32),
    Paragraph,
    /// An item of a list, at a depth from 1 on.
    Item(u32),
    Caption,
    Footnote,
    Quotation,
    Row,
}

/// How deep items of lists may lie in each other.
const DEEPEST_ITEM: usize = 6;
/// How many ways to set a heading are told apart.
const MOST_STYLES: usize = 64;

/// What lines in capitals alone are in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    Heading,
    /// Most of its lines are.
    Usual,
}

/// How many passages from the beginning on the headline is looked for.
const HEADLINE_REACH: usize = 8;

/// Returns what each passage is.
pub(super) fn kinds(passages: &[Passage], usual: &Usual) -> Vec<Kind> {
    let lower =
        passages.iter().filter(|passage| passage.text.chars().any(char::is_lowercase)).count();
    let capitals = if lower * 2 > passages.len() { Capitals::Heading } else { Capitals::Usual };
    let mut kinds: Vec<Kind> =
        passages.iter().map(|passage| kind(passage, usual, capitals)).collect();
    name_footnotes(passages, &mut kinds, usual);
    name_quotations(passages, &mut kinds, usual);
    name_depths(passages, &mut kinds);
    name_levels(passages, &mut kinds);
    kinds
}

fn kind(passage: &Passage, usual: &Usual, capitals: Capitals) -> Kind {
    if !passage.cells.is_empty() {
        return Kind::Row;
    }
    let text = passage.text.trim();
    let length = text.chars().count();
    let has_letters = text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    if is_caption(text) && passage.first.size < usual.size * 1.05 {
        return Kind::Caption;
    }
    let is_large = passage.first.size > usual.size * 1.12;
    let is_sentence = text.ends_with(['.', ',', ';']);
    let is_row = passage.first.gaps.len() > 1;
    let stands_out = !is_row && usual.stands_out(&passage.first) && usual.stands_out(&passage.last);
    if has_letters
        && stands_out
        && ((is_large && passage.lines <= 5 && length < 300)
            || (passage.lines <= 3 && length < 200 && !is_sentence))
    {
        return Kind::Heading(0);
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_upper = capitals == Capitals::Heading
        && letters > 3
        && !text.chars().any(char::is_lowercase)
        && text.chars().any(char::is_uppercase);
    if is_upper
        && passage.lines <= 2
        && length < 100
        && !is_sentence
        && letters * 2 > length
        && passage.first.gaps.is_empty()
    {
        return Kind::Heading(0);
    }
    if passage.marker.is_empty() { Kind::Paragraph } else { Kind::Item(1) }
}

/// Does a text begin like the words under a picture or over a table?
fn is_caption(text: &str) -> bool {
    const BEGIN: [&str; 24] = [
        "figure",
        "fig.",
        "table",
        "tab.",
        "chart",
        "map",
        "photo",
        "photo:",
        "picture",
        "image",
        "abbildung",
        "abb.",
        "tabelle",
        "foto",
        "foto:",
        "bild",
        "tableau",
        "graphique",
        "figura",
        "tabla",
        "gráfico",
        "imagen",
        "рис.",
        "таблица",
    ];
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let first = first.to_lowercase();
    if !BEGIN.contains(&first.as_str()) {
        return false;
    }
    let is_number = second.starts_with(|c: char| c.is_ascii_digit());
    let is_closed = second.ends_with([':', '.', '|', '–', '-'])
        || words.next().is_some_and(|third| third.starts_with(['|', '–', '—', '-', ':']));
    first.ends_with(':')
        || (is_number && (is_closed || first.ends_with('.') || text.chars().count() < 200))
}

/// Small passages at the end of a page's part, from the first on that begins with a note's number.
fn name_footnotes(passages: &[Passage], kinds: &mut [Kind], usual: &Usual) {
    let mut at = 0;
    for group in passages.chunk_by(|a, b| (a.page, a.part) == (b.page, b.part)) {
        let small = group
            .iter()
            .rev()
            .take_while(|passage| {
                passage.first.size < usual.size * 0.95 && passage.cells.is_empty()
            })
            .count();
        let tail = group.iter().enumerate().skip(group.len() - small);
        let has_text_above =
            small < group.len() || group.first().is_some_and(|passage| passage.part > 0);
        if let Some((first, _)) =
            tail.into_iter().find(|(_, passage)| is_note(&passage.text)).filter(|_| has_text_above)
        {
            kinds
                .iter_mut()
                .skip(at + first)
                .take(group.len() - first)
                .for_each(|kind| *kind = Kind::Footnote);
        }
        at += group.len();
    }
}

/// Does a text begin with the number or sign of a note?
fn is_note(text: &str) -> bool {
    let text = text.trim_start();
    let sign = text.trim_start_matches(['*', '†', '‡', '§', '¶']);
    if sign.len() < text.len() {
        return true;
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    // Numbers that are followed by others are those of a table or of an axis.
    let words = rest.strip_prefix(['.', ')', ']']).unwrap_or(rest).trim_start();
    (1..=3).contains(&digits)
        && words.starts_with(|c: char| {
            c.is_alphabetic() || matches!(c, '“' | '„' | '«' | '‘' | '"' | '\'' | '(' | '[')
        })
}

/// Paragraphs of several lines that are set in on both sides.
fn name_quotations(passages: &[Passage], kinds: &mut [Kind], usual: &Usual) {
    let mut at = 0;
    for group in passages.chunk_by(|a, b| (a.page, a.part) == (b.page, b.part)) {
        let is_body = |passage: &Passage| {
            passage.marker.is_empty() && passage.cells.is_empty() && passage.lines > 2
        };
        let left =
            group.iter().filter(|p| is_body(p)).map(|p| p.last.start()).fold(f32::MAX, f32::min);
        let wide =
            group.iter().filter(|p| is_body(p) && p.last.start() < left + usual.size * 0.5).count();
        for (passage, kind) in group.iter().zip(kinds.iter_mut().skip(at)) {
            let is_in = passage.last.start() > left + usual.size * 1.4
                && passage.first.start() > left + usual.size * 1.4;
            if *kind == Kind::Paragraph && is_body(passage) && is_in && !passage.is_full && wide > 1
            {
                *kind = Kind::Quotation;
            }
        }
        at += group.len();
    }
}

/// The depth of each item among those around it, by how far in it begins.
fn name_depths(passages: &[Passage], kinds: &mut [Kind]) {
    let mut starts: Vec<f32> = Vec::new();
    for (passage, kind) in passages.iter().zip(kinds) {
        let Kind::Item(depth) = kind else {
            starts.clear();
            continue;
        };
        let (start, near) = (passage.first.start(), passage.first.size * 0.6);
        starts.retain(|&known| known < start + near);
        let is_deeper = starts.last().is_none_or(|&known| known < start - near);
        if is_deeper && starts.len() < DEEPEST_ITEM {
            starts.push(start);
        }
        *depth = u32::try_from(starts.len()).unwrap_or(1);
    }
}

/// The level of each heading: 1 for the headline alone, the others by size.
fn name_levels(passages: &[Passage], kinds: &mut [Kind]) {
    let headings = || {
        passages
            .iter()
            .zip(kinds.iter())
            .enumerate()
            .filter(|(_, (_, kind))| matches!(kind, Kind::Heading(_)))
    };
    let first_page = passages.first().map_or(0, |passage| passage.page);
    let near =
        headings().filter(|(at, (passage, _))| *at < HEADLINE_REACH && passage.page == first_page);
    let size = |at: usize| passages.get(at).map_or(0.0, |passage| passage.first.size);
    let mut headline: Option<usize> = None;
    for (at, _) in near {
        if headline.is_none_or(|best| size(at) > size(best) * 1.05) {
            headline = Some(at);
        }
    }
    let mut styles: Vec<(f32, bool)> = Vec::new();
    for (at, (passage, _)) in headings() {
        let style = (passage.first.size, passage.first.is_bold);
        if Some(at) != headline
            && styles.len() < MOST_STYLES
            && !styles.iter().any(|&known| is_same(known, style))
        {
            styles.push(style);
        }
    }
    styles.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    for (at, (passage, kind)) in passages.iter().zip(kinds.iter_mut()).enumerate() {
        let Kind::Heading(level) = kind else { continue };
        let style = (passage.first.size, passage.first.is_bold);
        let rank = styles.iter().position(|&known| is_same(known, style)).unwrap_or(styles.len());
        *level = if Some(at) == headline { 1 } else { u32::try_from(rank + 2).unwrap_or(6).min(6) };
    }
}

fn is_same(a: (f32, bool), b: (f32, bool)) -> bool {
    (a.0 - b.0).abs() < 0.6 && a.1 == b.1
}
