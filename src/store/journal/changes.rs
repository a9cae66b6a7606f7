//! What a person did since the last save, for them to see what was recovered.

use super::recover::Found;
use crate::{
    model::{
        Time,
        edit::{Act, Turn},
    },
    store::files::Entry,
};

/// A change that was recovered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When it was made.
    pub time: Time,
    /// What it was, as it reads after "Undo".
    pub label: String,
}

/// Returns what was done since the last save and not taken back, oldest first.
pub(super) fn changes(found: &Found) -> Vec<Change> {
    let covered = found.covered();
    let entries = found.written.segments.iter().flat_map(|segment| &segment.entries);
    let mut changes = Changes::default();
    for (_, entry) in entries.filter(|(number, _)| *number > covered) {
        changes.take(entry);
    }
    changes.0.into_iter().map(|(change, _)| change).collect()
}

/// Changes with the keys that join the next one to them.
#[derive(Default)]
struct Changes<'a>(Vec<(Change, Option<&'a String>)>);

impl<'a> Changes<'a> {
    fn take(&mut self, entry: &'a Entry) {
        match entry {
            Entry::Act(time, act) => self.act(*time, act),
            Entry::Outside(time, label, _) => self.push(*time, label.clone(), None),
            Entry::Discarded(_) => self.0.clear(),
            Entry::Begun(_) => {}
        }
    }

    fn act(&mut self, time: Time, act: &'a Act) {
        match act {
            Act::Did { label, key, .. } => {
                let key = key.as_ref();
                let last = self.0.last_mut().filter(|(_, last)| key.is_some() && *last == key);
                match last {
                    Some((last, _)) => last.label.clone_from(label),
                    None => self.push(time, label.clone(), key),
                }
            }
            Act::Undid(Turn { label, .. }) => {
                // What was done before the save is taken back after it: that is a change as well.
                if self.0.pop().is_none() {
                    self.push(time, format!("undo: {label}"), None);
                }
                self.break_run();
            }
            Act::Redid(Turn { label, .. }) => self.push(time, label.clone(), None),
            Act::BrokeRun => self.break_run(),
        }
    }

    fn push(&mut self, time: Time, label: String, key: Option<&'a String>) {
        self.0.push((Change { time, label }, key));
    }

    fn break_run(&mut self) {
        if let Some((_, key)) = self.0.last_mut() {
            *key = None;
        }
    }
}
