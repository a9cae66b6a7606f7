//! Appending, with faults at each step and files cut at each byte.

use std::{
    collections::BTreeMap,
    io,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::*;
use crate::{
    model::{
        ArticleId, Codebook,
        edit::{Act, ArticleEdit},
    },
    store::{
        files::{Beside, Entry, Start},
        journal::{append::Appender, segments::read},
        system::{Step, System},
    },
};

/// What goes wrong at a step.
#[derive(Clone, Copy, Debug)]
enum Fault {
    Fails(io::ErrorKind),
    /// Half of it is written.
    Short,
    /// A sync fails, and what it was to make last is gone: systems do so, and say it once.
    Lost,
    /// From this step on, nothing is done any more.
    Killed,
}

const FAULTS: [Fault; 6] = [
    Fault::Fails(io::ErrorKind::StorageFull),
    Fault::Fails(io::ErrorKind::ReadOnlyFilesystem),
    Fault::Fails(io::ErrorKind::Other),
    Fault::Short,
    Fault::Lost,
    Fault::Killed,
];

/// A disk on which one step goes wrong.
#[derive(Debug)]
struct Faulty {
    at: usize,
    fault: Fault,
    steps: AtomicUsize,
    /// How much of each file is sure to be there.
    synced: Mutex<BTreeMap<PathBuf, u64>>,
}

impl System for Faulty {
    fn before(&self, step: Step<'_>) -> io::Result<()> {
        let number = self.steps.fetch_add(1, Ordering::Relaxed);
        let is_hit = number == self.at || (number > self.at && matches!(self.fault, Fault::Killed));
        let mut synced = self.synced.lock().unwrap();
        if !is_hit {
            if let Step::Sync(path) = step {
                synced.insert(path.to_owned(), fs::metadata(path)?.len());
            }
            return Ok(());
        }
        if let (Step::Sync(path), Fault::Lost) = (step, self.fault) {
            let sure = synced.get(path).copied().unwrap_or_default();
            fs::OpenOptions::new().write(true).open(path)?.set_len(sure)?;
        }
        if let (Step::Write(path, bytes), Fault::Short | Fault::Killed) = (step, self.fault)
            && number == self.at
        {
            use io::Write as _;
            let mut file = fs::OpenOptions::new().append(true).open(path)?;
            file.write_all(&bytes[..bytes.len() / 2])?;
        }
        Err(match self.fault {
            Fault::Fails(kind) => kind.into(),
            Fault::Short | Fault::Lost | Fault::Killed => io::ErrorKind::WriteZero.into(),
        })
    }
}

fn faulty(at: usize, fault: Fault) -> Arc<Faulty> {
    let (steps, synced) = (AtomicUsize::new(0), Mutex::default());
    Arc::new(Faulty { at, fault, steps, synced })
}

fn empty() -> Project {
    Project::new("", Time::default(), Codebook::default())
}

/// Returns records with texts, in two segments.
fn records() -> Vec<(u64, Entry)> {
    let (mut project, mut history) = (empty(), History::default());
    history.keep_acts();
    for number in 0..3 {
        let id = ArticleId::new(format!("article-{number}")).unwrap();
        let article = testing::article(&id, &format!("Text {number}"));
        let edit = Edit::Article(ArticleEdit::Add(Arc::new(article)));
        history.apply(&mut project, format!("add {number}"), edit).unwrap();
        history.apply(&mut project, "title", Edit::Title(format!("title {number}"))).unwrap();
    }
    history.undo(&mut project).unwrap();
    let acts = history.take_acts().into_iter().map(|act| Entry::Act(time(1), act));
    let mut all: Vec<Entry> = acts.collect();
    all.insert(0, Entry::Begun(Start::default()));
    all.insert(4, Entry::Begun(Start { covers: 4, ..Start::default() }));
    (1..).zip(all).collect()
}

/// Writes records in batches, and returns how far it was acknowledged.
fn write(folder: &Path, system: Arc<dyn System>, tries: usize) -> u64 {
    let mut appender = Appender::on(system, folder);
    for (number, entry) in records() {
        appender.push(number, &entry, &Beside::default());
        if number % 2 == 0 {
            let _ = appender.sync();
        }
    }
    for _ in 0..tries {
        let _ = appender.sync();
    }
    appender.synced()
}

/// Returns the records of a folder, with those that begin segments.
fn found(folder: &Path) -> Vec<(u64, Entry)> {
    let written = read(folder);
    let all = written.segments.into_iter().flat_map(|segment| {
        let begun = (segment.number, Entry::Begun(segment.start));
        std::iter::once(begun).chain(segment.entries)
    });
    all.collect()
}

#[test]
fn whatever_step_fails_what_was_acknowledged_is_there_and_the_rest_is_written_later() {
    let clean = tempfile::tempdir().unwrap();
    let counting = faulty(usize::MAX, Fault::Killed);
    let all = write(clean.path(), Arc::clone(&counting) as _, 1);
    assert_eq!(all, records().len() as u64);
    assert_eq!(found(clean.path()), records());
    let steps = counting.steps.load(Ordering::Relaxed);
    assert!(steps > 30, "only {steps} steps");
    for at in 0..steps {
        for fault in FAULTS {
            let folder = tempfile::tempdir().unwrap();
            let synced = write(folder.path(), faulty(at, fault), 2);
            let found = found(folder.path());
            let whole = found.len() as u64;
            assert!(whole >= synced, "{fault:?} at step {at}: {whole} of {synced}");
            assert_eq!(found[..], records()[..found.len()], "{fault:?} at step {at}");
            if !matches!(fault, Fault::Killed) {
                assert_eq!(synced, all, "{fault:?} at step {at} is made good by the next try");
            }
        }
    }
    println!("{} faults over {steps} steps of an append", steps * FAULTS.len());
}

/// Writes down each step, by the name of its file.
#[derive(Debug, Default)]
struct Recorder(Mutex<Vec<String>>);

impl System for Recorder {
    fn before(&self, step: Step<'_>) -> io::Result<()> {
        let name = |path: &Path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            if name.len() > 40 { "TEXT" } else { name }.to_owned()
        };
        let said = match step {
            Step::Create(path) => format!("create {}", name(path)),
            Step::Write(path, _) => format!("write {}", name(path)),
            Step::Sync(path) => format!("sync {}", name(path)),
            Step::Rename(_, to) => format!("rename to {}", name(to)),
            Step::SyncFolder(path) if path.ends_with("texts") => "sync the texts".to_owned(),
            Step::SyncFolder(_) => "sync the folder".to_owned(),
            Step::MakeFolder(path) => format!("make {}", name(path)),
            step => format!("{step:?}"),
        };
        self.0.lock().unwrap().push(said);
        Ok(())
    }
}

#[test]
fn nothing_is_acknowledged_before_it_and_its_texts_are_synced() {
    let folder = tempfile::tempdir().unwrap();
    let recorder = Arc::new(Recorder::default());
    let mut appender = Appender::on(Arc::clone(&recorder) as _, folder.path());
    let steps = |appender: &mut Appender| {
        appender.sync().unwrap();
        std::mem::take(&mut *recorder.0.lock().unwrap())
    };
    let records = records();
    let is_whole = |number: &u64| *number <= 2;
    for (number, entry) in records.iter().filter(|(number, _)| is_whole(number)) {
        appender.push(*number, entry, &Beside::default());
    }
    let begun = "make texts, sync the folder, create TEXT, write TEXT, sync TEXT, rename to TEXT, \
         sync the texts, create 000001.journal, write 000001.journal, sync 000001.journal, \
         sync the folder";
    assert_eq!(steps(&mut appender).join(", "), begun);
    appender.push(3, &records[2].1, &Beside::default());
    assert_eq!(steps(&mut appender), ["write 000001.journal", "sync 000001.journal"]);
    assert_eq!(appender.synced(), 3);
}

#[test]
fn a_journal_cut_at_any_byte_holds_a_prefix() {
    let whole = tempfile::tempdir().unwrap();
    write(whole.path(), crate::store::system::real(), 1);
    let numbers = segment_numbers(whole.path());
    assert_eq!(numbers, [1, 2]);
    let file = segment_file(whole.path(), 2);
    let (bytes, expected) = (fs::read(&file).unwrap(), found(whole.path()));
    let mut last = 0;
    for cut in 0..=bytes.len() {
        fs::write(&file, &bytes[..cut]).unwrap();
        let found = found(whole.path());
        assert_eq!(found[..], expected[..found.len()], "cut at {cut}");
        assert!(found.len() >= last.max(4), "cut at {cut}");
        last = found.len();
        assert!(read(whole.path()).damage.is_empty(), "a torn record is no damage");
    }
    assert_eq!(last, expected.len());
}

#[test]
fn the_oldest_segments_and_their_texts_go_and_the_last_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut appender = Appender::new(folder.path());
    let mut number = 0;
    let mut push = |appender: &mut Appender, entry: &Entry| {
        number += 1;
        appender.push(number, entry, &Beside::default());
    };
    let act = |number: u32| {
        let id = ArticleId::new(format!("article-{number}")).unwrap();
        let article = testing::article(&id, &format!("Text {number}"));
        let edit = Arc::new(Edit::Article(ArticleEdit::Add(Arc::new(article))));
        let inverse = Some(Arc::new(Edit::Article(ArticleEdit::Remove(id))));
        let act = Act::Did { label: "add".into(), key: None, edit, inverse };
        Entry::Act(time(1), act)
    };
    for segment in 0..30 {
        push(&mut appender, &Entry::Begun(Start::default()));
        push(&mut appender, &act(segment));
        appender.sync().unwrap();
    }
    assert_eq!(segment_numbers(folder.path()), (11..=30).collect::<Vec<u64>>());
    let texts = || fs::read_dir(folder.path().join("texts")).unwrap().count();
    assert_eq!(texts(), 20);
    // One that is too large by itself stays: it has what was not saved.
    let words = Arc::new(Edit::Title("x".repeat(17 << 20)));
    let did =
        |inverse| Act::Did { label: "x".into(), key: None, edit: Arc::clone(&words), inverse };
    push(&mut appender, &Entry::Begun(Start::default()));
    push(&mut appender, &Entry::Act(time(1), did(Some(Arc::clone(&words)))));
    appender.sync().unwrap();
    assert_eq!(segment_numbers(folder.path()), [31]);
    assert_eq!(texts(), 0);
    assert_eq!(read(folder.path()).segments[0].entries.len(), 1);
}

#[test]
fn the_thread_tries_again_and_says_why_it_could_not() {
    let at = tempfile::tempdir().unwrap();
    let (root, state) = (at.path().join("project"), at.path().join("state"));
    create(&root, &small()).unwrap();
    fs::write(root.join(".postil"), "in the way").unwrap();
    fs::write(&state, "in the way").unwrap();
    let saved = small();
    let standing = Standing { saved: &saved, project: &saved, now: time(0) };
    let mut journal = Journal::begin(sessions(&root, &state), FileHashes::new(), standing, quiet());
    let (mut project, mut history) = (saved.clone(), History::default());
    history.keep_acts();
    history.apply(&mut project, "title", Edit::Title("New".into())).unwrap();
    journal.acts(history.take_acts(), time(1));
    let why = journal.flush(PATIENCE).unwrap_err();
    assert!(why.contains("Cannot write"), "{why}");
    assert_eq!(journal.status().trouble, Some(why));
    assert_eq!(journal.status().synced, 0);
    fs::remove_file(&state).unwrap();
    // The thread does so by itself, too; this is quicker.
    journal.flush(PATIENCE).unwrap();
    let status = journal.status();
    assert_eq!((status.trouble, status.synced), (None, journal.last()));
    assert!(matches!(status.kept, Some(crate::store::Kept::Aside(_))));
}

#[test]
fn a_record_is_synced_without_being_asked() {
    let at = tempfile::tempdir().unwrap();
    let mut desk = Desk::create(at.path(), &small());
    desk.note("soon");
    let began = std::time::Instant::now();
    while desk.journal.status().synced < desk.journal.last() {
        assert!(began.elapsed() < PATIENCE, "it is never written");
        std::thread::sleep(Duration::from_millis(5));
    }
}
