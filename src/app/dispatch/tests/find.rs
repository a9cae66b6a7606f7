//! Finding words, and labelling all occurrences of a name.

use super::{at, counts, desk_of_alice, run, tag, words};
use crate::{
    app::{
        action::{Action, FindAction, OccurrenceAction, ViewAction},
        command::Command,
        desk::{Desk, Home, Open},
        find::{State, Way},
        view::Selection,
        work::Work,
    },
    articles,
    model::{ArticleId, Codebook, Project, TagId, Time},
    text::{
        Offset,
        search::{Query, Syntax},
    },
};

pub(super) const NAMES: &str = "Maduro speaks\n\nMaduro spoke. Maduro’s men left; MADURO stayed. Maduros did not. \
                     President Maduro agreed.\n";

/// Returns Alice's desk on an article that names Maduro five times.
pub(super) fn on_names() -> Desk {
    let mut desk = desk_of_alice();
    add(&mut desk, "names", NAMES);
    desk.dispatch(Action::View(ViewAction::Article("names".parse().unwrap())));
    desk
}

pub(super) fn add(desk: &mut Desk, id: &str, text: &str) {
    let reading = articles::read(text.as_bytes(), "names.txt").unwrap();
    let id = ArticleId::new(id).unwrap();
    let article = reading.into_article(id, "names.txt", Time::default());
    desk.open.as_mut().unwrap().project.put_article(article);
}

pub(super) fn ask(desk: &mut Desk, words: &str) {
    let query = Query { words: words.to_owned(), ..desk.finding.query.clone() };
    desk.dispatch(Action::Find(FindAction::Ask(query)));
    desk.take_messages();
}

pub(super) fn select_at(desk: &mut Desk, start: usize, end: usize) {
    let selection = Selection { anchor: Offset::new(start), focus: Offset::new(end) };
    desk.dispatch(Action::View(ViewAction::Select(Some(selection))));
}

/// Returns where the selection starts and what it holds.
pub(super) fn selected(desk: &Desk) -> (usize, String) {
    let at = desk.view.selected_text().unwrap();
    (at.start.to_usize(), desk.text().unwrap().slice(at).to_owned())
}

pub(super) fn label_all(desk: &mut Desk) {
    run(desk, Command::LabelAll);
    desk.take_messages();
}

pub(super) fn occurrence(desk: &mut Desk, action: OccurrenceAction) {
    desk.dispatch(Action::Occurrence(action));
    desk.take_messages();
}

pub(super) fn said(desk: &mut Desk) -> String {
    desk.news.drain(..).map(|news| news.text).collect::<Vec<_>>().join("|")
}

#[test]
fn typing_goes_to_the_first_hit_after_the_caret_and_steps_go_round() {
    let mut desk = on_names();
    let second = NAMES.find("Maduro spoke").unwrap();
    select_at(&mut desk, second - 1, second - 1);
    run(&mut desk, Command::Find);
    assert!(desk.finding.is_open && desk.finding.takes_keyboard);
    ask(&mut desk, "m");
    ask(&mut desk, "maduro");
    assert_eq!(selected(&desk), (second, "Maduro".into()));
    assert_eq!((desk.finding.current, desk.finding.hits().len()), (Some(1), 6));
    run(&mut desk, Command::FindPrevious);
    assert_eq!((desk.finding.current, desk.finding.wrapped), (Some(0), None));
    run(&mut desk, Command::FindPrevious);
    assert_eq!((desk.finding.current, desk.finding.wrapped), (Some(5), Some(Way::Back)));
    run(&mut desk, Command::FindNext);
    assert_eq!((desk.finding.current, desk.finding.wrapped), (Some(0), Some(Way::On)));
    assert_eq!(desk.view.goto.as_ref().unwrap().at, desk.finding.hit().unwrap());
    desk.dispatch(Action::View(ViewAction::StepBack));
    assert!(!desk.finding.is_open);
    assert_eq!(selected(&desk), (0, "Maduro".into()), "the hit stays selected");
    run(&mut desk, Command::FindNext);
    desk.take_messages();
    assert_eq!(desk.finding.current, Some(1), "and the query is kept");
}

#[test]
fn opening_the_bar_again_goes_nowhere() {
    let mut desk = on_names();
    run(&mut desk, Command::Find);
    ask(&mut desk, "maduro");
    desk.dispatch(Action::Find(FindAction::Close));
    assert!(desk.finding.hits().is_empty(), "nothing is marked while it is closed");
    desk.dispatch(Action::View(ViewAction::Select(None)));
    run(&mut desk, Command::Find);
    desk.take_messages();
    assert_eq!((desk.finding.hits().len(), desk.view.selection), (6, None));
    run(&mut desk, Command::CloseProject);
    desk.dispatch(Action::File(crate::app::action::FileAction::DiscardAndGoOn));
    assert!(!desk.finding.is_open && desk.finding.hits().is_empty());
    assert_eq!(desk.finding.query.words, "maduro");
}

#[test]
fn a_selection_on_one_line_is_what_to_look_for() {
    let mut desk = on_names();
    let start = NAMES.find("spoke").unwrap();
    select_at(&mut desk, start, start + 5);
    run(&mut desk, Command::Find);
    desk.take_messages();
    assert_eq!((desk.finding.query.words.as_str(), desk.finding.current), ("spoke", Some(0)));
    select_at(&mut desk, 0, start);
    run(&mut desk, Command::Find);
    assert_eq!(desk.finding.query.words, "spoke", "two lines are not");
}

#[test]
fn a_tag_takes_the_hit_and_the_next_step_goes_on_from_it() {
    let mut desk = on_names();
    run(&mut desk, Command::Find);
    ask(&mut desk, "maduro");
    tag(&mut desk, "actor");
    assert_eq!(words(&desk, desk.view.span.as_ref().unwrap()), "Maduro");
    run(&mut desk, Command::FindNext);
    assert_eq!(desk.finding.current, Some(1));
}

#[test]
fn tag_all_is_one_undo_and_leaves_out_what_is_tagged() {
    let mut desk = on_names();
    run(&mut desk, Command::Find);
    ask(&mut desk, "maduro");
    tag(&mut desk, "actor");
    desk.dispatch(Action::Find(FindAction::TagAll("actor".parse().unwrap())));
    assert_eq!(counts(&desk), (6, 0));
    assert!(said(&mut desk).contains("5 spans tagged Actor"));
    assert_eq!(desk.open.as_ref().unwrap().history.undo_label(), Some("tag 5 as Actor"));
    tag(&mut desk, "claim");
    desk.dispatch(Action::Find(FindAction::TagAll("quote".parse().unwrap())));
    assert_eq!(desk.view.last_tag, TagId::new("quote").ok(), "the last act was this one");
    run(&mut desk, Command::Undo);
    run(&mut desk, Command::Undo);
    desk.dispatch(Action::Find(FindAction::TagAll("actor".parse().unwrap())));
    assert_eq!(counts(&desk), (6, 0));
    run(&mut desk, Command::Undo);
    assert_eq!(counts(&desk), (1, 0));
    run(&mut desk, Command::Redo);
    assert_eq!(counts(&desk), (6, 0));
}

#[test]
fn blanks_are_not_tagged_and_a_bad_pattern_is_said() {
    let mut desk = on_names();
    run(&mut desk, Command::Find);
    desk.finding.query.syntax = Syntax::Regex;
    ask(&mut desk, r"\s");
    assert!(desk.finding.hits().len() > 5);
    desk.dispatch(Action::Find(FindAction::TagAll("claim".parse().unwrap())));
    assert_eq!(counts(&desk), (0, 0));
    ask(&mut desk, "(mad");
    let search = desk.finding.search.as_ref().unwrap();
    assert_eq!(search.state, State::Bad("Not a pattern yet: unclosed group".into()));
    assert!(!said(&mut desk).contains("pattern"), "the bar says it");
}

#[test]
fn what_comes_late_changes_nothing() {
    let mut desk = on_names();
    desk.work = Work::by_hand();
    run(&mut desk, Command::Find);
    ask(&mut desk, "ma");
    assert!(desk.work.step(), "its hits are on their way");
    let query = Query { words: "stayed".into(), ..Query::default() };
    desk.dispatch(Action::Find(FindAction::Ask(query)));
    desk.take_messages();
    assert!(desk.finding.hits().is_empty() && desk.view.selection.is_none());
    assert!(desk.work.step());
    desk.take_messages();
    assert_eq!(selected(&desk).1, "stayed");
    // Another article is shown before the answer comes: it is searched itself.
    ask(&mut desk, "spoke");
    assert!(desk.work.step());
    desk.dispatch(Action::View(ViewAction::Article("port".parse().unwrap())));
    while desk.work.step() {
        desk.take_messages();
    }
    assert_eq!((desk.finding.hits().len(), desk.view.selection), (0, None));
    // Another project.
    ask(&mut desk, "doubts");
    assert!(desk.work.step());
    let project = Project::new("Other", Time::default(), Codebook::starter());
    desk.open = Some(Open::new(project, Home::Untitled));
    desk.take_messages();
    assert!(!desk.work.step(), "there is nothing to search");
    assert!(desk.finding.search.is_none());
}

#[test]
fn a_new_letter_stops_the_old_search() {
    let mut desk = on_names();
    desk.work = Work::by_hand();
    run(&mut desk, Command::Find);
    let text = "a".repeat(3_000_000);
    add(&mut desk, "long", &text);
    desk.dispatch(Action::View(ViewAction::Article("long".parse().unwrap())));
    desk.finding.query.syntax = Syntax::Regex;
    // Each of its matches is looked for to the end of a look, in vain: minutes for all of them.
    ask(&mut desk, ".*b|a");
    ask(&mut desk, "x");
    desk.dispatch(Action::Find(FindAction::Close));
    let began = std::time::Instant::now();
    while desk.work.step() {
        desk.take_messages();
    }
    assert!(desk.finding.search.is_none());
    assert!(began.elapsed().as_secs() < 20, "they were not stopped");
}

#[test]
fn another_article_is_searched_when_it_is_shown() {
    let mut desk = on_names();
    run(&mut desk, Command::Find);
    ask(&mut desk, "friday");
    assert_eq!(desk.finding.hits().len(), 0);
    desk.dispatch(Action::View(ViewAction::Article("port".parse().unwrap())));
    desk.take_messages();
    assert_eq!(desk.finding.hits(), [at("Friday")]);
    assert_eq!(desk.view.selection, None, "nobody asked to go there");
}

#[test]
fn where_nothing_is_found_one_is_back_where_one_began() {
    let mut desk = on_names();
    let begun = NAMES.find("left").unwrap();
    select_at(&mut desk, begun, begun);
    run(&mut desk, Command::Find);
    ask(&mut desk, "a");
    assert!(desk.view.selected_text().is_some());
    ask(&mut desk, "axolotl");
    assert_eq!(desk.view.selection, Some(Selection::caret(Offset::new(begun))));
}
