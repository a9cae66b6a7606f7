//! Which keys give which command: those of the table, with the changes of a person's own file.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use egui::{Context, Id, Key, KeyboardShortcut};

use super::{
    command::{Command, TABLE},
    shortcut::{CARET_KEYS, ctrl, find_keys, plain_text, read_shortcut, same_keys},
};
use crate::store::{self, KeyChanges};

/// The keys of every command, and what was wrong with the changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    keys: BTreeMap<Command, Vec<KeyboardShortcut>>,
    /// A sentence each.
    pub problems: Vec<String>,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = TABLE.iter().map(|entry| (entry.command, entry.keys.to_vec())).collect();
        Self { keys, problems: Vec::new() }
    }
}

impl Keymap {
    /// Reads a person's own file.
    pub fn load() -> Self {
        match store::read_keys() {
            Ok(changes) => Self::with(&changes),
            Err(problem) => Self { problems: vec![problem], ..Self::default() },
        }
    }

    /// Returns the table's keys with changes. A change that cannot be is told as a problem, and the
    /// command keeps the keys of the table.
    pub fn with(changes: &KeyChanges) -> Self {
        let mut keymap = Self::default();
        let mut touched: Vec<Command> = Vec::new();
        for (written, keys) in changes {
            let entry = TABLE.iter().find(|entry| name(entry.command) == *written);
            let Some(entry) = entry else {
                keymap.problems.push(format!("There is no command “{written}”"));
                continue;
            };
            match keys.iter().map(|text| readable(text)).collect::<Result<Vec<_>, _>>() {
                Ok(keys) => {
                    keymap.keys.insert(entry.command, keys.concat());
                    touched.push(entry.command);
                }
                Err(problem) => keymap.problems.push(format!("{written}: {problem}")),
            }
        }
        keymap.undo_clashes(touched);
        keymap
    }

    /// Takes back changes until no two commands share a key; those of the table share none.
    fn undo_clashes(&mut self, mut touched: Vec<Command>) {
        while let Some((one, other, keys)) = self.clash() {
            // Of two that were changed, the later one gives way.
            let loser = if touched.contains(&other) { other } else { one };
            let (one, other) = (name(one), name(other));
            let text = plain_text(keys);
            let problem = format!("“{text}” is asked for by {one} and {other}");
            self.problems.push(format!("{problem}: {} keeps its own keys", name(loser)));
            let own = loser.entry().map(|entry| entry.keys.to_vec()).unwrap_or_default();
            self.keys.insert(loser, own);
            let before = touched.len();
            touched.retain(|command| *command != loser);
            if touched.len() == before {
                return;
            }
        }
    }

    /// Returns two commands that share a key, in the order of the table.
    fn clash(&self) -> Option<(Command, Command, KeyboardShortcut)> {
        let all =
            self.keys.iter().flat_map(|(command, keys)| keys.iter().map(|one| (one, *command)));
        let all: Vec<(&KeyboardShortcut, Command)> = all.collect();
        all.iter().enumerate().find_map(|(at, (keys, command))| {
            let others = all.get(at + 1..).unwrap_or_default();
            let is_other =
                |(other, of): &&(&KeyboardShortcut, Command)| other == keys && of != command;
            others.iter().find(is_other).map(|(_, other)| (*command, *other, **keys))
        })
    }

    /// Makes these the keys of a window.
    pub fn install(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::unique("keymap"), Arc::new(self)));
    }

    /// Makes sure that a window has keys: those of the table, if it was given none.
    pub fn ensure(ctx: &Context) {
        if ctx.data(|data| data.get_temp::<Arc<Self>>(Id::unique("keymap"))).is_none() {
            Self::default().install(ctx);
        }
    }

    /// Returns the keys of a window.
    pub fn of(ctx: &Context) -> Arc<Self> {
        ctx.data(|data| data.get_temp(Id::unique("keymap"))).unwrap_or_default()
    }

    /// Returns a command's keys, the first of which is shown.
    pub fn keys(&self, command: Command) -> &[KeyboardShortcut] {
        self.keys.get(&command).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the command that a key gives.
    pub fn command(&self, keys: KeyboardShortcut) -> Option<Command> {
        self.keys.iter().find(|(_, all)| all.contains(&keys)).map(|(command, _)| *command)
    }

    /// Returns all keys in the form of a person's own file.
    pub fn to_ron(&self) -> String {
        let mut text = "{\n".to_owned();
        self.push_lines(&mut text, "    ");
        text + "}\n"
    }

    /// Returns a file to begin with: it changes nothing, and says how to.
    pub fn template() -> String {
        let mut text = TEMPLATE.to_owned();
        Self::default().push_lines(&mut text, "    // ");
        text + "}\n"
    }

    fn push_lines(&self, text: &mut String, before: &str) {
        for entry in TABLE {
            let mut told: Vec<KeyboardShortcut> = Vec::new();
            for keys in self.keys(entry.command) {
                // Other keys that print the same sign need no mention.
                if !told.iter().any(|other| same_keys(*other).contains(keys)) {
                    told.push(*keys);
                }
            }
            let keys: Vec<String> =
                told.into_iter().map(|keys| format!("{:?}", plain_text(keys))).collect();
            let (name, keys) = (name(entry.command), keys.join(", "));
            let _ = writeln!(text, "{before}\"{name}\": [{keys}], // {}", entry.label);
        }
    }
}

const TEMPLATE: &str = "\
// The keys of Postil’s commands, read when it starts. Take the slashes before a line away and change
// what stands between its brackets: [\"Ctrl+Shift+F\", \"F6\"] for two keys, [] for none. Ctrl stands for
// Cmd on a Mac. Digits are left to the tags. What cannot be is told in the window, under Help, Keys.
{
";

/// Returns the name of a command in a person's own file: `grow-selection`.
pub fn name(command: Command) -> String {
    let mut name = String::new();
    for c in format!("{command:?}").chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(c.to_lowercase());
    }
    name
}

/// Reads a key, with all others that print the same sign, and says why where it cannot be one.
fn readable(text: &str) -> Result<Vec<KeyboardShortcut>, String> {
    let keys = read_shortcut(text).ok_or_else(|| format!("“{text}” is no key"))?;
    let is_plain = keys.modifiers.is_none();
    let is_digit = keys.logical_key.name().parse::<u8>().is_ok();
    if is_plain && is_digit {
        return Err(format!("“{text}” is left to the tags"));
    }
    let is_fixed = [&FIXED[..], &CARET_KEYS].iter().any(|some| some.contains(&keys.logical_key));
    if is_fixed || FIELDS.contains(&keys) {
        return Err(format!("“{text}” has a meaning of its own"));
    }
    if keys.logical_key == Key::Space {
        return Err(format!("“{text}” is left to what has the keyboard: it presses a button"));
    }
    if SWITCHES.contains(&keys) {
        return Err(format!("“{text}” is left to the bar that finds words"));
    }
    Ok(same_keys(keys))
}

/// They step back and walk.
const FIXED: [Key; 2] = [Key::Escape, Key::Tab];

/// The system takes these for fields.
const FIELDS: [KeyboardShortcut; 2] = [ctrl(Key::X), ctrl(Key::V)];

/// They set how the bar that finds words reads what is typed.
const SWITCHES: [KeyboardShortcut; 3] = [find_keys::REGEX, find_keys::CASE, find_keys::WORDS];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::shortcut::{plain, shift};

    fn changed(file: &str) -> Keymap {
        Keymap::with(&ron::from_str(file).unwrap())
    }

    #[test]
    fn names_are_plain_and_stand_once() {
        let names: std::collections::BTreeSet<String> =
            TABLE.iter().map(|entry| name(entry.command)).collect();
        assert_eq!(names.len(), TABLE.len());
        assert!(names.contains("grow-selection") && names.contains("save"));
        let is_plain = |name: &String| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(names.iter().all(is_plain), "{names:?}");
    }

    #[test]
    fn what_is_printed_reads_back_as_the_same_keys() {
        let changes: KeyChanges = ron::from_str(&Keymap::default().to_ron()).unwrap();
        let read = Keymap::with(&changes);
        assert_eq!(read.problems, [""; 0]);
        for entry in TABLE {
            for keys in entry.keys {
                let found = read.command(*keys);
                assert_eq!(found, Some(entry.command), "{}", plain_text(*keys));
            }
        }
        let template: KeyChanges = ron::from_str(&Keymap::template()).unwrap();
        assert_eq!(Keymap::with(&template), Keymap::default());
    }

    #[test]
    fn changes_replace_unbind_and_swap() {
        let keymap = changed(
            r#"{
                "next-article": ["K"],
                "previous-article": ["J"],
                "save": ["ctrl+shift+m", "F6"],
                "quit": [],
                "grow-selection": ["Shift+]"],
                "shrink-start": [],
            }"#,
        );
        assert_eq!(keymap.problems, [""; 0]);
        assert_eq!(keymap.command(plain(Key::J)), Some(Command::PreviousArticle));
        assert_eq!(keymap.command(plain(Key::F6)), Some(Command::Save));
        assert_eq!(keymap.keys(Command::Quit), []);
        assert_eq!(keymap.command(ctrl(Key::S)), None);
        for keys in [plain(Key::CloseCurlyBracket), shift(Key::CloseBracket)] {
            assert_eq!(keymap.command(keys), Some(Command::GrowSelection), "one sign, one key");
        }
    }

    #[test]
    fn what_cannot_be_is_told_and_leaves_the_command_as_it_was() {
        for (file, told) in [
            (r#"{"grow-selektion": ["F6"]}"#, "no command “grow-selektion”"),
            (r#"{"save": ["Ctrl+Blah"]}"#, "save: “Ctrl+Blah” is no key"),
            (r#"{"save": ["3"]}"#, "left to the tags"),
            (r#"{"save": ["Ctrl+Left"]}"#, "a meaning of its own"),
            (r#"{"save": ["Ctrl+V"]}"#, "a meaning of its own"),
            (r#"{"save": ["Space"]}"#, "“Space” is left to what has the keyboard"),
            (r#"{"save": ["Alt+R"]}"#, "“Alt+R” is left to the bar that finds words"),
            (r#"{"save": ["Alt+C"]}"#, "“Alt+C” is left to the bar that finds words"),
            (r#"{"save": ["Alt+W"]}"#, "“Alt+W” is left to the bar that finds words"),
            (r#"{"save": ["N"]}"#, "“N” is asked for by save and next-span: save keeps"),
            (r#"{"save": ["F6"], "undo": ["F6"]}"#, "save and undo: undo keeps"),
        ] {
            let keymap = changed(file);
            assert_eq!(keymap.problems.len(), 1, "{:?}", keymap.problems);
            assert!(keymap.problems[0].contains(told), "{:?}", keymap.problems);
            assert_eq!(keymap.command(plain(Key::N)), Some(Command::NextSpan));
            assert_eq!(keymap.command(ctrl(Key::Z)), Some(Command::Undo));
        }
        // Taking one change back may bring it into the way of another.
        let keymap = changed(r#"{"next-span": ["F7"], "undo": ["N"]}"#);
        assert_eq!(keymap, Keymap { problems: keymap.problems.clone(), ..Keymap::default() });
        assert_eq!(keymap.problems.len(), 2);
    }
}
