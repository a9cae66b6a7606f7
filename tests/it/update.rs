//! `update`: a new text of an article, and its spans in it.

use serde_json::{Value, json};

use crate::{
    program::Desk,
    words::{lines, span, values},
};

const OLD: &str = "Ferry talks\n\nThe crews got a new roster on Friday. Nobody knows who pays.\n\n\
    The company puts its loss at two million crowns.\n";
const NEW: &str = "Ferry talks\n\nThe crews got a newer roster on Friday.\n\n\
    The company puts its loss at two million crowns.\n\nMore follows.\n";

/// A project with the same three spans by Alice and by Bo, and the new text in `new.txt`.
fn desk() -> Desk {
    let desk = Desk::with_project(OLD);
    for (name, start) in [("Alice", "a"), ("Bo", "b")] {
        let mut spans = [
            span(OLD, "ferry-talks", "actor", "The company"),
            span(OLD, "ferry-talks", "claim", "got a new roster"),
            span(OLD, "ferry-talks", "skepticism", "Nobody knows who pays."),
        ];
        for (number, span) in spans.iter_mut().enumerate() {
            span["id"] = json!(format!("s{start}{number}"));
        }
        let import = ["import", "P", "--format", "jsonl", "-", "--analyst", name];
        desk.run_with(&import, &lines(&spans)).fine();
    }
    desk.write("new.txt", NEW);
    desk
}

const UPDATE: [&str; 5] = ["update", "P", "ferry-talks", "--from", "new.txt"];

#[test]
fn a_dry_run_says_what_would_be_and_changes_nothing() {
    let desk = desk();
    let before = desk.files("P");
    let ran = desk.run(&[&UPDATE[..], &["--dry-run", "--analyst", "alice"]].concat());
    let said = "Would add version 2 of `ferry-talks`: P\n\
        Would carry Alice’s spans over to version 2\nBo’s spans stay with version 1\n";
    assert_eq!(ran.err, said);
    let out = ran.fine();
    let counts = "3 spans: 1 unchanged, 0 moved, 1 changed, 1 orphaned";
    for line in [&format!("Alice: {counts}"), &format!("Bo: {counts}")] {
        assert!(out.lines().any(|one| one == line), "{out}");
    }
    assert!(out.contains("“got a new roster” → “got a newer roster”"), "{out}");
    assert_eq!(desk.files("P"), before);
}

#[test]
fn one_object_a_span_says_where_it_is() {
    let desk = desk();
    let found = values(&desk.run(&[&UPDATE[..], &["--dry-run", "--json"]].concat()).fine());
    assert_eq!(found.len(), 6);
    let one = |id: &str| found.iter().find(|span| span["id"] == id).unwrap();
    let at = |text: &str, words: &str| {
        let start = text.find(words).unwrap();
        json!([[start, start + words.len()]])
    };
    for (id, how, old, new) in [
        ("sa0", "same", "The company", Some("The company")),
        ("sb1", "changed", "got a new roster", Some("got a newer roster")),
        ("sa2", "orphan", "Nobody knows who pays.", None),
    ] {
        let span = one(id);
        assert_eq!((&span["how"], &span["old"]), (&json!(how), &json!(old)));
        assert_eq!(span["was"], at(OLD, old));
        assert_eq!(span["now"], new.map_or(Value::Null, |new| at(NEW, new)));
    }
    assert_eq!(one("sa0")["score"], json!(1.0));
}

#[test]
fn only_the_named_analyst_s_spans_go_over() {
    let desk = desk();
    let bo = desk.read("P/annotations/bo/ferry-talks.ron");
    desk.run(&[&UPDATE[..], &["--analyst", "Alice"]].concat()).fine();
    assert_eq!(desk.read("P/annotations/bo/ferry-talks.ron"), bo);
    assert_eq!(desk.read("P/articles/ferry-talks/1.txt"), OLD);
    assert_eq!(desk.read("P/articles/ferry-talks/2.txt"), NEW);
    let alice = desk.read("P/annotations/alice/ferry-talks.ron");
    assert!(alice.contains("version: 2") && alice.contains("how: \"changed\""), "{alice}");
    assert!(alice.contains("text: [\"got a new roster\"]"), "the words as they were: {alice}");
    // What waits for a yes is what `check` lists, and nothing that follows touches it.
    let faults = desk.run(&["check", "P"]);
    assert_eq!((faults.code, faults.out.lines().count()), (1, 2), "{faults:?}");
    assert_eq!(faults.out.matches(": Waits for a yes: a new place is proposed: “").count(), 1);
    let ran = desk.run(&[&UPDATE[..], &["--analyst", "Alice"]].concat());
    assert!(ran.err.contains("The text of `ferry-talks` is unchanged: new.txt\n"), "{}", ran.err);
    assert!(ran.out.starts_with("Bo: 3 spans"), "Alice’s are there already: {}", ran.out);
    assert_eq!(desk.read("P/annotations/alice/ferry-talks.ron"), alice);
    let ran = desk.run(&[&UPDATE[..], &["--analyst", "bo"]].concat());
    assert!(ran.err.contains("Carried Bo’s spans over to version 2"), "{}", ran.err);
}

#[test]
fn spans_that_wait_for_a_yes_are_one_line_a_layer_of_other_commands() {
    let desk = desk();
    desk.run(&[&UPDATE[..], &["--analyst", "Alice", "--analyst", "Bo"]].concat()).fine();
    let said = desk.run(&["stats", "P"]).err;
    let lines: Vec<&str> = said.lines().collect();
    let expected = [
        "Warning: The words of 1 span are not at its place: P/annotations/alice/ferry-talks.ron",
        "Warning: The words of 1 span are not at its place: P/annotations/bo/ferry-talks.ron",
        "Hint: Each is kept as it is; look for a new place for it",
        "Warning: 1 span waits for its analyst’s yes to a proposed place: P/annotations/alice/ferry-talks.ron",
        "Warning: 1 span waits for its analyst’s yes to a proposed place: P/annotations/bo/ferry-talks.ron",
        "Hint: In the window: Review, Proposed places of spans",
    ];
    assert_eq!(lines, expected, "{said}");
}

#[test]
fn an_unchanged_text_is_no_version() {
    let desk = desk();
    let before = desk.files("P");
    desk.write("same.txt", OLD.replace('\n', "\r\n"));
    let ran = desk.run(&["update", "P", "Ferry talks", "--from", "same.txt"]);
    assert_eq!(ran.err, "The text of `ferry-talks` is unchanged: same.txt\n");
    assert_eq!(ran.fine(), "");
    assert_eq!(desk.files("P"), before);
}

#[test]
fn wrong_names_and_files_change_nothing() {
    let desk = desk();
    let before = desk.files("P");
    desk.run(&["update", "P", "tide", "--from", "new.txt"]).failed(2, &["`tide`"]);
    desk.run(&["update", "P", "ferry-talks", "--from", "gone.txt"]).failed(3, &["gone.txt"]);
    desk.run(&[&UPDATE[..], &["--analyst", "cleo"]].concat()).failed(2, &["`cleo`"]);
    desk.write("junk.txt", "a\0\0\0");
    desk.run(&["update", "P", "ferry-talks", "--from", "junk.txt"]).failed(1, &["junk.txt"]);
    assert_eq!(desk.files("P"), before);
}
