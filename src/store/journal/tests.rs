//! Journals from end to end: what was acknowledged is there after a crash, and undo goes on.

mod about;
mod append;
mod base;
mod blank;
mod bounds;
mod first_save;
mod others;
mod replay;
mod restart;
mod soak;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::{
    Found, Journal, Recovered, Standing, find, find_untitled,
    frame::frame,
    nothing, recover,
    segments::{segment_file, segment_numbers},
};
use crate::{
    model::{
        Project, Time,
        edit::{Edit, History, SpanEdit, SpanField},
    },
    store::{FileHashes, Folder, Sessions, create, open},
    testing,
};

const PATIENCE: Duration = Duration::from_secs(20);

/// A window on a project, without the window.
struct Desk {
    root: PathBuf,
    state: PathBuf,
    project: Project,
    history: History,
    folder: Option<Folder>,
    journal: Journal,
    now: u32,
}

/// Does the journal hear of a save, or is the program dead by then?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tell {
    Journal,
    Not,
}

fn time(second: u32) -> Time {
    format!("2026-01-13T10:{:02}:{:02}Z", second / 60 % 60, second % 60).parse().unwrap()
}

fn sessions(root: &Path, state: &Path) -> Sessions {
    Sessions { root: Some(root.to_owned()), state: Some(state.to_owned()) }
}

fn quiet() -> Arc<dyn Fn() + Send + Sync> {
    Arc::new(|| {})
}

/// Returns the edit that gives a project another title.
fn title(words: &str) -> Edit {
    Edit::Title(words.to_owned())
}

/// Returns a small project with two analysts.
fn small() -> Project {
    testing::project(&[
        ("alice/quay", "The [mayor](actor) said [boats left](claim), é [at noon](claim)"),
        ("bo/tide", "[Rise](claim) and fall"),
    ])
}

impl Desk {
    /// Makes a project in a folder, and opens it.
    fn create(at: &Path, project: &Project) -> Self {
        let root = at.join("project");
        create(&root, project).unwrap();
        Self::open(&root, &at.join("state")).0
    }

    /// Opens a project with what dead sessions left for it.
    fn open(root: &Path, state: &Path) -> (Self, Recovered) {
        let mut opened = open(root).unwrap();
        let sessions = sessions(root, state);
        let found: Vec<Found> = find(&sessions, Some(&opened.folder));
        let mut recovered = recover(Some(&mut opened.folder), &found, time(0));
        let files = opened.folder.all_hashes();
        let standing =
            Standing { saved: opened.folder.saved(), project: &recovered.project, now: time(0) };
        let journal = Journal::resume(sessions, found, &recovered, files, standing, quiet());
        recovered.history.keep_acts();
        let desk = Self {
            root: root.to_owned(),
            state: state.to_owned(),
            project: recovered.project.clone(),
            history: recovered.history.clone(),
            folder: Some(opened.folder),
            journal,
            now: 0,
        };
        (desk, recovered)
    }

    fn tell(&mut self) {
        self.now += 1;
        self.journal.acts(self.history.take_acts(), time(self.now));
    }

    fn apply(&mut self, label: &str, edit: Edit) {
        self.history.apply(&mut self.project, label, edit).unwrap();
        self.tell();
    }

    fn note(&mut self, words: &str) {
        let layer = testing::layer_id("alice/quay");
        let field = SpanField::Note(words.to_owned());
        let set = SpanEdit::Set { span: testing::span_id(2), field, changed: Some(time(1)) };
        let edit = Edit::Span(layer, set);
        self.history.apply_joined(&mut self.project, "edit note", "note", edit).unwrap();
        self.tell();
    }

    fn undo(&mut self) -> Option<String> {
        let label = self.history.undo(&mut self.project).unwrap();
        self.tell();
        label
    }

    fn flush(&self) {
        self.journal.flush(PATIENCE).unwrap();
    }

    fn save(&mut self) {
        self.save_and(Tell::Journal);
    }

    fn save_and(&mut self, tell: Tell) {
        let covers = self.journal.last();
        let folder = self.folder.as_mut().unwrap();
        folder.save_covering(&self.project, self.journal.covers()).unwrap();
        if tell == Tell::Not {
            return;
        }
        let hashes = folder.take_hashes();
        let standing =
            Standing { saved: folder.saved(), project: &self.project, now: time(self.now) };
        self.journal.saved(covers, hashes, standing);
    }

    /// Begins a segment as after changes of others: all that is not saved is in its first record.
    fn taken_in(&mut self) {
        let folder = self.folder.as_ref().unwrap();
        let standing =
            Standing { saved: folder.saved(), project: &self.project, now: time(self.now) };
        let nothing = Arc::new(Edit::Batch(Vec::new()));
        self.journal.outside("take in", nothing, FileHashes::new(), standing);
    }

    /// Can it be saved as it is? A random project may say of spans that they are outside of a text.
    fn can_save(&self) -> bool {
        self.project.layers().all(|layer| {
            let article = self.project.article(&layer.id.article);
            let version = article.and_then(|article| article.version(layer.version));
            let places = layer.spans().filter_map(|span| span.place.fragments());
            version.is_some_and(|version| places.into_iter().all(|at| at.are_in(&version.text)))
        })
    }

    /// Returns the folder of the session.
    fn session(&self) -> PathBuf {
        self.flush();
        let id = self.journal.status().session.unwrap();
        self.root.join(".postil/sessions").join(id.as_str())
    }

    /// Opens the project as it is on the disk now, in another place: to that, this program is dead.
    fn crash(&self, to: &Path) -> (Self, Recovered) {
        copy(&self.root, &to.join("project"));
        copy(&self.state, &to.join("state"));
        Self::open(&to.join("project"), &to.join("state"))
    }
}

/// Takes away what is kept of the files that what is unsaved rests on.
fn without_base(root: &Path) {
    for session in fs::read_dir(root.join(".postil/sessions")).unwrap().flatten() {
        fs::remove_dir_all(session.path().join("base")).unwrap();
    }
    // There are none where nothing was saved yet.
    let _ = fs::remove_dir_all(root.join(".postil/generations"));
}

fn copy(from: &Path, to: &Path) {
    let Ok(entries) = fs::read_dir(from) else { return };
    fs::create_dir_all(to).unwrap();
    for entry in entries.flatten() {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn labels(recovered: &Recovered) -> Vec<&str> {
    recovered.changes.iter().map(|change| change.label.as_str()).collect()
}
