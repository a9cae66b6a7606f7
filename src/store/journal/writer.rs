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
    base::Base,
    handle::{Shared, Status},
    join::joined,
    segments,
    standing::{At, Beginning, start},
};
use crate::{
    model::{
        Time,
        edit::{Act, ArticleEdit, ArticleField, Edit},
    },
    store::{
        Session, Sessions, StoreError,
        files::{Beside, Entry, FileHashes, Start},
        reason,
    },
};

/// How long records are gathered before they are written: what is synced within a second has to wait
/// for less than that.
const GATHER: Duration = Duration::from_millis(300);

/// How many records may wait for a session, before one that begins a segment takes the place of all.
const BACKLOG: usize = 20_000;

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

/// What the thread is asked to do.
#[derive(Debug)]
pub(super) enum Order {
    Begin(u64, When, Beginning),
    Act(u64, Time, Act),
    Outside(u64, Time, String, Arc<Edit>),
    Discard(u64, Time),
    /// Goes on with the journal in sessions of another place.
    Move(Sessions),
    /// Goes on with the journal that a session in another place has.
    Follow(Session),
    /// Settles sessions of which this one has all, when all before it is on the disk.
    Settle(Vec<Session>),
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
    later: Option<Record>,
    /// What no session could be begun for yet.
    backlog: VecDeque<Record>,
    /// The files that what is done rests on.
    base: Base,
    /// The session in the place before, until what is new is on the disk.
    before: Option<Session>,
    /// Sessions that were recovered, until this one is on the disk.
    recovered: Vec<Session>,
    shared: Arc<Shared>,
    failed: bool,
    /// Undo reaches back no further than to the record of this number.
    floor: u64,
    /// How things stand after the last record.
    standing: Option<At>,
}

/// A record on its way to a segment.
struct Record {
    number: u64,
    entry: Entry,
    beside: Beside,
}

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
        let (before, recovered, failed) = (None, Vec::new(), false);
        let (base, standing, floor) = (Base::default(), None, 0);
        Self {
            sessions,
            session,
            appender,
            later,
            backlog,
            base,
            before,
            recovered,
            shared,
            failed,
            floor,
            standing,
        }
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
        !self.backlog.is_empty() || !self.recovered.is_empty()
    }

    fn take(&mut self, order: Order) {
        let (number, entry) = match order {
            Order::Begin(number, when, beginning) => {
                let record = self.begin_segment(number, &beginning);
                self.standing = Some(At(number, beginning));
                self.later = None;
                match when {
                    When::Later => self.later = Some(record),
                    When::Now => self.backlog.push_back(record),
                }
                return;
            }
            Order::Act(number, time, act) => (number, Entry::Act(time, act)),
            Order::Outside(number, time, label, edit) => {
                (number, Entry::Outside(time, label, Arc::new(without_texts(&edit))))
            }
            Order::Discard(number, time) => (number, Entry::Discarded(time)),
            Order::Move(sessions) => return self.go_to(sessions),
            Order::Follow(session) => return self.follow(session),
            Order::Settle(sessions) => return self.recovered.extend(sessions),
            Order::Flush(_) => return,
        };
        self.standing = self.standing.take().and_then(|at| at.after(number, &entry));
        self.backlog.extend(self.later.take());
        if self.joins(number, &entry) {
            return;
        }
        // What came in from elsewhere is merged from the files again: it rests on none as it was.
        let edit = entry.edit().filter(|_| !matches!(entry, Entry::Outside(..)));
        let beside = Beside { base: self.note(edit), from: None };
        self.backlog.push_back(Record { number, entry, beside });
    }

    /// Makes one record of an act and of that before it which it goes on with, if nobody was told in
    /// between how far the journal was.
    fn joins(&mut self, number: u64, entry: &Entry) -> bool {
        let told = self.shared.told();
        let Some(last) = self.backlog.back_mut().filter(|last| last.number > told) else {
            return false;
        };
        let Some(both) = joined(&last.entry, entry) else { return false };
        last.beside.from.get_or_insert(last.number);
        (last.number, last.entry) = (number, both);
        true
    }

    /// Begins a segment of which nothing is written yet.
    fn begin_segment(&mut self, number: u64, beginning: &Beginning) -> Record {
        let start = start(beginning);
        let reach = start.reach.max(self.floor);
        let start = Start { reach, ..start };
        self.base.begin(&beginning.projects.0, &start.files);
        let beside = Beside { base: self.note(start.unsaved.as_deref()), from: None };
        Record { number, entry: Entry::Begun(start), beside }
    }

    /// Notes the files that an edit rests on. Nobody else changes what is in no folder.
    fn note(&mut self, edit: Option<&Edit>) -> FileHashes {
        let edit = edit.filter(|_| self.sessions.root.is_some());
        edit.map(|edit| self.base.note(edit)).unwrap_or_default()
    }

    /// Takes the journal along to another place, where what is written from now on goes.
    fn go_to(&mut self, sessions: Sessions) {
        let _ = self.sync();
        (self.sessions, self.appender, self.base) = (sessions, None, Base::default());
        self.before = self.session.take().or(self.before.take());
    }

    fn follow(&mut self, before: Session) {
        if let Some(appender) = &mut self.appender {
            appender.begin_after(before.folder());
        }
        self.before = Some(before);
    }

    /// Copies what undo needs from the place before, where nothing is to be recovered any more. It
    /// comes after the new segment is there: without that, it would be recovered.
    fn settle(&mut self) {
        self.settle_recovered();
        let Some(before) = self.before.take() else { return };
        if let Some(session) = &self.session {
            // Where it can't be copied, undo ends with this program.
            let _ = segments::copy(before.folder(), session.folder());
        }
        segments::settle(&before);
    }

    /// Settles the sessions of which all is on the disk as part of this one.
    fn settle_recovered(&mut self) {
        for session in self.recovered.drain(..) {
            segments::settle(&session);
        }
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
            self.settle_recovered();
            return Ok(());
        }
        if self.failed && self.backlog.len() > BACKLOG {
            self.begin_anew();
        }
        self.begin().map_err(|error| error.to_string())?;
        self.push_backlog();
        let Some(appender) = &mut self.appender else { return Ok(()) };
        if self.failed && appender.is_full() {
            self.begin_anew();
        } else if appender.is_long() {
            self.begin_by_itself();
        }
        self.push_backlog();
        let Some(appender) = &mut self.appender else { return Ok(()) };
        let begun = appender.begun();
        appender.sync().map_err(|error| self.complaint(&error))?;
        if self.appender.as_ref().is_some_and(|appender| appender.begun() != begun) {
            // What the segment before rested on is needed until this one is on the disk.
            self.appender.iter().for_each(|appender| appender.let_go(&self.base));
        }
        self.settle();
        Ok(())
    }

    fn push_backlog(&mut self) {
        let Some(appender) = &mut self.appender else { return };
        for Record { number, entry, beside } in self.backlog.drain(..) {
            if let Some(root) = &self.sessions.root {
                appender.keep(root, &beside.base);
            }
            appender.push(number, &entry, &beside);
        }
    }

    /// Begins a segment at the last record. It has its number: a save that covers that one covers it all.
    fn begin_by_itself(&mut self) {
        let Some(At(number, beginning)) = self.standing.take() else { return };
        let record = self.begin_segment(number, &beginning);
        self.backlog.push_back(record);
        self.standing = Some(At(number, beginning));
    }

    /// Begins a segment in place of all that waits: what that comes to is in it, but its single steps are
    /// not, so undo after a restart ends there.
    fn begin_anew(&mut self) {
        let Some(At(number, _)) = &self.standing else { return };
        self.floor = *number;
        self.backlog.clear();
        if let Some(appender) = &mut self.appender {
            appender.forget_waiting();
        }
        self.begin_by_itself();
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

/// Returns what came in from elsewhere without the texts: the files have them, and it is never done again
/// from here.
fn without_texts(edit: &Edit) -> Edit {
    match edit {
        Edit::Batch(edits) => Edit::Batch(edits.iter().map(without_texts).collect()),
        Edit::Article(ArticleEdit::Add(article) | ArticleEdit::Change(article)) => {
            let title = ArticleField::Title(article.title.clone());
            Edit::Article(ArticleEdit::Set(article.id.clone(), title))
        }
        Edit::Article(ArticleEdit::Set(_, ArticleField::AddVersion(_))) => Edit::Batch(Vec::new()),
        edit => edit.clone(),
    }
}
