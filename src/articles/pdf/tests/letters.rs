//! Which letters stand there, and in which order.

use std::fmt::Write;

use super::{
    paper::{Paper, stream, words},
    reading, text,
};

/// Returns a document whose font `F3` means these letters by the codes from `a` on.
fn with_letters(letters: &[&str], page: &str) -> Vec<u8> {
    let mut pairs = String::new();
    for (code, text) in (0x61..).zip(letters) {
        let _ = write!(pairs, "<{code:02X}> <");
        for unit in text.encode_utf16() {
            let _ = write!(pairs, "{unit:04X}");
        }
        pairs.push_str(">\n");
    }
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange {} beginbfchar\n{pairs}endbfchar endcmap end",
        letters.len()
    );
    let mut paper = Paper::of(&[page]);
    paper.fonts =
        "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 1000 0 R >>".to_owned();
    paper.objects = vec![stream("", map.as_bytes())];
    paper.build()
}

#[test]
fn ligatures_are_spelled_out_and_nothing_else_is_changed() {
    let file = with_letters(&["ﬁ", "ﬄ", "²", "ﬅ", "ﬂ"], &words("F3", 10, 60, 700, "a b c d e"));
    assert_eq!(text(&file), "fi ffl ² st fl\n");
    let mut paper = Paper::of(&[&words("F3", 10, 60, 700, "\u{1}").replace('\u{1}', "\\001")]);
    paper.fonts = "/F3 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Differences [1 /fi] >> >>".to_owned();
    assert_eq!(text(&paper.build()), "fi\n");
}

#[test]
fn right_to_left_letters_are_in_the_order_in_which_they_are_read() {
    // As the page shows them: the last letter of the word is leftmost.
    let file = with_letters(&["ם", "ו", "ל", "ש"], &words("F3", 10, 60, 700, "abcd"));
    assert_eq!(text(&file), "שלום\n");
    let file = with_letters(
        &["ם", "ו", "ל", "ש", "1", "2", "X", "("],
        &words("F3", 10, 60, 700, "ef abcdh abcd"),
    );
    assert_eq!(text(&file), "שלום )שלום 12\n");
    let file = with_letters(
        &["ם", "ו", "ל", "ש", "X", "Y"],
        &words("F3", 10, 60, 700, "efefef abcd efefef"),
    );
    assert_eq!(text(&file), "XYXYXY שלום XYXYXY\n");
    let file = with_letters(&["ﻪ", "ﻼ"], &words("F3", 10, 60, 700, "ab"));
    assert_eq!(text(&file), "لاه\n");
}

#[test]
fn what_is_printed_twice_is_read_once() {
    let page = words("F1", 10, 60, 700, "Bold") + "BT /F1 10 Tf 60.3 700 Td (Bold) Tj ET\n";
    assert_eq!(text(&Paper::of(&[&page]).build()), "Bold\n");
}

#[test]
fn gaps_part_words_and_raised_numbers_stay_in_their_line() {
    let page = "BT /F1 10 Tf 60 700 Td [(Two) -300 (wor) 40 (ds.)] TJ /F1 6 Tf 4 Ts (7) Tj /F1 10 Tf 0 Ts ( More) Tj ET";
    assert_eq!(text(&Paper::of(&[page]).build()), "Two words.7 More\n");
    let page = "BT /F1 10 Tf 3 Tc 60 700 Td (apart) Tj ET";
    assert_eq!(text(&Paper::of(&[page]).build()), "apart\n");
}

#[test]
fn raised_digits_behind_a_number_are_superscripts() {
    let page = "BT /F1 10 Tf 60 700 Td (Of 12) Tj /F1 6 Tf 4 Ts (1) Tj /F1 10 Tf 0 Ts ( million, or 10) Tj /F1 6 Tf 3 Ts (16) Tj /F1 10 Tf 0 Ts (.) Tj ET";
    assert_eq!(text(&Paper::of(&[page]).build()), "Of 12¹ million, or 10¹⁶.\n");
    let page = "BT /F1 10 Tf 60 700 Td (The H) Tj /F1 6 Tf -2 Ts (2) Tj /F1 10 Tf 0 Ts (O, or 4) Tj /F1 6 Tf -2 Ts (3) Tj ET";
    assert_eq!(text(&Paper::of(&[page]).build()), "The H2O, or 43\n");
}

#[test]
fn an_accent_over_a_letter_is_one_with_it() {
    let page = "BT /F1 10 Tf 60 700 Td (caf) Tj (e) Tj -0.2 0 Td ET BT /F1 10 Tf 74.6 700 Td (\\264) Tj ET";
    let found = text(&Paper::of(&[page]).build());
    assert_eq!(found, "café\n");
}

#[test]
fn invisible_text_is_read_and_hidden_layers_are_not() {
    let mut paper = Paper::of(&[&("3 Tr\n".to_owned()
        + &words("F1", 10, 60, 700, "Recognised.")
        + "/OC /L1 BDC\n"
        + &words("F1", 10, 60, 600, "Hidden.")
        + "EMC\n")]);
    paper.catalogue = "/OCProperties << /OCGs [1000 0 R] /D << /OFF [1000 0 R] >> >>".to_owned();
    paper.resources = "/Properties << /L1 1000 0 R >>".to_owned();
    paper.objects = vec![b"<< /Type /OCG /Name (Draft) >>".to_vec()];
    assert_eq!(text(&paper.build()), "Recognised.\n");
}

#[test]
fn marked_content_says_what_letters_mean_and_what_is_a_folio() {
    let page = "/Span << /ActualText (office) >> BDC\n".to_owned()
        + &words("F1", 10, 60, 700, "o?ce")
        + "EMC\n/Artifact << /Type /Pagination >> BDC\n"
        + &words("F1", 10, 60, 650, "A head")
        + "EMC\n";
    let reading = reading(&Paper::of(&[&page]).build());
    assert_eq!(reading.text, "office\n");
    assert_eq!(reading.warnings.len(), 1);
}

#[test]
fn vertical_lines_go_from_right_to_left() {
    let mut paper = Paper::of(&[
        "BT /F3 10 Tf 300 700 Td <3042304430443046> Tj ET BT /F3 10 Tf 285 700 Td <30483048> Tj ET",
    ]);
    paper.fonts = "/F3 << /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /UniJIS-UCS2-V /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>] >>".to_owned();
    assert_eq!(text(&paper.build()), "あいいうええ\n");
}

#[test]
fn letters_that_no_font_names_are_counted() {
    let mut paper = Paper::of(&[
        "BT /F3 10 Tf 60 700 Td <00010002> Tj ET\nBT /F1 10 Tf 60 650 Td (Known.) Tj ET",
    ]);
    paper.fonts = "/F3 << /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>".to_owned();
    let reading = reading(&paper.build());
    assert_eq!(reading.text, "\u{fffd}\u{fffd}\n\nKnown.\n", "{:?}", reading.blocks);
    assert_eq!(
        reading.warnings,
        ["2 of 8 letters can’t be told from this file’s fonts and stand as “\u{fffd}”"]
    );
}
