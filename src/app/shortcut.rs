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

/// The keys that move a caret, in the article and in fields.
pub const CARET_KEYS: [Key; 8] = [
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
];

/// The keys of the bar that finds words, while it is open.
pub mod find_keys {
    use egui::{Key, KeyboardShortcut, Modifiers};

    /// Reads what is typed as a regular expression, or as words.
    pub const REGEX: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT, Key::R);
    /// Minds capitals, or not.
    pub const CASE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT, Key::C);
    /// Finds whole words alone, or any part.
    pub const WORDS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::ALT, Key::W);
    /// In the field: to the next hit; with Shift to the one before.
    pub const NEXT: Key = Key::Enter;
}

/// The keys of the occurrences of a name, while they are shown.
pub mod occurrence_keys {
    use egui::{Key, Modifiers};

    /// To the next one.
    pub const NEXT: [(Modifiers, Key); 2] =
        [(Modifiers::NONE, Key::Tab), (Modifiers::NONE, Key::N)];
    /// To the one before.
    pub const PREVIOUS: [(Modifiers, Key); 2] =
        [(Modifiers::SHIFT, Key::Tab), (Modifiers::NONE, Key::P)];
    /// Switches one off or on.
    pub const TOGGLE: (Modifiers, Key) = (Modifiers::NONE, Key::Space);
    /// Tags all that are on.
    pub const TAKE: (Modifiers, Key) = (Modifiers::NONE, Key::Enter);
}

/// The keys of the bar that goes through proposals.
pub mod proposal_keys {
    use egui::Key;

    /// Takes the place that is proposed.
    pub const YES: [Key; 2] = [Key::Y, Key::Enter];
    /// Refuses it.
    pub const NO: Key = Key::X;
    /// Takes the selected words for the place.
    pub const PUT: Key = Key::H;
    /// To the next one; with Shift to the one before.
    pub const STEP: Key = Key::Tab;
    /// To the next one, as among spans.
    pub const NEXT: Key = Key::N;
    /// To the one before.
    pub const PREVIOUS: Key = Key::P;
    /// With Shift: takes the place of every span that has only moved.
    pub const YES_TO_MOVED: Key = Key::Y;
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

/// Signs that some layouts have above others: the key without and with Shift.
const PAIRS: [(Key, Key); 7] = [
    (Key::OpenBracket, Key::OpenCurlyBracket),
    (Key::CloseBracket, Key::CloseCurlyBracket),
    (Key::Slash, Key::Questionmark),
    (Key::Equals, Key::Plus),
    (Key::Semicolon, Key::Colon),
    (Key::Backslash, Key::Pipe),
    (Key::Num1, Key::Exclamationmark),
];

/// Returns a shortcut with all others that come from the same press, by keyboard layout: `Shift+]`
/// is also `}`.
pub fn same_keys(keys: KeyboardShortcut) -> Vec<KeyboardShortcut> {
    let KeyboardShortcut { modifiers, logical_key: key } = keys;
    let pair =
        PAIRS.iter().find(|(base, above)| *above == key || (*base == key && modifiers.shift));
    let Some((base, above)) = pair else { return vec![keys] };
    let without = Modifiers { shift: false, ..modifiers };
    let with = Modifiers { shift: true, ..modifiers };
    let mut all = vec![keys];
    for other in [(with, *base), (without, *above), (with, *above)] {
        let other = KeyboardShortcut::new(other.0, other.1);
        if other != keys {
            all.push(other);
        }
    }
    all
}

/// Reads a shortcut as people write it, `Ctrl` being Command on a Mac.
pub fn read_shortcut(text: &str) -> Option<KeyboardShortcut> {
    let (mut rest, mut modifiers) = (text.trim(), Modifiers::NONE);
    while let Some((name, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty()) {
        modifiers |= match name.trim().to_lowercase().as_str() {
            "ctrl" | "cmd" | "command" => Modifiers::COMMAND,
            "shift" => Modifiers::SHIFT,
            "alt" | "option" => Modifiers::ALT,
            _ => return None,
        };
        rest = after.trim();
    }
    let mut letters = rest.chars();
    let capital: String =
        letters.next()?.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect();
    let key = Key::from_name(rest).or_else(|| Key::from_name(&capital))?;
    Some(KeyboardShortcut::new(modifiers, key))
}

/// Returns a shortcut as it is written on every system, so that [`read_shortcut`] reads it.
pub fn plain_text(keys: KeyboardShortcut) -> String {
    let KeyboardShortcut { modifiers, logical_key } = keys;
    let names =
        [(modifiers.command, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")];
    let held: String =
        names.into_iter().filter(|(is_held, _)| *is_held).map(|(_, name)| name).collect();
    held + sign(logical_key)
}

fn sign(key: Key) -> &'static str {
    match key {
        Key::Minus => "-",
        Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown => key.name(),
        key => key.symbol_or_name(),
    }
}

/// Returns a shortcut as people read it: `Ctrl+Shift+S`, `]`.
pub fn key_text(ctx: &egui::Context, keys: KeyboardShortcut) -> String {
    let held = ctx.format_modifiers(keys.modifiers);
    let plus =
        if held.is_empty() || held.ends_with(|c: char| !c.is_alphabetic()) { "" } else { "+" };
    format!("{held}{plus}{}", sign(keys.logical_key))
}
