//! Article files are added: what can be read comes in, and what became of the rest is said.

use serde_json::{Value, json};

use crate::bad_input::{desk, refused};

#[test]
fn what_can_be_read_is_added_and_what_can_t_is_named() {
    let desk = desk();
    desk.write("in/a.txt", "One\n\nThe first.\n");
    desk.write("in/b.txt", b"Caf\xe9 am Kai\n\nText folgt.\n".as_slice());
    desk.write("in/c.txt", "");
    desk.write("in/d.txt", "One\r\n\r\nThe first.\r\n");
    let ran = desk.run(&["add", "P", "in/*.txt"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    for words in [
        "The encoding windows-1252 is a guess",
        "The article `one` has the same text; left out: in/d.txt",
        "The file holds no words: in/c.txt",
        "2 files read, 1 skipped, 1 failed",
        "Added 2 articles: P",
    ] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
    assert!(desk.path("P/articles/cafe-am-kai/1.source.txt").exists());
    // Once more, for a program: all that can be read is there.
    let ran = desk.run(&["add", "P", "in", "--json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["read"], json!([]));
    assert_eq!(report["skipped"].as_array().unwrap().len(), 3);
    assert_eq!(report["skipped"][0], json!({"file": "in/a.txt", "article": "one"}));
    assert_eq!(report["failed"][0]["file"], "in/c.txt");
    assert!(report["failed"][0]["hint"].as_str().is_some_and(|hint| !hint.is_empty()));
}

#[cfg(unix)]
#[test]
fn many_files_are_saved_where_few_may_be_open() {
    let desk = desk();
    for number in 0..300 {
        desk.write(&format!("in/{number}.txt"), format!("News {number}\n\nThe first.\n"));
    }
    // Some systems let a program have 256 files open, its own libraries' among them.
    let add = format!("ulimit -n 128; exec {} add P in", env!("CARGO_BIN_EXE_postil"));
    let ran =
        std::process::Command::new("sh").args(["-c", &add]).current_dir(desk.path("")).output();
    let ran = ran.unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert!(desk.path("P/articles/news-299/1.txt").exists());
}

#[test]
fn a_source_file_that_was_changed_is_found_by_check() {
    let desk = desk();
    desk.write("a.txt", "One\r\n\r\nThe first.\r\n");
    desk.run(&["add", "P", "a.txt"]).fine();
    desk.run(&["check", "P"]).fine();
    desk.write("P/articles/one/1.source.txt", "One\r\n\r\nThe second.\r\n");
    let ran = desk.run(&["check", "P"]);
    let line =
        "articles/one/1.source.txt: This file is not the one that was opened: its hash is another";
    assert!(ran.code == 1 && ran.out.contains(line), "{}", ran.out);
}

#[test]
fn the_encoding_and_the_limit_can_be_given() {
    let desk = desk();
    desk.write("a.txt", "é\n\nOn y va.\n".as_bytes());
    let ran = desk.run(&["add", "P", "a.txt", "--encoding", "latin1", "--json"]);
    let report: Value = serde_json::from_str(&ran.fine()).unwrap();
    assert_eq!(report["read"][0]["title"], "Ã©");
    assert_eq!(report["read"][0]["encoding"], "windows-1252");
    let article = desk.read("P/articles/a-c/article.ron");
    assert!(article.contains(r#"encoding: "windows-1252", encoding_from: "chosen""#), "{article}");
    let wrong = ["add", "P", "a.txt", "--encoding", "utf-7"];
    refused(&desk, &wrong, 2, &["There is no encoding `utf-7`", "Hint: These are known: UTF-8"]);
    refused(&desk, &["add", "P", "a.txt", "--limit", "0"], 2, &["--limit"]);
}
