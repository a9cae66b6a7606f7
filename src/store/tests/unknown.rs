//! What a newer version adds is carried through, at every record.

use super::*;

/// Odd on purpose: a comment, another script, escapes, a nested record, names that need `r#`.
const VALUE: &str =
    r#"Some((deep: [1, 0x2, -3.5e7], map: {"क": r"raw \x", 'a': ()}, s: "\u{200d}\n", n: None))"#;

fn all_files(copy: &Copy) -> BTreeMap<PathBuf, Vec<u8>> {
    copy.state().into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// Adds a field at the end of every record and every file.
fn with_future(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let record = line.strip_prefix("        (").and_then(|_| line.strip_suffix("),"));
        if line == ")" {
            lines.push(format!("    future: {VALUE},"));
        }
        match record {
            Some(record) => lines.push(format!("{record}, future: {VALUE}, r#new-one: true),")),
            None => lines.push(line.to_owned()),
        }
    }
    lines.join("\n") + "\n"
}

#[test]
fn unknown_fields_of_every_record_survive() {
    let copy = Copy::of("port-crews");
    let conflict = r#"(id: "sjmvf2m9stv36", field: "note", theirs: "\"x\"", analyst: "bo", time: "2026-02-12T07:10:38Z")"#;
    copy.replace(
        ALICES,
        "    links: [",
        &format!("    conflicts: [\n        {conflict},\n    ],\n    links: ["),
    );
    let article = "articles/port-crews-freed/article.ron";
    copy.replace(
        article,
        "    blocks: [",
        "    pages: [\n        (version: 1, at: (0, 5), label: \"1\"),\n    ],\n    blocks: [",
    );
    let created = "created: \"2026-02-11T08:40:38Z\"";
    let pending = format!("pending: (at: [(1, 2)], how: \"moved\", score: 0.5, future: {VALUE})");
    copy.replace(ALICES, created, &format!("{created}, {pending}"));
    let files = all_files(&copy);
    for (path, bytes) in
        files.iter().filter(|(path, _)| path.extension().is_some_and(|e| e == "ron"))
    {
        fs::write(path, with_future(std::str::from_utf8(bytes).unwrap())).unwrap();
    }
    let opened = copy.open();
    assert_eq!(opened.problems, []);
    // The samples have lists in another order than the one in which they are written.
    let there = tempfile::tempdir().unwrap();
    let written = opened.folder.save_as(&there.path().join("copy"), &opened.project).unwrap();
    let mut records = 0;
    for file in written.known.keys().filter(|file| file.extension().is_some_and(|e| e == "ron")) {
        let (before, after) = (copy.root().join(file), written.path().join(file));
        let mut before: Vec<String> = lines(&before);
        let mut after: Vec<String> = lines(&after);
        records += after.iter().filter(|line| line.contains("future: ")).count();
        before.sort();
        after.sort();
        assert_eq!(after, before, "{}", file.display());
    }
    assert!(records > 150, "{records}");
}

fn lines(path: &Path) -> Vec<String> {
    fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn an_unknown_field_survives_an_edit_of_its_record() {
    let copy = Copy::of("port-crews");
    copy.replace(
        ALICES,
        "at: [(101, 119)],",
        "mood: [\"calm\"/* so far */ ] // why?\n , at: [(101, 119)],",
    );
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "new");
    opened.folder.save(&opened.project).unwrap();
    let text = copy.read(ALICES);
    let line = text.lines().find(|line| line.contains("sjmvf2m9stv36")).unwrap();
    assert!(line.contains("note: \"new\""), "{line}");
    assert!(line.ends_with("mood: [\"calm\"/* so far */ ]),"), "{line}");
    assert_eq!(copy.open().project, opened.project);
}

#[test]
fn unknown_words_stay() {
    let copy = Copy::of("port-crews");
    copy.replace(ALICES, "status: \"done\"", "status: \"reviewed\"");
    copy.replace("codebook.ron", "underline: \"dotted\"", "underline: \"zigzag\"");
    copy.replace("codebook.ron", "kind: \"choice\"", "kind: \"scale\"");
    copy.replace("analysts.ron", "kind: \"person\"", "kind: \"panel\"");
    copy.replace("articles/port-crews-freed/article.ron", "kind: \"heading\"", "kind: \"kicker\"");
    let before = all_files(&copy);
    let opened = copy.open();
    assert_eq!(opened.problems, []);
    let there = tempfile::tempdir().unwrap();
    let written = opened.folder.save_as(&there.path().join("copy"), &opened.project).unwrap();
    for file in written.known.keys() {
        let expected = &before[&copy.root().join(file)];
        assert_eq!(fs::read(written.path().join(file)).unwrap(), *expected, "{}", file.display());
    }
}
