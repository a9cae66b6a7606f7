//! The place, the day and the agency before the first words of an article.

use super::characters::{is_blank, is_quotation_mark};
use super::dates::{is_weekday, month};

/// Datelines stand within so many characters of a paragraph's start.
const DATELINE: usize = 100;

/// Words with which a multi-word place begins; without them, a region or an agency, two words before
/// a dash may as well be a person.
const PLACE_STARTS: &[&str] = &[
    "Abu", "Addis", "Buenos", "Cape", "Ciudad", "Costa", "El", "Fort", "Hong", "Kuala", "La",
    "Las", "Los", "Mexico", "New", "Panama", "Phnom", "Port", "Porto", "Puerto", "Rio", "Saint",
    "San", "Santa", "Santo", "Sri", "St.", "São", "Tel", "The",
];

/// Words before a dash that are no places.
const LABELS: &[&str] = &[
    "advertisement",
    "analysis",
    "and",
    "breaking",
    "but",
    "comment",
    "commentary",
    "correction",
    "editorial",
    "exclusive",
    "explainer",
    "finally",
    "first",
    "he",
    "however",
    "i",
    "image",
    "it",
    "live",
    "maybe",
    "meanwhile",
    "no",
    "note",
    "opinion",
    "perhaps",
    "photo",
    "review",
    "second",
    "she",
    "so",
    "still",
    "then",
    "they",
    "third",
    "this",
    "today",
    "tomorrow",
    "update",
    "updated",
    "video",
    "wait",
    "watch",
    "we",
    "well",
    "yes",
    "yesterday",
    "yet",
    "you",
];

/// What stands before a paragraph's first words: "CARACAS, Venezuela (Reuters) — ".
pub(super) struct Dateline<'a> {
    pub head: &'a str,
    pub place: String,
}

pub(super) fn dateline(paragraph: &str) -> Option<Dateline<'_>> {
    let end = paragraph.char_indices().nth(DATELINE).map_or(paragraph.len(), |(at, _)| at);
    let near = paragraph.get(..end).unwrap_or_default();
    let (at, dash) = first_dash(near)?;
    let head = near.get(..at)?.trim_matches(is_blank);
    let rest = paragraph
        .get(at + dash.len()..)?
        .trim_start_matches(|c| is_blank(c) || is_quotation_mark(c));
    if rest.is_empty() || rest.starts_with(char::is_lowercase) {
        return None;
    }
    let (names, agency) = without_agency(head);
    let segments = place_segments(names);
    let dash = if dash == " - " { Dash::Hyphen } else { Dash::Long };
    let is_certain = is_certain_place(&segments, agency, dash);
    is_certain.then(|| Dateline { head, place: segments.join(", ") })
}

fn first_dash(near: &str) -> Option<(usize, &'static str)> {
    let dashes = ["—", "–", "--", " - "];
    dashes.iter().filter_map(|dash| near.find(dash).map(|at| (at, *dash))).min_by_key(|(at, _)| *at)
}

/// What stands between a place and the first words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    Long,
    /// It is in many a sentence, so that the place has to be certain for other reasons.
    Hyphen,
}

/// Does the text name an agency beside the place, as in "LONDON (Reuters)"?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Agency {
    Named,
    Unnamed,
}

fn without_agency(head: &str) -> (&str, Agency) {
    let cut = head.strip_suffix(')').and_then(|head| head.rsplit_once('('));
    cut.map_or((head, Agency::Unnamed), |(names, _)| {
        (names.trim_end_matches(is_blank), Agency::Named)
    })
}

/// Returns the parts of a place, without the date that may follow them.
pub(super) fn place_segments(names: &str) -> Vec<&str> {
    let is_date = |segment: &&str| {
        let mut words = segment.split(|c: char| !c.is_alphanumeric());
        words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
            || segment
                .split(['.', ' '])
                .next()
                .is_some_and(|word| month(word).is_some() || is_weekday(word))
    };
    names
        .split(',')
        .map(|part| part.trim_matches(is_blank))
        .take_while(|part| !is_date(part))
        .collect()
}

pub(super) fn is_certain_place(segments: &[&str], agency: Agency, dash: Dash) -> bool {
    let is_hyphen = dash == Dash::Hyphen;
    let [city, regions @ ..] = segments else { return false };
    let is_capital = city.chars().all(|c| !c.is_lowercase()) && city.chars().nth(1).is_some();
    let is_single = !city.contains(is_blank);
    let is_known = has_place_start(city);
    let is_supported = is_capital || !regions.is_empty() || agency == Agency::Named;
    segments.len() <= 3
        && segments.iter().all(|segment| is_place_name(segment))
        && !LABELS.contains(&city.to_lowercase().as_str())
        && (is_supported || ((is_single || is_known) && !is_hyphen))
        && (is_capital || !is_hyphen || agency == Agency::Named)
}

pub(super) fn has_place_start(city: &str) -> bool {
    PLACE_STARTS.iter().any(|start| city.split(is_blank).next() == Some(*start))
}

/// Is this up to four words of letters, each with a capital but for "de" and the like?
fn is_place_name(segment: &str) -> bool {
    let is_word = |word: &str| {
        let letters =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        let small =
            matches!(word, "al" | "am" | "de" | "del" | "do" | "la" | "of" | "on" | "sur" | "upon");
        letters && (small || word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()))
    };
    let words: Vec<&str> = segment.split_whitespace().collect();
    (1..=4).contains(&words.len()) && words.into_iter().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_place(opening: &str, expected: Option<&str>) {
        let found = dateline(opening).map(|dateline| dateline.place);
        assert_eq!(found.as_deref(), expected, "{opening}");
    }

    #[test]
    fn places_in_datelines() {
        check_place("Tarsis — The ports shut.", Some("Tarsis"));
        check_place("CARACAS, Venezuela (AP) — “We go,” she said.", Some("CARACAS, Venezuela"));
        check_place("LONDON (Reuters) - Prices rose.", Some("LONDON"));
        check_place("NEW YORK, Jan. 13 -- Prices rose.", Some("NEW YORK"));
        check_place("San Cristobal – The mayor left.", Some("San Cristobal"));
        check_place("PORT-AU-PRINCE, Haiti—The mayor left.", Some("PORT-AU-PRINCE, Haiti"));
    }

    #[test]
    fn other_dashes_are_no_datelines() {
        check_place("Maduro — who left — said no.", None);
        check_place("BREAKING — Ports shut.", None);
        check_place("Ana Ruiz — The mayor — left.", None);
        check_place("The price rose 3 percent — A record.", None);
        check_place("Tarsis - The ports shut.", None);
        check_place("Smith, Jones - The firm left.", None);
        check_place("However — The ports shut.", None);
        check_place("— The ports shut.", None);
        check_place("Well-known Tarsis ports shut.", None);
        check_place("13 January 2026 — The ports shut.", None);
    }
}
