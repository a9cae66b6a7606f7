//! What a person wants, as plain data: the only thing that panels hand back.

use std::path::PathBuf;

use super::{
    command::Command,
    dialog::{Dialog, Export, PathPurpose},
    find::Way,
    view::{Main, Selection, Side, SpanRef},
};
use crate::{
    jobs::ReadOptions,
    model::{
        AnalystId, ArticleId, AttributeId, KindId, LayerId, LinkEnd, LinkId, SpanId, TagId,
        VersionNumber,
        edit::{Edit, LinkField, SpanField},
        merge,
    },
    text::{Stretch, search::Query},
};

/// What a person wants.
#[derive(Clone, Debug)]
pub enum Action {
    /// A command of the table.
    Run(Command),
    /// To do with files.
    File(FileAction),
    /// To do with spans and links.
    Span(SpanAction),
    /// To do with what is shown.
    View(ViewAction),
    /// To do with finding words in the article.
    Find(FindAction),
    /// To do with the other occurrences of a name.
    Occurrence(OccurrenceAction),
    /// To do with new places that are proposed for spans.
    Proposal(ProposalAction),
    /// A change to the project that a panel put together.
    Change(Change),
    /// To do with what keeps the work safe.
    Care(CareAction),
    /// To annotate as someone.
    Analyst(AnalystAction),
    /// To take something out of the codebook.
    Codebook(CodebookAction),
}

/// To take something out of the codebook.
#[derive(Clone, Debug)]
pub enum CodebookAction {
    /// Removes a tag; its spans get another one, or go with it.
    RemoveTag(TagId, Option<TagId>),
    /// Removes an attribute with its values everywhere.
    RemoveAttribute(AttributeId),
}

/// To do with finding words in the article.
#[derive(Clone, Debug)]
pub enum FindAction {
    /// Looks for this from now on.
    Ask(Query),
    /// Tags all hits.
    TagAll(TagId),
    /// The field has the keyboard that was asked for it.
    TookKeyboard,
    /// Closes the bar.
    Close,
}

/// To do with the other occurrences of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OccurrenceAction {
    /// Goes to the next one or the one before.
    Step(Way),
    /// Switches the one that one is at off or on.
    ToggleCurrent,
    /// Switches one off or on.
    Toggle(Stretch),
    /// Tags all that are switched on.
    TakeAll,
    /// Shows them no longer.
    Close,
}

/// To do with new places that are proposed for spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalAction {
    /// Goes to the next one or the one before.
    Step(Way),
    /// Puts the span there.
    Accept,
    /// Leaves the span where nobody finds it: an orphan.
    Reject,
    /// Puts the span at the selected words.
    PutAtSelection,
    /// Puts every span whose words have only moved where they are now.
    AcceptMoved,
    /// Carries the spans over to the newest text, as the dialog about it says.
    CarryOver,
    /// Shows them no longer.
    Close,
}

/// To do with what keeps the work safe: saving, earlier states, conflicts, damaged files.
#[derive(Clone, Debug)]
pub enum CareAction {
    /// Saves by itself after so many minutes; never with 0.
    SaveByItself(u16),
    /// Tells what going back to before the save with this number would do.
    LookBack(u64),
    /// Goes back to before the save with this number.
    GoBack(u64),
    /// Decides a conflict.
    Decide(Box<merge::OpenConflict>, Decision),
    /// Keeps what stands in all conflicts that one may decide.
    KeepAllOurs,
    /// Tells what mending a file would save and lose.
    TryMending(PathBuf, Mending),
    /// Mends a file.
    Mend(PathBuf, Mending),
    /// Makes a new `project.ron` in this folder, where it is missing, and opens the project.
    MakeHeader(PathBuf),
    /// Writes a layer, or a file that all share, again as it is here, in the place of one that can't be
    /// read.
    WriteAgain(PathBuf),
}

/// Which side of a conflict stands from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// What stands already.
    Ours,
    /// What the other side has.
    Theirs,
}

/// How a file is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// What is whole in it is saved.
    Repair,
    /// Its two sides become one.
    Merge,
}

/// To do with files.
#[derive(Clone, Debug)]
pub enum FileAction {
    /// Opens articles, folders or a project; articles join the project that is open.
    Open(Vec<PathBuf>),
    /// Saves the project to a folder that it has not been in.
    SaveTo(PathBuf),
    /// Adds the text of a file to an article as its newest version.
    Update(ArticleId, PathBuf),
    /// Reads article files in a way of their own.
    Read(Vec<PathBuf>, ReadOptions),
    /// Reads the file of an article's newest text once more, in another way.
    ReadAgain(ArticleId, ReadOptions),
    /// Writes the project's spans to a file.
    Export(Export, PathBuf),
    /// Asks for the file to write the project's spans to.
    AskExport(Export),
    /// Goes on with the paths that were asked for; none where the question was cancelled.
    Picked(PathPurpose, Vec<PathBuf>),
    /// Goes on with what waited for the answer about unsaved work: saves first.
    SaveThenGoOn,
    /// Goes on with what waited for the answer about unsaved work: lets it go.
    DiscardAndGoOn,
    /// Lets go of what a crash had left and the journal brought back.
    DiscardRecovered,
    /// Stops the work under way, if it is such that it can be.
    Cancel,
    /// Takes a project off the recent list.
    ForgetRecent(PathBuf),
}

/// To do with spans and links.
#[derive(Clone, Debug)]
pub enum SpanAction {
    /// Tags the selection; without one re-tags the selected span, else tags the word at the caret.
    Tag(TagId),
    /// Gives one span another tag.
    Retag(SpanRef, TagId),
    /// Sets a field of a span. Typing into one field is one undo.
    Set(SpanRef, SpanField),
    /// Removes spans, with their links.
    Remove(Vec<SpanRef>),
    /// Makes a link.
    Link {
        /// What it says.
        kind: KindId,
        /// Where it starts.
        from: SpanRef,
        /// Where it ends.
        to: LinkEnd,
    },
    /// Ends the link that was begun at this span, with the first kind that both ends allow.
    LinkTo(SpanRef),
    /// Sets a field of a link. Typing into one field is one undo.
    SetLink(LayerId, LinkId, LinkField),
    /// Takes a link out.
    Unlink(LayerId, LinkId),
    /// Makes an actor card with this name and points the span to it.
    NewCard(SpanRef, String),
}

/// To do with what is shown.
#[derive(Clone, Debug)]
pub enum ViewAction {
    /// Shows an article.
    Article(ArticleId),
    /// Shows the article of a span, at the span, and selects it.
    Jump(SpanRef),
    /// Shows a version of the article shown.
    Version(VersionNumber),
    /// Shows a version of the article shown beside the one that is read.
    Compare(VersionNumber),
    /// Tells no longer that the file of an article has changed.
    PassOver(ArticleId),
    /// Looks whether the project's folder is back.
    LookForFolder,
    /// Selects a span, or none.
    Span(Option<SpanRef>),
    /// Selects text in the article shown, or puts the caret.
    Select(Option<Selection>),
    /// Shows the article or a review panel.
    Main(Main),
    /// Shows a tab of the right panel.
    Side(Side),
    /// Opens a dialog, or closes it.
    Dialog(Option<Box<Dialog>>),
    /// Steps back: closes what is open, ends a link, drops the selection.
    StepBack,
    /// Notes how much of an article has been read, 0 to 1.
    Read(ArticleId, f32),
    /// Sets the size of the article's text, 1.0 being 100 %.
    Zoom(f32),
    /// Goes to a part of the article that is shown, in thousandths of its text.
    Part(u16),
    /// Tells screen readers what the caret has come to.
    Announce(String),
}

/// A change to the project that a panel put together.
#[derive(Clone, Debug)]
pub struct Change {
    /// As it reads after "Undo": `rename tag`.
    pub label: String,
    /// Changes with the same key in a row are one undo: the letters typed into one field.
    pub join: Option<String>,
    /// The change itself.
    pub edit: Edit,
}

/// To annotate as someone.
#[derive(Clone, Debug)]
pub enum AnalystAction {
    /// As someone whom the project knows.
    Choose(AnalystId),
    /// As someone new.
    New(String),
}

impl Action {
    /// Returns a change that is one undo of its own.
    pub fn change(label: impl Into<String>, edit: Edit) -> Self {
        Self::Change(Change { label: label.into(), join: None, edit })
    }

    /// Returns a change that joins those with the same key before it: typing into a field.
    pub fn typing(label: impl Into<String>, key: impl Into<String>, edit: Edit) -> Self {
        Self::Change(Change { label: label.into(), join: Some(key.into()), edit })
    }

    /// Returns the action that opens a dialog.
    pub fn dialog(dialog: Dialog) -> Self {
        Self::View(ViewAction::Dialog(Some(Box::new(dialog))))
    }

    /// Returns the action that closes the dialog.
    pub fn close_dialog() -> Self {
        Self::View(ViewAction::Dialog(None))
    }

    /// Returns the action that shows a span.
    pub fn jump(layer: &LayerId, span: &SpanId) -> Self {
        Self::View(ViewAction::Jump(SpanRef::new(layer, span)))
    }
}
