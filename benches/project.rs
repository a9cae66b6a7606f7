//! How long opening, saving and exporting take, and how positions are converted, by size.
//!
//! Every text is drawn from one seed, so that two runs measure the same work.

use std::fmt;

use divan::{Bencher, counter::BytesCount, counter::ItemsCount};
use postil::{
    articles,
    exchange::{CsvOptions, Scope, jsonl::write_jsonl, write_csv},
    model::{
        Analyst, AnalystId, ArticleId, Codebook, Fragments, KindId, Layer, LayerId, Link, LinkEnd,
        LinkId, Project, Span, SpanId, TagId, Time, VersionNumber,
        edit::{SpanField, compose},
    },
    store::{self, Opened},
    text::{Offset, ScalarOffset, Stretch, Text},
};
use unicode_segmentation::UnicodeSegmentation as _;

/// Words of several widths in bytes: what makes positions costly.
const WORDS: [&str; 16] = [
    "the",
    "port",
    "said",
    "crews",
    "“never”",
    "talks",
    "Zürich",
    "no",
    "of",
    "strike",
    "हिन्दी",
    "港口",
    "an",
    "👍🏽",
    "ministry",
    "שלום",
];

fn main() {
    divan::main();
}

/// A project of one analyst: so many articles of some 900 words.
#[derive(Clone, Copy)]
struct Corpus {
    name: &'static str,
    articles: usize,
    /// In each article; every second one is linked to the one before it.
    spans: usize,
}

const CORPORA: [Corpus; 3] = [
    Corpus { name: "small", articles: 10, spans: 20 },
    Corpus { name: "medium", articles: 100, spans: 50 },
    Corpus { name: "large", articles: 1000, spans: 100 },
];

impl fmt::Display for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[divan::bench(args = CORPORA, max_time = 3)]
fn open(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let saved = Saved::new(corpus);
    bencher.counter(saved.spans()).bench_local(|| store::open(saved.folder.path()));
}

#[divan::bench(args = CORPORA, max_time = 3)]
fn save_unchanged(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let Saved { opened: Opened { project, mut folder, .. }, folder: _kept, .. } =
        Saved::new(corpus);
    bencher.bench_local(|| folder.save(&project).expect("nothing is in the way"));
}

#[divan::bench(args = CORPORA, max_time = 3)]
fn save_after_one_edit(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let Saved { opened: Opened { mut project, mut folder, .. }, folder: _kept, .. } =
        Saved::new(corpus);
    let layer = project.layers().next().expect("there is a layer").id.clone();
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let note = SpanField::Note(format!("thought {number}"));
        let edit = compose::set_span(&layer, &SpanId::from_bits(1), note, Time::default());
        project.apply(edit).expect("the span is there");
        folder.save(&project).expect("nothing is in the way")
    });
}

#[divan::bench(args = CORPORA, max_time = 3)]
fn export_csv(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let (project, scope) = (project(corpus), Scope::default());
    bencher
        .counter(ItemsCount::new(corpus.articles * corpus.spans))
        .bench_local(|| write_csv(&project, &scope, CsvOptions::default(), std::io::sink()));
}

#[divan::bench(args = CORPORA, max_time = 3)]
fn export_jsonl(bencher: Bencher<'_, '_>, corpus: Corpus) {
    let (project, scope) = (project(corpus), Scope::default());
    bencher
        .counter(ItemsCount::new(corpus.articles * corpus.spans))
        .bench_local(|| write_jsonl(&project, &scope, std::io::sink()));
}

/// How many words the texts have whose positions are converted: up to some 10 MB.
const LENGTHS: [usize; 3] = [1_000, 100_000, 1_600_000];

#[divan::bench(args = LENGTHS, max_time = 3)]
fn index_text(bencher: Bencher<'_, '_>, length: usize) {
    let content = prose(0, length);
    bencher.counter(BytesCount::of_str(&content)).bench_local(|| Text::new(content.as_str()));
}

#[divan::bench(args = LENGTHS, max_time = 3)]
fn offsets_to_scalars(bencher: Bencher<'_, '_>, length: usize) {
    let text = Text::new(prose(0, length));
    let offsets = scattered(&text);
    bencher.counter(ItemsCount::new(offsets.len())).bench_local(|| {
        offsets.iter().map(|offset| u64::from(text.to_scalar(*offset).0)).sum::<u64>()
    });
}

#[divan::bench(args = LENGTHS, max_time = 3)]
fn scalars_to_offsets(bencher: Bencher<'_, '_>, length: usize) {
    let text = Text::new(prose(0, length));
    let scalars: Vec<ScalarOffset> =
        scattered(&text).into_iter().map(|offset| text.to_scalar(offset)).collect();
    bencher
        .counter(ItemsCount::new(scalars.len()))
        .bench_local(|| scalars.iter().filter_map(|at| text.from_scalar(*at)).count());
}

/// A corpus in a folder of its own, which goes with it.
struct Saved {
    folder: tempfile::TempDir,
    opened: Opened,
    corpus: Corpus,
}

impl Saved {
    fn new(corpus: Corpus) -> Self {
        let folder = tempfile::tempdir().expect("there is a place for temporary files");
        store::create(folder.path(), &project(corpus)).expect("the folder is empty");
        let opened = store::open(folder.path()).expect("it was just made");
        assert!(opened.problems.is_empty(), "{:?}", opened.problems);
        Self { folder, opened, corpus }
    }

    fn spans(&self) -> ItemsCount {
        ItemsCount::new(self.corpus.articles * self.corpus.spans)
    }
}

fn project(corpus: Corpus) -> Project {
    let mut project = Project::new(corpus.name, Time::default(), Codebook::starter());
    let analyst = AnalystId::new("alice").expect("a slug");
    let add = compose::add_analyst(Analyst::person(analyst.clone(), "Alice"));
    project.apply(add).expect("she is the first");
    for number in 0..corpus.articles {
        let id = ArticleId::new(format!("article-{number}")).expect("a slug");
        let content = prose(number, 900);
        let reading = articles::read(content.as_bytes(), "article.txt").expect("it is text");
        let article = reading.into_article(id.clone(), "article.txt", Time::default());
        let text = article.newest().expect("it has a text").text.clone();
        project.put_article(article);
        let layer = LayerId { article: id, analyst: analyst.clone() };
        let first = 1 + (number * corpus.spans) as u64;
        project.put_layer(annotated(layer, &text, first, corpus.spans));
    }
    project
}

/// Returns a layer with spans of one to four words all over the text.
fn annotated(id: LayerId, text: &Text, first: u64, count: usize) -> Layer {
    let tags = ["actor", "quote"].map(|tag| TagId::new(tag).expect("a slug"));
    let said_by = KindId::new("said-by").expect("a slug");
    let found = words(text);
    let every = found.len() / count;
    let (mut spans, mut links) = (Vec::new(), Vec::new());
    for (number, ids) in (0..count).zip(first..) {
        let (start, end) = (found[number * every], found[number * every + number % 4]);
        let place = Fragments::one(Stretch { start: start.start, end: end.end }).expect("words");
        let tag = tags[number % 2].clone();
        spans.push(Span::new(SpanId::from_bits(ids), tag, place, Time::default()));
        if number % 2 == 1 {
            let to = LinkEnd::Span(SpanId::from_bits(ids - 1));
            let (link, from) = (LinkId::from_bits(ids), SpanId::from_bits(ids));
            links.push(Link::new(link, said_by.clone(), from, to, Time::default()));
        }
    }
    Layer::new(id, VersionNumber::FIRST).with(spans, links)
}

/// Returns paragraphs of so many words in all, the same for the same seed.
fn prose(seed: usize, count: usize) -> String {
    let mut drawn = vec![0; count];
    blake3::Hasher::new().update(&seed.to_le_bytes()).finalize_xof().fill(&mut drawn);
    let mut prose = String::new();
    for (number, byte) in drawn.iter().enumerate() {
        prose.push_str(WORDS[usize::from(byte % 16)]);
        prose.push_str(match number % 60 {
            59 => ".\n\n",
            14 | 29 | 44 => ". ",
            _ => " ",
        });
    }
    prose
}

/// Returns where each word is.
fn words(text: &Text) -> Vec<Stretch> {
    let words = text.as_str().unicode_word_indices();
    words.map(|(at, word)| Stretch::new(at, at + word.len())).collect()
}

/// Returns a thousand positions in an order that no cache foresees.
fn scattered(text: &Text) -> Vec<Offset> {
    let starts: Vec<Offset> = words(text).iter().map(|word| word.start).collect();
    (0..1000).map(|number| starts[number * 7919 % starts.len()]).collect()
}
