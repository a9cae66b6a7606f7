//! Texts that are no longer what they were, and spans that are adrift in them.

use super::*;
use crate::model::Place;

const TEXT: &str = "articles/port-crews-freed/1.txt";
const FIRST: &str = "sjmvf2m9stv36";

#[test]
fn rewritten_line_ends_are_a_warning() {
    let copy = Copy::of("port-crews");
    let untouched = copy.open().project;
    let text = copy.read(TEXT);
    copy.write(TEXT, text.replace('\n', "\r\n"));
    let mut opened = copy.open();
    assert_eq!(kinds(&opened), [(ProblemKind::LineEnds, TEXT.to_owned())]);
    assert!(!opened.problems[0].leaves_out());
    assert_eq!(opened.project, untouched);
    opened.folder.save(&opened.project).unwrap();
    assert_eq!(copy.read(TEXT), text.replace('\n', "\r\n"));
}

#[test]
fn spans_in_a_changed_text_are_judged_by_their_words() {
    let copy = Copy::of("port-crews");
    copy.replace(TEXT, "The port authority", "Our port authority");
    let before = copy.state();
    let mut opened = copy.open();
    let expected =
        [(ProblemKind::Adrift, ALICES.to_owned()), (ProblemKind::TextChanged, TEXT.to_owned())];
    assert_eq!(kinds(&opened), expected);
    assert!(opened.problems[0].message.contains("“The port authority”"));
    let layer = opened.project.layer(&alices()).unwrap();
    let adrift: Vec<&str> = layer.adrift().map(|span| span.id.as_str()).collect();
    assert_eq!(adrift, [FIRST]);
    opened.folder.save(&opened.project).unwrap();
    assert_eq!(copy.state(), before);

    let line = copy.read(ALICES).lines().find(|line| line.contains(FIRST)).unwrap().to_owned();
    let old = copy.read(ALICES);
    note(&mut opened.project, &alices(), "spd0x7bm0hcpm", "another one changes");
    opened.folder.save(&opened.project).unwrap();
    let new = copy.read(ALICES);
    let differ = old.lines().zip(new.lines()).filter(|(old, new)| old != new).count();
    assert_eq!(differ, 1, "the one that is adrift stays as it was, in its place");
    assert!(new.contains(&line));
    assert_eq!(copy.open().project, opened.project);
}

#[test]
fn words_that_are_a_quotation_are_not_quoted_twice() {
    let copy = Copy::of("port-crews");
    copy.replace(TEXT, "“a door left ajar, nothing more,”", "“a gate left ajar, nothing more,”");
    let opened = copy.open();
    let message = &opened.problems[0].message;
    assert!(message.ends_with(": skzwf8asm7xzc “a door left ajar, nothing more,”"), "{message}");
}

#[test]
fn a_span_beyond_the_end_is_adrift_and_stays() {
    let copy = Copy::of("port-crews");
    copy.replace(ALICES, "at: [(101, 119)]", "at: [(900101, 900119)]");
    let mut opened = copy.open();
    assert_eq!(kinds(&opened), [(ProblemKind::Adrift, ALICES.to_owned())]);
    let Place::Adrift(anchor) = &span_of(&opened.project, &alices(), FIRST).place else { panic!() };
    assert_eq!(anchor.texts, ["The port authority"]);
    note(&mut opened.project, &alices(), FIRST, "where is it?");
    opened.folder.save(&opened.project).unwrap();
    let text = copy.read(ALICES);
    let line = text.lines().find(|line| line.contains(FIRST)).unwrap();
    assert!(
        line.contains("at: [(900101, 900119)], text: [\"The port authority\"], before: \"dger")
    );
    assert!(line.contains("where is it?"));
    assert_eq!(copy.open().project, opened.project);
}

#[test]
fn a_span_written_by_hand_needs_no_quote() {
    let copy = Copy::of("port-crews");
    let text = copy.read(ALICES);
    let line = text.lines().find(|line| line.contains(FIRST)).unwrap();
    copy.write(
        ALICES,
        text.replace(line, &format!("(id: \"{FIRST}\", tag: \"actor\", at: [(101, 119)]),")),
    );
    let mut opened = copy.open();
    assert_eq!(opened.problems, []);
    note(&mut opened.project, &alices(), FIRST, "now in full");
    opened.folder.save(&opened.project).unwrap();
    assert!(
        copy.read(ALICES).contains("text: [\"The port authority\"], before: \"dger\\n\\nTARSIS")
    );
}

#[test]
fn blocks_outside_of_a_text_are_kept_in_a_copy() {
    let copy = Copy::of("port-crews");
    let article = "articles/port-crews-freed/article.ron";
    let text = copy.read(TEXT);
    copy.write(TEXT, text.get(..5000).unwrap());
    let before = copy.read(article);
    let mut opened = copy.open();
    assert!(kinds(&opened).contains(&(ProblemKind::Outside, article.to_owned())));
    let title = crate::model::edit::ArticleField::Title("Cut".to_owned());
    let edit = crate::model::edit::ArticleEdit::Set(alices().article, title);
    opened.project.apply(Edit::Article(edit)).unwrap();
    opened.folder.save(&opened.project).unwrap();
    assert_eq!(copy.read(".postil/trash/port-crews-freed-1/article.ron"), before);
    assert!(copy.read(article).contains("title: \"Cut\""));
}

#[test]
fn a_missing_original_is_no_loss_of_the_text() {
    let copy = Copy::of("hard-cases");
    fs::remove_file(copy.root().join("articles/marks-nobody-sees/1.source.txt")).unwrap();
    let opened = copy.open();
    let file = "articles/marks-nobody-sees/1.source.*".to_owned();
    assert_eq!(kinds(&opened), [(ProblemKind::Missing, file)]);
    assert_eq!(opened.project.articles().len(), 3);
}

#[test]
fn a_text_that_is_not_utf8_is_left_alone() {
    let copy = Copy::of("port-crews");
    copy.write(TEXT, b"caf\xe9");
    let opened = copy.open();
    assert_eq!(kinds(&opened), [(ProblemKind::Damaged, TEXT.to_owned())]);
    assert_eq!(opened.project.articles().len(), 2);
}

#[test]
fn a_span_that_waits_for_a_new_place_is_not_where_its_words_happen_to_be() {
    let copy = Copy::of("port-crews");
    let created = "created: \"2026-02-11T08:40:38Z\"";
    let pending = "pending: (at: [(0, 3)], how: \"moved\", score: 0.9)";
    copy.replace(ALICES, created, &format!("{created}, {pending}"));
    let is_adrift = || {
        let opened = copy.open();
        let span = opened.project.span(&alices(), &FIRST.parse().unwrap()).unwrap().clone();
        assert!(span.pending.is_some());
        span.place.fragments().is_none()
    };
    assert!(!is_adrift(), "what is around it is as it was");
    copy.replace(ALICES, "before: \"dger", "before: \"elsewhere");
    assert!(is_adrift());
}
