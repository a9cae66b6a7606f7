//! What workers hand over.

use std::{collections::BTreeSet, path::PathBuf};

use super::Taken;
use crate::{
    app::{
        compare::Beside,
        dialog::{PathPurpose, Prospect},
        find::Found,
        proposals::Carrying,
    },
    articles::Reading,
    jobs::{ArticlesRead, Asked, JobError, Met, NewText, Resumed, Unfit},
    model::{AnalystId, ArticleId, Project, merge::Merged},
    store::{FileHashes, Folder, Generation, Going, Held, NotTaken, Opened, Watch},
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
    /// What the paths that were named stand for.
    Classified(Result<Asked, JobError>),
    /// The project with its first article, to read while the rest is opened; again when that
    /// article's layers are there.
    First(Box<Project>),
    /// The project is open, or could not be opened.
    Opened(Box<Result<Opened, JobError>>, Box<Along>),
    /// An untitled project that a crash had left, if there is one.
    Untitled(Option<Box<Resumed>>),
    /// Files of the project in this folder may be others now.
    Touched(PathBuf, BTreeSet<PathBuf>),
    /// The watch on the project's files has begun.
    Watching(Watch),
    /// The folder comes back, with what others had changed in it, if anything.
    TakenIn(Box<Folder>, Option<Box<Taken>>),
    /// The states that can be gone back to, the newest first.
    Generations(Result<Vec<Generation>, JobError>),
    /// What going back to before the save with this number would do.
    WouldGoBack(u64, Result<Vec<Going>, JobError>),
    /// The project's files went back to before a save, so many; or could not.
    WentBack(Result<usize, JobError>),
    /// What does not fit together in files that can be read, at a revision of the project.
    Unfit(u64, Vec<Unfit>),
    /// What mending a file would save and lose.
    WouldMend(PathBuf, Result<Prospect, JobError>),
    /// A file was mended, or could not be.
    Mended(PathBuf, Result<Prospect, JobError>),
    /// The folder comes back, and is not where it was any more.
    FolderGone(Box<Folder>, Vec<PathBuf>),
    /// The lock on an analyst's layers, or why it was not got.
    Locked(AnalystId, Result<Box<Held>, Box<NotTaken>>),
    /// Article files were read.
    Read(Box<ArticlesRead>),
    /// Reading article files stopped in the middle: a fault of the program.
    ReadBroke,
    /// The file of an article's text was read once more.
    ReadAgain(Box<ReadAgain>),
    /// A save has ended. The folder comes back, whether it went well or not.
    Saved {
        /// The project's folder; `None` where a new one could not be made.
        folder: Option<Box<Folder>>,
        /// What others had changed, where that was merged on the way.
        merged: Option<Box<Merged>>,
        /// What was met on the way that can't be read.
        met: Box<Met>,
        /// The files that were written, or what went wrong.
        outcome: Result<FileHashes, JobError>,
    },
    /// Spans were written to a file.
    Exported(Result<(usize, PathBuf), JobError>),
    /// Where the file is in which keys are changed; `None` on a system without a place for it.
    KeyFile(Result<Option<PathBuf>, JobError>),
    /// A worker stopped in the middle: a fault of the program.
    Broke,
    /// Whether the file that an article came from has changed.
    SourceLooked(SourceLook),
    /// Where two texts of an article differ.
    Compared(Beside),
    /// A file was read as the new text of an article.
    TextRead(Box<TextRead>),
    /// Where spans are in the newest text of their article; `None` where they are about that already.
    CarryFound(Option<Box<Carrying>>),
    /// Hits of a search.
    Found(Found),
    /// A path was chosen in the system's dialog; none if it was cancelled.
    Picked(PathPurpose, Vec<PathBuf>),
}

/// What comes along with a project that was opened.
#[derive(Debug, Default)]
pub struct Along {
    /// Its journal, with what that had kept.
    pub resumed: Option<Resumed>,
    /// What tells of changes in its files, begun before they were read.
    pub watch: Option<Watch>,
}

/// The file of an article's newest text, read once more.
#[derive(Debug)]
pub struct ReadAgain {
    /// The article.
    pub article: ArticleId,
    /// The hash of the text that it had.
    pub hash: String,
    /// What the file makes now; `None` where that was cancelled.
    pub outcome: Option<Result<Reading, JobError>>,
}

/// What was seen of the file that an article came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLook {
    /// The article.
    pub article: ArticleId,
    /// The file.
    pub path: PathBuf,
    /// Does it hold something else than when the article was read?
    pub has_changed: bool,
}

/// A file, read as the new text of an article.
#[derive(Debug)]
pub struct TextRead {
    /// The article.
    pub article: ArticleId,
    /// The file.
    pub path: PathBuf,
    /// What it holds; `None` where that was cancelled.
    pub outcome: Option<Result<NewText, JobError>>,
}
