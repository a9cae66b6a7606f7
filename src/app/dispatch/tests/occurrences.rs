//! The other occurrences of a name, tagged like it.

use super::{
    counts,
    find::{NAMES, ask, label_all, occurrence, on_names, said, select_at},
    mark, run, select, tag, words,
};
use crate::{
    app::{
        action::{Action, AnalystAction, OccurrenceAction, ViewAction},
        command::Command,
        desk::Desk,
        find::{Source, Way},
        view::{Main, Selection, SpanRef},
        work::Work,
    },
    model::{
        CardId, LayerId, TagId,
        edit::{Edit, RecordEdit, SpanField},
    },
    text::Offset,
};

/// Marks the second mention of Maduro as an actor with a card.
fn with_card(desk: &mut Desk) -> (SpanRef, CardId) {
    let start = NAMES.find("Maduro spoke").unwrap();
    select_at(desk, start, start + 6);
    tag(desk, "actor");
    let span = desk.view.span.clone().unwrap();
    let card = CardId::from_bits(77);
    let record =
        Edit::Card(RecordEdit::Add(Box::new(crate::model::Card::new(card.clone(), "N. Maduro"))));
    assert!(desk.change("card", None, record));
    let field = SpanField::Card(Some(card.clone()));
    desk.dispatch(Action::Span(crate::app::action::SpanAction::Set(span.clone(), field)));
    (span, card)
}

#[test]
fn a_span_shows_the_others_and_all_take_its_tag_and_card() {
    let mut desk = on_names();
    let (_, card) = with_card(&mut desk);
    label_all(&mut desk);
    let occurrences = desk.occurrences.as_ref().unwrap();
    assert_eq!(occurrences.source, Source::Span);
    let text = desk.text().unwrap();
    let found: Vec<&str> = occurrences.ghosts().iter().map(|ghost| text.slice(*ghost)).collect();
    assert_eq!(found, ["Maduro", "Maduro", "MADURO", "Maduro"], "whole words, in any case");
    tag(&mut desk, "claim");
    tag(&mut desk, "actor");
    desk.take_messages();
    occurrence(&mut desk, OccurrenceAction::Step(Way::On));
    let third = desk.occurrences.as_ref().unwrap().ghost().unwrap();
    assert_eq!(third.start.to_usize(), NAMES.find("Maduro’s").unwrap(), "the next in the text");
    assert_eq!(desk.view.goto.as_ref().unwrap().at, third);
    occurrence(&mut desk, OccurrenceAction::ToggleCurrent);
    assert_eq!(desk.occurrences.as_ref().unwrap().count_on(), 3);
    occurrence(&mut desk, OccurrenceAction::TakeAll);
    assert!(desk.occurrences.is_none());
    let open = desk.open.as_ref().unwrap();
    let layer: LayerId =
        LayerId { article: "names".parse().unwrap(), analyst: "alice".parse().unwrap() };
    let spans: Vec<_> = open.project.layer(&layer).unwrap().spans().collect();
    assert_eq!(spans.len(), 4);
    assert!(
        spans.iter().all(|span| span.tag.as_str() == "actor" && span.card.as_ref() == Some(&card))
    );
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk), (1, 0), "one undo");
}

#[test]
fn those_that_are_tagged_so_already_are_only_counted() {
    let mut desk = on_names();
    let (span, _) = with_card(&mut desk);
    let start = NAMES.find("President").unwrap();
    select_at(&mut desk, start, start + "President Maduro".len());
    tag(&mut desk, "actor");
    select_at(&mut desk, 0, 6);
    tag(&mut desk, "claim");
    desk.dispatch(Action::View(ViewAction::Span(Some(span))));
    label_all(&mut desk);
    let (search, _) = desk.occurrences.as_ref().unwrap().search.as_ref().unwrap();
    assert_eq!((search.total, search.tagged), (3, 1), "within “President Maduro”, an actor");
    run(&mut desk, Command::Undo);
    run(&mut desk, Command::Undo);
    desk.take_messages();
    let (search, _) = desk.occurrences.as_ref().unwrap().search.as_ref().unwrap();
    assert_eq!((search.total, search.tagged), (4, 0), "an undo is followed");
}

#[test]
fn the_last_tag_is_chosen_for_all_as_its_key_would_choose_it() {
    let mut desk = on_names();
    select_at(&mut desk, 0, 6);
    tag(&mut desk, "claim");
    let (span, _) = with_card(&mut desk);
    desk.view.last_tag = TagId::new("claim").ok();
    label_all(&mut desk);
    run(&mut desk, Command::RepeatTag);
    assert_eq!(desk.occurrences.as_ref().unwrap().tag, TagId::new("claim").ok());
    let (found, _) = desk.open.as_ref().unwrap().span(&span).unwrap();
    assert_eq!(found.tag.as_str(), "actor", "the span keeps its own");
}

#[test]
fn occurrences_are_about_the_layer_of_whoever_annotates_now() {
    let mut desk = on_names();
    select_at(&mut desk, 0, 6);
    tag(&mut desk, "actor");
    let start = NAMES.find("Maduro’s").unwrap();
    select_at(&mut desk, start, start + 6);
    label_all(&mut desk);
    tag(&mut desk, "actor");
    desk.take_messages();
    let counts = |desk: &Desk| {
        let (search, _) = desk.occurrences.as_ref().unwrap().search.as_ref().unwrap();
        (search.total, search.tagged)
    };
    assert_eq!(counts(&desk), (3, 1));
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    desk.take_messages();
    assert_eq!(counts(&desk), (4, 0), "Bo has tagged none");
    desk.dispatch(Action::Analyst(AnalystAction::Choose("alice".parse().unwrap())));
    desk.take_messages();
    assert_eq!(counts(&desk), (3, 1));
}

#[test]
fn words_take_the_tag_that_is_chosen_and_are_tagged_along() {
    let mut desk = on_names();
    let start = NAMES.find("Maduro’s").unwrap();
    select_at(&mut desk, start, start + "Maduro’s".len());
    label_all(&mut desk);
    occurrence(&mut desk, OccurrenceAction::TakeAll);
    assert!(said(&mut desk).contains("Choose a tag first"));
    tag(&mut desk, "actor");
    desk.take_messages();
    assert_eq!(counts(&desk), (0, 0), "the key chooses");
    occurrence(&mut desk, OccurrenceAction::TakeAll);
    assert_eq!(counts(&desk), (5, 0));
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk), (0, 0));
    // Without a selection it is the word at the caret.
    select_at(&mut desk, 2, 2);
    label_all(&mut desk);
    assert_eq!(desk.occurrences.as_ref().unwrap().ghosts().len(), 4);
    desk.dispatch(Action::View(ViewAction::StepBack));
    assert!(desk.occurrences.is_none());
}

#[test]
fn occurrences_go_with_their_article() {
    let mut desk = on_names();
    with_card(&mut desk);
    label_all(&mut desk);
    desk.dispatch(Action::View(ViewAction::Article("port".parse().unwrap())));
    assert!(desk.occurrences.is_none());
    let span = mark(&mut desk, "Friday", "claim");
    desk.dispatch(Action::View(ViewAction::Main(Main::Table)));
    label_all(&mut desk);
    assert_eq!(desk.view.main, Main::Article, "a span of the table shows them in the text");
    assert_eq!(desk.occurrences.as_ref().unwrap().tag, TagId::new("claim").ok());
    assert_eq!(words(&desk, &span), "Friday");
    desk.dispatch(Action::View(ViewAction::Main(Main::Table)));
    assert!(desk.occurrences.is_none(), "its keys would be out of place there");
    desk.dispatch(Action::View(ViewAction::Main(Main::Article)));
    select(&mut desk, ". ");
    label_all(&mut desk);
    assert!(said(&mut desk).contains("There are no words to look for"));
}

#[test]
fn a_hit_that_comes_late_leaves_the_selection_that_was_made_meanwhile() {
    let mut desk = on_names();
    let span = with_card(&mut desk).0;
    desk.dispatch(Action::View(ViewAction::Span(None)));
    desk.work = Work::by_hand();
    run(&mut desk, Command::Find);
    let acts = [
        Action::View(ViewAction::Select(Some(Selection::caret(Offset::new(3))))),
        Action::View(ViewAction::Span(Some(span))),
        Action::View(ViewAction::Part(0)),
        Action::Run(Command::NextSpan),
        Action::Run(Command::SelectAll),
        Action::Run(Command::ShrinkSelection),
        Action::Run(Command::GrowSelection),
    ];
    for (number, act) in acts.into_iter().enumerate() {
        ask(&mut desk, if number % 2 == 0 { "stayed" } else { "agreed" });
        desk.dispatch(act.clone());
        let before = (desk.view.selection, desk.view.span.clone());
        while desk.work.step() {
            desk.take_messages();
        }
        assert_eq!((desk.view.selection, desk.view.span.clone()), before, "{act:?}");
        assert_eq!((desk.finding.hits().len(), desk.finding.current), (1, None), "{act:?}");
    }
}
