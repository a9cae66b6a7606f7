//! The names of people in a line that says more: `By Ann Lee | Updated 5 May 2025`.

use crate::{articles::roles, text};

/// What stands after the names of a line.
const AFTER: [&str; 11] =
    [" | ", " • ", " · ", " - ", " – ", " — ", " / ", "@", " (", " in ", " for "];

/// What stands before them.
const BEFORE: [&str; 11] = [
    "by:",
    "by",
    "written by",
    "posted by",
    "published by",
    "story by",
    "von",
    "par",
    "por",
    "door",
    "av",
];

/// Words that belong to what stands after the names, if that is a date.
const OF_DATES: [&str; 8] =
    ["updated", "published", "posted", "modified", "last", "first", "on", "at"];

/// A name has no more words.
const MOST_WORDS: usize = 6;

/// Returns the names that a line begins with, and nothing else; `None` where that is not certain.
pub(in crate::articles::html) fn people(line: &str) -> Option<String> {
    let line = roles::on_one_line(line);
    let line = without_label(&line);
    let end = AFTER.iter().filter_map(|after| line.find(after)).min().unwrap_or(line.len());
    let mut words: Vec<&str> = line.get(..end)?.split(' ').collect();
    let begins_date = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    if let Some(at) = words.iter().position(begins_date) {
        words.truncate(at);
    }
    while words.last().is_some_and(|word| is_of_date(word)) {
        words.pop();
    }
    let names = words.join(" ");
    let parts = names.trim_matches([',', ';', ':', '.', ' ']).split(", ");
    let parts: Vec<&str> = parts.take_while(|part| part.split(" and ").all(is_name)).collect();
    let is_named = parts.iter().any(|part| part.contains(char::is_alphabetic));
    is_named.then(|| parts.join(", "))
}

fn without_label(line: &str) -> &str {
    let label = |label: &&str| {
        let (first, rest) = line.split_at_checked(label.len())?;
        let is_apart = rest.is_empty() || rest.starts_with([' ', ':']);
        let is_it = is_apart && first.to_lowercase() == **label;
        is_it.then(|| rest.trim_start_matches([' ', ':']))
    };
    // The longest one: `By:` is no `By` of somebody called `:`.
    BEFORE.iter().filter_map(label).min_by_key(|rest| rest.len()).unwrap_or(line)
}

fn is_of_date(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    word.is_empty()
        || OF_DATES.contains(&&*word)
        || word.ends_with("day")
        || text::only_date(&format!("1 {word} 2000")).is_some()
}

/// Has each word of a name a capital, but for `de` and the like?
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_one = |word: &&str| !word.starts_with(char::is_lowercase) || word.chars().count() <= 3;
    let is_account = words.len() == 1;
    !name.is_empty() && words.len() <= MOST_WORDS && (is_account || words.iter().all(is_one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_alone() {
        fn check(line: &str, names: Option<&str>) {
            assert_eq!(people(line).as_deref(), names, "{line}");
        }
        check("By Ann Lee | Updated 5 May 2025 at 10:00", Some("Ann Lee"));
        check("Bo Ek @boek Nov 18, 2019 at 9:24 pm ET • 2 min read", Some("Bo Ek"));
        check("Ann Lee, Bo Ek and Kim Po, 5 May 2025", Some("Ann Lee, Bo Ek and Kim Po"));
        check("By Tom Ray, Political editor", Some("Tom Ray"));
        check("Written by: Ann Lee Tuesday, May 5, 2025", Some("Ann Lee"));
        check("Von Maria de la Cruz", Some("Maria de la Cruz"));
        check("par Ann Lee (avec AFP)", Some("Ann Lee"));
        check("李安", Some("李安"));
        check("By", None);
        check("5 May 2025", None);
        check("The Russian and Syrian defense ministries", None);
        check("Updated on Tuesday, 5 May", None);
    }
}
