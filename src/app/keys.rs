//! From key presses to actions, by the table of commands and the keys of the tags.

use egui::{Event, Key, Modifiers};

use super::{
    action::{Action, SpanAction, ViewAction},
    command::{Command, TABLE},
    scene::Scene,
};

/// Takes this frame's keys off the input and returns what they ask for.
///
/// While a field has the keyboard, only keys with Ctrl or Cmd count, less those that fields use
/// themselves. While a dialog is open, Esc alone counts.
pub fn actions(ctx: &egui::Context, scene: &Scene<'_>) -> Vec<Action> {
    let mut actions = Vec::new();
    if scene.view.dialog.is_some() {
        // A list that is open in the dialog closes first.
        if !egui::Popup::is_any_open(ctx)
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            actions.push(Action::View(ViewAction::StepBack));
        }
        return actions;
    }
    let is_typing = ctx.text_edit_focused();
    let is_in_menu = egui::Popup::is_any_open(ctx);
    if !is_typing && !is_in_menu {
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            actions.push(Action::View(ViewAction::StepBack));
        }
        actions.extend(tags(ctx, scene));
    }
    for entry in TABLE {
        let is_field_key = matches!(
            entry.command,
            Command::Copy | Command::SelectAll | Command::Undo | Command::Redo
        );
        for keys in entry.keys {
            let is_plain =
                !keys.modifiers.command && !keys.modifiers.ctrl && !is_function(keys.logical_key);
            if (is_typing && (is_plain || is_field_key)) || (is_in_menu && is_plain) {
                continue;
            }
            if scene.can_run(entry) && ctx.input_mut(|input| consume(input, keys)) {
                actions.push(Action::Run(entry.command));
            }
        }
    }
    // egui turns Ctrl+C into an event of its own.
    let copies = |input: &egui::InputState| input.events.iter().any(|event| *event == Event::Copy);
    if !is_typing && ctx.input(copies) {
        actions.push(Action::Run(Command::Copy));
    }
    actions
}

/// Takes a shortcut off the input; Shift must match, so that `Z` and `Shift+Z` differ.
fn consume(input: &mut egui::InputState, keys: &egui::KeyboardShortcut) -> bool {
    let found = input.events.iter().position(|event| {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
        *key == keys.logical_key && modifiers.matches_exact(keys.modifiers)
    });
    found.map(|at| input.events.remove(at)).is_some()
}

/// Returns the tags whose keys were typed, and takes those keys off the input.
fn tags(ctx: &egui::Context, scene: &Scene<'_>) -> Vec<Action> {
    let tags = scene.offered_tags();
    if tags.is_empty() || scene.view.linking.is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    ctx.input_mut(|input| {
        if input.modifiers.command || input.modifiers.alt {
            return;
        }
        let mut typed: Vec<String> = Vec::new();
        input.events.retain(|event| {
            let Event::Text(text) = event else { return true };
            let tag = tags.iter().find(|tag| !tag.key.is_empty() && tag.key == *text);
            let Some(tag) = tag else { return true };
            found.push(Action::Span(SpanAction::Tag(tag.id.clone())));
            typed.push(text.clone());
            false
        });
        // The same press also comes as a key, which may be a command's: the tag's key wins.
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, .. } = event else { return true };
            !typed.iter().any(|text| Key::from_name(text) == Some(*key))
        });
    });
    found
}

fn is_function(key: Key) -> bool {
    (Key::F1..=Key::F12).contains(&key)
}
