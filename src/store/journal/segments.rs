//! Reading what a session wrote: its segments, their records, and what is damaged of them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    append::{Appender, TEXTS},
    base,
    frame::{Tail, frames},
};
use crate::store::{
    Session,
    files::{BadEntry, Beside, Entry, FileHashes, Start, read_entry},
};

/// The end of the name of a segment.
const SEGMENT: &str = ".journal";

/// The end of the name of a segment that is kept though parts of it could not be used.
const ASIDE: &str = ".journal.aside";

/// The highest number that a record may have: no program gets there, so a higher one is damage, and
/// counting on from any other can't overflow.
pub(super) const HIGHEST: u64 = u64::MAX / 2;

/// A stretch of a journal from one beginning to the next.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// Which files it is in: its own, and those that go on where a write failed.
    pub(super) files: Vec<u64>,
    /// The number of the record that begins it.
    pub(super) number: u64,
    pub(super) start: Start,
    /// The other records, with their numbers.
    pub(super) entries: Vec<(u64, Entry)>,
    /// The files that the edits in it rest on.
    pub(super) base: FileHashes,
    /// Is there something after these records that can't be used?
    pub(super) is_cut: bool,
}

/// What a session wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Written {
    pub(super) segments: Vec<Segment>,
    /// What could not be read, in words, with the file.
    pub(super) damage: Vec<(u64, String)>,
    /// The highest number that any record has.
    pub(super) last: u64,
}

/// Returns the file of a segment.
pub(super) fn segment_file(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("{number:06}{SEGMENT}"))
}

/// Returns the numbers of a session's segments, the first ones first.
pub(super) fn segment_numbers(folder: &Path) -> Vec<u64> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let number = |entry: fs::DirEntry| {
        entry.file_type().ok().filter(fs::FileType::is_file)?;
        let name = entry.file_name().into_string().ok()?;
        name.strip_suffix(SEGMENT)?.parse().ok()
    };
    let mut numbers: Vec<u64> = entries.filter_map(number).collect();
    numbers.sort_unstable();
    numbers
}

/// Keeps a copy of a segment that no bound takes away, and returns where.
pub(super) fn keep_aside(folder: &Path, number: u64) -> Option<PathBuf> {
    let path = folder.join(format!("{number:06}{ASIDE}"));
    fs::copy(segment_file(folder, number), &path).ok()?;
    Some(path)
}

/// Is a segment kept of which parts could not be used?
pub(super) fn holds_aside(folder: &Path) -> bool {
    let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(|entry| entry.file_name().to_str().is_some_and(|name| name.ends_with(ASIDE)))
}

/// Copies segments and texts to the folder of another session.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let copy_all = |from: &Path, to: &Path, is_wanted: &dyn Fn(&str) -> bool| {
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            if entry.file_name().to_str().is_some_and(is_wanted) && entry.file_type()?.is_file() {
                fs::copy(entry.path(), to.join(entry.file_name()))?;
            }
        }
        io::Result::Ok(())
    };
    if from.join(TEXTS).is_dir() {
        fs::create_dir_all(to.join(TEXTS))?;
        copy_all(&from.join(TEXTS), &to.join(TEXTS), &|_| true)?;
    }
    copy_all(from, to, &|name| name.ends_with(SEGMENT))
}

/// Notes in a session that nothing of it is left to recover. Where that can't be written, its changes
/// are offered again.
pub(super) fn settle(session: &Session) {
    let last = read(session.folder()).last + 1;
    let mut appender = Appender::new(session.folder());
    let start = Start { covers: last, reach: last, ..Start::default() };
    appender.push(last, &Entry::Begun(start), &Beside::default());
    if appender.sync().is_ok() {
        base::forget(session.folder());
    }
}

/// Reads all segments of a session.
pub(super) fn read(folder: &Path) -> Written {
    let mut written = Written::default();
    let mut reading = Reading { folder, written: &mut written, is_broken: true };
    for number in segment_numbers(folder) {
        reading.file(number);
    }
    written
}

struct Reading<'a> {
    folder: &'a Path,
    written: &'a mut Written,
    /// Is the rest of the segment unusable, because something before it is?
    is_broken: bool,
}

impl Reading<'_> {
    fn file(&mut self, file: u64) {
        let path = segment_file(self.folder, file);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return self.damage(file, crate::store::reason(&error)),
        };
        let (found, tail) = frames(&bytes);
        for frame in found {
            if frame.number > HIGHEST {
                self.damage(file, format!("No record can have the number {}", frame.number));
                continue;
            }
            self.written.last = self.written.last.max(frame.number);
            let blob = |hash: &str| self.text(hash);
            match read_entry(frame.payload, &blob) {
                Ok((entry, beside)) => self.entry(file, frame.number, entry, beside),
                Err(error) => self.bad(file, frame.number, &error),
            }
        }
        if let Tail::Damaged(at) = tail {
            self.damage(file, format!("What follows byte {at} is damaged"));
        }
    }

    fn text(&self, hash: &str) -> Option<Vec<u8>> {
        let is_name = !hash.is_empty() && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let bytes = is_name.then(|| fs::read(self.folder.join(TEXTS).join(hash)).ok())??;
        (blake3::hash(&bytes).to_hex().as_str() == hash).then_some(bytes)
    }

    fn entry(&mut self, file: u64, number: u64, entry: Entry, beside: Beside) {
        match entry {
            Entry::Begun(start) if start.covers.max(start.reach) > number => {
                self.damage(
                    file,
                    format!("The record {number} says of later ones that they are saved"),
                );
            }
            Entry::Begun(start) if !start.goes_on => {
                self.is_broken = false;
                let (files, entries) = (vec![file], Vec::new());
                let base = beside.base;
                let segment = Segment { files, number, start, entries, base, is_cut: false };
                self.written.segments.push(segment);
            }
            Entry::Begun(_) => {
                if let Some(segment) = self.written.segments.last_mut() {
                    segment.files.push(file);
                }
            }
            entry => self.record(file, number, entry, beside),
        }
    }

    /// Takes a record that follows the one before it, or that goes on with it. One that is there already
    /// was written twice, after a sync that failed.
    fn record(&mut self, file: u64, number: u64, entry: Entry, beside: Beside) {
        let Some(segment) = self.written.segments.last_mut().filter(|_| !self.is_broken) else {
            return;
        };
        let last = segment.entries.last().map_or(segment.number, |(number, _)| *number);
        let from = beside.from.unwrap_or(number);
        if number > last && from <= last + 1 {
            segment.entries.push((number, entry));
            segment.base.extend(beside.base);
        } else if number > last {
            let before = from.clamp(last + 1, number) - 1;
            self.damage(file, format!("The records {} to {before} are missing", last + 1));
        }
    }

    fn bad(&mut self, file: u64, number: u64, error: &BadEntry) {
        self.damage(file, format!("The record {number} can’t be used: {error}"));
    }

    fn damage(&mut self, file: u64, what: String) {
        self.is_broken = true;
        if let Some(segment) = self.written.segments.last_mut() {
            segment.is_cut = true;
        }
        self.written.damage.push((file, what));
    }
}
