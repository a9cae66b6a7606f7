//! The disk, end to end: the sample projects, copies of them that went wrong, and random projects.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::*;
use crate::model::{
    LayerId, Project, Span, SpanId,
    edit::{Edit, SpanEdit, SpanField},
};

mod crash;
mod damage;
mod faults;
mod keeping;
mod mending;
mod property;
mod sample;
mod saving;
mod texts;
mod trial;
mod unfinished;
mod unknown;

/// Returns where a sample project is.
fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects").join(name)
}

/// A copy of a sample project that goes away with the test.
struct Copy(tempfile::TempDir);

impl Copy {
    fn of(name: &str) -> Self {
        let copy = Self(tempfile::tempdir().unwrap());
        copy_folder(&sample(name), copy.root());
        copy
    }

    /// Returns a copy in memory, where the system has a place for that: for tests that make many.
    fn in_memory(name: &str) -> Self {
        let copy = Self(quick_folder());
        copy_folder(&sample(name), copy.root());
        copy
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn open(&self) -> Opened {
        open(self.root()).unwrap()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root().join(file)).unwrap()
    }

    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no {from}");
        self.write(file, text.replacen(from, to, 1));
    }

    /// Returns every file of the project with what it holds, but not what the program keeps for
    /// itself.
    fn content(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        content(self.root())
    }

    /// Returns every file of the project with what it holds and when it was written.
    fn state(&self) -> BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)> {
        let mut state = BTreeMap::new();
        collect(self.root(), &mut state);
        state.retain(|path, _| !path.starts_with(self.root().join(names::POSTIL)));
        state
    }
}

/// Returns a folder in memory where the system has a place for that.
fn quick_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::write(to, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// Returns the files of a project's folder with what they hold, without those of `.postil`.
fn content(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut state = BTreeMap::new();
    collect(root, &mut state);
    let within = state
        .into_iter()
        .map(|(path, (bytes, _))| (path.strip_prefix(root).unwrap().to_owned(), bytes));
    within.filter(|(path, _)| !path.starts_with(names::POSTIL)).collect()
}

fn collect(folder: &Path, state: &mut BTreeMap<PathBuf, (Vec<u8>, std::time::SystemTime)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, state);
        } else {
            let time = fs::metadata(&path).unwrap().modified().unwrap();
            state.insert(path.clone(), (fs::read(&path).unwrap(), time));
        }
    }
}

fn layer_id(analyst: &str, article: &str) -> LayerId {
    LayerId { article: article.parse().unwrap(), analyst: analyst.parse().unwrap() }
}

/// Alice's layer over the sample's first article.
fn alices() -> LayerId {
    layer_id("alice", "port-crews-freed")
}

const ALICES: &str = "annotations/alice/port-crews-freed.ron";

fn span_of<'a>(project: &'a Project, layer: &LayerId, span: &str) -> &'a Span {
    project.span(layer, &SpanId::new(span).unwrap()).unwrap()
}

/// Sets a span's note.
fn note(project: &mut Project, layer: &LayerId, span: &str, note: &str) {
    let span = SpanId::new(span).unwrap();
    let changed = project.span(layer, &span).unwrap().changed;
    let field = SpanField::Note(note.to_owned());
    project.apply(Edit::Span(layer.clone(), SpanEdit::Set { span, field, changed })).unwrap();
}

/// Returns the problems as kind and file.
fn kinds(opened: &Opened) -> Vec<(ProblemKind, String)> {
    let file = |problem: &Problem| problem.path.to_string_lossy().replace('\\', "/");
    opened.problems.iter().map(|problem| (problem.kind, file(problem))).collect()
}
