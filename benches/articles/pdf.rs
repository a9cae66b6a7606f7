//! PDF: are the words read, and in order?
//!
//! `NAME.pdf` with `NAME.pdf.txt` or `NAME.pdf-sorted.txt`, the text as another program reads it in the
//! order of drawing or of place; the better of the two counts. Counted is the longest common subsequence
//! of words, over the words expected. Of the expected text, words that a line's end parts are joined, and
//! lines that hold only a page's number are left out, since that is what the reader is for; hyphens and
//! forms of letters for display do not count, and each Chinese or Japanese letter is a word. Files
//! without an expected text are named with what became of them.

use std::{collections::HashMap, fs, path::Path, time::Instant};

use postil::articles::read;
use unicode_normalization::UnicodeNormalization;

/// Prints a line for each PDF, and the mean.
pub(super) fn print(folder: &Path) {
    let files = super::files(folder, &["pdf"]);
    if files.is_empty() {
        return;
    }
    println!("\n| PDF | words | in order | order | pages | ms | said |");
    println!("| --- | --: | --: | --- | --: | --: | --- |");
    let shares: Vec<f64> = files.iter().filter_map(|path| print_line(path)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred files")]
    let mean = shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    println!("| mean of {} | | {mean:.4} | | | | |", shares.len());
}

fn print_line(path: &Path) -> Option<f64> {
    let bytes = fs::read(path).ok()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let start = Instant::now();
    let reading = read(&bytes, &name);
    let time = start.elapsed().as_millis();
    let expected = ["txt", "-sorted.txt"].map(|ending| {
        let ending = if ending.starts_with('-') { ending.to_owned() } else { format!(".{ending}") };
        fs::read_to_string(format!("{}{ending}", path.display())).ok()
    });
    let (text, pages, said) = match reading {
        Ok(reading) => (reading.text, reading.pages.len(), reading.warnings.join("; ")),
        Err(error) => (String::new(), 0, format!("refused: {error}")),
    };
    let read = words(&text);
    let share = |expected: &String| in_order(&words(&as_asked(expected)), &read);
    let shares = expected.each_ref().map(|expected| expected.as_ref().map(share));
    let (share, order) = match shares {
        [Some(drawn), Some(placed)] if placed > drawn => (Some(placed), "of place"),
        [Some(drawn), _] => (Some(drawn), "of drawing"),
        [None, Some(placed)] => (Some(placed), "of place"),
        [None, None] => (None, ""),
    };
    let shown = share.map_or(String::new(), |share| format!("{share:.3}"));
    println!("| {name} | {} | {shown} | {order} | {pages} | {time} | {said} |", read.len());
    share
}

/// Returns an expected text as it is asked of the reader: lines joined at hyphens, without page numbers.
fn as_asked(expected: &str) -> String {
    let mut text = String::new();
    for line in expected.trim_start_matches('\u{feff}').lines() {
        let line = line.trim();
        let mut parts = line.split_whitespace();
        let is_folio = parts
            .all(|part| matches!(part, "Page" | "of") || part.bytes().all(|c| c.is_ascii_digit()));
        if is_folio && line.starts_with("Page") {
            continue;
        }
        text.push_str(line);
        if text.ends_with(['-', '\u{ad}', '\u{2010}']) {
            text.pop();
        } else {
            text.push(' ');
        }
    }
    text
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let mut open = String::new();
        for c in word.nfkc().filter(|c| !matches!(c, '-' | '\u{ad}' | '\u{2010}')) {
            if matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}') {
                words.push(std::mem::take(&mut open));
                words.push(c.to_string());
            } else {
                open.push(c);
            }
        }
        words.push(open);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Returns the length of the longest common subsequence over that of the expected words, by the
/// algorithm of H. Hyyrö ("Bit-parallel LCS-length computation revisited", 2004).
fn in_order(expected: &[String], read: &[String]) -> f64 {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, word) in expected.iter().enumerate() {
        places.entry(word).or_default().push(at);
    }
    let mut row = vec![u64::MAX; expected.len().div_ceil(64)];
    for word in read {
        let mut matches = vec![0_u64; row.len()];
        for at in places.get(word.as_str()).into_iter().flatten() {
            matches[at / 64] |= 1 << (at % 64);
        }
        let mut carry = 0;
        for (part, matches) in row.iter_mut().zip(matches) {
            let both = *part & matches;
            let (sum, first) = part.overflowing_add(both);
            let (sum, second) = sum.overflowing_add(carry);
            carry = u64::from(first || second);
            *part = sum | (*part & !matches);
        }
    }
    let found = (0..expected.len()).filter(|at| row[at / 64] >> (at % 64) & 1 == 0).count();
    #[expect(clippy::cast_precision_loss, reason = "the words of a file")]
    let share = found as f64 / expected.len().max(1) as f64;
    share
}
