//! `merge` makes one file of what git or a syncing program left with two sides.

use serde_json::Value;

use crate::{bad_input::desk, program::Desk};

const LAYER: &str = "P/annotations/alice/tide-tables.ron";

/// Returns a file in which git has left both.
fn conflict(base: Option<&str>, ours: &str, theirs: &str) -> String {
    let base = base.map(|base| format!("||||||| 0123abc\n{base}")).unwrap_or_default();
    format!("<<<<<<< HEAD\n{ours}{base}=======\n{theirs}>>>>>>> theirs\n")
}

/// A layer with a note on its claim and without its actor.
fn changed(desk: &Desk) -> (String, String, String) {
    let base = desk.read(LAYER);
    let line = base.lines().find(|line| line.contains("sclaim")).unwrap();
    let ours = base.replace(line, &line.replace("created:", "note: \"ours\", created:"));
    let theirs = base.replace("tag: \"actor\"", "tag: \"quote\"");
    (base, ours, theirs)
}

#[test]
fn both_sides_of_git_are_in_the_merged_file() {
    for (style, ends) in [("diff3", "\n"), ("diff3", "\r\n"), ("merge", "\n")] {
        let desk = desk();
        let (base, ours, theirs) = changed(&desk);
        let parted = conflict((style == "diff3").then_some(base.as_str()), &ours, &theirs);
        let parted = parted.replace('\n', ends);
        desk.write(LAYER, &parted);
        let check = desk.run(&["check", "P"]);
        assert!(
            check.out.contains("tide-tables.ron:1:1: This file holds an unresolved git conflict")
        );
        let before = desk.files("P");
        assert_eq!(desk.run(&["merge", "P", "--dry-run"]).code, 1);
        assert_eq!(desk.files("P"), before);
        let ran = desk.run(&["merge", "P"]);
        let merged = desk.read(LAYER);
        assert!(merged.contains("note: \"ours\""), "{style}: {merged}");
        if style == "diff3" {
            assert_eq!(ran.code, 0, "{ran:?}");
            assert!(merged.contains("tag: \"quote\""), "{merged}");
        } else {
            // Which of them changed what is not known: ours stands, theirs is kept.
            assert_eq!(ran.code, 1, "{ran:?}");
            assert!(merged.contains("conflicts: ["), "{merged}");
            let both = "sactor: Ours stands for `tag`: \"actor\"; theirs is \"quote\"\n";
            assert!(ran.out.contains(both), "{}", ran.out);
        }
        let kept = ran.out.lines().find_map(|line| line.split_once(" is kept as ")).unwrap().1;
        assert_eq!(desk.read(&format!("P/{kept}")), parted);
        let check = desk.run(&["check", "P"]);
        assert!(!check.out.contains("git conflict"), "{check:?}");
        assert_eq!(desk.run(&["merge", "P"]).err, "No file has two sides: P\n");
    }
}

#[test]
fn second_copies_are_merged_and_put_away() {
    for copy in [
        "P/annotations/alice/tide-tables (conflicted copy 2026-02-01).ron",
        "P/annotations/alice/tide-tables.sync-conflict-20260201-101500-ABCDEFG.ron",
        "P/annotations/alice/tide-tables-LAPTOP-7.ron",
        "P/annotations/alice/tide-tables-laptop.ron",
        "P/annotations/alice/tide-tables (1).ron",
        "P/annotations/alice/tide-tables.ron (1)",
    ] {
        let desk = desk();
        let (base, ..) = changed(&desk);
        let line = base.lines().find(|line| line.contains("sactor")).unwrap();
        let new = line.replace("sactor", "snew");
        desk.write(copy, base.replace(line, &format!("{line}\n{new}")));
        let check = desk.run(&["check", "P"]);
        assert!(check.out.contains("second copy of tide-tables.ron"), "{copy}: {}", check.out);
        let ran = desk.run(&["merge", "P", "--json"]);
        assert_eq!(ran.code, 0, "{copy}: {ran:?}");
        let all: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(all[0]["file"], "annotations/alice/tide-tables.ron");
        let merged = desk.read(LAYER);
        for id in ["sclaim", "sactor", "snew"] {
            assert!(merged.contains(&format!("(id: \"{id}\"")), "{merged}");
        }
        assert!(!desk.path(copy).exists());
        let kept = all[0]["copy_kept"].as_str().unwrap();
        assert!(desk.path(&format!("P/{kept}")).exists());
        assert!(!desk.run(&["check", "P"]).out.contains("second copy"));
    }
}

#[test]
fn shared_files_and_articles_are_merged() {
    let desk = desk();
    let codebook = desk.read("P/codebook.ron");
    let ours = codebook.replace("name: \"Claim\"", "name: \"Assertion\"");
    let theirs = codebook.replace("name: \"Quote\"", "name: \"Quotation\"");
    desk.write("P/codebook.ron", conflict(Some(&codebook), &ours, &theirs));
    let file = "P/articles/tide-tables/article.ron";
    let article = desk.read(file);
    let title = "title: \"Tide tables\"";
    let with = |line: &str| article.replacen(title, &format!("{title},\n    {line}"), 1);
    desk.write(file, conflict(Some(&article), &with("group: \"g\""), &with("note: \"n\"")));
    desk.run(&["merge", "P"]).fine();
    let codebook = desk.read("P/codebook.ron");
    assert!(codebook.contains("Assertion") && codebook.contains("Quotation"), "{codebook}");
    let article = desk.read(file);
    assert!(article.contains("group: \"g\"") && article.contains("note: \"n\""), "{article}");
    assert_eq!(desk.run(&["check", "P"]).fine(), "");
}

#[test]
fn a_side_that_can_t_be_read_is_left_alone() {
    let desk = desk();
    let good = desk.read(LAYER);
    for parted in
        [conflict(None, &good, "(format\n"), conflict(None, &good, &good.replace("alice", "bo"))]
    {
        desk.write(LAYER, &parted);
        let before = desk.files("P");
        desk.run(&["merge", "P"]).failed(1, &["tide-tables.ron"]);
        assert_eq!(desk.files("P"), before);
    }
}

#[test]
fn a_damaged_side_is_not_to_be_repaired() {
    let desk = desk();
    let good = desk.read(LAYER);
    let bad = good.replace("tag: \"actor\"", "tag \"actor\"");
    let parted = conflict(None, &good, &bad);
    let line = 1 + parted.lines().position(|line| line.contains("tag \"actor\"")).unwrap();
    let told = format!("The second side (theirs) in this file is damaged at line {line}, column ");
    desk.write(LAYER, &parted);
    for args in [&["merge", "P"][..], &["merge", "P", LAYER]] {
        let error = desk.run(args).failed(1, &[&told, "A colon between", LAYER]);
        assert!(!error.contains("`postil repair`"), "{error}");
        assert!(error.contains("git checkout --ours"), "{error}");
    }
    // A repair says the same: the merge that it would name else can't be done.
    let repair = desk.run(&["repair", "P"]);
    assert!(repair.out.contains(&told) && repair.out.contains("git checkout --ours"), "{repair:?}");
    assert!(!repair.out.contains("makes one of them"), "{repair:?}");
}

#[test]
fn a_file_that_is_not_in_the_project_is_an_error() {
    let desk = desk();
    desk.write("outside.ron", "()");
    for file in ["nosuch.ron", "../outside.ron", "outside.ron", "../../../etc/passwd"] {
        desk.run(&["merge", "P", file]).failed(2, &["no file with two sides", file]);
    }
    for file in [LAYER, "annotations/alice/tide-tables.ron"] {
        assert_eq!(desk.run(&["merge", "P", file]).err, "No file has two sides: P\n");
    }
}
