//! The files that unsaved edits rest on, as they were: what others write meanwhile can be told from them,
//! and merged with the edits after a crash.
//!
//! A small one is copied. A large one is kept under a second name in the session's folder, which takes no
//! room: whoever replaces the file leaves the old one there. Where it is written in place, the hash says
//! so, and where a file can have one name only, it is not kept.

use std::{
    collections::{BTreeSet, HashMap},
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    part::{Part, linked_from, needed_by},
    past::{on_disk, told},
    recover::{Found, blank_layers, nothing},
};
use crate::{
    model::{
        Layer, Project,
        edit::{Edit, LayerEdit},
    },
    store::{
        Folder,
        files::{Entry, FileHashes},
        names,
        system::System,
    },
};

/// The folder of the files that edits rest on, in a session's.
const BASE: &str = "base";

/// Up to so many bytes a file is copied.
const SMALL: u64 = 1 << 20;

/// The files that what is done since a segment began rests on.
#[derive(Debug, Default)]
pub(super) struct Base {
    /// The project as its files have it.
    saved: Option<Project>,
    /// What all files hold, as far as it was told.
    known: FileHashes,
    noted: BTreeSet<Part>,
    kept: BTreeSet<String>,
}

impl Base {
    /// Begins a segment: nothing is noted yet. The files have the project as it is here, and it was told
    /// of these what they hold.
    pub(super) fn begin(&mut self, saved: &Project, files: &FileHashes) {
        self.saved = Some(saved.clone());
        self.known.extend(files.iter().map(|(file, hash)| (file.clone(), *hash)));
        self.noted.clear();
        self.kept.clear();
    }

    /// Returns the files that an edit rests on as far as they are not noted yet.
    pub(super) fn note(&mut self, edit: &Edit) -> FileHashes {
        let mut files = FileHashes::new();
        let mut parts = needed_by(edit);
        parts.retain(|part| !self.noted.contains(part));
        let saved = self.saved.iter();
        let linked = saved.flat_map(|saved| parts.iter().flat_map(|part| linked_from(saved, part)));
        let linked: Vec<Part> = linked.filter(|part| !self.noted.contains(part)).collect();
        parts.extend(linked);
        for part in parts {
            let place = part.place();
            let from = self.known.range(place.clone()..);
            let held = from.take_while(|(file, _)| file.starts_with(&place));
            // No edit is about the file that a text came from, and it may be a large one.
            let held = held.filter(|(file, _)| !names::is_original(file));
            files.extend(held.map(|(file, hash)| (file.clone(), *hash)));
            // One that nobody has told of is not there.
            files.entry(part.file()).or_default();
            self.noted.insert(part);
        }
        self.kept.extend(files.values().flatten().map(|hash| hash.to_hex().to_string()));
        files
    }

    /// Lets go of the files that nothing rests on any more.
    pub(super) fn prune(&self, system: &dyn System, session: &Path) {
        let entries = fs::read_dir(session.join(BASE)).into_iter().flatten().flatten();
        for entry in entries {
            let is_kept = entry.file_name().to_str().is_some_and(|name| self.kept.contains(name));
            if !is_kept {
                // What can't be removed is removed when the next segment begins.
                let _ = system.remove(&entry.path());
            }
        }
    }
}

/// Keeps these files of a project. Where one can't be kept, what others make of it can't be merged after a
/// crash: it is named then.
pub(super) fn keep(system: &dyn System, root: &Path, session: &Path, files: &FileHashes) {
    let folder = session.join(BASE);
    let mut held = files.iter().filter_map(|(file, hash)| Some((file, (*hash)?))).peekable();
    if held.peek().is_none() || system.make_folders(&folder).is_err() {
        return;
    }
    for (file, hash) in held {
        let to = folder.join(hash.to_hex().as_str());
        // A link is not what it leads to.
        let Ok(from) = fs::canonicalize(root.join(file)) else { continue };
        if holds(&to, hash) {
            continue;
        }
        if fs::symlink_metadata(&to).is_ok() {
            // A full disk has cut it short, or somebody has written to it by its other name.
            let _ = system.remove(&to);
        }
        let _ = keep_one(system, &from, &to, hash);
    }
    let _ = system.sync_folder(&folder);
}

/// Keeps a file if it holds what has this hash: others may have been faster.
fn keep_one(system: &dyn System, from: &Path, to: &Path, hash: blake3::Hash) -> io::Result<()> {
    if fs::metadata(from)?.len() > SMALL {
        return if holds(from, hash) { system.link(from, to) } else { Ok(()) };
    }
    let bytes = fs::read(from)?;
    if blake3::hash(&bytes) != hash {
        return Ok(());
    }
    // It is not synced: the hash says whether a power cut left it whole.
    let mut file = system.create(to)?;
    system.write(&mut file, &bytes)
}

/// Is what a file holds of this hash?
fn holds(path: &Path, hash: blake3::Hash) -> bool {
    let mut hasher = blake3::Hasher::new();
    let read = fs::File::open(path).and_then(|file| hasher.update_reader(file).map(drop));
    read.is_ok() && hasher.finalize() == hash
}

/// Lets go of all files of a session of which nothing is to be recovered.
pub(super) fn forget(session: &Path) {
    // What can't be removed goes with the session.
    let _ = fs::remove_dir_all(session.join(BASE));
}

/// What the files were that a session rested on.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// The project as its files are now, but with what they held then where others have changed them
    /// since; `None` where nobody has, as far as it is known.
    pub(super) project: Option<Project>,
    /// The files that others have changed, and of which it is not known any more what they held.
    pub(super) lost: BTreeSet<PathBuf>,
}

impl Before {
    /// Looks up what a session rested on.
    pub(super) fn of(found: &Found, folder: &Folder) -> Self {
        let segment = found.last_segment();
        let mut heard = segment.map(|segment| segment.base.clone()).unwrap_or_default();
        // What was told of later is what a save wrote that the segment has not heard of. Where that save
        // had begun before the segment did, what is unsaved in that rests on what it wrote over.
        let told = told(found).into_iter().filter(|(number, ..)| {
            !segment
                .is_some_and(|segment| segment.number > *number && *number > segment.start.covers)
        });
        for (_, file, hash) in told {
            heard.insert(file.clone(), hash);
        }
        let by_saves = folder.kept_by_saves();
        let (mut instead, mut lost) = (Vec::new(), BTreeSet::new());
        for (file, hash) in heard {
            let is_of_none = names::is_original(&file) || folder.is_of_unread_article(&file);
            if is_of_none || on_disk(folder, &file) == hash {
                continue;
            }
            match hash.map(|hash| kept(found, &by_saves, hash)) {
                Some(None) => _ = lost.insert(file),
                Some(Some(path)) => instead.push((file, Some(path))),
                None => instead.push((file, None)),
            }
        }
        let project = (!instead.is_empty()).then(|| folder.as_it_was(instead));
        Self { project, lost }
    }
}

/// Returns the folder of the files that edits rest on, in a session's.
pub(super) fn folder_of_base(session: &Path) -> PathBuf {
    session.join(BASE)
}

/// Returns where the content of a file is kept: by the session, or by a save that wrote over it.
pub(super) fn kept(
    found: &Found,
    by_saves: &HashMap<blake3::Hash, PathBuf>,
    hash: blake3::Hash,
) -> Option<PathBuf> {
    let base = found.session.folder().join(BASE).join(hash.to_hex().as_str());
    let places = [Some(base), by_saves.get(&hash).cloned()];
    let mut places = places.into_iter().flatten();
    places.find(|place| holds(place, hash))
}

/// Returns the layers that held nothing as far as all was saved, and so have no file: undo of what is saved
/// may need them, though what is not saved has filled them or taken them out.
pub(super) fn blank_where_saved(found: &Found, folder: Option<&Folder>) -> Vec<Layer> {
    let Some(segment) = found.last_segment() else { return Vec::new() };
    let covered = found.covered();
    let is_heard = segment.number > covered;
    let saved = folder.filter(|_| !is_heard).map(|folder| begun_with(found, folder));
    let mut saved = saved.unwrap_or_else(nothing);
    if let Some(blank) = &segment.start.blank {
        apart(&mut saved, blank);
    }
    let mut heard = saved.clone();
    if !is_heard {
        // A save may have written more that the segment has not heard of.
        if let Some(unsaved) = &segment.start.unsaved {
            apart(&mut heard, unsaved);
        }
        for (_, entry) in segment.entries.iter().filter(|(number, _)| *number <= covered) {
            match entry {
                Entry::Discarded(_) => heard.clone_from(&saved),
                entry => {
                    if let Some(edit) = entry.edit() {
                        apart(&mut heard, edit);
                    }
                }
            }
        }
    }
    blank_layers(&heard).cloned().collect()
}

/// Returns the project with the files that a session's last segment rests on as they were when it began.
fn begun_with(found: &Found, folder: &Folder) -> Project {
    let by_saves = folder.kept_by_saves();
    let noted = found.last_segment().map(|segment| segment.base.clone()).unwrap_or_default();
    let others = noted.into_iter().filter(|(file, hash)| on_disk(folder, file) != *hash);
    let instead = others.filter_map(|(file, hash)| match hash {
        None => Some((file, None)),
        Some(hash) => kept(found, &by_saves, hash).map(|path| (file, Some(path))),
    });
    folder.as_it_was(instead.collect())
}

/// Makes each of several edits that can be made.
fn apart(project: &mut Project, edit: &Edit) {
    match edit {
        Edit::Batch(edits) => {
            for edit in edits {
                apart(project, edit);
            }
        }
        Edit::Layer(LayerEdit::Add(layer)) => project.put_layer(layer.as_ref().clone()),
        edit => {
            // What needs a part that the segment does not rest on is of no concern.
            let _ = project.restore(edit.clone());
        }
    }
}
