//! Dates written out in English or in ISO 8601, found in a line and turned into ISO 8601.
//!
//! Only dates that can mean one day: `3/4/2026` is left alone.

use std::ops::Range;

use super::characters::is_blank;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A date in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The bytes that it covers.
    pub at: Range<usize>,
    /// Year, month and day: `2026-01-13`.
    pub iso: String,
}

/// Returns the one day that a line names, as `2026-01-13`; `None` where it names none or several.
pub fn only_date(line: &str) -> Option<String> {
    let mut dates = dates(line).into_iter();
    let first = dates.next()?;
    dates.all(|date| date.iso == first.iso).then_some(first.iso)
}

/// Returns the dates in a line, in order.
pub(super) fn dates(line: &str) -> Vec<Dated> {
    let tokens: Vec<Token> = tokens(line);
    let mut found: Vec<Dated> = Vec::new();
    for three in tokens.windows(3) {
        let [first, second, third] = three else { continue };
        let is_free = found.last().is_none_or(|last| last.at.end <= first.start);
        let date = iso(line, first, second, third).or_else(|| written(line, first, second, third));
        if let Some((year, month, day)) = date.filter(|_| is_free)
            && day <= days_in(year, month)
        {
            let iso = format!("{year:04}-{month:02}-{day:02}");
            found.push(Dated { at: first.start..third.end(), iso });
        }
    }
    found
}

/// Returns the month that a word names, in full or as newspapers shorten it.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let is_it = |name: &&str| {
        let is_short = word.len() == 3 || word == "sept";
        word == **name || (is_short && name.starts_with(&word))
    };
    (1..).zip(MONTHS.iter()).find(|(_, name)| is_it(name)).map(|(month, _)| month)
}

/// Does the word name a day of the week, in full or shortened?
pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.to_lowercase();
    let is_short = (3..=5).contains(&word.len());
    WEEKDAYS.iter().any(|day| word == *day || (is_short && day.starts_with(&word)))
}

/// A run of letters and digits.
struct Token<'a> {
    start: usize,
    word: &'a str,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.word.len()
    }
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut next = 0;
    for word in line.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            tokens.push(Token { start: next, word });
        }
        next += word.len();
        next += line.get(next..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    tokens
}

fn iso(line: &str, year: &Token, month: &Token, day: &Token) -> Option<(u32, u32, u32)> {
    let is_joined = between(line, year, month) == "-" && between(line, month, day) == "-";
    let day = day.word.split('T').next().unwrap_or_default();
    if !is_joined || month.word.len() != 2 || day.len() != 2 {
        return None;
    }
    let month = number(month.word).filter(|month| (1..=12).contains(month))?;
    Some((year_number(year.word)?, month, day_number(day)?))
}

/// Reads "13 January 2026", "January 13th, 2026" and "Jan. 13, 2026".
fn written(line: &str, first: &Token, second: &Token, year: &Token) -> Option<(u32, u32, u32)> {
    let is_joined = is_gap(between(line, first, second)) && is_gap(between(line, second, year));
    let before = line.get(..first.start).unwrap_or_default();
    // "12-13 January 2026" is two days, so none.
    if !is_joined || before.ends_with(['-', '–', '/']) {
        return None;
    }
    let year = year_number(year.word)?;
    match month(first.word) {
        Some(month) => Some((year, month, day_number(second.word)?)),
        None => Some((year, month(second.word)?, day_number(first.word)?)),
    }
}

fn between<'a>(line: &'a str, first: &Token, second: &Token) -> &'a str {
    line.get(first.end()..second.start).unwrap_or_default()
}

fn is_gap(between: &str) -> bool {
    between.ends_with(is_blank) && between.chars().all(|c| is_blank(c) || matches!(c, '.' | ','))
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn year_number(digits: &str) -> Option<u32> {
    number(digits).filter(|year| digits.len() == 4 && (1500..2200).contains(year))
}

fn day_number(word: &str) -> Option<u32> {
    let suffixes = ["st", "nd", "rd", "th"];
    let digits = suffixes.iter().find_map(|suffix| word.strip_suffix(suffix)).unwrap_or(word);
    number(digits).filter(|day| digits.len() <= 2 && (1..=31).contains(day))
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &[&str]) {
        let found: Vec<String> = dates(line).into_iter().map(|date| date.iso).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn the_ways_of_newspapers() {
        check("13 January 2026", &["2026-01-13"]);
        check("Tuesday, January 13th, 2026, 10:00", &["2026-01-13"]);
        check("By A B, Jan. 13, 2026", &["2026-01-13"]);
        check("1st Sept. 2025 – 2 Oct 2025", &["2025-09-01", "2025-10-02"]);
        check("(2026-01-13T09:00Z)", &["2026-01-13"]);
    }

    #[test]
    fn what_could_mean_two_days_or_none_is_left_alone() {
        check("3/4/2026", &[]);
        check("12-13 January 2026", &[]);
        check("30 February 2026, 29 February 2025", &[]);
        check("29 February 2024", &["2024-02-29"]);
        check("January 2026", &[]);
        check("2026-13-01, 2026-1-1, 0 May 2026", &[]);
        check("May 13, 20266, May 13, 02026", &[]);
        check("3 May 2026-05-01", &["2026-05-03"]);
        check("Jan. 13", &[]);
    }

    #[test]
    fn a_date_covers_its_words() {
        assert_eq!(dates("on May 3, 2026.")[0].at, 3..14);
    }
}
