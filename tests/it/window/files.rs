//! Article files of every kind: how their structure is shown, what is said of how they were read, and
//! what became of many.

use std::{fs, path::PathBuf};

use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use postil::{
    app::{
        Window,
        action::{Action, FileAction, ViewAction},
        command::Command,
        dialog::Dialog,
    },
    articles,
    jobs::articles_edit,
    model::{Page, Unknown},
    text::Stretch,
};

use super::harness::{Setup, click, type_into, window};

/// A text with blocks of every kind.
const MIXED: &str = "# Ferry line sold to the islands\n\n## What the council decided\n\n\
The council of Sette bought the line on Friday for two million crowns. The crews stay, and the fares are frozen \
for two years, says the contract.[^1]\n\n### The vote\n\n- Eleven were for it, two of them with doubts\n  - one asked for a \
list of debts\n- Four were against it\n\n> Nobody has seen the books of the line since March. We are buying a cat in a bag.\n\n\
![The quay](quay.jpg)\n\n![The ferry at the quay of Sette, two days before the vote](ferry.jpg)\n\n\
#### The sums\n\n| Year | Passengers | Loss |\n| --- | --- | --- |\n| 2024 | 81,400 | 190,000 |\n| 2025 | 77,950 | 240,000 |\n\n\
The line has lost money since the bridge was opened. How the islands will pay for it is to be said in \
autumn.\n\n[^1]: It was printed in the gazette of 12 March, page 4.\n";

/// Returns a window on that text, of which two sentences begin new pages.
fn mixed(setup: Setup) -> Harness<'static, Window> {
    let mut harness = window(setup);
    let read = articles::read(MIXED.as_bytes(), "ferry.md").unwrap();
    let time = "2026-02-12T08:00:00Z".parse().unwrap();
    let mut article = read.into_article("ferry".parse().unwrap(), "ferry.md", time);
    let version = &mut article.versions[0];
    let text = version.text.as_str().to_owned();
    let starts =
        ["Ferry line", "Eleven", "The line has lost"].map(|words| text.find(words).unwrap());
    let ends = [starts[1], starts[2], text.len()];
    version.pages = starts
        .into_iter()
        .zip(ends)
        .zip(["3", "4", "5"])
        .map(|((start, end), label)| Page {
            at: Stretch::new(start, end),
            label: label.to_owned(),
            unknown: Unknown::default(),
        })
        .collect();
    let desk = &mut harness.state_mut().desk;
    desk.dispatch(Action::Run(Command::NewProject));
    let id = article.id.clone();
    desk.dispatch(Action::change("add", articles_edit(vec![article])));
    desk.dispatch(Action::View(ViewAction::Article(id)));
    harness.run();
    harness
}

fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in");
    fs::create_dir(&path).unwrap();
    for (name, bytes) in files {
        fs::write(path.join(name), bytes).unwrap();
    }
    (folder, path)
}

/// Returns a window in which a folder was opened with files that can be read and files that can't.
fn many(setup: Setup) -> (tempfile::TempDir, Harness<'static, Window>) {
    let (temp, path) = folder(&[
        ("a.txt", b"Ferry line sold\n\nThe council of Sette bought the line.\n"),
        ("b.txt", b"Ferry line sold\r\n\r\nThe council of Sette bought the line.\r\n"),
        ("empty.txt", b""),
        ("kai.txt", b"Caf\xe9 am Kai\n\nEin Satz.\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"),
    ]);
    let mut harness = window(setup);
    harness.state_mut().desk.dispatch(Action::File(FileAction::Open(vec![path])));
    harness.run();
    (temp, harness)
}

#[test]
fn every_kind_of_block_is_there_to_be_read_aloud() {
    let harness = mixed(Setup::default());
    for words in ["Ferry line sold to the islands", "The vote", "Passengers", "77,950"] {
        harness.get_by_label(words);
    }
    harness.get_by_label_contains("one asked for a list of debts");
}

#[test]
fn what_became_of_many_files_is_listed() {
    let (_temp, mut harness) = many(Setup::default());
    harness.get_by_label_contains("2 articles added");
    harness.get_by_label("empty.txt");
    harness.get_by_label_contains("The file holds no words");
    harness.get_by_label_contains("The file is a picture, which Postil does not read");
    harness.get_by_label_contains("The encoding windows-1252 is a guess");
    let mut links = harness.get_all_by_role_and_label(Role::Link, "Ferry line sold");
    links.next().unwrap().click();
    drop(links);
    harness.run();
    assert!(harness.state().desk.view.dialog.is_none());
    assert_eq!(harness.state().desk.article().unwrap().title, "Ferry line sold");
}

#[test]
fn articles_of_one_title_are_told_apart() {
    let (_temp, path) = folder(&[
        ("a.md", b"---\npublisher: Harbour Post\n---\n# Strike ends\n\nThe crews went back.\n"),
        ("b.txt", b"Strike ends\n\nThe crews of the ferry went back on Friday.\n"),
        ("c.txt", b"Strike begins\n\nThe crews of the ferry tied up on Monday.\n"),
    ]);
    let mut harness = window(Setup::default());
    harness.state_mut().desk.dispatch(Action::File(FileAction::Open(vec![path])));
    harness.run();
    harness.get_by_label("Strike ends, Harbour Post · not begun");
    harness.get_by_label("Strike ends, b.txt · not begun");
    harness.get_by_label("Strike begins, not begun");
    type_into(&mut harness, "Filter articles", "harbour");
    assert!(harness.query_by_label("Strike ends, b.txt · not begun").is_none());
}

#[test]
fn another_encoding_can_be_chosen_until_a_span_is_there() {
    let (_temp, path) = folder(&[("kai.txt", b"Caf\xe9 am Kai\n\nEin Satz.\n")]);
    let mut harness = window(Setup::default());
    harness.state_mut().desk.dispatch(Action::File(FileAction::Open(vec![path])));
    harness.run();
    assert_eq!(harness.state().desk.article().unwrap().title, "Café am Kai");
    harness.state_mut().desk.dispatch(Action::Run(Command::ArticleDetails));
    harness.run();
    assert!(matches!(harness.state().desk.view.dialog.as_deref(), Some(Dialog::Article(_))));
    harness.get_by_label("guessed from the bytes").scroll_to_me();
    harness.run();
    click(&mut harness, "Choose an encoding");
    click(&mut harness, "macintosh");
    assert!(harness.state().desk.text().unwrap().as_str().starts_with("CafÈ am Kai"));
    harness.get_by_label("chosen");
}

#[cfg(feature = "snapshots")]
#[test]
fn pictures() {
    use super::harness::{picture, setups};
    for (name, setup) in setups("files") {
        let mut harness = mixed(setup.clone());
        picture(&mut harness, &name);
        harness.state_mut().desk.dispatch(Action::Run(Command::ArticleDetails));
        harness.run();
        harness.get_by_label_contains("Opened from").scroll_to_me();
        harness.run();
        picture(&mut harness, &format!("{name}-about"));
        let (_temp, mut harness) = many(setup);
        picture(&mut harness, &format!("{name}-report"));
    }
}
