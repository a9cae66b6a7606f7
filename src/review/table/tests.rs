//! Rows of small projects.

use super::*;
use crate::{
    model::edit::{SpanField, compose},
    testing::{apply, layer_id, link, link_to, project, span_id},
};

fn sample() -> Project {
    let mut project = project(&[
        ("alice/quay", "[Go now](quote) said [the UN](actor), [perhaps](skepticism)"),
        ("alice/tide", "[It may](claim) rise"),
        ("bo/quay", "Go now said the [UN](actor), perhaps"),
    ]);
    link(&mut project, "alice/quay", "said-by", 1, 2);
    let elsewhere = LinkEnd::SpanIn(layer_id("alice/tide").article, span_id(4));
    link_to(&mut project, "alice/quay", "doubts", 3, elsewhere);
    let note = SpanField::Note("Check THE tally".to_owned());
    apply(
        &mut project,
        compose::set_span(&layer_id("alice/quay"), &span_id(2), note, Time::default()),
    );
    project
}

/// Checks which words the rows show, in order.
#[track_caller]
fn check(filter: &Filter, column: Column, descending: bool, words: &[&str]) {
    let rows = rows(&sample(), filter, Sort { column, descending });
    assert_eq!(rows.iter().map(|row| row.words.as_str()).collect::<Vec<_>>(), words);
}

#[test]
fn a_row_says_what_the_table_shows() {
    let rows = rows(&sample(), &Filter::default(), Sort::default());
    assert_eq!(&*rows[1].article_title, "QUAY");
    assert_eq!(&*rows[1].analyst_name, "ALICE");
    assert_eq!((rows[1].start, rows[1].note.as_str()), (Some(Offset(12)), "Check THE tally"));
    assert_eq!(rows.iter().map(|row| row.links).collect::<Vec<_>>(), [1, 1, 0, 1, 1]);
}

#[test]
fn rows_are_filtered() {
    let all = ["Go now", "the UN", "UN", "perhaps", "It may"];
    let keep = |filter: Filter, words: &[&str]| check(&filter, Column::Place, false, words);
    let base = Filter::default;
    keep(base(), &all);
    keep(Filter { tags: vec![TagId::new("actor").unwrap()], ..base() }, &["the UN", "UN"]);
    keep(Filter { analysts: vec![AnalystId::new("bo").unwrap()], ..base() }, &["UN"]);
    keep(Filter { articles: vec![ArticleId::new("tide").unwrap()], ..base() }, &["It may"]);
    keep(Filter { text: "THE".into(), ..base() }, &["the UN"]);
    keep(Filter { text: "TALLY".into(), ..base() }, &["the UN"]);
    keep(Filter { has_note: Some(true), ..base() }, &["the UN"]);
    keep(Filter { has_note: Some(false), unlinked: true, ..base() }, &["UN"]);
    keep(Filter { adrift: true, ..base() }, &[]);
}

#[test]
fn rows_are_sorted_and_ties_stay_in_place() {
    let base = Filter::default();
    check(&base, Column::Tag, false, &["It may", "Go now", "the UN", "UN", "perhaps"]);
    check(&base, Column::Tag, true, &["perhaps", "the UN", "UN", "Go now", "It may"]);
    check(&base, Column::Words, false, &["Go now", "It may", "perhaps", "the UN", "UN"]);
    check(&base, Column::Article, true, &["It may", "Go now", "the UN", "UN", "perhaps"]);
    check(&base, Column::Links, false, &["UN", "Go now", "the UN", "perhaps", "It may"]);
    check(&base, Column::Place, true, &["It may", "perhaps", "UN", "the UN", "Go now"]);
}

#[test]
fn long_words_are_cut() {
    let long = format!("[{}](claim)", "é".repeat(300));
    let row = rows(&project(&[("bo/quay", &long)]), &Filter::default(), Sort::default()).remove(0);
    assert_eq!(row.words, format!("{}…", "é".repeat(200)));
}
