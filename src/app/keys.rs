//! From key presses to actions, by the table of commands and the keys of the tags.

use egui::{Event, Key, Modifiers};

use super::{
    action::{Action, SpanAction, ViewAction},
    command::{Command, TABLE},
    find::occurrence_keys,
    keymap::Keymap,
    proposals::proposal_keys,
    reading::page_id,
    scene::Scene,
    shortcut::{ctrl, list_keys},
    view::Main,
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
    let was_typing = replace_was_typing(ctx, is_typing);
    let is_in_menu = egui::Popup::is_any_open(ctx);
    if !is_typing && !is_in_menu {
        // Esc has taken the keyboard from a field before this is asked: that was its step back. While
        // the mouse drags something, it calls that off.
        let is_dragging = ctx.input(|input| input.pointer.primary_down());
        if !was_typing
            && !is_dragging
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            actions.push(Action::View(ViewAction::StepBack));
        }
        actions.extend(occurrence_keys(ctx, scene));
        actions.extend(proposal_keys(ctx, scene));
        actions.extend(tags(ctx, scene));
    }
    let asked = commands(ctx, scene, is_typing, is_in_menu);
    let goes_on =
        |action: &Action| matches!(action, Action::Run(Command::FindNext | Command::FindPrevious));
    if is_typing && asked.iter().any(goes_on) {
        // From the field into the text, where a tag's key tags the hit.
        ctx.memory_mut(|memory| memory.request_focus(page_id()));
    }
    actions.extend(asked);
    // egui turns Ctrl+C into an event of its own.
    let copies = |input: &egui::InputState| input.events.contains(&Event::Copy);
    if !is_typing && ctx.input(copies) {
        actions.extend(Keymap::of(ctx).command(ctrl(Key::C)).map(Action::Run));
    }
    actions
}

/// Takes the keys of the table's commands off the input.
fn commands(
    ctx: &egui::Context,
    scene: &Scene<'_>,
    is_typing: bool,
    is_in_menu: bool,
) -> Vec<Action> {
    let mut actions = Vec::new();
    // A button that has the keyboard is pressed by Enter itself, and a row of the table is taken.
    let focused = ctx.memory(|memory| memory.focused());
    let is_on_button = focused.is_some_and(|id| id != page_id());
    // Letters choose the end of a link.
    let is_linking = scene.view.linking.is_some();
    // What is begun with the mouse is ended with it: no other article comes in between.
    let is_held = ctx.input(|input| input.pointer.primary_down());
    let is_enter_taken = is_on_button || scene.view.main == Main::Table;
    let keymap = Keymap::of(ctx);
    for entry in TABLE {
        let is_field_key = matches!(
            entry.command,
            Command::Copy
                | Command::CopyCitation
                | Command::SelectAll
                | Command::Undo
                | Command::Redo
        );
        for keys in keymap.keys(entry.command) {
            let is_plain =
                !keys.modifiers.command && !keys.modifiers.ctrl && !is_function(keys.logical_key);
            let is_taken = (is_held && is_plain)
                || (is_typing && (is_plain || is_field_key))
                || (is_linking && is_letter(*keys))
                || (is_in_menu && is_plain)
                || (is_enter_taken && is_plain && keys.logical_key == list_keys::TAKE);
            if !is_taken && scene.can_run(entry) && ctx.input_mut(|input| consume(input, *keys)) {
                actions.push(Action::Run(entry.command));
            }
        }
    }
    actions
}

/// Notes whether a field has the keyboard and returns whether one had it in the frame before.
fn replace_was_typing(ctx: &egui::Context, is_typing: bool) -> bool {
    let key = egui::Id::unique("was typing");
    ctx.data_mut(|data| {
        let was_typing = data.get_temp(key).unwrap_or(false);
        data.insert_temp(key, is_typing);
        was_typing
    })
}

/// Takes a shortcut off the input; Shift must match, so that `Z` and `Shift+Z` differ.
fn consume(input: &mut egui::InputState, keys: egui::KeyboardShortcut) -> bool {
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

fn is_letter(keys: egui::KeyboardShortcut) -> bool {
    keys.modifiers.is_none() && (Key::A..=Key::Z).contains(&keys.logical_key)
}

fn is_function(key: Key) -> bool {
    (Key::F1..=Key::F12).contains(&key)
}
