//! Keys: how the table of commands writes them, how people read them, and those of lists.

use egui::{Key, KeyboardShortcut, Modifiers};

/// The keys of lists and tables, which are no commands: they mean something only there.
pub mod list_keys {
    use egui::Key;

    /// To the next row.
    pub const DOWN: Key = Key::ArrowDown;
    /// To the row before.
    pub const UP: Key = Key::ArrowUp;
    /// A page on.
    pub const PAGE_DOWN: Key = Key::PageDown;
    /// A page back.
    pub const PAGE_UP: Key = Key::PageUp;
    /// To the first row.
    pub const FIRST: Key = Key::Home;
    /// To the last row.
    pub const LAST: Key = Key::End;
    /// Takes the row.
    pub const TAKE: Key = Key::Enter;
    /// Edits the row where it stands.
    pub const EDIT: Key = Key::F2;
    /// Leaves what was begun.
    pub const LEAVE: Key = Key::Escape;
}

/// Returns a key alone.
pub const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// Returns a key with Ctrl, Command on a Mac.
pub const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

/// Returns a key with Shift.
pub const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// Returns a key with Alt.
pub const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

/// Returns a key with Alt and Shift.
pub const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

/// Returns a key with Ctrl, Command on a Mac, and Shift.
pub const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

/// Returns a shortcut as people read it: `Ctrl+Shift+S`, `]`.
pub fn key_text(ctx: &egui::Context, keys: KeyboardShortcut) -> String {
    const SIGNS: [(&str, &str); 5] = [
        ("OpenBracket", "["),
        ("CloseBracket", "]"),
        ("Questionmark", "?"),
        ("Equals", "="),
        ("Plus", "+"),
    ];
    let text = ctx.format_shortcut(&keys);
    SIGNS.iter().fold(text, |text, (name, sign)| text.replace(name, sign))
}
