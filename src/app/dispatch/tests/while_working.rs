//! What a person does while a worker is still at it.

use std::path::Path;

use super::{counts, mark, run};
use crate::{
    app::{
        action::{Action, AnalystAction, FileAction},
        command::Command,
        desk::{Desk, Effect, Home, next_number},
        dialog::{AfterSave, Dialog},
        dispatch::message::GLANCE,
        work::{Message, Work},
    },
    jobs::Stamps,
    model::{Project, Time},
    store::{self, Settings},
};

/// Returns a desk on a project that is saved in `folder`, whose work waits for [`Work::step`].
fn desk_in(folder: &Path) -> Desk {
    let mut desk = super::desk_of_alice();
    let project = &desk.open.as_ref().unwrap().project;
    let folder = store::create(folder, project).unwrap();
    let open = desk.open.as_mut().unwrap();
    open.settle(Box::new(folder));
    desk.work = Work::by_hand();
    desk
}

fn step(desk: &mut Desk) {
    assert!(desk.work.step(), "nothing was asked of the workers");
    desk.take_messages();
}

fn on_disk(folder: &Path) -> Project {
    store::open(folder).unwrap().project
}

fn spans(project: &Project) -> usize {
    project.layers().map(|layer| layer.span_count()).sum()
}

#[test]
fn a_save_that_ends_late_leaves_the_next_project_alone() {
    let place = tempfile::tempdir().unwrap();
    let mut desk = desk_in(&place.path().join("a"));
    mark(&mut desk, "Friday", "claim");
    run(&mut desk, Command::Save);
    assert!(desk.open.as_ref().unwrap().is_unsaved, "not in the files yet");
    run(&mut desk, Command::NewProject);
    desk.dispatch(Action::File(FileAction::DiscardAndGoOn));
    let ticket = desk.ticket();
    step(&mut desk);
    let open = desk.open.as_ref().unwrap();
    assert_eq!(open.ticket, ticket);
    assert!(matches!(open.home, Home::Untitled), "{:?}", open.home);
    assert_eq!(open.project.articles().len(), 0);
    assert_eq!(spans(&on_disk(&place.path().join("a"))), 1, "the save went on");
}

#[test]
fn work_done_during_a_save_is_saved_before_the_window_closes() {
    let place = tempfile::tempdir().unwrap();
    let mut desk = desk_in(&place.path().join("a"));
    mark(&mut desk, "Friday", "claim");
    run(&mut desk, Command::Save);
    mark(&mut desk, "Lena Okafor", "actor");
    run(&mut desk, Command::Quit);
    assert!(matches!(desk.view.dialog.as_deref(), Some(Dialog::Unsaved { then: AfterSave::Quit })));
    desk.dispatch(Action::File(FileAction::SaveThenGoOn));
    step(&mut desk);
    assert!(desk.effects.is_empty(), "the second span is not in the files yet");
    step(&mut desk);
    assert_eq!(desk.effects, [Effect::Close]);
    assert_eq!(spans(&on_disk(&place.path().join("a"))), 2);
}

#[test]
fn a_second_save_during_a_save_is_not_forgotten() {
    let place = tempfile::tempdir().unwrap();
    let mut desk = desk_in(&place.path().join("a"));
    mark(&mut desk, "Friday", "claim");
    run(&mut desk, Command::Save);
    mark(&mut desk, "Lena Okafor", "actor");
    run(&mut desk, Command::Save);
    step(&mut desk);
    step(&mut desk);
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
    assert_eq!(spans(&on_disk(&place.path().join("a"))), 2);
}

#[test]
fn saving_with_nothing_left_to_save_goes_on_at_once() {
    let place = tempfile::tempdir().unwrap();
    let mut desk = desk_in(&place.path().join("a"));
    mark(&mut desk, "Friday", "claim");
    run(&mut desk, Command::Save);
    run(&mut desk, Command::CloseProject);
    step(&mut desk);
    desk.dispatch(Action::File(FileAction::SaveThenGoOn));
    assert!(desk.open.is_none());
    assert!(desk.after_save.is_none());
}

#[test]
fn a_project_that_opens_late_does_not_replace_another() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a");
    drop(desk_in(&path));
    let stamps = Stamps::fixed(100, Time::default());
    let mut desk = Desk::new(Settings::default(), stamps, Work::by_hand());
    desk.dispatch(Action::File(FileAction::Open(vec![path.clone()])));
    step(&mut desk);
    run(&mut desk, Command::NewProject);
    step(&mut desk);
    let open = desk.open.as_ref().unwrap();
    assert_eq!(open.project.articles().len(), 0, "the new project stays");
    run(&mut desk, Command::CloseProject);
    desk.dispatch(Action::File(FileAction::Open(vec![path])));
    step(&mut desk);
    step(&mut desk);
    assert_eq!(desk.open.as_ref().unwrap().project.articles().len(), 1);
}

#[test]
fn who_annotates_is_asked_again_when_the_name_was_undone() {
    let mut desk = super::desk();
    super::select(&mut desk, "Friday");
    super::tag(&mut desk, "claim");
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    assert_eq!(counts(&desk), (1, 0));
    run(&mut desk, Command::Undo);
    run(&mut desk, Command::Undo);
    super::select(&mut desk, "Friday");
    super::tag(&mut desk, "claim");
    assert!(matches!(desk.view.dialog.as_deref(), Some(Dialog::Analyst { .. })));
}

#[test]
fn walking_passes_spans_at_the_same_place_once() {
    let mut desk = super::desk_of_alice();
    mark(&mut desk, "Lena Okafor called", "claim");
    mark(&mut desk, "Lena Okafor", "actor");
    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    mark(&mut desk, "Lena Okafor", "actor");
    mark(&mut desk, "Friday", "claim");
    desk.view.span = None;
    desk.view.selection = None;
    let mut walked = Vec::new();
    for _ in 0..4 {
        run(&mut desk, Command::NextSpan);
        walked.push(desk.view.span.clone().unwrap());
    }
    let mut unique = walked.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 4, "{walked:?}");
    for expected in walked.iter().rev().skip(1) {
        run(&mut desk, Command::PreviousSpan);
        assert_eq!(desk.view.span.as_ref(), Some(expected));
    }
}

#[test]
fn a_text_is_shown_before_its_spans_and_stays_as_it_is_shown() {
    let mut desk = super::desk_of_alice();
    mark(&mut desk, "Friday", "claim");
    let whole = desk.open.take().unwrap().project;
    let article = whole.articles().next().unwrap().clone();
    let mut text = Project::new("Port", Time::default(), whole.codebook().clone());
    text.put_article(article);
    let ticket = next_number();
    desk.opening = Some(ticket);
    let worker = desk.work.reporter(ticket);

    worker.send(Message::First(Box::new(text)));
    desk.take_messages();
    assert!(desk.open.is_none(), "the rest may be there at a glance");
    std::thread::sleep(GLANCE);
    desk.take_messages();
    assert_eq!(counts(&desk), (0, 0));
    let shown = desk.ticket();
    super::select(&mut desk, "Lena");

    worker.send(Message::First(Box::new(whole)));
    desk.take_messages();
    assert_eq!(counts(&desk), (1, 0));
    assert_eq!(desk.ticket(), shown, "panels keep what they show of it");
    assert!(desk.view.selected_text().is_some());
    let open = desk.open.as_ref().unwrap();
    assert!(open.is_partial && !open.is_unsaved);
}
