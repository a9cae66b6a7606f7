//! Whatever the input: a message that names the file, the right exit code, no panic, and nothing
//! overwritten.

use std::fs;

use serde_json::{Value, json};

use crate::{
    program::Desk,
    words::{lines, span},
};

pub const TEXT: &str = "Tide tables\n\nThe tide rises, said Ana.\n";
pub const LAYER: &str = "P/annotations/alice/tide-tables.ron";
pub const NEW: [&str; 6] = ["new", "Q", "--title", "T", "--analyst", "Alice"];
pub const IMPORT: [&str; 7] =
    ["import", "P", "--format", "jsonl", "in.jsonl", "--analyst", "Alice"];

/// Every command that opens a project.
pub const COMMANDS: [&[&str]; 5] = [
    &["check", "P"],
    &["stats", "P"],
    &["export", "P", "--format", "csv"],
    &["add", "P", "more.txt"],
    &IMPORT,
];

pub fn spans() -> Vec<Value> {
    let mut spans = vec![
        span(TEXT, "tide-tables", "claim", "The tide rises"),
        span(TEXT, "tide-tables", "actor", "Ana"),
    ];
    spans[0]["id"] = json!("sclaim");
    spans[1]["id"] = json!("sactor");
    spans[0]["links"] = json!([{"kind": "said-by", "to": "sactor"}]);
    spans
}

/// A desk with a project of two spans and a link.
pub fn desk() -> Desk {
    let desk = Desk::with_project(TEXT);
    desk.write("more.txt", "More.\n");
    desk.write("in.jsonl", lines(&spans()));
    desk.run(&IMPORT).fine();
    desk
}

/// Runs a command that must leave every file as it is.
#[track_caller]
pub fn refused(desk: &Desk, args: &[&str], code: i32, words: &[&str]) {
    let before = desk.files(".");
    desk.run(args).failed(code, words);
    assert_eq!(desk.files("."), before, "nothing is changed");
}

#[test]
fn articles_that_can_t_be_read_make_no_project() {
    let desk = Desk::new();
    desk.write("good.txt", "Good.\n");
    desk.write("empty.txt", "");
    desk.write("junk.txt", [0_u8, 159, 146, 150, 7, 0]);
    fs::create_dir(desk.path("none")).unwrap();
    for (file, code) in [("empty.txt", 1), ("junk.txt", 1), ("none", 1), ("gone.txt", 3)] {
        refused(&desk, &[&NEW[..], &[file]].concat(), code, &[file, "Hint: "]);
    }
    refused(&desk, &[&NEW[..], &["empty.txt", "gone.txt"]].concat(), 3, &["empty.txt", "gone.txt"]);
    assert!(!desk.path("Q").exists());
}

#[test]
fn a_new_project_takes_the_place_of_nothing() {
    let desk = Desk::new();
    desk.write("good.txt", "Good.\n");
    desk.write("Q/mine.txt", "mine");
    refused(&desk, &[&NEW[..], &["good.txt"]].concat(), 3, &["Q", "Hint: "]);
    let at_file = ["new", "good.txt", "--title", "T", "--analyst", "A", "good.txt"];
    refused(&desk, &at_file, 3, &["There is a file at this place: good.txt", "Hint: "]);
    for (title, analyst) in [(" ", "Alice"), ("T", " ")] {
        let args = ["new", "R", "--title", title, "--analyst", analyst, "good.txt"];
        refused(&desk, &args, 2, &["needs a name"]);
    }
}

#[test]
fn a_damaged_project_file_is_named_and_left_alone() {
    let good = desk().read("P/project.ron");
    let cut = &good[..good.len() / 2];
    let newer = good.replace("format: 1", "format: 2");
    let junk = "\u{0}\u{1}\u{2}PK\u{3}";
    for content in ["", "\u{feff}", cut, &newer, junk, "<<<<<<< HEAD\n(\n", "(format: \"one\")"] {
        let desk = desk();
        desk.write("P/project.ron", content);
        for args in COMMANDS {
            let before = desk.files(".");
            let ran = desk.run(args);
            let all = format!("{}{}", ran.out, ran.err);
            assert!(all.contains("project.ron"), "{all}");
            assert_eq!(desk.read("P/project.ron"), content);
            if args[0] == "add" && content != newer {
                assert_eq!(ran.code, 0, "the rest of the project goes on: {ran:?}");
                continue;
            }
            if args[0] == "import" && content != newer {
                continue;
            }
            assert_eq!(ran.code, 1, "{args:?} {content:?} {ran:?}");
            assert_eq!(desk.files("."), before);
        }
    }
}

#[test]
fn what_is_no_project_is_told() {
    let desk = desk();
    fs::create_dir(desk.path("empty")).unwrap();
    for (path, why) in [
        ("gone", "no such file"),
        ("empty/project.ron", "no such file"),
        ("empty", "not a Postil project"),
        ("notes.txt", "not a Postil project"),
    ] {
        refused(&desk, &["check", path], 3, &[path, why, "Hint: "]);
        refused(&desk, &["export", path, "--format", "csv", "-o", "out.csv"], 3, &[path]);
    }
}

#[test]
fn a_damaged_layer_is_found_and_never_written_over() {
    for content in ["", "\u{0}junk", "(format: 1, article: ", "(format: 9)"] {
        let desk = desk();
        desk.write(LAYER, content);
        let ran = desk.run(&["check", "P"]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains("annotations/alice/tide-tables.ron"), "{}", ran.out);
        let ran = desk.run(&["export", "P", "--format", "jsonl"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.starts_with("Warning: "), "{}", ran.err);
        let before = desk.files(".");
        let ran = desk.run(&IMPORT);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.err.contains("The layer alice/tide-tables"), "{}", ran.err);
        assert_eq!(desk.files("."), before);
        desk.run(&["add", "P", "more.txt"]).fine();
        assert_eq!(desk.read(LAYER), content);
    }
}

#[test]
fn check_names_the_file_of_every_problem() {
    let check = |from: &str, to: &str| {
        let desk = desk();
        assert_eq!(desk.run(&["check", "P"]).fine(), "");
        desk.tamper(LAYER, from, to);
        let ran = desk.run(&["check", "P"]);
        assert_eq!(ran.code, 1, "{from} → {to}: {ran:?}");
        assert_eq!(ran.err, "");
        assert!(
            ran.out.lines().all(|line| line.contains("annotations/alice/tide-tables.ron")),
            "{}",
            ran.out
        );
        let json = desk.run(&["check", "P", "--json"]);
        assert_eq!(json.code, 1);
        let found: Value = serde_json::from_str(&json.out).unwrap();
        let found = found.as_array().unwrap().clone();
        assert_eq!(found.len(), ran.out.lines().count());
        for one in &found {
            assert_eq!(one["file"], "annotations/alice/tide-tables.ron");
            assert!(one["message"].as_str().is_some_and(|message| !message.is_empty()));
            for field in ["line", "column", "id"] {
                assert!(one.get(field).is_some(), "{field} of {one}");
            }
        }
    };
    check("text: [\"The tide rises\"]", "text: [\"The tide falls\"]");
    check("at: [(13, 27)]", "at: [(13, 2700)]");
    check("tag: \"claim\"", "tag: \"clam\"");
    check("to: \"sactor\"", "to: \"snobody\"");
    check("kind: \"said-by\"", "kind: \"sad-by\"");
    check("id: \"sclaim\"", "id: \"sactor\"");
}

#[test]
fn a_bad_line_refuses_the_file() {
    let desk = desk();
    let change = |field: &str, value: Value| {
        let mut spans = spans();
        spans[0]["id"] = json!("sother");
        spans[1]["id"] = json!("smore");
        spans[1][field] = value;
        desk.write("in.jsonl", lines(&spans));
        refused(&desk, &IMPORT, 1, &["Line 2", "in.jsonl", "Hint: "]);
    };
    change("tag", json!("nothing"));
    change("article", json!("nowhere"));
    change("end", json!(9_999));
    change("fragments", json!([[3, 3]]));
    change("fragments", json!("x"));
    change("text", json!("Anna"));
    change("links", json!([{"kind": "said-by", "to": "nobody"}]));
    change("links", json!([{"kind": "unheard-of", "to": "sother"}]));
    for (content, code) in [("", 1), ("{", 1), ("[]\n", 1), ("\u{0}\u{1}", 1), ("null", 1)] {
        desk.write("in.jsonl", content);
        refused(&desk, &IMPORT, code, &["in.jsonl"]);
    }
    let utf16: Vec<u8> = "\u{feff}{}\n{}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (content, words) in [
        (&utf16[..], "UTF-16"),
        (b"\x7fELF\n\0\n\0\n", "not text"),
        (b"{}\ncaf\xe9\n\xe9", "line 2"),
    ] {
        desk.write("in.jsonl", content);
        let before = desk.files(".");
        let err = desk.run(&IMPORT).failed(1, &[words, "in.jsonl", "Hint: "]);
        assert_eq!(err.lines().count(), 2, "one error: {err}");
        assert_eq!(desk.files("."), before);
    }
    fs::remove_file(desk.path("in.jsonl")).unwrap();
    refused(&desk, &IMPORT, 3, &["in.jsonl"]);
    fs::create_dir(desk.path("in.jsonl")).unwrap();
    refused(&desk, &IMPORT, 3, &["in.jsonl"]);
}

#[test]
fn an_unknown_tag_comes_in_on_request() {
    let desk = desk();
    let mut span = span(TEXT, "tide-tables", "Framing", "rises");
    desk.write("in.jsonl", lines(&[span.take()]));
    refused(&desk, &IMPORT, 1, &["Framing", "Hint: ", "--add-tags"]);
    let ran = desk.run(&[&IMPORT[..], &["--add-tags"]].concat());
    assert_eq!(ran.err, "Added 1 span, 1 tag: P\n");
    ran.fine();
    let again = desk.run(&IMPORT);
    assert_eq!(again.err, "Added 0 spans: P\nLeft out 1 span that the project has already\n");
    again.fine();
    assert!(desk.read("P/codebook.ron").contains("framing"));
    assert_eq!(desk.run(&["check", "P"]).fine(), "");
}

#[test]
fn wrong_usage_is_told() {
    let desk = desk();
    for args in [
        &["new", "Q"][..],
        &["new", "Q", "--title", "T", "--analyst", "A"],
        &["export", "P"],
        &["export", "P", "--format", "pdf"],
        &["export", "P", "--format", "jsonl", "--bom"],
        &["import", "P", "--format", "jsonl", "in.jsonl"],
        &["check"],
        &["--no-such-option"],
    ] {
        refused(&desk, args, 2, &["Hint: "]);
    }
    for filter in ["--tag", "--analyst", "--article"] {
        refused(
            &desk,
            &["export", "P", "--format", "csv", filter, "unheard-of"],
            2,
            &["unheard-of", "Hint: It has "],
        );
    }
}

#[test]
fn nothing_that_a_terminal_obeys_comes_through() {
    let desk = desk();
    desk.write("\u{1b}[31m\n.txt", "");
    let err =
        desk.run(&[&NEW[..], &["\u{1b}[31m\n.txt"]].concat()).failed(1, &["\\u{1b}[31m\\u{a}.txt"]);
    assert!(!err.contains('\u{1b}'));
    desk.tamper(LAYER, "tag: \"claim\"", "tag: \"\\u{1b}[2J\"");
    let ran = desk.run(&["check", "P"]);
    assert_eq!(ran.code, 1);
    assert!(!ran.out.contains('\u{1b}'), "{}", ran.out);
}

#[test]
fn an_export_that_fails_costs_nothing() {
    let desk = desk();
    desk.write("taken/x", "x");
    let export = ["export", "P", "--format", "csv", "-o"];
    refused(&desk, &[&export[..], &["taken"]].concat(), 3, &["taken"]);
    refused(&desk, &[&export[..], &["no/out.csv"]].concat(), 3, &["no/out.csv", "Hint: "]);
}

#[test]
fn an_export_is_no_file_of_a_project() {
    let desk = desk();
    let export = ["export", "P", "--format", "csv", "-o"];
    for place in ["P/project.ron", "P/out.csv", "P/articles/../out.csv", "P/articles/out.csv"] {
        refused(&desk, &[&export[..], &[place]].concat(), 2, &[place, "Hint: "]);
    }
}

#[test]
fn a_partial_export_takes_the_place_of_no_file() {
    let desk = desk();
    desk.write("good.csv", "good");
    desk.write(LAYER, "");
    let export = ["export", "P/project.ron", "--format", "csv"];
    for file in ["good.csv", "new.csv"] {
        let before = desk.files(".");
        let ran = desk.run(&[&export[..], &["-o", file]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        for words in [
            &format!("Warning: This file is empty: {LAYER}\nHint: "),
            &format!("Error: Nothing was written to {file}, for these can't be read: {LAYER}\n"),
        ] {
            assert!(ran.err.contains(words), "{words}: {}", ran.err);
        }
        assert_eq!(desk.files("."), before);
    }
    let ran = desk.run(&export);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 1), "{ran:?}");
}

#[test]
fn an_export_of_what_does_not_fit_is_written_with_a_warning() {
    let desk = desk();
    desk.tamper(LAYER, "to: \"sactor\"", "to: \"snobody\"");
    desk.tamper(LAYER, "tag: \"claim\"", "tag: \"clam\"");
    let count = desk.run(&["check", "P"]).out.lines().count();
    let ran = desk.run(&["export", "P", "--format", "csv", "-o", "out.csv"]);
    let warning = format!("Warning: The project has {count} problems: P\nHint: `postil check P`");
    assert!(ran.err.starts_with(&warning) && count > 1, "{count} {}", ran.err);
    ran.fine();
    assert!(desk.read("out.csv").contains("sclaim"));
}

#[test]
fn a_damaged_article_is_not_said_to_be_missing() {
    let desk = desk();
    desk.write("P/articles/tide-tables/article.ron", "");
    let ran = desk.run(&IMPORT);
    let err = ran.err;
    assert_eq!(ran.code, 1, "{err}");
    assert!(
        err.contains("Error: Line 1: The article `tide-tables` is there, but damaged"),
        "{err}"
    );
    assert!(!err.contains("Add the article"), "{err}");
}

#[test]
fn a_word_that_is_neither_command_nor_file_is_told() {
    let desk = desk();
    let words = ["There is no such file or command: frobnicate", "Hint: `postil --help`"];
    refused(&desk, &["frobnicate"], 2, &words);
    refused(&desk, &["gone.txt"], 3, &["There is no such file or folder: gone.txt", "Hint: "]);
    refused(&desk, &["more.txt", "no/gone"], 3, &["no/gone"]);
    refused(&desk, &["export", "P"], 2, &["Usage: postil export [OPTIONS] --format <FORMAT>"]);
}

#[test]
fn files_of_a_project_are_named_from_where_it_was_named() {
    for content in ["", "(format: \"one\")"] {
        let desk = desk();
        desk.write("P/codebook.ron", content);
        for project in ["P", "P/project.ron", "./P"] {
            let err = desk.run(&["stats", project]).err;
            assert!(err.contains("Hint: "), "{err}");
            let folder = project.trim_end_matches("/project.ron");
            let first = err.lines().next().unwrap();
            assert!(first.ends_with(&format!(": {folder}/codebook.ron")), "{err}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_project() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    desk.tamper(LAYER, "tag: \"claim\"", "tag \"claim\"");
    fs::create_dir(desk.path("elsewhere")).unwrap();
    let _ = fs::remove_dir_all(desk.path("P/.postil"));
    symlink(desk.path("elsewhere"), desk.path("P/.postil")).unwrap();
    desk.run(&["repair", "P"]).failed(3, &["leads out"]);
    assert!(desk.files("elsewhere").is_empty());
}
