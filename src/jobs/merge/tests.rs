//! Two programs at work on one project: what each saves comes to the other, and nothing is lost.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::*;
use crate::{
    model::{
        Article, LayerId, Span, Tag, TagId,
        edit::{ArticleEdit, ArticleField, Edit, RecordEdit, SpanField, compose},
    },
    store::{self, Opened},
    testing::{apply, layer_id, marked, project, span_id},
};

fn now() -> Time {
    "2026-03-04T08:00:00Z".parse().unwrap()
}

fn alice() -> LayerId {
    layer_id("alice/quay")
}

/// A project in a folder, opened by two.
struct Two {
    root: tempfile::TempDir,
    one: Opened,
    other: Opened,
}

impl Two {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        let project = project(&[
            ("alice/quay", "[Go](quote) said [Ana](actor), perhaps"),
            ("bo/quay", "Go said [Ana](actor), perhaps"),
            ("alice/tide", "[It may](claim) rise"),
        ]);
        let path = root.path().join("project");
        store::create(&path, &project).unwrap();
        let (one, other) = (store::open(&path).unwrap(), store::open(&path).unwrap());
        Self { root, one, other }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.root.path().join("project").join(file)
    }

    /// Opens the project anew, which has to hold no problem.
    fn read(&self) -> Project {
        let opened = store::open(&self.path("")).unwrap();
        assert_eq!(opened.problems, []);
        opened.project
    }
}

fn set(opened: &mut Opened, layer: &LayerId, span: u64, note: &str) {
    let field = SpanField::Note(note.to_owned());
    apply(&mut opened.project, compose::set_span(layer, &span_id(span), field, now()));
}

fn save(opened: &mut Opened) -> Option<Merged> {
    let SavedMerging { merged, outcome, .. } =
        save_merging(&mut opened.folder, &opened.project, None, now());
    outcome.unwrap();
    if let Some(merged) = &merged {
        opened.project.restore(merged.edit.clone()).unwrap();
        assert_eq!(opened.project, merged.project);
    }
    merged
}

fn note(project: &Project, layer: &LayerId, span: u64) -> String {
    project.span(layer, &span_id(span)).unwrap().note.clone()
}

#[test]
fn what_two_changed_in_one_layer_is_saved_by_the_second() {
    let mut two = Two::new();
    set(&mut two.one, &alice(), 1, "from one");
    set(&mut two.other, &alice(), 2, "from the other");
    assert_eq!(save(&mut two.one), None);
    let merged = save(&mut two.other).expect("it took in what one saved");
    assert_eq!(merged.taken.to_string(), "1 span changed");
    let read = two.read();
    assert_eq!(
        (note(&read, &alice(), 1), note(&read, &alice(), 2)),
        ("from one".into(), "from the other".into())
    );
    assert_eq!(two.other.project, read);
    assert!(two.other.folder.is_saved(&two.other.project));
}

#[test]
fn a_conflict_is_in_the_file() {
    let mut two = Two::new();
    set(&mut two.one, &alice(), 1, "from one");
    set(&mut two.other, &alice(), 1, "from the other");
    save(&mut two.one);
    let merged = save(&mut two.other).unwrap();
    assert_eq!(merged.conflicts.len(), 1);
    let read = two.read();
    assert_eq!(note(&read, &alice(), 1), "from the other");
    assert_eq!(read.layer(&alice()).unwrap().conflicts[0].theirs, "\"from one\"");
}

#[test]
fn what_others_saved_is_taken_in_where_nothing_changed_here() {
    let mut two = Two::new();
    set(&mut two.one, &alice(), 1, "from one");
    save(&mut two.one);
    let file = two.path("annotations/alice/quay.ron");
    assert_eq!(two.other.folder.changed_outside([&file]).len(), 1);
    let taken =
        take_in(&mut two.other.folder, &two.other.project, std::slice::from_ref(&file), now())
            .unwrap();
    assert_eq!(taken.merged.project, two.one.project);
    assert!(two.other.folder.is_saved(&taken.merged.project));
    assert!(two.other.folder.changed_outside([&file]).is_empty());
}

#[test]
fn new_and_removed_articles_and_layers_come_along() {
    let mut two = Two::new();
    let id = "pier".parse().unwrap();
    let article: Article = crate::testing::article(&id, &marked("[Rise](claim)").text);
    apply(&mut two.one.project, Edit::Article(ArticleEdit::Add(article.into())));
    let layer = layer_id("alice/pier");
    let fragments = marked("[Rise](claim)").spans.remove(0).1;
    let span = Span::new(span_id(9), "claim".parse().unwrap(), fragments, now());
    let add = compose::add_span(&two.one.project, &layer, span);
    apply(&mut two.one.project, add);
    let gone = compose::remove_article(&two.one.project, &"tide".parse().unwrap());
    apply(&mut two.one.project, gone);
    save(&mut two.one);
    let files = ["articles/pier/article.ron", "annotations/alice/tide.ron", ".postil/x"];
    let files: Vec<PathBuf> = files.iter().map(PathBuf::from).collect();
    let taken = take_in(&mut two.other.folder, &two.other.project, &files, now()).unwrap();
    assert_eq!(taken.problems, []);
    assert!(taken.merged.project.span(&layer, &span_id(9)).is_some());
    assert!(taken.merged.project.article(&"tide".parse().unwrap()).is_none());
    two.other.project = taken.merged.project;
    set(&mut two.other, &alice(), 1, "so");
    assert_eq!(save(&mut two.other), None, "nothing is changed outside any more");
    assert!(!two.path("articles/tide").exists());
}

fn without_tag(opened: &mut Opened, tag: &TagId) {
    let gone = compose::remove_tag(&opened.project, tag, &compose::SpansOfTag::Remove);
    apply(&mut opened.project, gone);
}

fn with_tag(opened: &mut Opened, tag: &TagId) {
    let field = SpanField::Tag(tag.clone());
    let retag = compose::set_span(&layer_id("bo/quay"), &span_id(3), field, now());
    apply(&mut opened.project, retag);
}

#[test]
fn a_tag_that_one_took_out_is_there_again_where_the_other_uses_it() {
    let (mut two, tag) = (Two::new(), "skepticism".parse().unwrap());
    without_tag(&mut two.one, &tag);
    save(&mut two.one);
    with_tag(&mut two.other, &tag);
    assert!(save(&mut two.other).is_some(), "the codebook is looked at before a layer is saved");
    assert!(two.read().codebook().tags.contains_key(&tag));
}

#[test]
fn a_tag_that_is_used_in_a_file_saved_before_is_there_again() {
    let (mut two, tag) = (Two::new(), "skepticism".parse().unwrap());
    with_tag(&mut two.other, &tag);
    save(&mut two.other);
    without_tag(&mut two.one, &tag);
    save(&mut two.one);
    let codebook = PathBuf::from("codebook.ron");
    let taken = take_in(&mut two.other.folder, &two.other.project, &[codebook], now()).unwrap();
    assert!(taken.merged.project.codebook().tags.contains_key(&tag));
    two.other.project = taken.merged.project;
    save(&mut two.other);
    assert!(two.read().codebook().tags.contains_key(&tag));
}

/// Saves while some files can't be read; returns those that were held up.
fn save_around(opened: &mut Opened) -> (Vec<PathBuf>, Vec<Problem>) {
    let SavedMerging { merged, met, outcome } =
        save_merging(&mut opened.folder, &opened.project, None, now());
    outcome.unwrap();
    opened.project = merged.map_or(opened.project.clone(), |merged| merged.project);
    (met.held_up.into_iter().collect(), met.problems)
}

#[test]
fn a_damaged_file_is_never_written_over_and_holds_up_no_other() {
    let mut two = Two::new();
    let file = two.path("annotations/alice/quay.ron");
    fs::write(&file, "(format: 1, spans: [").unwrap();
    set(&mut two.one, &alice(), 1, "mine");
    set(&mut two.one, &layer_id("alice/tide"), 4, "and there");
    apply(&mut two.one.project, Edit::Title("Mine".into()));
    let (held_up, problems) = save_around(&mut two.one);
    assert_eq!(held_up, [Path::new("annotations/alice/quay.ron")]);
    assert_eq!(problems.iter().map(|one| &one.path).collect::<Vec<_>>(), [&held_up[0]]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "(format: 1, spans: [");
    assert_eq!(note(&two.one.project, &alice(), 1), "mine", "it stays here");
    assert!(!two.one.folder.is_saved(&two.one.project), "and is not saved");
    let read = store::open(&two.path("")).unwrap();
    assert_eq!(read.problems, problems);
    assert_eq!(read.project.title(), "Mine");
    assert_eq!(note(&read.project, &layer_id("alice/tide"), 4), "and there");
    let (held_up, _) = save_around(&mut two.one);
    assert_eq!(held_up.len(), 1, "and it stays so");
}

#[test]
fn nobody_looks_at_half_of_what_one_command_does() {
    let mut two = Two::new();
    let file = two.path("annotations/alice/quay.ron");
    fs::write(&file, "(format: 1, spans: [").unwrap();
    set(&mut two.one, &alice(), 1, "mine");
    set(&mut two.one, &layer_id("alice/tide"), 4, "and there");
    let error = save_in_place(&mut two.one.folder, &mut two.one.project).unwrap_err();
    let said = format!("This file can’t be read and is not written over: {}", file.display());
    assert_eq!(error.messages(), ["Nothing was saved", &said]);
    assert!(error.hint().is_some_and(|hint| hint.contains("Problems in the files")), "{error:?}");
    let read = store::open(&two.path("")).unwrap().project;
    assert_eq!(note(&read, &layer_id("alice/tide"), 4), "");
}

#[test]
fn what_a_damaged_file_held_up_is_saved_once_it_is_mended() {
    let mut two = Two::new();
    let file = two.path("annotations/alice/quay.ron");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("<<<<<<< HEAD\n{whole}=======\n{whole}>>>>>>> theirs\n")).unwrap();
    set(&mut two.one, &alice(), 1, "mine");
    assert_eq!(save_around(&mut two.one).0.len(), 1);
    fs::write(&file, whole).unwrap();
    take_in(&mut two.one.folder, &two.one.project, &[file], now()).unwrap();
    save(&mut two.one);
    assert_eq!(note(&two.read(), &alice(), 1), "mine");
}

#[test]
fn what_a_damaged_codebook_is_to_say_of_a_layer_holds_the_layer_up() {
    let mut two = Two::new();
    let file = two.path("codebook.ron");
    let whole = fs::read(&file).unwrap();
    let tag: TagId = "harbour".parse().unwrap();
    let new = Tag::plain(tag.clone());
    apply(&mut two.one.project, Edit::Tag(RecordEdit::Add(Box::new(new))));
    with_tag(&mut two.one, &tag);
    set(&mut two.one, &alice(), 1, "mine");
    fs::write(&file, "(format: 1, tags: [(id: \"cla").unwrap();
    let (held_up, _) = save_around(&mut two.one);
    let expected = ["annotations/bo/quay.ron", "codebook.ron"];
    assert_eq!(held_up, expected.map(Path::new), "no layer has a tag that is in no codebook");
    fs::write(&file, whole).unwrap();
    let read = two.read();
    assert_eq!(note(&read, &alice(), 1), "mine");
    take_in(&mut two.one.folder, &two.one.project, &[file], now()).unwrap();
    save(&mut two.one);
    assert_eq!(two.read().span(&layer_id("bo/quay"), &span_id(3)).unwrap().tag, tag);
}

#[test]
fn what_a_damaged_layer_needs_stays_in_the_codebook() {
    let (mut two, tag) = (Two::new(), "actor".parse().unwrap());
    let file = two.path("annotations/bo/quay.ron");
    let whole = fs::read(&file).unwrap();
    without_tag(&mut two.one, &tag);
    fs::write(&file, "<<<<<<< HEAD\n").unwrap();
    assert_eq!(
        save_around(&mut two.one).0,
        ["annotations/bo/quay.ron", "codebook.ron"].map(Path::new)
    );
    fs::write(&file, whole).unwrap();
    let read = two.read();
    assert!(read.codebook().tags.contains_key(&tag));
    assert!(read.span(&alice(), &span_id(2)).is_none(), "what can be written is");
    let project = two.one.project.clone();
    take_in(&mut two.one.folder, &project, &[file], now()).unwrap();
    save(&mut two.one);
    assert!(!two.read().codebook().tags.contains_key(&tag));
}

#[test]
fn an_article_that_is_damaged_holds_up_what_is_about_its_new_text() {
    let mut two = Two::new();
    let file = two.path("articles/quay/article.ron");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, "(format: 1, id: \"qu").unwrap();
    let title = ArticleField::Title("Quay".into());
    apply(&mut two.one.project, Edit::Article(ArticleEdit::Set("quay".parse().unwrap(), title)));
    set(&mut two.one, &alice(), 1, "mine");
    assert_eq!(save_around(&mut two.one).0, [Path::new("articles/quay/article.ron")]);
    fs::write(&file, whole).unwrap();
    assert_eq!(note(&two.read(), &alice(), 1), "mine");
    take_in(&mut two.one.folder, &two.one.project, &[file], now()).unwrap();
    save(&mut two.one);
    assert_eq!(two.read().article(&"quay".parse().unwrap()).unwrap().title, "Quay");
}

#[test]
fn nothing_is_taken_in_from_the_middle_of_a_save() {
    let mut two = Two::new();
    set(&mut two.one, &alice(), 1, "from one");
    save(&mut two.one);
    let lock =
        fs::File::options().write(true).open(two.path(".postil/locks/writing.lock")).unwrap();
    lock.lock().unwrap();
    let file = two.path("annotations/alice/quay.ron");
    let files = [file];
    let taken = take_in(&mut two.other.folder, &two.other.project, &files, now());
    assert!(matches!(taken, Err(StoreError::Busy { .. })), "{taken:?}");
    assert_eq!(note(two.other.folder.saved(), &alice(), 1), "");
    drop(lock);
    let taken = take_in(&mut two.other.folder, &two.other.project, &files, now()).unwrap();
    assert_eq!(note(&taken.merged.project, &alice(), 1), "from one");
}
