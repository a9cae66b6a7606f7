//! A program that is killed at any moment loses nothing that it said was on disk, tears no file, and comes
//! back to a state that it was in.

use std::{path::Path, thread, time::Duration};

use postil::model::{Project, edit::History};

use super::{
    asked,
    child::{self, clock},
    desk::{Desk, PATIENCE, Saving, create, filed},
    hand::{Act, Hand},
    random::Random,
    seed,
};

/// So long an edit may take until it is on disk.
const PROMISED: u64 = 1000;

/// What a program that was killed had said.
#[derive(Debug, Default)]
struct Said {
    /// When each act was done, by the clock.
    did: Vec<u64>,
    /// How many acts were on disk, as it said last.
    on_disk: usize,
    /// What it opened.
    opened: Option<String>,
    /// How many saves went well.
    saves: usize,
}

/// What all of them came to.
#[derive(Debug, Default)]
struct Sum {
    acts: usize,
    saves: usize,
    recovered: usize,
    lost: usize,
    /// Of each kill: how old the oldest act was that was lost, in milliseconds.
    ages: Vec<u64>,
}

/// What the test below starts as a program of its own: it works until it is killed.
#[test]
fn one_who_works_until_killed() {
    let Some((root, task)) = child::task() else { return };
    let mut random = Random::new(task[0].parse().unwrap());
    let (mut desk, _) = Desk::open(Path::new(&root));
    let mut hand = Hand::new(random.bits(), &desk.history);
    child::say(&format!("ready {}", mark(&desk.project)));
    let begun = clock();
    // The number of the last record of each act that is not on disk yet.
    let (mut acts, mut records) = (0_usize, Vec::new());
    while clock() - begun < 60_000 {
        let act = hand.act(&mut desk.project, &mut desk.history);
        desk.tell();
        acts += 1;
        records.push((acts, desk.journal.last()));
        child::say(&format!("did {}", clock()));
        let synced = desk.journal.status().synced;
        if act == Act::Saves {
            assert_eq!(desk.save().unwrap(), Saving::Alone, "nobody else is at work");
            records.clear();
            child::say(&format!("saved {acts}"));
        } else if let Some(done) = records.iter().rposition(|(_, record)| *record <= synced) {
            child::say(&format!("synced {}", records[done].0));
            records.drain(..=done);
        }
        thread::sleep(Duration::from_millis(u64::try_from(random.below(8)).unwrap()));
    }
}

/// Returns what tells two states of a project apart.
fn mark(project: &Project) -> String {
    blake3::hash(format!("{:?}", filed(project)).as_bytes()).to_hex().to_string()
}

/// Lets a program work, and kills it. Returns what it had said, and when it was killed.
fn work_and_kill(root: &Path, seed: u64, random: &mut Random) -> (Said, u64) {
    let task = seed.to_string();
    let mut child = child::start("promise::kills::one_who_works_until_killed", root, &task);
    let heard = child::listen(&mut child);
    let mut said = Said::default();
    // Some are killed while they open the project, and go on with the journal of the one before.
    if !random.one_in(8) {
        let ready = heard.recv_timeout(PATIENCE).expect("it opens the project");
        said.opened = ready.strip_prefix("ready ").map(str::to_owned);
    }
    // Most live for a moment, some long enough that something could be late.
    let longest = if random.one_in(8) { 2500 } else { 500 };
    thread::sleep(Duration::from_millis(u64::try_from(random.below(longest)).unwrap()));
    let killed = clock();
    child.kill().unwrap();
    child.wait().unwrap();
    for line in heard {
        match line.split_once(' ') {
            Some(("did", at)) => said.did.push(at.parse().unwrap()),
            Some(("synced", count)) => said.on_disk = count.parse().unwrap(),
            Some(("saved", count)) => {
                said.on_disk = count.parse().unwrap();
                said.saves += 1;
            }
            _ => {}
        }
    }
    (said, killed)
}

/// Returns the states that the program went through, from before its first act on. One act more than it
/// told of may have been done.
fn states(seed: u64, project: &Project, history: &History, acts: usize) -> Vec<Project> {
    let mut hand = Hand::new(Random::new(seed).bits(), history);
    let (mut project, mut history) = (project.clone(), history.clone());
    let mut states = vec![filed(&project)];
    for _ in 0..=acts {
        hand.act(&mut project, &mut history);
        states.push(filed(&project));
    }
    states
}

#[test]
fn whoever_is_killed_loses_nothing_that_was_on_disk() {
    let (kills, seed) = (asked("POSTIL_KILLS", 20), seed());
    println!("seed {seed}");
    let at = tempfile::tempdir().unwrap();
    let root = at.path().join("P");
    create(&root);
    let mut random = Random::new(seed);
    let mut sum = Sum::default();
    let (desk, _) = Desk::open(&root);
    let (mut project, mut history) = (desk.project.clone(), desk.history.clone());
    drop(desk);
    for kill in 0..kills {
        let own = random.bits();
        let (said, killed) = work_and_kill(&root, own, &mut random);
        if let Some(opened) = &said.opened {
            assert_eq!(
                *opened,
                mark(&project),
                "kill {kill} of seed {seed}: it opened something else"
            );
        }
        let states = states(own, &project, &history, said.did.len());
        let (desk, recovered) = Desk::open(&root);
        let now = filed(&desk.project);
        let whole = states.iter().rposition(|state| *state == now);
        let Some(there) = whole else {
            let near = &states[said.on_disk.min(states.len() - 1)..];
            let near: Vec<_> = near.iter().map(|state| now.changes_since(state)).collect();
            panic!("kill {kill} of seed {seed}: a state that never was: {near:?}");
        };
        assert!(
            there >= said.on_disk,
            "kill {kill} of seed {seed}: of {} acts on disk, {there} are there",
            said.on_disk
        );
        sum.take(&said, there, killed, recovered.changes.len());
        // The journal lets go of files for a moment after opening.
        desk.journal.flush(PATIENCE).unwrap();
        left_nothing(&root);
        (project, history) = (desk.project.clone(), desk.history.clone());
    }
    sum.tell(kills);
}

/// No temporary file may stay once the project was opened.
fn left_nothing(root: &Path) {
    let files = crate::program::files(root);
    let mut stray = files.keys().filter(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.starts_with(".postil-")
    });
    assert_eq!(stray.next(), None);
}

impl Sum {
    fn take(&mut self, said: &Said, there: usize, killed: u64, recovered: usize) {
        self.acts += said.did.len();
        self.saves += said.saves;
        self.recovered += recovered;
        let lost = said.did.get(there..).unwrap_or_default();
        self.lost += lost.len();
        self.ages.push(lost.first().map_or(0, |first| killed.saturating_sub(*first)));
    }

    /// Says what it came to. How long a disk takes is not ours to promise, and a busy machine may stop a
    /// thread at any moment: a few may be late.
    fn tell(mut self, kills: u64) {
        self.ages.sort_unstable();
        let late = self.ages.iter().filter(|age| **age > PROMISED).count();
        let oldest = self.ages.last().copied().unwrap_or_default();
        let median = self.ages.get(self.ages.len() / 2).copied().unwrap_or_default();
        println!(
            "{kills} kills: {} acts, {} saves, {} changes recovered; {} acts lost that were not on disk \
             yet, the oldest of a kill {median} ms old in the middle and {oldest} ms at most; {late} kills \
             lost more than the last second",
            self.acts, self.saves, self.recovered, self.lost
        );
        assert!(self.acts > self.ages.len(), "they worked: {self:?}");
        assert!(self.recovered > 0, "what was not saved comes back: {self:?}");
        assert!(late * 10 <= self.ages.len(), "more than the last second is lost: {self:?}");
    }
}
