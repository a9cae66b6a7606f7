//! What is too large, too many or nested too deep.

use std::fs;

use crate::{
    bad_input::{IMPORT, LAYER, NEW, desk, refused},
    program::Desk,
};

/// A file of 3 GB that takes no room.
fn enormous(desk: &Desk, path: &str) {
    let file = fs::File::create(desk.path(path)).unwrap();
    file.set_len(3 << 30).unwrap();
}

#[test]
fn three_gigabytes_are_refused_and_not_read() {
    let desk = desk();
    for name in ["big.txt", "big.md"] {
        enormous(&desk, name);
        desk.run(&[&NEW[..], &[name]].concat()).failed(1, &["too large", name, "Hint: "]);
        fs::remove_file(desk.path(name)).unwrap();
    }
    enormous(&desk, "in.jsonl");
    desk.run(&IMPORT).failed(1, &["not text", "in.jsonl", "Hint: "]);
    fs::write(desk.path("in.jsonl"), "x".repeat((1 << 26) + 1)).unwrap();
    desk.run(&IMPORT).failed(1, &["Line 1 is longer than 67108864 bytes", "in.jsonl"]);
    for file in
        ["codebook.ron", "articles/tide-tables/article.ron", "annotations/alice/tide-tables.ron"]
    {
        let path = format!("P/{file}");
        let good = desk.read(&path);
        enormous(&desk, &path);
        let ran = desk.run(&["check", "P"]);
        assert_eq!(ran.code, 1);
        assert!(
            ran.out.contains(&format!("{file}: Cannot read this (File too large)")),
            "{}",
            ran.out
        );
        let ran = desk.run(&["repair", "P"]);
        assert!(ran.out.contains("up to 1 GiB"), "{ran:?}");
        desk.write(&path, good);
    }
}

fn numbered(count: u32, line: impl Fn(u32) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
}

#[test]
fn what_is_nested_deep_or_comes_by_the_thousand_is_told() {
    let desk = desk();
    let deep = 100_000;
    let good = desk.read(LAYER);
    let with =
        |field: &str| good.replacen("tag: \"claim\"", &format!("tag: \"claim\", {field}"), 1);
    for (content, says) in [
        (with(&format!("new: {}", "(".repeat(deep))), "too deep"),
        (with(&format!("new: {}{}", "[".repeat(deep), "]".repeat(deep))), "too deep"),
        ("(".repeat(deep), "damaged at line 1"),
        (with(&numbered(2000, |n| format!("n{n}: 1, "))), "over 1000 fields"),
        (with("at: [(0, 99999999999999999999)]"), "damaged at line 7"),
    ] {
        desk.write(LAYER, &content);
        let ran = desk.run(&["check", "P"]);
        assert_eq!(ran.code, 1);
        assert!(
            ran.out.contains(says),
            "{says}: {}",
            ran.out.chars().take(300).collect::<String>()
        );
        assert!(!ran.out.contains("serde"), "{}", ran.out);
    }
    for line in [
        "{\"a\":".repeat(deep),
        "[".repeat(deep),
        "{\"tag\": \"\\ud800\"}".to_owned(),
        "{\"start\": 1e999}".to_owned(),
    ] {
        desk.write("in.jsonl", line + "\n");
        desk.write(LAYER, &good);
        refused(&desk, &IMPORT, 1, &["Line 1: This line is no JSON object", "Hint: "]);
    }
    let laugh = numbered(40, |n| format!("a{}: &a{} [*a{n}, *a{n}, *a{n}]\n", n + 1, n + 1));
    for (name, content) in [
        ("quotes.md", "> ".repeat(deep)),
        ("lists.md", "- ".repeat(deep)),
        ("links.md", "[".repeat(deep)),
        ("front.md", format!("---\ntitle: {}\n---\n", "[".repeat(deep))),
        ("laughs.md", format!("---\na0: &a0 [x, x]\n{laugh}---\n")),
    ] {
        desk.write(name, content + "words\n");
        desk.run(&["add", "P", name]).fine();
    }
}
