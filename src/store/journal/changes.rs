//! What a person did since the last save, for them to see what was recovered.

use super::{
    about::{About, Known},
    recover::Found,
};
use crate::{
    model::{
        Project, Time,
        edit::{Act, Edit, Turn},
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
    /// What it is about.
    pub about: About,
}

/// Returns what was done since the last save and not taken back, oldest first; `after` is the project
/// with all of it.
pub(super) fn changes(found: &Found, after: &Project) -> Vec<Change> {
    let covered = found.covered();
    let entries = found.written.segments.iter().flat_map(|segment| &segment.entries);
    let entries: Vec<&Entry> =
        entries.filter(|(number, _)| *number > covered).map(|(_, entry)| entry).collect();
    let mut done = Doings::default();
    for entry in &entries {
        done.take(entry);
    }
    let known = Known::new(after, entries.iter().flat_map(|entry| edits(entry)));
    let change =
        |one: Doing<'_>| Change { time: one.time, label: one.label, about: known.about(one.edit) };
    done.0.into_iter().map(change).collect()
}

/// Returns the edits of an entry, in both directions.
fn edits(entry: &Entry) -> impl Iterator<Item = &Edit> {
    let (there, back) = match entry {
        Entry::Act(_, Act::Did { edit, inverse, .. }) => (Some(edit), inverse.as_ref()),
        Entry::Act(_, Act::Undid(turn) | Act::Redid(turn)) => {
            (Some(&turn.edit), Some(&turn.inverse))
        }
        Entry::Outside(_, _, edit) => (Some(edit), None),
        Entry::Act(_, Act::BrokeRun) | Entry::Begun(_) | Entry::Discarded(_) => (None, None),
    };
    there.into_iter().chain(back).map(AsRef::as_ref)
}

/// One step, with the key that joins the next one to it.
struct Doing<'a> {
    time: Time,
    label: String,
    edit: &'a Edit,
    key: Option<&'a String>,
}

#[derive(Default)]
struct Doings<'a>(Vec<Doing<'a>>);

impl<'a> Doings<'a> {
    fn take(&mut self, entry: &'a Entry) {
        match entry {
            Entry::Act(time, act) => self.act(*time, act),
            Entry::Outside(time, label, edit) => self.push(*time, label.clone(), edit, None),
            Entry::Discarded(_) => self.0.clear(),
            Entry::Begun(_) => {}
        }
    }

    fn act(&mut self, time: Time, act: &'a Act) {
        match act {
            Act::Did { label, key, edit, .. } => {
                let key = key.as_ref();
                let last = self.0.last_mut().filter(|last| key.is_some() && last.key == key);
                match last {
                    Some(last) => {
                        last.label.clone_from(label);
                        last.edit = edit;
                    }
                    None => self.push(time, label.clone(), edit, key),
                }
            }
            Act::Undid(Turn { label, edit, .. }) => {
                // What was done before the save is taken back after it: that is a change as well.
                if self.0.pop().is_none() {
                    self.push(time, format!("undo: {label}"), edit, None);
                }
                self.break_run();
            }
            Act::Redid(Turn { label, edit, .. }) => self.push(time, label.clone(), edit, None),
            Act::BrokeRun => self.break_run(),
        }
    }

    fn push(&mut self, time: Time, label: String, edit: &'a Edit, key: Option<&'a String>) {
        self.0.push(Doing { time, label, edit, key });
    }

    fn break_run(&mut self) {
        if let Some(last) = self.0.last_mut() {
            last.key = None;
        }
    }
}
