//! Where spans are in another version: small cases, and properties over any two texts.

use proptest::prelude::*;

use super::*;
use crate::{testing::marked, text::is_grapheme_boundary, text::trim};

/// Checks where the spans of a literal are in another text, and what became of them: their words
/// (fragments joined with `|`), none where they are gone.
#[track_caller]
fn check(literal: &str, new: &str, expected: &[(How, &str)]) {
    let marked = marked(literal);
    let (old, new) = (Text::new(marked.text.as_str()), Text::new(new));
    let carrier = Carrier::new(&old, &new);
    let found = marked.spans.iter().map(|(_, at)| {
        let there = carrier.carry(&at.iter().collect::<Vec<_>>());
        let words: Vec<&str> = there.to.iter().map(|one| new.slice(*one)).collect();
        (there.how, words.join("|"))
    });
    let found: Vec<(How, String)> = found.collect();
    let expected: Vec<_> =
        expected.iter().map(|(how, words)| (*how, (*words).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_is_around_a_span_may_change() {
    check(
        "[The crews](actor) went [back](claim) to work.",
        "Late on Friday, we hear, the tired men came in. The crews went back to other work.",
        &[(How::Same, "The crews"), (How::Same, "back")],
    );
}

#[test]
fn words_that_come_in_beside_a_span_stay_outside() {
    check(
        "They said [we got it](quote) on Friday.",
        "They said that we got it now on Friday.",
        &[(How::Same, "we got it")],
    );
    check(
        "It ended. [It was late.](claim) It rained.",
        "It ended. It was odd. It was late. It was cold. It rained.",
        &[(How::Same, "It was late.")],
    );
}

#[test]
fn letters_words_and_marks_may_change_within_a_span() {
    check(
        "Then [the company puts its loss at two million](claim) today.",
        "Then the compamy puts its heavy loss at three million today.",
        &[(How::Changed, "the compamy puts its heavy loss at three million")],
    );
    check(
        "Then [“no comment”](quote) from Zürich [café](claim) owners.",
        "Then \"No com\u{ad}ment\" from Zu\u{308}rich cafe\u{301} owners.",
        &[(How::Changed, "\"No com\u{ad}ment\""), (How::Changed, "cafe\u{301}")],
    );
    check(
        "He saw [Montalvo](actor) leave.",
        "He saw Montalov leave.",
        &[(How::Changed, "Montalov")],
    );
}

#[test]
fn line_ends_move_within_a_span() {
    check(
        "So [the men went back to work](claim) again.",
        "So the men\nwent back\nto work again.",
        &[(How::Changed, "the men\nwent back\nto work")],
    );
}

#[test]
fn what_is_gone_has_no_place() {
    check(
        "We hear that [Ines Marr](actor) spoke. [The roster came in writing.](claim) All left. Marr too.",
        "We hear that nobody spoke. All left. Marr too.",
        &[(How::Orphan, ""), (How::Orphan, "")],
    );
}

#[test]
fn a_name_that_stands_elsewhere_too_is_not_taken_there() {
    check(
        "Ana spoke first. Then [Ana](actor) left. Ana came back.",
        "Ana spoke first. Then somebody left. Ana came back.",
        &[(How::Orphan, "")],
    );
}

#[test]
fn a_passage_that_moved_takes_its_spans_along() {
    let moved =
        "The company puts its loss at two million crowns, a sum that it did not break down.";
    let marked = "The company puts [its loss](claim) at two million crowns, \
                  [a sum that it did not](skepticism) break down.";
    let rest = "The ferry crews went back to work on Tuesday, after nine days. Nobody had told the \
                islands when the boats would sail again, or who would pay.";
    check(
        &format!("{marked}\n\n{rest}"),
        &format!("{rest}\n\n{moved}"),
        &[(How::Moved, "its loss"), (How::Moved, "a sum that it did not")],
    );
    check(
        &format!("{marked}\n\n{rest}"),
        &format!("{rest}\n\n{}", moved.replace("sum", "some")),
        &[(How::Moved, "its loss"), (How::Changed, "a some that it did not")],
    );
}

#[test]
fn fragments_go_together_or_not_at_all() {
    check(
        "[They got it](claim#1), said Ana, [in writing](claim#1).",
        "On Friday they got it, said Ana, in good writing.",
        &[(How::Changed, "they got it|in good writing")],
    );
    check(
        "[They got it](claim#1), said Ana, [in writing](claim#1).",
        "They got it, said Ana, and left the room.",
        &[(How::Orphan, "")],
    );
}

#[test]
fn a_score_says_how_much_is_left() {
    let score = |new: &str| {
        let (old, new) = (Text::new("So the men went back to work again."), Text::new(new));
        Carrier::new(&old, &new).carry(&[Stretch::new(3, 28)]).score
    };
    let same = score("So the men went back to work again.");
    let near = score("So the men went back to rest again.");
    let far = score("So the men ran off to rest again.");
    assert!((same - 1.0).abs() < f32::EPSILON && near < same && far < near, "{same} {near} {far}");
}

#[test]
fn texts_that_go_on_in_few_words_are_compared_in_time() {
    let (old, new) = ("no ".repeat(100_000), "no yes ".repeat(60_000));
    let (old, new) = (Text::new(format!("Well, {old}")), Text::new(format!("Well, {new}")));
    let carried = Carrier::new(&old, &new).carry(&[Stretch::new(0, 4)]);
    assert_eq!(carried.how, How::Same);
}

#[test]
fn differing_words_are_whole_words() {
    let (old, new) = (Text::new("The men went back."), Text::new("The Men ran home quickly back."));
    assert_eq!(differing(&old, &new), [("men went", "Men ran home quickly")]);
}

#[test]
fn texts_go_together_again_after_other_words_and_other_blanks() {
    let (old, new) =
        (Text::new("Go. He ran.\n\nIt was late."), Text::new("He ran.\nIt was very late."));
    assert_eq!(differing(&old, &new), [("Go.", ""), ("", ""), ("", ""), ("", "very"), ("", "")]);
    let pairs = differences(&old, &new);
    for word in ["He", "It", "late"] {
        let at = |text: &Text| text.as_str().find(word).unwrap();
        let is_before = |at: usize, one: &Stretch| one.end.to_usize() <= at;
        let is_pair =
            |(was, is): &&(Stretch, Stretch)| is_before(at(&old), was) && is_before(at(&new), is);
        let (was, is) = pairs.iter().rfind(is_pair).unwrap();
        let ahead = |text: &Text, from: &Stretch| at(text) - from.end.to_usize();
        assert_eq!(ahead(&old, was), ahead(&new, is), "{word}");
    }
}

fn differing<'a>(old: &'a Text, new: &'a Text) -> Vec<(&'a str, &'a str)> {
    let pairs = differences(old, new).into_iter();
    pairs.map(|(was, is)| (old.slice(was), new.slice(is))).collect()
}

const LETTERS: &str = "([a-d \n.ée\u{301}“👍\u{200d}门]|the |went |to |no ){0,60}";

proptest! {
    #[test]
    fn any_span_of_any_text_lands_on_whole_characters(
        old in LETTERS, new in LETTERS, ends: [proptest::sample::Index; 4],
    ) {
        let (old, new) = (Text::new(old), Text::new(new));
        let mut at = ends.map(|end| end.index(old.end().to_usize() + 1));
        at.sort_unstable();
        let stretches = [Stretch::new(at[0], at[1]), Stretch::new(at[2], at[3])];
        let holds = |one: &Stretch| old.holds(*one) && !one.is_empty();
        let spans: Vec<_> = stretches.into_iter().filter(holds).collect();
        let carried = Carrier::new(&old, &new).carry(&spans);
        prop_assert_eq!(carried.to.is_empty(), carried.how == How::Orphan);
        prop_assert!((0.0..=1.0).contains(&carried.score));
        prop_assert!(carried.to.windows(2).all(|pair| pair[0].end <= pair[1].start));
        for one in &carried.to {
            prop_assert!(new.holds(*one) && !one.is_empty());
            prop_assert!(is_grapheme_boundary(&new, one.start));
            prop_assert!(is_grapheme_boundary(&new, one.end));
        }
        let pairs = differences(&old, &new);
        prop_assert!(pairs.iter().all(|(was, is)| old.holds(*was) && new.holds(*is)));
        let are_in_order = |pair: &[(Stretch, Stretch)]| {
            pair[0].0.end <= pair[1].0.start && pair[0].1.end <= pair[1].1.start
        };
        prop_assert!(pairs.windows(2).all(are_in_order));
    }

    #[test]
    fn every_word_of_the_same_text_is_where_it_was(
        text in "(\\PC|the |went |\n){1,80}", ends: [proptest::sample::Index; 2],
    ) {
        let text = Text::new(text);
        let ends = ends.map(|end| Offset::new(end.index(text.end().to_usize() + 1)));
        let at = trim(&text, snap_to_grapheme(&text, Stretch::between(ends[0], ends[1])));
        prop_assume!(!Folded::new(text.slice(at)).as_str().trim().is_empty());
        let carried = Carrier::new(&text, &text).carry(&[at]);
        prop_assert_eq!(carried, Carried { to: vec![at], how: How::Same, score: 1.0 });
    }
}
