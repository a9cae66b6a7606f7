//! The whole path without a window: new, add, import, export, check, stats.

use std::{fs, process::Stdio};

use serde_json::{Value, json};

use crate::{
    program::Desk,
    words::{fragments, lines, span, values},
};

/// As it is in the file: byte order mark, CRLF, emoji, combining marks, CJK, right-to-left words.
const FILE: &str = "\u{feff}Harbour talks 👍🏽 go on\r\n\r\nPIER 4 — “门开着一点，”said the cafe\u{301} \
    owner 👩\u{200d}👩\u{200d}👧, who hopes.\r\nנָמֵל and نَعَم, हिन्दी; 10\u{a0}km on.\r\n";

const PROJECT: [&str; 5] = ["--title", "Harbour", "--analyst", "Alice", "in.txt"];

fn text() -> String {
    FILE.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

fn desk() -> (Desk, String) {
    let desk = Desk::new();
    desk.write("in.txt", FILE);
    let ran = desk.run(&[&["new", "P"], &PROJECT[..]].concat());
    assert_eq!(ran.fine(), "");
    let article = fs::read_dir(desk.path("P/articles")).unwrap().next().unwrap().unwrap();
    let article = article.file_name().into_string().unwrap();
    assert_eq!(desk.read(&format!("P/articles/{article}/1.txt")), text());
    (desk, article)
}

fn spans(article: &str) -> Vec<Value> {
    let text = text();
    let mut spans = vec![
        span(&text, article, "claim", "👍🏽"),
        span(&text, article, "quote", "“门开着一点，”"),
        span(&text, article, "actor", "cafe\u{301} owner 👩\u{200d}👩\u{200d}👧"),
        fragments(&text, article, "skepticism", &["hopes", "10\u{a0}km"]),
        span(&text, article, "actor", "נָמֵל"),
        span(&text, article, "claim", "हिन्दी"),
    ];
    for (number, span) in spans.iter_mut().enumerate() {
        span["id"] = json!(format!("s{number}"));
    }
    spans[1]["note"] = json!("“why”,\n= 门");
    spans[1]["attributes"] = json!({});
    spans[1]["links"] = json!([{"kind": "said-by", "to": "s2"}]);
    spans
}

#[test]
fn what_is_imported_is_exported_to_the_character() {
    let (desk, article) = desk();
    let spans = spans(&article);
    desk.write("in.jsonl", lines(&spans));
    let import = ["import", "P", "--format", "jsonl", "in.jsonl", "--analyst", "Alice"];
    let ran = desk.run(&import);
    assert_eq!(ran.err, "Added 6 spans, 1 link: P\n");
    assert_eq!(ran.fine(), "");
    let exported = desk.run(&["export", "P", "--format", "jsonl"]).fine();
    let by_id = |id: &Value| values(&exported).into_iter().find(|span| span["id"] == *id).unwrap();
    for span in &spans {
        let found = by_id(&span["id"]);
        for (field, value) in span.as_object().unwrap() {
            assert_eq!(&found[field], value, "{field} of {span}");
        }
        assert_eq!(found["analyst"], "alice");
    }
    assert_eq!(values(&exported).len(), spans.len());
    assert_eq!(desk.run(&["check", "P"]).fine(), "");

    // The export makes the same project again, and importing it twice changes nothing.
    desk.run(&[&["new", "Q"], &PROJECT[..]].concat()).fine();
    let import = ["import", "Q", "--format", "jsonl", "-", "--analyst", "alice"];
    desk.run_with(&import, &exported).fine();
    assert_eq!(desk.run(&["export", "Q", "--format", "jsonl"]).fine(), exported);
    let before = desk.files("Q");
    desk.run_with(&import, &exported).fine();
    assert_eq!(desk.files("Q"), before);
}

#[test]
fn a_csv_is_filtered_and_written_to_a_file() {
    let (desk, article) = desk();
    let input = lines(&spans(&article));
    desk.run_with(&["import", "P", "--format", "jsonl", "-", "--analyst", "Bo Lund"], &input)
        .fine();
    let export = ["export", "P/project.ron", "--format", "csv", "--tag", "Quote", "--tag", "actor"];
    let rest = ["--analyst", "bo lund", "--article", &article, "--bom", "-o", "out.csv"];
    let ran = desk.run(&[&export[..], &rest[..]].concat());
    assert_eq!(ran.err, "Exported 3 spans: out.csv\n");
    assert_eq!(ran.fine(), "");
    let csv = desk.read("out.csv");
    assert!(csv.starts_with("\u{feff}id,"));
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let names = rows.headers().unwrap().clone();
    let column = |name: &str| names.iter().position(|one| one == name).unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(&rows[0][column("text")], "“门开着一点，”");
    assert_eq!(&rows[0][column("note")], "“why”,\n= 门");
    assert_eq!(&rows[0][column("actor")], "cafe\u{301} owner 👩\u{200d}👩\u{200d}👧");
    let none = desk.run(&["export", "P", "--format", "jsonl", "--analyst", "alice"]).fine();
    assert_eq!(none, "");
}

#[test]
fn tagging_one_span_changes_one_line_of_one_file() {
    let (desk, article) = desk();
    let spans = spans(&article);
    let import = ["import", "P", "--format", "jsonl", "-", "--analyst", "Alice"];
    desk.run_with(&import, &lines(&spans[..5])).fine();
    let before = desk.content("P");
    desk.run_with(&import, &lines(&spans[5..])).fine();
    let after = desk.content("P");
    let changed: Vec<_> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).collect();
    let [(path, bytes)] = &changed[..] else { panic!("{changed:?}") };
    let (old, new) =
        (String::from_utf8(before[*path].clone()), String::from_utf8((*bytes).clone()));
    let (old, new) = (old.unwrap(), new.unwrap());
    let added: Vec<&str> =
        new.lines().filter(|line| !old.lines().any(|one| one == *line)).collect();
    assert_eq!((added.len(), new.lines().count()), (1, old.lines().count() + 1));
    assert!(added[0].contains("हिन्दी") && new.contains("נָמֵל"), "scripts stand readable: {new}");
}

#[test]
fn articles_are_added_once() {
    let (desk, _) = desk();
    desk.write("more/two.md", "# Tide\n\nIt rises.\n");
    desk.write("more/same.txt", text());
    let ran = desk.run(&["add", "P", "more"]);
    assert!(ran.err.starts_with("Warning: "), "{}", ran.err);
    assert!(ran.err.ends_with("Added 1 article: P\n"), "{}", ran.err);
    assert_eq!(ran.fine(), "");
    let before = desk.files("P");
    assert!(before.contains_key(std::path::Path::new("articles/tide/article.ron")));
    desk.run(&["add", "P", "more"]).fine();
    assert_eq!(desk.files("P"), before);
    assert_eq!(desk.run(&["check", "P"]).fine(), "");
}

#[test]
fn stats_count() {
    let (desk, article) = desk();
    let input = lines(&spans(&article));
    desk.run_with(&["import", "P", "--format", "jsonl", "-", "--analyst", "Alice"], &input).fine();
    let table = desk.run(&["stats", "P"]).fine();
    assert!(table.lines().any(|line| line.split_whitespace().eq(["Spans", "6"])), "{table}");
    let stats: Value = serde_json::from_str(&desk.run(&["stats", "P", "--json"]).fine()).unwrap();
    assert_eq!(
        (&stats["articles"], &stats["spans"], &stats["links"]),
        (&json!(1), &json!(6), &json!(1))
    );
}

#[test]
fn help_and_version_are_results() {
    let desk = Desk::new();
    for command in ["new", "add", "update", "import", "export", "check", "stats", "keys"] {
        let help = desk.run(&[command, "--help"]).fine();
        assert!(help.contains(&format!("Usage: postil {command}")), "{help}");
        assert!(desk.run(&["--help"]).fine().contains(&format!("\n  {command}")));
    }
    assert_eq!(
        desk.run(&["--version"]).fine(),
        concat!("postil ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let (desk, article) = desk();
    let input = lines(&spans(&article));
    desk.run_with(&["import", "P", "--format", "jsonl", "-", "--analyst", "Alice"], &input).fine();
    for args in
        [&["export", "P", "--format", "csv"][..], &["stats", "P"], &["stats", "P", "--json"]]
    {
        let mut command = desk.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(output.stderr, b"");
    }
}

#[cfg(feature = "gui")]
#[test]
fn keys_are_printed_as_their_file_is_written() {
    use postil::{app::keymap::Keymap, store::KeyChanges};

    let desk = Desk::new();
    let run = |args: &[&str]| {
        let mut command = desk.command(args);
        crate::program::Ran::of({
            command.env("POSTIL_CONFIG_DIR", desk.path("config"));
            command
        })
    };
    let default = run(&["keys"]).fine();
    let read: KeyChanges = ron::from_str(&default).unwrap();
    assert_eq!(read["save"], ["Ctrl+S"]);
    assert_eq!(Keymap::with(&read).to_ron(), default);
    desk.write("config/keys.ron", r#"{"save": ["F6"], "undo": ["N"]}"#);
    let ran = run(&["keys"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("Warning: “N” is asked for by"), "{}", ran.err);
    let read: KeyChanges = ron::from_str(&ran.out).unwrap();
    assert_eq!((&read["save"], &read["undo"]), (&vec!["F6".into()], &vec!["Ctrl+Z".into()]));
    assert_eq!(run(&["keys", "--default"]).fine(), default);
    desk.write("config/keys.ron", "{");
    assert!(run(&["keys"]).err.contains("Cannot read the keys"));
}
