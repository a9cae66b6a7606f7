//! The lock on the layers of the one who annotates: one window at a time writes them.

use std::time::Duration;

use crate::{
    app::{
        desk::{Desk, Tone},
        keeping::HeldBy,
        work::{self, Message},
    },
    model::{AnalystId, Time},
    store::{Held, Holder, NotTaken, SessionId, Took},
};

/// How often a lock is asked for that another program has.
const AGAIN: Duration = Duration::from_secs(3);

impl Desk {
    /// Takes the lock on the layers of the one who annotates, and gives up the one before.
    pub(super) fn take_lock(&mut self) {
        let now = self.stamps.now();
        let Some(open) = self.open.as_mut().filter(|_| self.keeps_journals) else { return };
        let old = open.keeping.lock.take();
        let (root, analyst) = (open.path(), open.analyst.clone());
        open.held = open.held.take().filter(|held| Some(&held.analyst) == analyst.as_ref());
        open.asked_lock = self.stamps.now();
        let session = open.keeping.journal.as_ref().and_then(|journal| journal.status().session);
        let session = session.unwrap_or_else(|| SessionId::from_bits(self.stamps.bits()));
        let ticket = open.ticket;
        self.work.quietly(ticket, move |reporter| {
            drop(old);
            let (Some(root), Some(analyst)) = (root, analyst) else { return };
            let taken = Held::take(&root, &analyst, &session, now);
            reporter.send(Message::Locked(analyst, taken.map_err(Box::new).map(Box::new)));
        });
    }

    /// Takes the answer about a lock.
    pub(super) fn locked(&mut self, analyst: AnalystId, taken: Result<Box<Held>, Box<NotTaken>>) {
        let Some(open) = &mut self.open else { return };
        if open.analyst.as_ref() != Some(&analyst) {
            return work::drop_elsewhere(taken);
        }
        let name = open.project.analyst_name(&analyst).to_owned();
        open.held = None;
        match taken {
            Ok(lock) => {
                let was = match lock.took() {
                    Took::Over(holder) => Some(told(holder)),
                    Took::Free => None,
                };
                open.keeping.lock = Some(*lock);
                if let Some(was) = was {
                    let text =
                        format!("{name}’s spans were open in {was}, which is gone: taken over");
                    self.say(Tone::Plain, text);
                }
            }
            Err(why) => match *why {
                NotTaken::By(holder) => {
                    open.held = Some(HeldBy { analyst, by: told(&holder) });
                }
                // The journal says so already.
                NotTaken::Unlockable(_) => {}
            },
        }
        if let Some(action) = self.after_lock.take() {
            self.dispatch(*action);
        }
    }

    /// Asks again for a lock that another program has, every few seconds. Returns after how long to
    /// ask again, `None` where there is nothing to ask for.
    pub fn ask_for_lock_again(&mut self) -> Option<Duration> {
        let now = self.stamps.now();
        let open = self.open.as_ref().filter(|open| open.held.is_some())?;
        let waited = (now.to_utc() - open.asked_lock.to_utc()).num_seconds();
        if waited.unsigned_abs() >= AGAIN.as_secs() {
            self.take_lock();
        }
        Some(AGAIN)
    }
}

/// Returns who holds a lock, as people read it: `another window on this computer, since 10:02`.
fn told(holder: &Holder) -> String {
    let is_here = holder.session.parse().is_ok_and(|session: SessionId| session.is_of_this_host());
    let place = match holder.host.as_str() {
        _ if is_here => "another window on this computer".to_owned(),
        "" => "another window".to_owned(),
        host => format!("a window on {host}"),
    };
    match holder.since.parse::<Time>() {
        Ok(since) => {
            let local = since.to_utc().with_timezone(&chrono::Local);
            format!("{place}, since {}", local.format("%-d %b, %H:%M"))
        }
        Err(_) => place,
    }
}
