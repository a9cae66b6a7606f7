//! The dialogs' own state: what was asked and what has been typed so far.

mod care;

use std::{collections::BTreeMap, path::PathBuf};

pub use care::{Looked, ProblemsDialog, Prospect, SavingDialog, Trial, records};

use super::{action::Action, proposals::Carrying};
use crate::{
    exchange::{self, CsvOptions},
    jobs::{ExportFormat, ReadOptions},
    model::{ArticleId, AttributeId, KindId, TagId},
};

/// A dialog that is open.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// Who annotates? Asked before the first span.
    Analyst {
        /// A new analyst's name so far.
        name: String,
        /// What goes on once there is an answer.
        then: Option<Box<Action>>,
    },
    /// There is unsaved work.
    Unsaved {
        /// What waits for the answer.
        then: AfterSave,
    },
    /// Where? Asked in the window where the system has no file dialog.
    Path(PathDialog),
    /// The codebook.
    Codebook(CodebookDialog),
    /// What becomes of the spans of a tag that is deleted?
    RemoveTag {
        /// Which tag.
        tag: TagId,
        /// The answer chosen so far.
        fate: SpansFate,
    },
    /// Remove an article with its spans?
    RemoveArticle(ArticleId),
    /// About an article: facts, note, status.
    Article(ArticleDialog),
    /// About the project: what stands in its fields and does not fit.
    Project(Draft),
    /// What became of the files that were read.
    Report(Box<ReadReport>),
    /// Which spans to export, in which format?
    Export(Export),
    /// Commands, articles and spans by a few letters.
    Palette {
        /// The letters so far.
        query: String,
        /// The row that Enter takes.
        row: usize,
    },
    /// All keys.
    CheatSheet,
    /// What is wrong in the project's files.
    Problems(ProblemsDialog),
    /// Saving by itself, and earlier states to go back to.
    Saving(SavingDialog),
    /// What was changed on two sides, to decide.
    Conflicts {
        /// The row that the keys are about.
        row: usize,
    },
    /// What a crash had left and the journal brought back: keep it?
    Recovered,
    /// Where the analyst's spans are in the newest text of the article: carry them over?
    Carry(Box<Carrying>),
    /// Make a new `project.ron` for the project in this folder, where it is missing?
    Headless(PathBuf),
    /// Theme, font, size and spacing of the article.
    Look,
    /// Name, version, licence.
    About,
}

/// What became of the files that were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadReport {
    /// Files that became articles, and which.
    pub added: BTreeMap<PathBuf, ArticleId>,
    /// Files that were there already, and the article that is the same.
    pub skipped: Vec<(PathBuf, ArticleId)>,
    /// Files that could not be read.
    pub failed: Vec<FileFailed>,
    /// Files of which something could not be kept, or is in doubt.
    pub warnings: Vec<(PathBuf, String)>,
    /// Files in folders that have no ending of an article's.
    pub passed_over: Vec<PathBuf>,
}

impl ReadReport {
    /// Adds what became of more files.
    pub fn take_in(&mut self, more: Self) {
        self.added.extend(more.added);
        self.skipped.extend(more.skipped);
        self.failed.extend(more.failed);
        self.warnings.extend(more.warnings);
        self.passed_over.extend(more.passed_over);
    }
}

/// A file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFailed {
    /// Which file.
    pub path: PathBuf,
    /// Why.
    pub why: String,
    /// What to do about it.
    pub hint: String,
    /// How it is read with a raised limit, where it goes beyond the one that it was read with.
    pub raised: Option<ReadOptions>,
}

/// What an export writes, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The format.
    pub format: ExportFormat,
    /// How a table is written.
    pub options: CsvOptions,
    /// Which spans.
    pub scope: exchange::Scope,
}

impl Export {
    /// Returns the export of all spans.
    pub fn new(format: ExportFormat) -> Self {
        let (options, scope) = (CsvOptions::default(), exchange::Scope::default());
        Self { format, options, scope }
    }
}

/// The state of the path field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathDialog {
    /// What for.
    pub purpose: PathPurpose,
    /// The path so far.
    pub path: String,
    /// The completion that the arrows chose, for Tab and Enter to take.
    pub row: Option<usize>,
    /// Was the path changed, or Enter pressed, so that what is wrong with it is to be told?
    pub is_tried: bool,
    /// Was the path completed, so that the caret belongs at its end?
    pub to_end: bool,
}

impl PathDialog {
    /// Returns the question for a path, with one to begin with.
    pub fn new(purpose: PathPurpose, path: String) -> Self {
        Self { purpose, path, row: None, is_tried: false, to_end: true }
    }
}

/// What becomes of the spans of a tag that is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpansFate {
    /// They keep it: the tag is not deleted but retired.
    Keep,
    /// They get another tag.
    Retag(TagId),
    /// They go with it, with their links.
    Remove,
}

/// The state of the dialog about an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleDialog {
    /// Which article.
    pub article: ArticleId,
    /// What stands in its fields and does not fit.
    pub draft: Draft,
    /// The name of a fact to be added, so far.
    pub fact_name: String,
    /// Its value so far.
    pub fact_value: String,
}

impl ArticleDialog {
    /// Returns the dialog about an article.
    pub fn new(article: ArticleId) -> Self {
        let (fact_name, fact_value) = (String::new(), String::new());
        Self { article, draft: Draft::default(), fact_name, fact_value }
    }
}

/// The state of the codebook editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodebookDialog {
    /// Which part is shown.
    pub part: CodebookPart,
    /// The tag whose fields are shown.
    pub tag: Option<TagId>,
    /// The link kind whose fields are shown.
    pub kind: Option<KindId>,
    /// The attribute whose fields are shown.
    pub attribute: Option<AttributeId>,
    /// What stands in the fields and does not fit.
    pub draft: Draft,
    /// Was a record just made, so that its name takes the keyboard?
    pub is_new: bool,
}

/// What stands in fields and is not in the project as it stands: an empty name, a key that another
/// tag has, a line that is not ended yet. By the field's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft(BTreeMap<String, String>);

impl Draft {
    /// Returns what stands in a field, `None` where that is what the project has.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(String::as_str)
    }

    /// Keeps what stands in a field.
    pub fn keep(&mut self, field: &str, text: String) {
        self.0.insert(field.to_owned(), text);
    }

    /// Lets go of what stood in a field.
    pub fn forget(&mut self, field: &str) {
        self.0.remove(field);
    }

    /// Lets go of everything: other fields are shown.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

/// The parts of the codebook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodebookPart {
    /// What spans are.
    #[default]
    Tags,
    /// What links say.
    Links,
    /// Typed extras.
    Attributes,
}

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPurpose {
    /// One or more article files.
    OpenFiles,
    /// A folder of articles.
    OpenFolder,
    /// A project.
    OpenProject,
    /// The new text of an article.
    UpdateArticle,
    /// Where a project is to be saved.
    SaveProject,
    /// Where the spans are to be written.
    Export(ExportFormat),
}

impl PathPurpose {
    /// Returns the title of the dialog that asks.
    pub const fn title(self) -> &'static str {
        match self {
            Self::OpenFiles => "Open articles",
            Self::OpenFolder => "Open a folder of articles",
            Self::OpenProject => "Open a project",
            Self::UpdateArticle => "Update the article",
            Self::SaveProject => "Save the project",
            Self::Export(_) => "Export spans",
        }
    }
}

/// What waits until unsaved work is saved or let go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AfterSave {
    /// To close the window.
    Quit,
    /// To close the project.
    Close,
    /// To open other files in its place.
    Open(Vec<PathBuf>),
    /// To begin a new project.
    New,
    /// To open the sample project.
    OpenSample,
}
