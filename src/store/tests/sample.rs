//! The sample projects: they open without problems and are written as they are.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

use super::*;
use crate::model::Layer;

fn opened(name: &str) -> Opened {
    let opened = open(&sample(name)).unwrap();
    assert_eq!(opened.problems, [], "{name}");
    opened
}

fn file(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).unwrap()
}

fn check_written(root: &Path, project: &Project) {
    assert_eq!(files::render_project(project), file(root, names::PROJECT));
    assert_eq!(files::render_codebook(project.codebook()), file(root, names::CODEBOOK));
    assert_eq!(files::render_cards(project), file(root, names::ACTORS));
    assert_eq!(files::render_analysts(project), file(root, names::ANALYSTS));
    for article in project.articles() {
        let name = names::article_file(&article.id);
        assert_eq!(files::render_article(article), fs::read_to_string(root.join(name)).unwrap());
    }
    for layer in project.layers() {
        let name = layer_file(&layer.id);
        let version = project.article(&layer.id.article).unwrap().version(layer.version).unwrap();
        let expected = fs::read_to_string(root.join(name)).unwrap();
        assert_eq!(files::render_layer(layer, &version.text), expected);
    }
}

#[test]
fn every_sample_is_written_as_it_is() {
    let mut count = 0;
    for entry in fs::read_dir(sample("")).unwrap() {
        let root = entry.unwrap().path();
        let name = root.file_name().unwrap().to_string_lossy().into_owned();
        let opened = opened(&name);
        assert!(opened.project.layers().map(Layer::span_count).sum::<usize>() > 10, "{name}");
        check_written(&root, &opened.project);
        count += 1;
    }
    assert!(count >= 2);
}

#[test]
fn a_sample_opens_by_its_project_file() {
    let by_folder = opened("port-crews");
    let by_file = open(&sample("port-crews").join("project.ron")).unwrap();
    assert_eq!(by_folder.project, by_file.project);
    assert_eq!(by_folder.folder.path(), by_file.folder.path());
}

#[test]
fn a_copy_holds_the_same_bytes() {
    let opened = opened("hard-cases");
    let there = tempfile::tempdir().unwrap();
    let copy = opened.folder.save_as(&there.path().join("copy"), &opened.project).unwrap();
    let mut count = 0;
    for file in copy.known.keys() {
        let ours = fs::read(opened.folder.path().join(file)).unwrap();
        assert_eq!(fs::read(copy.path().join(file)).unwrap(), ours, "{}", file.display());
        count += 1;
    }
    assert_eq!(count, 16, "every file of the sample, `.gitattributes` and the original among them");
}

#[test]
fn the_article_that_is_asked_for_comes_first() {
    let wanted = alices().article;
    let seen = Mutex::new(Vec::new());
    let on = |progress| seen.lock().unwrap().push(progress);
    let cancelled = AtomicBool::new(false);
    let opened = open_with(&sample("port-crews"), Some(&wanted), &on, &cancelled).unwrap();
    let seen = seen.into_inner().unwrap();
    let [Progress::First(text), Progress::First(first), rest @ ..] = seen.as_slice() else {
        panic!("{seen:?}")
    };
    for project in [text, first] {
        let ids: Vec<&str> = project.articles().map(|article| article.id.as_str()).collect();
        assert_eq!(ids, [wanted.as_str()]);
    }
    assert_eq!(text.article(&wanted), opened.project.article(&wanted));
    assert_eq!(text.layers().len(), 0, "the text does not wait for its spans");
    assert_eq!(first.layer(&alices()), opened.project.layer(&alices()));
    assert_eq!(first.codebook(), opened.project.codebook());
    let mut counts: Vec<usize> = rest
        .iter()
        .map(|progress| match progress {
            Progress::Count { done, total: 3 } => *done,
            other => panic!("{other:?}"),
        })
        .collect();
    counts.sort_unstable();
    assert_eq!(counts, [2, 3]);
}

#[test]
fn opening_can_be_cancelled() {
    let cancelled = AtomicBool::new(false);
    let on = |_| cancelled.store(true, Ordering::Relaxed);
    let error = open_with(&sample("port-crews"), None, &on, &cancelled).unwrap_err();
    assert!(matches!(error, StoreError::Cancelled));
}
