//! What of a document could not be read as letters, and the sentences that say so.

use super::{MOST_PAGES, glyph, labels::Labels};
use crate::articles::{ArticleError, ArticleFile};

/// What of a document could not be read as letters.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// How many pages the document has.
    pages: usize,
    letters: usize,
    unknown: usize,
    guessed: usize,
    /// How many pages draw more than a page may.
    cut: usize,
    /// Which pages show pictures and no letter, counted from 0.
    scanned: Vec<usize>,
}

impl Counts {
    pub fn new(pages: usize) -> Self {
        Self { pages, ..Self::default() }
    }

    pub fn add(&mut self, page: usize, ink: &glyph::Ink) {
        self.letters += ink.glyphs.len();
        self.unknown += ink.unknown;
        self.guessed += ink.guessed;
        self.cut += usize::from(ink.is_cut);
        if ink.pictures > 0 && ink.glyphs.iter().all(glyph::Glyph::is_blank) {
            self.scanned.push(page);
        }
    }

    pub fn no_text(&self, file: &ArticleFile<'_>) -> ArticleError {
        let name = file.name.to_owned();
        if self.scanned.is_empty() {
            ArticleError::Empty { name }
        } else {
            ArticleError::NoText { name, pages: self.pages }
        }
    }

    pub fn warn(&self, labels: &Labels, warnings: &mut Vec<String>) {
        if self.unknown > 0 {
            warnings.push(format!(
                "{} of {} letters can’t be told from this file’s fonts and stand as “\u{fffd}”",
                self.unknown, self.letters
            ));
        }
        if !self.scanned.is_empty() {
            let (has, are) = if self.scanned.len() == 1 {
                ("1 page has".to_owned(), "page")
            } else {
                (format!("{} pages have", self.scanned.len()), "pages")
            };
            warnings.push(format!(
                "{has} pictures alone and no text ({are} {}): text recognition (OCR) would add it",
                ranges(&self.scanned, labels)
            ));
        }
        if self.guessed > 0 {
            warnings.push(format!(
                "{} of {} letters are guessed, since this file’s fonts don’t say which they are",
                self.guessed, self.letters
            ));
        }
        if self.cut > 0 {
            warnings.push(format!("{} of the pages draw too much and were read in part", self.cut));
        }
        if self.pages > MOST_PAGES {
            warnings.push(format!("Only the first {MOST_PAGES} of {} pages were read", self.pages));
        }
    }
}

/// How many ranges of pages a sentence names.
const MOST_RANGES: usize = 12;

/// Returns pages by their labels, those that follow each other as `3–7`.
fn ranges(pages: &[usize], labels: &Labels) -> String {
    let runs: Vec<&[usize]> = pages.chunk_by(|a, b| a + 1 == *b).collect();
    let run = |run: &&[usize]| match run {
        [first, .., last] => format!("{}–{}", labels.label(*first), labels.label(*last)),
        [page] => labels.label(*page),
        [] => String::new(),
    };
    let named: Vec<String> = runs.iter().take(MOST_RANGES).map(run).collect();
    let more = if runs.len() > MOST_RANGES { " and others" } else { "" };
    format!("{}{more}", named.join(", "))
}
