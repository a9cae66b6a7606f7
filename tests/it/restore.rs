//! Going back to what a project's files held before one of the last saves.

use serde_json::{Value, json};

use crate::{
    bad_input::{IMPORT, TEXT},
    program::Desk,
    words::{lines, span},
};

const LAYER: &str = "annotations/alice/tide-tables.ron";

/// A desk with a project into which spans were imported and to which an article was added, each in a
/// save of its own.
fn desk() -> Desk {
    let desk = Desk::with_project(TEXT);
    desk.write("in.jsonl", lines(&[span(TEXT, "tide-tables", "claim", "The tide rises")]));
    desk.run(&IMPORT).fine();
    desk.write("more.txt", "More.\n");
    desk.run(&["add", "P", "more.txt"]).fine();
    desk
}

#[test]
fn saves_are_listed_the_newest_first() {
    let desk = desk();
    let list = desk.run(&["restore", "P"]).fine();
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 2, "{list}");
    assert!(lines[0].trim_start().starts_with("2  20"), "{list}");
    assert!(lines[0].contains("articles/more/1.txt"), "{list}");
    assert!(lines[1].contains(LAYER), "{list}");
    let list: Value = serde_json::from_str(&desk.run(&["restore", "P", "--json"]).fine()).unwrap();
    assert_eq!((&list[0]["number"], &list[1]["number"]), (&json!(2), &json!(1)));
    assert_eq!(list[1]["files"][0]["file"], LAYER);
    assert_eq!(list[1]["files"][0]["before"], Value::Null);
    let new = Desk::with_project(TEXT);
    assert_eq!(new.run(&["restore", "P"]).fine(), "");
}

#[test]
fn going_back_is_one_step_that_can_be_taken_back() {
    let desk = desk();
    let now = desk.content("P");
    let preview = desk.run(&["restore", "P", "--to", "1", "--dry-run"]).fine();
    assert!(preview.lines().any(|line| line == format!("trash  {LAYER}")), "{preview}");
    assert_eq!(desk.content("P"), now);
    let ran = desk.run(&["restore", "P/project.ron", "--to", "1"]);
    assert!(ran.err.contains("`--to 3` takes it back"), "{}", ran.err);
    ran.fine();
    let first = desk.content("P");
    assert!(!desk.path("P").join(LAYER).exists());
    assert!(!desk.path("P/articles/more").exists(), "no empty folder stays");
    assert_eq!(desk.run(&["check", "P"]).fine(), "");
    desk.run(&["restore", "P", "--to", "3"]).fine();
    assert_eq!(desk.content("P"), now);
    assert_eq!(desk.run(&["check", "P"]).fine(), "");
    let list = desk.run(&["restore", "P"]).fine();
    assert!(list.lines().next().unwrap().ends_with("(back to before 3)"), "{list}");
    desk.run(&["restore", "P", "--to", "4"]).fine();
    assert_eq!(desk.content("P"), first);
}

#[test]
fn one_file_goes_back_alone() {
    let desk = desk();
    desk.run(&["restore", "P", "--to", "1", LAYER]).fine();
    assert!(!desk.path("P").join(LAYER).exists());
    assert!(desk.path("P/articles/more/1.txt").exists());
    let ran = desk.run(&["restore", "P", "--to", "1", LAYER]);
    assert!(ran.err.starts_with("Everything is so already"), "{}", ran.err);
}

#[test]
fn a_file_without_an_earlier_state_is_an_error() {
    let desk = desk();
    let before = desk.files("P");
    for file in ["nosuch/file", "../outside.txt", "codebook.ron"] {
        for dry in [&["--dry-run"][..], &[]] {
            let args = [&["restore", "P", "--to", "1", LAYER, file], dry].concat();
            desk.run(&args).failed(2, &[&format!("no earlier state of `{file}`")]);
        }
    }
    assert_eq!(desk.files("P"), before);
    desk.run(&["restore", "nosuch"]).failed(3, &["There is no such file or folder: nosuch"]);
    // As in the other commands a file can be named from where we are.
    let named = format!("P/{LAYER}");
    desk.run(&["restore", "P", "--to", "1", &named]).fine();
    assert!(!desk.path(&named).exists());
}

#[test]
fn what_another_program_changed_since_is_not_replaced_unasked() {
    let desk = desk();
    let path = format!("P/{LAYER}");
    let theirs = format!("// Theirs.\n{}", desk.read(&path));
    desk.write(&path, &theirs);
    let preview = desk.run(&["restore", "P", "--to", "1", "--dry-run"]).fine();
    assert!(preview.contains("changed since the last save"), "{preview}");
    let error = desk
        .run(&["restore", "P", "--to", "1"])
        .failed(3, &["Nothing was saved", &path, "changed by another program"]);
    assert!(error.contains("--replace-changed"), "{error}");
    assert_eq!(desk.read(&path), theirs);
    desk.run(&["restore", "P", "--to", "1", "--replace-changed"]).fine();
    assert!(!desk.path(&path).exists());
    desk.run(&["restore", "P", "--to", "3"]).fine();
    assert_eq!(desk.read(&path), theirs, "what was replaced was kept");
}

#[test]
fn only_the_last_saves_are_kept() {
    let desk = Desk::with_project(TEXT);
    for number in 0..8 {
        desk.write(&format!("more-{number}.txt"), format!("More {number}.\n"));
        desk.run(&["add", "P", &format!("more-{number}.txt")]).fine();
    }
    let list = desk.run(&["restore", "P"]).fine();
    let numbers: Vec<&str> =
        list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(numbers, ["8", "7", "6", "5", "4"]);
    let kept = desk.files("P/.postil/generations");
    assert!(kept.keys().all(|file| !file.starts_with("1")), "{kept:?}");
    let error = desk
        .run(&["restore", "P", "--to", "3"])
        .failed(3, &["no earlier state 3 of the project: P\n"]);
    assert!(error.contains("lists those that are kept"), "{error}");
}

#[test]
fn a_list_of_saves_leads_nowhere_out_of_the_project() {
    let desk = desk();
    desk.write("outside.txt", "mine");
    let manifest = desk.read("P/.postil/generations/1/generation.ron");
    let led_out = manifest.replace(LAYER, "../outside.txt");
    assert!(led_out != manifest);
    desk.write("P/.postil/generations/1/generation.ron", &led_out);
    desk.run(&["restore", "P", "--to", "1", "--replace-changed"])
        .failed(3, &["no earlier state 1"]);
    desk.write("P/.postil/generations/1/decided.ron", &led_out);
    desk.run(&["check", "P"]).fine();
    assert_eq!(desk.read("outside.txt"), "mine");
}

#[test]
fn repairs_and_merges_are_among_the_states() {
    let desk = desk();
    let (path, codebook) = (format!("P/{LAYER}"), desk.read("P/codebook.ron"));
    let (whole, saves) = (desk.read(&path), desk.run(&["restore", "P"]).fine().lines().count());
    let damaged = whole.replacen("spans: [", "spans: [(id: \"sx\", tag \"claim\"),", 1);
    desk.write(&path, &damaged);
    desk.run(&["repair", "P"]);
    let repaired = desk.read(&path);
    let copies = ["Assertion", "Thesis"].map(|name| {
        let copy = format!("P/codebook (conflicted copy {name}).ron");
        desk.write(&copy, codebook.replace("name: \"Claim\"", &format!("name: \"{name}\"")));
        copy
    });
    let ours = codebook.replace("name: \"Quote\"", "name: \"Quotation\"");
    desk.write("P/codebook.ron", &ours);
    let ran = desk.run(&["merge", "P"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        desk.read("P/project.ron").contains("theirs: \"\\\"Assertion"),
        "its conflicts are kept"
    );
    let states = desk.run(&["restore", "P"]).fine();
    let states: Vec<&str> = states.lines().collect();
    assert_eq!(states.len(), saves + 2, "{states:?}");
    assert!(states[0].ends_with("(merge of codebook.ron)"), "{states:?}");
    assert!(states[1].ends_with(&format!("(repair of {LAYER})")), "{states:?}");
    let trash = desk.path("P/.postil/trash");
    assert_eq!(std::fs::read_dir(trash).unwrap().count(), 2, "one for each of the two");

    let number = |state: &str| state.split_whitespace().next().unwrap().to_owned();
    desk.run(&["restore", "P", "--to", &number(states[0])]).fine();
    assert!(copies.iter().all(|copy| desk.path(copy).exists()), "they are there again");
    assert_eq!(desk.read("P/codebook.ron"), ours);
    assert!(!desk.read("P/project.ron").contains("conflicts"), "nothing is open any more");
    assert_eq!(desk.read(&path), repaired);
    desk.run(&["restore", "P", "--to", &number(states[1]), &path]).fine();
    assert_eq!(desk.read(&path), damaged);
}
