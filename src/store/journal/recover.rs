//! What dead sessions left: changes that no save wrote, and the steps of undo before that.

use super::{
    base::blank_where_saved,
    changes::Change,
    held::{hold, told_held},
    past::Past,
    replay::Replay,
    segments::{HIGHEST, Segment, Written, holds_aside, read},
};
use crate::{
    model::{
        Codebook, Layer, Project, Time,
        edit::{Edit, History, LayerEdit},
        merge::Taken,
    },
    store::{
        Folder, Session, Sessions,
        files::{Entry, FileHashes},
        manifest::{self, State},
        session::saved_first,
    },
};

/// How many sessions stay of which nothing is to be recovered.
const KEPT: usize = 5;

/// A dead session of this machine, taken over so that no other program does.
#[derive(Debug)]
pub struct Found {
    pub(super) session: Session,
    pub(super) written: Written,
    /// The saves that the journal may not have heard of any more, since a crash came between: up to
    /// which record each has written, and its files. The newest is the last.
    pub(super) saves: Vec<(u64, FileHashes)>,
    /// Was it an untitled project's, which a crash kept from moving to the folder that that was saved in?
    pub(super) is_moving: bool,
}

/// A project with what dead sessions left for it.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The project with all that was not saved.
    pub project: Project,
    /// What can be undone and done again.
    pub history: History,
    /// Why undo reaches back no further, where something is in its way.
    pub undo_ends: Option<String>,
    /// What was not saved, oldest first; empty where all was.
    pub changes: Vec<Change>,
    /// What could not be recovered, in words, with the file that still has it.
    pub refused: Vec<String>,
    /// What others changed in between, in what they all have to do with.
    pub taken: Taken,
    /// What can be undone and done again where all that was not saved is discarded.
    pub saved_history: History,
    /// Undo reaches back to what came after the record of this number.
    pub(super) reach: u64,
}

impl Recovered {
    /// Returns when the first change was made that was not saved.
    pub fn since(&self) -> Option<Time> {
        self.changes.first().map(|change| change.time)
    }
}

/// Takes over the dead sessions of a project, those that wrote last at the end. Those of other
/// machines are left alone.
pub fn find(sessions: &Sessions, folder: Option<&Folder>) -> Vec<Found> {
    let taken = sessions.dead().into_iter().filter_map(|folder| sessions.adopt(&folder));
    let mut found: Vec<Found> = taken
        .filter_map(|session| {
            let written = read(session.folder());
            let is_empty = written.segments.is_empty() && written.damage.is_empty();
            let told = written.segments.last().map(|segment| segment.start.covers);
            let saves =
                folder.map(|folder| saves_since(folder, &session, told.unwrap_or_default()));
            let first = saved_first(session.folder()).filter(|records| *records <= HIGHEST);
            let is_moving = first.is_some_and(|records| records > told.unwrap_or_default());
            let mut saves = saves.unwrap_or_default();
            saves.extend(first.filter(|_| is_moving).map(|records| (records, FileHashes::new())));
            (!is_empty).then_some(Found { session, written, saves, is_moving })
        })
        .collect();
    found.sort_by_key(|one| one.begun());
    clean(&mut found);
    found
}

/// Takes over the newest untitled project that was neither saved nor discarded.
pub fn find_untitled(sessions: &Sessions) -> Option<Found> {
    let found = find(sessions, None);
    found.into_iter().rev().find(Found::has_unsaved)
}

/// Deletes the oldest sessions of which nothing is to be recovered: what they hold is what was
/// discarded, or steps of undo that newer sessions stand before.
fn clean(found: &mut Vec<Found>) {
    let mut settled = found.iter().filter(|one| !one.has_unsaved() && !one.holds_aside()).count();
    found.retain(|one| {
        if settled <= KEPT || one.has_unsaved() || one.holds_aside() {
            return true;
        }
        settled -= 1;
        // What can't be deleted now is deleted when the project is opened next.
        std::fs::remove_dir_all(one.session.folder()).unwrap_or_default();
        false
    });
}

/// Returns the saves of a session from that on which covers the record of this number.
fn saves_since(folder: &Folder, session: &Session, told: u64) -> Vec<(u64, FileHashes)> {
    let done = manifest::all(&folder.disk).into_iter();
    let done = done.filter(|(_, state)| *state == Some(State::Done));
    let manifests =
        done.filter_map(|(number, _)| manifest::read(&folder.disk, number, State::Done));
    let saves = manifests.filter_map(|manifest| {
        let covers = manifest.covers.as_ref()?;
        let is_ours = covers.session == session.id().as_str();
        let is_since = (told..=HIGHEST).contains(&covers.records);
        let written = manifest.writes.iter().map(|write| (write.file.clone(), write.new));
        let held = manifest.moves.iter().flat_map(|one| &one.files);
        let gone = held.map(|held| (held.file.clone(), None));
        (is_ours && is_since).then(|| (covers.records, gone.chain(written).collect()))
    });
    saves.collect()
}

/// Returns a project without anything: what an untitled one begins as, to a journal.
pub fn nothing() -> Project {
    Project::new("", Time::default(), Codebook::default())
}

/// Replays what was not saved on a project as its files have it, `None` for an untitled one.
///
/// Layers that hold nothing have no file. They come back as well, and the folder knows of them: they
/// are nothing that could be saved, and what is undone may need them.
///
/// Where others changed the files since, it is merged with that, as of `now`.
pub fn recover(mut folder: Option<&mut Folder>, found: &[Found], now: Time) -> Recovered {
    if let Some(folder) = &mut folder {
        hold(folder, found);
    }
    let project = folder.as_ref().map_or_else(nothing, |folder| folder.saved().clone());
    let mut replay = Replay::of(project, now);
    let mut unsaved = 0;
    for one in found {
        let before = replay.project.clone();
        let changes = replay.changes.len();
        let lost = replay.session(one, folder.as_deref());
        if is_same(&before, &replay.project) {
            replay.changes.truncate(changes);
        } else {
            unsaved += 1;
            replay.stands_over(one, lost);
        }
    }
    if let Some(folder) = &mut folder {
        let before = found.iter().flat_map(|one| blank_where_saved(one, Some(folder)));
        let before: Vec<Layer> = before.collect();
        for layer in before.into_iter().chain(blank_layers(&replay.project).cloned()) {
            let is_new = folder.saved.layer(&layer.id).is_none();
            if is_new && folder.saved.article(&layer.id.article).is_some() {
                folder.saved.put_layer(layer);
            }
        }
    }
    let ended = |newest: &Found, why: &str| Past::ended(newest.last(), why);
    let past = match found {
        [] => Past::default(),
        [.., newest] if !replay.refused.is_empty() => {
            ended(newest, "Some of what was done could not be recovered")
        }
        [.., newest] if unsaved == 0 || (unsaved == 1 && newest.has_unsaved()) => {
            Past::of(newest, folder.as_deref())
        }
        [.., newest] => ended(newest, "What was recovered is from several windows"),
    };
    let told = [replay.told_over(), replay.told_conflicts()];
    let Replay { project, changes, mut refused, taken, .. } = replay;
    refused.extend(told.into_iter().flatten());
    if let Some(folder) = folder.filter(|_| !changes.is_empty()) {
        refused.extend(told_held(folder, &project));
    }
    let Past { history, saved_history, reach, ends } = past;
    Recovered { project, history, undo_ends: ends, changes, refused, taken, saved_history, reach }
}

/// Are two projects the same, but for layers that hold nothing?
fn is_same(before: &Project, after: &Project) -> bool {
    without_blank(before).changes_since(&without_blank(after)).is_empty()
}

pub(super) fn blank_layers(project: &Project) -> impl Iterator<Item = &Layer> {
    project.layers().filter(|layer| layer.is_blank())
}

/// Returns a project as its files have it: without the layers that hold nothing.
pub(super) fn without_blank(project: &Project) -> Project {
    let mut plain = project.clone();
    for layer in blank_layers(project) {
        // What is there can be taken out.
        let _ = plain.restore(Edit::Layer(LayerEdit::Remove(layer.id.clone())));
    }
    plain
}

impl Found {
    /// Returns the session, to go on with it or to give it up.
    pub fn into_session(self) -> Session {
        self.session
    }

    /// Returns the highest number of its records.
    pub fn last(&self) -> u64 {
        self.written.last
    }

    fn begun(&self) -> (Time, u64) {
        let time = self.last_segment().map(|segment| segment.start.time).unwrap_or_default();
        (time, self.written.last)
    }

    pub(super) fn last_segment(&self) -> Option<&Segment> {
        self.written.segments.last()
    }

    /// Returns the number of the record up to which the project's files are.
    pub(super) fn covered(&self) -> u64 {
        let told = self.last_segment().map(|segment| segment.start.covers).unwrap_or_default();
        let saved = self.saves.iter().map(|(number, _)| *number).max();
        told.max(saved.unwrap_or_default())
    }

    /// Returns the number of the record up to which nothing is to be recovered.
    pub(super) fn settled(&self) -> u64 {
        let entries = self.last_segment().map(|segment| segment.entries.as_slice());
        let discarded = entries.unwrap_or_default().iter().rev();
        let discarded = discarded.filter(|(_, entry)| matches!(entry, Entry::Discarded(_)));
        discarded.map(|(number, _)| *number).next().unwrap_or_default().max(self.covered())
    }

    /// Is there something that could not be recovered?
    fn holds_aside(&self) -> bool {
        !self.written.damage.is_empty() || holds_aside(self.session.folder())
    }

    pub(super) fn has_unsaved(&self) -> bool {
        !self.unsaved().is_empty()
    }

    /// Returns the edits that no save wrote, with the numbers of their records.
    pub(super) fn unsaved(&self) -> Vec<(u64, &Edit)> {
        let Some(segment) = self.last_segment() else { return Vec::new() };
        let settled = self.settled();
        let before = segment.start.unsaved.iter().map(|edit| (segment.number, edit));
        let before = before.map(|(number, edit)| (number, edit.as_ref()));
        // What came in from elsewhere is in the files: it is merged from there.
        let is_here = |entry: &Entry| !matches!(entry, Entry::Outside(..));
        let after = segment.entries.iter().filter(|(_, entry)| is_here(entry));
        let after = after.filter_map(|(number, entry)| Some((*number, entry.edit()?)));
        before.chain(after).filter(|(number, _)| *number > settled).collect()
    }
}
