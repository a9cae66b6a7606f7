//! Saving writes what changed, and nothing else.

use super::*;
use crate::model::{
    Layer, Original, VersionNumber,
    edit::{ArticleEdit, ArticleField, LayerEdit, compose},
};

const FIRST: &str = "sjmvf2m9stv36";

/// Returns the lines in which two states of a file differ.
fn differing_lines(before: &str, after: &str) -> Vec<usize> {
    assert_eq!(before.lines().count(), after.lines().count());
    let pairs = before.lines().zip(after.lines()).enumerate();
    pairs.filter(|(_, (before, after))| before != after).map(|(line, _)| line + 1).collect()
}

#[test]
fn an_unchanged_project_is_not_written() {
    let copy = Copy::of("hard-cases");
    let before = copy.state();
    let mut opened = copy.open();
    assert!(opened.folder.is_saved(&opened.project));
    assert_eq!(opened.folder.save(&opened.project).unwrap(), Saved::default());
    assert_eq!(copy.state(), before);
}

#[test]
fn an_edit_that_is_undone_is_not_written() {
    let copy = Copy::of("port-crews");
    let before = copy.state();
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), FIRST, "a thought");
    assert!(!opened.folder.is_saved(&opened.project));
    note(&mut opened.project, &alices(), FIRST, "");
    assert_eq!(opened.folder.save(&opened.project).unwrap(), Saved::default());
    assert_eq!(copy.state(), before);
}

#[test]
fn one_edit_changes_one_line_of_one_file() {
    let copy = Copy::of("port-crews");
    let (files, before) = (copy.state(), copy.read(ALICES));
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), FIRST, "who said so?");
    let saved = opened.folder.save(&opened.project).unwrap();
    assert_eq!(saved.written, [Path::new(ALICES)]);
    assert_eq!((saved.removed.len(), saved.generation), (0, Some(1)));
    let hash = blake3::hash(copy.read(ALICES).as_bytes());
    assert_eq!(saved.files, BTreeMap::from([(ALICES.into(), Some(hash))]));
    assert_eq!(differing_lines(&before, &copy.read(ALICES)).len(), 1);
    let after = copy.state();
    let touched: Vec<_> = after.iter().filter(|(file, state)| files[*file] != **state).collect();
    assert_eq!(touched.len(), 1);
    assert_eq!(after.len(), files.len(), "no temporary file stays");
    assert!(opened.folder.is_saved(&opened.project));
    assert_eq!(copy.open().project, opened.project);
}

#[test]
fn a_new_span_is_one_new_line() {
    let copy = Copy::of("port-crews");
    let before = copy.read(ALICES);
    let mut opened = copy.open();
    let old = span_of(&opened.project, &alices(), FIRST).clone();
    let new = Span { id: SpanId::new("s0000000new00").unwrap(), ..old };
    opened.project.apply(Edit::Span(alices(), SpanEdit::Add(Box::new(new)))).unwrap();
    opened.folder.save(&opened.project).unwrap();
    let after = copy.read(ALICES);
    let added: Vec<&str> = after.lines().filter(|line| !before.contains(line)).collect();
    assert_eq!((added.len(), after.lines().count()), (1, before.lines().count() + 1));
}

#[test]
fn a_layer_that_holds_nothing_has_no_file() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    let id = layer_id("alice", "what-the-accord-says");
    let layer = Layer::new(id.clone(), VersionNumber::FIRST);
    opened.project.apply(Edit::Layer(LayerEdit::Add(layer.into()))).unwrap();
    assert_eq!(opened.folder.save(&opened.project).unwrap(), Saved::default());
    let span = span_of(&opened.project, &alices(), FIRST).clone();
    let span = SpanEdit::Add(Box::new(span));
    let undo = opened.project.apply(Edit::Span(id, span)).unwrap();
    let file = PathBuf::from("annotations/alice/what-the-accord-says.ron");
    assert_eq!(opened.folder.save(&opened.project).unwrap().written, std::slice::from_ref(&file));
    opened.project.apply(undo).unwrap();
    let before = copy.read(&file.to_string_lossy());
    assert_eq!(opened.folder.save(&opened.project).unwrap().removed, std::slice::from_ref(&file));
    assert!(!copy.root().join(file).exists());
    let kept = ".postil/trash/what-the-accord-says-1/annotations/alice.ron";
    assert_eq!(copy.read(kept), before);
}

#[test]
fn layers_that_are_taken_out_are_kept_with_their_article() {
    let copy = Copy::of("hard-cases");
    let mut opened = copy.open();
    let article = layer_id("alice", "one-harbour-seven-languages").article;
    let remove = compose::remove_article(&opened.project, &article);
    let file = |analyst| format!("annotations/{analyst}/{article}.ron");
    let before = ["alice", "bo"].map(|analyst| copy.read(&file(analyst)));
    opened.project.apply(remove).unwrap();
    opened.folder.save(&opened.project).unwrap();
    let trash = format!(".postil/trash/{article}-1");
    let kept = ["alice", "bo"].map(|one| copy.read(&format!("{trash}/annotations/{one}.ron")));
    assert_eq!(kept, before);
    assert!(copy.root().join(&trash).join(article.as_str()).join("1.txt").exists());
    assert_eq!(fs::read_dir(copy.root().join(".postil/trash")).unwrap().count(), 1);
}

#[test]
fn an_article_that_is_taken_out_can_come_back() {
    let copy = Copy::of("hard-cases");
    let mut before = copy.state();
    let mut opened = copy.open();
    let id = layer_id("alice", "marks-nobody-sees");
    let both = Edit::Batch(vec![
        Edit::Layer(LayerEdit::Remove(id.clone())),
        Edit::Article(ArticleEdit::Remove(id.article.clone())),
    ]);
    let undo = opened.project.apply(both).unwrap();
    let saved = opened.folder.save(&opened.project).unwrap();
    assert_eq!((saved.written.len(), saved.removed.len()), (0, 2));
    assert!(!copy.root().join("articles/marks-nobody-sees").exists());
    assert!(copy.root().join(".postil/trash/marks-nobody-sees-1/marks-nobody-sees/1.txt").exists());
    assert_eq!(copy.read(".postil/.gitignore"), "*\n");
    assert_eq!(copy.open().project, opened.project);
    assert!(opened.folder.takes_article_id("marks-nobody-sees"));

    opened.project.apply(undo).unwrap();
    opened.folder.save(&opened.project).unwrap();
    let mut after = copy.state();
    after.retain(|path, _| !path.starts_with(copy.root().join(".postil")));
    for state in [&mut before, &mut after] {
        for (_, time) in state.values_mut() {
            *time = std::time::SystemTime::UNIX_EPOCH;
        }
    }
    assert_eq!(after, before, "the original that nobody keeps in memory is there again, too");
}

#[test]
fn a_version_with_the_number_of_an_undone_one_takes_its_place() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    let id = alices().article;
    let mut next = opened.project.article(&id).unwrap().newest().unwrap().clone();
    next.number = VersionNumber(2);
    next.blocks.clear();
    let mut add = |project: &mut Project, text: &str, original: &[u8]| {
        next.text = crate::text::Text::new(text);
        next.hash = load::tagged(blake3::hash(text.as_bytes()));
        next.original = Original::InMemory(original.into());
        next.source = "corrected.HTML".to_owned();
        next.source_hash = load::tagged(blake3::hash(original));
        let field = ArticleField::AddVersion(Box::new(next.clone()));
        project.apply(Edit::Article(ArticleEdit::Set(id.clone(), field))).unwrap()
    };
    let undo = add(&mut opened.project, "One text", b"<p>One text");
    opened.folder.save(&opened.project).unwrap();
    assert_eq!(copy.read("articles/port-crews-freed/2.source.html"), "<p>One text");
    opened.project.apply(undo).unwrap();
    let undo = add(&mut opened.project, "Another text", b"<p>Another text");
    opened.folder.save(&opened.project).unwrap();
    let reopened = copy.open();
    assert_eq!(reopened.problems, []);
    let article = reopened.project.article(&alices().article).unwrap();
    assert_eq!(article.newest().unwrap().text.as_str(), "Another text");
    assert_eq!(article.newest().unwrap().original, Original::InFolder);
    opened.project.apply(undo).unwrap();
    opened.folder.save(&opened.project).unwrap();
    assert!(!copy.root().join("articles/port-crews-freed/2.txt").exists());
    assert!(!copy.root().join("articles/port-crews-freed/2.source.html").exists());
}

#[test]
fn a_link_that_names_its_own_article_ends_in_its_own_layer() {
    let copy = Copy::of("port-crews");
    let own = "to: \"s22tbdnfya64c\", to_article: \"port-crews-freed\"";
    copy.replace(ALICES, "to: \"s22tbdnfya64c\"", own);
    let opened = copy.open();
    assert_eq!(opened.problems, []);
    assert!(opened.project == open(&sample("port-crews")).unwrap().project);
}

#[test]
fn what_another_program_changed_is_not_overwritten() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    let before = copy.read(ALICES);
    let theirs = before.replace("The headline number", "The number of the headline");
    copy.write(ALICES, &theirs);
    let other = layer_id("alice", "ministry-disputes-tally");
    let other_file = "annotations/alice/ministry-disputes-tally.ron";
    let others = copy.read(other_file);
    note(&mut opened.project, &alices(), FIRST, "mine");
    note(&mut opened.project, &other, "sr7ddgp52xkcf", "mine, too");
    let error = opened.folder.save(&opened.project).unwrap_err();
    let StoreError::ChangedOutside { paths } = &error else { panic!("{error}") };
    assert!(matches!(paths.as_slice(), [path] if path.ends_with("port-crews-freed.ron")));
    assert!(error.hint().is_some());
    assert_eq!((copy.read(ALICES), copy.read(other_file)), (theirs, others.clone()));
    assert!(!opened.folder.is_saved(&opened.project));

    copy.write(ALICES, &before);
    note(&mut opened.project, &other, "sr7ddgp52xkcf", "");
    let saved = opened.folder.save(&opened.project).unwrap();
    assert_eq!(saved.written, [Path::new(ALICES)]);
    assert_eq!(copy.read(other_file), others);
    assert!(opened.folder.is_saved(&opened.project));
}

#[test]
fn every_file_that_others_changed_is_named_and_none_is_written() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    let other = layer_id("alice", "ministry-disputes-tally");
    note(&mut opened.project, &alices(), FIRST, "mine");
    note(&mut opened.project, &other, "sr7ddgp52xkcf", "mine, too");
    let mut files = [ALICES, "annotations/alice/ministry-disputes-tally.ron"];
    for file in files {
        copy.write(file, format!("{}\n", copy.read(file)));
    }
    let before = copy.content();
    let error = opened.folder.save(&opened.project).unwrap_err();
    let StoreError::ChangedOutside { mut paths } = error else { panic!("{error}") };
    paths.sort();
    files.sort_unstable();
    assert_eq!(paths, files.map(|file| copy.root().join(file)));
    assert_eq!(copy.content(), before);
}

#[test]
fn a_file_that_was_deleted_outside_is_written_again() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    fs::remove_file(copy.root().join(ALICES)).unwrap();
    note(&mut opened.project, &alices(), FIRST, "mine");
    opened.folder.save(&opened.project).unwrap();
    assert_eq!(copy.open().project, opened.project);
}

#[test]
fn a_file_in_place_of_a_folder_is_an_error_and_stays() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    let folder = copy.root().join("annotations/alice");
    fs::rename(&folder, copy.root().join("elsewhere")).unwrap();
    fs::write(&folder, "in the way").unwrap();
    note(&mut opened.project, &alices(), FIRST, "mine");
    let error = opened.folder.save(&opened.project).unwrap_err();
    assert!(error.to_string().contains("port-crews-freed.ron"), "{error}");
    assert_eq!(fs::read_to_string(&folder).unwrap(), "in the way");
    fs::remove_file(&folder).unwrap();
    opened.folder.save(&opened.project).unwrap();
    assert!(copy.read(ALICES).contains("mine"));
}

#[test]
fn a_read_only_file_is_refused() {
    let copy = Copy::of("port-crews");
    let mut opened = copy.open();
    let path = copy.root().join(ALICES);
    let before = copy.read(ALICES);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    note(&mut opened.project, &alices(), FIRST, "mine");
    let error = opened.folder.save(&opened.project).unwrap_err();
    assert!(error.to_string().starts_with("Nothing was saved. This file is read-only"), "{error}");
    assert_eq!(copy.read(ALICES), before);
}

#[cfg(unix)]
#[test]
fn links_and_modes_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let copy = Copy::of("port-crews");
    let path = copy.root().join(ALICES);
    let target = copy.root().join("annotations/alices-own");
    fs::rename(&path, &target).unwrap();
    symlink(&target, &path).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), FIRST, "mine");
    opened.folder.save(&opened.project).unwrap();
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert!(fs::read_to_string(&target).unwrap().contains("mine"));
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_new_project_needs_an_empty_place() {
    let folder = tempfile::tempdir().unwrap();
    let project = Copy::of("port-crews").open().project;
    fs::write(folder.path().join("diary.txt"), "Dear diary").unwrap();
    let error = create(folder.path(), &project).unwrap_err();
    assert!(matches!(error, StoreError::NotEmpty { .. }), "{error}");
    let error = create(&folder.path().join("diary.txt"), &project).unwrap_err();
    assert!(matches!(error, StoreError::Write { .. }), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let new = create(&folder.path().join("new"), &project).unwrap();
    assert!(new.is_saved(&project));
    assert_eq!(open(new.path()).unwrap().project.layers().count(), project.layers().count());
}
