//! The documents of the formats say what the program does: their examples are canonical, and they
//! name every field.

use std::{fs, path::Path};

use postil::{
    model::{
        LayerId, SpanId,
        edit::{SpanField, compose},
    },
    store::{self, Opened, ProblemKind},
};
use serde_json::Value;

use crate::{
    markdown::{self, Fence},
    maximal,
    program::{Desk, files},
};

const ALICES: &str = "annotations/alice/ferry-strike-ends.ron";
const BOS: &str = "annotations/bo/ferry-strike-ends.ron";

/// Writes the project that the examples of the document are.
fn example(folder: &Path) {
    let examples = markdown::fences(&markdown::read("docs/project-format.md"));
    let files: Vec<(&str, &Fence)> =
        examples.iter().filter_map(|one| Some((one.path.as_deref()?, one))).collect();
    assert_eq!(files.len(), 9, "four files at the top, three of the article, two layers");
    for (path, fence) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &fence.content).unwrap();
    }
}

fn opened(folder: &Path) -> Opened {
    let opened = store::open(folder).unwrap();
    let problems: Vec<_> =
        opened.problems.iter().map(|one| (one.kind, one.path.to_str().unwrap())).collect();
    // The document shows one span that is adrift.
    assert_eq!(problems, [(ProblemKind::Adrift, BOS)]);
    opened
}

#[test]
fn the_examples_are_a_project_in_its_one_form() {
    let desk = Desk::new();
    let folder = desk.path("ferry");
    example(&folder);
    let mut opened = opened(&folder);
    let copy = desk.path("copy");
    opened.folder.save_as(&copy, &opened.project).unwrap();
    let (before, mut after) = (files(&folder), files(&copy));
    after.remove(Path::new(".gitattributes")).unwrap();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (path, bytes) in &before {
        let (as_shown, as_written) =
            (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&after[path]));
        assert_eq!(as_shown, as_written, "{}", path.display());
    }

    let layer: LayerId = opened.project.layers().next().unwrap().id.clone();
    let span = SpanId::new("sd4w8m2x6n0pr").unwrap();
    let field = SpanField::Note("new".to_owned());
    let time = opened.project.span(&layer, &span).unwrap().created;
    opened.project.apply(compose::set_span(&layer, &span, field, time)).unwrap();
    let saved = opened.folder.save(&opened.project).unwrap();
    assert_eq!(saved.written, [Path::new(ALICES)]);
    let after = files(&folder);
    let changed = before.iter().filter(|(path, bytes)| after[*path] != **bytes);
    assert_eq!(changed.count(), 1);
    let (old, new) = (&before[Path::new(ALICES)], desk.read(&format!("ferry/{ALICES}")));
    let old = String::from_utf8_lossy(old);
    let lines = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
    assert_eq!((lines.count(), old.lines().count()), (1, new.lines().count()));
}

#[test]
fn the_check_that_is_shown_is_what_it_prints() {
    let desk = Desk::new();
    example(&desk.path("ferry"));
    let ran = desk.run(&["check", "ferry"]);
    assert_eq!(ran.code, 1);
    let document = markdown::read("docs/project-format.md");
    let shown = markdown::fences(&document).into_iter().find(|fence| fence.content == ran.out);
    assert!(shown.is_some(), "not in the document: {}", ran.out);
}

#[test]
fn every_field_is_in_the_document_in_the_order_in_which_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("maximal");
    store::create(&root, &maximal::project()).unwrap();
    let document = markdown::read("docs/project-format.md");
    for (heading, file) in [
        ("project.ron", "project.ron"),
        ("codebook.ron", "codebook.ron"),
        ("actors.ron", "actors.ron"),
        ("analysts.ron", "analysts.ron"),
        ("articles/ARTICLE/article.ron", "articles/quay/article.ron"),
        ("annotations/ANALYST/ARTICLE.ron", "annotations/ana/quay.ron"),
    ] {
        let mut written = fields(&fs::read_to_string(root.join(file)).unwrap());
        let mut told = markdown::first_column(&document, heading);
        for fields in [&mut written, &mut told] {
            // Stable: the fields of one record stay in their order.
            fields.sort_by(|a, b| a.0.cmp(&b.0));
        }
        assert_eq!(told, written, "{file}");
    }
}

/// Returns the fields of a file of the project, each with the field in which its record stands,
/// empty for those of the file itself; one of each.
fn fields(ron: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let (mut around, mut last) = (Vec::new(), String::new());
    let (mut word, mut in_text, mut is_escaped) = (String::new(), false, false);
    for c in ron.chars() {
        match c {
            _ if in_text => {
                in_text = is_escaped || c != '"';
                is_escaped = c == '\\' && !is_escaped;
            }
            '"' => in_text = true,
            '(' => around.push(std::mem::take(&mut last)),
            ')' => last = around.pop().unwrap(),
            ':' if !word.is_empty() => {
                last = std::mem::take(&mut word);
                let field = (around.last().unwrap().clone(), last.clone());
                if !found.contains(&field) {
                    found.push(field);
                }
            }
            c if c.is_alphanumeric() || c == '_' => word.push(c),
            _ => word.clear(),
        }
    }
    found
}

#[test]
fn fields_are_found_with_the_record_that_they_are_in() {
    let found = fields(
        "(\n  a: 1,\n  b: [\n (c: \"x: \\\"(d: 1)\", e: (f: [(0, 1)])),\n],\n g: {\"h\": []},\n)",
    );
    let found: Vec<String> =
        found.iter().map(|(record, field)| format!("{record}.{field}")).collect();
    assert_eq!(found, [".a", ".b", "b.c", "b.e", "e.f", ".g"]);
}

#[test]
fn the_json_line_that_is_shown_is_what_it_writes() {
    let desk = Desk::new();
    example(&desk.path("ferry"));
    let fences = markdown::fences(&markdown::read("docs/json-lines.md"));
    let content = |language| &fences.iter().find(|one| one.language == language).unwrap().content;

    let shown: Value = serde_json::from_str(content("json")).unwrap();
    let lines = desk.run(&["export", "ferry", "--format", "jsonl"]).fine();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = lines.iter().find(|line| line["id"] == shown["id"]).unwrap();
    assert_eq!(*line, shown);

    let csv = ["export", "ferry", "--format", "csv", "--tag", "skepticism"];
    let csv = desk.run(&csv).fine().replace("\r\n", "\n");
    assert_eq!(csv, *content("csv"));

    desk.write("in.jsonl", content("jsonl"));
    let import = ["import", "ferry", "--format", "jsonl", "in.jsonl", "--analyst", "Cy"];
    let ran = desk.run(&import);
    assert!(ran.err.ends_with("Added 2 spans, 1 link: ferry\n"), "{}", ran.err);
    ran.fine();
}

#[test]
fn every_field_of_a_json_line_is_in_the_document() {
    let desk = Desk::new();
    store::create(&desk.path("maximal"), &maximal::project()).unwrap();
    let lines = desk.run(&["export", "maximal", "--format", "jsonl"]).fine();
    let mut written: Vec<String> = lines
        .lines()
        .flat_map(|line| {
            let line: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
            line.into_iter().map(|(field, _)| field).collect::<Vec<_>>()
        })
        .collect();
    let document = markdown::read("docs/json-lines.md");
    let told = markdown::first_column(&document, "JSON lines out");
    let mut told: Vec<String> = told.into_iter().map(|(_, field)| field).collect();
    for fields in [&mut written, &mut told] {
        fields.sort();
        fields.dedup();
    }
    assert_eq!(told, written);
}
