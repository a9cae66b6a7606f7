//! Files that would take time or memory without end.

use super::{
    paper::{Paper, lines, stream, words},
    reading, text,
};
use crate::articles::{ArticleError, ArticleFile, Limits, Options, read_as};

const CUT: &str = "1 of the pages draw too much and were read in part";

#[test]
fn pictures_within_a_page_are_passed_over() {
    let page = words("F1", 10, 60, 700, "Before (BI ID EI).")
        + "q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI\u{2}(Tj EI \u{3} EI Q\n"
        + &words("F1", 10, 60, 600, "After.")
        + "BI BI /W 9\n"
        + &words("F1", 10, 60, 500, "And on.");
    assert_eq!(text(&Paper::of(&[&page]).build()), "Before (BI ID EI).\n\nAfter.\n\nAnd on.\n");
}

#[test]
fn pictures_whose_ends_could_be_anywhere_take_no_longer_each() {
    let page = lines(60, 700, &["Words."]) + &"BI ID EI EI\n".repeat(3_000);
    assert_eq!(text(&Paper::of(&[&page]).build()), "Words.\n");
}

#[test]
fn a_form_is_worth_what_it_holds_each_time_that_it_is_drawn() {
    for (content, page) in [
        (" ".repeat(1 << 20), "/X Do\n".repeat(200)),
        (format!("BT /F1 0 Tf ({}) Tj ET", "a".repeat(1 << 20)), "/X Do\n".repeat(50)),
    ] {
        let mut paper = Paper::of(&[&(lines(60, 700, &["Words."]) + &page)]);
        paper.resources = "/XObject << /X 1000 0 R >>".to_owned();
        paper.objects = vec![stream("/Subtype /Form /BBox [0 0 9 9]", content.as_bytes())];
        let reading = reading(&paper.build());
        assert_eq!(reading.text, "Words.\n");
        assert_eq!(reading.warnings, [CUT]);
    }
}

#[test]
fn codes_and_marks_that_say_a_great_deal_are_weighed() {
    let many = "0041".repeat(8_000);
    let map = format!(
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar\n<61> <{many}>\nendbfchar endcmap"
    );
    let mut paper = Paper::of(&[&words("F3", 10, 60, 700, &"a".repeat(5_000))]);
    paper.fonts =
        "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 1000 0 R >>".to_owned();
    paper.objects = vec![stream("", map.as_bytes())];
    let long = reading(&paper.build());
    assert!(long.text.len() < 9 << 20, "{}", long.text.len());
    assert_eq!(long.warnings, [CUT]);

    let mut paper = Paper::of(&[&("/Span /P BDC\n".to_owned()
        + &words("F1", 10, 60, 700, "As drawn.")
        + "EMC\n")]);
    paper.resources = format!("/Properties << /P << /ActualText ({}) >> >>", "word ".repeat(1_000));
    assert_eq!(text(&paper.build()), "As drawn.\n");
}

#[test]
fn lines_are_counted() {
    let page = "BT /F1 10 Tf 12 TL 60 790 Td\n".to_owned() + &"(a)'\n".repeat(60) + "ET";
    let pages = vec![page.as_str(); 80];
    let file = Paper::of(&pages).build();
    let read = |bytes| {
        let limits = Limits { unpacked_bytes: bytes, ..Limits::USUAL };
        let options = Options { limits, ..Options::USUAL };
        read_as(&ArticleFile { bytes: &file, name: "quay.pdf", options: &options })
    };
    assert!(read(1 << 21).is_ok());
    assert!(matches!(read(1 << 20), Err(ArticleError::TooMuch { .. })));
}

#[test]
fn a_tree_of_page_labels_or_fields_that_holds_itself_is_walked_once() {
    let mut paper = Paper::of(&[&lines(60, 700, &["Words."])]);
    paper.catalogue = "/PageLabels 1000 0 R /AcroForm << /Fields [1001 0 R] >>".to_owned();
    paper.objects = vec![
        format!("<< /Kids [{}] >>", "1000 0 R ".repeat(3_000)).into_bytes(),
        format!("<< /Kids [{}] >>", "1001 0 R ".repeat(3_000)).into_bytes(),
    ];
    assert_eq!(text(&paper.build()), "Words.\n");
}
