//! The numbers of lists.

use super::*;

fn item(list: &str, depth: &str, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>\
         <w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn items_have_the_marks_that_word_shows() {
    check(&(item("1", "0", "a") + &styled("Liste", "b")), "• a\n• b");
    let body = [("0", "a"), ("1", "b"), ("1", "c"), ("0", "d"), ("1", "e")];
    let body: String = body.iter().map(|(depth, words)| item("2", depth, words)).collect();
    check(&body, "1. a\n  1.a) b\n  1.b) c\n2. d\n  2.a) e");
    check_blocks(
        &body,
        &["list-item 1", "list-item 2", "list-item 2", "list-item 1", "list-item 2"],
    );
}

#[test]
fn a_list_goes_on_until_another_begins_anew() {
    let body = item("2", "0", "a") + &plain("x") + &item("2", "0", "b");
    check(&body, "1. a\n\nx\n\n2. b");
    check(&(body + &item("4", "0", "c") + &item("4", "0", "d")), "1. a\n\nx\n\n2. b\n7. c\n8. d");
}

#[test]
fn what_is_in_no_list_is_a_paragraph() {
    check(&item("0", "0", "a"), "a");
    check(&item("9", "0", "a"), "a");
    check(&item("1", "5", "a"), "a");
    let not =
        styled("Liste", "a").replace("</w:pPr>", "<w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>");
    check(&not, "a");
}

#[test]
fn numbers_of_headings_are_words_of_them() {
    let body = item("3", "0", "Tides") + &styled("Kapitel", "Ebb") + &styled("Kapitel", "Flood");
    check(&body, "Part I Tides\n\n1.1 Ebb\n\n1.2 Flood");
    check_blocks(&body, &["list-item 1", "heading 2", "heading 2"]);
}

#[test]
fn numbers_are_written_in_many_ways() {
    fn check(format: &str, expected: [&str; 4]) {
        let level = format!(
            "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='{format}'/>\
             <w:lvlText w:val='%1'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        );
        let xml = part("numbering", &level);
        let file = ArticleFile { bytes: &[], name: "", options: &Options::USUAL };
        let mut elements = Elements::new(&xml, SPACES, &file, FORMAT);
        let mut numbering = numbering::read(&mut elements).unwrap();
        let mut count = || numbering.count("1", 0, &styles::Styles::default()).unwrap();
        let counted: Vec<String> = (0..28).map(|_| count()).collect();
        let picked = [0, 3, 11, 27].map(|at| counted[at].as_str());
        assert_eq!(picked, expected, "{format}");
    }
    check("decimal", ["1", "4", "12", "28"]);
    check("lowerLetter", ["a", "d", "l", "bb"]);
    check("upperRoman", ["I", "IV", "XII", "XXVIII"]);
    check("decimalZero", ["01", "04", "12", "28"]);
    check("ordinal", ["1st", "4th", "12th", "28th"]);
    check("hebrew1", ["1", "4", "12", "28"]);
}
