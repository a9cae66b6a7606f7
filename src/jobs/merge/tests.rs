//! Two programs at work on one project: what each saves comes to the other, and nothing is lost.

use std::{fs, path::Path};

use super::*;
use crate::{
    model::{
        Article, LayerId, Span, TagId,
        edit::{ArticleEdit, Edit, SpanField, compose},
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
    let SavedMerging { merged, outcome } =
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
        take_in(&mut two.other.folder, &two.other.project, std::slice::from_ref(&file), now());
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
    let taken = take_in(&mut two.other.folder, &two.other.project, &files, now());
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
    let taken = take_in(&mut two.other.folder, &two.other.project, &[codebook], now());
    assert!(taken.merged.project.codebook().tags.contains_key(&tag));
    two.other.project = taken.merged.project;
    save(&mut two.other);
    assert!(two.read().codebook().tags.contains_key(&tag));
}

#[test]
fn a_damaged_file_is_never_written_over() {
    let mut two = Two::new();
    let file = two.path("annotations/alice/quay.ron");
    fs::write(&file, "(format: 1, spans: [").unwrap();
    set(&mut two.one, &alice(), 1, "mine");
    let SavedMerging { merged, outcome } =
        save_merging(&mut two.one.folder, &two.one.project, None, now());
    let Err(JobError::Store(error)) = outcome else { panic!("it was saved") };
    let said = format!("This file can’t be read and is not written over: {}", file.display());
    assert_eq!(error.messages(), ["Nothing was saved", &said]);
    assert!(error.hint().is_some_and(|hint| hint.contains("Problems in the files")), "{error:?}");
    assert_eq!(note(&merged.unwrap().project, &alice(), 1), "mine");
    assert_eq!(fs::read_to_string(&file).unwrap(), "(format: 1, spans: [");
    let taken = take_in(&mut two.one.folder, &two.one.project, &[file], now());
    assert_eq!(taken.problems[0].path, Path::new("annotations/alice/quay.ron"));
    assert_eq!(note(&taken.merged.project, &alice(), 2), "", "the rest of the layer stays here");
}

#[test]
fn what_a_damaged_file_held_up_is_saved_once_it_is_mended() {
    let mut two = Two::new();
    let file = two.path("annotations/alice/quay.ron");
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("<<<<<<< HEAD\n{whole}=======\n{whole}>>>>>>> theirs\n")).unwrap();
    set(&mut two.one, &alice(), 1, "mine");
    set(&mut two.one, &layer_id("alice/tide"), 4, "and there");
    let SavedMerging { merged, outcome } =
        save_merging(&mut two.one.folder, &two.one.project, None, now());
    let Err(JobError::Store(StoreError::NotSaved { failed })) = outcome else { panic!() };
    assert!(matches!(&failed[..], [StoreError::LeftAlone { path }] if *path == file), "{failed:?}");
    two.one.project = merged.unwrap().project;
    fs::write(&file, whole).unwrap();
    take_in(&mut two.one.folder, &two.one.project, &[file], now());
    save(&mut two.one);
    let read = two.read();
    assert_eq!(note(&read, &alice(), 1), "mine");
    assert_eq!(note(&read, &layer_id("alice/tide"), 4), "and there");
}
