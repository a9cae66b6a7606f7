//! Writing a journal: records are synced in batches, after the texts that they name.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    base::{self, Base},
    frame::frame,
    segments::{segment_file, segment_numbers},
};
use crate::store::{
    files::{Beside, Blob, Entry, FileHashes, Start, render_entry},
    system::{self, OpenFile, System},
};

/// How many segments are kept.
const SEGMENTS: usize = 20;

/// How many bytes the segments that are kept may have, with the texts that they name.
const BYTES: u64 = 32 << 20;

/// How many bytes of records follow one that begins a segment, before another may begin.
const LONG: usize = 4 << 20;

/// How many bytes may wait for a disk that takes none, before one record that begins a segment takes
/// the place of all.
const WAITING: usize = 16 << 20;

/// How long the name of a text is.
const NAME: usize = 64;

/// The folder of texts and originals, in a session's.
pub(super) const TEXTS: &str = "texts";

/// A record on its way to the disk.
#[derive(Debug)]
struct Waiting {
    number: u64,
    text: String,
    blobs: BTreeMap<String, Blob>,
    begins: bool,
}

/// Writes the journal of a session. What could not be written stays with it and is tried again.
#[derive(Debug)]
pub(super) struct Appender {
    system: Arc<dyn System>,
    folder: PathBuf,
    /// The segment that records go to, and none after a write that failed: the file may end in the
    /// middle of a record, and what the system still has of it is not known.
    file: Option<OpenFile>,
    segment: u64,
    /// The last segment that stands on its own: recovery needs it and those after it.
    begun: u64,
    waiting: VecDeque<Waiting>,
    /// The texts that are there, synced.
    texts: BTreeSet<String>,
    /// The texts that each segment names, as far as it is known.
    named: BTreeMap<u64, BTreeSet<String>>,
    synced: u64,
    /// How many bytes the record that began the last segment has, and those after it.
    lengths: (usize, usize),
}

impl Appender {
    /// Prepares to write the journal of the session in this folder.
    pub fn new(folder: &Path) -> Self {
        Self::on(system::real(), folder)
    }

    pub(super) fn on(system: Arc<dyn System>, folder: &Path) -> Self {
        let segment = segment_numbers(folder).last().copied().unwrap_or_default();
        let (waiting, texts) = (VecDeque::new(), BTreeSet::new());
        let folder = folder.to_owned();
        Self {
            system,
            folder,
            file: None,
            segment,
            begun: 0,
            waiting,
            texts,
            named: BTreeMap::new(),
            synced: 0,
            lengths: (0, 0),
        }
    }

    /// Leaves room for the segments of another session before its own.
    pub(super) fn begin_after(&mut self, folder: &Path) {
        let others = segment_numbers(folder).last().copied().unwrap_or_default();
        self.segment = self.segment.max(others);
    }

    /// Takes a record, to be written by the next [`Appender::sync`].
    pub(in crate::store) fn push(&mut self, number: u64, entry: &Entry, beside: &Beside) {
        let (text, blobs) = render_entry(entry, beside);
        let begins = matches!(entry, Entry::Begun(_));
        self.lengths = match (begins, self.lengths) {
            (true, _) => (text.len(), 0),
            (false, (first, others)) => (first, others + text.len()),
        };
        self.waiting.push_back(Waiting { number, text, blobs, begins });
    }

    /// Keeps these files of a project as they are, for the records to come that rest on them.
    pub(super) fn keep(&self, root: &Path, files: &FileHashes) {
        if self.make_folder().is_ok() {
            base::keep(&*self.system, root, &self.folder, files);
        }
    }

    /// Lets go of the files that nothing rests on any more.
    pub(super) fn let_go(&self, base: &Base) {
        base.prune(&*self.system, &self.folder);
    }

    /// Is so much in the segment that another had better begin? One that itself begins with much has to
    /// be worth it.
    pub(super) fn is_long(&self) -> bool {
        let (first, others) = self.lengths;
        others > LONG.max(first)
    }

    /// Does more wait than is kept in memory?
    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() > 1
            && self.waiting.iter().map(|one| one.text.len()).sum::<usize>() > WAITING
    }

    /// Lets go of all that waits, for one record that holds what it comes to.
    pub(super) fn forget_waiting(&mut self) {
        self.waiting.clear();
    }

    /// Returns the last segment that stands on its own.
    pub(super) fn begun(&self) -> u64 {
        self.begun
    }

    /// Returns the number of the last record that is on the disk, 0 where none of this program's is.
    pub fn synced(&self) -> u64 {
        self.synced
    }

    /// Is everything on the disk?
    pub fn is_done(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Writes and syncs all records that wait. After an error those that are not on the disk wait
    /// still, and go to a new segment.
    pub fn sync(&mut self) -> io::Result<()> {
        while !self.waiting.is_empty() {
            self.sync_batch()?;
        }
        Ok(())
    }

    /// Writes the records up to the next beginning of a segment.
    fn sync_batch(&mut self) -> io::Result<()> {
        let Some(first) = self.waiting.front() else { return Ok(()) };
        let begins = first.begins;
        let others = self.waiting.iter().skip(1).take_while(|one| !one.begins).count();
        let count = 1 + others;
        self.write_texts(count)?;
        let mut bytes = String::new();
        if begins {
            self.file = None;
        } else if self.file.is_none() {
            bytes = frame(self.synced, &going_on());
        }
        let batch = self.waiting.iter().take(count);
        batch.for_each(|one| bytes.push_str(&frame(one.number, &one.text)));
        let is_new = self.file.is_none();
        let mut file = match self.file.take() {
            Some(file) => file,
            None => self.new_segment()?,
        };
        if let Err(error) = self.write(&mut file, &bytes, is_new) {
            // All that is in it waits still. One that can't be removed is read, and holds the same.
            if is_new {
                let _ = self.system.remove(file.path());
            }
            return Err(error);
        }
        self.file = Some(file);
        if begins {
            self.begun = self.segment;
        }
        let named = self.named.entry(self.segment).or_default();
        for one in self.waiting.drain(..count) {
            self.synced = one.number;
            named.extend(one.blobs.into_keys());
        }
        if is_new {
            self.prune();
        }
        Ok(())
    }

    fn write(&self, file: &mut OpenFile, bytes: &str, is_new: bool) -> io::Result<()> {
        self.system.write(file, bytes.as_bytes())?;
        self.system.sync(file)?;
        if is_new { self.system.sync_folder(&self.folder) } else { Ok(()) }
    }

    fn new_segment(&mut self) -> io::Result<OpenFile> {
        self.make_folder()?;
        self.segment += 1;
        self.system.create(&segment_file(&self.folder, self.segment))
    }

    /// Makes the session's folder, but not the project's: one that is gone was moved or unplugged.
    fn make_folder(&self) -> io::Result<()> {
        let postil = self.folder.parent().and_then(Path::parent);
        let root = postil.and_then(Path::parent).filter(|root| !root.is_dir());
        if root.is_some() && !self.folder.is_dir() {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.system.make_folders(&self.folder).map(|_| ())
    }

    /// Writes the texts that the next records name, each whole or not at all.
    fn write_texts(&mut self, count: usize) -> io::Result<()> {
        let folder = self.folder.join(TEXTS);
        let named = self.waiting.iter().take(count).flat_map(|one| &one.blobs);
        let new: Vec<(String, Blob)> = named
            .filter(|(hash, _)| !self.texts.contains(*hash))
            .map(|(hash, blob)| (hash.clone(), blob.clone()))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        self.make_folder()?;
        self.system.make_folders(&folder)?;
        for (hash, blob) in &new {
            if !is_whole(&folder.join(hash), hash) {
                self.write_text(&folder, hash, blob)?;
            }
        }
        self.system.sync_folder(&folder)?;
        self.texts.extend(new.into_iter().map(|(hash, _)| hash));
        Ok(())
    }

    fn write_text(&self, folder: &Path, hash: &str, blob: &Blob) -> io::Result<()> {
        let beside = folder.join(format!("{hash}.tmp"));
        if fs::symlink_metadata(&beside).is_ok() {
            self.system.remove(&beside)?;
        }
        let mut file = self.system.create(&beside)?;
        self.system.write(&mut file, blob.bytes())?;
        self.system.sync(&file)?;
        self.system.rename(&beside, &folder.join(hash))
    }

    /// Drops the oldest segments beyond what is kept, but none that recovery needs, and the texts that
    /// no segment names any more. What can't be dropped is dropped another time.
    fn prune(&mut self) {
        let mut numbers = segment_numbers(&self.folder);
        let lengths = numbers.iter().map(|number| length(&segment_file(&self.folder, *number)));
        let mut bytes: u64 = lengths.sum();
        let texts = self.texts_there();
        self.learn_names(&numbers);
        let mut is_dropped = false;
        while let Some(&oldest) = numbers.first()
            && (numbers.len() > SEGMENTS || bytes + self.needed(&texts) > BYTES)
            && oldest < self.begun
        {
            let segment = segment_file(&self.folder, oldest);
            bytes = bytes.saturating_sub(length(&segment));
            let _ = self.system.remove(&segment);
            self.named.remove(&oldest);
            numbers.remove(0);
            is_dropped = true;
        }
        if is_dropped {
            self.prune_texts(texts.into_keys());
        }
    }

    /// Returns the texts that are there, with how many bytes each has.
    fn texts_there(&self) -> BTreeMap<String, u64> {
        let entries = fs::read_dir(self.folder.join(TEXTS)).into_iter().flatten().flatten();
        let texts = entries.filter_map(|entry| {
            Some((entry.file_name().into_string().ok()?, entry.metadata().ok()?.len()))
        });
        texts.collect()
    }

    /// Reads which texts the segments name that a program before wrote, or that could not be finished.
    fn learn_names(&mut self, numbers: &[u64]) {
        for number in numbers {
            let read =
                || hashes_in(&fs::read(segment_file(&self.folder, *number)).unwrap_or_default());
            self.named.entry(*number).or_insert_with(read);
        }
    }

    fn is_named(&self, text: &str) -> bool {
        self.named.values().any(|named| named.contains(text))
            || self.waiting.iter().any(|one| one.blobs.contains_key(text))
    }

    /// Returns how many bytes the texts have that some segment names.
    fn needed(&self, texts: &BTreeMap<String, u64>) -> u64 {
        texts.iter().filter(|(text, _)| self.is_named(text)).map(|(_, length)| length).sum()
    }

    fn prune_texts(&mut self, texts: impl Iterator<Item = String>) {
        let stale: Vec<String> = texts.filter(|text| !self.is_named(text)).collect();
        for text in stale {
            let _ = self.system.remove(&self.folder.join(TEXTS).join(&text));
            self.texts.remove(&text);
        }
    }
}

fn length(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |found| found.len())
}

/// Returns all that could be the name of a text.
fn hashes_in(bytes: &[u8]) -> BTreeSet<String> {
    let runs = bytes.split(|byte| !byte.is_ascii_hexdigit()).filter(|run| run.len() == NAME);
    runs.filter_map(|run| str::from_utf8(run).ok()).map(str::to_owned).collect()
}

/// Returns the record that begins a segment after a write that failed.
fn going_on() -> String {
    let start = Start { goes_on: true, ..Start::default() };
    render_entry(&Entry::Begun(start), &Beside::default()).0
}

/// Is the text there, as its hash says? One that a crash left may not be.
fn is_whole(path: &Path, hash: &str) -> bool {
    fs::read(path).is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == hash)
}
