//! The README says what the program does: its session is run, its table of keys is that of the
//! commands.

use std::process::Command;

use crate::{markdown, program::Desk};

/// A command of a session, with what it prints.
struct Step {
    command: String,
    printed: String,
}

/// Returns the steps of the console blocks of a document: `$` begins a command, `>` goes on with it.
fn session(document: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for fence in markdown::fences(document).iter().filter(|fence| fence.language == "console") {
        for line in fence.content.lines() {
            match (line.strip_prefix("$ "), line.strip_prefix("> "), steps.last_mut()) {
                (Some(command), ..) => {
                    steps.push(Step { command: command.to_owned(), printed: String::new() });
                }
                (_, Some(more), Some(step)) => step.command.extend(["\n", more]),
                (_, _, Some(step)) => step.printed.extend([line, "\n"]),
                (_, _, None) => panic!("no command before: {line}"),
            }
        }
    }
    steps
}

#[test]
fn the_session_prints_what_it_says() {
    let steps = session(&markdown::read("README.md"));
    assert!(steps.len() > 5, "only {} commands", steps.len());
    let desk = Desk::new();
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_postil"));
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    for Step { command, printed } in steps {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1\n{command}")]);
        let output = shell.env("PATH", &path).current_dir(desk.path(".")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), printed, "{command}");
    }
}

#[cfg(feature = "gui")]
#[test]
fn the_table_of_keys_is_that_of_the_commands() {
    use postil::app::command::TABLE;

    let readme = markdown::read("README.md");
    let keyed = TABLE.iter().filter(|entry| !entry.keys.is_empty());
    let rows: Vec<String> = keyed
        .map(|entry| {
            let mut keys: Vec<String> = Vec::new();
            for key in entry.keys.iter().map(|keys| key_text(*keys)) {
                // What a layout needs Shift for is one key to the reader.
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            let label = entry.label.trim_end_matches('…');
            format!("| {} | {label} | {} |\n", entry.menu.label(), keys.join(", "))
        })
        .collect();
    let table = rows.concat();
    assert!(readme.contains(&table), "README.md should have:\n{table}");
}

/// Returns a shortcut as the README writes it. Signs that some layouts have above others count
/// without their Shift.
#[cfg(feature = "gui")]
fn key_text(keys: egui::KeyboardShortcut) -> String {
    use egui::Key;
    let (name, is_shifted) = match keys.logical_key {
        Key::OpenCurlyBracket => ("[", true),
        Key::CloseCurlyBracket => ("]", true),
        Key::Slash | Key::Questionmark => ("?", false),
        Key::Equals if keys.modifiers.shift => ("+", false),
        Key::Plus => ("+", false),
        Key::Minus => ("-", false),
        key => (key.symbol_or_name(), keys.modifiers.shift),
    };
    let control = if keys.modifiers.command { "Ctrl+" } else { "" };
    let alt = if keys.modifiers.alt { "Alt+" } else { "" };
    let shift = if is_shifted { "Shift+" } else { "" };
    format!("`{control}{alt}{shift}{name}`")
}
