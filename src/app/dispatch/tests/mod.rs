//! What a person does, without a window.

mod autosave;
mod care;
mod copy;
mod edges;
mod find;
mod keeping;
mod look;
mod losses;
mod meanwhile;
mod occurrences;
mod others;
mod places;
mod proposals;
mod reading;
mod recovery;
mod selection;
mod told;
mod update;
mod versions;
mod while_working;

use crate::{
    app::{
        action::{Action, AnalystAction, SpanAction, ViewAction},
        command::Command,
        desk::{Desk, Home, Open},
        dialog::{AfterSave, Dialog},
        view::{Selection, SpanRef},
        work::Work,
    },
    articles,
    jobs::Stamps,
    model::{
        ArticleId, Codebook, Fragments, LayerId, Place, Project, SpanId, TagId, Time,
        edit::SpanField,
    },
    store::Settings,
    text::Stretch,
};

const TEXT: &str = "Port crews freed\n\nLena Okafor called it “a door left ajar, nothing more” on Friday. She doubts it.\n";

/// Returns a desk on a project of one article, annotated by nobody yet.
fn desk() -> Desk {
    let time = Time::default();
    let reading = articles::read(TEXT.as_bytes(), "port.txt").unwrap();
    let article = reading.into_article(ArticleId::new("port").unwrap(), "port.txt", time);
    let mut project = Project::new("Port", time, Codebook::starter());
    project.put_article(article);
    let mut desk = Desk::new(Settings::default(), Stamps::fixed(0, time), Work::inline());
    desk.open = Some(Open::new(project, Home::Untitled));
    desk.view.article = Some(ArticleId::new("port").unwrap());
    desk
}

fn desk_of_alice() -> Desk {
    let mut desk = desk();
    desk.dispatch(Action::Analyst(AnalystAction::New("Alice".into())));
    desk
}

fn at(words: &str) -> Stretch {
    let start = TEXT.find(words).unwrap();
    Stretch::new(start, start + words.len())
}

fn select(desk: &mut Desk, words: &str) {
    let selection = Selection::of(at(words));
    desk.dispatch(Action::View(ViewAction::Select(Some(selection))));
}

fn tag(desk: &mut Desk, tag: &str) {
    desk.dispatch(Action::Span(SpanAction::Tag(TagId::new(tag).unwrap())));
}

/// Tags words and returns their span.
fn mark(desk: &mut Desk, words: &str, as_tag: &str) -> SpanRef {
    select(desk, words);
    tag(desk, as_tag);
    desk.view.span.clone().unwrap()
}

fn words(desk: &Desk, span: &SpanRef) -> String {
    let (found, text) = desk.open.as_ref().unwrap().span(span).unwrap();
    found.words(text)
}

fn counts(desk: &Desk) -> (usize, usize) {
    let project = &desk.open.as_ref().unwrap().project;
    let spans = project.layers().map(|layer| layer.span_count()).sum();
    (spans, project.layers().map(|layer| layer.link_count()).sum())
}

fn run(desk: &mut Desk, command: Command) {
    desk.dispatch(Action::Run(command));
}

#[test]
fn the_first_tag_asks_who_annotates_and_goes_on() {
    let mut desk = desk();
    select(&mut desk, "Lena Okafor");
    tag(&mut desk, "actor");
    assert!(matches!(desk.view.dialog.as_deref(), Some(Dialog::Analyst { then: Some(_), .. })));
    assert_eq!(counts(&desk), (0, 0));
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo Li".into())));
    assert!(desk.view.dialog.is_none());
    let span = desk.view.span.clone().unwrap();
    assert_eq!(span.layer.analyst.as_str(), "bo-li");
    assert_eq!(words(&desk, &span), "Lena Okafor");
}

#[test]
fn a_tag_takes_the_selection_else_the_span_else_the_word() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Lena Okafor ", "actor");
    assert_eq!(words(&desk, &span), "Lena Okafor", "edges drop white space");
    tag(&mut desk, "claim");
    let (found, _) = desk.open.as_ref().unwrap().span(&span).unwrap();
    assert_eq!(found.tag.as_str(), "claim", "the selected span is re-tagged");
    assert_eq!(counts(&desk), (1, 0));
    desk.dispatch(Action::View(ViewAction::Span(None)));
    let caret = Selection::caret(at("Friday").start);
    desk.dispatch(Action::View(ViewAction::Select(Some(caret))));
    tag(&mut desk, "claim");
    assert_eq!(words(&desk, desk.view.span.as_ref().unwrap()), "Friday");
}

#[test]
fn undo_says_what_it_takes_back_and_unsaved_is_exact() {
    let mut desk = desk_of_alice();
    let open = desk.open.as_mut().unwrap();
    open.saved = open.project.clone();
    open.touch();
    assert!(!open.is_unsaved);
    mark(&mut desk, "a door left ajar", "quote");
    let open = desk.open.as_ref().unwrap();
    assert_eq!(open.history.undo_label(), Some("tag Quote"));
    assert!(open.is_unsaved);
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk), (0, 0));
    assert!(desk.view.span.is_none());
    assert!(!desk.open.as_ref().unwrap().is_unsaved, "back where it was saved");
    run(&mut desk, Command::Redo);
    assert_eq!(counts(&desk), (1, 0));
    assert!(desk.open.as_ref().unwrap().is_unsaved);
}

#[test]
fn typing_a_note_is_one_undo() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "nothing more", "quote");
    for note in ["c", "co", "com"] {
        let field = SpanField::Note(note.into());
        desk.dispatch(Action::Span(SpanAction::Set(span.clone(), field)));
    }
    run(&mut desk, Command::Undo);
    let (found, _) = desk.open.as_ref().unwrap().span(&span).unwrap();
    assert_eq!(found.note, "");
    assert_eq!(counts(&desk), (1, 0));
}

#[test]
fn links_join_only_what_the_codebook_allows_and_go_with_their_span() {
    let mut desk = desk_of_alice();
    let actor = mark(&mut desk, "Lena Okafor", "actor");
    let quote = mark(&mut desk, "“a door left ajar, nothing more”", "quote");
    let doubt = mark(&mut desk, "doubts", "skepticism");
    desk.dispatch(Action::View(ViewAction::Span(Some(quote.clone()))));
    run(&mut desk, Command::StartLink);
    desk.dispatch(Action::Span(SpanAction::LinkTo(doubt.clone())));
    assert_eq!(counts(&desk), (3, 0), "a quote is not said by a doubt");
    desk.dispatch(Action::Span(SpanAction::LinkTo(actor.clone())));
    assert_eq!(counts(&desk), (3, 1));
    assert!(desk.view.linking.is_none());
    desk.dispatch(Action::Span(SpanAction::Remove(vec![actor, quote])));
    assert_eq!(counts(&desk), (1, 0));
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk), (3, 1), "one undo brings back spans and link");
}

#[test]
fn edges_move_by_words_and_the_span_stays_itself() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "door left", "quote");
    for (command, expected) in [
        (Command::StretchEnd, "door left ajar"),
        (Command::StretchStart, "a door left ajar"),
        (Command::ShrinkEnd, "a door left"),
        (Command::ShrinkStart, "door left"),
        (Command::ShrinkEnd, "door"),
        (Command::ShrinkEnd, "door"),
    ] {
        run(&mut desk, command);
        assert_eq!(words(&desk, &span), expected, "{command:?}");
    }
}

#[test]
fn punctuation_goes_before_the_word_that_it_follows() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "“a door left ajar, nothing", "quote");
    for (command, expected) in [
        (Command::ShrinkEnd, "“a door left ajar"),
        (Command::ShrinkStart, "a door left ajar"),
        (Command::ShrinkStart, "door left ajar"),
    ] {
        run(&mut desk, command);
        assert_eq!(words(&desk, &span), expected, "{command:?}");
    }
}

#[test]
fn a_cards_name_has_no_punctuation_around_it() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Lena Okafor", "actor");
    desk.dispatch(Action::Span(SpanAction::NewCard(span, " “Lena Okafor Inc.,” ".into())));
    let project = &desk.open.as_ref().unwrap().project;
    let names: Vec<&str> = project.cards().values().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["Lena Okafor Inc."]);
}

#[test]
fn a_fragment_is_added_to_the_selected_span() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Lena Okafor", "actor");
    select(&mut desk, "She");
    run(&mut desk, Command::AddFragment);
    assert_eq!(words(&desk, &span), "Lena Okafor She");
    assert_eq!(counts(&desk), (1, 0));
    assert_eq!(desk.announced.last().unwrap(), "Added to Actor: Lena Okafor … She");
    select(&mut desk, "Friday");
    desk.open.as_mut().unwrap().is_partial = true;
    run(&mut desk, Command::AddFragment);
    assert_eq!(
        desk.view.selected_text(),
        Some(at("Friday")),
        "what was refused takes nothing away"
    );
    desk.open.as_mut().unwrap().is_partial = false;
    let place = Place::At(Fragments::one(at("Okafor")).unwrap());
    desk.dispatch(Action::Span(SpanAction::Set(span, SpanField::Place(place))));
    assert_eq!(desk.announced.last().unwrap(), "Moved Actor: Okafor");
}

#[test]
fn the_selection_grows_from_word_to_article() {
    let mut desk = desk_of_alice();
    desk.view.selection = Some(Selection::caret(at("door").start));
    let mut grown = Vec::new();
    for _ in 0..7 {
        run(&mut desk, Command::GrowSelection);
        let stretch = desk.view.selected_text().unwrap();
        grown.push(desk.text().unwrap().slice(stretch).to_owned());
    }
    assert_eq!(grown[0], "door");
    assert_eq!(grown[1], "a door left ajar, nothing more");
    assert_eq!(grown[2], "“a door left ajar, nothing more”");
    assert!(grown[3].starts_with("Lena") && grown[3].ends_with("Friday."), "{}", grown[3]);
    assert!(grown[4].ends_with("She doubts it."), "{}", grown[4]);
    assert_eq!(grown[6], TEXT, "and stays at the whole article");
}

#[test]
fn walking_goes_through_the_spans_of_all_analysts_in_the_order_of_the_text() {
    let mut desk = desk_of_alice();
    mark(&mut desk, "Lena Okafor", "actor");
    mark(&mut desk, "Friday", "claim");
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    mark(&mut desk, "nothing more", "quote");
    desk.dispatch(Action::View(ViewAction::Span(None)));
    desk.view.selection = None;
    let mut walked = Vec::new();
    for _ in 0..4 {
        run(&mut desk, Command::NextSpan);
        walked.push(words(&desk, desk.view.span.as_ref().unwrap()));
    }
    assert_eq!(walked, ["Lena Okafor", "nothing more", "Friday", "Friday"]);
    run(&mut desk, Command::PreviousSpan);
    assert_eq!(words(&desk, desk.view.span.as_ref().unwrap()), "nothing more");
}

#[test]
fn nobody_changes_anothers_layer_by_a_slip() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Friday", "claim");
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    desk.dispatch(Action::Span(SpanAction::Remove(vec![span.clone()])));
    desk.dispatch(Action::Span(SpanAction::Set(span, SpanField::Note("no".into()))));
    assert_eq!(counts(&desk), (1, 0));
    assert_eq!(desk.open.as_ref().unwrap().history.undo_label(), Some("new analyst"));
    assert!(desk.news.iter().any(|news| news.text.contains("Alice")));
}

#[test]
fn unsaved_work_is_asked_about_before_it_is_left() {
    let mut desk = desk_of_alice();
    run(&mut desk, Command::Quit);
    let asked = desk.view.dialog.as_deref();
    assert!(matches!(asked, Some(Dialog::Unsaved { then: AfterSave::Quit })), "{asked:?}");
    assert!(desk.effects.is_empty());
    desk.dispatch(Action::View(ViewAction::StepBack));
    assert!(desk.open.is_some() && desk.effects.is_empty(), "Esc stays");
}

#[test]
fn an_analyst_gets_a_layer_with_the_first_span() {
    let mut desk = desk_of_alice();
    let layer = LayerId {
        article: ArticleId::new("port").unwrap(),
        analyst: desk.open.as_ref().unwrap().analyst.clone().unwrap(),
    };
    assert!(desk.open.as_ref().unwrap().project.layer(&layer).is_none());
    mark(&mut desk, "Friday", "claim");
    let project = &desk.open.as_ref().unwrap().project;
    assert_eq!(project.layer(&layer).unwrap().span_count(), 1);
    assert!(project.span(&layer, &SpanId::from_bits(1)).is_some());
}
