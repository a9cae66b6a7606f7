//! The lines beneath a headline that say who wrote an article and when.

use super::characters::{is_blank, is_final_mark};
use super::dates::{dates, is_weekday, month};

/// Lines beneath a headline have at most so many characters.
const LONGEST: usize = 200;

/// What stands between the parts of a line such as `Marisol Deane · Tarsis Herald · 13 January 2026`.
const SEPARATORS: [char; 3] = ['·', '|', '•'];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "e", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu",
];

/// Capitalised words that stand in a section's name, not in a person's.
const SECTIONS: &[&str] = &[
    "analysis",
    "breaking",
    "business",
    "culture",
    "economy",
    "news",
    "opinion",
    "politics",
    "sport",
    "sports",
    "tech",
    "technology",
    "world",
];

/// Words that may stand beside a date in a line of its own.
const AROUND_DATES: &[&str] = &[
    "published",
    "posted",
    "updated",
    "update",
    "modified",
    "corrected",
    "edited",
    "first",
    "last",
    "date",
    "on",
    "at",
    "am",
    "pm",
    "a",
    "m",
    "p",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "et",
    "est",
    "edt",
    "pt",
    "pst",
    "pdt",
    "z",
];

/// Is this line a byline: "By …", "From …" or `Name · Outlet · date`?
pub(super) fn is_byline(line: &str) -> bool {
    if line.ends_with(is_final_mark) || line.chars().nth(LONGEST).is_some() {
        return false;
    }
    let names_someone =
        |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    after_word(line, "by").is_some_and(names_someone)
        || after_word(line, "from")
            .is_some_and(|rest| names_someone(rest) || rest.starts_with("our "))
        || named_first(line).is_some()
}

/// Is this line a date, with nothing but words such as "Published" around it?
pub(super) fn is_date_line(line: &str) -> bool {
    if line.chars().nth(LONGEST).is_some() {
        return false;
    }
    let found = dates(line);
    let mut rest = line.to_owned();
    for date in found.iter().rev() {
        rest.replace_range(date.at.clone(), " ");
    }
    !found.is_empty() && is_around_date(&rest)
}

/// Is this an address alone?
pub(super) fn is_address(words: &str) -> bool {
    let starts = ["http://", "https://", "www."].iter().any(|start| words.starts_with(start));
    starts && !words.contains(char::is_whitespace)
}

/// Does this line belong between a headline and its article: a byline, a date, with its place or
/// without, or an address?
pub(super) fn is_header_line(line: &str) -> bool {
    is_byline(line) || is_date_line(line) || is_address(line) || named_before_date(line).is_some()
}

/// Returns the names before the date of a line that is nothing else: "Valmorra" of "Valmorra, 14
/// March 2025". They may be of a place, a person or an outlet.
pub(super) fn named_before_date(line: &str) -> Option<&str> {
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    let found = dates(line);
    let [date] = found.as_slice() else { return None };
    let before = line.get(..date.at.start)?.trim_end_matches(is_blank);
    let names = before.strip_suffix(|c| SEPARATORS.contains(&c) || matches!(c, ',' | '—' | '–'));
    let mut names = names?.trim_end_matches(is_blank);
    // "Valmorra, Friday, 14 March 2025": the weekday belongs to the date.
    if let Some((first, _)) = names.rsplit_once(',').filter(|(_, day)| is_weekday(day.trim())) {
        names = first;
    }
    let is_all = is_around_date(line.get(date.at.end..)?)
        && names.split(',').count() <= 3
        && names.split(',').all(|name| is_name(name.trim_matches(is_blank)));
    (is_all && !is_byline(line) && !is_date_line(line)).then_some(names)
}

/// Are these only words such as "Published" and "Friday", or none?
pub(super) fn is_around_date(words: &str) -> bool {
    let mut words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| AROUND_DATES.contains(&word.to_lowercase().as_str()) || is_weekday(word))
}

/// Returns who a byline names, `None` where that is not certain.
pub(super) fn author(line: &str) -> Option<String> {
    let names = match after_word(line, "by") {
        Some(rest) => without_outlet(without_date(rest)),
        None => named_first(line)?.to_owned(),
    };
    let is_certain = names.split(", ").flat_map(|part| part.split(" and ")).all(is_name);
    is_certain.then(|| names.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Returns what a byline says from its first name on, `None` where the line names nobody first.
pub(super) fn names_and_rest(line: &str) -> Option<&str> {
    after_word(line, "by").or_else(|| named_first(line).map(|_| line))
}

/// What a day in a line is the day of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DayOf {
    Publication,
    Update,
}

/// Returns the day that the line gives; not the day of an update, and none if it gives two.
pub(super) fn published(line: &str) -> Option<String> {
    only_day(line, DayOf::Publication)
}

/// Returns the day of an update that the line gives, such as `Last updated: 5 May 2025`.
pub(super) fn updated(line: &str) -> Option<String> {
    only_day(line, DayOf::Update)
}

fn only_day(line: &str, wanted: DayOf) -> Option<String> {
    let is_wanted = |at: usize| day_of(line.get(..at).unwrap_or_default()) == wanted;
    let dates = dates(line).into_iter().filter(|date| is_wanted(date.at.start));
    let mut days: Vec<String> = dates.map(|date| date.iso).collect();
    days.dedup();
    if days.len() == 1 { days.pop() } else { None }
}

/// Judges a day by the words before it.
fn day_of(before: &str) -> DayOf {
    let mut words = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // "Updated on Friday, at 10:00 a.m. GMT on": these words belong to the date.
    let label = words.find(|word| {
        let lower = word.to_lowercase();
        is_update(&lower)
            || !(is_weekday(&lower) || AROUND_DATES.contains(&lower.as_str()))
            || matches!(lower.as_str(), "published" | "posted" | "date")
    });
    let is_updated = label.is_some_and(|word| is_update(&word.to_lowercase()));
    if is_updated { DayOf::Update } else { DayOf::Publication }
}

fn is_update(word: &str) -> bool {
    matches!(word, "updated" | "update" | "modified" | "corrected" | "edited")
}

/// Returns what follows the word `first` at the line's start, in whichever case.
fn after_word<'a>(line: &'a str, first: &str) -> Option<&'a str> {
    let (word, rest) = line.split_once(is_blank)?;
    let word = word.strip_suffix(':').unwrap_or(word);
    word.eq_ignore_ascii_case(first).then(|| rest.trim_start_matches(is_blank))
}

/// Returns the name in a line like `Name · Outlet · date`.
fn named_first(line: &str) -> Option<&str> {
    let parts: Vec<&str> = line.split(SEPARATORS).map(|part| part.trim_matches(is_blank)).collect();
    let [name, others @ ..] = parts.as_slice() else { return None };
    let is_line = others.iter().all(|part| !part.is_empty() && part.chars().nth(60).is_none());
    let has_date = others.iter().any(|part| !dates(part).is_empty());
    let is_full = is_name(name) && name.contains(is_blank);
    (is_line && is_full && (others.len() > 1 || has_date)).then_some(*name)
}

fn without_date(names: &str) -> &str {
    let end = dates(names).first().map_or(names.len(), |date| date.at.start);
    let names = names.get(..end).unwrap_or_default();
    let is_between =
        |c| is_blank(c) || SEPARATORS.contains(&c) || matches!(c, ',' | '—' | '–' | '(');
    let words = names.trim_end_matches(is_between);
    // "Tuesday, 13 January": the weekday belongs to the date.
    match words.rsplit_once(is_blank) {
        Some((before, last)) if is_weekday(last) => before.trim_end_matches(is_between),
        _ => words,
    }
}

/// Cuts "Ana Ruiz, Tom Hale and Li Wei, Tarsis Herald" and "Ana Ruiz in Tarsis" after the names.
fn without_outlet(names: &str) -> String {
    let cuts = [" in ", " for ", " at ", " | ", " · ", " • ", " — ", " – ", " ("];
    let end = cuts.iter().filter_map(|cut| names.find(cut)).min().unwrap_or(names.len());
    let names = names.get(..end).unwrap_or_default();
    let parts: Vec<&str> = names.split(", ").collect();
    let last = parts.iter().rposition(|part| part.contains(" and ") || part.starts_with("and "));
    let kept = parts.get(..=last.unwrap_or(0)).unwrap_or_default();
    kept.join(", ").replace(", and ", " and ")
}

/// Could this be the name of a person or a body: up to five words, each with a capital?
pub(super) fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_named = |word: &&str| {
        let starts_well = word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        let letters =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '‑'));
        letters && (starts_well || PARTICLES.contains(word))
    };
    let is_other = |word: &&str| {
        let lower = word.to_lowercase();
        SECTIONS.contains(&lower.as_str()) || is_weekday(&lower)
    };
    let is_time = words.len() == 1 && words.iter().any(|word| month(word).is_some());
    (1..=5).contains(&words.len())
        && words.iter().all(is_named)
        && !words.iter().any(is_other)
        && !is_time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_author(line: &str, expected: Option<&str>) {
        assert!(is_byline(line), "{line}");
        assert_eq!(author(line).as_deref(), expected, "{line}");
    }

    #[test]
    fn names_after_by() {
        check_author("By Marisol Deane", Some("Marisol Deane"));
        check_author("BY MARISOL DEANE", Some("MARISOL DEANE"));
        check_author("By Marisol Deane, Tarsis Herald", Some("Marisol Deane"));
        check_author("By Ana de la Cruz in Tarsis", Some("Ana de la Cruz"));
        check_author(
            "By Ana Ruiz, Tom O’Neil and Li Wei, Reuters",
            Some("Ana Ruiz, Tom O’Neil and Li Wei"),
        );
        check_author("By Ana Ruiz, Tuesday, Jan. 13, 2026", Some("Ana Ruiz"));
        check_author("By Ana Ruiz Tuesday, January 13, 2026", Some("Ana Ruiz"));
        check_author("By Ana Ruiz | 2026-01-13", Some("Ana Ruiz"));
        check_author("By The Associated Press", Some("The Associated Press"));
    }

    #[test]
    fn a_name_with_its_outlet_and_date() {
        check_author("Ana Ruiz · Tarsis Herald · 13 January 2026", Some("Ana Ruiz"));
        check_author("Ana Ruiz | 13 January 2026", Some("Ana Ruiz"));
    }

    #[test]
    fn an_uncertain_name_is_none() {
        check_author("From Our Correspondent", None);
        check_author("By Monday", None);
        check_author("By Monday the city was empty", None);
        check_author("By R2D2 staff", None);
    }

    #[test]
    fn other_lines_are_no_bylines() {
        for line in [
            "By noon the city was empty",
            "By Monday, it was over.",
            "Politics | Venezuela | 13 January 2026",
            "World News · Tarsis Herald · 13 January 2026",
            "Ana Ruiz | Herald",
            "From here to there",
            "A second headline",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn a_date_may_have_its_own_line() {
        assert!(is_date_line("Friday, July 21, 2017"));
        assert!(is_date_line("Published: 13 January 2026 at 9:30 a.m. GMT"));
        assert!(!is_date_line("Elections of 13 January 2026"));
        assert!(!is_date_line("Friday"));
    }

    #[test]
    fn the_day_of_an_update_is_not_the_day_it_was_published() {
        let line = "Published 13 January 2026, updated on Friday, 16 January 2026";
        assert_eq!(published(line).as_deref(), Some("2026-01-13"));
        assert_eq!(published("Updated: 16 January 2026"), None);
        assert_eq!(published("13 January 2026 or 14 January 2026"), None);
        assert_eq!(updated(line).as_deref(), Some("2026-01-16"));
        for line in [
            "updated 4 Nov. 2025",
            "Updated: Nov. 4, 2025",
            "Last modified on Tuesday, 4 November 2025 at 10:00",
            "Last updated at 10:00 GMT on 4 November 2025",
            "By Ann Lee | Updated 4 November 2025 at 10:00",
            "Published 3 November 2025 | Last update: 2025-11-04",
            "Corrected 4 November 2025",
        ] {
            assert_eq!(updated(line).as_deref(), Some("2025-11-04"), "{line}");
            assert!(is_header_line(line) || line.contains('|'), "{line}");
        }
        for line in ["4 November 2025", "Published 4 November 2025", "Updated", "Date: 4 May 2025"]
        {
            assert_eq!(updated(line), None, "{line}");
        }
        assert_eq!(
            updated("Updated 4 November 2025, published 3 November 2025").as_deref(),
            Some("2025-11-04")
        );
        assert_eq!(
            published("Updated 4 November 2025, published 3 November 2025").as_deref(),
            Some("2025-11-03")
        );
        check_author("By Ann Lee | Updated 5 May 2025 at 10:00", Some("Ann Lee"));
    }
}
