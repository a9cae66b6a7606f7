//! The table of commands: what gives the menu, the palette, the shortcuts, the cheat sheet and the
//! tooltips.

use egui::{Key, KeyboardShortcut};

use super::{
    keymap::Keymap,
    shortcut::{alt, alt_shift, ctrl, ctrl_shift, key_text, plain, shift},
};

/// Something that a person can ask for without saying more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table below gives each its label")]
pub enum Command {
    // File
    NewProject,
    OpenFiles,
    OpenFolder,
    OpenProject,
    OpenSample,
    Save,
    SaveAs,
    Export,
    CloseProject,
    Quit,
    // Edit
    Undo,
    Redo,
    Copy,
    CopyCitation,
    SelectAll,
    Find,
    FindNext,
    FindPrevious,
    // Span
    RepeatTag,
    DeleteSpan,
    EditNote,
    StartLink,
    NextSpan,
    PreviousSpan,
    GrowSelection,
    ShrinkSelection,
    LabelAll,
    AddFragment,
    StretchEnd,
    ShrinkEnd,
    ShrinkStart,
    StretchStart,
    StretchEndByCharacter,
    ShrinkEndByCharacter,
    ShrinkStartByCharacter,
    StretchStartByCharacter,
    // Project
    Codebook,
    ChooseAnalyst,
    ProjectDetails,
    ArticleDetails,
    RemoveArticle,
    MarkDone,
    // View
    ShowArticle,
    ShowTable,
    NextArticle,
    PreviousArticle,
    ToggleArticles,
    ToggleSpans,
    FocusMode,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    LargerInterface,
    SmallerInterface,
    ResetInterface,
    ReadingSettings,
    WiderColumn,
    NarrowerColumn,
    MoreLineSpacing,
    LessLineSpacing,
    FontSerif,
    FontSans,
    ResetReading,
    // Help
    Palette,
    CheatSheet,
    EditKeys,
    Problems,
    About,
}

/// Where a command stands in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the menus'")]
pub enum Menu {
    File,
    Edit,
    Span,
    View,
    Review,
    Help,
}

impl Menu {
    /// Every menu, in order.
    pub const ALL: [Self; 6] =
        [Self::File, Self::Edit, Self::Span, Self::View, Self::Review, Self::Help];

    /// Returns the menu's title.
    pub const fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Span => "Span",
            Self::View => "View",
            Self::Review => "Review",
            Self::Help => "Help",
        }
    }
}

/// When a command can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Always.
    Nothing,
    /// A project is open.
    Project,
    /// An article is shown.
    Article,
    /// A span is selected.
    Span,
    /// Text is selected.
    Selection,
    /// There is something to undo.
    Done,
    /// There is something to redo.
    Undone,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// Where it stands; `None` for those that only the palette and the keys reach.
    pub menu: Menu,
    /// As it reads in the menu and the palette; "…" where more is asked.
    pub label: &'static str,
    /// The keys that it has unless a person changed them, the first of which is shown.
    pub keys: &'static [KeyboardShortcut],
    /// When it can be run.
    pub needs: Needs,
    /// Does a line stand above it in the menu?
    pub starts_group: bool,
}

const fn row(
    menu: Menu,
    command: Command,
    label: &'static str,
    keys: &'static [KeyboardShortcut],
    needs: Needs,
) -> Entry {
    Entry { command, menu, label, keys, needs, starts_group: false }
}

const fn first(entry: Entry) -> Entry {
    Entry { starts_group: true, ..entry }
}

/// Every command, in the order of the menus.
pub const TABLE: &[Entry] = &[
    row(Menu::File, Command::NewProject, "New project", &[ctrl(Key::N)], Needs::Nothing),
    row(Menu::File, Command::OpenFiles, "Open articles…", &[ctrl(Key::O)], Needs::Nothing),
    row(Menu::File, Command::OpenFolder, "Open a folder of articles…", &[], Needs::Nothing),
    row(Menu::File, Command::OpenProject, "Open project…", &[ctrl_shift(Key::O)], Needs::Nothing),
    row(Menu::File, Command::OpenSample, "Open the sample project", &[], Needs::Nothing),
    first(row(Menu::File, Command::Save, "Save", &[ctrl(Key::S)], Needs::Project)),
    row(Menu::File, Command::SaveAs, "Save as…", &[ctrl_shift(Key::S)], Needs::Project),
    row(Menu::File, Command::Export, "Export spans…", &[ctrl(Key::E)], Needs::Project),
    first(row(Menu::File, Command::CloseProject, "Close project", &[ctrl(Key::W)], Needs::Project)),
    row(Menu::File, Command::Quit, "Quit", &[ctrl(Key::Q)], Needs::Nothing),
    row(Menu::Edit, Command::Undo, "Undo", &[ctrl(Key::Z)], Needs::Done),
    row(Menu::Edit, Command::Redo, "Redo", &[ctrl_shift(Key::Z), ctrl(Key::Y)], Needs::Undone),
    first(row(Menu::Edit, Command::Copy, "Copy", &[ctrl(Key::C)], Needs::Article)),
    row(
        Menu::Edit,
        Command::CopyCitation,
        "Copy with citation",
        &[ctrl_shift(Key::C)],
        Needs::Article,
    ),
    row(
        Menu::Edit,
        Command::SelectAll,
        "Select the whole article",
        &[ctrl(Key::A)],
        Needs::Article,
    ),
    first(row(Menu::Edit, Command::Find, "Find in article…", &[ctrl(Key::F)], Needs::Article)),
    row(Menu::Edit, Command::FindNext, "Next hit", &[plain(Key::F3)], Needs::Article),
    row(Menu::Edit, Command::FindPrevious, "Previous hit", &[shift(Key::F3)], Needs::Article),
    row(
        Menu::Span,
        Command::RepeatTag,
        "Give the last tag again",
        &[plain(Key::Period)],
        Needs::Article,
    ),
    row(Menu::Span, Command::EditNote, "Write a note", &[plain(Key::Enter)], Needs::Span),
    row(Menu::Span, Command::StartLink, "Link to…", &[plain(Key::L)], Needs::Span),
    row(
        Menu::Span,
        Command::DeleteSpan,
        "Delete",
        &[plain(Key::Delete), plain(Key::Backspace)],
        Needs::Span,
    ),
    first(row(Menu::Span, Command::NextSpan, "Next span", &[plain(Key::N)], Needs::Article)),
    row(Menu::Span, Command::PreviousSpan, "Previous span", &[plain(Key::P)], Needs::Article),
    first(row(
        Menu::Span,
        Command::GrowSelection,
        "Grow the selection",
        &[plain(Key::G)],
        Needs::Article,
    )),
    row(
        Menu::Span,
        Command::ShrinkSelection,
        "Shrink the selection",
        &[shift(Key::G)],
        Needs::Article,
    ),
    row(Menu::Span, Command::LabelAll, "Label all occurrences…", &[plain(Key::A)], Needs::Article),
    row(
        Menu::Span,
        Command::AddFragment,
        "Add the selection to the span",
        &[plain(Key::Plus), shift(Key::Plus), shift(Key::Equals), plain(Key::Equals)],
        Needs::Span,
    ),
    first(row(
        Menu::Span,
        Command::StretchEnd,
        "Move its end a word on",
        &[plain(Key::CloseBracket)],
        Needs::Span,
    )),
    row(
        Menu::Span,
        Command::ShrinkEnd,
        "Move its end a word back",
        &[plain(Key::OpenBracket)],
        Needs::Span,
    ),
    row(
        Menu::Span,
        Command::ShrinkStart,
        "Move its start a word on",
        &[shift(Key::CloseBracket), plain(Key::CloseCurlyBracket), shift(Key::CloseCurlyBracket)],
        Needs::Span,
    ),
    row(
        Menu::Span,
        Command::StretchStart,
        "Move its start a word back",
        &[shift(Key::OpenBracket), plain(Key::OpenCurlyBracket), shift(Key::OpenCurlyBracket)],
        Needs::Span,
    ),
    row(
        Menu::Span,
        Command::StretchEndByCharacter,
        "Move its end a character on",
        &[alt(Key::CloseBracket)],
        Needs::Span,
    ),
    row(
        Menu::Span,
        Command::ShrinkEndByCharacter,
        "Move its end a character back",
        &[alt(Key::OpenBracket)],
        Needs::Span,
    ),
    row(
        Menu::Span,
        Command::ShrinkStartByCharacter,
        "Move its start a character on",
        &[
            alt_shift(Key::CloseBracket),
            alt(Key::CloseCurlyBracket),
            alt_shift(Key::CloseCurlyBracket),
        ],
        Needs::Span,
    ),
    row(
        Menu::Span,
        Command::StretchStartByCharacter,
        "Move its start a character back",
        &[
            alt_shift(Key::OpenBracket),
            alt(Key::OpenCurlyBracket),
            alt_shift(Key::OpenCurlyBracket),
        ],
        Needs::Span,
    ),
    row(Menu::View, Command::NextArticle, "Next article", &[plain(Key::J)], Needs::Project),
    row(Menu::View, Command::PreviousArticle, "Previous article", &[plain(Key::K)], Needs::Project),
    first(row(
        Menu::View,
        Command::ToggleArticles,
        "Show or hide the articles",
        &[plain(Key::F7)],
        Needs::Nothing,
    )),
    row(
        Menu::View,
        Command::ToggleSpans,
        "Show or hide the spans",
        &[plain(Key::F8)],
        Needs::Nothing,
    ),
    row(Menu::View, Command::FocusMode, "Only the article", &[plain(Key::F9)], Needs::Nothing),
    first(row(
        Menu::View,
        Command::ZoomIn,
        "Larger text",
        &[ctrl(Key::Plus), ctrl(Key::Equals), ctrl_shift(Key::Plus), ctrl_shift(Key::Equals)],
        Needs::Nothing,
    )),
    row(Menu::View, Command::ZoomOut, "Smaller text", &[ctrl(Key::Minus)], Needs::Nothing),
    row(Menu::View, Command::ZoomReset, "Text at 100 %", &[ctrl(Key::Num0)], Needs::Nothing),
    row(Menu::View, Command::LargerInterface, "Larger interface", &[], Needs::Nothing),
    row(Menu::View, Command::SmallerInterface, "Smaller interface", &[], Needs::Nothing),
    row(Menu::View, Command::ResetInterface, "Interface at 100 %", &[], Needs::Nothing),
    first(row(
        Menu::View,
        Command::ReadingSettings,
        "Reading settings…",
        &[ctrl(Key::Comma)],
        Needs::Nothing,
    )),
    row(Menu::View, Command::WiderColumn, "Wider column", &[], Needs::Nothing),
    row(Menu::View, Command::NarrowerColumn, "Narrower column", &[], Needs::Nothing),
    row(Menu::View, Command::MoreLineSpacing, "Larger line spacing", &[], Needs::Nothing),
    row(Menu::View, Command::LessLineSpacing, "Smaller line spacing", &[], Needs::Nothing),
    row(Menu::View, Command::FontSerif, "Reading font with serifs", &[], Needs::Nothing),
    row(Menu::View, Command::FontSans, "Reading font without serifs", &[], Needs::Nothing),
    row(
        Menu::View,
        Command::ResetReading,
        "Reset size, column, spacing and font",
        &[],
        Needs::Nothing,
    ),
    first(row(Menu::View, Command::ThemeSystem, "Theme of the system", &[], Needs::Nothing)),
    row(Menu::View, Command::ThemeLight, "Light theme", &[], Needs::Nothing),
    row(Menu::View, Command::ThemeDark, "Dark theme", &[], Needs::Nothing),
    row(Menu::Review, Command::ShowArticle, "Article", &[ctrl(Key::Num1)], Needs::Project),
    row(
        Menu::Review,
        Command::ShowTable,
        "Table of spans",
        &[ctrl(Key::Num2), ctrl(Key::T)],
        Needs::Project,
    ),
    first(row(Menu::Review, Command::Codebook, "Codebook…", &[ctrl(Key::B)], Needs::Project)),
    row(Menu::Review, Command::ChooseAnalyst, "Analyst…", &[], Needs::Project),
    row(Menu::Review, Command::ProjectDetails, "About this project…", &[], Needs::Project),
    row(
        Menu::Review,
        Command::ArticleDetails,
        "About this article…",
        &[ctrl(Key::I)],
        Needs::Article,
    ),
    row(
        Menu::Review,
        Command::MarkDone,
        "Mark this article done or not",
        &[ctrl(Key::D)],
        Needs::Article,
    ),
    row(Menu::Review, Command::RemoveArticle, "Remove this article…", &[], Needs::Article),
    first(row(Menu::Review, Command::Problems, "Problems in the files…", &[], Needs::Project)),
    row(Menu::Help, Command::Palette, "Search or run a command", &[ctrl(Key::K)], Needs::Nothing),
    row(
        Menu::Help,
        Command::CheatSheet,
        "Keys",
        &[plain(Key::Questionmark), shift(Key::Slash), shift(Key::Questionmark), plain(Key::F1)],
        Needs::Nothing,
    ),
    row(Menu::Help, Command::EditKeys, "Edit the keys…", &[], Needs::Nothing),
    first(row(Menu::Help, Command::About, "About Postil", &[], Needs::Nothing)),
];

impl Command {
    /// Returns the command's row of the table.
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }

    /// Returns its label.
    pub fn label(self) -> &'static str {
        self.entry().map_or("", |entry| entry.label)
    }

    /// Returns the first of its keys as people read it, empty where it has none.
    pub fn keys(self, ctx: &egui::Context) -> String {
        let keymap = Keymap::of(ctx);
        keymap.keys(self).first().map_or_else(String::new, |keys| key_text(ctx, *keys))
    }

    /// Returns label and keys, for a tooltip.
    pub fn hint(self, ctx: &egui::Context) -> String {
        let keys = self.keys(ctx);
        if keys.is_empty() { self.label().to_owned() } else { format!("{} ({keys})", self.label()) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_command_stands_once_with_a_label() {
        let commands: BTreeSet<Command> = TABLE.iter().map(|entry| entry.command).collect();
        assert_eq!(commands.len(), TABLE.len(), "a command stands twice");
        let labels: BTreeSet<&str> = TABLE.iter().map(|entry| entry.label).collect();
        assert_eq!(labels.len(), TABLE.len(), "two commands share a label");
        assert!(labels.iter().all(|label| !label.is_empty() && !label.ends_with('.')));
        assert_eq!(Command::About as usize + 1, TABLE.len(), "a command is missing");
    }

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen: Vec<(KeyboardShortcut, Command)> = Vec::new();
        for entry in TABLE {
            for keys in entry.keys {
                let other = seen.iter().find(|(other, _)| other == keys);
                assert!(other.is_none(), "{:?} and {other:?} share {keys:?}", entry.command);
                seen.push((*keys, entry.command));
            }
        }
    }

    #[test]
    fn keys_leave_the_digits_to_the_tags() {
        let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
        for entry in TABLE {
            let clash = entry
                .keys
                .iter()
                .find(|keys| keys.modifiers.is_none() && digits.contains(&keys.logical_key));
            assert!(clash.is_none(), "{:?}", entry.command);
        }
    }

    #[test]
    fn menus_keep_their_commands_together() {
        let menus: Vec<Menu> = TABLE.iter().map(|entry| entry.menu).collect();
        let mut sorted = menus.clone();
        sorted.sort();
        assert_eq!(menus, sorted);
    }
}
