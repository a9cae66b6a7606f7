//! The files that what is not saved rests on: which are kept, and what becomes of it where they are not.

use std::io;

use super::*;
use crate::{
    model::{
        ArticleId, Original, VersionNumber,
        edit::{ArticleEdit, ArticleField},
    },
    store::{
        journal::base::keep,
        system::{self, Step, System},
    },
};

fn add(project: &Project, number: u64) -> Edit {
    let id = testing::layer_id("alice/quay");
    let first = project.layer(&id).unwrap().spans().next().unwrap().clone();
    let span = crate::model::Span { id: testing::span_id(number), ..first };
    Edit::Span(id, SpanEdit::Add(Box::new(span)))
}

/// Returns the edit that gives the first span so long a note.
fn long(count: usize) -> Edit {
    let field = SpanField::Note("long ".repeat(count));
    let set = SpanEdit::Set { span: testing::span_id(1), field, changed: Some(time(2)) };
    Edit::Span(testing::layer_id("alice/quay"), set)
}

#[test]
fn a_segment_that_begins_by_itself_during_a_save_is_recovered_whole() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    desk.apply("tag span", add(&desk.project, 90));
    desk.flush();
    let (covers, saved) = (desk.journal.covers(), desk.project.clone());
    desk.apply("long", long(1_000_000));
    desk.flush();
    let numbers = segment_numbers(&desk.session()).len();
    desk.apply("tag span", add(&desk.project, 91));
    desk.flush();
    assert_eq!(numbers, 2, "a segment has begun");
    desk.folder.as_mut().unwrap().save_covering(&saved, covers).unwrap();
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(again.project, desk.project);
    assert_eq!(recovered.refused, [""; 0]);
    assert_eq!(recovered.undo_ends, None);
}

/// Returns the edit that gives an article a second version, with words before and after the first.
fn second_version(project: &Project, before: &str, after: &str) -> Edit {
    let id = testing::layer_id("alice/quay").article;
    let words = project.article(&id).unwrap().versions[0].text.as_str();
    let words = format!("{before}{words}{after}");
    let mut version = testing::article(&id, &words).versions[0].clone();
    version.number = VersionNumber(2);
    let add = ArticleField::AddVersion(Box::new(version));
    Edit::Article(ArticleEdit::Set(id, add))
}

/// Gives an article a second version, as another program does that writes the layer about it in place.
fn carry_over(root: &Path) {
    let mut folder = open(root).unwrap().folder;
    let mut project = folder.saved().clone();
    project.restore(second_version(&project, "", " And more.")).unwrap();
    folder.save(&project).unwrap();
    let layer = root.join("annotations/alice/quay.ron");
    let text = fs::read_to_string(&layer).unwrap();
    assert!(text.contains("version: 1"));
    fs::write(&layer, text.replacen("version: 1", "version: 2", 1)).unwrap();
    assert_eq!(open(root).unwrap().problems, []);
}

#[test]
fn no_layer_is_about_a_version_that_was_not_there_then() {
    let at = tempfile::tempdir().unwrap();
    for has_another in [false, true] {
        let mut desk = Desk::create(&at.path().join(format!("a{has_another}")), &small());
        desk.apply("edit note", long(300_000));
        desk.save();
        desk.note("ours");
        if has_another {
            desk.apply("add version", second_version(&desk.project, "Not yet. ", ""));
        }
        desk.flush();
        carry_over(&desk.root);
        let (mut again, recovered) = desk.crash(&at.path().join(format!("b{has_another}")));
        let id = testing::layer_id("alice/quay");
        let layer = again.project.layer(&id).unwrap();
        let article = again.project.article(&id.article).unwrap();
        let text = &article.version(layer.version).unwrap().text;
        assert!(text.as_str().ends_with(" And more."), "{text:?}");
        assert_eq!(layer.span(&testing::span_id(2)).unwrap().note, "ours");
        let told = recovered.refused.last().unwrap();
        assert!(told.contains("annotations/alice/quay.ron"), "{told}");
        again.save();
        assert_eq!(open(&again.root).unwrap().problems, []);
    }
}

/// A disk on which a file has one name only, as on many shares and sticks.
#[derive(Debug)]
struct WithoutLinks;

impl System for WithoutLinks {
    fn before(&self, step: Step<'_>) -> io::Result<()> {
        match step {
            Step::Link(..) => Err(io::ErrorKind::Unsupported.into()),
            _ => Ok(()),
        }
    }
}

/// Makes a file of so many bytes, and returns its hash.
fn file(root: &Path, name: &str, len: usize) -> blake3::Hash {
    let bytes = vec![b'a'; len];
    fs::write(root.join(name), &bytes).unwrap();
    blake3::hash(&bytes)
}

#[test]
fn only_small_files_are_copied() {
    let at = tempfile::tempdir().unwrap();
    let (root, session) = (at.path(), at.path().join("session"));
    let (small, large) = (file(root, "small", 100), file(root, "large", (1 << 20) + 1));
    let files: FileHashes = [("small".into(), Some(small)), ("large".into(), Some(large))].into();
    let is_kept = |hash: blake3::Hash| session.join("base").join(hash.to_hex().as_str()).exists();
    keep(&WithoutLinks, root, &session, &files);
    assert_eq!((is_kept(small), is_kept(large)), (true, false));
    keep(&*system::real(), root, &session, &files);
    assert!(is_kept(large), "it has a second name now");
}

#[test]
fn what_is_kept_is_what_its_name_says() {
    let at = tempfile::tempdir().unwrap();
    let (root, session) = (at.path(), at.path().join("session"));
    for len in [100, (1 << 20) + 1] {
        let hash = file(root, "file", len);
        let files: FileHashes = [("file".into(), Some(hash))].into();
        let kept = session.join("base").join(hash.to_hex().as_str());
        let holds = || fs::read(&kept).ok().map(|bytes| blake3::hash(&bytes));
        // Others were faster.
        fs::write(root.join("file"), "theirs").unwrap();
        keep(&*system::real(), root, &session, &files);
        assert_eq!(holds(), None, "{len}");
        // A full disk has cut it short.
        file(root, "file", len);
        fs::write(&kept, "aaa").unwrap();
        keep(&*system::real(), root, &session, &files);
        assert_eq!(holds(), Some(hash), "{len}");
    }
}

#[test]
fn the_file_that_a_text_came_from_is_not_kept() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(&at.path().join("a"), &small());
    let id = ArticleId::new("bridge").unwrap();
    let mut article = testing::article(&id, "Under the bridge");
    article.versions[0].original = Original::InMemory((*b"<p>Under</p>").into());
    article.versions[0].source = "bridge.html".to_owned();
    desk.apply("add article", Edit::Article(ArticleEdit::Add(Arc::new(article))));
    desk.save();
    let group = ArticleField::Group("North".to_owned());
    desk.apply("edit article", Edit::Article(ArticleEdit::Set(id.clone(), group)));
    let file = desk.folder.as_ref().unwrap().original(&id, VersionNumber(1)).unwrap();
    let kept = fs::read_dir(desk.session().join("base")).unwrap().flatten();
    let kept: Vec<Vec<u8>> = kept.map(|entry| fs::read(entry.path()).unwrap()).collect();
    assert!(kept.len() > 2 && !kept.contains(&fs::read(&file).unwrap()));
    // What others make of it is nothing that is merged, so nobody has to be told.
    fs::write(&file, "<p>Over</p>").unwrap();
    let (again, recovered) = desk.crash(&at.path().join("b"));
    assert_eq!(again.project.article(&id).unwrap().group, "North");
    assert_eq!(recovered.refused, [""; 0]);
}
