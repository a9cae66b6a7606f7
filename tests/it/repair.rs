//! `repair` saves what is whole, keeps the old file and says what it could not save.

use serde_json::Value;

use crate::bad_input::desk;

const LAYER: &str = "annotations/alice/tide-tables.ron";

#[test]
fn what_is_whole_is_saved_and_the_old_file_kept() {
    let desk = desk();
    let layer = format!("P/{LAYER}");
    desk.tamper(&layer, "tag: \"claim\"", "tag \"claim\"");
    let damaged = desk.read(&layer);
    let before = desk.files("P");
    let told = desk.run(&["repair", "P", "--dry-run"]);
    assert_eq!(told.code, 1, "something is lost: {told:?}");
    assert!(told.out.starts_with(&format!("{LAYER}: Would save 1 span, 1 link\n")), "{}", told.out);
    assert_eq!(desk.files("P"), before);

    let ran = desk.run(&["repair", "P/project.ron", &layer]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let [saved, lost, kept] = ran.out.lines().collect::<Vec<_>>()[..] else { panic!("{ran:?}") };
    assert_eq!(saved, format!("{LAYER}: Saved 1 span, 1 link"));
    assert!(lost.starts_with(&format!("{LAYER}:7:")) && lost.contains("Not saved: "), "{lost}");
    let kept = kept.strip_prefix(&format!("{LAYER}: The old file is kept as ")).unwrap();
    assert_eq!(kept, format!(".postil/trash/mended-1/{LAYER}"));
    assert_eq!(desk.read(&format!("P/{kept}")), damaged);
    assert!(!desk.read(&layer).contains("sclaim\", tag"));
    let check = desk.run(&["check", "P"]);
    assert_eq!(check.out.lines().count(), 1, "a link has lost its end: {}", check.out);
    assert!(desk.run(&["repair", "P"]).fine().is_empty());
    assert!(desk.run(&["repair", "P", LAYER]).fine().contains("Nothing is wrong"));
}

#[test]
fn a_file_that_is_cut_off_is_said_to_be() {
    let desk = desk();
    let layer = format!("P/{LAYER}");
    let text = desk.read(&layer);
    let cut = text.find("sactor\", tag").unwrap() + 3;
    desk.write(&layer, &text[..cut]);
    let ran = desk.run(&["repair", "P", "--dry-run"]);
    let lost: Vec<&str> = ran.out.lines().filter(|line| line.contains("Not saved")).collect();
    let [lost] = lost[..] else { panic!("{ran:?}") };
    assert!(lost.contains("cut off here, and what came after is gone"), "{lost}");
    assert!(lost.contains("`postil restore PROJECT`"), "{lost}");
}

#[test]
fn a_file_of_which_nothing_is_whole_is_not_to_be_repaired_again() {
    let desk = desk();
    desk.write(&format!("P/{LAYER}"), "(format: 1, spans: [(id: \"s");
    let ran = desk.run(&["repair", "P", "--dry-run"]);
    assert_eq!(ran.code, 1);
    assert!(!ran.out.contains("`postil repair`"), "{}", ran.out);
    assert!(ran.out.contains("`postil restore PROJECT`"), "{}", ran.out);
}

#[test]
fn a_text_that_is_missing_or_another_is_no_good_end() {
    let desk = desk();
    let text = "articles/tide-tables/1.txt";
    let path = format!("P/{text}");
    desk.write(&path, format!("Other. {}", desk.read(&path)));
    let ran = desk.run(&["repair", "P"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.starts_with(&format!("{text}: This text is not the one")), "{}", ran.out);
    std::fs::remove_file(desk.path(&path)).unwrap();
    let ran = desk.run(&["repair", "P"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.starts_with(&format!("{text}: ")), "{}", ran.out);
}

#[test]
fn shared_files_and_articles_are_repaired_too() {
    let desk = desk();
    for file in ["codebook.ron", "analysts.ron", "articles/tide-tables/article.ron"] {
        let path = format!("P/{file}");
        let text = desk.read(&path);
        desk.write(&path, text.trim_end().trim_end_matches(')'));
    }
    let good = desk.read("P/project.ron");
    desk.write("P/project.ron", good.replace("(\n", "\n"));
    let ran = desk.run(&["repair", "P", "--json"]);
    let all: Value = serde_json::from_str(&ran.out).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 4, "{all:?}");
    for one in all {
        assert_eq!(one["outcome"], "saved");
        let is_cut = one["file"] != "project.ron";
        assert_eq!(one["lost"].as_array().unwrap().len(), usize::from(is_cut), "{one}");
    }
    assert_eq!(desk.read("P/project.ron"), good);
    assert_eq!(desk.run(&["check", "P"]).fine(), "");
}

#[test]
fn what_can_t_be_repaired_is_left_alone() {
    let desk = desk();
    let layer = format!("P/{LAYER}");
    let good = desk.read(&layer);
    for (content, says) in [
        ("", "This file is empty"),
        ("", "`postil restore PROJECT` lists the earlier states"),
        ("\u{0}junk", "This file is not text"),
        ("\u{0}junk", "`postil restore PROJECT` lists the earlier states"),
        ("(format: 9, spans: [", "newer Postil"),
        ("<<<<<<< HEAD\n(\n=======\n)\n>>>>>>> theirs\n", "The first side (HEAD)"),
        (&format!("<<<<<<< HEAD\n{good}=======\n{good}>>>>>>> theirs\n"), "postil merge"),
    ] {
        desk.write(&layer, content);
        let before = desk.files("P");
        let ran = desk.run(&["repair", "P"]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains(says), "{says}: {}", ran.out);
        assert_eq!(desk.files("P"), before);
    }
    desk.write(&layer, &good);
    desk.write("outside.ron", "(format");
    for file in [
        "outside.ron",
        "../outside.ron",
        "P/articles/tide-tables/1.txt",
        "articles/../codebook.ron",
    ] {
        let ran = desk.run(&["repair", "P", file]);
        assert_eq!(ran.code, 1, "{ran:?}");
        assert!(ran.out.contains("none of the files"), "{}", ran.out);
    }
    desk.run(&["repair", "P", "annotations/alice/gone.ron"]).failed(3, &["gone.ron"]);
    desk.run(&["repair", "Q"]).failed(3, &["Q"]);
}

#[test]
fn a_project_file_that_is_missing_is_made_anew() {
    let desk = desk();
    let before = desk.run(&["stats", "P", "--json"]).fine();
    std::fs::remove_file(desk.path("P/project.ron")).unwrap();
    let files = desk.files("P");
    for command in ["check", "stats", "merge"] {
        let said = ["The project.ron of this project is missing: P", "`postil repair`"];
        desk.run(&[command, "P"]).failed(1, &said);
    }
    let told = desk.run(&["repair", "P", "--dry-run"]);
    assert_eq!(told.code, 1);
    let made = "project.ron: Would make a new one, since it was missing, with the title “P”\n";
    assert_eq!(told.out, made);
    assert_eq!(desk.files("P"), files);
    assert!(desk.run(&["repair", "P"]).fine().starts_with("project.ron: Made a new one"));
    let header = desk.read("P/project.ron");
    assert!(header.contains("title: \"P\""), "{header}");
    assert_eq!(desk.run(&["check", "P"]).fine(), "");
    let title = |text: &str| text.replacen("\"Notes\"", "\"P\"", 1);
    assert_eq!(title(&desk.run(&["stats", "P", "--json"]).fine()), title(&before));
    // What is no project does not become one.
    desk.write("loose/articles/one.txt", "One.");
    desk.run(&["repair", "loose"]).failed(3, &["This is not a Postil project: loose"]);
    assert!(!desk.path("loose/project.ron").exists());
}
