//! One line's JSON, and in plain words what is wrong with it.

use serde_json::{Map, Value};

use super::{error::Problem, fields::Line};

/// Reads a line.
pub(super) fn line(bytes: &[u8]) -> Result<Line, Problem> {
    // A list of all fields in their order would be taken too.
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(Problem::NoObject(String::new()));
    }
    serde_json::from_slice(bytes).map_err(|error| explain(bytes, &error))
}

/// Looks again at a line that does not fit, field by field: what is wrong is then said in the words
/// of the format, not in those of the program.
fn explain(bytes: &[u8], error: &serde_json::Error) -> Problem {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => bad_field(&fields).unwrap_or_else(|| other(error)),
        Ok(_) => Problem::NoObject(String::new()),
        Err(error) => Problem::NoObject(format!(": {}", words(&error))),
    }
}

fn bad_field(fields: &Map<String, Value>) -> Option<Problem> {
    let missing = ["article", "tag"].into_iter().find(|name| !fields.contains_key(*name));
    if let Some(name) = missing {
        return Some(bad(name, "is missing"));
    }
    let is_needed = |name: &str| matches!(name, "article" | "tag");
    let wrong = |(name, value): (&String, &Value)| {
        let is_left_out = value.is_null() && !is_needed(name);
        let wrong = wrong(name, value).filter(|_| !is_left_out)?;
        Some(bad(name, wrong))
    };
    fields.iter().find_map(wrong)
}

/// Returns what is wrong with a field's value; `None` also for a field that nobody reads.
fn wrong(name: &str, value: &Value) -> Option<&'static str> {
    let list =
        |is_one: fn(&Value) -> bool| value.as_array().is_some_and(|list| list.iter().all(is_one));
    let (fits, wrong) = match name {
        "id" | "article" | "tag" | "text" | "before" | "after" | "note" | "card" | "created" => {
            (value.is_string(), "is not text in quotation marks")
        }
        "start" | "end" => (is_position(value), "is not a whole number"),
        "fragments" => (list(is_pair), "is not a list of pairs of whole numbers"),
        "texts" => (list(Value::is_string), "is not a list of texts"),
        "attributes" => (is_attributes(value), "is not an object of values and lists of values"),
        "links" => (list(is_link), "is not a list of objects with kind and to"),
        "adrift" => (value.is_boolean(), "is neither true nor false"),
        _ => (true, ""),
    };
    (!fits).then_some(wrong)
}

fn is_position(value: &Value) -> bool {
    value.as_u64().is_some_and(|number| u32::try_from(number).is_ok())
}

fn is_pair(value: &Value) -> bool {
    value.as_array().is_some_and(|pair| pair.len() == 2 && pair.iter().all(is_position))
}

fn is_attributes(value: &Value) -> bool {
    let is_value = |value: &Value| {
        !value.is_object() && value.as_array().is_none_or(|list| !list.iter().any(Value::is_object))
    };
    value.as_object().is_some_and(|values| values.values().all(is_value))
}

fn is_link(value: &Value) -> bool {
    let Some(fields) = value.as_object() else { return false };
    let has = |name: &str| fields.get(name).is_some_and(Value::is_string);
    let may_have = |name: &str| fields.get(name).is_none_or(|one| one.is_string() || one.is_null());
    let attributes = fields.get("attributes");
    has("kind")
        && has("to")
        && may_have("to_article")
        && may_have("note")
        && attributes.is_none_or(|values| values.is_null() || is_attributes(values))
}

fn bad(field: &str, wrong: &str) -> Problem {
    Problem::BadField { field: field.to_owned(), wrong: wrong.to_owned() }
}

/// Returns what only the whole line shows: a field that stands twice.
fn other(error: &serde_json::Error) -> Problem {
    let words = words(error);
    let twice = words.strip_prefix("duplicate field `").and_then(|rest| rest.split_once('`'));
    match twice {
        Some((field, _)) => bad(field, "stands twice"),
        None => Problem::NoObject(format!(" of a span: {words}")),
    }
}

/// Returns the error without the number of a line that it believes to be alone.
fn words(error: &serde_json::Error) -> String {
    let (message, column) = (error.to_string(), error.column());
    let place = format!(" at line {} column {column}", error.line());
    match message.strip_suffix(&place) {
        Some(words) => format!("{words}, at column {column}"),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let problem = line(text.as_bytes()).unwrap_err();
        assert_eq!(problem.to_string(), expected, "{text}");
        assert!(!problem.hint().is_empty());
    }

    #[test]
    fn a_bad_line_is_told_in_plain_words() {
        for text in ["[]", "null", "3", "\"x\"", "Headline,tag", "[\"id\",\"quay\",\"claim\"]"] {
            check(text, "This line is no JSON object");
        }
        check("{\"tag\":}", "This line is no JSON object: expected value, at column 8");
        check("{\"tag\":\"a\"}", "`article` is missing");
        let fields = |more: &str| format!("{{\"article\":\"quay\",\"tag\":\"claim\",{more}}}");
        for (more, expected) in [
            ("\"start\":\"3\"", "`start` is not a whole number"),
            ("\"end\":1.5", "`end` is not a whole number"),
            ("\"end\":-1", "`end` is not a whole number"),
            ("\"fragments\":[[1]]", "`fragments` is not a list of pairs of whole numbers"),
            ("\"texts\":\"a\"", "`texts` is not a list of texts"),
            ("\"note\":3", "`note` is not text in quotation marks"),
            ("\"attributes\":[]", "`attributes` is not an object of values and lists of values"),
            ("\"links\":[{\"kind\":\"a\"}]", "`links` is not a list of objects with kind and to"),
            ("\"adrift\":\"no\"", "`adrift` is neither true nor false"),
            ("\"note\":\"\",\"note\":\"\"", "`note` stands twice"),
        ] {
            check(&fields(more), expected);
        }
        assert!(line(fields("\"note\":null,\"other\":[{}]").as_bytes()).is_ok());
    }
}
