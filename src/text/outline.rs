//! The outline of a plain text: headline, byline, subheads, paragraphs, lists and source.

use super::Stretch;
use super::blocks::{Block, blocks};
use super::bylines::{is_address, is_byline, is_date_line, is_header_line};
use super::characters::{is_closing_mark, is_final_mark, is_quotation_mark, is_unstopped};

/// A part of an article, without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub at: Stretch,
    /// What it is.
    pub kind: PartKind,
}

/// What a part of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// A heading: level 1 is the headline, 2 a subhead.
    Heading(u8),
    /// A line beneath the headline that says who wrote the article, or when.
    Byline,
    /// A paragraph, hard-wrapped or not.
    Paragraph,
    /// One entry of a list, its bullet or number included.
    ListItem,
    /// A line that says where the article is from: the last, or an address beneath the headline.
    Source,
}

/// Headlines have at most so many characters.
const HEADLINE: usize = 200;

/// Subheads have at most so many characters.
const SUBHEAD: usize = 90;

/// Sources have at most so many characters.
const SOURCE: usize = 300;

/// At most so many lines beneath the headline are bylines and addresses.
const BYLINES: usize = 4;

/// Reads the outline of a plain text, in order.
pub fn outline(text: &str) -> Vec<Part> {
    let blocks = blocks(text);
    let mut kinds: Vec<PartKind> = blocks
        .iter()
        .map(|block| if block.is_item { PartKind::ListItem } else { PartKind::Paragraph })
        .collect();
    mark_source(&blocks, &mut kinds);
    mark_headline(&blocks, &mut kinds);
    mark_subheads(&blocks, &mut kinds);
    blocks.iter().zip(kinds).map(|(block, kind)| Part { at: block.at, kind }).collect()
}

/// Returns the headline, on one line; `None` where the outline has none.
pub fn title(text: &str, parts: &[Part]) -> Option<String> {
    let headline = parts.iter().find(|part| part.kind == PartKind::Heading(1))?;
    let words = text.get(headline.at.range())?;
    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn mark_source(blocks: &[Block], kinds: &mut [PartKind]) {
    if let [_, .., last] = blocks
        && let Some(kind) = kinds.last_mut()
        && is_source(last)
    {
        *kind = PartKind::Source;
    }
}

fn is_source(block: &Block) -> bool {
    let label = block.words.split_once(':').map_or("", |(label, _)| label);
    let is_labelled = ["source", "sources"].iter().any(|word| label.eq_ignore_ascii_case(word));
    block.is_within(SOURCE) && (is_labelled || is_address(block.words))
}

fn mark_headline(blocks: &[Block], kinds: &mut [PartKind]) {
    if let [first, _, ..] = blocks
        && is_headline(first)
    {
        kinds[0] = PartKind::Heading(1);
        for index in bylines(blocks) {
            let is_from = is_address(blocks[index].words);
            kinds[index] = if is_from { PartKind::Source } else { PartKind::Byline };
        }
    }
}

fn is_headline(block: &Block) -> bool {
    let words = block.words.trim_end_matches(is_closing_mark);
    let is_other = block.is_item || is_address(words) || is_byline(words) || is_date_line(words);
    block.is_one_line()
        && block.is_within(HEADLINE)
        && !words.ends_with(['.', ',', ';', ':', '。', '।', '۔'])
        && words.contains(char::is_alphanumeric)
        && !is_other
}

/// Returns the bylines, right after the headline or with one line (a standfirst) between them.
fn bylines(blocks: &[Block]) -> std::ops::Range<usize> {
    let is_one = |index: usize| {
        let block = blocks.get(index).filter(|block| block.is_one_line() && !block.is_item);
        block.is_some_and(|block| is_header_line(block.words))
    };
    let start = if !is_one(1) && is_one(2) { 2 } else { 1 };
    let count = (start..start + BYLINES).take_while(|index| is_one(*index)).count();
    start..start + count
}

/// A subhead is followed by a paragraph. Where most blocks look like subheads the text is a poem, a
/// list or unpunctuated, and none is one.
fn mark_subheads(blocks: &[Block], kinds: &mut [PartKind]) {
    let looks: Vec<bool> = blocks
        .iter()
        .zip(kinds.iter())
        .map(|(block, kind)| *kind == PartKind::Paragraph && looks_like_subhead(block))
        .collect();
    let paragraphs = kinds.iter().filter(|kind| **kind == PartKind::Paragraph).count();
    if looks.iter().filter(|looks| **looks).count() * 2 > paragraphs {
        return;
    }
    for index in 1..blocks.len() {
        let is_followed = kinds[index] == PartKind::Paragraph && !looks[index];
        if looks[index - 1] && is_followed {
            kinds[index - 1] = PartKind::Heading(2);
        }
    }
}

fn looks_like_subhead(block: &Block) -> bool {
    let words = block.words.trim_end_matches(is_closing_mark);
    block.is_one_line()
        && block.is_within(SUBHEAD)
        && words.contains(char::is_alphanumeric)
        && !words.ends_with(|c| is_final_mark(c) && !matches!(c, '?' | '？' | '؟'))
        && !words.contains(is_unstopped)
        && !words.ends_with(['-', '–', '—'])
        && !words.starts_with(|c| is_quotation_mark(c) || matches!(c, '(' | '['))
        && !is_address(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the outline one part a line, `kind: words`.
    fn shown(text: &str) -> String {
        let name = |kind| match kind {
            PartKind::Heading(level) => format!("h{level}"),
            PartKind::Byline => "by".to_owned(),
            PartKind::Paragraph => "p".to_owned(),
            PartKind::ListItem => "li".to_owned(),
            PartKind::Source => "source".to_owned(),
        };
        let parts = outline(text);
        let shown = parts.iter().map(|part| {
            format!(
                "{}: {}",
                name(part.kind),
                text.get(part.at.range()).unwrap().replace('\n', "/")
            )
        });
        shown.collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(text), expected.join("\n"));
    }

    #[test]
    fn a_whole_article() {
        check(
            "Ports shut as talks fail\n\nBy Marisol Deane\n\n13 January 2026\n\nTarsis — The ports\n\
             shut.\n\nWhat next?\n\nNobody knows.\n\n- One\n- Two\n\nSource: https://example.org/a\n",
            &[
                "h1: Ports shut as talks fail",
                "by: By Marisol Deane",
                "by: 13 January 2026",
                "p: Tarsis — The ports/shut.",
                "h2: What next?",
                "p: Nobody knows.",
                "li: - One",
                "li: - Two",
                "source: Source: https://example.org/a",
            ],
        );
    }

    #[test]
    fn the_lines_of_a_header_are_parts_of_their_own() {
        let lines = [
            "Ports shut as talks fail",
            "By Zoë Krämer",
            "Valmorra, 14 March 2025",
            "https://example.org/a",
        ];
        let expected = [
            "h1: Ports shut as talks fail",
            "by: By Zoë Krämer",
            "by: Valmorra, 14 March 2025",
            "source: https://example.org/a",
            "p: VALMORRA — The ports/shut.",
            "p: Nobody knows.",
        ];
        let rest = "\n\nVALMORRA — The ports\nshut.\n\nNobody knows.\n";
        check(&(lines.join("\n") + rest), &expected);
        check(&(lines.join("\n\n") + rest), &expected);
        check(&(lines.join("\n\n").replace("Krämer\n\n", "Krämer\n") + rest), &expected);
        check(&(lines[..2].join("\n") + rest), &[&expected[..2], &expected[4..]].concat());
        check(
            "It rained all day\nby the old quay\n\nIt stopped.",
            &["p: It rained all day/by the old quay", "p: It stopped."],
        );
    }

    #[test]
    fn a_single_line_is_a_paragraph() {
        check("Only one line", &["p: Only one line"]);
        check("https://example.org/a", &["p: https://example.org/a"]);
        check("", &[]);
    }

    #[test]
    fn the_first_block_is_a_headline_only_if_it_looks_like_one() {
        check("It rained.\n\nIt stopped.", &["p: It rained.", "p: It stopped."]);
        check("A\nb\n\nIt stopped.", &["p: A/b", "p: It stopped."]);
        let long = "x".repeat(201);
        check(&format!("{long}\n\nIt."), &[&format!("p: {long}"), "p: It."]);
        check("“We go,” she says\n\nIt.", &["h1: “We go,” she says", "p: It."]);
    }

    #[test]
    fn a_standfirst_may_stand_before_the_byline() {
        check(
            "Head\n\nIt rained, it stopped\n\nBy Ana Ruiz\n\nIt.",
            &["h1: Head", "p: It rained, it stopped", "by: By Ana Ruiz", "p: It."],
        );
        check(
            "Head\n\nIt rained.\n\nBy noon, it stopped.",
            &["h1: Head", "p: It rained.", "p: By noon, it stopped."],
        );
    }

    #[test]
    fn subheads_end_like_headings_and_lead_to_a_paragraph() {
        let article = |line: &str| format!("Head\n\nOne.\n\n{line}\n\nTwo.");
        for line in ["Hopes fade", "What now?", "The U.S. and “us”"] {
            check(&article(line), &["h1: Head", "p: One.", &format!("h2: {line}"), "p: Two."]);
        }
        for line in [
            "Stop!",
            "He said:",
            "Hopes fade.",
            "“Hopes fade",
            "“No.”",
            "* * *",
            "And then…",
            "Wait —",
            "(Left: Ruiz)",
            "सब घर गए।",
            "ทุกคนกลับบ้านแล้ว",
        ] {
            check(&article(line), &["h1: Head", "p: One.", &format!("p: {line}"), "p: Two."]);
        }
        let long = "word ".repeat(18) + "words";
        check(&article(&long), &["h1: Head", "p: One.", &format!("p: {long}"), "p: Two."]);
        check("Head\n\nOne.\n\nTwo.\n\nThe end", &["h1: Head", "p: One.", "p: Two.", "p: The end"]);
    }

    #[test]
    fn a_poem_has_no_subheads() {
        check(
            "Song\n\nA rose\n\nA thorn\n\nThe end.",
            &["h1: Song", "p: A rose", "p: A thorn", "p: The end."],
        );
    }

    #[test]
    fn without_blank_lines_each_line_is_a_part() {
        check(
            "Head\nBy Ana Ruiz\nOne.\nTwo.\nwww.example.org",
            &["h1: Head", "by: By Ana Ruiz", "p: One.", "p: Two.", "source: www.example.org"],
        );
    }

    #[test]
    fn only_the_last_block_is_a_source() {
        check("Head\n\nSource: A.\n\nOne.", &["h1: Head", "p: Source: A.", "p: One."]);
        check(
            "Head\n\nOne.\n\nSource: the Herald",
            &["h1: Head", "p: One.", "source: Source: the Herald"],
        );
        check(
            "Head\n\nOne.\n\nSource of trouble.",
            &["h1: Head", "p: One.", "p: Source of trouble."],
        );
    }

    #[test]
    fn the_title_is_the_headline() {
        let text = "  Ports\u{A0}shut \n\nIt.";
        assert_eq!(title(text, &outline(text)).as_deref(), Some("Ports shut"));
        assert_eq!(title("It.", &outline("It.")), None);
    }

    proptest::proptest! {
        #[test]
        fn parts_are_in_order_and_trimmed(text in "([A-Za-z]{1,5}|[.?!:“”·|*•\\n \\-]){0,60}") {
            let parts = outline(&text);
            proptest::prop_assert!(parts.is_sorted_by(|a, b| a.at.end <= b.at.start));
            for part in parts {
                let words = text.get(part.at.range()).unwrap();
                proptest::prop_assert!(!words.is_empty() && words.trim() == words);
            }
        }
    }
}
