//! The thread that writes a journal: no frame waits for the disk.

use std::{
    collections::VecDeque,
    fmt, io,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    time::{Duration, Instant},
};

use super::{
    append::Appender,
    handle::{Shared, Status},
    recover::without_blank,
    segments,
};
use crate::{
    model::{
        Project, Time,
        edit::{Act, Edit, between},
    },
    store::{
        Session, Sessions, StoreError,
        files::{Entry, FileHashes, Start},
        reason,
    },
};

/// How long records are gathered before they are written: what is synced within a second has to wait
/// for less than that.
const GATHER: Duration = Duration::from_millis(300);

/// How long the thread waits before it tries again what failed.
const AGAIN: Duration = Duration::from_secs(1);

/// When a segment is begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// With the next record: where nothing follows, nothing has to be kept.
    Later,
    /// At once.
    Now,
}

/// How things stand where a segment is to begin.
#[derive(Debug)]
pub(super) struct Beginning {
    pub(super) time: Time,
    pub(super) covers: u64,
    pub(super) reach: u64,
    pub(super) files: FileHashes,
    /// As the files have it, and as it is.
    pub(super) projects: Box<(Project, Project)>,
}

/// What the thread is asked to do.
#[derive(Debug)]
pub(super) enum Order {
    Begin(u64, When, Beginning),
    Act(u64, Time, Act),
    Outside(u64, Time, String, Arc<Edit>),
    Discard(u64, Time),
    /// Goes on with the journal in sessions of another place.
    Move(Sessions),
    /// Answers when all before it is on the disk, or could not be written.
    Flush(Sender<Result<(), String>>),
}

impl Order {
    /// Must it be written at once? What a save wrote is to be known before saves after it are more than
    /// the generations that are kept.
    fn is_urgent(&self) -> bool {
        matches!(self, Self::Begin(_, When::Now, _))
    }
}

/// Draws what a session's id is made of.
pub(super) fn bits() -> u64 {
    // Without randomness the clock still tells programs apart.
    getrandom::u64().unwrap_or_else(|_| chrono::Utc::now().timestamp_micros().unsigned_abs())
}

/// What the thread works with.
pub(super) struct Writer {
    pub(super) sessions: Sessions,
    pub(super) session: Option<Session>,
    pub(super) appender: Option<Appender>,
    /// A segment that begins with the next record.
    later: Option<(u64, Entry)>,
    /// What no session could be begun for yet.
    backlog: VecDeque<(u64, Entry)>,
    /// The session in the place before, until what is new is on the disk.
    before: Option<Session>,
    shared: Arc<Shared>,
    failed: bool,
    /// How things stand after the last record.
    standing: Option<At>,
}

/// How things stand after a record.
struct At(u64, Beginning);

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("session", &self.session).finish_non_exhaustive()
    }
}

impl Writer {
    /// Prepares to write to a session that was taken over, or to a new one.
    pub(super) fn new(sessions: Sessions, session: Option<Session>, shared: Arc<Shared>) -> Self {
        let appender = session.as_ref().map(|session| Appender::new(session.folder()));
        let (later, backlog) = (None, VecDeque::new());
        let (before, failed) = (None, false);
        let standing = None;
        Self { sessions, session, appender, later, backlog, before, shared, failed, standing }
    }

    /// Works until nobody can ask for more.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        let begun = self.begin().map_err(|error| error.to_string());
        self.tell(begun);
        let mut due: Option<Instant> = None;
        loop {
            let order = match due {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(Order::Flush(answer)) => {
                    let outcome = self.sync();
                    due = self.failed.then(|| Instant::now() + AGAIN);
                    // Who no longer waits needs no answer.
                    let _ = answer.send(outcome);
                }
                Ok(order) => {
                    let gather = if order.is_urgent() { Duration::ZERO } else { GATHER };
                    self.take(order);
                    let soon = self.waits().then(|| Instant::now() + gather);
                    due = due.into_iter().chain(soon).min();
                }
                Err(RecvTimeoutError::Timeout) => {
                    let _ = self.sync();
                    due = self.failed.then(|| Instant::now() + AGAIN);
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let _ = self.sync();
                    return;
                }
            }
        }
    }

    fn waits(&self) -> bool {
        !self.backlog.is_empty()
    }

    fn take(&mut self, order: Order) {
        let (number, entry) = match order {
            Order::Begin(number, when, beginning) => {
                let entry = Entry::Begun(start(&beginning));
                self.standing = Some(At(number, beginning));
                if when == When::Later {
                    self.later = Some((number, entry));
                    return;
                }
                self.later = None;
                (number, entry)
            }
            Order::Act(number, time, act) => (number, Entry::Act(time, act)),
            Order::Outside(number, time, label, edit) => {
                (number, Entry::Outside(time, label, edit))
            }
            Order::Discard(number, time) => (number, Entry::Discarded(time)),
            Order::Move(sessions) => return self.go_to(sessions),
            Order::Flush(_) => return,
        };
        self.standing = self.standing.take().and_then(|at| at.after(number, &entry));
        self.backlog.extend(self.later.take());
        self.backlog.push_back((number, entry));
    }

    /// Takes the journal along to another place, where what is written from now on goes.
    fn go_to(&mut self, sessions: Sessions) {
        let _ = self.sync();
        (self.sessions, self.appender) = (sessions, None);
        self.before = self.session.take().or(self.before.take());
    }

    /// Copies what undo needs from the place before, where nothing is to be recovered any more. It
    /// comes after the new segment is there: without that, it would be recovered.
    fn settle(&mut self) {
        let Some(before) = self.before.take() else { return };
        if let Some(session) = &self.session {
            // Where it can't be copied, undo ends with this program.
            let _ = segments::copy(before.folder(), session.folder());
        }
        segments::settle(&before);
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        if self.session.is_none() {
            let session = self.sessions.begin(bits(), Time::new(chrono::Utc::now()))?;
            let mut appender = Appender::new(session.folder());
            if let Some(before) = &self.before {
                appender.begin_after(before.folder());
            }
            (self.appender, self.session) = (Some(appender), Some(session));
        }
        Ok(())
    }

    /// Writes all that waits, and tells how far it is.
    fn sync(&mut self) -> Result<(), String> {
        let outcome = self.try_sync();
        self.failed = outcome.is_err();
        self.tell(outcome.clone());
        outcome
    }

    fn try_sync(&mut self) -> Result<(), String> {
        let is_done = self.appender.as_ref().is_none_or(Appender::is_done);
        if self.backlog.is_empty() && is_done {
            return Ok(());
        }
        self.begin().map_err(|error| error.to_string())?;
        let Some(appender) = &mut self.appender else { return Ok(()) };
        for (number, entry) in self.backlog.drain(..) {
            appender.push(number, &entry);
        }
        // It has the number of the record before it: a save that covers that one covers it all.
        if appender.is_long()
            && let Some(At(number, beginning)) = &self.standing
        {
            appender.push(*number, &Entry::Begun(start(beginning)));
        }
        appender.sync().map_err(|error| self.complaint(&error))?;
        self.settle();
        Ok(())
    }

    fn complaint(&self, error: &io::Error) -> String {
        let folder = self.session.as_ref().map(|session| session.folder().display().to_string());
        format!("Cannot write this ({}): {}", reason(error), folder.unwrap_or_default())
    }

    fn tell(&self, outcome: Result<(), String>) {
        let synced = self.appender.as_ref().map(Appender::synced).unwrap_or_default();
        self.shared.update(|status| Status {
            session: self.session.as_ref().map(|session| session.id().clone()),
            kept: self.session.as_ref().map(|session| session.kept().clone()),
            synced: synced.max(status.synced),
            trouble: outcome.err(),
        });
    }
}

impl At {
    /// Returns how things stand after the next record, `None` where that can't be told: no segment
    /// begins by itself then.
    fn after(mut self, number: u64, entry: &Entry) -> Option<Self> {
        let (saved, project) = &mut *self.1.projects;
        let edit = match entry {
            Entry::Begun(_) => None,
            Entry::Act(time, act) => {
                self.1.time = *time;
                act.edit()
            }
            Entry::Outside(_, _, edit) => Some(edit),
            Entry::Discarded(_) => {
                project.clone_from(saved);
                None
            }
        };
        if let Some(edit) = edit {
            project.restore(Edit::clone(edit)).ok()?;
        }
        self.0 = number;
        Some(self)
    }
}

fn start(beginning: &Beginning) -> Start {
    let Beginning { time, covers, reach, files, projects } = beginning;
    let ((saved, project), files) = (&**projects, files.clone());
    let (time, covers, reach) = (*time, *covers, *reach);
    let unsaved = between(&without_blank(saved), project);
    let is_something = unsaved != Edit::Batch(Vec::new());
    let unsaved = is_something.then(|| Arc::new(unsaved));
    Start { time, covers, reach, goes_on: false, files, unsaved }
}
