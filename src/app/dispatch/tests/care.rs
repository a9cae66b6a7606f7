//! Conflicts, earlier states and damaged files, as a person deals with them.

use std::{fs, path::Path};

use super::{
    keeping::{project_in, window},
    *,
};
use crate::{
    app::{
        action::{CareAction, Decision, FileAction, Mending},
        desk::Tone,
        dialog::{Looked, Prospect},
    },
    model::{
        Conflict,
        edit::{Edit, LayerEdit, LayerField},
        merge,
    },
    store::{GoingTo, RepairOutcome},
};

const LAYER: &str = "annotations/alice/port.ron";

/// Returns a desk on a project that is saved in a folder with one span, and the span.
fn kept(root: &Path) -> (Desk, SpanRef) {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Lena Okafor", "actor");
    care_save_to(&mut desk, root);
    (desk, span)
}

fn care_save_to(desk: &mut Desk, root: &Path) {
    desk.dispatch(Action::File(FileAction::SaveTo(root.join("port"))));
    desk.take_messages();
}

fn save(desk: &mut Desk) {
    run(desk, Command::Save);
    desk.take_messages();
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
}

fn care(desk: &mut Desk, action: CareAction) {
    desk.dispatch(Action::Care(action));
    desk.take_messages();
}

/// Returns a desk on the project in a folder as it is opened anew, by Alice.
fn opened(root: &Path) -> Desk {
    let settings = Settings { analyst: "Alice".into(), ..Settings::default() };
    let mut desk = Desk::new(settings, Stamps::fixed(900, Time::default()), Work::inline());
    desk.dispatch(Action::File(FileAction::Open(vec![root.join("port")])));
    desk.take_messages();
    desk
}

fn problems(desk: &Desk) -> usize {
    desk.open.as_ref().unwrap().problems.len()
}

fn spans(desk: &Desk) -> usize {
    counts(desk).0
}

pub(super) fn last_news(desk: &Desk) -> &str {
    desk.news.last().map_or("", |news| &news.text)
}

fn set_conflicts(desk: &mut Desk, layer: &LayerId, conflicts: Vec<Conflict>) {
    let set = LayerEdit::Set(layer.clone(), LayerField::Conflicts(conflicts));
    desk.dispatch(Action::change("merge", Edit::Layer(set)));
}

fn note_conflict(span: &SpanId) -> Conflict {
    Conflict {
        id: span.to_string(),
        field: "note".into(),
        theirs: "\"theirs\"".into(),
        analyst: None,
        time: Time::default(),
        unknown: crate::model::Unknown::default(),
    }
}

fn note(desk: &Desk, span: &SpanRef) -> String {
    desk.open.as_ref().unwrap().span(span).unwrap().0.note.clone()
}

#[test]
fn either_side_of_a_conflict_can_stand() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Lena Okafor", "actor");
    desk.dispatch(Action::Span(SpanAction::Set(span.clone(), SpanField::Note("mine".into()))));
    let conflict = note_conflict(&span.span);
    set_conflicts(&mut desk, &span.layer, vec![conflict.clone()]);
    let number = |desk: &Desk| desk.open.as_ref().unwrap().conflicts;
    assert_eq!(number(&desk), 1);
    let open = Box::new(merge::OpenConflict { layer: Some(span.layer.clone()), conflict });
    care(&mut desk, CareAction::Decide(open.clone(), Decision::Theirs));
    assert_eq!((note(&desk, &span), number(&desk)), ("theirs".into(), 0));
    run(&mut desk, Command::Undo);
    assert_eq!((note(&desk, &span), number(&desk)), ("mine".into(), 1), "one undo takes it back");
    care(&mut desk, CareAction::Decide(open.clone(), Decision::Ours));
    assert_eq!((note(&desk, &span), number(&desk)), ("mine".into(), 0));
    run(&mut desk, Command::Undo);
    care(&mut desk, CareAction::KeepAllOurs);
    assert_eq!((note(&desk, &span), number(&desk)), ("mine".into(), 0));
    run(&mut desk, Command::Undo);

    desk.dispatch(Action::Analyst(AnalystAction::New("Bo".into())));
    assert_eq!(number(&desk), 0, "it is not for Bo to decide");
    care(&mut desk, CareAction::Decide(open, Decision::Theirs));
    care(&mut desk, CareAction::KeepAllOurs);
    let layer = desk.open.as_ref().unwrap().project.layer(&span.layer).unwrap();
    assert_eq!((note(&desk, &span), layer.conflicts.len()), ("mine".into(), 1));
}

#[test]
fn theirs_of_what_is_gone_is_not_taken() {
    let mut desk = desk_of_alice();
    let span = mark(&mut desk, "Lena Okafor", "actor");
    let conflict = note_conflict(&SpanId::from_bits(77));
    set_conflicts(&mut desk, &span.layer, vec![conflict.clone()]);
    let open = Box::new(merge::OpenConflict { layer: Some(span.layer), conflict });
    care(&mut desk, CareAction::Decide(open.clone(), Decision::Theirs));
    assert!(last_news(&desk).contains("only yours can be kept"), "{}", last_news(&desk));
    care(&mut desk, CareAction::Decide(open, Decision::Ours));
    assert_eq!(desk.open.as_ref().unwrap().conflicts, 0);
}

#[test]
fn the_project_goes_back_to_before_a_save_and_forth_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = kept(folder.path());
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    mark(&mut desk, "doubts", "skepticism");
    run(&mut desk, Command::Saving);
    desk.take_messages();
    let Some(Dialog::Saving(dialog)) = desk.view.dialog.as_deref() else { panic!("no dialog") };
    let Looked::Found(states) = &dialog.states else { panic!("{:?}", dialog.states) };
    let number = states[0].number;
    care(&mut desk, CareAction::LookBack(number));
    let Some(Dialog::Saving(dialog)) = desk.view.dialog.as_deref() else { panic!("no dialog") };
    let Looked::Found(goings) = &dialog.goings else { panic!("{:?}", dialog.goings) };
    let found: Vec<_> = goings.iter().map(|going| (going.file.as_path(), going.to)).collect();
    assert_eq!(found, [(Path::new(LAYER), GoingTo::Before)]);

    care(&mut desk, CareAction::GoBack(number));
    assert_eq!(spans(&desk), 3, "there is unsaved work");
    save(&mut desk);
    let Some(Dialog::Saving(dialog)) = desk.view.dialog.as_deref() else { panic!("no dialog") };
    let Looked::Found(states) = &dialog.states else { panic!("{:?}", dialog.states) };
    assert_eq!((states[0].number, dialog.chosen), (number + 1, None), "it is looked at again");
    run(&mut desk, Command::Undo);
    save(&mut desk);
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
    care(&mut desk, CareAction::GoBack(number));
    assert_eq!(spans(&desk), 1);
    assert!(!desk.open.as_ref().unwrap().is_unsaved, "the files say the same");
    assert!(desk.news.iter().any(|news| news.text.contains("1 file went back")), "{:?}", desk.news);
    assert!(!desk.news.iter().any(|news| news.text.contains("others")), "nobody else did it");
    let back = fs::read_to_string(folder.path().join("port").join(LAYER)).unwrap();
    assert!(!back.contains("Friday"), "{back}");

    let states = crate::jobs::generations(&folder.path().join("port")).unwrap();
    care(&mut desk, CareAction::GoBack(states[0].number));
    assert_eq!(spans(&desk), 2, "going back can be taken back");
    run(&mut desk, Command::Undo);
    mark(&mut desk, "a door left ajar", "quote");
    save(&mut desk);
    assert_eq!(problems(&opened(folder.path())), 0);
}

#[test]
fn a_damaged_file_is_repaired_and_can_be_worked_on() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = kept(folder.path());
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    let path = folder.path().join("port").join(LAYER);
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.replacen("tag: \"claim\"", "tag: claim\"", 1)).unwrap();
    let mut desk = opened(folder.path());
    assert_eq!((problems(&desk), spans(&desk)), (1, 0));
    run(&mut desk, Command::Problems);
    care(&mut desk, CareAction::TryMending(LAYER.into(), Mending::Repair));
    let Some(Dialog::Problems(dialog)) = desk.view.dialog.as_deref() else { panic!("no dialog") };
    let prospect = &dialog.trial.as_ref().unwrap().prospect;
    let Looked::Found(Prospect::Repair(RepairOutcome::Saved { lost, kept, .. })) = prospect else {
        panic!("{prospect:?}")
    };
    assert_eq!((lost.len(), kept), (1, &None), "nothing is written yet");
    care(&mut desk, CareAction::Mend(LAYER.into(), Mending::Repair));
    assert_eq!((problems(&desk), spans(&desk)), (0, 1), "{:?}", desk.news);
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
    desk.view.article = Some(ArticleId::new("port").unwrap());
    mark(&mut desk, "doubts", "skepticism");
    save(&mut desk);
    assert_eq!(problems(&opened(folder.path())), 0);
}

#[test]
fn two_sides_of_a_file_are_merged_with_the_project_open() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = kept(folder.path());
    let path = folder.path().join("port").join(LAYER);
    let one = fs::read_to_string(&path).unwrap();
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    let two = fs::read_to_string(&path).unwrap();
    let line = two.lines().find(|line| line.contains("Friday")).unwrap();
    let marked = format!("<<<<<<< HEAD\n=======\n{line}\n>>>>>>> theirs");
    fs::write(&path, two.replacen(line, &marked, 1)).unwrap();
    let mut desk = opened(folder.path());
    assert_eq!((problems(&desk), spans(&desk)), (1, 0));
    run(&mut desk, Command::Problems);
    care(&mut desk, CareAction::TryMending(LAYER.into(), Mending::Merge));
    let Some(Dialog::Problems(dialog)) = desk.view.dialog.as_deref() else { panic!("no dialog") };
    let prospect = &dialog.trial.as_ref().unwrap().prospect;
    assert!(matches!(prospect, Looked::Found(Prospect::Merge { conflicts: 0 })), "{prospect:?}");
    assert!(fs::read_to_string(&path).unwrap().contains("<<<<<<<"), "nothing is written yet");
    care(&mut desk, CareAction::Mend(LAYER.into(), Mending::Merge));
    assert_eq!((problems(&desk), spans(&desk)), (0, 2), "{:?}", desk.news);
    assert_ne!(fs::read_to_string(&path).unwrap(), one);
}

#[test]
fn what_would_be_written_over_a_damaged_file_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    kept(folder.path());
    fs::write(folder.path().join("port/codebook.ron"), "(format: 1, tags: [").unwrap();
    let mut desk = opened(folder.path());
    let tag = desk.open.as_ref().unwrap().project.codebook().tags.values().next().unwrap().clone();
    let mut changed = tag.clone();
    changed.name = "Another".into();
    let edit = Edit::Tag(crate::model::edit::RecordEdit::Change(Box::new(changed)));
    desk.dispatch(Action::change("rename tag", edit));
    assert!(last_news(&desk).contains("codebook.ron can’t be read"), "{}", last_news(&desk));
    assert!(!desk.open.as_ref().unwrap().is_unsaved);
    desk.view.article = Some(ArticleId::new("port").unwrap());
    mark(&mut desk, "Friday", "actor");
    assert_eq!(spans(&desk), 2, "spans have a file of their own");
}

#[test]
fn what_comes_from_files_is_said_harmlessly() {
    let mut desk = desk();
    desk.say(Tone::Plain, "Saved in a\u{202e}b\u{1b}[2J\nand so on");
    assert_eq!(last_news(&desk), "Saved in a\\u{202e}b\\u{1b}[2J\nand so on");
}

#[test]
fn a_save_that_a_crash_had_cut_short_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, _) = kept(folder.path());
    mark(&mut desk, "Friday", "claim");
    save(&mut desk);
    let generation = folder.path().join("port/.postil/generations/1");
    // As if the program had ended before it could say that all files are in place.
    fs::rename(generation.join("generation.ron"), generation.join("decided.ron")).unwrap();
    let desk = opened(folder.path());
    let told = "A save that was cut short was finished";
    assert!(desk.news.iter().any(|news| news.text.starts_with(told)), "{:?}", desk.news);
    assert_eq!(spans(&desk), 2);
}

#[test]
fn a_project_without_its_file_gets_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = project_in(folder.path());
    fs::remove_file(path.join("project.ron")).unwrap();
    let mut desk = window(&path, "Alice", 100);
    assert!(desk.open.is_none(), "it is not opened as loose articles");
    let Some(Dialog::Headless(named)) = desk.view.dialog.as_deref() else { panic!() };
    let make = CareAction::MakeHeader(named.clone());
    assert!(!path.join("project.ron").exists(), "nothing is written unasked");
    desk.dispatch(Action::Care(make));
    for _ in 0..6 {
        desk.take_messages();
    }
    let open = desk.open.as_ref().unwrap();
    assert_eq!((open.project.title(), open.problems.len()), ("port", 0));
    assert_eq!(counts(&desk).0, 1);
}
