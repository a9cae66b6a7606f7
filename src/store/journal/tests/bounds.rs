//! How much a journal keeps: on the disk, and in memory while the disk takes none.

use super::*;
use crate::model::{ArticleId, Original, edit::ArticleEdit};

/// Returns how many bytes a session has on the disk.
fn bytes_in(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let lengths = entries.map(|entry| {
        let found = entry.metadata().unwrap();
        if found.is_dir() { bytes_in(&entry.path()) } else { found.len() }
    });
    lengths.sum()
}

#[test]
fn typing_is_a_record_a_pause_and_not_a_letter() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let mut words = String::new();
    for _ in 0..2 {
        for letter in 0..1500 {
            words.push(if letter % 7 == 0 { ' ' } else { 'x' });
            desk.note(&words);
        }
        desk.history.break_run();
        desk.tell();
        // Thousands of orders come in as fast as they can: few batches.
        desk.flush();
    }
    let bytes = bytes_in(&desk.session());
    assert!(bytes < 100_000, "{bytes}");
    assert_eq!(desk.journal.status().synced, desk.journal.last());
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!((&again.project, recovered.refused.len()), (&desk.project, 0));
    assert_eq!(labels(&recovered), ["edit note", "edit note"]);
    while again.undo().is_some() {
        assert!(desk.undo().is_some());
        assert_eq!(again.project, desk.project);
    }
    assert_eq!((desk.undo(), &again.project), (None, &small()));
}

#[test]
fn no_record_is_partly_in_a_save() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.flush();
    desk.note("sa");
    desk.note("saved");
    let (covers, saved) = (desk.journal.covers(), desk.project.clone());
    desk.note("saved and");
    desk.note("saved and more");
    desk.flush();
    desk.folder.as_mut().unwrap().save_covering(&saved, covers).unwrap();
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(again.project, desk.project);
    assert_eq!(labels(&recovered), ["edit note"]);
    assert_eq!(recovered.saved_history.steps().len(), 1, "of what was saved, too");
    again.undo();
    assert_eq!((again.undo(), &again.project), (None, &small()));
}

#[test]
fn texts_count_and_go_with_the_segments_that_name_them() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    for number in 0..6_u8 {
        let id = ArticleId::new(format!("article-{number}")).unwrap();
        let mut article = testing::article(&id, &format!("Text {number}"));
        article.versions[0].original = Original::InMemory(vec![number; 12 << 20].into());
        article.versions[0].source = "text.html".to_owned();
        desk.apply("add article", Edit::Article(ArticleEdit::Add(Arc::new(article))));
        desk.save();
        desk.flush();
    }
    desk.apply("rename project", title("Port"));
    let bytes = bytes_in(&desk.session());
    assert!(bytes < 40 << 20, "{bytes}");
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!((again.project.title(), recovered.refused.len()), ("Port", 0));
    for label in ["rename project", "add article", "add article"] {
        assert_eq!(again.undo().as_deref(), Some(label));
    }
    while again.undo().is_some() {}
    assert!(again.project.articles().len() > 2, "the first ones are no longer kept");
    // A program that goes on with the session knows what is named there.
    again.apply("rename project", title("Bay"));
    again.save();
    let bytes = bytes_in(&again.session());
    assert!(bytes < 40 << 20, "{bytes}");
}

#[test]
fn what_waits_for_a_disk_is_bounded_and_all_is_there_in_the_end() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("rename project", title("Port"));
    desk.flush();
    let away = at.path().join("away");
    fs::rename(&desk.root, &away).unwrap();
    // A file that is open is written wherever it is; a new one has no place.
    desk.taken_in();
    for turn in 0..60 {
        desk.note(&format!("{turn} {}", "long ".repeat(100_000)));
        desk.history.break_run();
        desk.tell();
        assert!(desk.journal.flush(PATIENCE).is_err());
    }
    fs::rename(&away, &desk.root).unwrap();
    desk.note("at last");
    desk.flush();
    assert_eq!(desk.journal.status().synced, desk.journal.last());
    let bytes = bytes_in(&desk.session());
    assert!(bytes < 24 << 20, "{bytes}");
    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!((&again.project, recovered.refused.len()), (&desk.project, 0));
    // Undo leads back as far as single steps were kept, by states that were there.
    while again.undo().is_some() {
        assert!(desk.undo().is_some());
        assert_eq!(again.project, desk.project);
    }
}

#[test]
fn texts_that_others_wrote_are_in_their_files_and_not_in_the_journal() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("rename project", title("Harbour"));
    let id = ArticleId::new("tide-table").unwrap();
    let words = "High water at noon. ".repeat(1000);
    let mut opened = open(&desk.root).unwrap();
    let article = Edit::Article(ArticleEdit::Add(Arc::new(testing::article(&id, &words))));
    opened.project.restore(article.clone()).unwrap();
    opened.folder.save(&opened.project).unwrap();
    desk.project.restore(article.clone()).unwrap();
    let theirs = Arc::new(Edit::Batch(vec![article]));
    let files = opened.folder.all_hashes();
    let standing = Standing { saved: &opened.project, project: &desk.project, now: time(3) };
    desk.journal.outside("take in", theirs, files, standing);
    desk.apply("rename project", title("Port"));
    assert_eq!(bytes_in(&desk.session().join("texts")), 0);
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!((&again.project, recovered.refused.len()), (&desk.project, 0));
    assert!(recovered.changes.len() > 1, "{:?}", recovered.changes);
}
