//! Every record that damage has not touched is saved, and none is made up.

use std::{collections::BTreeSet, fs, path::Path};

use super::*;

const LAYER: &str = "annotations/alice/port-crews-freed.ron";
const FILES: [&str; 5] =
    ["codebook.ron", "actors.ron", "analysts.ron", "articles/port-crews-freed/article.ron", LAYER];

/// In several scripts, so that a cut falls into characters too.
const CUT: &str = "annotations/alice/marks-nobody-sees.ron";

fn sample(file: &str) -> (Kind, String) {
    let project = if file == CUT { "projects/hard-cases" } else { "projects/port-crews" };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(project);
    (Kind::of(Path::new(file)).unwrap(), fs::read_to_string(root.join(file)).unwrap())
}

/// Returns the records of a file that was written by Postil: they stand one a line.
fn records(text: &str) -> Vec<&str> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("        "));
    lines.map(|line| line.strip_suffix(',').unwrap_or(line)).collect()
}

fn saved(rescue: &Rescue) -> &str {
    rescue.text.as_ref().unwrap()
}

#[test]
fn a_sound_file_is_saved_whole() {
    for file in FILES {
        let (kind, text) = sample(file);
        let rescue = rescue(&kind, text.as_bytes());
        assert_eq!(rescue.lost, [], "{file}");
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        assert!(lines(saved(&rescue)) == lines(&text), "{file}");
    }
}

#[test]
fn a_layer_cut_anywhere_keeps_what_is_before_the_cut() {
    let (kind, text) = sample(CUT);
    // The first of them are enough: each is read for each cut.
    let text = text.lines().take(12).collect::<Vec<_>>().join("\n") + "\n    ],\n)\n";
    let all = records(&text);
    let ends: Vec<usize> =
        all.iter().map(|record| text.find(record).unwrap() + record.len()).collect();
    for cut in 0..text.trim_end().len() {
        let rescue = rescue(&kind, &text.as_bytes()[..cut]);
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert!(records(saved(&rescue)) == all[..whole], "cut at {cut}");
        let last = rescue.lost.last().unwrap();
        let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[..cut]).count();
        assert!(usize::try_from(last.line).unwrap() <= lines + 1, "cut at {cut}: {last:?}");
        if cut > 200 {
            assert!(saved(&rescue).contains("version: 1,"), "cut at {cut}");
        }
    }
}

#[test]
fn a_layer_without_its_beginning_keeps_what_is_after() {
    let (kind, text) = sample(CUT);
    let all = records(&text);
    for cut in (0..text.len()).step_by(13) {
        let rescue = rescue(&kind, &text.as_bytes()[cut..]);
        let whole: BTreeSet<&str> =
            all.iter().filter(|record| text.find(**record).unwrap() >= cut).copied().collect();
        let found: BTreeSet<&str> = records(saved(&rescue)).into_iter().collect();
        let missing: Vec<_> = whole.difference(&found).collect();
        assert!(found == whole, "cut at {cut}: {} not saved, of {:?}", missing.len(), rescue.lost);
    }
}

/// A generator for tests (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }
}

#[test]
fn of_a_file_with_bytes_changed_every_untouched_record_is_saved() {
    for (file, seed) in FILES.iter().flat_map(|file| (1..80).map(move |seed| (file, seed))) {
        let (kind, text) = sample(file);
        let mut random = Random(seed * 0x9e37_79b9);
        let mut bytes = text.clone().into_bytes();
        let mut touched = BTreeSet::new();
        for _ in 0..=random.below(6) {
            let at = random.below(bytes.len());
            let odd = b"\"\\()[],:\n\0\xff{}/'r";
            bytes[at] = if random.below(2) == 0 {
                odd[random.below(odd.len())]
            } else {
                u8::try_from(random.below(256)).unwrap()
            };
            touched.insert(at);
        }
        let rescue = rescue(&kind, &bytes);
        let Ok(new) = &rescue.text else {
            assert!(!rescue.lost.is_empty());
            continue;
        };
        let found: BTreeSet<&str> = records(new).into_iter().collect();
        for record in records(&text) {
            let start = text.find(record).unwrap();
            let is_whole = touched.range(start..start + record.len()).next().is_none();
            assert!(
                !is_whole || found.contains(record),
                "{file} {seed}: {record} is not saved of {}",
                String::from_utf8_lossy(&bytes).lines().take(12).collect::<Vec<_>>().join("\n")
            );
        }
        let before = String::from_utf8_lossy(&bytes);
        for record in &found {
            assert!(before.contains(record), "{file} {seed}: {record} was not there");
        }
        assert!(found.len() <= records(&text).len() + touched.len());
    }
}

#[test]
fn what_a_note_says_is_no_record() {
    let (kind, _) = sample(LAYER);
    let note = r#"see (id: \"s1\", tag: \"claim\") and [(id: \"l2\")]"#;
    let file = format!(
        "(format: 1,\n spans: [(id: \"s5\" tag: \"claim\", note: \"{note}\"), (id: \"s6\", tag: \"quote\")])"
    );
    let rescue = rescue(&kind, file.as_bytes());
    assert_eq!(records(saved(&rescue)), ["(id: \"s6\", tag: \"quote\")"]);
    assert_eq!(rescue.saved, [("spans", 1), ("links", 0), ("conflicts", 0)]);
    let [lost] = rescue.lost.as_slice() else { panic!("{:?}", rescue.lost) };
    assert_eq!(lost.line, 2);
}

#[test]
fn fields_of_the_file_are_kept_and_those_of_broken_records_are_not() {
    let (kind, _) = sample(LAYER);
    let file = "(\n    format: 1,\n    article: \"port-crews-freed\",\n    note: \"mine\",\n    \
        status: 7,\n    future: [1, (2)],\n    spans: [\n        (id: \"s5\"\n    \
        note: \"of a span\",\n        ),\n    ],\n";
    let rescue = rescue(&kind, file.as_bytes());
    assert_eq!(
        saved(&rescue),
        "(\n    format: 1,\n    article: \"port-crews-freed\",\n    analyst: \"alice\",\n    \
         note: \"mine\",\n    future: [1, (2)],\n)\n"
    );
    let lines: Vec<u32> = rescue.lost.iter().map(|lost| lost.line).collect();
    assert_eq!(lines, [5, 9, 12], "{:?}", rescue.lost);
}

#[test]
fn an_article_without_a_version_is_none() {
    let (kind, text) = sample("articles/port-crews-freed/article.ron");
    let rescue = rescue(&kind, text.replace("(version: 1, added", "(version 1, added").as_bytes());
    assert!(matches!(rescue.text, Err(Flaw::Syntax { .. })), "{:?}", rescue.text);
}

#[test]
fn records_find_their_list_where_its_beginning_is_lost() {
    let (kind, text) = sample("codebook.ron");
    let damaged = text.replace("    ],\n    links: [\n", "    ?\n    ?\n");
    let rescue = rescue(&kind, damaged.as_bytes());
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    assert!(lines(saved(&rescue)) == lines(&text), "{}", saved(&rescue));
    let lines: Vec<u32> = rescue.lost.iter().map(|lost| lost.line).collect();
    assert_eq!(lines.len(), 2, "{:?}", rescue.lost);
}
