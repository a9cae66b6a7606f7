//! Work in the background: named threads that report and hand over their result as a message.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use super::dialog::PathPurpose;
use crate::{
    jobs::{ArticlesRead, JobError},
    model::Project,
    store::{Folder, Opened},
};

/// What a worker hands over.
#[derive(Debug)]
pub enum Message {
    /// How far it has come.
    Progress {
        /// How many are done.
        done: usize,
        /// Out of how many.
        total: usize,
    },
    /// The project with its first article, to read while the rest is opened.
    First(Box<Project>),
    /// The project is open, or could not be opened.
    Opened(Box<Result<Opened, JobError>>),
    /// Article files were read.
    Read(Box<ArticlesRead>),
    /// A save has ended. The folder comes back, whether it went well or not.
    Saved {
        /// The project's folder; `None` where a new one could not be made.
        folder: Option<Box<Folder>>,
        /// What was saved.
        project: Box<Project>,
        /// What went wrong.
        error: Option<JobError>,
    },
    /// Spans were written to a file.
    Exported(Result<(usize, PathBuf), JobError>),
    /// A path was chosen in the system's dialog; none if it was cancelled.
    Picked(PathPurpose, Vec<PathBuf>),
}

/// A worker's way to report.
#[derive(Clone)]
pub struct Reporter {
    sender: Sender<Message>,
    wake: Arc<dyn Fn() + Send + Sync>,
    cancelled: Arc<AtomicBool>,
}

impl Reporter {
    /// Hands a message over and wakes the window.
    pub fn send(&self, message: Message) {
        // A window that has gone needs no message.
        let _ = self.sender.send(message);
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
    cancelled: Arc<AtomicBool>,
}

impl Running {
    /// Asks the worker to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// The workers and their messages.
pub struct Work {
    sender: Sender<Message>,
    receiver: Receiver<Message>,
    wake: Arc<dyn Fn() + Send + Sync>,
    is_inline: bool,
    running: Option<Running>,
}

impl Work {
    /// Returns work on threads of its own; `wake` is called when there is a message.
    pub fn on_threads(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        Self { sender, receiver, wake: Arc::new(wake), is_inline: false, running: None }
    }

    /// Returns work that is done at once where it is asked for, so that tests need not wait.
    pub fn inline() -> Self {
        Self { is_inline: true, ..Self::on_threads(|| {}) }
    }

    /// Starts work. What is shown in the status bar is `label`.
    pub fn start(&mut self, label: &str, work: impl FnOnce(&Reporter) + Send + 'static) {
        let cancelled = Arc::new(AtomicBool::new(false));
        self.running = Some(Running {
            label: label.to_owned(),
            done: 0,
            total: 0,
            cancelled: Arc::clone(&cancelled),
        });
        let reporter =
            Reporter { sender: self.sender.clone(), wake: Arc::clone(&self.wake), cancelled };
        if self.is_inline {
            return work(&reporter);
        }
        let name = format!("postil {}", label.to_lowercase());
        let spawned = thread::Builder::new().name(name).spawn({
            let reporter = reporter.clone();
            move || work(&reporter)
        });
        if spawned.is_err() {
            // The closure is lost with the failed thread; nothing was changed by it.
            self.running = None;
        }
    }

    /// Returns a reporter for a dialog of the system, which is no work of ours.
    pub fn reporter(&self) -> Reporter {
        Reporter {
            sender: self.sender.clone(),
            wake: Arc::clone(&self.wake),
            cancelled: Arc::default(),
        }
    }

    /// Returns the next message, if there is one.
    pub fn take_message(&mut self) -> Option<Message> {
        let message = self.receiver.try_recv().ok()?;
        match (&message, &mut self.running) {
            (Message::Progress { done, total }, Some(running)) => {
                (running.done, running.total) = (*done, *total);
            }
            (Message::Progress { .. } | Message::First(_) | Message::Picked(..), _) => {}
            (_, running) => *running = None,
        }
        Some(message)
    }

    /// Returns the work that is under way.
    pub fn running(&self) -> Option<&Running> {
        self.running.as_ref()
    }
}
