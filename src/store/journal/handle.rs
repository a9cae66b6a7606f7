//! The journal as a window holds it: what it is told is on disk within a second.

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    recover::{Found, Recovered},
    standing::Beginning,
    writer::{Order, When, Writer},
};
use crate::{
    model::{
        Project, Time,
        edit::{Act, Edit},
    },
    store::{Covers, Kept, Session, SessionId, Sessions, files::FileHashes},
};

/// How far a journal is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Whose it is; `None` until the session has begun.
    pub session: Option<SessionId>,
    /// Where it is kept.
    pub kept: Option<Kept>,
    /// The number of the last record that is on the disk.
    pub synced: u64,
    /// Why nothing can be written at present. It is tried again, and nothing is forgotten meanwhile.
    pub trouble: Option<String>,
}

/// What the thread tells.
pub(super) struct Shared {
    status: Mutex<Status>,
    /// The highest number that somebody was told of: a save may hold all up to it and nothing after it,
    /// so no record may be both.
    told: AtomicU64,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Shared {
    /// Returns the highest number that somebody was told of.
    pub(super) fn told(&self) -> u64 {
        self.told.load(Ordering::SeqCst)
    }

    /// Wakes the window where there is something new to say to a person.
    pub(super) fn update(&self, new: impl FnOnce(&Status) -> Status) {
        let mut status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        let next = new(&status);
        let is_news = (&next.trouble, &next.kept) != (&status.trouble, &status.kept);
        *status = next;
        drop(status);
        if is_news {
            (self.wake)();
        }
    }
}

/// Where a project and its journal stand, as the files have the project and as it is.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The project as its files have it.
    pub saved: &'a Project,
    /// The project as it is.
    pub project: &'a Project,
    /// The clock.
    pub now: Time,
}

/// A journal that is being written. Dropping it waits until all is on the disk.
pub struct Journal {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    shared: Arc<Shared>,
    /// The number of the last record.
    last: u64,
    covers: u64,
    reach: u64,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("last", &self.last).finish_non_exhaustive()
    }
}

impl Journal {
    /// Begins the journal of a project, of which `files` are what was read. `wake` is called from the
    /// journal's thread where there is news in its status.
    pub fn begin(
        sessions: Sessions,
        files: FileHashes,
        standing: Standing<'_>,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        let mut journal = Self::start(sessions, None, wake);
        let when = if is_saved(standing) { When::Later } else { When::Now };
        journal.begin_segment(when, files, standing);
        journal
    }

    /// Goes on with the newest of the sessions that were found, or begins one where there is none. The
    /// others are settled once what was recovered from them is on the disk as part of this one: until
    /// then nobody else takes them over, and after a crash they are there.
    pub fn resume(
        sessions: Sessions,
        mut found: Vec<Found>,
        recovered: &Recovered,
        files: FileHashes,
        standing: Standing<'_>,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        let Some(newest) = found.pop() else { return Self::begin(sessions, files, standing, wake) };
        let covers = newest.covered();
        // A save may hold records that a crash kept from the journal: none may have a number of theirs.
        let last = newest.last().max(covers);
        let (is_moving, session) = (newest.is_moving, newest.into_session());
        let (goes_on, moves) =
            if is_moving { (None, Some(session)) } else { (Some(session), None) };
        let mut journal = Self::start(sessions, goes_on, wake);
        (journal.last, journal.covers, journal.reach) = (last, covers, recovered.reach);
        let is_later = is_saved(standing) && moves.is_none();
        if let Some(session) = moves {
            journal.order(Order::Follow(session));
        }
        journal.begin_segment(if is_later { When::Later } else { When::Now }, files, standing);
        let others = found.into_iter().filter(Found::has_unsaved);
        let others: Vec<Session> = others.map(Found::into_session).collect();
        if !others.is_empty() {
            journal.order(Order::Settle(others));
        }
        journal
    }

    fn start(
        sessions: Sessions,
        session: Option<Session>,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        // One that is taken over is known from the start: a save may come before the thread says so.
        let status = Status {
            session: session.as_ref().map(|session| session.id().clone()),
            kept: session.as_ref().map(|session| session.kept().clone()),
            ..Status::default()
        };
        let shared = Arc::new(Shared { status: Mutex::new(status), told: AtomicU64::new(0), wake });
        let (orders, received) = channel();
        let writer = Writer::new(sessions, session, Arc::clone(&shared));
        let run = move || writer.run(&received);
        // Without a thread nothing is journalled, and the status says so.
        let thread = thread::Builder::new().name("postil journal".to_owned()).spawn(run);
        if let Err(error) = &thread {
            let trouble = Some(format!("No thread to write the journal: {error}"));
            shared.update(|_| Status { trouble, ..Status::default() });
        }
        let orders = Some(orders);
        Self { orders, thread: thread.ok(), shared, last: 0, covers: 0, reach: 0 }
    }

    /// Takes acts of a person, as [`crate::model::edit::History::take_acts`] returns them.
    pub fn acts(&mut self, acts: Vec<Act>, now: Time) {
        for act in acts {
            let number = self.next();
            self.order(Order::Act(number, now, act));
        }
    }

    /// Takes what came in from elsewhere, with the hashes of the files that it was in. The standing
    /// is that after it.
    pub fn outside(
        &mut self,
        label: impl Into<String>,
        edit: Arc<Edit>,
        files: FileHashes,
        standing: Standing<'_>,
    ) {
        let number = self.next();
        self.order(Order::Outside(number, standing.now, label.into(), edit));
        self.begin_segment(When::Now, files, standing);
    }

    /// Returns the number of the last record: a save notes it with what it writes, and gives it back
    /// to [`Journal::saved`].
    pub fn last(&self) -> u64 {
        self.shared.told.fetch_max(self.last, Ordering::SeqCst);
        self.last
    }

    /// Returns the same with the name of the session, for a save to keep with its generation: so that a
    /// crash right after it is no reason to recover what it wrote. `None` until the session has begun.
    pub fn covers(&self) -> Option<Covers> {
        let session = self.status().session?.to_string();
        Some(Covers { session, records: self.last() })
    }

    /// Begins a new segment after a save of the project as it was when [`Journal::last`] gave
    /// `covers`. `files` is what the save wrote.
    pub fn saved(&mut self, covers: u64, files: FileHashes, standing: Standing<'_>) {
        self.covers = covers;
        self.begin_segment(When::Now, files, standing);
    }

    /// Notes that what is not saved is not wanted. What was written stays for a while.
    pub fn discard(&mut self, now: Time) {
        let number = self.next();
        self.order(Order::Discard(number, now));
    }

    /// Goes on in another folder, where the project was saved as it was when [`Journal::last`] gave
    /// `covers`. Nothing of it is left to recover in the place before.
    pub fn moved_to(
        &mut self,
        sessions: Sessions,
        covers: u64,
        files: FileHashes,
        standing: Standing<'_>,
    ) {
        self.order(Order::Move(sessions));
        self.saved(covers, files, standing);
    }

    /// Waits until everything is on the disk, but not longer than this. The error says why it isn't.
    pub fn flush(&self, patience: Duration) -> Result<(), String> {
        let (answer, answered) = channel();
        self.order(Order::Flush(answer));
        let late = || "The journal is not written yet".to_owned();
        answered.recv_timeout(patience).map_err(|_| late())?
    }

    /// Returns how far the journal is.
    pub fn status(&self) -> Status {
        self.shared.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn begin_segment(&mut self, when: When, files: FileHashes, standing: Standing<'_>) {
        let number = self.next();
        let projects = Box::new((standing.saved.clone(), standing.project.clone()));
        let (time, covers, reach) = (standing.now, self.covers, self.reach);
        let beginning = Beginning { time, covers, reach, files, projects };
        self.order(Order::Begin(number, when, beginning));
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // A thread that could not be begun has said so.
            let _ = orders.send(order);
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // One that panicked has nothing more to write.
            let _ = thread.join();
        }
    }
}

fn is_saved(standing: Standing<'_>) -> bool {
    standing.project.changes_since(standing.saved).is_empty()
}
