//! What is measured on one text: each function says its figures by the keys of the table's rows.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use egui::Key;
use postil::{
    app::{
        action::{Action, FindAction, OccurrenceAction, SpanAction, ViewAction},
        command::Command,
        desk::Desk,
        find::{Occurrences, Search},
        timings::percentile,
        view::{Goto, Selection, SpanRef, View},
    },
    articles,
    model::{
        Analyst, AnalystId, Article, ArticleId, Codebook, Fragments, Layer, LayerId, Project, Span,
        SpanId, TagId, Time, VersionNumber, edit::compose,
    },
    store,
    text::{
        self, Offset, Stretch,
        search::{Case, Edges, Query, Syntax},
    },
};

use crate::{
    corpus::Corpus,
    stage::{Press, Stage, button, key, pointer, wheel},
    table::say,
};

/// Where the project of a corpus is, under the folder of a size.
const PROJECT: &str = "project";

/// So often a span is tagged, at as many places.
const TAGGED: usize = 25;

/// Writes a corpus as a project that can be opened.
pub fn write(corpus: &Corpus, folder: &Path) {
    let project = with_layer(with_article(corpus), corpus);
    store::create(&folder.join(PROJECT), &project).expect("the folder is empty");
}

/// Measures all but memory.
pub fn times(corpus: &Corpus, folder: &Path) {
    let project = model(corpus);
    first_frames(&project);
    drop(project);
    let begun = Instant::now();
    let opened = store::open(&folder.join(PROJECT)).expect("it was just made");
    say("store", millis(begun.elapsed()));
    drop(opened);
    let mut stage = warm_stage();
    let (readable, whole) = stage.open(folder.join(PROJECT));
    say("readable", millis(readable));
    say("whole", millis(whole));
    stage.frames(30);
    scroll(&mut stage);
    tag(&mut stage);
    drag(&mut stage);
    find(&mut stage);
    label_all(&mut stage);
}

/// Says how much memory a window takes in which this folder's project is open; none: an empty one.
pub fn memory(folder: Option<&Path>) {
    let mut stage = Stage::new();
    stage.frames(10);
    if let Some(folder) = folder {
        stage.open(folder.join(PROJECT));
        stage.frames(30);
        scroll_through(&mut stage);
    }
    say("memory", status("VmRSS"));
    say("peak", status("VmHWM"));
}

/// From bytes to the model, without files.
fn model(corpus: &Corpus) -> Project {
    let begun = Instant::now();
    let project = with_article(corpus);
    say("read", millis(begun.elapsed()));
    let begun = Instant::now();
    let project = with_layer(project, corpus);
    say("spans", millis(begun.elapsed()));
    project
}

/// The first frame of the article: in a window that has shown nothing, and in one that has drawn
/// letters before.
fn first_frames(project: &Project) {
    let mut cold = Stage::new();
    cold.show(project.clone());
    say("first.cold", millis(cold.frame(Vec::new())));
    let mut warm = warm_stage();
    warm.show(project.clone());
    say("first.warm", millis(warm.frame(Vec::new())));
}

/// Wheel, page keys, jumps to spans and to parts of the whole, all over the article.
fn scroll(stage: &mut Stage) {
    let mut frames = scroll_through(stage);
    frames.sort_unstable();
    say("scroll.median", at(&frames, 50));
    say("scroll.99", at(&frames, 99));
    say("scroll.worst", at(&frames, 100));
    let mut still = stage.frames(60);
    still.sort_unstable();
    say("still", at(&still, 50));
}

fn scroll_through(stage: &mut Stage) -> Vec<Duration> {
    const ROUNDS: usize = 12;
    let mut frames = vec![stage.frame(vec![pointer(640.0, 420.0)])];
    let spans = spans(stage);
    for round in 0..ROUNDS {
        goto(stage, Stretch::empty(part(stage, (round * 7 + 3) % ROUNDS, ROUNDS)));
        frames.extend(stage.frames(4));
        for _ in 0..30 {
            frames.push(stage.frame(vec![wheel(-3.0)]));
        }
        frames.extend(stage.frames(8));
        for _ in 0..5 {
            frames.push(stage.frame(vec![key(Key::PageDown)]));
            frames.extend(stage.frames(6));
        }
        let span = &spans[(round * 5 + 2) % ROUNDS * (spans.len() - 1) / ROUNDS];
        frames.push(stage.act(Action::View(ViewAction::Jump(span.clone()))));
        frames.extend(stage.frames(4));
    }
    frames
}

/// Tags a word that is in view, at places all over the article.
fn tag(stage: &mut Stage) {
    let (mut tags, mut undos) = (Vec::new(), Vec::new());
    for number in 0..TAGGED {
        let text = stage.window.desk.text().expect("an article is shown").clone();
        let word = text::word_at(&text, part(stage, number, TAGGED));
        goto(stage, word);
        stage.frames(4);
        stage.window.desk.view.selection = Some(Selection::of(word));
        stage.frames(2);
        let tag = TagId::new("claim").expect("a slug");
        tags.push(stage.act(Action::Span(SpanAction::Tag(tag))));
        if number % 2 == 1 {
            undos.push(stage.act(Action::Run(Command::Undo)));
        }
    }
    tags.sort_unstable();
    undos.sort_unstable();
    say("tag.median", at(&tags, 50));
    say("tag.worst", at(&tags, 100));
    say("undo", at(&undos, 50));
}

/// Selects by a drag over some lines.
fn drag(stage: &mut Stage) {
    goto(stage, Stretch::empty(part(stage, 1, 2)));
    stage.frames(8);
    stage.frame(vec![pointer(500.0, 300.0)]);
    let mut frames = vec![stage.frame(vec![button(500.0, 300.0, Press::Down)])];
    let (mut x, mut y) = (500.0, 300.0);
    for _ in 0..90 {
        (x, y) = (x + 2.0, y + 3.0);
        frames.push(stage.frame(vec![pointer(x, y)]));
    }
    frames.push(stage.frame(vec![button(x, y, Press::Up)]));
    assert!(stage.window.desk.view.selected_text().is_some(), "the drag has selected something");
    frames.sort_unstable();
    say("drag.median", at(&frames, 50));
    say("drag.worst", at(&frames, 100));
}

/// Looks for a word that is there about once in a thousand bytes.
fn find(stage: &mut Stage) {
    let word = frequent_word(stage);
    stage.window.desk.dispatch(Action::Run(Command::Find));
    stage.frames(4);
    let begun = Instant::now();
    stage.window.desk.dispatch(Action::Find(FindAction::Ask(Query {
        words: word,
        syntax: Syntax::Plain,
        case: Case::Folded,
        edges: Edges::Words,
    })));
    stage.until(|desk| !desk.finding.hits().is_empty());
    say("find.first", millis(begun.elapsed()));
    stage.until(|desk| desk.finding.search.as_ref().is_some_and(Search::is_done));
    say("find.all", millis(begun.elapsed()));
    stage.window.desk.dispatch(Action::Find(FindAction::Close));
    stage.frames(4);
}

/// Tags a word, and then all its other occurrences.
fn label_all(stage: &mut Stage) {
    let word = frequent_word(stage);
    let text = stage.window.desk.text().expect("an article is shown").clone();
    let start = text.as_str().find(&format!(" {word} ")).expect("it is frequent") + 1;
    let at = Stretch::new(start, start + word.len());
    goto(stage, at);
    stage.window.desk.view.selection = Some(Selection::of(at));
    let tag = TagId::new("actor").expect("a slug");
    stage.act(Action::Span(SpanAction::Tag(tag)));
    stage.frames(4);
    let begun = Instant::now();
    stage.window.desk.dispatch(Action::Run(Command::LabelAll));
    let is_done = |desk: &Desk| desk.occurrences.as_ref().is_some_and(Occurrences::is_done);
    stage.until(is_done);
    say("label.shown", millis(begun.elapsed()));
    let count = stage.window.desk.occurrences.as_ref().map_or(0, Occurrences::count_on);
    let count = u32::try_from(count).expect("a few thousand");
    say("label.hits", f64::from(count));
    say("label", millis(stage.act(Action::Occurrence(OccurrenceAction::TakeAll))));
    stage.frames(8);
    say("label.undo", millis(stage.act(Action::Run(Command::Undo))));
}

/// Returns the word that is there most nearly once in a thousand bytes.
fn frequent_word(stage: &Stage) -> String {
    let text = stage.window.desk.text().expect("an article is shown");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in text.as_str().split(' ').filter(|word| word.len() > 3) {
        if word.chars().all(char::is_alphabetic) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let wanted = text.end().to_usize() / 1000;
    let nearest = counts.into_iter().min_by_key(|(_, count)| count.abs_diff(wanted));
    nearest.expect("the text has words").0.to_owned()
}

/// Returns a window that has shown some text, so that letters and fonts are there.
fn warm_stage() -> Stage {
    let mut stage = Stage::new();
    let corpus = Corpus::new(crate::corpus::Size::S, None);
    stage.show(with_layer(with_article(&corpus), &corpus));
    stage.frames(20);
    stage.window.desk.open = None;
    stage.window.desk.view = View::default();
    stage.frames(5);
    stage
}

fn with_article(corpus: &Corpus) -> Project {
    let (id, time) = (ArticleId::new("news").expect("a slug"), Time::default());
    let reading = articles::read(corpus.text.as_bytes(), "news.txt").expect("it is text");
    let mut project = Project::new("News", time, Codebook::starter());
    project.put_article(reading.into_article(id, "news.txt", time));
    project
}

fn with_layer(mut project: Project, corpus: &Corpus) -> Project {
    let time = Time::default();
    let analyst = AnalystId::new("alice").expect("a slug");
    let add = compose::add_analyst(Analyst::person(analyst.clone(), "Alice"));
    project.apply(add).expect("she is the first");
    let article = project.articles().next().map(|article: &Article| article.id.clone());
    let id = LayerId { article: article.expect("there is one"), analyst };
    let span = |(number, (at, tag)): (u64, &(Stretch, String))| {
        let place = Fragments::one(*at).expect("a span has words");
        let tag = TagId::new(tag).expect("a slug");
        // Ids are random in life: no order that the text has.
        Span::new(SpanId::from_bits(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)), tag, place, time)
    };
    let spans = (1..).zip(&corpus.spans).map(span).collect();
    project.put_layer(Layer::new(id, VersionNumber::FIRST).with(spans, Vec::new()));
    project
}

/// Returns all spans of the article shown.
fn spans(stage: &Stage) -> Vec<SpanRef> {
    let open = stage.window.desk.open.as_ref().expect("a project is open");
    let layer = open.project.layers().next().expect("it has a layer");
    layer.by_place().ids().map(|id| SpanRef::new(&layer.id, id)).collect()
}

/// Returns the start of a word at a part of the article's length.
fn part(stage: &Stage, of: usize, all: usize) -> Offset {
    let text = stage.window.desk.text().expect("an article is shown");
    let mut at = text.end().to_usize() / all * of + text.end().to_usize() / all / 2;
    while !text.is_boundary(Offset::new(at)) {
        at -= 1;
    }
    text::next_word_edge(text, Offset::new(at))
}

fn goto(stage: &mut Stage, at: Stretch) {
    let article = stage.window.desk.view.article.clone().expect("an article is shown");
    stage.window.desk.view.goto = Some(Goto { article, at });
}

/// Returns a percentile of sorted times in milliseconds.
fn at(sorted: &[Duration], percent: usize) -> f64 {
    millis(percentile(sorted, percent).expect("something was measured"))
}

fn millis(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// Returns a line of the process's status, in MB; 0 where the system does not say.
fn status(name: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kib.unwrap_or_default() * 1024.0 / 1e6
}
