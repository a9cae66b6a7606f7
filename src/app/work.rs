//! Work in the background: named threads that report and hand over their result as a message.

mod message;
mod taken;

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

pub use message::{Along, Message, ReadAgain, SourceLook, TextRead};
pub use taken::{Problems, Taken, TakenFrom};

use super::find::Found;

/// Which project a message is about: each that was ever open has a ticket of its own.
pub type Ticket = u64;

/// A worker's way to report.
#[derive(Clone)]
pub struct Reporter {
    job: u64,
    about: Ticket,
    sender: Sender<(u64, Ticket, Message)>,
    wake: Arc<dyn Fn() + Send + Sync>,
    cancelled: Arc<AtomicBool>,
}

impl Reporter {
    /// Hands a message over and wakes the window.
    pub fn send(&self, message: Message) {
        // A window that has gone needs no message.
        let _ = self.sender.send((self.job, self.about, message));
        (self.wake)();
    }

    /// Returns the flag that is up once the person has cancelled.
    pub fn cancelled(&self) -> &AtomicBool {
        &self.cancelled
    }
}

/// Work that is under way.
#[derive(Clone, Debug)]
pub struct Running {
    /// What it is: "Opening".
    pub label: String,
    /// How many are done.
    pub done: usize,
    /// Out of how many; 0 where that is not known.
    pub total: usize,
    /// Can it be stopped? Writing cannot.
    pub can_cancel: bool,
    job: u64,
    cancelled: Arc<AtomicBool>,
}

impl Running {
    /// Is it this flag that stops it?
    pub fn is_stopped_by(&self, flag: &Arc<AtomicBool>) -> bool {
        Arc::ptr_eq(&self.cancelled, flag)
    }
}

/// Does something small on a thread of its own, of which nobody waits to hear.
pub fn in_background(name: &str, work: impl FnOnce() + Send + 'static) {
    spawn(name.to_owned(), work);
}

/// How many things are being let go of.
static DROPPING: AtomicUsize = AtomicUsize::new(0);

/// Lets go of something large on a thread of its own, so that no frame waits for it.
pub fn drop_elsewhere<T: Send + 'static>(large: T) {
    DROPPING.fetch_add(1, Ordering::SeqCst);
    spawn("postil drop".into(), move || {
        drop(large);
        DROPPING.fetch_sub(1, Ordering::SeqCst);
    });
}

/// Waits until all that was let go of is gone, but no longer than this: a journal writes its last
/// records then.
pub fn wait_for_drops(patience: Duration) {
    let begun = Instant::now();
    while DROPPING.load(Ordering::SeqCst) > 0 && begun.elapsed() < patience {
        thread::sleep(Duration::from_millis(2));
    }
}

/// The workers and their messages.
pub struct Work {
    sender: Sender<(u64, Ticket, Message)>,
    receiver: Receiver<(u64, Ticket, Message)>,
    wake: Arc<dyn Fn() + Send + Sync>,
    how: How,
    jobs: u64,
    /// The last begun last.
    running: Vec<Running>,
    waiting: Vec<Box<dyn FnOnce() + Send>>,
}

/// Where work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// On threads of its own.
    Threads,
    /// At once where it is asked for, so that tests need not wait.
    Inline,
    /// When a test says so, so that it can act in between.
    ByHand,
}

impl Work {
    /// Returns work on threads of its own; `wake` is called when there is a message.
    pub fn on_threads(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        let (how, wake) = (How::Threads, Arc::new(wake));
        Self { sender, receiver, wake, how, jobs: 0, running: Vec::new(), waiting: Vec::new() }
    }

    /// Returns work that is done at once where it is asked for, so that tests need not wait.
    pub fn inline() -> Self {
        Self { how: How::Inline, ..Self::on_threads(|| {}) }
    }

    /// Returns work that is done when [`Work::step`] is called, so that tests can act in between.
    pub fn by_hand() -> Self {
        Self { how: How::ByHand, ..Self::on_threads(|| {}) }
    }

    /// Does the oldest work that waits; returns whether there was any.
    pub fn step(&mut self) -> bool {
        if self.waiting.is_empty() {
            return false;
        }
        self.waiting.remove(0)();
        true
    }

    /// Starts work about a project that can be cancelled. What the status bar shows is `label`.
    pub fn start(
        &mut self,
        label: &str,
        about: Ticket,
        work: impl FnOnce(&Reporter) + Send + 'static,
    ) {
        self.begin(label, about, Message::Broke, true, work);
    }

    /// Starts to read article files. Returns the flag that stops it.
    pub fn start_reading(
        &mut self,
        about: Ticket,
        work: impl FnOnce(&Reporter) + Send + 'static,
    ) -> Arc<AtomicBool> {
        self.begin("Reading", about, Message::ReadBroke, true, work)
    }

    /// Starts work that writes: it is not cancelled.
    pub fn start_writing(
        &mut self,
        label: &str,
        about: Ticket,
        work: impl FnOnce(&Reporter) + Send + 'static,
    ) {
        self.begin(label, about, Message::Broke, false, work);
    }

    fn begin(
        &mut self,
        label: &str,
        about: Ticket,
        broke: Message,
        can_cancel: bool,
        work: impl FnOnce(&Reporter) + Send + 'static,
    ) -> Arc<AtomicBool> {
        let reporter = self.reporter(about);
        let cancelled = Arc::clone(&reporter.cancelled);
        self.running.push(Running {
            label: label.to_owned(),
            done: 0,
            total: 0,
            can_cancel,
            job: reporter.job,
            cancelled: Arc::clone(&cancelled),
        });
        self.put(format!("postil {}", label.to_lowercase()), reporter, broke, work);
        cancelled
    }

    /// Starts a search, of which the status bar says nothing: what it finds is shown as it comes in.
    /// Returns the flag that stops it; `broke` is said if it stops by itself in the middle.
    pub fn search(
        &mut self,
        about: Ticket,
        broke: Found,
        work: impl FnOnce(&Reporter) + Send + 'static,
    ) -> Arc<AtomicBool> {
        let reporter = self.reporter(about);
        let cancelled = Arc::clone(&reporter.cancelled);
        self.put("postil search".into(), reporter, Message::Found(broke), work);
        cancelled
    }

    /// Starts something small with the project's folder, of which the status bar says nothing; should it
    /// stop in the middle, that is said, for the folder is lost with it.
    pub fn with_folder(&mut self, about: Ticket, work: impl FnOnce(&Reporter) + Send + 'static) {
        let reporter = self.reporter(about);
        self.put("postil files".into(), reporter, Message::Broke, work);
    }

    /// Starts something small, of which the status bar says nothing.
    pub fn quietly(&mut self, about: Ticket, work: impl FnOnce(&Reporter) + Send + 'static) {
        let reporter = self.reporter(about);
        let nothing = Message::Progress { done: 0, total: 0 };
        self.put("postil look".into(), reporter, nothing, work);
    }

    fn put(
        &mut self,
        name: String,
        reporter: Reporter,
        broke: Message,
        work: impl FnOnce(&Reporter) + Send + 'static,
    ) {
        let work = move || {
            let done = panic::catch_unwind(AssertUnwindSafe(|| work(&reporter)));
            if done.is_err() {
                reporter.send(broke);
            }
        };
        match self.how {
            How::Inline => work(),
            How::ByHand => self.waiting.push(Box::new(work)),
            How::Threads => spawn(name, work),
        }
    }

    /// Returns a way to report for a job of its own.
    pub fn reporter(&mut self, about: Ticket) -> Reporter {
        self.jobs += 1;
        Reporter {
            job: self.jobs,
            about,
            sender: self.sender.clone(),
            wake: Arc::clone(&self.wake),
            cancelled: Arc::default(),
        }
    }

    /// Returns what wakes the window.
    pub fn wake(&self) -> Arc<dyn Fn() + Send + Sync> {
        Arc::clone(&self.wake)
    }

    /// Returns the next message, if there is one, and which project it is about.
    pub fn take_message(&mut self) -> Option<(Ticket, Message)> {
        let (job, about, message) = self.receiver.try_recv().ok()?;
        let Some(at) = self.running.iter().position(|running| running.job == job) else {
            return Some((about, message));
        };
        match &message {
            Message::Progress { done, total } => {
                let running = &mut self.running[at];
                (running.done, running.total) = (*done, *total);
            }
            Message::First(_) | Message::Picked(..) => {}
            _ => {
                self.running.remove(at);
            }
        }
        Some((about, message))
    }

    /// Returns the work that is under way: of several that which was begun last.
    pub fn running(&self) -> Option<&Running> {
        self.running.last()
    }

    /// Asks the work under way to stop, if it is such that it can.
    pub fn cancel(&self) {
        if let Some(running) = self.running().filter(|running| running.can_cancel) {
            running.cancelled.store(true, Ordering::Relaxed);
        }
    }
}

/// Runs work on a thread, or here where there is none to be had: late is better than lost.
fn spawn(name: String, work: impl FnOnce() + Send + 'static) {
    let work = Arc::new(Mutex::new(Some(work)));
    let on_thread = {
        let work = Arc::clone(&work);
        move || run(&work)
    };
    if thread::Builder::new().name(name).spawn(on_thread).is_err() {
        run(&work);
    }
}

fn run(work: &Mutex<Option<impl FnOnce()>>) {
    let work = work.lock().ok().and_then(|mut work| work.take());
    if let Some(work) = work {
        work();
    }
}
