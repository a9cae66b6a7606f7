//! Who published an article, where its byline says so.

use super::bylines::{is_address, is_around_date, is_name, names_and_rest};
use super::characters::is_blank;
use super::dates::dates;

/// Last words of the names of newspapers, broadcasters and agencies. Without one of them, what stands
/// beside a name may as well be a second name or a place.
const OUTLETS: &[&str] = &[
    "advertiser",
    "afp",
    "agency",
    "ap",
    "argus",
    "bbc",
    "bloomberg",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "echo",
    "enquirer",
    "examiner",
    "express",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "media",
    "mercury",
    "mirror",
    "monitor",
    "network",
    "news",
    "newspaper",
    "observer",
    "post",
    "press",
    "radio",
    "record",
    "register",
    "reuters",
    "review",
    "sentinel",
    "standard",
    "star",
    "telegraph",
    "times",
    "tribune",
    "tv",
    "weekly",
    "wire",
];

/// Words that say what someone does, and a section's: `Herald Correspondent`, `World News`.
const OTHERS: &[&str] = &[
    "analysis",
    "breaking",
    "business",
    "chief",
    "columnist",
    "contributor",
    "correspondent",
    "culture",
    "desk",
    "editor",
    "local",
    "opinion",
    "photographer",
    "politics",
    "reporter",
    "science",
    "sport",
    "sports",
    "staff",
    "tech",
    "technology",
    "world",
    "writer",
];

/// Does a name end like an outlet's, or like what someone does there?
pub(super) fn is_no_place(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    OUTLETS.contains(&last.as_str()) || OTHERS.contains(&last.as_str())
}

/// Returns the outlet that a byline names: the one part beside the authors and a date. `None` where
/// that is not certain.
pub(super) fn publisher(line: &str) -> Option<String> {
    let mut rest = names_and_rest(line)?.to_owned();
    for date in dates(&rest).iter().rev() {
        rest.replace_range(date.at.clone(), " ");
    }
    let parts = rest.split([',', '·', '|', '•']).map(|part| part.trim_matches(is_blank));
    let parts: Vec<&str> = parts.filter(|part| !is_around_date(part)).collect();
    let [authors, outlet] = parts.as_slice() else { return None };
    let is_full_name = |name: &str| name.contains(is_blank) && is_name(name);
    let is_certain = authors.split(" and ").all(is_full_name) && is_outlet(outlet);
    is_certain.then(|| outlet.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Agencies write for others: what they are the source of, somebody else has published.
const AGENCIES: &[&str] = &["afp", "agency", "ap", "bloomberg", "press", "reuters", "wire"];

/// Returns the outlet that a source line such as `Source: The Estuary Post, https://example.org` names,
/// by two words or more. `None` where that is not certain.
pub(super) fn source(line: &str) -> Option<String> {
    let (_, rest) =
        line.split_once(':').filter(|(label, _)| label.eq_ignore_ascii_case("source"))?;
    let mut rest = rest.to_owned();
    for date in dates(&rest).iter().rev() {
        rest.replace_range(date.at.clone(), " ");
    }
    let parts =
        rest.split([',', ';', '·', '|', '•', '(', ')']).map(|part| part.trim_matches(is_blank));
    let parts: Vec<&str> =
        parts.filter(|part| !is_around_date(part) && !is_address(part)).collect();
    let [outlet] = parts.as_slice() else { return None };
    let last = outlet.rsplit(is_blank).next().unwrap_or_default().to_lowercase();
    let is_certain =
        outlet.contains(is_blank) && is_outlet(outlet) && !AGENCIES.contains(&last.as_str());
    is_certain.then(|| outlet.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Is this up to five words, each with a capital, the last one that of an outlet?
fn is_outlet(name: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let is_known = |list: &[&str], word: &String| list.contains(&word.as_str());
    words.len() <= 5
        && words.iter().all(|word| is_word(word))
        && lower.last().is_some_and(|last| is_known(OUTLETS, last))
        && !lower.iter().any(|word| is_known(OTHERS, word))
        && name != "News"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_beside_a_name() {
        let check = |line: &str, expected: &str| {
            assert_eq!(publisher(line).as_deref(), Some(expected), "{line}");
        };
        check("By Ruth Calder, The Estuary Post", "The Estuary Post");
        check("BY RUTH CALDER, ESTUARY POST", "ESTUARY POST");
        check("By Ruth Calder, Estuary Post, Tuesday, 3 March 2026", "Estuary Post");
        check("By Ruth Calder, Estuary Post · Published 3 March 2026", "Estuary Post");
        check("By Ruth Calder and Tom Hale | Reuters", "Reuters");
        check("By Ruth Calder, BBC News", "BBC News");
        check("Ana Ruiz · Tarsis Review · 13 January 2026", "Tarsis Review");
    }

    #[test]
    fn what_may_be_something_else_is_none() {
        for line in [
            "By Ruth Calder, Tom Hale",
            "By Ruth Calder, London",
            "By Ruth Calder, The Hague",
            "By Ruth Calder, Senior Correspondent",
            "By Ruth Calder, Editor of the Post",
            "By Ruth Calder, Post Editor",
            "By Ruth Calder, 3 March 2026",
            "By Ruth Calder, Tom Hale and Li Wei, Estuary Post",
            "By Ruth Calder, Estuary Post, Langham",
            "By Ruth Calder for the Estuary Post",
            "By Monday, Estuary Post",
            "By The Associated Press",
            "Ana Ruiz · Chief Reporter · 13 January 2026",
            "Ana Ruiz · World News · 13 January 2026",
            "Ana Ruiz · News · 13 January 2026",
            "Ana Ruiz · Tarsis · Tarsis Herald · 13 January 2026",
            "13 January 2026 · Ana Ruiz · Tarsis Herald",
        ] {
            assert_eq!(publisher(line), None, "{line}");
        }
    }
}
