//! How paragraphs, tables and notes come to stand in a text.

use super::*;

fn paragraph(kind: BlockKind, words: &str) -> Piece {
    Piece::Paragraph(Paragraph { kind, ..Paragraph::plain(words.to_owned()) })
}

fn plain(words: &str) -> Piece {
    paragraph(BlockKind::Paragraph, words)
}

fn item(marker: &str, level: u32, words: &str) -> Piece {
    let item = Paragraph::plain(words.to_owned());
    Piece::Paragraph(Paragraph { kind: BlockKind::ListItem, level, marker: marker.into(), ..item })
}

fn table(rows: &[&[&[Piece]]]) -> Piece {
    let row = |row: &&[&[Piece]]| row.iter().map(|cell| cell.to_vec()).collect();
    Piece::Table(Table { rows: rows.iter().map(row).collect() })
}

/// Compares the text, and the blocks as `kind:words`.
fn check(pieces: &[Piece], notes: &[Note], text: &str, blocks: &[&str]) {
    let (written, found, _) = written(pieces, notes, Pages::Unknown).finish();
    assert_eq!(written, text);
    let told = |block: &crate::model::Block| {
        format!("{}:{}", block.kind, text.get(block.at.range()).unwrap())
    };
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), blocks);
}

#[test]
fn paragraphs_stand_apart_and_items_together() {
    let pieces = [
        plain(" The tide "),
        plain("  "),
        item("• ", 1, "rises"),
        item("• ", 2, "falls"),
        item("1. ", 1, ""),
        plain("and rises."),
    ];
    let blocks = ["paragraph:The tide", "list-item:• rises", "list-item:• falls"];
    let blocks = [blocks.as_slice(), &["paragraph:and rises."]].concat();
    check(&pieces, &[], "The tide\n\n• rises\n  • falls\n\nand rises.\n", &blocks);
}

#[test]
fn lines_set_as_they_are_make_one_block() {
    let kind = || BlockKind::Preformatted;
    let pieces = [paragraph(kind(), "if high:"), paragraph(kind(), "  leave"), plain("So.")];
    let blocks = ["preformatted:if high:\n  leave", "paragraph:So."];
    check(&pieces, &[], "if high:\n  leave\n\nSo.\n", &blocks);
}

#[test]
fn a_table_of_values_has_a_line_a_row() {
    let pieces = [
        plain("Before"),
        table(&[
            &[&[], &[plain("high\nwater")]],
            &[&[plain(" ")], &[]],
            &[&[plain("Mon"), plain("day")], &[plain("3\t4")], &[]],
        ]),
        plain("After"),
    ];
    let text = "Before\n\n\thigh water\nMon day\t3 4\n\nAfter\n";
    let blocks = ["paragraph:Before", "table-cell:high water", "table-cell:Mon day"];
    check(&pieces, &[], text, &[&blocks[..], &["table-cell:3 4", "paragraph:After"]].concat());
}

#[test]
fn a_box_around_a_text_is_no_table() {
    let pieces = [table(&[&[&[plain("One."), plain("Two.")]], &[&[]]])];
    check(&pieces, &[], "One.\n\nTwo.\n", &["paragraph:One.", "paragraph:Two."]);
}

#[test]
fn columns_of_text_are_read_one_after_the_other() {
    let inner = table(&[&[&[plain("a")], &[plain("b")]]]);
    let pieces = [table(&[&[&[paragraph(BlockKind::Heading, "Tides"), plain("High.")], &[inner]]])];
    let blocks = ["heading:Tides", "table-cell:High.", "table-cell:a", "table-cell:b"];
    check(&pieces, &[], "Tides\n\nHigh.\n\na\tb\n", &blocks);
    let long = "The tide rises. ".repeat(20);
    let pieces = [table(&[&[&[plain(&long), plain("So.")], &[plain("Yes.")]]])];
    let long = long.trim();
    let blocks = [format!("table-cell:{long}"), "table-cell:So.".into(), "table-cell:Yes.".into()];
    let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
    check(&pieces, &[], &format!("{long}\n\nSo.\n\nYes.\n"), &blocks);
}

#[test]
fn notes_stand_at_the_end_on_the_page_that_calls_them() {
    let notes = [
        Note {
            label: "1".into(),
            page: 1,
            pieces: vec![plain(""), plain("A tide."), plain("More.")],
        },
        Note { label: "2".into(), page: 2, pieces: vec![item("a) ", 1, "B.")] },
    ];
    let blocks =
        ["paragraph:One[1]", "footnote:[1] A tide.", "footnote:More.", "footnote:[2] a) B."];
    check(&[plain("One[1]")], &notes, "One[1]\n\n[1] A tide.\n\nMore.\n\n[2] a) B.\n", &blocks);
    let pieces = [plain("One[1] be\u{c}gins"), plain("\u{c}"), plain("Two[2]")];
    let (text, _, pages) = written(&pieces, &notes, Pages::Told).finish();
    let told = |page: &crate::model::Page| {
        format!("{}:{}", page.label, text.get(page.at.range()).unwrap())
    };
    let pages: Vec<String> = pages.iter().map(told).collect();
    assert_eq!(
        pages,
        ["1:One[1] be", "2:gins", "3:Two[2]", "1:[1] A tide.\n\nMore.", "2:[2] a) B."]
    );
    let (_, _, pages) = written(&pieces, &notes, Pages::Unknown).finish();
    assert_eq!(pages, []);
}

#[test]
fn what_is_open_ends_with_its_story() {
    let mut flow = Flow::default();
    flow.begin_table();
    flow.push(plain("beside the cells"));
    flow.begin_cell();
    flow.push(plain("a"));
    flow.end_row();
    flow.begin_row();
    flow.begin_cell();
    flow.push(plain("b"));
    let pieces = flow.end_story();
    let cell = table(&[&[&[plain("a"), plain("b")]]]);
    assert_eq!(pieces, [plain("beside the cells"), cell]);
    assert_eq!(flow.end_story(), [], "nothing is open any more");
}
