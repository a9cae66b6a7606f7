//! A search under way: what a worker has found so far in one text.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{
    app::{
        desk::next_number,
        work::{Message, Reporter, Ticket, Work},
    },
    model::{ArticleId, VersionNumber},
    text::{
        Stretch, Text,
        search::{Pattern, Query, Scan, Seen},
    },
};

/// How often a worker hands over what it has found: about once a frame.
const EVERY: Duration = Duration::from_millis(15);

/// How often it says that it is still at it, and after which time a search is said to be under way.
const STILL: Duration = Duration::from_millis(250);

/// What is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// In which project.
    pub ticket: Ticket,
    /// Which article.
    pub article: ArticleId,
    /// Which text of it.
    pub version: VersionNumber,
}

/// What becomes of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sift {
    /// It is shown.
    Keep,
    /// It is what was looked for.
    Itself,
    /// It is tagged so already: only counted.
    Tagged,
}

/// How far a search has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is under way.
    Looking,
    /// All of the text has been read.
    Done,
    /// There is nothing to look for, for this reason.
    Bad(String),
}

/// What a worker hands over: some hits more, and how far it has come.
#[derive(Debug)]
pub struct Found {
    search: u64,
    hits: Vec<Stretch>,
    total: usize,
    tagged: usize,
    state: State,
}

/// A search of one text. The worker stops when this is dropped.
#[derive(Debug)]
pub struct Search {
    /// What is searched.
    pub about: About,
    /// How far it has come.
    pub state: State,
    /// How many hits there are so far.
    pub total: usize,
    /// How many more there are that are tagged already.
    pub tagged: usize,
    hits: Vec<Stretch>,
    number: u64,
    began: Instant,
    cancelled: Arc<AtomicBool>,
}

impl Drop for Search {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl Search {
    /// Begins a search that keeps the places of at most `most` hits, of those that `sift` keeps.
    pub fn begin(
        work: &mut Work,
        about: About,
        text: Text,
        query: Query,
        most: usize,
        sift: impl Fn(Stretch) -> Sift + Send + 'static,
    ) -> Self {
        let number = next_number();
        let broke = Found::ended(number, State::Bad("The search met a fault of Postil".into()));
        let cancelled = work.search(about.ticket, broke, move |reporter| {
            Worker { reporter, number, most, tagged: 0, total: 0, hits: Vec::new() }
                .run(&text, &query, &sift);
        });
        let (state, hits, began) = (State::Looking, Vec::new(), Instant::now());
        Self { about, state, total: 0, tagged: 0, hits, number, began, cancelled }
    }

    /// Takes what the worker has found; what another search has found changes nothing.
    pub fn take(&mut self, found: &mut Found) {
        if found.search != self.number {
            return;
        }
        self.hits.append(&mut found.hits);
        (self.total, self.tagged) = (self.total.max(found.total), self.tagged.max(found.tagged));
        self.state = found.state.clone();
    }

    /// Returns the places of the hits so far, in the order of the text: all of them, or as many as
    /// are kept.
    pub fn hits(&self) -> &[Stretch] {
        &self.hits
    }

    /// Has it taken so long that one is to be told?
    pub fn is_slow(&self) -> bool {
        self.state == State::Looking && self.began.elapsed() >= STILL
    }

    /// Has all of the text been read?
    pub fn is_done(&self) -> bool {
        self.state == State::Done
    }
}

impl Found {
    fn ended(search: u64, state: State) -> Self {
        Self { search, hits: Vec::new(), total: 0, tagged: 0, state }
    }
}

struct Worker<'a> {
    reporter: &'a Reporter,
    number: u64,
    most: usize,
    total: usize,
    tagged: usize,
    hits: Vec<Stretch>,
}

impl Worker<'_> {
    fn run(mut self, text: &Text, query: &Query, sift: &impl Fn(Stretch) -> Sift) {
        let pattern = match Pattern::new(query, text) {
            Ok(pattern) => pattern,
            Err(bad) => {
                let bad = Found::ended(self.number, State::Bad(bad.to_string()));
                return self.reporter.send(Message::Found(bad));
            }
        };
        let (mut scan, mut sent) = (Scan::new(text, &pattern), Instant::now());
        while !self.reporter.cancelled().load(Ordering::Relaxed) {
            match scan.look() {
                Seen::Hit(hit) => self.note(hit, sift(hit)),
                Seen::Nothing => {}
                Seen::End => return self.hand_over(State::Done),
            }
            let wait = if self.hits.is_empty() { STILL } else { EVERY };
            if sent.elapsed() >= wait {
                sent = Instant::now();
                self.hand_over(State::Looking);
            }
        }
    }

    fn note(&mut self, hit: Stretch, sift: Sift) {
        match sift {
            Sift::Keep => self.total += 1,
            Sift::Itself => return,
            Sift::Tagged => {
                self.tagged += 1;
                return;
            }
        }
        if self.total <= self.most {
            self.hits.push(hit);
        }
    }

    fn hand_over(&mut self, state: State) {
        let hits = std::mem::take(&mut self.hits);
        let Self { number: search, total, tagged, .. } = *self;
        self.reporter.send(Message::Found(Found { search, hits, total, tagged, state }));
    }
}
