//! A long session with restarts is what a plain list of states is.

use std::path::{Path, PathBuf};

use postil::model::{Project, edit::History};

use super::{
    asked,
    desk::{Desk, create, filed},
    hand::{Act, Hand, Step},
    seed,
};

/// What the history is held to: every state that can be gone back to, and forward to.
#[derive(Clone)]
struct Naive {
    current: Project,
    past: Vec<Project>,
    /// The next one is the last.
    future: Vec<Project>,
}

impl Naive {
    fn take(&mut self, act: Act, now: &Project) {
        let before = std::mem::replace(&mut self.current, now.clone());
        let expected = match act {
            Act::Did(Step::New) => {
                self.past.push(before);
                self.future.clear();
                return;
            }
            Act::Did(Step::SameAsBefore) => return,
            Act::Undid => {
                self.future.push(before);
                self.past.pop().unwrap()
            }
            Act::Redid => {
                self.past.push(before);
                self.future.pop().unwrap()
            }
            Act::Paused | Act::Saves | Act::Nothing => before,
        };
        same(now, &expected, &format!("after {act:?}"));
    }

    /// Forgets what the history has no way to any more, after holding the rest to it.
    fn cut_to(&mut self, history: &History) {
        let (back, forward) = walked(&self.current, history);
        assert!(back.len() <= self.past.len() && forward.len() <= self.future.len(), "invented");
        self.past.drain(..self.past.len() - back.len());
        self.future.drain(..self.future.len() - forward.len());
        for (is, expected) in back.iter().zip(self.past.iter().rev()) {
            same(is, expected, "that undo leads back to");
        }
        for (is, expected) in forward.iter().zip(self.future.iter().rev()) {
            same(is, expected, "that redo leads to");
        }
    }
}

/// Returns all states that undo, and redo, lead to.
fn walked(project: &Project, history: &History) -> (Vec<Project>, Vec<Project>) {
    let walk = |step: &dyn Fn(&mut History, &mut Project) -> Option<String>| {
        let (mut project, mut history, mut states) = (project.clone(), history.clone(), Vec::new());
        while step(&mut history, &mut project).is_some() {
            states.push(project.clone());
        }
        states
    };
    let back = walk(&|history, project| history.undo(project).unwrap());
    let forward = walk(&|history, project| history.redo(project).unwrap());
    (back, forward)
}

/// Holds two states to be the same.
#[track_caller]
fn same(is: &Project, expected: &Project, place: &str) {
    let (is, expected) = (filed(is), filed(expected));
    let changes = is.changes_since(&expected);
    assert!(is == expected, "the state {place} is another: {changes:?}");
}

/// Does undo lead all the way back?
fn leads_back(project: &Project, history: &History) -> bool {
    let (mut project, mut history) = (project.clone(), history.clone());
    loop {
        match history.undo(&mut project) {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// A session that is long, with what it is held to.
struct Soak {
    at: PathBuf,
    root: PathBuf,
    desk: Option<Desk>,
    naive: Naive,
    /// As the files have it.
    saved: Naive,
    saves: usize,
    restarts: usize,
    discards: usize,
    /// How often undo ended early after a restart, at something that was no longer there.
    early: usize,
    /// How far undo reached after a restart: the most steps.
    furthest: usize,
}

impl Soak {
    fn begin(at: &Path) -> Self {
        let root = at.join("P");
        std::fs::create_dir_all(at).unwrap();
        create(&root);
        let (desk, _) = Desk::open(&root);
        let naive = Naive { current: desk.project.clone(), past: Vec::new(), future: Vec::new() };
        let (at, saved) = (at.to_owned(), naive.clone());
        let desk = Some(desk);
        let (restarts, discards, early, furthest) = Default::default();
        Self { at, root, desk, naive, saved, saves: 0, restarts, discards, early, furthest }
    }

    /// Goes on with a new project.
    fn begin_anew(&mut self) {
        self.early += 1;
        let new = Self::begin(&self.at.join(self.early.to_string()));
        (self.root, self.desk, self.naive, self.saved) = (new.root, new.desk, new.naive, new.saved);
    }

    fn act(&mut self, hand: &mut Hand) {
        let desk = self.desk.as_mut().unwrap();
        let act = hand.act(&mut desk.project, &mut desk.history);
        desk.tell();
        self.naive.take(act, &desk.project);
        if act == Act::Saves {
            desk.save().unwrap();
            self.saved = self.naive.clone();
            self.saves += 1;
        }
    }

    fn restart(&mut self, hand: &mut Hand) {
        let mut desk = self.desk.take().unwrap();
        hand.rest(&mut desk.history);
        desk.tell();
        drop(desk);
        let (mut desk, recovered) = Desk::open(&self.root);
        same(&desk.project, &self.naive.current, "after a restart");
        self.restarts += 1;
        if !leads_back(&desk.project, &desk.history) {
            drop(desk);
            return self.begin_anew();
        }
        let known = self.naive.past.len();
        self.naive.cut_to(&desk.history);
        if recovered.undo_ends.is_none() {
            assert_eq!(self.naive.past.len(), known, "undo reaches all the way back");
        }
        self.furthest = self.furthest.max(self.naive.past.len());
        if hand.random.one_in(5) {
            desk.journal.discard(super::desk::now());
            desk.project = desk.folder.saved().clone();
            desk.history = recovered.saved_history;
            desk.history.keep_acts();
            self.naive = self.saved.clone();
            same(&desk.project, &self.naive.current, "in the files");
            self.discards += 1;
            if !leads_back(&desk.project, &desk.history) {
                drop(desk);
                return self.begin_anew();
            }
            self.naive.cut_to(&desk.history);
        }
        self.desk = Some(desk);
    }
}

#[test]
fn a_long_session_is_what_a_list_of_states_is() {
    let (acts, seed) = (asked("POSTIL_SOAK", 500), seed());
    println!("seed {seed}");
    let at = tempfile::tempdir().unwrap();
    let mut soak = Soak::begin(at.path());
    let mut hand = Hand::reaching_back(seed);
    for _ in 0..acts {
        soak.act(&mut hand);
        if hand.random.one_in(40) {
            soak.restart(&mut hand);
        }
    }
    soak.restart(&mut hand);
    println!(
        "{acts} acts, {} saves, {} restarts of which {} discarded what was not saved; \
         undo reached back {} steps at most after one, and ended early after {} of them",
        soak.saves, soak.restarts, soak.discards, soak.furthest, soak.early
    );
    assert_eq!(soak.early, 0, "undo ended early");
    assert!(soak.furthest > 10, "undo reaches back over a restart");
}
