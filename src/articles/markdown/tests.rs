//! Markdown files in, text and blocks out.

use super::*;
use crate::{articles::read, model::Original};

fn reading(source: &str) -> Reading {
    read(source.as_bytes(), "quay.md").unwrap()
}

/// Checks the text, and that the blocks show it as `kind[level]: words`.
#[track_caller]
fn check(source: &str, text: &str, blocks: &[&str]) {
    let reading = reading(source);
    assert_eq!(reading.text, text);
    let shown: Vec<String> = reading
        .blocks
        .iter()
        .map(|block| {
            let words = reading.text.get(block.at.range()).unwrap().replace('\n', "/");
            let level = if block.level > 0 { block.level.to_string() } else { String::new() };
            format!("{}{level}: {words}", block.kind)
        })
        .collect();
    assert_eq!(shown, blocks);
    assert!(reading.blocks.is_sorted_by(|a, b| a.at.end <= b.at.start));
}

#[test]
fn the_sample_article_reads_as_it_stands_in_the_project() {
    let source =
        include_bytes!("../../../projects/port-crews/articles/ministry-disputes-tally/1.source.md");
    let text = include_str!("../../../projects/port-crews/articles/ministry-disputes-tally/1.txt");
    let reading = read(source, "ministry-disputes-tally.md").unwrap();
    assert_eq!(reading.text, text);
    assert_eq!(reading.title, "Ministry disputes tally of port arrests");
    let kinds: Vec<&str> = reading.blocks.iter().map(|block| block.kind.as_str()).collect();
    let expected = [
        "heading",
        "byline",
        "paragraph",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        "paragraph",
        "paragraph",
        "source",
    ];
    assert_eq!(kinds, expected);
    let facts: Vec<(&str, &str)> =
        reading.facts.iter().map(|fact| (fact.name.as_str(), fact.value.as_str())).collect();
    assert!(facts.contains(&("byline", "Edvin Halloran")), "{facts:?}");
    assert!(facts.contains(&("published", "2026-02-10")), "{facts:?}");
    let url = "https://example.org/capital-wire/ministry-disputes-tally";
    assert!(facts.contains(&("url", url)), "{facts:?}");
    assert_eq!(reading.original, Original::InMemory(source.as_slice().into()));
    assert_eq!(reading.warnings, Vec::<String>::new());
}

#[test]
fn marks_go_and_words_stay() {
    check(
        "A *b* **c** `d*e` ~~f~~ [g](https://example.org/g) <https://example.org/h> https://example.org/i\n\
         soft\\\nhard  \nagain &amp; &eacute; \\*star\\* AT&T<br>next <b>bold</b>\n",
        "A b c d*e f g https://example.org/h https://example.org/i soft\nhard\nagain & é *star* AT&T\nnext bold\n",
        &[
            "paragraph: A b c d*e f g https://example.org/h https://example.org/i soft/hard/again & é *star* AT&T/next bold",
        ],
    );
}

#[test]
fn paragraphs_and_headings_stand_apart() {
    check(
        "# One #\nTwo\n\n\n\nThree\n===\n### Four\n\n---\n\nFive",
        "One\n\nTwo\n\nThree\n\nFour\n\nFive\n",
        &[
            "heading1: One",
            "paragraph: Two",
            "heading1: Three",
            "heading3: Four",
            "paragraph: Five",
        ],
    );
}

#[test]
fn items_stand_on_lines_of_their_own() {
    check(
        "Before\n\n- one\n- two\n  wrapped\n  1. inner\n  2. more\n- three\n\nAfter\n",
        "Before\n\n• one\n• two wrapped\n  1. inner\n  2. more\n• three\n\nAfter\n",
        &[
            "paragraph: Before",
            "list-item1: • one",
            "list-item1: • two wrapped",
            "list-item2: 1. inner",
            "list-item2: 2. more",
            "list-item1: • three",
            "paragraph: After",
        ],
    );
    check(
        "7. seven\n\n   and on\n8. eight\n",
        "7. seven\n\nand on\n\n8. eight\n",
        &["list-item1: 7. seven", "paragraph: and on", "list-item1: 8. eight"],
    );
}

#[test]
fn quotations_code_tables_and_pictures() {
    check(
        "> She *said*\n> so.\n>\n> Twice.\n\n```\n  let a = 1;\n\n  b\n```\n\n![The quay](q.png)\n\nA [^1].\n\n[^1]: The note.\n",
        "She said so.\n\nTwice.\n\n  let a = 1;\n\n  b\n\nThe quay\n\nA [1].\n\n[1] The note.\n",
        &[
            "quotation: She said so.",
            "quotation: Twice.",
            "preformatted:   let a = 1;//  b",
            "caption: The quay",
            "paragraph: A [1].",
            "footnote: [1] The note.",
        ],
    );
    check(
        "T\n\n| a | b |\n|---|---|\n| c *d* | |\n| e | f |\n\nU\n",
        "T\n\na\tb\nc d\t\ne\tf\n\nU\n",
        &[
            "paragraph: T",
            "table-cell: a",
            "table-cell: b",
            "table-cell: c d",
            "table-cell: e",
            "table-cell: f",
            "paragraph: U",
        ],
    );
}

#[test]
fn empty_blocks_leave_nothing() {
    check(
        "<!-- a > b -->\n\n[](x)\n\n- \n- one\n\n<p>Two\n<b>three</b> 1 < 2</p>\n\n<script>\nx\n</script>\n",
        "• one\n\nTwo three 1 < 2\n",
        &["list-item1: • one", "paragraph: Two three 1 < 2"],
    );
    let error = read(b"<!-- nothing -->\n", "quay.md").unwrap_err();
    assert_eq!(error.to_string(), "The file holds no words: quay.md");
    assert_eq!(reading("<p>Two</p>").warnings.len(), 1);
}

#[test]
fn character_references_bring_in_no_line_ends_or_marks() {
    check("&#xfeff;a&#13;b", "a\nb\n", &["paragraph: a/b"]);
}

#[test]
fn front_matter_gives_facts_and_stays_out_of_the_text() {
    let reading = reading(
        "---\r\ntitle: \"Crews: freed\"\r\nauthor: [Ana Ruiz, Bo]\r\ndate: 9 February 2026\r\nurl: https://example.org/a\r\n\
         tags:\r\n  - x\r\nextra: {author: none}\r\n---\r\n# Other\r\n\r\nText.\r\n",
    );
    assert_eq!(reading.text, "Other\n\nText.\n");
    assert_eq!(reading.title, "Crews: freed");
    let facts: Vec<String> = reading
        .facts
        .iter()
        .map(|fact| format!("{}={} ({})", fact.name, fact.value, fact.from))
        .collect();
    assert_eq!(
        facts,
        [
            "byline=Ana Ruiz, Bo (front matter author)",
            "published=2026-02-09 (front matter date)",
            "title=Crews: freed (front matter title)",
            "url=https://example.org/a (front matter url)",
            "words=2 (the text)",
        ]
    );
}

#[test]
fn front_matter_gives_changes_and_the_language() {
    fn check(yaml: &str, expected: &[&str]) {
        let facts = reading(&format!("---\n{yaml}\n---\nText.\n")).facts;
        let facts = facts.iter().filter(|fact| fact.from.starts_with("front matter"));
        let facts = facts.map(|fact| format!("{}={} ({})", fact.name, fact.value, fact.from));
        assert_eq!(facts.collect::<Vec<_>>(), expected, "{yaml}");
    }
    check(
        "updated: 2025-06-04T10:00:00Z\nlang: en",
        &[
            "language=en (front matter lang)",
            "modified=2025-06-04T10:00:00Z (front matter updated)",
        ],
    );
    check(
        "lastmod: 4 June 2025\nmodified: 2020-01-01\nlanguage: pt-BR",
        &["language=pt-BR (front matter language)", "modified=2025-06-04 (front matter lastmod)"],
    );
    // What is no moment says nothing, and what is no language either.
    check("updated: true\nlang: {a: b}", &[]);
}

#[test]
fn words_between_rules_are_no_front_matter() {
    check(
        "---\nJust words\n---\n\nMore.\n",
        "Just words\n\nMore.\n",
        &["heading2: Just words", "paragraph: More."],
    );
    let broken = reading("---\ntitle: \"open\nx: [\n---\nText.\n");
    assert_eq!(broken.text, "Text.\n");
    assert!(
        broken.warnings[0].starts_with("The front matter is not valid YAML"),
        "{:?}",
        broken.warnings
    );
    assert_eq!(reading("--- \ntitle: never closed\n").text, "title: never closed\n");
}

#[test]
fn a_title_is_found_somewhere() {
    assert_eq!(reading("## Sub\n\n# The *one*\n").title, "The one");
    assert_eq!(reading("Only words.\n").title, "quay");
}

proptest::proptest! {
    #[test]
    fn any_source_gives_ordered_blocks_in_a_folded_text(
        source in "([a-c #>*`|\\-\\[\\]()<!&;.1\\\\\t]|\n|\r|---\n|é|👍){0,120}",
    ) {
        let Ok(reading) = read(source.as_bytes(), "a.md") else { return Ok(()) };
        proptest::prop_assert!(!reading.text.contains('\r'));
        proptest::prop_assert!(reading.text.ends_with('\n') && !reading.text.ends_with("\n\n"));
        let mut end = 0;
        for block in &reading.blocks {
            proptest::prop_assert!(block.at.range().start >= end);
            proptest::prop_assert!(reading.text.get(block.at.range()).is_some_and(|words| !words.is_empty()));
            end = block.at.range().end;
        }
    }
}

#[test]
fn a_header_gives_its_place_day_and_address() {
    let source = "# Ports shut\n\nBy Zoë Krämer\n\nValmorra, 14 March 2025\n\n\
        https://example.org/a\n\nThe ports shut.\n\nAll did.\n";
    let reading = reading(source);
    let facts: Vec<(&str, &str)> =
        reading.facts.iter().map(|fact| (fact.name.as_str(), fact.value.as_str())).collect();
    let expected = [
        ("byline", "Zoë Krämer"),
        ("place", "Valmorra"),
        ("published", "2025-03-14"),
        ("title", "Ports shut"),
        ("url", "https://example.org/a"),
        ("words", "17"),
    ];
    assert_eq!(facts, expected);
}
