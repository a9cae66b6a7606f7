//! Journals, as a project that is open needs them: what was done is on disk within a second, and comes
//! back after a crash.

use std::sync::Arc;

use crate::{
    model::{Project, Time},
    store::{
        FileHashes, Folder, Opened, Sessions,
        journal::{self, Journal, Recovered, Standing},
    },
};

/// Called from a journal's thread where there is news in its status.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// A journal that goes on, and what it had kept.
#[derive(Debug)]
pub struct Resumed {
    /// Written to from now on. It has all that was recovered within a moment.
    pub journal: Journal,
    /// What dead sessions left, and the steps that can be undone.
    pub recovered: Recovered,
}

/// Goes on with the journal of a project that was opened. This reads and writes: not for a frame.
///
/// The project to show is the recovered one.
pub fn resume_journal(opened: &mut Opened, now: Time, wake: Wake) -> Resumed {
    let sessions = Sessions::of(Some(opened.folder.path()));
    let found = journal::find(&sessions, Some(&opened.folder));
    let recovered = journal::recover(Some(&mut opened.folder), &found, now);
    let standing = Standing { saved: opened.folder.saved(), project: &recovered.project, now };
    let files = opened.folder.all_hashes();
    let journal = Journal::resume(sessions, found, &recovered, files, standing, wake);
    Resumed { journal, recovered }
}

/// Goes on with the newest untitled project that was neither saved nor discarded; `None` where there
/// is none. Each further call finds the one before it. This reads and writes: not for a frame.
pub fn resume_untitled(now: Time, wake: Wake) -> Option<Resumed> {
    let sessions = Sessions::of(None);
    let found = journal::find_untitled(&sessions)?;
    let recovered = journal::recover(None, std::slice::from_ref(&found), now);
    let nothing = journal::nothing();
    let standing = Standing { saved: &nothing, project: &recovered.project, now };
    let journal =
        Journal::resume(sessions, vec![found], &recovered, FileHashes::new(), standing, wake);
    Some(Resumed { journal, recovered })
}

/// Begins the journal of a project that is new: in its folder, or untitled. Nothing waits for it.
pub fn begin_journal(folder: Option<&Folder>, project: &Project, now: Time, wake: Wake) -> Journal {
    let nothing = journal::nothing();
    let saved = folder.map_or(&nothing, Folder::saved);
    let sessions = Sessions::of(folder.map(Folder::path));
    let files = folder.map(Folder::all_hashes).unwrap_or_default();
    Journal::begin(sessions, files, Standing { saved, project, now }, wake)
}
