//! Reading order, paragraphs, kinds and pages.

use super::{
    blocks,
    paper::{Paper, lines, words},
    reading, text,
};

const LEFT: [&str; 6] = [
    "The harbour of the town was closed on",
    "Monday after the crews of all the tugs",
    "had walked out. The port author-",
    "ity said that it would open again when",
    "the talks had ended, and that the well-",
    "known pilots would come back to it.",
];
const RIGHT: [&str; 6] = [
    "Nobody at the well-known quay would",
    "say when that might be. The ships lay",
    "off the coast in a long line, and the",
    "mayor went out to see the masters of",
    "each in turn, whom she asked to be as",
    "patient as the weather would allow.",
];

#[test]
fn columns_are_read_one_after_the_other_below_what_spans_them() {
    let mut page = words("F2", 20, 60, 740, "Harbour closed as the crews of all tugs walk out");
    page += &lines(60, 700, &LEFT);
    page += &lines(310, 700, &RIGHT);
    let found = blocks(&Paper::of(&[&page]).build());
    assert_eq!(found[0], "Heading 1: Harbour closed as the crews of all tugs walk out");
    let (left, right) = (&found[1], &found[2]);
    assert!(left.starts_with("Paragraph: The harbour of the town was closed on Monday"), "{left}");
    assert!(left.ends_with("would come back to it."), "{left}");
    assert!(right.starts_with("Paragraph: Nobody at the well-known quay"), "{right}");
    assert_eq!(found.len(), 3);
}

#[test]
fn a_line_by_line_page_of_two_columns_is_parted_too() {
    let mut page = String::new();
    for (row, (left, right)) in LEFT.iter().zip(RIGHT).enumerate() {
        let y = 700 - 12 * i32::try_from(row).unwrap();
        page += &words("F1", 10, 60, y, left);
        page += &words("F1", 10, 310, y, right);
    }
    let found = text(&Paper::of(&[&page]).build());
    assert!(found.starts_with("The harbour of the town was closed on Monday after"), "{found}");
}

#[test]
fn a_hyphen_at_a_lines_end_goes_unless_the_word_has_it_elsewhere() {
    let mut page = lines(60, 700, &LEFT);
    page += &lines(310, 700, &RIGHT);
    let found = text(&Paper::of(&[&page]).build());
    assert!(found.contains("The port authority said"), "{found}");
    assert!(found.contains("that the well-known pilots"), "{found}");
}

#[test]
fn running_heads_and_folios_are_left_out_and_named() {
    let body = [
        "A line of the text that goes on",
        "to the next without an end and",
        "so on for as long as there is",
        "something to say about quays.",
    ];
    let page = |number: usize, text: &str| {
        words("F1", 8, 60, 780, "The Harbour Gazette")
            + &lines(60, 660, &body)
            + &words("F1", 10, 60, 600, text)
            + &words("F1", 8, 300, 30, &number.to_string())
    };
    let pages: Vec<String> = ["One ends.", "Two ends.", "Three ends."]
        .iter()
        .enumerate()
        .map(|(at, text)| page(at + 7, text))
        .collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let reading = reading(&Paper::of(&pages).build());
    assert!(!reading.text.contains("Gazette") && !reading.text.contains('7'), "{}", reading.text);
    assert!(reading.text.contains("Two ends."));
    assert_eq!(
        reading.warnings,
        [
            "6 lines at the top or foot of pages left out as running heads: “7”, “The Harbour Gazette”"
        ]
    );
}

#[test]
fn a_head_that_columns_part_on_one_page_alone_is_one_all_the_same() {
    let head =
        words("F1", 8, 60, 770, "The Langham Review") + &words("F1", 8, 500, 770, "Spring 2026");
    let columns = lines(60, 700, &LEFT) + &lines(310, 700, &RIGHT);
    let across = words("F2", 20, 60, 740, "Harbour closed as the crews of all tugs walk out");
    let first = head.clone() + &across + &columns;
    let second = head + &lines(60, 730, &RIGHT) + &lines(310, 730, &LEFT);
    let found = text(&Paper::of(&[&first, &second]).build());
    assert!(!found.contains("Langham") && !found.contains("Spring"), "{found}");
    assert!(found.starts_with("Harbour closed") && found.contains("Nobody at the"), "{found}");
}

#[test]
fn what_stands_alone_on_each_page_is_no_running_head() {
    let page = words("F1", 20, 60, 780, "The Harbour") + &words("F1", 12, 60, 500, "A slide.");
    let found = text(&Paper::of(&[&page, &page]).build());
    assert_eq!(found.matches("The Harbour").count(), 2);
}

#[test]
fn pages_keep_their_labels_and_a_word_over_two_of_them_is_whole() {
    let one = lines(
        60,
        700,
        &["The first page of all has this text on", "it, which goes on overleaf with the har-"],
    );
    let two = lines(60, 700, &["bour that was closed on the Monday of", "that week."]);
    let mut paper = Paper::of(&[&one, &two]);
    paper.catalogue =
        "/PageLabels << /Nums [0 << /S /r /St 4 >> 1 << /S /D /P (A-) >>] >>".to_owned();
    let reading = reading(&paper.build());
    assert_eq!(reading.blocks.len(), 1, "{}", reading.text);
    assert!(reading.text.contains("overleaf with the harbour that was"), "{}", reading.text);
    let pages: Vec<(&str, &str)> = reading
        .pages
        .iter()
        .map(|page| (page.label.as_str(), reading.text.get(page.at.range()).unwrap()))
        .collect();
    assert_eq!(pages[0].0, "iv");
    assert!(pages[0].1.ends_with("with the har"), "{pages:?}");
    assert_eq!(pages[1].0, "A-1");
    assert!(pages[1].1.starts_with("bour that was"), "{pages:?}");
}

#[test]
fn headings_lists_captions_and_notes_are_told_apart() {
    let mut page = words("F2", 22, 60, 750, "The quay");
    page += &words("F2", 14, 60, 715, "What happened");
    page += &lines(
        60,
        690,
        &[
            "The crews walked out at noon on the day",
            "that the talks ended without a result",
            "and went home.",
        ],
    );
    page += &words("F1", 10, 66, 640, "\u{2022} the tugs").replace('\u{2022}', "\\225");
    page += &words("F1", 10, 66, 628, "\u{2022} the pilots").replace('\u{2022}', "\\225");
    page += &words("F1", 9, 60, 600, "Figure 2: The tugs at their moorings");
    page += &lines(
        60,
        570,
        &["Nobody knew what would come of it, and", "nobody asked those who might know."],
    );
    page += &words("F1", 7, 60, 80, "1 According to the port authority.");
    assert_eq!(
        blocks(&Paper::of(&[&page]).build()),
        [
            "Heading 1: The quay",
            "Heading 2: What happened",
            "Paragraph: The crews walked out at noon on the day that the talks ended without a result and went home.",
            "ListItem 1: • the tugs",
            "ListItem 1: • the pilots",
            "Caption: Figure 2: The tugs at their moorings",
            "Paragraph: Nobody knew what would come of it, and nobody asked those who might know.",
            "Footnote: 1 According to the port authority.",
        ]
    );
}

#[test]
fn paragraphs_part_at_indents_and_at_short_lines() {
    let mut page = lines(
        60,
        700,
        &["The crews walked out at noon on the day", "that the talks ended. The pilots went."],
    );
    page += &words("F1", 10, 75, 676, "The mayor came to the quay in the");
    page += &lines(
        60,
        664,
        &[
            "evening and asked for patience. That is",
            "all.",
            "Nobody had any of it left by then, not",
        ],
    );
    let found = blocks(&Paper::of(&[&page]).build());
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[1].ends_with("That is all."), "{found:?}");
}

#[test]
fn rows_with_their_cells_below_each_other_are_a_table() {
    let mut page = String::new();
    for (row, cells) in [
        ["Port", "Ships", "Crews"],
        ["Vigo", "12", "31"],
        ["Brest", "7", "18"],
        ["Cork", "5", "12"],
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in (0..).zip(cells) {
            page +=
                &words("F1", 10, 60 + 120 * column, 700 - 14 * i32::try_from(row).unwrap(), cell);
        }
    }
    let reading = reading(&Paper::of(&[&page]).build());
    assert_eq!(reading.text, "Port\tShips\tCrews\nVigo\t12\t31\nBrest\t7\t18\nCork\t5\t12\n");
    assert_eq!(reading.blocks.len(), 12);
}

#[test]
fn turned_pages_and_lines_are_read_upright() {
    let mut paper = Paper::default();
    paper.add(&lines(60, 700, &["One way up.", "And on."]), "/Rotate 90");
    paper.add("BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Up the page.) Tj ET BT /F1 10 Tf 0 1 -1 0 312 100 Tm (Next to it.) Tj ET", "");
    assert_eq!(text(&paper.build()), "One way up. And on.\n\nUp the page. Next to it.\n");
}

#[test]
fn threads_say_in_which_order_parts_are_read() {
    let page = words("F1", 10, 60, 700, "Second.") + &words("F1", 10, 60, 500, "First.");
    let mut paper = Paper::default();
    paper.add(&page, "/B [<< /R [50 490 300 520] >> << /R [50 690 300 720] >>]");
    assert_eq!(text(&paper.build()), "First.\n\nSecond.\n");
}

#[test]
fn rows_of_numbers_at_the_edge_of_each_page_are_no_running_heads() {
    let page = |page: usize| {
        let row = |row: usize| {
            let year = 1800 + page * 46 + row;
            format!("{year} {},606 {},133", row * 7 + page, row * 13 + page)
        };
        let rows: Vec<String> = (0..46).map(row).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        words("F1", 8, 60, 780, "Trade of the harbour") + &lines(60, 740, &rows)
    };
    let pages: Vec<String> = (0..4).map(page).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let reading = reading(&Paper::of(&pages).build());
    assert_eq!(reading.text.matches(",606").count(), 184);
    assert!(!reading.text.contains("Trade"), "{}", reading.text);
}

#[test]
fn a_hyphen_after_a_word_that_forms_compounds_stays() {
    let found = text(
        &Paper::of(&[&lines(
            60,
            700,
            &["The keepers of the quay and the so-", "called friends of the traf-", "fic left."],
        )])
        .build(),
    );
    assert!(found.contains("so-called friends of the traffic left"), "{found}");
}

#[test]
fn a_cell_at_the_edge_of_each_page_is_no_running_head() {
    let page = |page: usize| {
        let row = |row: usize| {
            let y = 780 - 14 * i32::try_from(row).unwrap();
            words("F1", 10, 60, y, &format!("Ship {} of the line {}", row + page * 7, page))
                + &words("F1", 10, 400, y, "Closed for good")
        };
        (0..20).map(row).collect::<String>()
    };
    let pages: Vec<String> = (0..4).map(page).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let found = text(&Paper::of(&pages).build());
    assert_eq!(found.matches("Closed for good").count(), 80);
}

#[test]
fn a_head_on_left_pages_that_are_far_apart_is_one() {
    let page = |number: u32| {
        let body: Vec<String> =
            (0..8).map(|row| format!("Line {row} of page {number} goes on")).collect();
        let body: Vec<&str> = body.iter().map(String::as_str).collect();
        let head = if number.is_multiple_of(4) {
            words("F1", 8, 60, 780, "The Heron")
        } else {
            String::new()
        };
        head + &lines(60, 640, &body)
    };
    let pages: Vec<String> = (0..20).map(page).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let found = reading(&Paper::of(&pages).build());
    assert!(!found.text.contains("The Heron"), "{}", found.text);
    assert_eq!(found.text.matches("goes on").count(), 160);
}

#[test]
fn the_head_of_a_row_of_figures_does_not_run_on_in_it() {
    let page =
        words("F1", 10, 60, 714, "A line of the text that goes on as far as any of them goes to")
            + &words(
                "F1",
                10,
                60,
                700,
                "In millions for each of all the years 2024 and 2025 and 2026",
            )
            + &words("F1", 10, 60, 686, "Revenue")
            + &words("F1", 10, 200, 686, "275.5")
            + &words("F1", 10, 300, 686, "295.6");
    let found = text(&Paper::of(&[&page]).build());
    assert!(found.ends_with("2026\nRevenue\t275.5\t295.6\n"), "{found}");
}

#[test]
fn the_wide_spaces_of_a_justified_line_are_spaces() {
    let page = words("F1", 10, 60, 712, "own children near it; the work")
        + "18 Tw\n"
        + &words("F1", 10, 60, 700, "long-term results are")
        + "0 Tw\n"
        + &words("F1", 10, 60, 688, "incalculable to them.");
    let found = text(&Paper::of(&[&page]).build());
    assert_eq!(
        found,
        "own children near it; the work long-term results are incalculable to them.\n"
    );
}

#[test]
fn lines_set_clearly_further_apart_than_a_paragraphs_are_paragraphs() {
    let page = words("F2", 18, 60, 760, "Budget rises again")
        + &words("F1", 10, 60, 720, "By Ida Berg, political editor")
        + &words("F1", 10, 60, 702, "3 June 2025")
        + &lines(
            60,
            684,
            &["Spending rose to 12 million, or to as many notes as the town has", "years of."],
        )
        + &words("F1", 10, 60, 654, "It is a matter of weeks, the minister said.")
        + &words("F1", 10, 60, 636, "Nobody knows who will pay.");
    let found = text(&Paper::of(&[&page]).build());
    assert_eq!(
        found,
        "Budget rises again\n\nBy Ida Berg, political editor\n\n3 June 2025\n\nSpending rose to 12 million, or to as many notes as the town has years of.\n\nIt is a matter of weeks, the minister said.\n\nNobody knows who will pay.\n"
    );
}

#[test]
fn a_bullet_a_little_below_its_line_begins_the_item() {
    let page = lines(60, 700, &["The piers were looked at one by one in", "the spring."])
        + &words("F1", 10, 80, 670, "Pier 1 is bad, and has been so since")
        + &words("F1", 10, 80, 658, "the flood of 2019.")
        + &words("F1", 12, 64, 666, "\u{2022}").replace('\u{2022}', "\\225")
        + &words("F1", 10, 80, 640, "Pier 2 is good.")
        + &words("F1", 12, 64, 636, "\u{2022}").replace('\u{2022}', "\\225");
    assert_eq!(
        blocks(&Paper::of(&[&page]).build())[1..],
        [
            "ListItem 1: • Pier 1 is bad, and has been so since the flood of 2019.",
            "ListItem 1: • Pier 2 is good."
        ]
    );
}
