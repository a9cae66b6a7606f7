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

/// What is said of changes of which nobody knows any more how they were made.
pub(super) const BEFORE: &str = "changes made before";

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
    let before = before_all(found);
    let told: Vec<&Edit> = entries.iter().flat_map(|entry| edits(entry)).collect();
    let all = told.iter().copied().chain(before.map(|(_, edit)| edit));
    let known = Known::new(after, all);
    let change =
        |one: Doing<'_>| Change { time: one.time, label: one.label, about: known.about(one.edit) };
    let earlier = before.and_then(|(time, edit)| {
        let about = known.about_rest(edit, told.into_iter())?;
        Some(Change { time, label: BEFORE.to_owned(), about })
    });
    earlier.into_iter().chain(done.0.into_iter().map(change)).collect()
}

/// Returns what was not saved when the last segment began. Where a save had to leave something out, no
/// act after it tells of that.
fn before_all(found: &Found) -> Option<(Time, &Edit)> {
    let segment = found.last_segment().filter(|segment| segment.number > found.settled())?;
    // What a project in no folder began with is nothing that anybody did.
    let segment = (segment.start.covers > 0).then_some(segment)?;
    Some((segment.start.time, segment.start.unsaved.as_deref()?))
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
            Entry::Discarded(_) => self.0.clear(),
            // What came in from others is in the files, and none of it was done here.
            Entry::Begun(_) | Entry::Outside(..) => {}
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
