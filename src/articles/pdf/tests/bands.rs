//! Pages of several columns with tables, notes and verses.

use super::{
    blocks,
    paper::{Paper, lines, words},
    text,
};

const LEFT: [&str; 6] = [
    "The harbour of the town was closed on",
    "Monday after the crews of all the tugs",
    "had walked out. The port authorities",
    "said that it would open again when all",
    "the talks had ended, and that the other",
    "pilots would come back to it at once.",
];
const RIGHT: [&str; 6] = [
    "Nobody at the well-known quay would",
    "say when that might be. The ships lay",
    "off the coast in a long line, and the",
    "mayor went out to see the masters of",
    "each in turn, whom she asked to be as",
    "patient as the weather would allow.",
];

/// Draws two columns of prose from `y` downwards.
fn columns(y: i32) -> String {
    lines(60, y, &LEFT) + &lines(310, y, &RIGHT)
}

fn table(y: i32) -> String {
    let rows = [["Ship", "Low", "High"], ["Heron", "2.1", "3.0"], ["Gull", "0.9", "1.2"]];
    let row = |(row, cells): (i32, [&str; 3])| -> String {
        (0..)
            .zip(cells)
            .map(|(at, cell)| words("F1", 10, 60 + 150 * at, y - 16 * row, cell))
            .collect()
    };
    (0..).zip(rows).map(row).collect()
}

#[test]
fn a_table_above_between_or_below_two_columns_keeps_its_rows() {
    let rows = "Ship\tLow\tHigh\nHeron\t2.1\t3.0\nGull\t0.9\t1.2\n";
    let below = text(&Paper::of(&[&(columns(700) + &table(560))]).build());
    assert!(below.starts_with("The harbour") && below.ends_with(rows), "{below}");
    assert!(below.contains("come back to it at once.\n\nNobody at"), "{below}");
    let above = text(&Paper::of(&[&(table(700) + &columns(600))]).build());
    assert!(above.starts_with(rows) && above.ends_with("would allow.\n"), "{above}");
    let between = text(&Paper::of(&[&(columns(700) + &table(560) + &columns(460))]).build());
    let parts: Vec<&str> = between.split(rows.trim_end()).collect();
    assert!(
        parts.len() == 2 && parts.iter().all(|part| part.contains("once.\n\nNobody")),
        "{between}"
    );
}

#[test]
fn columns_of_lists_drawn_line_by_line_are_no_table() {
    let item =
        |row: usize, column: usize| format!("{row}. The {column} item of a list that is long");
    let mut page = String::new();
    for row in 1..9 {
        for column in 0..2 {
            let (x, y) =
                (60 + 250 * i32::try_from(column).unwrap(), 700 - 12 * i32::try_from(row).unwrap());
            page += &words("F1", 10, x, y, &item(row, column));
        }
    }
    let found = text(&Paper::of(&[&page]).build());
    assert!(found.contains("1. The 0 item of a list that is long\n2. The 0 item"), "{found}");
}

#[test]
fn notes_below_a_column_stand_at_the_end_of_the_page() {
    let page = columns(700)
        + &words("F1", 7, 60, 60, "1 State road administration.")
        + &words("F1", 10, 60, 628, "More of it.");
    let found = blocks(&Paper::of(&[&page]).build());
    assert_eq!(found.last().unwrap(), "Footnote: 1 State road administration.");
    assert!(found[found.len() - 2].starts_with("Paragraph: Nobody at"), "{found:?}");
}

#[test]
fn verses_stay_lines_and_ragged_prose_does_not() {
    let stanza = [
        "The keepers left the quay at night,",
        "Their lamps were out, the sea was still;",
        "No ship came in by any light",
        "But that of stars above the hill.",
    ];
    let page = lines(60, 700, &stanza) + &lines(60, 620, &LEFT);
    let found = blocks(&Paper::of(&[&page]).build());
    assert_eq!(found[0], format!("Paragraph: {}", stanza.join("\n")));
    assert_eq!(found[1], format!("Paragraph: {}", LEFT.join(" ")));
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_stanza_does_not_run_on_in_the_next_column() {
    let one = [
        "The keepers left the quay at night",
        "Their lamps were out and all was still",
        "No ship came in by any light",
        "But that of stars above the hill and",
    ];
    let two = [
        "The morning found them on the shore",
        "With nothing said and nothing done",
        "And nobody to ask them more",
        "Than what they thought about the sun",
    ];
    let page = lines(60, 700, &one) + &lines(310, 700, &two);
    let found = blocks(&Paper::of(&[&page]).build());
    assert_eq!(
        found,
        [format!("Paragraph: {}", one.join("\n")), format!("Paragraph: {}", two.join("\n"))]
    );
}

#[test]
fn small_numbers_below_a_text_are_no_notes() {
    let page = columns(700) + &words("F1", 7, 60, 60, "0.15") + &words("F1", 7, 60, 48, "12 40");
    let found = blocks(&Paper::of(&[&page]).build());
    assert!(found.iter().all(|block| !block.starts_with("Footnote")), "{found:?}");
}

#[test]
fn a_deck_does_not_run_on_in_the_byline_over_the_first_column() {
    let page = words("F2", 20, 60, 760, "Bridge closed")
        + &words("F1", 10, 60, 735, "Diver saw damage on Saturday; repairs may last until 2027")
        + &words("F1", 10, 60, 715, "By IDA BERG and TOM REE")
        + &columns(690);
    let found = blocks(&Paper::of(&[&page]).build());
    assert_eq!(
        found[1..3],
        [
            "Paragraph: Diver saw damage on Saturday; repairs may last until 2027",
            "Byline: By IDA BERG and TOM REE"
        ]
    );
}
