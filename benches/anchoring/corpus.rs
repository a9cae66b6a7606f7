//! Articles with spans, and edited versions that say where each span should be.

use std::{collections::BTreeMap, fs, path::Path};

use postil::text::{ScalarOffset, Stretch, Text};
use serde_json::Value;

use super::case::{Case, CaseSpan, Expected};

/// Reads a corpus; with `half` `a` or `b`, every second article of it.
pub fn read(folder: &Path, half: Option<&str>) -> Vec<Case> {
    let mut articles: BTreeMap<String, Value> = BTreeMap::new();
    for value in values(&folder.join("articles")) {
        articles.insert(text(&value["id"]), value);
    }
    let is_wanted = |id: &str| {
        let number = articles.keys().position(|one| one == id).unwrap_or_default();
        half.is_none_or(|half| (half == "a") == number.is_multiple_of(2))
    };
    values(&folder.join("mutations"))
        .iter()
        .filter(|value| is_wanted(&text(&value["article"])))
        .map(|value| case(&articles[&text(&value["article"])], value))
        .collect()
}

fn case(article: &Value, edited: &Value) -> Case {
    let (old, new) = (Text::new(text(&article["text"])), Text::new(text(&edited["text"])));
    let spans = article["spans"].as_array().into_iter().flatten();
    let spans = spans.filter_map(|span| {
        let id = text(&span["id"]);
        let expected = match edited["expected"].get(&id)? {
            Value::Null => Expected::Gone,
            Value::Array(at) => Expected::At(stretch(&new, at)?),
            _ => return None,
        };
        let at = [span["start"].clone(), span["end"].clone()];
        let also = edited["also_accepted"].get(&id).and_then(Value::as_array);
        let also = also.and_then(|at| stretch(&new, at));
        Some(CaseSpan { kind: text(&span["kind"]), at: stretch(&old, &at)?, expected, also })
    });
    let spans = spans.collect();
    Case {
        article: text(&article["id"]),
        edit: text(&edited["mutation"]),
        spans,
        old: old.as_str().to_owned(),
        new: new.as_str().to_owned(),
    }
}

fn values(folder: &Path) -> Vec<Value> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}: {}", folder.display()));
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        serde_json::from_slice(&fs::read(path).expect("it can be read")).expect("it is JSON")
    };
    paths.iter().map(read).collect()
}

fn stretch(text: &Text, at: &[Value]) -> Option<Stretch> {
    let position = |value: &Value| Some(ScalarOffset(u32::try_from(value.as_u64()?).ok()?));
    text.stretch_from_scalars(position(at.first()?)?, position(at.get(1)?)?)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
