//! The table of commands: what gives the menu, the palette, the shortcuts, the cheat sheet and the
//! tooltips.

mod table;

use egui::KeyboardShortcut;

pub use self::table::TABLE;

use super::{keymap::Keymap, shortcut::key_text};

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
    Saving,
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
    UpdateArticle,
    CompareTexts,
    CarryOver,
    ReviewProposals,
    Conflicts,
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

    use egui::Key;

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
