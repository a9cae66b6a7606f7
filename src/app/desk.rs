//! Everything that the window knows: the open project, what is shown, settings, work, news.
//!
//! It knows nothing of egui, so that what a person does can be tested without a window.

use std::{
    collections::{BTreeSet, VecDeque},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Instant,
};

pub use super::open::{Home, Open};
use super::{
    action::Action,
    dialog::{AfterSave, ReadReport},
    find::{About, Finding, Occurrences},
    view::{SpanRef, View},
    work::{Ticket, Work},
};
use crate::{
    jobs::{ReadOptions, Stamps},
    model::{Article, Project, Version},
    review::first_words,
    store::{Places, Settings, Sources},
    text::{Text, harmless_lines},
};

/// So many characters of a span are told to screen readers.
pub const TOLD: usize = 120;

/// Returns a number that was not returned before.
pub fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// How loud a piece of news is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Good,
    /// Something to know.
    Plain,
    /// Something went wrong.
    Bad,
}

/// A piece of news, shown for some seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// How loud.
    pub tone: Tone,
    /// What happened, and what to do.
    pub text: String,
}

/// Something that only the window's frame can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Puts text on the clipboard.
    Copy(String),
    /// Closes the window, without asking again.
    Close,
    /// Opens the file in which keys are changed, made where there is none yet.
    EditKeys,
    /// Asks for a path with the system's dialog.
    AskForPath(super::dialog::PathPurpose, String),
}

/// Everything that the window knows.
pub struct Desk {
    /// The open project.
    pub open: Option<Open>,
    /// What is shown and selected.
    pub view: View,
    /// What the user has set.
    pub settings: Settings,
    /// Where the user was in the articles read last.
    pub places: Places,
    /// Which files articles were opened from.
    pub sources: Sources,
    /// Where ids and times come from.
    pub stamps: Stamps,
    /// What is looked for in the article shown.
    pub finding: Finding,
    /// The other occurrences of a name, while they are shown.
    pub occurrences: Option<Occurrences>,
    /// Are journals kept, and files locked and watched? Tests on the samples leave no trace.
    pub keeps_journals: bool,
    /// Work in the background.
    pub work: Work,
    /// News that has not been shown yet.
    pub news: Vec<News>,
    /// What screen readers have not been told yet; they are told news anyway.
    pub announced: Vec<String>,
    /// What the window's frame is asked to do.
    pub effects: Vec<Effect>,
    /// The project that is being opened.
    pub opening: Option<Ticket>,
    /// The folder of the project that is being opened.
    pub opening_from: Option<PathBuf>,
    /// The first article of a project that is being opened, and since when it is there: shown only
    /// if the rest takes a while.
    pub first: Option<(Box<Project>, Instant)>,
    /// What goes on when it is known whether the analyst's layers are held by another program.
    pub after_lock: Option<Box<Action>>,
    /// Files that others changed while the project was being opened.
    pub touched_early: BTreeSet<PathBuf>,
    /// What goes on when the save under way has ended well.
    pub after_save: Option<AfterSave>,
    /// Article files that are being read, and those that wait for their turn.
    pub queue: Queue,
}

/// Article files on their way in, one lot after the other: the ids of each depend on those before it.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// What stops the lot that is being read; `None` while none is.
    pub lot: Option<Arc<AtomicBool>>,
    /// What became of lots that nobody has been told of yet.
    pub untold: Option<ReadReport>,
    /// The lots that wait.
    pub waiting: VecDeque<(Vec<PathBuf>, ReadOptions)>,
}

impl Desk {
    /// Returns an empty desk.
    pub fn new(settings: Settings, stamps: Stamps, work: Work) -> Self {
        Self {
            open: None,
            view: View::default(),
            settings,
            places: Places::default(),
            sources: Sources::default(),
            stamps,
            finding: Finding::default(),
            occurrences: None,
            keeps_journals: false,
            work,
            news: Vec::new(),
            announced: Vec::new(),
            effects: Vec::new(),
            opening: None,
            opening_from: None,
            first: None,
            after_lock: None,
            touched_early: BTreeSet::new(),
            after_save: None,
            queue: Queue::default(),
        }
    }

    /// Returns the number of the open project, 0 where none is open.
    pub fn ticket(&self) -> Ticket {
        self.open.as_ref().map_or(0, |open| open.ticket)
    }

    /// Is all of the project there, with no more of it on its way?
    pub fn is_whole(&self) -> bool {
        self.open.as_ref().is_some_and(|open| !open.is_partial) && self.work.running().is_none()
    }

    /// Returns the article that is shown.
    pub fn article(&self) -> Option<&Article> {
        self.open.as_ref()?.project.article(self.view.article.as_ref()?)
    }

    /// Returns the version that is shown.
    pub fn version(&self) -> Option<&Version> {
        self.open.as_ref()?.shown(&self.view)
    }

    /// Returns the text that is shown.
    pub fn text(&self) -> Option<&Text> {
        Some(&self.version()?.text)
    }

    /// Returns what a search of the article shown is about.
    pub fn about(&self) -> Option<About> {
        let article = self.article()?;
        let (ticket, version) = (self.ticket(), self.version()?.number);
        Some(About { ticket, article: article.id.clone(), version })
    }

    /// Says something. What it names may come from a file, and is shown harmlessly.
    pub fn say(&mut self, tone: Tone, text: impl AsRef<str>) {
        let text = harmless_lines(text.as_ref()).into_owned();
        self.news.push(News { tone, text });
    }

    /// Tells something to screen readers that others see for themselves.
    pub fn announce(&mut self, text: impl Into<String>) {
        self.announced.push(text.into());
    }

    /// Tells screen readers about a span, with its tag and first words: "Deleted Quote: welcome".
    pub fn announce_span(&mut self, what: &str, span: &SpanRef) {
        let Some(open) = &self.open else { return };
        let Some((found, text)) = open.span(span) else { return };
        let tag = open.project.codebook().tag_name(&found.tag);
        let words = first_words(found, Some(text), TOLD);
        self.announce(format!("{what} {tag}: {words}"));
    }
}
