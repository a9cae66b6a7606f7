//! The layers keep their direction: each folder of `src/` knows only those that it may.
//!
//! The rules are those of ARCHITECTURE.md. This reads `use` lines and paths as text; that is rough,
//! and enough to say which rule a line breaks.

use std::{fs, path::Path};

/// Each folder, with those that it may use.
const LAYERS: [(&str, &[&str]); 9] = [
    ("text", &[]),
    ("model", &["text"]),
    ("articles", &["text", "model"]),
    ("review", &["text", "model"]),
    ("exchange", &["text", "model", "articles", "review"]),
    ("store", &["text", "model"]),
    ("jobs", &["text", "model", "articles", "review", "exchange", "store"]),
    ("cli", &["text", "model", "articles", "review", "exchange", "store", "jobs"]),
    ("app", &["text", "model", "articles", "review", "exchange", "store", "jobs"]),
];

/// Words, the only folders that may hold them (outside of tests), and why.
const WORDS: [(&[&str], &[&str], &str); 6] = [
    (&["egui", "eframe", "rfd"], &["app"], "only the window knows egui"),
    (&["std::fs", "fs::"], &["store", "jobs"], "only store and jobs touch files"),
    (&["std::path", "Path", "PathBuf"], &["store", "jobs", "cli", "app"], "these know no paths"),
    (
        &["::now()", "Instant", "SystemTime"],
        &["store", "jobs", "cli", "app"],
        "these have no clock",
    ),
    (&["getrandom", "RandomState"], &["store", "jobs"], "ids come in from outside"),
    (&["stdout()", "stderr()", "println!", "eprintln!"], &["cli"], "only the command line prints"),
];

#[test]
fn every_folder_knows_only_those_that_it_may() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    let mut files = 0;
    for (layer, _) in LAYERS {
        walk(&src.join(layer), &mut |path| {
            files += 1;
            let source = fs::read_to_string(path).unwrap();
            let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
            broken.extend(breaches(&name, &source));
        });
    }
    assert!(files > 40, "only {files} files were looked at");
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn a_breach_is_told_with_its_rule() {
    let check = |name: &str, source: &str, expected: &[&str]| {
        assert_eq!(breaches(name, source), expected, "{source}");
    };
    check("store/open.rs", "use crate::{\n    model::{Project, Tag},\n    text::Text,\n};", &[]);
    let told = "src/model/span.rs:1: `model` may not use `store`";
    check("model/span.rs", "use crate::store::Folder;", &[told]);
    check("model/span.rs", "use crate::{store, text::Text};", &[told]);
    check("model/span.rs", "use super::super::store::Folder;", &[told]);
    check("model/edit/span.rs", "use super::super::layer;", &[]);
    check("model/span.rs", "fn f() -> crate::store::Folder {}", &[told]);
    let nested = "use crate::{\n    text::{Text, Offset},\n    jobs::{self, Stamps},\n};";
    check("review/mod.rs", nested, &["src/review/mod.rs:3: `review` may not use `jobs`"]);
    check("app/mod.rs", "use crate::cli;", &["src/app/mod.rs:1: `app` may not use `cli`"]);
    let told = "src/jobs/a.rs:2: `egui`: only the window knows egui";
    check("jobs/a.rs", "// egui is not here\nuse egui::Ui;", &[told]);
    let told = "src/exchange/csv.rs:1: `Path`: these know no paths";
    check("exchange/csv.rs", "fn write(out: &Path) {}", &[told]);
    check("exchange/csv.rs", "fn f(a: LinkPathology) {}", &[]);
    check("articles/a.rs", "#[cfg(test)]\nmod tests {\n    use std::fs;\n}", &[]);
    let told = "src/articles/a.rs:4: `fs::`: only store and jobs touch files";
    let source = "#[cfg(test)]\nmod tests;\n\nfn f() { fs::read(); }";
    check("articles/a.rs", source, &[told]);
    let source = "#[cfg(test)] mod marked;\n\n\nfn f() { fs::read(); }";
    check("articles/a.rs", source, &[told]);
    let source = "#[cfg(test)]\nuse std::{\n    fs,\n}; fn f() { fs::read(); }";
    check("articles/a.rs", source, &[]);
    let told = "src/articles/a.rs:5: `fs::`: only store and jobs touch files";
    let source = "#[cfg(test)]\nmod tests {\n    fn f() { fs::read(); }\n}\nfn f() { fs::read(); }";
    check("articles/a.rs", source, &[told]);
    let told = "src/app/a.rs:1: `std::fs`: only store and jobs touch files";
    check("app/a.rs", "use std::fs;", &[told]);
}

fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
    // A layer that is not there yet has nothing to break.
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, visit);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            visit(&path);
        }
    }
}

/// Returns what a file breaks: place, and rule.
fn breaches(name: &str, source: &str) -> Vec<String> {
    let (layer, _) = name.split_once('/').unwrap();
    let code: Vec<&str> =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let (_, may_use) = LAYERS.iter().find(|(one, _)| *one == layer).unwrap();
    let mut broken = Vec::new();
    for (line, used) in uses(name, &code.join("\n")) {
        let is_layer = LAYERS.iter().any(|(one, _)| *one == used);
        if is_layer && used != layer && !may_use.contains(&used.as_str()) {
            broken.push(format!("src/{name}:{line}: `{layer}` may not use `{used}`"));
        }
    }
    let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
    let own = if is_test { Vec::new() } else { without_tests(&code) };
    for (number, line) in own {
        for (words, _, why) in WORDS.iter().filter(|(_, layers, _)| !layers.contains(&layer)) {
            let found = words.iter().find(|word| holds_word(line, word));
            broken.extend(found.map(|word| format!("src/{name}:{}: `{word}`: {why}", number + 1)));
        }
    }
    broken
}

/// Returns the lines, numbered from 0, but for the items that only tests see. An item ends as rustfmt
/// writes it: with a brace as far in as it begins.
fn without_tests<'a>(code: &[&'a str]) -> Vec<(usize, &'a str)> {
    let mut own = Vec::new();
    let mut lines = code.iter().copied().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(rest) = line.trim_start().strip_prefix("#[cfg(test)]") else {
            own.push((number, line));
            continue;
        };
        let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
        let mut item = rest.trim();
        while item.is_empty() || item.starts_with('#') {
            let Some((_, next)) = lines.next() else { return own };
            item = next.trim();
        }
        if !item.ends_with([';', '}']) {
            lines.by_ref().find(|(_, line)| line.starts_with(&end));
        }
    }
    own
}

/// Returns the folders that paths from the root of the crate name, each with its line.
fn uses(name: &str, code: &str) -> Vec<(usize, String)> {
    let depth = name.split('/').count() - usize::from(name.ends_with("/mod.rs"));
    let to_root = "super::".repeat(depth);
    let mut found = Vec::new();
    for root in ["crate::", to_root.as_str()] {
        for (at, _) in code.match_indices(root) {
            let is_longer = code[..at].ends_with("super::");
            if !is_longer {
                found.extend(first_names(code, at + root.len()));
            }
        }
    }
    found
}

/// Returns the first name of each path at `at`: one, or those of a group in braces.
fn first_names(code: &str, at: usize) -> Vec<(usize, String)> {
    let name_at = |at: usize| {
        let start = at + code[at..].len() - code[at..].trim_start().len();
        let name: String =
            code[start..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        (code[..start].lines().count().max(1), name)
    };
    if !code[at..].starts_with('{') {
        return vec![name_at(at)];
    }
    let (mut depth, mut names) = (0, Vec::new());
    for (step, c) in code[at..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && (c == '{' || c == ',') {
            names.push(name_at(at + step + 1));
        }
    }
    names
}

/// Is the word in the line, not as a part of a longer one?
fn holds_word(line: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(is_letter);
        let after = line[at + word.len()..].chars().next().is_some_and(is_letter);
        let (starts, ends) = (word.starts_with(is_letter), word.ends_with(is_letter));
        !(before && starts || after && ends)
    })
}
