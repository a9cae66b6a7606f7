//! Front matter: the YAML between two lines of dashes at a file's top, as facts.

use saphyr_parser::{Event, Parser, ScanError};

use crate::{articles::roles, model::Fact};

/// A Markdown file's front matter and the rest of it.
#[derive(Debug)]
pub(super) struct Front<'a> {
    pub title: Option<Fact>,
    pub facts: Vec<Fact>,
    pub warnings: Vec<String>,
    pub body: &'a str,
}

/// Splits front matter off a file. A block that is no YAML mapping is no front matter: it may be
/// words between two rules, and stays in the body.
pub(super) fn split(source: &str) -> Front<'_> {
    let whole = Front { title: None, facts: Vec::new(), warnings: Vec::new(), body: source };
    let Some((yaml, body)) = fenced(source) else { return whole };
    match pairs(yaml) {
        Ok(Some(pairs)) => {
            let title = pairs.iter().find(|(key, _)| key == "title");
            let title = title.and_then(|(_, words)| roles::new_title(words, "front matter title"));
            Front { title, facts: facts(&pairs), body, ..whole }
        }
        Err(error) if begins_with_key(yaml) => {
            let warning = format!("The front matter is not valid YAML and was left out: {error}");
            Front { warnings: vec![warning], body, ..whole }
        }
        Ok(None) | Err(_) => whole,
    }
}

fn fenced(source: &str) -> Option<(&str, &str)> {
    let (first, rest) = source.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((rest.get(..end)?, rest.get(end + line.len()..)?));
        }
        end += line.len();
    }
    None
}

fn begins_with_key(yaml: &str) -> bool {
    let key = yaml.lines().next().and_then(|line| line.split_once(':')).map(|(key, _)| key);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    key.is_some_and(|key| !key.is_empty() && key.chars().all(is_word))
}

/// Returns the keys (in lower case) and plain values of the outermost mapping; a list's values are
/// joined with commas. `None` where the YAML is something else than a mapping.
fn pairs(yaml: &str) -> Result<Option<Vec<(String, String)>>, ScanError> {
    let (mut pairs, mut items) = (Vec::new(), Vec::new());
    let (mut depth, mut is_mapping, mut in_list) = (0_usize, false, false);
    let mut key: Option<String> = None;
    for event in Parser::new_from_str(yaml) {
        match event?.0 {
            Event::MappingStart(..) | Event::SequenceStart(..) if depth > 1 => depth += 1,
            Event::MappingStart(..) => {
                is_mapping |= depth == 0;
                in_list = false;
                depth += 1;
            }
            Event::SequenceStart(..) => {
                in_list = depth == 1;
                depth += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                if depth == 1 {
                    // A key that is a collection itself gets a name that no fact has.
                    let value = std::mem::take(&mut items).join(", ");
                    key = take_pair(&mut pairs, key, &value);
                }
            }
            Event::Scalar(value, ..) if depth == 1 => {
                key = match key {
                    None => Some(value.to_lowercase()),
                    Some(_) => take_pair(&mut pairs, key, &value),
                }
            }
            Event::Scalar(value, ..) if depth == 2 && in_list => items.push(value.into_owned()),
            Event::Alias(_) if depth == 1 => key = take_pair(&mut pairs, key, ""),
            _ => {}
        }
    }
    Ok(is_mapping.then_some(pairs))
}

/// Keeps a pair whose value has come, and returns the key that is waiting for a value now.
fn take_pair(
    pairs: &mut Vec<(String, String)>,
    key: Option<String>,
    value: &str,
) -> Option<String> {
    let Some(key) = key else { return Some(String::new()) };
    let value = value.trim();
    if !value.is_empty() && !matches!(value, "~" | "null") {
        pairs.push((key, value.to_owned()));
    }
    None
}

fn facts(pairs: &[(String, String)]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (key, value) in pairs {
        let is_link = value.starts_with("http://") || value.starts_with("https://");
        let name = match key.as_str() {
            "author" | "authors" | "byline" => "byline",
            "date" | "published" => "published",
            "updated" | "modified" | "lastmod" => "modified",
            "lang" | "language" if is_language(value) => "language",
            "publisher" | "publication" => "publisher",
            "url" | "link" | "source" if is_link => "url",
            _ => continue,
        };
        if facts.iter().all(|fact| fact.name != name) {
            let is_date = matches!(name, "published" | "modified");
            let date = is_date.then(|| roles::date(value)).flatten();
            if name == "modified" && date.is_none() {
                continue;
            }
            let value = date.as_deref().unwrap_or(value);
            facts.push(roles::new_fact(name, value, &format!("front matter {key}")));
        }
    }
    facts
}

/// Is it the code of a language, such as `en` or `pt-BR`?
fn is_language(value: &str) -> bool {
    let code = value.split(['-', '_']).next().unwrap_or_default();
    matches!(code.len(), 2 | 3) && code.chars().all(|c| c.is_ascii_alphabetic())
}
