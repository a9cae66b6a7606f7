//! Saving by itself.

use std::path::Path;

use super::*;
use crate::app::action::FileAction;

/// Returns a desk on a project in a folder, with one unsaved span.
fn unsaved(folder: &Path) -> Desk {
    let mut desk = desk_of_alice();
    desk.dispatch(Action::File(FileAction::SaveTo(folder.join("port"))));
    desk.take_messages();
    mark(&mut desk, "Lena Okafor", "actor");
    desk
}

fn later(desk: &mut Desk, seconds: i64) {
    let now = desk.stamps.now().to_utc() + chrono::TimeDelta::seconds(seconds);
    let unused = u64::try_from(now.timestamp()).unwrap() * 100;
    desk.stamps = Stamps::fixed(unused, Time::new(now));
}

fn is_unsaved(desk: &Desk) -> bool {
    desk.open.as_ref().unwrap().is_unsaved
}

#[test]
fn unsaved_work_is_saved_after_the_time_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = unsaved(folder.path());
    desk.settings.autosave = 5;
    assert_eq!(desk.save_by_itself().unwrap().as_secs(), 300);
    later(&mut desk, 200);
    mark(&mut desk, "Friday", "claim");
    assert_eq!(desk.save_by_itself().unwrap().as_secs(), 100, "counted from the first change");
    later(&mut desk, 100);
    assert_eq!(desk.save_by_itself(), None);
    desk.take_messages();
    assert!(!is_unsaved(&desk));
    mark(&mut desk, "doubts", "skepticism");
    assert_eq!(desk.save_by_itself().unwrap().as_secs(), 300, "anew after a save");
}

#[test]
fn nothing_is_saved_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = unsaved(folder.path());
    later(&mut desk, 100_000);
    assert_eq!(desk.save_by_itself(), None);
    assert!(is_unsaved(&desk));
    let mut untitled = desk_of_alice();
    mark(&mut untitled, "Lena Okafor", "actor");
    untitled.settings.autosave = 1;
    later(&mut untitled, 100_000);
    assert_eq!(untitled.save_by_itself(), None, "it has no folder yet");
    assert!(untitled.view.dialog.is_none() && untitled.effects.is_empty(), "and nobody is asked");
}
