//! What a restart finds, after a crash and without one.

use super::*;
use crate::{
    model::{
        Article, ArticleId, Original,
        edit::{ArticleEdit, compose},
    },
    text::Text,
};

pub(super) fn article(id: &str) -> Article {
    let mut article = testing::article(&ArticleId::new(id).unwrap(), "Ünder the bridge");
    article.versions[0].original = Original::InMemory((*b"<p>\xff</p>").into());
    article.versions[0].source = "bridge.html".to_owned();
    article
}

#[test]
fn what_was_not_saved_comes_back_after_a_crash_with_undo() {
    let at = tempfile::tempdir().unwrap();
    let begun = small();
    let mut desk = Desk::create(&at.path().join("a"), &begun);
    desk.apply("rename project", title("Harbour"));
    for words in ["q", "qu", "quay"] {
        desk.note(words);
    }
    desk.apply("add article", Edit::Article(ArticleEdit::Add(Arc::new(article("bridge")))));
    desk.apply("rename project", title("Port"));
    assert_eq!(desk.undo().as_deref(), Some("rename project"));
    desk.flush();

    let (mut again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(again.project, desk.project);
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!(labels(&recovered), ["rename project", "edit note", "add article"]);
    assert_eq!(recovered.since(), Some(time(1)));
    assert_eq!(recovered.undo_ends, None);
    assert_eq!(again.history.redo_label(), Some("rename project"));
    again.history.redo(&mut again.project).unwrap();
    assert_eq!(again.project.title(), "Port");
    while again.undo().is_some() {}
    assert_eq!(again.project, begun);

    // A second crash before anything else: nothing of it is lost, or there twice.
    let (third, recovered) = desk.crash(&at.path().join("c"));
    third.flush();
    let (fourth, again) = third.crash(&at.path().join("d"));
    assert_eq!((&fourth.project, &again.changes), (&desk.project, &recovered.changes));
    assert_eq!(fourth.history.undo_label(), Some("add article"));
}

#[test]
fn undo_goes_on_after_a_save_and_a_restart() {
    let at = tempfile::tempdir().unwrap();
    let begun = small();
    let mut desk = Desk::create(at.path(), &begun);
    desk.apply("rename project", title("Harbour"));
    desk.save();
    desk.note("so");
    desk.save();
    let (root, state, project) = (desk.root.clone(), desk.state.clone(), desk.project.clone());
    drop(desk);
    for _ in 0..3 {
        let (desk, recovered) = Desk::open(&root, &state);
        assert_eq!((&desk.project, recovered.changes.len()), (&project, 0));
        assert_eq!(recovered.undo_ends, None);
        assert_eq!(desk.history.steps().len(), 2);
    }
    let (mut desk, _) = Desk::open(&root, &state);
    assert_eq!(desk.undo().as_deref(), Some("edit note"));
    desk.flush();
    let (mut desk, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(labels(&recovered), ["undo: edit note"]);
    assert_eq!(desk.history.redo_label(), Some("edit note"));
    desk.undo();
    assert_eq!(desk.project, begun);
    assert_eq!(desk.undo(), None);
}

#[test]
fn undo_ends_at_a_file_that_another_program_changed() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(at.path(), &small());
    desk.apply("rename project", title("Harbour"));
    desk.save();
    desk.note("so");
    desk.save();
    desk.apply("rename project", title("Port"));
    desk.save();
    desk.flush();
    let layer = desk.root.join("annotations/alice/quay.ron");
    let text = fs::read_to_string(&layer).unwrap();
    let (root, state) = (desk.root.clone(), desk.state.clone());
    drop(desk);

    fs::write(&layer, text.replace("so", "otherwise")).unwrap();
    let (mut desk, recovered) = Desk::open(&root, &state);
    let why = "annotations/alice/quay.ron was changed by another program since";
    assert_eq!(recovered.undo_ends.as_deref(), Some(why));
    assert_eq!(desk.history.steps().len(), 1, "what came after that save can be undone");
    // It stays so when the file is written here again.
    desk.note("so again");
    desk.save();
    drop(desk);
    let (desk, _) = Desk::open(&root, &state);
    let labels: Vec<_> = desk.history.steps().iter().map(|step| step.label.clone()).collect();
    assert_eq!(labels, ["rename project", "edit note"]);
}

#[test]
fn what_is_discarded_does_not_come_back() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(at.path(), &small());
    desk.apply("rename project", title("Harbour"));
    desk.save();
    let saved = desk.project.clone();
    desk.apply("rename project", title("Port"));
    desk.undo();
    desk.undo();
    desk.journal.discard(time(9));
    let (root, state, session) = (desk.root.clone(), desk.state.clone(), desk.session());
    drop(desk);
    assert!(!segment_numbers(&session).is_empty(), "it stays for a while");
    let (desk, recovered) = Desk::open(&root, &state);
    assert_eq!((&desk.project, labels(&recovered)), (&saved, Vec::new()));
    assert_eq!(desk.history.undo_label(), Some("rename project"));
    assert_eq!(desk.history.redo_label(), None);
    drop(desk);

    // Recovered first, and then not wanted.
    let (mut desk, _) = Desk::open(&root, &state);
    desk.note("lost");
    desk.flush();
    let (mut desk, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(labels(&recovered), ["edit note"]);
    assert_eq!(recovered.saved_history.steps().len(), 1);
    desk.journal.discard(time(10));
    (desk.project, desk.history) = (saved.clone(), recovered.saved_history);
    desk.history.keep_acts();
    desk.apply("rename project", title("Bay"));
    desk.flush();
    let (desk, recovered) = desk.crash(&at.path().join("c"));
    assert_eq!(labels(&recovered), ["rename project"]);
    assert_eq!(desk.project.title(), "Bay");
    assert_eq!(desk.history.steps().len(), 2);
}

#[test]
fn two_windows_leave_two_sessions_and_both_come_back() {
    let at = tempfile::tempdir().unwrap();
    let mut one = Desk::create(&at.path().join("a"), &small());
    let (mut other, recovered) = Desk::open(&one.root, &one.state);
    assert_ne!(one.session(), other.session());
    assert!(recovered.changes.is_empty());
    one.note("mine");
    one.flush();
    other.apply("rename project", title("Theirs"));
    other.flush();
    // While they live, nobody takes anything of theirs.
    let (third, recovered) = Desk::open(&one.root, &one.state);
    assert!(recovered.changes.is_empty());
    drop(third);
    let (desk, recovered) = one.crash(&at.path().join("b"));
    let mut found = labels(&recovered);
    found.sort_unstable();
    assert_eq!(found, ["edit note", "rename project"]);
    assert_eq!(desk.project.title(), "Theirs");
    let span = desk.project.span(&testing::layer_id("alice/quay"), &testing::span_id(2)).unwrap();
    assert_eq!(span.note, "mine");
    assert!(recovered.undo_ends.unwrap().contains("several windows"));
    desk.flush();
    // Both are in the one session now.
    let (again, recovered) = desk.crash(&at.path().join("c"));
    assert_eq!((again.project, recovered.refused.len()), (desk.project.clone(), 0));
}

#[test]
fn a_session_is_settled_when_what_was_recovered_from_it_is_on_the_disk() {
    let at = tempfile::tempdir().unwrap();
    let mut one = Desk::create(&at.path().join("a"), &small());
    let (mut other, _) = Desk::open(&one.root, &one.state);
    one.note("mine");
    other.now = 10;
    other.apply("rename project", title("Theirs"));
    other.taken_in();
    let names = [&one, &other].map(|desk| desk.session().file_name().unwrap().to_owned());
    let root = at.path().join("b/project");
    copy(&one.root, &root);
    let [settles, goes_on] = names.map(|name| root.join(".postil/sessions").join(name));
    let last = *segment_numbers(&goes_on).last().unwrap();
    let in_the_way: Vec<PathBuf> =
        (last + 1..last + 100).map(|number| segment_file(&goes_on, number)).collect();
    for folder in &in_the_way {
        fs::create_dir(folder).unwrap();
    }
    let before = segment_numbers(&settles);
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    assert_eq!(recovered.changes.len(), 2, "{:?}", recovered.changes);
    assert!(again.journal.flush(PATIENCE).is_err());
    assert_eq!(segment_numbers(&settles), before);
    // It is late, but it comes.
    for folder in &in_the_way {
        fs::remove_dir(folder).unwrap();
    }
    again.flush();
    assert_ne!(segment_numbers(&settles), before);
    let (third, recovered) = again.crash(&at.path().join("c"));
    assert_eq!((third.project, recovered.refused.len()), (again.project.clone(), 0));
}

#[test]
fn sessions_of_other_machines_are_left_as_they_are() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.note("mine");
    desk.flush();
    let root = at.path().join("b/project");
    copy(&desk.root, &root);
    let sessions = root.join(".postil/sessions");
    let theirs = sessions.join("elsewhere-000000-0001");
    fs::rename(sessions.join(desk.session().file_name().unwrap()), &theirs).unwrap();
    let before: Vec<_> = fs::read_dir(&theirs).unwrap().flatten().map(|one| one.path()).collect();
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    assert!(recovered.changes.is_empty());
    drop(again);
    let after: Vec<_> = fs::read_dir(&theirs).unwrap().flatten().map(|one| one.path()).collect();
    assert_eq!(before, after);
}

#[test]
fn an_edit_that_no_longer_fits_is_told_and_kept() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let layer = testing::layer_id("alice/quay");
    desk.note("first");
    let edit = compose::remove_spans(&desk.project, &layer, &[testing::span_id(1)]);
    desk.apply("delete span", edit);
    desk.apply("rename project", title("Harbour"));
    desk.flush();
    let root = at.path().join("b/project");
    copy(&desk.root, &root);
    without_base(&root);
    let file = root.join("annotations/alice/quay.ron");
    let text = fs::read_to_string(&file).unwrap();
    let lines = text.lines().filter(|line| !line.contains("s000000000001"));
    fs::write(&file, lines.fold(String::new(), |all, line| all + line + "\n")).unwrap();
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    assert_eq!(recovered.refused.len(), 3, "{:?}", recovered.refused);
    assert!(recovered.refused[0].contains("no longer fits"), "{:?}", recovered.refused);
    let kept = recovered.refused[1].strip_prefix("It is kept: ").unwrap();
    assert!(Path::new(kept).exists());
    assert_eq!(again.project.title(), "Harbour", "what fits is there");
    assert!(recovered.undo_ends.is_some());
}

#[test]
fn damage_in_the_middle_costs_what_follows_and_is_told() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("rename project", title("Harbour"));
    desk.apply("rename project", title("Quay and bay"));
    desk.apply("rename project", title("Port"));
    desk.flush();
    let session = desk.session();
    let root = at.path().join("b/project");
    copy(&desk.root, &root);
    let session = root.join(".postil/sessions").join(session.file_name().unwrap());
    let file = segment_file(&session, *segment_numbers(&session).last().unwrap());
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("Quay and bay", "Quay and bat", 1)).unwrap();
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    assert_eq!(again.project.title(), "Harbour");
    assert!(recovered.refused[0].contains("is damaged"), "{:?}", recovered.refused);
    assert!(recovered.refused[1].contains("It is kept"), "{:?}", recovered.refused);
}

#[test]
fn an_untitled_project_comes_back_and_moves_to_its_folder_with_its_undo() {
    let at = tempfile::tempdir().unwrap();
    let state = at.path().join("state");
    let untitled = Sessions { root: None, state: Some(state.clone()) };
    let (mut project, mut history) = (small(), History::default());
    history.keep_acts();
    let saved = nothing();
    let standing = Standing { saved: &saved, project: &project, now: time(0) };
    let mut journal = Journal::begin(untitled.clone(), FileHashes::new(), standing, quiet());
    history.apply(&mut project, "rename project", title("Untitled no more")).unwrap();
    journal.acts(history.take_acts(), time(1));
    journal.flush(PATIENCE).unwrap();

    let copied = at.path().join("copied");
    copy(&state, &copied);
    let elsewhere = Sessions { root: None, state: Some(copied) };
    let found = find_untitled(&elsewhere).unwrap();
    let recovered = recover(None, std::slice::from_ref(&found), time(0));
    assert_eq!(recovered.project, project);
    assert_eq!(labels(&recovered), ["rename project"]);
    drop(found);

    let root = at.path().join("project");
    let covers = journal.last();
    let folder = create(&root, &project).unwrap();
    let files = folder.all_hashes();
    let standing = Standing { saved: folder.saved(), project: &project, now: time(2) };
    journal.moved_to(sessions(&root, &state), covers, files, standing);
    journal.flush(PATIENCE).unwrap();
    assert!(find_untitled(&untitled).is_none(), "it is settled there");
    drop(journal);
    let (mut desk, recovered) = Desk::open(&root, &state);
    assert!(recovered.changes.is_empty());
    assert_eq!(desk.undo().as_deref(), Some("rename project"));
    assert_eq!(desk.project, small());
}

#[test]
fn a_text_that_is_gone_is_told() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("add article", Edit::Article(ArticleEdit::Add(Arc::new(article("bridge")))));
    desk.flush();
    let text = Text::new("Ünder the bridge");
    let hash = blake3::hash(text.as_str().as_bytes()).to_hex().to_string();
    assert!(desk.session().join("texts").join(&hash).exists());
    let root = at.path().join("b/project");
    copy(&desk.root, &root);
    let session = root.join(".postil/sessions").join(desk.session().file_name().unwrap());
    fs::write(session.join("texts").join(&hash), "Another").unwrap();
    let (again, recovered) = Desk::open(&root, &at.path().join("b/state"));
    assert!(recovered.refused[0].contains("A text of it is missing"), "{:?}", recovered.refused);
    assert_eq!(again.project, small());
}

#[test]
fn few_settled_sessions_stay_and_all_that_hold_something() {
    let at = tempfile::tempdir().unwrap();
    let first = Desk::create(at.path(), &small());
    let (root, state) = (first.root.clone(), first.state.clone());
    let mut desks = vec![first];
    for number in 0..9 {
        let (mut desk, _) = Desk::open(&root, &state);
        desk.note(&number.to_string());
        if number > 0 {
            desk.journal.discard(time(1));
        }
        desk.flush();
        desks.push(desk);
    }
    drop(desks);
    let found = find(&sessions(&root, &state), None);
    assert_eq!(found.len(), 6, "five that are settled, and one that is not");
    let mut folder = open(&root).unwrap().folder;
    assert_eq!(labels(&recover(Some(&mut folder), &found, time(0))), ["edit note"]);
}
