//! Tables of small projects, read back.

use super::*;
use crate::{
    model::{
        Card, CardId, KindId, LinkEnd, Time,
        edit::{Edit, RecordEdit, SpanField, compose},
    },
    testing,
};

fn rows(project: &Project, options: CsvOptions) -> Vec<Vec<String>> {
    let mut bytes = Vec::new();
    write_csv(project, &Scope::default(), options, &mut bytes).unwrap();
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    csv.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn cell<'a>(rows: &'a [Vec<String>], row: usize, column: &str) -> &'a str {
    &rows[row][rows[0].iter().position(|name| name == column).unwrap()]
}

#[test]
fn a_row_says_all_of_a_span() {
    let mut project = testing::project(&[(
        "alice/quay",
        "👍 [“Go,”](quote#1) said [the UN](actor), [“now\n\"or\" never.”](quote#1)",
    )]);
    testing::link(&mut project, "alice/quay", "said-by", 1, 2);
    let rows = rows(&project, CsvOptions::default());
    assert_eq!(rows.len(), 3);
    let check = |column, expected| assert_eq!(cell(&rows, 1, column), expected, "{column}");
    check("id", "s000000000001");
    check("start", "2");
    check("start_utf16", "3");
    check("fragments", "2-7;21-38");
    check("text", "“Go,” “now\n\"or\" never.”");
    check("texts", "“Go,” | “now\n\"or\" never.”");
    check("before", "👍 ");
    check("links", "said-by:s000000000002");
    check("actor", "the UN");
    check("article_title", "QUAY");
    check("adrift", "");
    check("created", "");
}

#[test]
fn the_actor_may_be_a_card() {
    let mut project = testing::project(&[("bo/quay", "[a](quote) [b](actor)")]);
    let (card, layer) = (CardId::from_bits(1), testing::layer_id("bo/quay"));
    let add = RecordEdit::Add(Box::new(Card::new(card.clone(), "United Nations")));
    testing::apply(&mut project, Edit::Card(add));
    testing::link_to(&mut project, "bo/quay", "said-by", 1, LinkEnd::Card(card.clone()));
    let field = SpanField::Card(Some(card));
    let point = compose::set_span(&layer, &testing::span_id(2), field, Time::default());
    testing::apply(&mut project, point);
    let rows = rows(&project, CsvOptions::default());
    assert_eq!(cell(&rows, 1, "links"), "said-by:c000000000001");
    assert_eq!(cell(&rows, 1, "actor"), "United Nations");
    assert_eq!(cell(&rows, 2, "actor"), "United Nations");
}

#[test]
fn the_actor_may_be_at_a_link_of_any_kind() {
    let mut project = testing::project(&[(
        "bo/quay",
        "[a](quote) [b](actor) [c](claim) [d](claim) [e](actor) [f](skepticism)",
    )]);
    let mut kind = project.codebook().links.values().next().unwrap().clone();
    kind.id = KindId::new("attributed-to").unwrap();
    (kind.from, kind.to) = (Vec::new(), Vec::new());
    testing::apply(&mut project, Edit::LinkKind(RecordEdit::Add(Box::new(kind))));
    testing::link(&mut project, "bo/quay", "attributed-to", 1, 2);
    testing::link(&mut project, "bo/quay", "attributed-to", 1, 3);
    testing::link(&mut project, "bo/quay", "attributed-to", 4, 2);
    testing::link(&mut project, "bo/quay", "said-by", 4, 5);
    testing::link(&mut project, "bo/quay", "doubts", 6, 3);
    let rows = rows(&project, CsvOptions::default());
    assert_eq!(cell(&rows, 1, "actor"), "b", "a claim is nobody");
    assert_eq!(cell(&rows, 4, "actor"), "e", "who is linked as the speaker comes before others");
    assert_eq!(cell(&rows, 6, "actor"), "");
}

#[test]
fn formulas_are_made_harmless_on_request() {
    let project = testing::project(&[("bo/quay", "[=1+1](claim) [-x](claim) [a=b](claim)")]);
    let plain = rows(&project, CsvOptions::default());
    assert_eq!(cell(&plain, 1, "text"), "=1+1");
    let safe = rows(&project, CsvOptions { harmless: true, bom: false });
    assert_eq!(cell(&safe, 1, "text"), "'=1+1");
    assert_eq!(cell(&safe, 2, "text"), "'-x");
    assert_eq!(cell(&safe, 3, "text"), "a=b");
}

#[test]
fn a_byte_order_mark_comes_on_request() {
    let project = testing::project(&[("bo/quay", "[a](claim)")]);
    let mut bytes = Vec::new();
    let options = CsvOptions { bom: true, harmless: false };
    assert_eq!(write_csv(&project, &Scope::default(), options, &mut bytes).unwrap(), 1);
    assert!(bytes.starts_with("\u{feff}id,article,".as_bytes()));
    assert!(bytes.windows(6).any(|ends| ends == b"page\r\n"), "lines end with CRLF");
}
