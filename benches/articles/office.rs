//! Documents of word processors: are the words those that pandoc reads, in the same order?
//!
//! Compared with what pandoc makes of the file with all changes accepted (as its own tree, without what
//! only sets the text out: `pandoc --track-changes=accept -t json`). Numbers of list items and calls of
//! notes are left out on both sides. A file that pandoc does not read is only timed.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use imara_diff::{Algorithm, Diff, InternedInput};
use postil::{
    articles::{Reading, read},
    model::BlockKind,
};
use serde_json::Value;

/// Prints a line for each document, and the means.
pub(super) fn print(folder: &Path) {
    let files = super::files(folder, &["docx", "docm", "dotx", "odt", "ott", "rtf"]);
    if files.is_empty() {
        return;
    }
    println!("\n| document | words | of pandoc’s, in order | of ours | ms | said |");
    println!("| --- | --: | --: | --: | --: | --- |");
    let (mut sums, mut count, mut equal, mut time) = ((0.0, 0.0), 0_u32, 0, Duration::ZERO);
    for path in &files {
        let Ok(bytes) = fs::read(path) else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let begun = Instant::now();
        let reading = read(&bytes, &name);
        let took = begun.elapsed();
        time += took;
        let said = match &reading {
            Ok(reading) => reading.warnings.join("; "),
            Err(error) => error.to_string(),
        };
        let ours = reading.as_ref().map(bare).unwrap_or_default();
        let shares = expected(path).map(|expected| shares(&expected, &ours));
        let share = |share: f64| format!("{share:.4}");
        let (found, wanted) = shares.unzip();
        println!(
            "| {name} | {} | {} | {} | {:.1} | {said} |",
            words(&ours).count(),
            found.map_or_else(|| "not read".to_owned(), share),
            wanted.map_or_else(String::new, share),
            took.as_secs_f64() * 1e3
        );
        if let Some((found, wanted)) = shares {
            count += 1;
            sums = (sums.0 + found, sums.1 + wanted);
            equal += u32::from(found + wanted > 1.999_999);
        }
    }
    let mean = |sum: f64| sum / f64::from(count.max(1));
    println!(
        "| {count} that both read | {equal} equal | {:.4} | {:.4} | {:.0} in all | |",
        mean(sums.0),
        mean(sums.1),
        time.as_secs_f64() * 1e3
    );
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Returns which share of the expected words is read in order, and of those read is expected.
fn shares(expected: &str, ours: &str) -> (f64, f64) {
    let mut input = InternedInput::default();
    input.update_before(words(expected));
    input.update_after(words(ours));
    let diff = Diff::compute(Algorithm::Myers, &input);
    let share = |all: usize, differ: u32| {
        #[expect(clippy::cast_precision_loss, reason = "some thousand words")]
        let all = all as f64;
        if all > 0.0 { 1.0 - f64::from(differ) / all } else { 1.0 }
    };
    (
        share(input.before.len(), diff.count_removals()),
        share(input.after.len(), diff.count_additions()),
    )
}

/// Returns the text of a reading without the marks of list items and the calls of notes.
fn bare(reading: &Reading) -> String {
    let mut bare = String::new();
    for block in &reading.blocks {
        let words = reading.text.get(block.at.range()).unwrap_or_default();
        let words = match block.kind {
            BlockKind::ListItem => words.split_once(' ').map_or(words, |(_, words)| words),
            _ => words,
        };
        let mut parts = words.split('[');
        bare.push_str(parts.next().unwrap_or_default());
        for part in parts {
            match part.split_once(']') {
                Some((label, rest)) if label.parse::<u32>().is_ok() => bare.push_str(rest),
                _ => bare.extend(["[", part]),
            }
        }
        bare.push('\n');
    }
    bare
}

/// Returns the words as pandoc reads them; `None` where it does not.
fn expected(path: &Path) -> Option<String> {
    let ending = path.extension()?.to_str()?;
    let format = if matches!(ending, "odt" | "ott") { "odt" } else { ending };
    let format = if matches!(format, "docm" | "dotx") { "docx" } else { format };
    let mut pandoc = Command::new("pandoc");
    pandoc.args(["-f", format, "--track-changes=accept", "-t", "json"]).arg(path);
    let output = pandoc.output().ok().filter(|output| output.status.success())?;
    let tree: Value = serde_json::from_slice(&output.stdout).ok()?;
    let (mut text, mut notes) = (String::new(), Vec::new());
    for name in ["title", "subtitle", "author", "date", "abstract"] {
        add(&tree["meta"][name], &mut text, &mut notes);
    }
    add(&tree["blocks"], &mut text, &mut notes);
    let mut at = 0;
    while let Some(note) = notes.get(at).cloned() {
        add(&note, &mut text, &mut notes);
        at += 1;
    }
    Some(text)
}

/// Adds the words of a part of pandoc’s tree; what its notes say comes later.
fn add(part: &Value, text: &mut String, notes: &mut Vec<Value>) {
    if let Value::Array(parts) = part {
        for part in parts {
            add(part, text, notes);
        }
        return;
    }
    if !part.is_object() {
        return;
    }
    let content = &part["c"];
    match part["t"].as_str().unwrap_or_default() {
        "Str" | "MetaString" => text.push_str(content.as_str().unwrap_or_default()),
        "Space" | "SoftBreak" | "LineBreak" => text.push(' '),
        "Math" | "Code" | "CodeBlock" => {
            text.extend([" ", content[1].as_str().unwrap_or_default(), " "]);
        }
        "Note" => notes.push(content.clone()),
        "Image" | "RawBlock" | "RawInline" => {}
        "Span" | "Link" | "Quoted" | "Cite" | "Div" | "OrderedList" => {
            add(&content[1], text, notes);
        }
        "Header" => add(&content[2], text, notes),
        "Table" => {
            for part in [&content[1][1], &content[3][1]] {
                add_rows(part, text, notes);
            }
            for body in content[4].as_array().into_iter().flatten() {
                add_rows(&body[2], text, notes);
                add_rows(&body[3], text, notes);
            }
            add_rows(&content[5][1], text, notes);
        }
        _ => add(content, text, notes),
    }
    let is_block = matches!(
        part["t"].as_str().unwrap_or_default(),
        "Para" | "Plain" | "Header" | "CodeBlock" | "MetaInlines" | "MetaString"
    );
    if is_block {
        text.push('\n');
    }
}

/// Adds the rows of a table, or the blocks of its caption.
fn add_rows(rows: &Value, text: &mut String, notes: &mut Vec<Value>) {
    for row in rows.as_array().into_iter().flatten() {
        if row["t"].is_string() {
            add(row, text, notes);
        }
        for cell in row[1].as_array().into_iter().flatten() {
            add(&cell[4], text, notes);
        }
    }
}
