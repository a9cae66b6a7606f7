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

/// So much is shown before the first words that differ, in bytes.
const BEFORE: usize = 80;

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
        let from = first_shown(was, now);
        let [was, now] = [was, now].map(|words| Text::new(shown(words, from)));
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
    LayoutJob::single_section(shown(words, 0), format(theme))
}

/// Returns from which byte on words are shown, so that those that differ first are in view: long ones
/// begin a little before them.
fn first_shown(was: &str, now: &str) -> usize {
    let same = was.bytes().zip(now.bytes()).take_while(|(was, now)| was == now).count();
    let start = was.floor_char_boundary(same.saturating_sub(BEFORE));
    if same <= MOST / 2 {
        return 0;
    }
    let blank = was.get(start..same).and_then(|before| before.find(' '));
    blank.map_or(start, |blank| start + blank + 1)
}

/// Returns words from a byte on as they are shown: as one paragraph, and not too many of them.
fn shown(words: &str, from: usize) -> String {
    let rest = words.get(from..).unwrap_or_default();
    let cut = shortened(rest, MOST);
    let lines = cut.lines().map(str::trim).filter(|line| !line.is_empty());
    let one = lines.collect::<Vec<_>>().join(" ");
    if from > 0 { format!("… {one}") } else { one }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_late_in_long_words_is_in_view() {
        let long = "The men went back to the sheds.\n\n".repeat(40);
        let words = WordsCompared::new(&format!("{long}Then home."), &format!("{long}Then out."));
        let changed: Vec<&str> =
            words.differences.in_other(words.now.whole()).map(|at| words.now.slice(at)).collect();
        assert_eq!(changed, ["out"]);
        assert!(words.was.as_str().starts_with("… ") && !words.was.as_str().contains('\n'));
        let short = WordsCompared::new("Forty-one", "Forty");
        assert_eq!((short.was.as_str(), short.now.as_str()), ("Forty-one", "Forty"));
        let other = WordsCompared::new(&"é".repeat(600), &"é".repeat(599));
        assert!(other.was.as_str().starts_with("… é"));
    }
}
