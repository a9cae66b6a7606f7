//! Every sample project opens, is clean, and is saved to the same bytes.

use std::path::{Path, PathBuf};

use postil::{articles, jobs::SAMPLES, store};

use crate::program::{Desk, files};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(name)
}

#[test]
fn samples_are_clean() {
    let desk = Desk::new();
    for one in &SAMPLES {
        let path = sample(one.name);
        let ran = desk.run(&["check", path.to_str().unwrap()]);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{}", one.name);
    }
}

#[test]
fn samples_are_saved_to_the_same_bytes() {
    let desk = Desk::new();
    for one in &SAMPLES {
        let opened = store::open(&sample(one.name)).unwrap();
        assert!(!opened.project.title().is_empty());
        let copy = desk.path(one.name);
        let mut folder = opened.folder.save_as(&copy, &opened.project).unwrap();
        let (before, after) = (files(&sample(one.name)), files(&copy));
        let differing: Vec<_> =
            before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes)).collect();
        assert!(
            differing.is_empty(),
            "{:?}",
            differing.iter().map(|(path, _)| path).collect::<Vec<_>>()
        );
        assert_eq!(before.len(), after.len());
        let saved = folder.save(&opened.project).unwrap();
        assert!(saved.written.is_empty() && saved.removed.is_empty(), "{saved:?}");
    }
}

#[test]
fn the_facts_of_samples_are_what_is_read_today() {
    for one in &SAMPLES {
        let opened = store::open(&sample(one.name)).unwrap();
        for article in opened.project.articles() {
            let version = article.newest().unwrap();
            let original = opened.folder.original(&article.id, version.number);
            let bytes = original.map_or_else(
                || version.text.as_str().as_bytes().to_vec(),
                |path| std::fs::read(path).unwrap(),
            );
            let mut read = articles::read(&bytes, &version.source).unwrap().facts;
            let (by_hand, mut found): (Vec<_>, Vec<_>) =
                article.facts.iter().cloned().partition(|fact| fact.from == "by hand");
            // An analyst's word counts for more than a reader's.
            read.retain(|fact| by_hand.iter().all(|other| other.name != fact.name));
            found.sort_by(|a, b| a.name.cmp(&b.name));
            assert_eq!(found, read, "{}", article.id);
        }
    }
}

#[test]
fn the_news_sample_is_as_large_as_it_should_be() {
    let desk = Desk::new();
    let path = sample("port-crews");
    let stats = desk.run(&["stats", path.to_str().unwrap(), "--json"]).fine();
    let stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
    assert!(stats["spans"].as_u64() >= Some(50) && stats["links"].as_u64() >= Some(25), "{stats}");
}

#[test]
fn every_sample_is_offered() {
    let projects = sample(".");
    let mut names: Vec<String> = std::fs::read_dir(projects)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut offered: Vec<&str> = SAMPLES.iter().map(|one| one.name).collect();
    offered.sort_unstable();
    assert_eq!(offered, names);
}
