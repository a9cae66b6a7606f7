//! Words as they were and as they are, with what differs marked.

use egui::{
    Stroke,
    text::{LayoutJob, TextFormat},
};

use crate::{
    app::{
        compare::Differences,
        theme::{Theme, font},
    },
    text::{Stretch, Text, shortened},
};

/// Words longer than this are cut, in characters.
const MOST: usize = 400;

/// Words as they were and as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsCompared {
    was: Text,
    now: Text,
    differences: Differences,
}

impl WordsCompared {
    /// Compares words.
    pub fn new(was: &str, now: &str) -> Self {
        let [was, now] = [was, now].map(|words| Text::new(shortened(words, MOST).into_owned()));
        let differences = Differences::between(&was, &now);
        Self { was, now, differences }
    }

    /// Returns the words as they were, to be laid out, where there are none to compare them with.
    pub fn plain(&self, theme: &Theme) -> LayoutJob {
        plain_words(theme, self.was.as_str())
    }

    /// Returns the words as they were, to be laid out; what is gone is struck out.
    pub fn was(&self, theme: &Theme) -> LayoutJob {
        let struck = Stroke::new(1.0, theme.dim);
        let gone = TextFormat { background: theme.changed, strikethrough: struck, ..format(theme) };
        marked(theme, &self.was, self.differences.in_shown(self.was.whole()), &gone)
    }

    /// Returns the words as they are, to be laid out; what is new is underlined.
    pub fn now(&self, theme: &Theme) -> LayoutJob {
        let underline = Stroke::new(1.0, theme.accent);
        let new = TextFormat { background: theme.changed, underline, ..format(theme) };
        marked(theme, &self.now, self.differences.in_other(self.now.whole()), &new)
    }
}

/// Returns words with nothing to compare them with, to be laid out.
pub fn plain_words(theme: &Theme, words: &str) -> LayoutJob {
    LayoutJob::single_section(shortened(words, MOST).into_owned(), format(theme))
}

fn format(theme: &Theme) -> TextFormat {
    TextFormat { font_id: font::ui(), color: theme.ink, ..TextFormat::default() }
}

/// Returns words of which some stretches look different.
fn marked(
    theme: &Theme,
    words: &Text,
    stretches: impl Iterator<Item = Stretch>,
    different: &TextFormat,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let (mut from, whole) = (words.whole().start, words.whole());
    let usual = format(theme);
    for one in stretches {
        job.append(words.slice(Stretch::between(from, one.start)), 0.0, usual.clone());
        job.append(words.slice(one), 0.0, different.clone());
        from = one.end;
    }
    job.append(words.slice(Stretch::between(from, whole.end)), 0.0, usual);
    job
}
