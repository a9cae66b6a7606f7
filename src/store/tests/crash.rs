//! Whatever a power cut leaves of a save, the project opens as it was or as it was to be.
//!
//! The steps of a save are written down once, and then played on a model of a disk: what a file holds
//! is sure after its sync, the names in a folder after the folder's. Until then the content may be
//! there, lost, half there or zeros, and each change of names may be there or not, whatever became
//! of the others.

use std::collections::{BTreeSet, HashSet};

use super::{
    faults::difference,
    trial::{Both, CHANGES, Change, Done, Fault, Trial, open_on},
    *,
};

/// How many changes of names are tried in every combination; of more, some.
const EVERY: usize = 5;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    Folder,
    File(usize),
}

/// A change of names.
#[derive(Clone, Debug)]
enum Naming {
    Add(PathBuf, Node),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

/// What a file holds.
#[derive(Clone, Debug, Default)]
struct Content {
    now: Vec<u8>,
    sure: Option<Vec<u8>>,
}

/// What becomes of content that was not synced.
#[derive(Clone, Copy)]
enum Unsynced {
    There,
    Lost,
    Half,
    Zeros,
}

/// A disk in two states: as programs see it, and as a power cut may leave it.
#[derive(Clone, Debug, Default)]
struct Model {
    names: BTreeMap<PathBuf, Node>,
    sure: BTreeMap<PathBuf, Node>,
    pending: Vec<Naming>,
    files: Vec<Content>,
}

impl Model {
    fn of(root: &Path) -> Self {
        let mut model = Self::default();
        let mut state = BTreeMap::new();
        collect(root, &mut state);
        for (path, (bytes, _)) in state {
            for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)) {
                model.names.insert(folder.into(), Node::Folder);
            }
            model.names.insert(path, Node::File(model.files.len()));
            model.files.push(Content { now: bytes.clone(), sure: Some(bytes) });
        }
        model.sure = model.names.clone();
        model
    }

    fn file(&mut self, path: &Path) -> &mut Content {
        let Node::File(file) = self.names[path] else { panic!("{} is a folder", path.display()) };
        &mut self.files[file]
    }

    fn play(&mut self, step: &Done) {
        match step {
            Done::Create(path) => {
                self.files.push(Content::default());
                self.name(Naming::Add(path.clone(), Node::File(self.files.len() - 1)));
            }
            Done::Write(path, bytes) => self.file(path).now.extend(bytes),
            Done::Sync(path) => {
                let content = self.file(path);
                content.sure = Some(content.now.clone());
            }
            Done::SyncFolder(folder) => self.sync_folder(folder),
            Done::Rename(from, to) => self.name(Naming::Rename(from.clone(), to.clone())),
            Done::Link(from, to) => {
                let node = self.names[from].clone();
                self.name(Naming::Add(to.clone(), node));
            }
            Done::Remove(path) | Done::RemoveFolder(path) => {
                self.name(Naming::Remove(path.clone()));
            }
            Done::MakeFolder(path) => self.name(Naming::Add(path.clone(), Node::Folder)),
        }
    }

    fn name(&mut self, naming: Naming) {
        apply(&mut self.names, &naming);
        self.pending.push(naming);
    }

    fn sync_folder(&mut self, folder: &Path) {
        let (sure, pending) = std::mem::take(&mut self.pending).into_iter().partition(|naming| {
            let is_in = |path: &PathBuf| path.parent() == Some(folder);
            match naming {
                Naming::Add(path, _) | Naming::Remove(path) => is_in(path),
                Naming::Rename(from, to) => is_in(from) || is_in(to),
            }
        });
        self.pending = pending;
        let sure: Vec<Naming> = sure;
        for naming in sure {
            apply(&mut self.sure, &naming);
        }
    }

    /// Returns every state in which a power cut may leave the disk, as far as it is tried.
    fn states(&self) -> Vec<BTreeMap<PathBuf, Option<Vec<u8>>>> {
        let mut states = Vec::new();
        for chosen in choices(self.pending.len()) {
            let mut names = self.sure.clone();
            for (naming, _) in self.pending.iter().zip(&chosen).filter(|(_, is_there)| **is_there) {
                apply(&mut names, naming);
            }
            for unsynced in [Unsynced::There, Unsynced::Lost, Unsynced::Half, Unsynced::Zeros] {
                states.push(self.state(&names, unsynced));
            }
        }
        states
    }

    /// Returns the files with what they hold; folders hold nothing.
    fn state(
        &self,
        names: &BTreeMap<PathBuf, Node>,
        unsynced: Unsynced,
    ) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let is_reached = |path: &Path| {
            let mut above = path.ancestors().skip(1);
            above.all(|above| names.get(above) == Some(&Node::Folder) || !self.is_within(above))
        };
        let there = names.iter().filter(|(path, _)| is_reached(path));
        there
            .map(|(path, node)| match node {
                Node::Folder => (path.clone(), None),
                Node::File(file) => (path.clone(), Some(self.files[*file].after(unsynced))),
            })
            .collect()
    }

    fn is_within(&self, folder: &Path) -> bool {
        let root = self.sure.keys().next().unwrap();
        folder.starts_with(root)
    }
}

impl Content {
    fn after(&self, unsynced: Unsynced) -> Vec<u8> {
        if self.sure.as_ref() == Some(&self.now) {
            return self.now.clone();
        }
        match unsynced {
            Unsynced::There => self.now.clone(),
            Unsynced::Lost => self.sure.clone().unwrap_or_default(),
            Unsynced::Half => self.now[..self.now.len() / 2].to_vec(),
            Unsynced::Zeros => vec![0; self.now.len()],
        }
    }
}

fn apply(names: &mut BTreeMap<PathBuf, Node>, naming: &Naming) {
    match naming {
        Naming::Add(path, node) => {
            names.insert(path.clone(), node.clone());
        }
        Naming::Remove(path) => {
            names.remove(path);
        }
        Naming::Rename(from, to) => {
            let moved: Vec<PathBuf> =
                names.keys().filter(|path| path.starts_with(from)).cloned().collect();
            for path in moved {
                let node = names.remove(&path).unwrap();
                let rest = path.strip_prefix(from).unwrap();
                let to = if rest == Path::new("") { to.clone() } else { to.join(rest) };
                names.insert(to, node);
            }
        }
    }
}

/// Returns which of so many changes of names are there: every combination of few; of more, all but
/// one, only one, and those up to each.
fn choices(count: usize) -> Vec<Vec<bool>> {
    if count <= EVERY {
        let combinations = 0..1_u32 << count;
        return combinations
            .map(|bits| (0..count).map(|index| bits >> index & 1 == 1).collect())
            .collect();
    }
    let mut choices = Vec::new();
    for at in 0..=count {
        choices.push((0..count).map(|index| index < at).collect());
        choices.push((0..count).map(|index| index >= at).collect());
        choices.push((0..count).map(|index| index == at).collect());
        choices.push((0..count).map(|index| index != at).collect());
    }
    choices
}

fn lay_out(root: &Path, state: &BTreeMap<PathBuf, Option<Vec<u8>>>) {
    fs::remove_dir_all(root).unwrap();
    // Folders come before what they hold: a path is less than those that it begins.
    for (path, content) in state {
        match content {
            None => fs::create_dir_all(path).unwrap(),
            Some(bytes) => fs::write(path, bytes).unwrap(),
        }
    }
}

/// Plays a save and opens what every power cut during it may leave. Returns how many states that
/// were.
fn check(name: &str, change: Change) -> usize {
    let both = Both::of(change);
    let copy = Copy::in_memory("port-crews");
    // A save before, so that the folders of the program's own are there as in any project in use.
    let mut opened = copy.open();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "before");
    opened.folder.save(&opened.project).unwrap();
    note(&mut opened.project, &alices(), "sjmvf2m9stv36", "");
    opened.folder.save(&opened.project).unwrap();
    drop(opened);
    let trial = Trial::new(Fault::Nothing, 0);
    let mut model = Model::of(copy.root());
    let mut opened = open_on(&trial, copy.root()).unwrap();
    change(&mut opened.project);
    trial.arm();
    opened.folder.save(&opened.project).unwrap();
    drop(opened);
    assert_eq!(copy.content(), both.new);
    let steps = trial.done.lock().unwrap().clone();
    let mut seen = HashSet::new();
    for (number, step) in steps.iter().enumerate() {
        model.play(step);
        let is_last = number + 1 == steps.len();
        for state in model.states() {
            let key = blake3::hash(format!("{state:?}").as_bytes());
            if !seen.insert(key) && !is_last {
                continue;
            }
            lay_out(copy.root(), &state);
            let opened = open(copy.root());
            let context = format!("{name}, step {number} {}", kind(step));
            let opened = opened.unwrap_or_else(|error| panic!("{context}: {error}"));
            assert_eq!(opened.problems, [], "{context}");
            let found = copy.content();
            let is_whole = found == both.new || (found == both.old && !is_last);
            assert!(is_whole, "{context}: {}", difference(&found, &both.new));
        }
    }
    seen.len()
}

fn kind(step: &Done) -> String {
    let mut words = format!("{step:?}");
    words.truncate(150);
    words
}

#[test]
fn what_a_power_cut_leaves_opens_as_the_old_or_the_new_state() {
    let states: Vec<usize> = CHANGES.iter().map(|(name, change)| check(name, *change)).collect();
    println!("{} states of a disk after a power cut: {states:?}", states.iter().sum::<usize>());
    let all: BTreeSet<usize> = states.into_iter().collect();
    assert!(all.iter().sum::<usize>() > 300);
}
