//! The article that the JSON-LD of a page describes, in the words of schema.org.

use serde_json::Value;

use super::facts::same;

/// What JSON-LD says of an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub headline: Option<String>,
    pub name: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// Does it say that only subscribers read all of it?
    pub is_for_subscribers: bool,
}

/// So many things are looked at in one page.
const MOST_THINGS: usize = 2_000;

/// Returns what the scripts say of the one article that the page is. `is_it` knows it by its headline
/// or its address where the page describes several.
pub(super) fn described(
    scripts: &[String],
    is_it: impl Fn(&Described) -> bool,
) -> Option<Described> {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parsed(script)).collect();
    let mut things = Vec::new();
    for value in &values {
        collect(value, &mut things);
    }
    let all: Vec<Described> =
        things.iter().filter(|thing| is_article(thing)).map(|thing| read(thing, &things)).collect();
    let at = all.iter().position(is_it).or((all.len() == 1).then_some(0))?;
    all.into_iter().nth(at)
}

/// Parses a script. Some hide it in a comment, some have slips that leave no doubt what is meant.
fn parsed(script: &str) -> Option<Value> {
    let inside = script.trim().trim_start_matches("<!--").trim_start_matches("//").trim_start();
    let inside = inside.trim_start_matches("<![CDATA[").trim_end().trim_end_matches("-->");
    let inside = inside.trim_end().trim_end_matches("]]>").trim_end().trim_end_matches("//");
    let inside = inside.trim_end().trim_end_matches(';');
    serde_json::from_str(inside).or_else(|_| serde_json::from_str(&mended(inside))).ok()
}

/// Returns JSON without the commas after the last item of a list or a thing, and with spaces for line
/// ends and other control characters.
fn mended(json: &str) -> String {
    let mut mended = String::with_capacity(json.len());
    let (mut is_string, mut is_escaped) = (false, false);
    for (at, sign) in json.char_indices() {
        let is_over = |rest: &str| rest.starts_with([']', '}']);
        let after = || json.get(at + 1..).unwrap_or_default();
        let is_blank = |c: char| c.is_whitespace() || c.is_control();
        match sign {
            ',' if !is_string && is_over(after().trim_start_matches(is_blank)) => {}
            _ if sign.is_control() => mended.push(' '),
            _ => mended.push(sign),
        }
        is_string ^= sign == '"' && !is_escaped;
        is_escaped = sign == '\\' && is_string && !is_escaped;
    }
    mended
}

/// Gathers the things that lie side by side, in lists and graphs. The parser bounds their depth.
fn collect<'a>(value: &'a Value, things: &mut Vec<&'a Value>) {
    if things.len() >= MOST_THINGS {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|one| collect(one, things)),
        Value::Object(fields) => {
            things.push(value);
            for inside in ["@graph", "mainEntity", "mainEntityOfPage"] {
                fields.get(inside).into_iter().for_each(|one| collect(one, things));
            }
        }
        _ => {}
    }
}

fn is_article(thing: &Value) -> bool {
    let is_one = |name: &str| {
        let name = name.rsplit(['/', '#', ':']).next().unwrap_or_default();
        name.ends_with("Article")
            || matches!(name, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
    };
    texts(thing.get("@type")).iter().any(|name| is_one(name))
}

fn read(thing: &Value, things: &[&Value]) -> Described {
    let text = |name: &str| texts(thing.get(name)).into_iter().next();
    let address = |name: &str| {
        let value = thing.get(name)?;
        let inside = value.get("@id").or_else(|| value.get("url")).unwrap_or(value);
        texts(Some(inside)).into_iter().find(|one| one.starts_with("http"))
    };
    Described {
        headline: text("headline"),
        name: text("name"),
        authors: names(thing.get("author"), things),
        publisher: names(thing.get("publisher"), things).into_iter().next(),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        url: address("url").or_else(|| address("mainEntityOfPage")),
        language: text("inLanguage"),
        is_for_subscribers: thing.get("isAccessibleForFree").is_some_and(is_false),
    }
}

/// Is this `false`, the word, or the address of it?
fn is_false(value: &Value) -> bool {
    let is_named = |name: &str| {
        let name = name.rsplit(['/', '#', ':']).next().unwrap_or_default();
        name.eq_ignore_ascii_case("false")
    };
    value == &Value::Bool(false) || texts(Some(value)).iter().any(|name| is_named(name))
}

/// Returns the names of people or bodies: as words, as things, or as things described elsewhere.
fn names(value: Option<&Value>, things: &[&Value]) -> Vec<String> {
    let list = match value {
        Some(Value::Array(list)) => list.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let name = |one: &Value| match one {
        Value::String(name) => Some(name.clone()),
        Value::Object(_) => {
            let elsewhere = || {
                let id = one.get("@id")?;
                let is_it = |thing: &&&Value| thing.get("@id") == Some(id);
                things.iter().filter(|thing| thing.get("name").is_some()).find(is_it)
            };
            let named = one.get("name").or_else(|| elsewhere()?.get("name"));
            texts(named).into_iter().next()
        }
        _ => None,
    };
    let mut names: Vec<String> = Vec::new();
    for name in list.into_iter().take(50).filter_map(name) {
        let name = name.trim();
        if !name.is_empty() && !names.iter().any(|known| same(known, name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Returns the words of a value that is a text or a list of texts.
fn texts(value: Option<&Value>) -> Vec<String> {
    let text = |value: &Value| {
        value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(text).collect(),
        Some(one) => text(one).into_iter().collect(),
        None => Vec::new(),
    }
}
