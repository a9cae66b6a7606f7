//! The records of a journal as RON.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use serde::de::{Error, MapAccess};

use super::{
    edit::{Blob, Blobs, MissingBlob, fill, push_edit},
    read::{Format, In, List, Parsed, Record, fields, required},
    write::{FORMAT, Fields, record},
};
use crate::model::{
    Time,
    edit::{Act, Edit, Turn},
};

/// Files of a project, relative to its folder, with the hash of what each holds; `None` where it is
/// gone.
pub type FileHashes = BTreeMap<PathBuf, Option<blake3::Hash>>;

/// What a journal holds, in order.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) enum Entry {
    /// A segment begins.
    Begun(Start),
    /// A person did something, or took it back.
    Act(Time, Act),
    /// Something was taken in from elsewhere, which can't be undone.
    Outside(Time, String, Arc<Edit>),
    /// What was not saved so far is not wanted.
    Discarded(Time),
}

impl Entry {
    /// Returns what was changed.
    pub(in crate::store) fn edit(&self) -> Option<&Edit> {
        match self {
            Self::Act(_, act) => act.edit().map(Arc::as_ref),
            Self::Outside(_, _, edit) => Some(edit),
            Self::Begun(_) | Self::Discarded(_) => None,
        }
    }
}

/// How things stand where a segment begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::store) struct Start {
    pub(in crate::store) time: Time,
    /// The files of the project hold everything up to the record of this number.
    pub(in crate::store) covers: u64,
    /// Undo reaches back to what came after the record of this number.
    pub(in crate::store) reach: u64,
    /// Does it go on where the segment before it broke off?
    pub(in crate::store) goes_on: bool,
    /// What the last save wrote.
    pub(in crate::store) files: FileHashes,
    /// The layers that hold nothing where all is saved, and so have no file: it makes them. `None` where
    /// there are none.
    pub(in crate::store) blank: Option<Arc<Edit>>,
    /// What is not in the files though it came before; `None` where nothing.
    pub(in crate::store) unsaved: Option<Arc<Edit>>,
}

/// What stands in a record beside what was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::store) struct Beside {
    /// The files that its edit rests on, with what they held, as far as no record of the segment before it
    /// says so.
    pub(in crate::store) base: FileHashes,
    /// The number of the first of the acts that it is, where it is several.
    pub(in crate::store) from: Option<u64>,
}

/// Why a record that is whole can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::store) enum BadEntry {
    /// It can't be understood.
    #[error("{0}")]
    Syntax(String),
    /// A text that it names is not there.
    #[error(transparent)]
    Missing(#[from] MissingBlob),
}

/// Returns the text of a record, and what it names.
pub(in crate::store) fn render_entry(
    entry: &Entry,
    beside: &Beside,
) -> (String, BTreeMap<String, Blob>) {
    let blobs = Blobs::default();
    let text = record(|fields| {
        match entry {
            Entry::Begun(start) => push_start(fields, start, &blobs),
            Entry::Act(time, act) => push_act(fields, *time, act, &blobs),
            Entry::Outside(time, label, edit) => {
                fields.id("outside", label);
                fields.time("time", *time);
                fields.record("edit", |fields| push_edit(fields, edit, &blobs));
            }
            Entry::Discarded(time) => fields.id("discarded", &time.to_string()),
        }
        if let Some(from) = beside.from {
            fields.number("from", from);
        }
        push_files(fields, "base", &beside.base);
    });
    (text, blobs.into_map())
}

fn push_start(fields: &mut Fields<'_>, start: &Start, blobs: &Blobs) {
    fields.id("begun", &start.time.to_string());
    fields.number("format", FORMAT);
    fields.number("covers", start.covers);
    fields.number("reach", start.reach);
    fields.flag("goes_on", start.goes_on);
    push_files(fields, "files", &start.files);
    if let Some(edit) = &start.blank {
        fields.record("blank", |fields| push_edit(fields, edit, blobs));
    }
    if let Some(edit) = &start.unsaved {
        fields.record("unsaved", |fields| push_edit(fields, edit, blobs));
    }
}

fn push_files(fields: &mut Fields<'_>, name: &str, files: &FileHashes) {
    fields.list(name, files, |fields, (path, hash)| {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        fields.id("path", &parts.join("/"));
        fields.text("hash", &hash.map(|hash| hash.to_hex().to_string()).unwrap_or_default());
    });
}

fn push_act(fields: &mut Fields<'_>, time: Time, act: &Act, blobs: &Blobs) {
    let push_edit = |fields: &mut Fields<'_>, name: &str, edit: &Edit| {
        fields.record(name, |fields| push_edit(fields, edit, blobs));
    };
    let push_turn = |fields: &mut Fields<'_>, name: &str, turn: &Turn| {
        fields.id(name, &turn.label);
        fields.time("time", time);
        push_edit(fields, "edit", &turn.edit);
        push_edit(fields, "inverse", &turn.inverse);
    };
    match act {
        Act::Did { label, key, edit, inverse } => {
            fields.id("did", label);
            fields.time("time", time);
            if let Some(key) = key {
                fields.id("key", key);
            }
            push_edit(fields, "edit", edit);
            if let Some(inverse) = inverse {
                push_edit(fields, "inverse", inverse);
            }
        }
        Act::Undid(turn) => push_turn(fields, "undid", turn),
        Act::Redid(turn) => push_turn(fields, "redid", turn),
        Act::BrokeRun => fields.id("broke_run", &time.to_string()),
    }
}

/// Reads a record; `blob` returns what stands beside the journal under a hash.
pub(in crate::store) fn read_entry(
    text: &str,
    blob: &impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<(Entry, Beside), BadEntry> {
    let In(whole) = ron::from_str(text).map_err(|error| BadEntry::Syntax(error.to_string()))?;
    let (entry, beside): (Entry, Beside) = whole;
    let fill = |edit: Arc<Edit>| Ok(Arc::new(fill(Arc::unwrap_or_clone(edit), blob)?));
    let turn = |Turn { label, edit, inverse }| {
        Ok::<_, MissingBlob>(Turn { label, edit: fill(edit)?, inverse: fill(inverse)? })
    };
    let entry = match entry {
        Entry::Begun(start) => {
            let unsaved = start.unsaved.map(fill).transpose()?;
            let blank = start.blank.map(fill).transpose()?;
            Entry::Begun(Start { blank, unsaved, ..start })
        }
        Entry::Outside(time, label, edit) => Entry::Outside(time, label, fill(edit)?),
        Entry::Act(time, Act::Did { label, key, edit, inverse }) => {
            let (edit, inverse) = (fill(edit)?, inverse.map(fill).transpose()?);
            Entry::Act(time, Act::Did { label, key, edit, inverse })
        }
        Entry::Act(time, Act::Undid(one)) => Entry::Act(time, Act::Undid(turn(one)?)),
        Entry::Act(time, Act::Redid(one)) => Entry::Act(time, Act::Redid(turn(one)?)),
        entry @ (Entry::Act(_, Act::BrokeRun) | Entry::Discarded(_)) => entry,
    };
    Ok((entry, beside))
}

impl<'de> Record<'de> for (Entry, Beside) {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _unknown, {
            begun: Parsed<Time>,
            format: Format,
            covers: u64,
            reach: u64,
            goes_on: bool,
            files: List<FileHash>,
            blank: In<Edit>,
            unsaved: In<Edit>,
            did: String,
            undid: String,
            redid: String,
            broke_run: Parsed<Time>,
            outside: String,
            discarded: Parsed<Time>,
            time: Parsed<Time>,
            key: String,
            edit: In<Edit>,
            inverse: In<Edit>,
            base: List<FileHash>,
            from: u64,
        });
        let time = time.map(|time| time.0).unwrap_or_default();
        let edits = [edit, inverse, blank, unsaved];
        let [edit, inverse, blank, unsaved] = edits.map(|edit| edit.map(|In(edit)| Arc::new(edit)));
        let beside = Beside { base: files_of(base), from };
        if let Some(begun) = begun {
            required("format", format)?;
            let (covers, reach) = (covers.unwrap_or_default(), reach.unwrap_or_default());
            let (goes_on, files) = (goes_on.unwrap_or_default(), files_of(files));
            let start = Start { time: begun.0, covers, reach, goes_on, files, blank, unsaved };
            return Ok((Entry::Begun(start), beside));
        }
        if let Some(time) = discarded {
            return Ok((Entry::Discarded(time.0), beside));
        }
        if let Some(time) = broke_run {
            return Ok((Entry::Act(time.0, Act::BrokeRun), beside));
        }
        let edit = required("edit", edit)?;
        if let Some(label) = outside {
            return Ok((Entry::Outside(time, label, edit), beside));
        }
        let act = match did {
            Some(label) => Act::Did { label, key, edit, inverse },
            None => turn_of(undid, redid, edit, required("inverse", inverse)?)?,
        };
        Ok((Entry::Act(time, act), beside))
    }
}

fn turn_of<E: Error>(
    undid: Option<String>,
    redid: Option<String>,
    edit: Arc<Edit>,
    inverse: Arc<Edit>,
) -> Result<Act, E> {
    let turn = |label| Turn { label, edit, inverse };
    match (undid, redid) {
        (Some(label), None) => Ok(Act::Undid(turn(label))),
        (None, Some(label)) => Ok(Act::Redid(turn(label))),
        _ => Err(E::custom("this record is not known")),
    }
}

fn files_of(list: Option<List<FileHash>>) -> FileHashes {
    let files = list.unwrap_or_default().0.into_iter();
    files.map(|file| (file.path, file.hash)).collect()
}

struct FileHash {
    path: PathBuf,
    hash: Option<blake3::Hash>,
}

impl<'de> Record<'de> for FileHash {
    fn read<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        fields!(map, _unknown, { path: String, hash: String, });
        let hash = hash.filter(|hash| !hash.is_empty());
        let hash = hash.map(blake3::Hash::from_hex).transpose().map_err(A::Error::custom)?;
        Ok(Self { path: required("path", path)?.into(), hash })
    }
}
