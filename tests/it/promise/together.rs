//! Two programs at work on one project: what either of them saved is in the files in the end, or in the
//! conflicts that they record.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Child,
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use postil::{
    model::{
        Fragments, LayerId, Span, SpanId,
        edit::{Edit, RecordEdit, SpanField, compose},
    },
    store::Watch,
    text::Stretch,
};

use super::{
    asked,
    child::{self, clock},
    desk::{ANALYSTS, ARTICLES, Desk, PATIENCE, Saving, create, layer_id, now},
    random::Random,
    seed,
};

/// One of two at work.
struct Worker {
    name: String,
    random: Random,
    desk: Desk,
    layer: LayerId,
    /// Words that nobody else writes, of which each is in one note.
    written: usize,
    /// Those that no save has written yet.
    unsaved: Vec<String>,
    merges: usize,
    late: usize,
}

impl Worker {
    fn word(&mut self) -> String {
        self.written += 1;
        format!("{}-{}.", self.name, self.written)
    }

    fn span(&mut self) -> Option<Span> {
        let spans = self.desk.project.layer(&self.layer)?.spans().cloned();
        self.random.of(spans)
    }

    /// Does something. Who thinks better of it at once has written nothing.
    fn act(&mut self) {
        let (unsaved, steps) = (self.unsaved.len(), self.desk.history.steps().len());
        self.do_something();
        if self.desk.history.steps().len() > steps && self.random.one_in(10) {
            self.desk.history.undo(&mut self.desk.project).unwrap();
            self.desk.tell();
            self.unsaved.truncate(unsaved);
        }
    }

    fn do_something(&mut self) {
        match self.random.below(12) {
            0..=3 => self.tag(),
            4..=7 => self.write_on(),
            8 => self.tag_anew(),
            9 => self.remove(),
            10 => {
                let title = Edit::Title(format!("Port, says {}", self.name));
                self.apply(title, None);
            }
            _ => {
                let tag = self.random.of(["claim", "quote"]).unwrap().parse().unwrap();
                let mut tag = self.desk.project.codebook().tags[&tag].clone();
                let word = self.word();
                tag.definition = [tag.definition.as_str(), &word].join("\n");
                let change = RecordEdit::Change(Box::new(tag));
                self.apply(Edit::Tag(change), Some(word));
            }
        }
    }

    fn apply(&mut self, edit: Edit, word: Option<String>) {
        let Desk { history, project, .. } = &mut self.desk;
        history.apply(project, "act", edit).unwrap();
        self.desk.tell();
        self.unsaved.extend(word);
    }

    /// Tags a stretch; some spans have a note with a word.
    fn tag(&mut self) {
        let id = SpanId::from_bits(self.random.bits());
        let start = self.random.below(40);
        let at = Fragments::one(Stretch::new(start, start + 1 + self.random.below(9))).unwrap();
        let mut span = Span::new(id, "claim".parse().unwrap(), at, now());
        let word = (!self.random.one_in(4)).then(|| self.word());
        span.note = word.clone().unwrap_or_default();
        let edit = compose::add_span(&self.desk.project, &self.layer, span);
        self.apply(edit, word);
    }

    /// Adds a paragraph to the note of any span of the layer.
    fn write_on(&mut self) {
        let Some(span) = self.span() else { return };
        let word = self.word();
        let note = format!("{}\n{word}", span.note).trim().to_owned();
        let edit = compose::set_span(&self.layer, &span.id, SpanField::Note(note), now());
        self.apply(edit, Some(word));
    }

    fn tag_anew(&mut self) {
        let Some(span) = self.span() else { return };
        let tag = self.random.of(["claim", "quote", "actor"]).unwrap().parse().unwrap();
        let edit = compose::set_span(&self.layer, &span.id, SpanField::Tag(tag), now());
        self.apply(edit, None);
    }

    /// Takes out a span that nobody has written about, as far as is known here.
    fn remove(&mut self) {
        let Some(span) = self.span().filter(|span| span.note.is_empty()) else { return };
        let edit = compose::remove_spans(&self.desk.project, &self.layer, &[span.id]);
        self.apply(edit, None);
    }

    fn save(&mut self) -> bool {
        let Ok(saving) = self.desk.save() else {
            self.late += 1;
            return false;
        };
        self.merges += usize::from(saving == Saving::Merged);
        for word in self.unsaved.drain(..) {
            child::say(&format!("saved {word}"));
        }
        true
    }
}

/// What the tests below start as programs of their own.
#[test]
fn one_of_two_at_work() {
    let Some((root, task)) = child::task() else { return };
    let [name, layer, seconds, seed] = task.as_slice() else { panic!("{task:?}") };
    let (desk, _) = Desk::open(Path::new(&root));
    let (tell, touched) = channel();
    let _watch = Watch::begin(Path::new(&root), move |files| {
        // It is over.
        let _ = tell.send(files);
    })
    .unwrap();
    let mut worker = Worker {
        name: name.clone(),
        random: Random::new(seed.parse().unwrap()),
        desk,
        layer: layer_id(layer, ARTICLES[0]),
        written: 0,
        unsaved: Vec::new(),
        merges: 0,
        late: 0,
    };
    let end = clock() + 1000 * seconds.parse::<u64>().unwrap();
    let mut taken = 0;
    while clock() < end {
        worker.act();
        let files: BTreeSet<PathBuf> = touched.try_iter().flatten().collect();
        taken += usize::from(worker.desk.take_in(&files).is_some());
        if worker.random.one_in(6) {
            worker.save();
        }
        thread::sleep(Duration::from_millis(u64::try_from(worker.random.below(10)).unwrap()));
    }
    while !worker.save() {
        assert!(clock() < end + 60_000, "it can't be saved");
    }
    child::say(&format!("end {} {taken} {}", worker.merges, worker.late));
}

/// What two programs came to.
#[derive(Debug, Default)]
struct Sum {
    words: BTreeSet<String>,
    merges: usize,
    taken: usize,
    late: usize,
}

impl Sum {
    fn hear(&mut self, mut child: Child, heard: &Receiver<String>, seconds: u64) {
        while let Ok(line) = heard.recv_timeout(PATIENCE + Duration::from_secs(seconds)) {
            let mut words = line.split(' ');
            match words.next() {
                Some("saved") => self.words.extend(words.map(str::to_owned)),
                Some("end") => {
                    let counts: Vec<usize> = words.map(|word| word.parse().unwrap()).collect();
                    self.merges += counts[0];
                    self.taken += counts[1];
                    self.late += counts[2];
                }
                _ => {}
            }
        }
        assert!(child.wait().unwrap().success(), "it went well");
    }
}

/// Lets two programs work, and holds what they saved to what is there.
fn together(what: &str, layers: [&str; 2]) {
    let (seconds, seed) = (asked("POSTIL_TOGETHER", 2), seed());
    println!("seed {seed}");
    let at = tempfile::tempdir().unwrap();
    let root = at.path().join("P");
    create(&root);
    let begin = |name: &str, layer: &str, seed: u64| {
        let task = format!("{name} {layer} {seconds} {seed}");
        let mut child = child::start("promise::together::one_of_two_at_work", &root, &task);
        let heard = child::listen(&mut child);
        (child, heard)
    };
    let one = begin("one", layers[0], seed);
    let other = begin("other", layers[1], seed + 1000);
    let mut sum = Sum::default();
    for (child, heard) in [one, other] {
        sum.hear(child, &heard, seconds);
    }
    let (desk, recovered) = Desk::open(&root);
    assert_eq!(recovered.changes, [], "all of it was saved");
    let files = crate::program::files(&root);
    let kept = files.iter().filter(|(path, _)| !path.starts_with(".postil"));
    let text: String = kept.map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let lost: Vec<&String> = sum.words.iter().filter(|word| !text.contains(*word)).collect();
    assert!(lost.is_empty(), "seed {seed}: of {} words these are lost: {lost:?}", sum.words.len());
    let layers = desk.project.layers().map(|layer| layer.conflicts.len());
    println!(
        "two on {what} for {seconds} s: {} words saved, none lost; {} saves met the other's, {} times \
         theirs was taken in before, {} conflicts, {} saves had to be tried again",
        sum.words.len(),
        sum.merges,
        sum.taken,
        layers.sum::<usize>() + desk.project.conflicts().len(),
        sum.late
    );
    assert!(sum.words.len() > 10 && sum.merges + sum.taken > 0, "they met: {sum:?}");
}

#[test]
fn two_on_two_layers_lose_nothing() {
    together("two layers", ANALYSTS);
}

#[test]
fn two_on_one_layer_lose_nothing() {
    together("one layer", [ANALYSTS[0]; 2]);
}
