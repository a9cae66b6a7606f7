//! Web pages: is the article found, and is it whole?
//!
//! A folder with `source.html` and `expected.html` (and `expected-metadata.json` with the title), as the
//! tests of reader views have them; or `NAME.mhtml` with `NAME.txt`. Compared are shingles of four words,
//! as a multiset: precision is the share of the shingles read that are expected, recall the share of
//! those expected that are read. The headline that is put first is left out, since what is expected
//! does not hold it, and so are the marks of list items, and bylines that reader views take out; the last
//! column has F1 with all of these.

use std::{collections::HashMap, fs, path::Path};

use dom_query::{Document, NodeRef};
use postil::{
    articles::{Reading, read},
    model::BlockKind,
};

/// Prints a line for each page, and the means.
pub(super) fn print(folder: &Path) {
    let sources = super::files(folder, &["html"]);
    let is_source =
        |path: &&std::path::PathBuf| path.file_name().is_some_and(|name| name == "source.html");
    let pages = sources.iter().filter(is_source).filter_map(|path| page(path));
    let archives = super::files(folder, &["mhtml", "mht"]);
    let archives = archives.iter().filter_map(|path| archive(path));
    let lines: Vec<Line> = pages.chain(archives).collect();
    if lines.is_empty() {
        return;
    }
    println!("\n| page | taken | precision | recall | F1 | title | with headline and marks |");
    println!("| --- | --- | --: | --: | --: | --- | --: |");
    for line in &lines {
        let title = match line.title {
            None => String::new(),
            Some((_, true)) => "right".to_owned(),
            Some((ref title, false)) => format!("wrong: {title}"),
        };
        let Score { precision, recall, .. } = line.score;
        println!(
            "| {} | {} | {precision:.3} | {recall:.3} | {:.3} | {title} | {:.3} |",
            line.name,
            line.taken,
            line.score.f1(),
            line.full.f1()
        );
    }
    print_means(&lines);
}

fn print_means(lines: &[Line]) {
    let mean = |value: &dyn Fn(&Line) -> f64| {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred pages")]
        let count = lines.len() as f64;
        lines.iter().map(value).sum::<f64>() / count
    };
    println!(
        "| mean of {} | | {:.4} | {:.4} | {:.4} | | {:.4} |",
        lines.len(),
        mean(&|line| line.score.precision),
        mean(&|line| line.score.recall),
        mean(&|line| line.score.f1()),
        mean(&|line| line.full.f1())
    );
    let titles: Vec<bool> = lines.iter().filter_map(|line| Some(line.title.as_ref()?.1)).collect();
    let right = titles.iter().filter(|is_right| **is_right).count();
    println!("\n{right} of {} titles right", titles.len());
}

struct Line {
    name: String,
    taken: String,
    score: Score,
    /// With the headline that is put first, and the marks of list items.
    full: Score,
    /// The title read, and whether it is the one expected.
    title: Option<(String, bool)>,
}

/// Reads a page and what is expected of it.
fn page(path: &Path) -> Option<Line> {
    let folder = path.parent()?;
    let expected = fs::read_to_string(folder.join("expected.html")).ok()?;
    let mut expected_text = String::new();
    add_words(&Document::from(expected).root(), &mut expected_text);
    let metadata = fs::read_to_string(folder.join("expected-metadata.json")).unwrap_or_default();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap_or_default();
    let title = metadata.get("title").and_then(|title| title.as_str());
    let name = folder.file_name()?.to_string_lossy().into_owned();
    Some(line(name, path, &expected_text, title))
}

/// Reads a page saved in one file, and the text beside it.
fn archive(path: &Path) -> Option<Line> {
    let expected = fs::read_to_string(path.with_extension("txt")).ok()?;
    Some(line(path.file_name()?.to_string_lossy().into_owned(), path, &expected, None))
}

fn line(name: String, path: &Path, expected: &str, title: Option<&str>) -> Line {
    let bytes = fs::read(path).unwrap_or_default();
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let reading = match read(&bytes, &file_name) {
        Ok(reading) => reading,
        Err(error) => {
            let (score, full) = (Score::default(), Score::default());
            return Line { name, taken: error.to_string(), score, full, title: None };
        }
    };
    let one_line = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = title.map(|title| {
        // A page without a title goes by the name of its file.
        let is_right =
            reading.title == one_line(title) || (title.is_empty() && reading.title == "source");
        (reading.title.clone(), is_right)
    });
    Line {
        name,
        taken: reading
            .extent
            .map_or_else(String::new, |extent| format!("{extent:?}").to_lowercase()),
        score: score(expected, &bare(&reading, expected)),
        full: score(expected, &reading.text),
        title,
    }
}

/// Returns a text without the headline that was put first, without the marks of its lists, and without
/// the bylines that reader views take out.
fn bare(reading: &Reading, expected: &str) -> String {
    let expected = on_one_line(expected);
    let mut words = String::new();
    for (at, block) in reading.blocks.iter().enumerate() {
        let text = reading.text.get(block.at.range()).unwrap_or_default();
        let is_headline = at == 0 && block.kind == BlockKind::Heading && block.level == 1;
        let is_item = block.kind == BlockKind::ListItem;
        match text.split_once(' ') {
            _ if is_headline => continue,
            _ if block.kind == BlockKind::Byline && !expected.contains(&on_one_line(text)) => {
                continue;
            }
            Some((_, item)) if is_item => words.push_str(item),
            _ => words.push_str(text),
        }
        words.push('\n');
    }
    words
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds the words of a node, with those of its blocks apart.
fn add_words(node: &NodeRef<'_>, words: &mut String) {
    const INLINE: [&str; 26] = [
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i",
        "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    ];
    if node.is_text() {
        words.push_str(&node.text());
        return;
    }
    let name = node.node_name().unwrap_or_default();
    if matches!(&*name, "script" | "style") {
        return;
    }
    let gap = if INLINE.contains(&&*name) { "" } else { "\n" };
    words.push_str(gap);
    for child in node.children() {
        add_words(&child, words);
    }
    words.push_str(gap);
}

#[derive(Clone, Copy, Default)]
struct Score {
    precision: f64,
    recall: f64,
}

impl Score {
    fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }
}

fn score(expected: &str, read: &str) -> Score {
    let (expected, read) = (shingles(expected), shingles(read));
    let both: usize =
        expected.iter().map(|(shingle, count)| *count.min(read.get(shingle).unwrap_or(&0))).sum();
    #[expect(clippy::cast_precision_loss, reason = "words of a page")]
    let share = |of: usize| if of > 0 { both as f64 / of as f64 } else { 1.0 };
    Score { precision: share(read.values().sum()), recall: share(expected.values().sum()) }
}

/// Counts the shingles of four words; a shorter text is one shingle.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let is_gap = |c: char| !c.is_alphanumeric() && c != '_';
    let words: Vec<&str> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    let mut counts = HashMap::new();
    if words.is_empty() {
        return counts;
    }
    for shingle in words.windows(words.len().min(4)) {
        *counts.entry(shingle.to_vec()).or_insert(0) += 1;
    }
    counts
}
